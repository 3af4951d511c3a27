public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// A route of a comparison, laid out from its origin to its destination.
public struct Route: Sendable {
  /// What the study says of it.
  public let plan: RoutePlan
  /// The links in order of travel.
  public let parts: [Part]
  /// What happens at places on the way, in order.
  public let nodes: [Node]
  /// Overland passages from one country to another, in order.
  public let crossings: [Crossing]
  /// The countries along the route in costed chainage; nil is sea.
  public let stretches: [CountryStretch]

  /// A link as it is travelled.
  public struct Part: Sendable {
    /// The link with its lengths and countries.
    public let measured: MeasuredLink
    /// Whether it is travelled from its `to` to its `from`.
    public let isReversed: Bool
    /// Costed chainage on the route where it begins.
    public let start: Length

    /// Creates a part.
    public init(measured: MeasuredLink, isReversed: Bool, start: Length) {
      self.measured = measured
      self.isReversed = isReversed
      self.start = start
    }

    /// The link.
    public var link: Link { measured.link }
    /// Id of the place where travel along it begins.
    public var origin: String { isReversed ? link.to : link.from }
    /// Id of the place where travel along it ends.
    public var destination: String { isReversed ? link.from : link.to }
    /// What it is called in the direction of travel.
    public var name: String {
      (isReversed ? measured.lane?.reversedName : nil) ?? link.names.english
    }
    /// Its line in the direction of travel.
    public var line: LineString { isReversed ? link.line.reversed() : link.line }
  }

  /// What happens at a place.
  public struct Node: Hashable, Sendable {
    /// The kinds of happenings at places.
    public enum Kind: Hashable, Sendable {
      /// Loading at the origin or unloading at the destination.
      case terminal(Mode)
      /// Change of mode.
      case transfer(from: Mode, to: Mode)
      /// Change of track gauge, in millimetres.
      case gauge(from: Int, to: Int)
    }

    /// What happens.
    public let kind: Kind
    /// Id of the place.
    public let place: String
    /// Costed chainage on the route.
    public let chainage: Length
  }

  /// An overland passage from one country to another.
  public struct Crossing: Hashable, Sendable {
    /// Code of the country that is left.
    public let from: String
    /// Code of the country that is entered.
    public let to: String
    /// The mode at the crossing.
    public let mode: Mode
    /// Costed chainage on the route.
    public let chainage: Length
    /// Where on the map it lies.
    public let coordinate: Coordinate
    /// Id of the declared border crossing of this pair, where one lies within the stated distance.
    public let place: String?
    /// Whether the route changes track gauge within the stated distance.
    public let breaksGauge: Bool
  }

  /// Length that is costed.
  public var length: Length { parts.reduce(.zero) { $0 + $1.measured.costed } }
  /// Geodesic length of the drawn lines.
  public var traced: Length { parts.reduce(.zero) { $0 + $1.measured.traced } }

  /// Costed kilometres by country, sorted by code; the sea is left out.
  public var lengthByCountry: [(country: String, length: Length)] {
    var sums: [String: Length] = [:]
    for stretch in stretches {
      if let country = stretch.country { sums[country, default: .zero] += stretch.length }
    }
    return sums.sorted { $0.key < $1.key }.map { (country: $0.key, length: $0.value) }
  }

  /// Costed length at sea.
  public var seaLength: Length {
    stretches.reduce(.zero) { $1.country == nil ? $0 + $1.length : $0 }
  }

  /// The modes in order of first use.
  public var modes: [Mode] {
    var found: [Mode] = []
    for part in parts where !found.contains(part.link.mode) { found.append(part.link.mode) }
    return found
  }

  /// The status of the weakest link: the one that is furthest from use.
  public var status: Status { parts.map(\.link.status).max() ?? .proposed }
}
