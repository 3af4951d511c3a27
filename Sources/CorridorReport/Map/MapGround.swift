import CorridorGeometry
import CorridorStudy

/// The land under a map: countries as rings of arcs that neighbours share.
struct MapGround {
  /// What an arc divides.
  enum Kind: Int {
    /// Land from sea.
    case coast
    /// One country from another.
    case border
    /// Nothing: an edge of the data, such as the antimeridian.
    case edge
  }

  /// A country on the map.
  struct Country {
    let code: String
    let names: Names
    /// Arcs of each ring, to be filled by the even-odd rule.
    ///
    /// An arc that is travelled backwards is `~index`.
    let rings: [[Int]]
  }

  /// Points of every arc.
  private(set) var arcs: [[MapPoint]] = []
  /// What each arc divides.
  private(set) var kinds: [Kind] = []
  /// The countries that the map shows.
  private(set) var countries: [Country] = []
  /// How far a drawn border may stray from that of the study, in metres; 0 where none strays.
  private(set) var tolerance = 0.0

  /// Between vertices further apart than this, in degrees, the map gets more.
  private static let longestEdge = 1.0
  /// The first tolerance that is tried, in metres; each further one is twice the last.
  private static let firstTolerance = 50.0

  /// The points of a ring, the first not repeated.
  func points(of ring: [Int]) -> [MapPoint] {
    ring.flatMap { reference in
      reference >= 0 ? arcs[reference].dropLast() : arcs[~reference].reversed().dropLast()
    }
  }

  /// Lays the countries on a map that have land in a box.
  ///
  /// - Parameters:
  ///   - borders: the countries.
  ///   - map: the projection.
  ///   - box: the part of the map that is wanted.
  ///   - limit: the most vertices; borders are simplified until they have no more.
  init(borders: Borders, on map: borrowing EqualAreaMap, in box: MapBox, limit: Int) {
    var sheet = Sheet()
    for country in borders.countries {
      for polygon in country.polygon.polygons {
        sheet.add(polygon, of: country.code, on: map, in: box)
      }
    }
    let topology = ArcTopology(
      rings: sheet.rings, count: sheet.points.count, marked: sheet.isOnCut)
    let full = topology.arcs.map { arc in arc.map { sheet.points[$0] } }
    arcs = full
    while arcs.reduce(0, { $0 + $1.count }) > limit, tolerance < 1e6 {
      tolerance = tolerance == 0 ? Self.firstTolerance : tolerance * 2
      arcs = full.map { LineSimplifier.simplified($0, tolerance: tolerance) }
    }
    kinds = zip(topology.arcs, topology.users).map { arc, users in
      if Set(users.map { sheet.owners[$0] }).count > 1 { return .border }
      return users.count > 1 || arc.allSatisfy { sheet.isOnCut[$0] } ? .edge : .coast
    }
    var rings: [String: [[Int]]] = [:]
    for (owner, ring) in zip(sheet.owners, topology.rings) where isVisible(ring) {
      rings[owner, default: []].append(ring)
    }
    countries = borders.countries.compactMap { country in
      rings[country.code].map { Country(code: country.code, names: country.names, rings: $0) }
    }
    let used = Set(rings.values.joined().joined().map { $0 >= 0 ? $0 : ~$0 })
    for index in arcs.indices where !used.contains(index) { arcs[index] = [] }
  }

  /// Whether anything of a ring is left; what is smaller than the tolerance is not.
  private func isVisible(_ ring: [Int]) -> Bool {
    tolerance == 0 || ring.count > 1 || abs(MapRing.area(points(of: ring))) > tolerance * tolerance
  }

  /// The vertices of rings on a map, each once.
  private struct Sheet {
    var points: [MapPoint] = []
    var isOnCut: [Bool] = []
    var rings: [[Int]] = []
    var owners: [String] = []
    private var numbers: [Coordinate: Int] = [:]

    /// Adds the rings of a polygon that reaches into a box; one at the antipode of the map does not.
    mutating func add(
      _ polygon: Polygon, of owner: String, on map: borrowing EqualAreaMap, in box: MapBox
    ) {
      var added: [([Coordinate], [MapPoint])] = []
      for ring in polygon.rings {
        let path = Self.divided(Array(ring.dropLast()))
        guard let points = try? map.points(of: path) else { return }
        if added.isEmpty {
          guard let extent = MapBox(points), extent.intersects(box),
            !Self.coversAntipode(path, extent, points)
          else { return }
        }
        added.append((path, points))
      }
      for (path, points) in added {
        rings.append(zip(path, points).map { number(of: $0, at: $1) })
        owners.append(owner)
      }
    }

    /// Whether a ring runs round the antipode, so that on the map its inside lies outside.
    private static func coversAntipode(
      _ path: [Coordinate], _ extent: MapBox, _ points: [MapPoint]
    ) -> Bool {
      // Nothing nearer than a quarter of the Earth does.
      let reach = max(-extent.left, extent.right, -extent.bottom, extent.top)
      guard reach > 9_000_000 else { return false }
      return (Geodesic.measure(ring: path).signedAreaSquareMetres > 0)
        != (MapRing.area(points) > 0)
    }

    private mutating func number(of coordinate: Coordinate, at point: MapPoint) -> Int {
      if let known = numbers[coordinate] { return known }
      numbers[coordinate] = points.count
      points.append(point)
      isOnCut.append(abs(coordinate.longitude) == 180 || abs(coordinate.latitude) == 90)
      return points.count - 1
    }

    /// A ring with vertices added on long edges, the same ones in either direction.
    private static func divided(_ ring: [Coordinate]) -> [Coordinate] {
      var result: [Coordinate] = []
      for (start, end) in zip(ring, ring.dropFirst() + ring.prefix(1)) {
        result.append(start)
        let isForward = (start.longitude, start.latitude) <= (end.longitude, end.latitude)
        let (from, to) = isForward ? (start, end) : (end, start)
        let (dx, dy) = (to.longitude - from.longitude, to.latitude - from.latitude)
        // An edge of more than half a turn is one across the antimeridian, which is short.
        let span = max(dx > 180 ? 0 : dx, abs(dy))
        let count = Int(min(span / MapGround.longestEdge, 360).rounded(.up))
        let added = (1..<max(count, 1)).map { index in
          let share = Double(index) / Double(count)
          return Coordinate(
            longitude: from.longitude + dx * share, latitude: from.latitude + dy * share)
        }
        result += isForward ? added : added.reversed()
      }
      return result
    }
  }
}
