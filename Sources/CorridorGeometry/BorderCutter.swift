import CorridorUnits

/// Cuts one line by the polygons of an index, chord by chord.
///
/// A chord is straight in longitude and latitude and lies on one side of the antimeridian. Where it
/// meets no edge it has the country of the chord before. Otherwise it is divided at all the edges
/// that it meets, and the country of each part is looked up at the part's middle: a mistake of
/// rounding can't spread along the line.
struct BorderCutter {
  private let index: BorderIndex
  private var locator = BorderLocator()
  private var meetings = ChordMeetings()

  private var stretches: [CountryStretch] = []
  private var vertices: [Coordinate] = []
  private var chainages: [Double] = []
  /// Metres from the start to where the work has come.
  private var here = 0.0
  /// Where the work has come.
  private var place = Coordinate(longitude: .nan, latitude: .nan)
  /// The country there, -1 outside all, nil when it must be looked up.
  private var current: Int32?
  /// The country of the stretch that is open.
  private var open: Int32 = -1
  private var hasOpen = false

  /// Parts of a chord shorter than this many degrees are not told apart.
  static let shortest = 1e-9

  init(_ index: BorderIndex) {
    self.index = index
  }

  /// The stretches, joined, of what was cut.
  func measure(sliver: Length) -> BorderMeasure {
    BorderMeasure(joining: stretches, sliver: sliver) { _, middle in
      vertices.coordinate(at: middle.metres, chainages: chainages)
    }
  }

  /// Cuts a path of two or more vertices.
  mutating func cut(_ path: DensePath, isGeodesic: Bool) {
    vertices = path.coordinates
    chainages = [0]
    chainages.reserveCapacity(vertices.count)
    for vertex in 1..<vertices.count {
      let (start, end) = (vertices[vertex - 1], vertices[vertex])
      let length = path.chainages[vertex] - path.chainages[vertex - 1]
      if Antimeridian.turn(from: start, to: end, .same) == 0 {
        chord(from: start, to: end, length: length, isGeodesic)
      } else {
        turn(from: start, to: end, length: length, isGeodesic)
      }
      chainages.append(here)
    }
  }

  /// A segment over the antimeridian, or from or to it.
  private mutating func turn(
    from start: Coordinate, to end: Coordinate, length: Double, _ isGeodesic: Bool
  ) {
    let edge: Double = Antimeridian.turn(from: start, to: end, .same) > 0 ? 180 : -180
    func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
      Coordinate(longitude: longitude, latitude: latitude)
    }
    if start.isOnAntimeridian && end.isOnAntimeridian {
      chord(from: start, to: at(start.longitude, end.latitude), length: length, isGeodesic)
    } else if start.isOnAntimeridian {
      chord(from: at(-edge, start.latitude), to: end, length: length, isGeodesic)
    } else if end.isOnAntimeridian {
      chord(from: start, to: at(edge, end.latitude), length: length, isGeodesic)
    } else {
      let share = (edge - start.longitude) / (end.longitude + 2 * edge - start.longitude)
      let latitude =
        isGeodesic
        ? Antimeridian.crossingLatitude(from: start, to: end)
        : start.latitude + share * (end.latitude - start.latitude)
      let first = Geodesic.metres(from: start, to: at(edge, latitude))
      let second = Geodesic.metres(from: at(-edge, latitude), to: end)
      chord(from: start, to: at(edge, latitude), length: first, isGeodesic)
      chord(from: at(-edge, latitude), to: end, length: second, isGeodesic)
    }
  }

  private mutating func chord(
    from start: Coordinate, to end: Coordinate, length: Double, _ isGeodesic: Bool
  ) {
    if start != place { current = nil }
    place = end
    guard start != end else { return }
    meetings.find(start, end, in: index)
    guard !meetings.isEmpty else {
      let country = current ?? look(start, end, 0, 1)
      current = country
      return advance(country, from: start, to: end, by: length)
    }
    let parts = divide(start, end)
    let points = parts.map { Self.point(start, end, $0.from) } + [end]
    let lengths = zip(points, points.dropFirst()).map { Geodesic.metres(from: $0, to: $1) }
    let sum = lengths.reduce(0, +)
    let scale = isGeodesic && sum > 0 ? length / sum : 1
    for (number, part) in parts.enumerated() {
      advance(
        part.country, from: points[number], to: points[number + 1], by: lengths[number] * scale)
    }
  }

  /// The parts of a chord that meets edges, by country: where each begins, as a share of the chord.
  private mutating func divide(
    _ start: Coordinate, _ end: Coordinate
  ) -> [(from: Double, country: Int32)] {
    let cuts = meetings.sortedCuts()
    let span = max(abs(end.longitude - start.longitude), abs(end.latitude - start.latitude))
    var parts: [(from: Double, country: Int32)] = []
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      current = (to - from) * span >= Self.shortest ? look(start, end, from, to) : nil
      if let current, parts.last?.country != current { parts.append((from, current)) }
    }
    if parts.isEmpty { parts.append((0, hasOpen ? open : look(start, end, 0, 1))) }
    parts[0].from = 0
    return parts
  }

  /// The country in the middle of a part of a chord.
  private mutating func look(
    _ start: Coordinate, _ end: Coordinate, _ from: Double, _ to: Double
  ) -> Int32 {
    let middle = (from + to) / 2
    return locator.country(
      at: Self.point(start, end, middle), in: index, ignoring: meetings.edges(at: middle))
  }

  private static func point(
    _ start: Coordinate, _ end: Coordinate, _ share: Double
  ) -> Coordinate {
    if share == 0 { return start }
    if share == 1 { return end }
    return Coordinate(
      longitude: start.longitude + share * (end.longitude - start.longitude),
      latitude: start.latitude + share * (end.latitude - start.latitude))
  }

  /// Lengthens the open stretch, or opens another.
  private mutating func advance(
    _ country: Int32, from start: Coordinate, to end: Coordinate, by length: Double
  ) {
    let begin = Length(metres: here)
    here += length
    if hasOpen, open == country {
      stretches[stretches.count - 1].to = Length(metres: here)
      stretches[stretches.count - 1].end = end
      return
    }
    (open, hasOpen) = (country, true)
    stretches.append(
      CountryStretch(
        country: country < 0 ? nil : index.codes[Int(country)], from: begin,
        to: Length(metres: here), start: start, end: end))
  }
}
