public import CorridorGeometry

/// The sea-lane network of a study: lanes by passage, and ports.
public struct SeaLanes: Hashable, Sendable {
  /// The lanes, one entry for each named passage and one for the open sea.
  public var lanes: [SeaLane]
  /// Ports that a study's places need not name; empty when the study has no file of them.
  public var ports: [SeaPort]

  /// Creates a network.
  public init(lanes: [SeaLane], ports: [SeaPort] = []) {
    self.lanes = lanes
    self.ports = ports
  }

  /// The named passages, sorted.
  public var passages: [String] { Set(lanes.compactMap(\.passage)).sorted() }

  /// The passages that are closed unless somebody opens them, sorted.
  public var restricted: [String] {
    Set(lanes.filter(\.isRestricted).compactMap(\.passage)).sorted()
  }

  /// The waters on which lanes run where country polygons have land, sorted.
  public var inlandWaters: [String] { Set(lanes.compactMap(\.inland)).sorted() }

  /// The same lanes before they were led round land, as the network has them that they come from.
  public var beforeAmendment: SeaLanes {
    var before = self
    for index in lanes.indices {
      let lane = lanes[index]
      before.lanes[index].added = []
      before.lanes[index].moved = [:]
      guard !lane.added.isEmpty || !lane.moved.isEmpty else { continue }
      before.lanes[index].lines = lane.lines.map { line in
        line.filter { !lane.added.contains($0) }.map { lane.moved[$0] ?? $0 }
      }
    }
    return before
  }

  /// The codes of the countries in which a passage lies, sorted; nil when the study doesn't say.
  public func countries(of passage: String) -> [String]? {
    let parts = lanes.filter { $0.passage == passage }.map(\.countries)
    guard !parts.isEmpty, !parts.contains(nil) else { return nil }
    return Set(parts.flatMap { $0 ?? [] }).sorted()
  }
}

/// Lanes that ships sail, between forks of the network.
public struct SeaLane: Hashable, Sendable {
  /// The named passage that all of them belong to; nil for the open sea.
  public var passage: String?
  /// The codes of the countries in which the passage lies, with land of theirs on both sides; empty for
  /// a strait between countries or the open sea, nil where that is not said.
  public var countries: [String]?
  /// Whether the passage is closed unless somebody opens it.
  public var isRestricted: Bool
  /// The water that they run on where country polygons have land: a canal, river, lake or inlet; nil where
  /// they touch no land.
  public var inland: String?
  /// Positions that lead a lane round land: bends, where no lanes join.
  public var added: Set<Coordinate>
  /// Positions that were moved off land, each with where it was in the network that the lanes come from.
  public var moved: [Coordinate: Coordinate]
  /// The lanes; where two have a position in common a ship may change over.
  public var lines: [[Coordinate]]
  /// Where they stand in their file.
  public var location: SourceLocation

  /// Creates lanes.
  public init(
    passage: String?, countries: [String]? = nil, isRestricted: Bool = false, inland: String? = nil,
    added: Set<Coordinate> = [], moved: [Coordinate: Coordinate] = [:], lines: [[Coordinate]],
    location: SourceLocation
  ) {
    self.passage = passage
    self.countries = countries
    self.isRestricted = isRestricted
    self.inland = inland
    self.added = added
    self.moved = moved
    self.lines = lines
    self.location = location
  }
}

/// A port of the sea-lane network.
public struct SeaPort: Hashable, Sendable, Identifiable {
  /// A stable name, such as a UN/LOCODE.
  public var id: String
  /// What it is called.
  public var names: Names
  /// Where it is.
  public var coordinate: Coordinate
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a port.
  public init(id: String, names: Names, coordinate: Coordinate, location: SourceLocation) {
    self.id = id
    self.names = names
    self.coordinate = coordinate
    self.location = location
  }
}
