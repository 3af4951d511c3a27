public import CorridorUnits

/// Measures lines and points against the areas of an index; it keeps its working memory between them.
///
/// Membership is found once for the start of a line and then changes at each edge that the line crosses,
/// so that what has no border near costs next to nothing. Where the line runs along or touches an edge,
/// the rule of `AreaIndex` decides.
public struct AreaCutter {
  /// How a line runs between its vertices.
  public enum Edges: Hashable, Sendable {
    /// Straight in longitude and latitude, as RFC 7946 section 3.1.1 has it; only lengths are geodesic.
    ///
    /// The lengths of the pieces of a segment that borders cut add up to a little more than the
    /// segment's own where the straight line is not the shortest.
    case planar
    /// As a geodesic, followed with at most this deviation.
    case geodesic(deviation: Length)
  }

  private let index: AreaIndex
  private let edges: Edges
  private var membership: AreaMembership
  private var hits = ChordHits()
  private var total = 0.0

  /// Creates a cutter.
  ///
  /// - Throws: `GeometryError` when the deviation is not a finite length above zero.
  public init(_ index: AreaIndex, edges: Edges = .planar) throws(GeometryError) {
    if case .geodesic(let deviation) = edges {
      guard deviation.metres > 0, deviation.metres.isFinite else {
        throw .lengthNotPositive(name: "the deviation", metres: deviation.metres)
      }
    }
    self.index = index
    self.edges = edges
    membership = AreaMembership(index)
  }

  /// Adds a point.
  public mutating func add(point: Coordinate) {
    membership.begin(at: index.place(point), index)
    membership.endPoint()
  }

  /// Adds a line.
  ///
  /// Longitudes of any turn will do. Vertices more than 180 degrees of longitude apart lie on two sides
  /// of the antimeridian: a segment goes the short way round.
  ///
  /// - Parameters:
  ///   - vertices: the vertices of the line and perhaps more.
  ///   - range: where the line stands among them.
  public mutating func add(line vertices: [Coordinate], _ range: Range<Int>) {
    guard let first = range.first, let last = range.last else { return }
    let (start, end) = (index.place(vertices[first]), index.place(vertices[last]))
    membership.begin(at: start, index)
    if case .geodesic(let deviation) = edges {
      addGeodesic(vertices[range].map(index.place), deviation)
    } else if !index.isContinued, Self.staysOnMap(vertices.span.extracting(range)) {
      addPlain(vertices.span.extracting(range))
    } else {
      addTurning(vertices[range].map(index.place))
    }
    let isClosed =
      start == end
      || start.isOnAntimeridian && end.isOnAntimeridian && start.latitude == end.latitude
    membership.end(isClosed: isClosed, at: start)
  }

  /// What was added since the last time, and forgets it.
  public mutating func finish() -> AreaMeasure {
    var measure = membership.finish()
    measure.length = Length(metres: total)
    total = 0
    return measure
  }

  // MARK: - Lines

  /// A line that keeps clear of the antimeridian, among areas that do.
  private mutating func addPlain(_ line: borrowing Span<Coordinate>) {
    var start = line[0]
    for number in 1..<max(1, line.count) {
      let end = line[number]
      if start == end { continue }
      total += follow(start, end)
      start = end
    }
  }

  /// Follows a chord, which is not empty; its length.
  @inline(__always)
  private mutating func follow(_ start: Coordinate, _ end: Coordinate) -> Double {
    let metres = ShortGeodesic.metres(start, end)
    hits.find(start, end, in: index)
    if hits.hits.isEmpty && !membership.isUnsettled {
      membership.advance(metres)
      membership.move()
    } else {
      divide(start, end)
    }
    return metres
  }

  /// A chord that crosses edges, or whose start lies on one.
  private mutating func divide(_ start: Coordinate, _ end: Coordinate) {
    membership.divide(from: start)
    var place = start
    for hit in hits.hits {
      if hit.place != place {
        if membership.isUnsettled { membership.settle(at: place) }
        membership.move()
        place = hit.place
      }
      membership.cross(hit.polygon, index)
    }
    if place != end {
      if membership.isUnsettled { membership.settle(at: place) }
      membership.move()
    }
    // What is crossed at the end of the chord is settled when the line goes on.
    membership.close(at: end)
  }

  /// A line within -180...180 that may cross the antimeridian or run along it.
  private mutating func addTurning(_ line: [Coordinate]) {
    for (start, end) in zip(line, line.dropFirst()) where start != end {
      total += followTurning(start, end)
    }
  }

  private mutating func addGeodesic(_ line: [Coordinate], _ deviation: Length) {
    for (start, end) in zip(line, line.dropFirst()) where start != end {
      total += ShortGeodesic.metres(start, end)
      // The deviation was checked; without added vertices the segment is as it was.
      let dense = try? LineString(unchecked: [start, end]).densified(deviation: deviation)
      let path = dense?.coordinates.map(index.place) ?? [start, end]
      for (from, to) in zip(path, path.dropFirst()) where from != to {
        _ = followTurning(from, to)
      }
    }
  }

  /// Follows a chord that goes the short way, over the antimeridian or not; its length.
  private mutating func followTurning(_ start: Coordinate, _ end: Coordinate) -> Double {
    let turn = Antimeridian.turn(from: start, to: end, .same)
    let far = WholeTurns.moved(end, by: turn)
    // The two ways of writing the antimeridian.
    if far == start { return 0 }
    let metres = ShortGeodesic.metres(start, far)
    hits.find(start, end, turn: turn, in: index)
    if hits.hits.isEmpty && !membership.isUnsettled {
      membership.advance(metres)
      membership.move()
    } else {
      divide(start, far)
    }
    return metres
  }

  // MARK: - The antimeridian

  /// Whether a line lies within -180...180, both excluded, and has no segment wider than half a turn.
  private static func staysOnMap(_ line: borrowing Span<Coordinate>) -> Bool {
    var (isInside, last) = (true, line[0].longitude)
    for number in 0..<line.count {
      let longitude = line[number].longitude
      isInside = isInside && abs(longitude) < 180 && abs(longitude - last) <= 180
      last = longitude
    }
    return isInside
  }
}
