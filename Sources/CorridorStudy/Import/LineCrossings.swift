import CorridorGeometry

/// Where lines cross without a vertex of either, in longitude and latitude.
///
/// The edges are swept from south to north. What only touches, or runs along the other, is no crossing.
struct LineCrossings {
  /// A crossing of two lines, the lower number first.
  struct Crossing: Hashable {
    let lines: [Int]
    let place: Coordinate
  }

  private struct Edge {
    let line: Int
    let start: Coordinate
    let end: Coordinate
    var south: Double { min(start.latitude, end.latitude) }
    var north: Double { max(start.latitude, end.latitude) }
    var west: Double { min(start.longitude, end.longitude) }
    var east: Double { max(start.longitude, end.longitude) }
  }

  /// All crossings, in the order of the lines.
  let all: [Crossing]

  init(_ lines: [[Coordinate]]) {
    var edges: [Edge] = []
    for (number, vertices) in lines.enumerated() {
      for (start, end) in zip(vertices, vertices.dropFirst()) where start != end {
        // The short way, also across the antimeridian.
        let turn = ((end.longitude - start.longitude) / 360).rounded() * 360
        let near = Coordinate(longitude: end.longitude - turn, latitude: end.latitude)
        edges.append(Edge(line: number, start: start, end: near))
      }
    }
    edges.sort { $0.south < $1.south }
    var found: Set<Crossing> = []
    var active: [Edge] = []
    for edge in edges {
      active.removeAll { $0.north < edge.south }
      for other in active
      where other.line != edge.line && other.west <= edge.east && other.east >= edge.west {
        guard let place = Self.crossing(other, edge) else { continue }
        found.insert(Crossing(lines: [other.line, edge.line].sorted(), place: place))
      }
      active.append(edge)
    }
    all = found.sorted { left, right in
      let (one, other) = (left.lines, right.lines)
      if one != other { return one.lexicographicallyPrecedes(other) }
      return (left.place.latitude, left.place.longitude)
        < (right.place.latitude, right.place.longitude)
    }
  }

  private static func crossing(_ one: Edge, _ other: Edge) -> Coordinate? {
    let (a, b) = (vector(from: one.start, to: one.end), vector(from: other.start, to: other.end))
    let between = vector(from: one.start, to: other.start)
    let turn = a.x * b.y - a.y * b.x
    guard turn != 0 else { return nil }
    let shares = [
      (between.x * b.y - between.y * b.x) / turn, (between.x * a.y - between.y * a.x) / turn,
    ]
    // Well inside both: a thousandth of a millionth of an edge.
    guard shares.allSatisfy({ $0 > 1e-9 && $0 < 1 - 1e-9 }) else { return nil }
    return Coordinate(
      longitude: one.start.longitude + shares[0] * a.x,
      latitude: one.start.latitude + shares[0] * a.y)
  }

  private static func vector(from start: Coordinate, to end: Coordinate) -> (x: Double, y: Double) {
    (end.longitude - start.longitude, end.latitude - start.latitude)
  }
}
