import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// Finds the place that somebody means by an id, a name in any language, another spelling, or a
/// position.
public struct PlaceFinder: Sendable {
  /// A place as it was asked for.
  public struct Found: Hashable, Sendable {
    /// The place.
    public let place: Place
    /// How far it is from the position that was asked for; nil when it was asked for by name.
    public let snapped: Length?
  }

  private let places: [Place]
  private let isInNetwork: @Sendable (String) -> Bool

  /// Creates a finder.
  ///
  /// - Parameters:
  ///   - places: every place that may be meant.
  ///   - isInNetwork: whether a place of that id can be a beginning or end; positions are moved to such
  ///     places only, and of several places of one name one such is meant.
  public init(_ places: [Place], isInNetwork: @escaping @Sendable (String) -> Bool) {
    self.places = places
    self.isInNetwork = isInNetwork
  }

  /// The place that a text means.
  ///
  /// Capitals don't count in names. A text such as `131.9,43.1`, degrees east and north, means the
  /// nearest place of the network, of equally near ones the first.
  ///
  /// - Throws: `PlaceError` for none, several, and a position farther than `limit` from every place.
  public func place(_ text: String, limit: Length) throws(PlaceError) -> Found {
    if let position = try Self.position(text) { return try nearest(to: position, text, limit) }
    let found = try named(text)
    guard isInNetwork(found.id) else {
      throw .offNetwork(
        found.id, nearest: near(found.coordinate).map { ($0.place.id, $0.distance) })
    }
    return Found(place: found, snapped: nil)
  }

  /// The place of that id or name, whether or not it is in the network.
  public func named(_ text: String) throws(PlaceError) -> Place {
    if let exact = places.first(where: { $0.id == text }) { return exact }
    let wanted = text.lowercased()
    let all = places.filter {
      $0.id == wanted || $0.names.all.contains { $0.lowercased() == wanted }
    }
    let usable = all.filter { isInNetwork($0.id) }
    if usable.count == 1 { return usable[0] }
    if all.count == 1 { return all[0] }
    if !all.isEmpty { throw .ambiguous(text, ids: (usable.isEmpty ? all : usable).map(\.id)) }
    throw .unknown(
      text, near: Spelling.nearest(to: text, in: places.flatMap { [$0.id] + $0.names.all }))
  }

  private func nearest(to position: Coordinate, _ text: String, _ limit: Length)
    throws(PlaceError) -> Found
  {
    guard let best = near(position) else { throw .unknown(text, near: nil) }
    guard best.distance <= limit else {
      throw .tooFar(text, nearest: best.place.id, best.distance, limit: limit)
    }
    return Found(place: best.place, snapped: best.distance)
  }

  private func near(_ position: Coordinate) -> (place: Place, distance: Length)? {
    var best: (place: Place, distance: Length)?
    for place in places {
      let distance = Geodesic.distance(from: position, to: place.coordinate)
      // Whether it is in the network may take longer to tell.
      guard distance < best?.distance ?? Length(metres: .infinity), isInNetwork(place.id) else {
        continue
      }
      best = (place, distance)
    }
    return best
  }

  /// The places of the network that are nearest to another, the nearest first.
  public func nearest(to place: Place, count: Int) -> [(place: Place, distance: Length)] {
    let all = places.filter { isInNetwork($0.id) && $0.id != place.id }.map {
      (place: $0, distance: Geodesic.distance(from: place.coordinate, to: $0.coordinate))
    }
    return Array(
      all.sorted { ($0.distance, $0.place.id) < ($1.distance, $1.place.id) }.prefix(count))
  }

  /// Whether a text gives a position, and not a name.
  public static func isPosition(_ text: String) throws(PlaceError) -> Bool {
    try position(text) != nil
  }

  /// The position that a text gives; nil when it is no pair of numbers.
  static func position(_ text: String) throws(PlaceError) -> Coordinate? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2,
      let longitude = Double(parts[0].trimmed), let latitude = Double(parts[1].trimmed)
    else { return nil }
    do {
      return try Coordinate(longitude: longitude, latitude: latitude).checked()
    } catch {
      throw .position(text, "\(error)")
    }
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Names {
  /// The name in every language and every other spelling.
  var all: [String] { [english] + sortedTranslations.map(\.name) + aliases }
}

/// Why a place can't be told.
public enum PlaceError: Error, Sendable, CustomStringConvertible {
  /// Nothing is called so.
  case unknown(String, near: String?)
  /// Several places are called so.
  case ambiguous(String, ids: [String])
  /// A position that no map has.
  case position(String, String)
  /// A position from which every place is too far.
  case tooFar(String, nearest: String, Length, limit: Length)
  /// A place that no link of the network reaches.
  case offNetwork(String, nearest: (id: String, distance: Length)?)

  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .unknown(let text, let near):
      "no place is called `\(text)`" + (near.map { "; did you mean `\($0)`?" } ?? "")
    case .ambiguous(let text, let ids):
      "\(ids.count) places are called `\(text)`; name one by its id: "
        + ids.prefix(10).joined(separator: ", ") + (ids.count > 10 ? ", ..." : "")
    case .position(let text, let error):
      "`\(text)` is no position: \(error); write LONGITUDE,LATITUDE in degrees"
    case .tooFar(let text, let nearest, let distance, let limit):
      "`\(text)` is \(Self.text(distance)) km from the nearest place of the network, `\(nearest)`, and "
        + "at most \(Self.text(limit)) km are bridged; raise --snap-limit, or name a place"
    case .offNetwork(let id, let nearest):
      "place `\(id)` is on no link that can be used"
        + (nearest.map { "; the nearest that is: `\($0.id)`, \(Self.text($0.distance)) km" } ?? "")
    }
  }

  private static func text(_ length: Length) -> String {
    let tenths = (length.kilometres * 10).rounded() / 10
    return "\(tenths)"
  }
}
