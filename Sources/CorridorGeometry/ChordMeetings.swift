/// Where a chord meets the edges of polygons; it keeps its working memory between chords.
struct ChordMeetings {
  /// Shares of the chord, 0 to 1, where it meets an edge.
  private var cuts: [Double] = []
  /// Parts of the chord that run along an edge.
  private var runs: [(from: Double, to: Double, polygon: Int32)] = []

  /// Whether the chord meets no edge.
  var isEmpty: Bool { cuts.isEmpty }

  /// The ends of the chord and the cuts between them, in order, each once.
  func sortedCuts() -> [Double] {
    var result: [Double] = [0]
    for cut in cuts.sorted() where cut > result[result.count - 1] && cut < 1 { result.append(cut) }
    result.append(1)
    return result
  }

  /// The polygons along whose edge the chord runs at a share of it.
  func edges(at share: Double) -> [Int32] {
    runs.isEmpty ? [] : runs.filter { $0.from <= share && share <= $0.to }.map(\.polygon)
  }

  /// Finds all meetings of a chord; one along the antimeridian meets the edges on both its sides.
  mutating func find(_ start: Coordinate, _ end: Coordinate, in index: BorderIndex) {
    cuts.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    add(start, end, index)
    if start.isOnAntimeridian && end.isOnAntimeridian {
      add(start.acrossAntimeridian, end.acrossAntimeridian, index)
    }
  }

  private mutating func add(_ a: Coordinate, _ b: Coordinate, _ index: BorderIndex) {
    let (west, east) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let (south, north) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    let (runs, vertices) = (index.edges.runs, index.edges.vertices)
    index.grid.runs(near: a, b) { number in
      let run = runs[number]
      if run.west > east || run.east < west || run.south > north || run.north < south { return }
      for edge in Int(run.first)..<Int(run.last) {
        let (c, d) = (vertices[edge], vertices[edge + 1])
        if (c.longitude < west && d.longitude < west) || (c.longitude > east && d.longitude > east)
          || (c.latitude < south && d.latitude < south)
          || (c.latitude > north && d.latitude > north)
        {
          continue
        }
        meet(a, b, c, d, run.polygon)
      }
    }
  }

  /// The chord from `a` to `b` and the edge from `c` to `d`.
  private mutating func meet(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate, _ polygon: Int32
  ) {
    let cSide = Orientation.sign(a, b, c)
    let dSide = Orientation.sign(a, b, d)
    if (cSide > 0 && dSide > 0) || (cSide < 0 && dSide < 0) { return }
    if cSide == 0 && dSide == 0 { return run(a, b, c, d, polygon) }
    let aSide = Orientation.sign(c, d, a)
    let bSide = Orientation.sign(c, d, b)
    if (aSide > 0 && bSide > 0) || (aSide < 0 && bSide < 0) { return }
    cuts.append(aSide == 0 ? 0 : bSide == 0 ? 1 : aSide / (aSide - bSide))
  }

  /// An edge on the same straight line as the chord.
  private mutating func run(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate, _ polygon: Int32
  ) {
    let (width, height) = (b.longitude - a.longitude, b.latitude - a.latitude)
    func share(_ point: Coordinate) -> Double {
      abs(width) >= abs(height)
        ? (point.longitude - a.longitude) / width : (point.latitude - a.latitude) / height
    }
    let (from, to) = (max(min(share(c), share(d)), 0), min(max(share(c), share(d)), 1))
    guard from <= to else { return }
    cuts.append(from)
    cuts.append(to)
    if from < to { runs.append((from, to, polygon)) }
  }
}
