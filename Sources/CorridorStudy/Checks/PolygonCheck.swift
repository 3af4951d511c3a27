import CorridorGeometry

/// Finds countries whose land crosses itself, so that what is inside is anybody's guess.
enum PolygonCheck {
  static func check(_ countries: [CountryShape], _ findings: inout Findings) {
    // GEOS takes tenths of a second for the coasts of the world: it is asked where edges meet.
    for country in countries where EdgeSweep(country.polygon).hasMeeting {
      do throws(GeometryError) {
        guard let defect = try country.polygon.defect() else { continue }
        findings.error(
          "invalid-polygon", at: country.location,
          "the land of the country '\(country.code)' is no valid polygon: \(defect.reason) at "
            + "\(defect.coordinate)", remedy: "mend the ring there, so that no part crosses another"
        )
      } catch {
        findings.error(
          "invalid-polygon", at: country.location,
          "the land of the country '\(country.code)' can't be checked: \(error)",
          remedy: "mend its rings")
      }
    }
  }
}

/// The edges of an area from west to east, to see whether any two meet that are not neighbours.
struct EdgeSweep {
  /// Pairs of edges looked at for each edge, on average; coasts need ten.
  private static let patience = 500

  private struct Edge {
    let start: Coordinate
    let end: Coordinate
    let south: Double
    let north: Double
    let ring: Int32
    /// The edge's number in its ring, and how many the ring has.
    let number: Int32
    let count: Int32
    let east: UInt64

    func isNeighbour(of other: Edge) -> Bool {
      guard ring == other.ring else { return false }
      let apart = abs(number - other.number)
      return apart == 1 || apart == count - 1
    }
  }

  private var edges: [Edge] = []
  /// The western limit of each edge and its number among the edges, one in the upper half and one in
  /// the lower: whole numbers are sorted in a fraction of the time.
  private var order: [UInt64] = []

  init(_ area: MultiPolygon) {
    var number: Int32 = 0
    let vertices = area.polygons.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.count } }
    edges.reserveCapacity(vertices)
    order.reserveCapacity(vertices)
    for polygon in area.polygons {
      for ring in polygon.rings {
        add(ring, number)
        number += 1
      }
    }
    order.sort()
  }

  private mutating func add(_ ring: [Coordinate], _ ringNumber: Int32) {
    guard var start = ring.first else { return }
    let first = edges.count
    var count: Int32 = 0
    for index in ring.indices.dropFirst() where ring[index] != ring[index - 1] { count += 1 }
    for index in ring.indices.dropFirst() {
      let end = ring[index]
      guard start != end else { continue }
      order.append(Self.column(min(start.longitude, end.longitude)) | UInt64(edges.count))
      edges.append(
        Edge(
          start: start, end: end, south: min(start.latitude, end.latitude),
          north: max(start.latitude, end.latitude), ring: ringNumber,
          number: Int32(truncatingIfNeeded: edges.count - first), count: count,
          east: Self.column(max(start.longitude, end.longitude))))
      start = end
    }
  }

  /// A longitude in steps of 360 / 2^31 degrees, in the upper half of a word.
  private static func column(_ longitude: Double) -> UInt64 {
    UInt64((min(max(longitude, -180), 180) + 180) * (2_147_483_648 / 360)) << 32
  }

  /// Whether two edges meet that do not follow each other, or one runs back along the one before.
  ///
  /// What only touches meets too, and what is nearer than rounding tells apart. Edges that are too
  /// many above each other to look at every pair are taken to meet.
  var hasMeeting: Bool {
    var pairs = 0
    for index in order.indices {
      let edge = edges[Int(order[index] & 0xFFFF_FFFF)]
      // Over the antimeridian an edge runs the short way, which a sweep from west to east can't see.
      let isOver = abs(edge.end.longitude - edge.start.longitude) > 180
      if isOver, abs(edge.start.longitude) != 180 { return true }
      let limit = edge.east | 0xFFFF_FFFF
      var next = index + 1
      while next < order.count, order[next] <= limit {
        let other = edges[Int(order[next] & 0xFFFF_FFFF)]
        next += 1
        pairs += 1
        if pairs > Self.patience * edges.count { return true }
        guard other.south <= edge.north, edge.south <= other.north else { continue }
        let isMet =
          edge.isNeighbour(of: other) ? Self.turnsBack(edge, other) : Self.meet(edge, other)
        if isMet { return true }
      }
    }
    return false
  }

  /// Whether two edges meet whose boxes do.
  private static func meet(_ left: Edge, _ right: Edge) -> Bool {
    areOnBothSides(right.start, right.end, of: left)
      && areOnBothSides(left.start, left.end, of: right)
  }

  /// Whether two positions are on two sides of an edge's line, or one is on it but for rounding.
  private static func areOnBothSides(_ first: Coordinate, _ second: Coordinate, of edge: Edge)
    -> Bool
  {
    let sides = (side(of: first, edge), side(of: second, edge))
    return abs(sides.0) < 1e-11 || abs(sides.1) < 1e-11 || (sides.0 > 0) != (sides.1 > 0)
  }

  /// Twice the area of the triangle of an edge and a position, in square degrees.
  private static func side(of position: Coordinate, _ edge: Edge) -> Double {
    (edge.end.longitude - edge.start.longitude) * (position.latitude - edge.start.latitude)
      - (edge.end.latitude - edge.start.latitude) * (position.longitude - edge.start.longitude)
  }

  private static func turnsBack(_ left: Edge, _ right: Edge) -> Bool {
    let isFirst = left.end == right.start
    let (before, after) = isFirst ? (left, right) : (right, left)
    let along =
      (before.end.longitude - before.start.longitude)
      * (after.end.longitude - after.start.longitude)
      + (before.end.latitude - before.start.latitude) * (after.end.latitude - after.start.latitude)
    return along < 0 && abs(side(of: after.end, before)) < 1e-11
  }
}
