/// Where a chord crosses the edges of polygons; it keeps its working memory between chords.
///
/// The chord counts as moved an infinitely small step to the east and a still smaller one to the north.
/// It then meets no vertex and runs along no edge: it crosses an edge or it doesn't, and the crossings
/// of a closed ring agree with what holds its ends, always.
struct ChordHits {
  /// A crossing of one edge.
  struct Hit {
    /// Share of the chord, 0 to 1.
    var share: Double
    var place: Coordinate
    var edge: Int32
    var polygon: Int32

    static func < (left: Hit, right: Hit) -> Bool {
      (left.share, left.edge) < (right.share, right.edge)
    }
  }

  /// What was found, in the order of the chord, each edge once.
  private(set) var hits: [Hit] = []
  /// The hits of the turns that were looked at before.
  private var gathered: [Hit] = []

  /// Finds the crossings of a chord of any length.
  @inline(__always)
  mutating func find(_ a: Coordinate, _ b: Coordinate, in index: borrowing AreaIndex) {
    if !hits.isEmpty { hits.removeAll(keepingCapacity: true) }
    let (west, east) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let (south, north) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    index.grid.runs(near: a, b) { number in
      let run = index.edges.runs[number]
      if run.west > east || run.east < west || run.south > north || run.north < south { return }
      scan(run, index.edges.rings.vertices, a, b)
    }
    if hits.count > 1 { arrange() }
  }

  /// Finds the crossings of a chord in every turn of the Earth in which edges lie.
  ///
  /// A vertex has the same place in a turn, to the last bit, whichever chord it belongs to, so that chord
  /// by chord the crossings of a ring agree.
  ///
  /// - Parameters:
  ///   - start: the start, within -180...180.
  ///   - end: the end, within -180...180, which `turn` brings near the start.
  ///   - turn: the turns from the start to the end, eastward.
  ///   - index: the areas.
  mutating func find(
    _ start: Coordinate, _ end: Coordinate, turn: Int, in index: borrowing AreaIndex
  ) {
    let near = WholeTurns.moved(end, by: turn)
    let (west, east) = (min(start.longitude, near.longitude), max(start.longitude, near.longitude))
    gathered.removeAll(keepingCapacity: true)
    for turns in index.turns(from: west, to: east) ?? 0...0 {
      find(
        WholeTurns.moved(start, by: turns), WholeTurns.moved(end, by: turn + turns), in: index)
      for hit in hits { gathered.append(moved(hit, by: -turns, to: (start, near), index)) }
    }
    if gathered.count > 1 { gathered.sort(by: <) }
    swap(&hits, &gathered)
  }

  /// A hit of a chord in another turn, at its place on the chord.
  ///
  /// Places on the antimeridian come out the same for the edges that lie on its two sides.
  private func moved(
    _ hit: Hit, by turns: Int, to chord: (start: Coordinate, end: Coordinate),
    _ index: borrowing AreaIndex
  ) -> Hit {
    var moved = hit
    let (a, b) = chord
    let (c, d) = (
      index.edges.rings.vertices[Int(hit.edge)], index.edges.rings.vertices[Int(hit.edge) + 1]
    )
    if hit.share == 0 || hit.share == 1 {
      moved.place = hit.share == 0 ? a : b
    } else if hit.place == c || hit.place == d {
      moved.place = WholeTurns.moved(hit.place, by: turns)
      moved.share = Self.share(of: moved.place, a, b)
    } else {
      if c.longitude == d.longitude {
        let longitude = c.longitude + 360 * Double(turns)
        moved.share = (longitude - a.longitude) / (b.longitude - a.longitude)
      }
      moved.place = Coordinate(
        longitude: a.longitude + moved.share * (b.longitude - a.longitude),
        latitude: a.latitude + moved.share * (b.latitude - a.latitude))
    }
    return moved
  }

  private mutating func scan(
    _ run: EdgeRun, _ vertices: borrowing [Coordinate], _ a: Coordinate, _ b: Coordinate
  ) {
    let (west, east) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let (south, north) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    var c = vertices[Int(run.first)]
    for edge in Int(run.first)..<Int(run.last) {
      let d = vertices[edge + 1]
      defer { c = d }
      if (c.longitude < west && d.longitude < west) || (c.longitude > east && d.longitude > east)
        || (c.latitude < south && d.latitude < south) || (c.latitude > north && d.latitude > north)
        || c == d
      {
        continue
      }
      cross(a, b, c, d, Int32(edge), run.polygon)
    }
  }

  /// The chord from `a` to `b`, which differ, and the edge from `c` to `d`, which differ.
  private mutating func cross(
    _ a: Coordinate, _ b: Coordinate, _ c: Coordinate, _ d: Coordinate, _ edge: Int32,
    _ polygon: Int32
  ) {
    let cSide = Orientation.sign(a, b, c)
    let dSide = Orientation.sign(a, b, d)
    // A point that the unmoved chord passes through lies beside the moved one.
    let stays = b.latitude != a.latitude ? b.latitude > a.latitude : b.longitude < a.longitude
    if (cSide == 0 ? stays : cSide > 0) == (dSide == 0 ? stays : dSide > 0) { return }
    let aSide = Orientation.sign(c, d, a)
    let bSide = Orientation.sign(c, d, b)
    let moves = d.latitude != c.latitude ? d.latitude < c.latitude : d.longitude > c.longitude
    if (aSide == 0 ? moves : aSide > 0) == (bSide == 0 ? moves : bSide > 0) { return }
    var hit = Hit(share: 0, place: a, edge: edge, polygon: polygon)
    if aSide == 0 {
    } else if bSide == 0 {
      (hit.share, hit.place) = (1, b)
    } else if cSide == 0 || dSide == 0 {
      hit.place = cSide == 0 ? c : d
      hit.share = Self.share(of: hit.place, a, b)
    } else {
      hit.share = aSide / (aSide - bSide)
      hit.place = Coordinate(
        longitude: a.longitude + hit.share * (b.longitude - a.longitude),
        latitude: a.latitude + hit.share * (b.latitude - a.latitude))
    }
    hits.append(hit)
  }

  /// Where a point of the chord lies on it.
  private static func share(of point: Coordinate, _ a: Coordinate, _ b: Coordinate) -> Double {
    let (width, height) = (b.longitude - a.longitude, b.latitude - a.latitude)
    return abs(width) >= abs(height)
      ? (point.longitude - a.longitude) / width : (point.latitude - a.latitude) / height
  }

  /// Brings the hits into order and drops the second finding of an edge that stands in several cells.
  private mutating func arrange() {
    hits.sort(by: <)
    var kept = 1
    for number in 1..<hits.count where hits[number].edge != hits[kept - 1].edge {
      hits[kept] = hits[number]
      kept += 1
    }
    hits.removeLast(hits.count - kept)
  }
}
