/// Named areas, each of one or more polygons, laid out for measuring lines and points against them.
///
/// Areas may overlap, touch, lie within each other and have holes; each is asked by itself. Edges are
/// straight in longitude and latitude, and an edge that spans more than 180 degrees of longitude is taken
/// to cross the antimeridian, unless both its ends lie on it. Nothing is cut there: an area that reaches
/// over it, and a line, are measured as they would be anywhere else. Where there is such an area all
/// longitudes are rounded to 2^-43 degrees (12 nanometres), so that turns of 360 degrees are exact.
///
/// A position on an edge counts as lying an infinitely small step to the east and a still smaller one to
/// the north of it. So of two areas that share an edge exactly one has what lies on it, lengths along
/// borders add up, and the answer depends neither on the direction of a line nor on rounding: sides are
/// decided exactly.
///
/// - Source: H. Edelsbrunner, E. P. Mücke, Simulation of simplicity, ACM Trans. Graph. 9, 66-104 (1990),
///   doi:10.1145/77635.77639.
public struct AreaIndex: Sendable {
  /// The names of the areas, in the order in which they were first given.
  public let names: [String]
  /// The area of each polygon.
  let areas: [Int32]
  let edges: EdgeRuns
  let bands: BorderBands
  let grid: EdgeGrid
  /// Whether edges go on past the antimeridian, so that all longitudes are rounded to whole steps.
  let isContinued: Bool

  /// Builds the index; polygons that share a name are one area.
  public init(_ collection: AreaCollection) {
    names = collection.names
    areas = collection.areas
    isContinued = collection.isContinued
    var rings = collection.rings
    if isContinued {
      for number in rings.vertices.indices {
        rings.vertices[number] = WholeTurns.rounded(rings.vertices[number])
      }
    }
    edges = EdgeRuns(rings)
    bands = BorderBands(edges)
    grid = EdgeGrid(edges)
  }

  /// The same areas as the countries of an index, without laying out their edges again; nil where an edge
  /// goes beyond the antimeridian or along the North Pole, which areas treat in their own way.
  public init?(_ borders: BorderIndex) {
    let edges = borders.edges
    guard edges.west >= -180, edges.east <= 180, edges.north < 90 else { return nil }
    (names, areas) = (borders.codes, borders.country)
    (self.edges, bands, grid) = (edges, borders.bands, borders.grid)
    isContinued = false
  }

  /// A position as the index has it: within -180...180, and rounded where its edges are.
  func place(_ position: Coordinate) -> Coordinate {
    let longitude = Antimeridian.wrapped(position.longitude)
    return Coordinate(
      longitude: isContinued ? WholeTurns.rounded(longitude) : longitude,
      latitude: position.latitude)
  }

  /// By how many turns something between two longitudes has to be moved to come near the edges.
  @inline(__always)
  func turns(from west: Double, to east: Double) -> ClosedRange<Int>? {
    let first = ((edges.west - east) / 360 - 1e-9).rounded(.up)
    let last = ((edges.east - west) / 360 + 1e-9).rounded(.down)
    return first <= last && last.isFinite && first.isFinite ? Int(first)...Int(last) : nil
  }

  /// Calls the body with each polygon that has a position, or may call it twice to take it back.
  ///
  /// Follows the parallel from the west: a polygon that is met an odd number of times has the position.
  func polygons(at position: Coordinate, _ toggle: (Int32) -> Void) {
    for turn in turns(from: position.longitude, to: position.longitude) ?? 0...0 {
      scan(WholeTurns.moved(position, by: turn), toggle)
    }
  }

  private func scan(_ position: Coordinate, _ toggle: (Int32) -> Void) {
    let (x, y) = (position.longitude, position.latitude)
    guard x >= edges.west, x <= edges.east, y >= edges.south, y <= edges.north else { return }
    let vertices = edges.vertices
    for place in bands.places(inBand: bands.band(y)) {
      let run = edges.runs[Int(bands.listed[place])]
      if run.south > y || run.north <= y || run.west > x { continue }
      if run.east < x {
        let startsAbove = vertices[Int(run.first)].latitude > y
        if startsAbove != (vertices[Int(run.last)].latitude > y) { toggle(run.polygon) }
        continue
      }
      for edge in Int(run.first)..<Int(run.last) {
        let (a, b) = (vertices[edge], vertices[edge + 1])
        if (a.latitude > y) == (b.latitude > y) || (a.longitude > x && b.longitude > x) { continue }
        if a.longitude < x && b.longitude < x {
          toggle(run.polygon)
          continue
        }
        // East of the edge: right of it when it runs north, left of it when it runs south.
        let side = Orientation.sign(a, b, position)
        if side == 0 || (side < 0) == (b.latitude > a.latitude) { toggle(run.polygon) }
      }
    }
  }
}

/// Areas that are being gathered for an `AreaIndex`.
public struct AreaCollection: Sendable {
  /// The names of the areas, in the order in which they were first given.
  public private(set) var names: [String] = []
  /// How many polygons had an edge that was taken to cross the antimeridian, or went beyond it.
  public private(set) var wrapped = 0
  /// How many polygons have holes that share ground or reach beyond the exterior: they were united.
  public private(set) var overlapping = 0
  /// The name of the first of them; nil without one.
  public private(set) var firstOverlapping: String?
  private(set) var areas: [Int32] = []
  /// Whether some ring goes on past the antimeridian.
  private(set) var isContinued = false
  private(set) var rings = FlatRings()
  private var numbers: [String: Int32] = [:]

  /// The most vertices that are taken.
  static let mostVertices = 1 << 30

  /// Creates an empty collection.
  public init() {}

  /// Gathers the areas of a study's countries, or of any named polygons.
  public init(_ named: [(name: String, area: MultiPolygon)]) throws(GeometryError) {
    for (name, area) in named {
      add(name)
      for polygon in area.polygons {
        let flat = FlatRings([polygon])
        try add(
          flat.vertices, rings: flat.starts.indices.map { flat.range($0) }, of: name)
      }
    }
  }

  /// Adds a name, which need not have a polygon.
  public mutating func add(_ name: String) { _ = number(of: name) }

  /// Adds a polygon to an area; holes of it that share ground are united, and count as far
  /// as they lie within it (see `OverlappingHoles`).
  ///
  /// - Parameters:
  ///   - vertices: the vertices of its rings and perhaps more.
  ///   - ranges: where its rings stand among them, the exterior first; rings are closed.
  ///   - name: the name of the area.
  /// - Throws: `GeometryError` for a ring that is not closed, and for holes that can't be united.
  public mutating func add(
    _ vertices: [Coordinate], rings ranges: [Range<Int>], of name: String
  ) throws(GeometryError) {
    let area = number(of: name)
    for (ring, range) in ranges.enumerated() {
      guard let first = vertices[range].first, let last = vertices[range].last, first == last else {
        throw .inRing(
          ring,
          range.isEmpty
            ? .tooFewVertices(shape: "ring", count: 0, needed: 4)
            : .ringNotClosed(
              first: vertices[range.lowerBound], last: vertices[range.upperBound - 1]))
      }
    }
    guard rings.vertices.count + vertices.count < Self.mostVertices else {
      throw .engine("the polygons have more than \(Self.mostVertices) vertices; divide the file")
    }
    let polygon = ranges.map { vertices[$0] }
    let leaves = polygon.contains(where: Self.leavesMap)
    if leaves { wrapped += 1 }
    if let exterior = polygon.first, polygon.count > 1 {
      let holes = polygon.dropFirst().map { Array($0) }
      if OverlappingHoles.disagree(holes, with: Array(exterior)) {
        overlapping += 1
        firstOverlapping = firstOverlapping ?? name
        for part in try OverlappingHoles.ground(of: Array(exterior), without: holes) {
          append(part.map { $0[...] }, to: area)
        }
        return
      }
    }
    append(polygon, to: area)
  }

  /// Adds the rings of a polygon.
  private mutating func append(_ polygon: [ArraySlice<Coordinate>], to area: Int32) {
    areas.append(area)
    for part in polygon {
      guard Self.leavesMap(part) else {
        append(part)
        continue
      }
      let (ring, isRounded) = WholeTurns.continued(part)
      if isRounded { isContinued = true }
      append(ring[...])
    }
  }

  /// Adds a ring of the last polygon.
  private mutating func append(_ ring: ArraySlice<Coordinate>) {
    let polygon = Int32(areas.count - 1)
    if ring.contains(where: { $0.latitude >= 90 }) {
      rings.append(Self.raised(ring), of: polygon)
    } else {
      rings.append(ring, of: polygon)
    }
  }

  /// A ring whose edges along the North Pole are moved beyond it, so that the pole lies south of them.
  private static func raised(_ ring: ArraySlice<Coordinate>) -> [Coordinate] {
    var raised: [Coordinate] = []
    for vertex in ring {
      if let last = raised.last, last.latitude == 90, vertex.latitude == 90 {
        raised.append(Coordinate(longitude: last.longitude, latitude: 91))
        raised.append(Coordinate(longitude: vertex.longitude, latitude: 91))
      }
      raised.append(vertex)
    }
    return raised
  }

  /// Whether a ring goes beyond 180 degrees or takes the short way over the antimeridian.
  private static func leavesMap(_ ring: ArraySlice<Coordinate>) -> Bool {
    var last = ring.first?.longitude ?? 0
    for vertex in ring {
      let longitude = vertex.longitude
      if abs(longitude) > 180 { return true }
      if abs(longitude - last) > 180, abs(longitude) < 180 || abs(last) < 180 { return true }
      last = longitude
    }
    return false
  }

  private mutating func number(of name: String) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(names.count)
    numbers[name] = number
    names.append(name)
    return number
  }
}
