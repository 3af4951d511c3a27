/// Where lines cross others or themselves without a vertex of either, in longitude and latitude.
///
/// What only touches, or runs along the other, is no crossing. The edges lie in a grid, so that each is
/// held against those near it alone.
public struct LineCrossings: Sendable {
  /// A crossing of two lines, or of one with itself.
  public struct Crossing: Hashable, Sendable {
    /// The number of the line that was given first.
    public let first: Int
    /// The number of the other; the same where a line crosses itself.
    public let second: Int
    /// Where they cross, within -180...180 degrees.
    public let place: Coordinate
  }

  /// All crossings, in the order of the lines and from south to north.
  public let all: [Crossing]

  /// Finds the crossings of lines whose edges go the short way, also across the antimeridian.
  public init(_ lines: [[Coordinate]]) {
    var all: [Crossing] = []
    Self.visit(lines) { all += $0 }
    self.all = all
  }

  /// Hands over the crossings of one line after the other, with itself and with those behind it.
  ///
  /// Of lines that cross very often no more than those of one line are in memory.
  ///
  /// - Parameters:
  ///   - lines: Lines whose edges go the short way, also across the antimeridian.
  ///   - body: What gets the crossings of a line that has any, by the other line and from south to north.
  public static func visit(_ lines: [[Coordinate]], _ body: ([Crossing]) -> Void) {
    var edges = FlatRings()
    for (number, vertices) in lines.enumerated() {
      for (start, end) in zip(vertices, vertices.dropFirst()) where start != end {
        Self.add(start, end, of: number, to: &edges)
      }
    }
    let grid = EdgeGrid(EdgeRuns(edges))
    let (vertices, owners) = (edges.vertices, edges.polygons)
    var found: [Crossing] = []
    for edge in owners.indices {
      if edge > 0, owners[edge] != owners[edge - 1] { handOver(&found, body) }
      let (start, end) = (vertices[2 * edge], vertices[2 * edge + 1])
      grid.runs(near: start, end) { other in
        guard other > edge,
          let place = Self.crossing(start, end, vertices[2 * other], vertices[2 * other + 1])
        else { return }
        found.append(
          Crossing(first: Int(owners[edge]), second: Int(owners[other]), place: place))
      }
    }
    handOver(&found, body)
  }

  /// Hands over the crossings of a line in order, each once.
  private static func handOver(_ found: inout [Crossing], _ body: ([Crossing]) -> Void) {
    guard !found.isEmpty else { return }
    found.sort { one, other in
      if one.second != other.second { return one.second < other.second }
      if one.place.latitude != other.place.latitude {
        return one.place.latitude < other.place.latitude
      }
      return one.place.longitude < other.place.longitude
    }
    var last: Crossing?
    body(
      found.filter { crossing in
        defer { last = crossing }
        return crossing != last
      })
    found.removeAll(keepingCapacity: true)
  }

  /// Adds an edge; one that crosses the antimeridian on either side of it.
  private static func add(
    _ start: Coordinate, _ end: Coordinate, of line: Int, to edges: inout FlatRings
  ) {
    let turn = ((end.longitude - start.longitude) / 360).rounded() * 360
    let near = Coordinate(longitude: end.longitude - turn, latitude: end.latitude)
    edges.append([start, near], of: Int32(line))
    guard near.longitude.magnitude > 180 else { return }
    let other = start.longitude + end.longitude - near.longitude
    edges.append(
      [Coordinate(longitude: other, latitude: start.latitude), end], of: Int32(line))
  }

  private static func crossing(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate
  ) -> Coordinate? {
    let one = (x: b.longitude - a.longitude, y: b.latitude - a.latitude)
    let other = (x: d.longitude - c.longitude, y: d.latitude - c.latitude)
    let between = (x: c.longitude - a.longitude, y: c.latitude - a.latitude)
    let turn = one.x * other.y - one.y * other.x
    guard turn != 0 else { return nil }
    let share = (between.x * other.y - between.y * other.x) / turn
    let otherShare = (between.x * one.y - between.y * one.x) / turn
    // Well inside both: a thousandth of a millionth of an edge.
    let inside = 1e-9...(1 - 1e-9)
    guard inside.contains(share), inside.contains(otherShare) else { return nil }
    let longitude = a.longitude + share * one.x
    // The edges on the other side of the antimeridian have a crossing of their own here.
    guard longitude.magnitude <= 180 else { return nil }
    return Coordinate(longitude: longitude, latitude: a.latitude + share * one.y)
  }
}
