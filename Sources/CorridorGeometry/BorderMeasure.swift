public import CorridorUnits

/// A stretch of a line within one country, or outside all.
public struct CountryStretch: Hashable, Sendable {
  /// The country's code; nil is outside all polygons: sea, or unclaimed.
  public var country: String?
  /// Chainage where it begins.
  public var from: Length
  /// Chainage where it ends.
  public var to: Length
  /// Where it begins.
  public var start: Coordinate
  /// Where it ends.
  public var end: Coordinate

  /// Creates a stretch.
  public init(country: String?, from: Length, to: Length, start: Coordinate, end: Coordinate) {
    self.country = country
    self.from = from
    self.to = to
    self.start = start
    self.end = end
  }

  /// Length of the stretch.
  public var length: Length { to - from }
}

/// A passage overland from one country to another.
public struct BorderCrossing: Hashable, Sendable {
  /// Code of the country that is left.
  public var from: String
  /// Code of the country that is entered.
  public var to: String
  /// Where on the line it lies.
  public var chainage: Length
  /// Where on the map it lies.
  public var coordinate: Coordinate

  /// Creates a crossing.
  public init(from: String, to: String, chainage: Length, coordinate: Coordinate) {
    self.from = from
    self.to = to
    self.chainage = chainage
    self.coordinate = coordinate
  }
}

/// A line cut by countries.
public struct BorderMeasure: Hashable, Sendable {
  /// The stretches in order: each begins where the one before ends, and neighbours differ.
  public let stretches: [CountryStretch]

  /// Joins stretches of one country and absorbs the short ones.
  ///
  /// The stretches must follow one another, as `BorderIndex` gives them; the stretches of several
  /// links, moved to their places on a route, will do as well. Neighbours of the same country are
  /// joined first. Then, as long as some stretch is shorter than `sliver` and is not the only one,
  /// the shortest of all (the first of equally short ones) goes:
  ///
  /// 1. Between two stretches of the same country, or of none, it joins both.
  /// 2. A stretch outside all countries between two different countries is divided at its middle;
  ///    each half joins its neighbour, and the middle is a crossing, as at a river mouth.
  /// 3. Otherwise it joins the longer neighbour, the earlier one where both are equally long.
  /// 4. At an end of the line it joins its only neighbour.
  ///
  /// So a line that hugs a border has the country in which it runs longest, and total length stays.
  /// A sliver of zero absorbs nothing.
  public init(joining stretches: [CountryStretch], sliver: Length) {
    self.init(joining: stretches, sliver: sliver) { gap, _ in
      Geodesic.interpolate(from: gap.start, to: gap.end, fraction: 0.5)
    }
  }

  /// The same, where `place` finds the middle of a gap on the line.
  init(
    joining stretches: [CountryStretch], sliver: Length,
    place: (CountryStretch, Length) -> Coordinate
  ) {
    var absorption = Absorption(stretches)
    absorption.run(below: sliver, place: place)
    self.stretches = absorption.result
  }

  /// Length of the line.
  public var length: Length { stretches.reduce(.zero) { $0 + $1.length } }

  /// Length within a country, or with nil outside all.
  public func length(in country: String?) -> Length {
    stretches.reduce(.zero) { $1.country == country ? $0 + $1.length : $0 }
  }

  /// The countries in the order in which the line enters them first.
  public var countries: [String] {
    var seen: [String] = []
    for case let country? in stretches.map(\.country) where !seen.contains(country) {
      seen.append(country)
    }
    return seen
  }

  /// The passages overland, in order.
  ///
  /// A gap at sea between two countries, or within one, is no crossing.
  public var crossings: [BorderCrossing] {
    zip(stretches, stretches.dropFirst()).compactMap { left, right in
      guard let from = left.country, let to = right.country, from != to else { return nil }
      return BorderCrossing(from: from, to: to, chainage: right.from, coordinate: right.start)
    }
  }
}
