/// Finds the country at a position; it keeps its working memory between questions.
struct BorderLocator {
  /// Polygons whose edges were met an odd number of times west of the position.
  private var inside: [Int32] = []
  /// Polygons on whose edge the position lies.
  private var touched: [Int32] = []

  /// The country at a position, -1 outside all.
  ///
  /// The position is known to lie on the edges of the polygons `edges`, though its rounded
  /// coordinates may say otherwise.
  mutating func country(
    at position: Coordinate, in index: BorderIndex, ignoring edges: [Int32]
  ) -> Int32 {
    let found = look(position, index, edges)
    guard found < 0, position.isOnAntimeridian else { return found }
    return look(position.acrossAntimeridian, index, edges)
  }

  private mutating func look(
    _ position: Coordinate, _ index: BorderIndex, _ edges: [Int32]
  ) -> Int32 {
    inside.removeAll(keepingCapacity: true)
    touched.removeAll(keepingCapacity: true)
    scan(position, index)
    var (within, beside) = (Int32.max, Int32.max)
    for polygon in inside where !edges.contains(polygon) && !touched.contains(polygon) {
      within = min(within, index.country[Int(polygon)])
    }
    if within < .max { return within }
    for polygon in touched { beside = min(beside, index.country[Int(polygon)]) }
    for polygon in edges { beside = min(beside, index.country[Int(polygon)]) }
    return beside < .max ? beside : -1
  }

  /// Follows the parallel from the west to the position.
  private mutating func scan(_ position: Coordinate, _ index: BorderIndex) {
    let (edges, bands) = (index.edges, index.bands)
    let (x, y) = (position.longitude, position.latitude)
    guard x >= edges.west, x <= edges.east, y >= edges.south, y <= edges.north else { return }
    for place in bands.places(inBand: bands.band(y)) {
      let run = edges.runs[Int(bands.listed[place])]
      if run.south > y || run.north < y || run.west > x { continue }
      if run.east >= x {
        scan(run, position, edges.vertices)
      } else {
        let startsAbove = edges.vertices[Int(run.first)].latitude > y
        let endsAbove = edges.vertices[Int(run.last)].latitude > y
        if startsAbove != endsAbove { toggle(run.polygon) }
      }
    }
  }

  /// Follows the parallel through the edges of a run whose box holds the position.
  private mutating func scan(
    _ run: EdgeRun, _ position: Coordinate, _ vertices: [Coordinate]
  ) {
    let (x, y) = (position.longitude, position.latitude)
    for edge in Int(run.first)..<Int(run.last) {
      let (a, b) = (vertices[edge], vertices[edge + 1])
      let isCrossed = (a.latitude > y) != (b.latitude > y)
      if !isCrossed && a.latitude != y && b.latitude != y { continue }
      if a.longitude > x && b.longitude > x { continue }
      if a.longitude < x && b.longitude < x {
        if isCrossed { toggle(run.polygon) }
        continue
      }
      let side = Orientation.sign(a, b, position)
      if side == 0 && min(a.longitude, b.longitude) <= x && x <= max(a.longitude, b.longitude) {
        if !touched.contains(run.polygon) { touched.append(run.polygon) }
      } else if isCrossed && (side > 0) == (a.latitude > y) {
        // East of the edge: left of it when it runs south, right of it when it runs north.
        toggle(run.polygon)
      }
    }
  }

  private mutating func toggle(_ polygon: Int32) {
    if let place = inside.firstIndex(of: polygon) {
      inside.swapAt(place, inside.count - 1)
      inside.removeLast()
    } else {
      inside.append(polygon)
    }
  }
}
