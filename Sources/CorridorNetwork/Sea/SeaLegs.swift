public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// Legs over the sea lanes between ports, as links of a study.
///
/// Between two ports there is a leg for each way to keep passages open or closed: the shortest with all
/// open, the shortest without this or that passage, and so on, each once. Whoever avoids passages,
/// however many, so finds the next best way with the passages that it takes named; and whoever loses one
/// has the way that is left. Where passages are
/// required there is a leg too for each part of them that a way may pass, with this or that closed of those
/// that somebody names, and at most one of the others.
public struct SeaLegs: Sendable {
  /// The legs.
  public let links: [Link]
  /// What is known of each of them beside.
  public let lanes: [MeasuredLink.Lane]
  /// Ports that are too far from every lane, with how far the nearest is, in the order of the ports.
  public let strandedPorts: [(id: String, distance: Length)]

  /// Whether there were more choices of passages to close than ``mostChoices``, which are not all looked at.
  public let isCut: Bool

  /// How ids of legs begin.
  public static let idPrefix = "lane~"

  /// So many choices of passages to close that nobody named are looked at, those of few passages first.
  public static let mostChoices = 5000

  /// The most requirements that legs can meet.
  public static let mostRequired = 5

  /// A port that is near enough to the lanes, where it joins them, and how far off that is.
  private typealias Anchor = (port: Place, node: Int, distance: Length)

  /// Finds the legs.
  ///
  /// - Parameters:
  ///   - ports: where legs begin and end.
  ///   - network: the lanes.
  ///   - gates: the passages that somebody names, to have them open or closed, in all their choices.
  ///   - required: what ways are to pass, at most ``mostRequired``: of each group of passages any one.
  ///   - linkClass: id of the class that prices them.
  ///   - limit: how far a port may be from its lane.
  public init(
    between ports: [Place], over network: SeaNetwork, gates: [String],
    required: [Set<String>] = [], linkClass: String, limit: Length
  ) {
    precondition(
      required.count <= Self.mostRequired, "at most \(Self.mostRequired) requirements")
    var near: [(port: Place, anchor: LaneAnchor)] = []
    var stranded: [(id: String, distance: Length)] = []
    for port in ports {
      guard let found = network.nearestPoint(to: port.coordinate) else { continue }
      if found.distance <= limit {
        near.append((port, found))
      } else {
        stranded.append((port.id, found.distance))
      }
    }
    let joined = network.joined(at: near.map(\.anchor))
    let anchors: [Anchor] = zip(near, joined.nodes).map {
      (port: $0.port, node: $1, distance: $0.anchor.distance)
    }
    let pairs = anchors.indices.flatMap { start in
      anchors.indices.dropFirst(start + 1).map { (start: start, end: $0) }
    }
    var seen: Set<String> = []
    var links: [Link] = []
    var lanes: [MeasuredLink.Lane] = []
    func add(_ route: SeaFinder.Route, _ pair: Int) {
      let (start, end) = (anchors[pairs[pair].start], anchors[pairs[pair].end])
      let id =
        Self.idPrefix + ([start.port.id, end.port.id] + route.passages).joined(separator: "~")
      guard !seen.contains(id), let line = Self.line(from: start.port, route.line, to: end.port)
      else { return }
      seen.insert(id)
      links.append(Self.link(id, start, end, line, route, linkClass: linkClass))
      lanes.append(
        MeasuredLink.Lane(
          reversedName: Self.name(end.port, start.port, route.passages.reversed()),
          passages: route.middles.map { $0 + start.distance },
          connectors: (start.distance, end.distance)))
    }
    let named = gates.filter(network.passages.contains)
    let others = network.passages.filter { !named.contains($0) }
    var ways = GatedWays(over: joined.network, between: anchors.map(\.node))
    let all = PassageChoices(of: named, others)
    let isCut = all.visit(pairs.indices, most: Self.mostChoices) { closed, asked in
      let closed = ways.set(of: closed)
      return asked.map { pair in
        ways.route(from: pairs[pair].start, to: pairs[pair].end, closed: closed).map { ($0, pair) }
      }
    } found: {
      add($0, $1)
    }
    let parts = 1 << required.count
    var search = RequiredWays(
      over: joined.network, between: anchors.map(\.node), passing: required)
    let wishes = pairs.indices.flatMap { pair in (1..<parts).map { pair * parts + $0 } }
    let single = PassageChoices(of: named, others, together: 1)
    let isCutBeside = single.visit(wishes, most: Self.mostChoices) { closed, asked in
      let wanted = asked.map { wish in
        let pair = pairs[wish / parts]
        return RequiredWays.Wish(start: pair.start, end: pair.end, groups: UInt32(wish % parts))
      }
      let found = search.routes(wanted, closed: Set(closed))
      return zip(found, asked).map { route, wish in route.map { ($0, wish) } }
    } found: {
      add($0, $1 / parts)
    }
    self.isCut = isCut || isCutBeside
    self.links = links
    self.lanes = lanes
    strandedPorts = stranded
  }

  private static func line(from start: Place, _ lane: [Coordinate], to end: Place) -> LineString? {
    var line: [Coordinate] = []
    for position in [start.coordinate] + lane + [end.coordinate] where line.last != position {
      line.append(position)
    }
    return try? LineString(line)
  }

  private static func name(_ from: Place, _ to: Place, _ passages: [String]) -> String {
    "Sea lane \(from.names.english)-\(to.names.english)"
      + (passages.isEmpty ? "" : " by \(passages.joined(separator: ", "))")
  }

  private static func link(
    _ id: String, _ start: Anchor, _ end: Anchor, _ line: LineString, _ route: SeaFinder.Route,
    linkClass: String
  ) -> Link {
    func text(_ length: Length) -> String { "\((length.kilometres * 10).rounded() / 10)" }
    var waters: [String] = []
    for water in route.inlandWaters where !waters.contains(water) { waters.append(water) }
    return Link(
      id: id,
      names: Names(english: name(start.port, end.port, route.passages)),
      from: start.port.id, to: end.port.id, mode: .sea, linkClass: linkClass, status: .operating,
      line: line, alignment: "shortest path over a sea-lane network", passages: route.passages,
      note: "straight connectors of \(text(start.distance)) and \(text(end.distance)) km join the "
        + "ports to the lanes"
        + (waters.isEmpty
          ? ""
          : "; on waters that country polygons count as land: " + waters.joined(separator: ", ")),
      location: start.port.location)
  }
}

extension LineMeasure {
  /// What a line over sea lanes measures: its length, and no country.
  public static func atSea(_ line: LineString) -> LineMeasure {
    let length = line.length
    return LineMeasure(
      traced: length,
      stretches: [
        CountryStretch(country: nil, from: .zero, to: length, start: line.start, end: line.end)
      ], longestGap: .zero)
  }
}
