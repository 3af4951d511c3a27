import GeometryEngine

/// Holes of a polygon that share ground, stand twice or reach beyond its exterior: which they are, and what is
/// left of the polygon.
///
/// A point in any of its holes is outside a polygon, however many of them have it: holes are united. So is a
/// point outside the exterior, in a hole or not: of a hole counts what lies within the exterior. Rings
/// lie on a cylinder, and are brought near one another by whole turns first, so that it is all one whether
/// longitudes are wrapped, go on past 180 degrees or come from beyond -180.
public enum OverlappingHoles {
  /// GEOS compares no more pairs of holes than these, and of no more are the boxes compared.
  private static let mostPairs = (compared: 10_000, looked: 10_000_000)

  /// The first pair of holes that share ground.
  ///
  /// Ground counts from a billionth of the smaller hole on, and from a strip of 25 nanometres along its box, which
  /// is what turns of longitudes leave. Holes that GEOS can't read are passed over, and of very many holes whose
  /// boxes meet only the first ten thousand pairs are compared.
  ///
  /// - Parameter holes: rings that repeat their first position at their end; edges go the short way.
  /// - Returns: The places of the two; nil when none do.
  public static func first(of holes: [[Coordinate]]) -> (Int, Int)? {
    guard holes.count > 1 else { return nil }
    let rings = near(holes)
    let copies = copies(of: rings.map(Box.init))
    var (compared, looked) = (0, 0)
    for (place, one) in copies.enumerated() {
      for other in copies[(place + 1)...] {
        if other.box.west >= one.box.east { break }
        looked += 1
        if looked > mostPairs.looked { return nil }
        // Two that were both turned were compared where they are.
        guard one.ring != other.ring, one.turns == 0 || other.turns == 0,
          other.box.south < one.box.north, one.box.south < other.box.north
        else { continue }
        compared += 1
        if compared > mostPairs.compared { return nil }
        guard shareGround(one.moved(rings), other.moved(rings), one.box, other.box) else {
          continue
        }
        return (min(one.ring, other.ring), max(one.ring, other.ring))
      }
    }
    return nil
  }

  /// The first hole that reaches beyond the exterior.
  ///
  /// What lies beyond counts from a billionth of the hole on, and from a strip of 25 nanometres along its box.
  /// Rings that GEOS can't read are passed over.
  ///
  /// - Parameters:
  ///   - exterior: the outer ring, closed; edges go the short way.
  ///   - holes: the rings of the holes, closed.
  /// - Returns: Its place among the holes; nil when all lie within.
  public static func firstOutside(_ exterior: [Coordinate], _ holes: [[Coordinate]]) -> Int? {
    let rings = near([exterior] + holes)
    guard exterior.count > 3, !isValid(rings) else { return nil }
    return try? engine { () throws(EngineError) in try outside(rings) }
  }

  /// Whether holes share ground, or one reaches beyond the exterior.
  ///
  /// - Parameters:
  ///   - holes: the rings of the holes, closed.
  ///   - exterior: the outer ring, closed; edges go the short way.
  /// - Returns: Whether `ground` is another area than the exterior without the sum of the holes.
  public static func disagree(_ holes: [[Coordinate]], with exterior: [Coordinate]) -> Bool {
    guard !holes.isEmpty, exterior.count > 3, !isValid(near([exterior] + holes)) else {
      return false
    }
    return first(of: holes) != nil || firstOutside(exterior, holes) != nil
  }

  /// What a polygon has outside all of its holes, which may overlap and reach beyond it.
  ///
  /// Edges are straight in longitude and latitude; where holes are joined, and where they leave the exterior, the
  /// rings get vertices. A ring that crosses itself has what lies in it an odd number of times.
  ///
  /// - Parameters:
  ///   - exterior: the outer ring, closed.
  ///   - holes: the rings of the holes, closed.
  /// - Returns: Polygons, each with its exterior first; longitudes go on past 180 degrees where they cross it. None
  ///   where nothing is left.
  /// - Throws: `GeometryError` where GEOS can't unite the holes.
  public static func ground(
    of exterior: [Coordinate], without holes: [[Coordinate]]
  ) throws(GeometryError) -> [[[Coordinate]]] {
    // Fewer vertices have no ground.
    let rings = near([exterior] + holes.filter { $0.count > 3 })
    guard let shell = rings.first, shell.count > 3 else { return [] }
    let range = shell.longitudeRange
    var turned: [[Coordinate]] = []
    for hole in rings.dropFirst() {
      let (west, east) = hole.longitudeRange
      for turns in -1...1 where west + 360 * Double(turns) < range.1 {
        guard east + 360 * Double(turns) > range.0 else { continue }
        turned.append(hole.map { WholeTurns.moved($0, by: turns) })
      }
    }
    let left = try engine { () throws(EngineError) in
      let context = try GEOSContext()
      var parts: [[[Double]]] = []
      for hole in turned { parts += try shape(hole, in: context).polygons() }
      let united = try PlanarGeometry(polygons: parts, in: context).union()
      return try shape(shell, in: context).difference(united).polygons()
    }
    return left.map { rings in rings.map { [Coordinate](flat: $0) } }
  }

  // MARK: - Turns

  /// Rings with continuous longitudes, their west ends within -180...180, on the same steps if one needs them.
  private static func near(_ rings: [[Coordinate]]) -> [[Coordinate]] {
    let continued = rings.map { WholeTurns.continued($0[...]) }
    guard continued.contains(where: \.isRounded) else { return continued.map(\.ring) }
    return continued.map { $0.isRounded ? $0.ring : $0.ring.map(WholeTurns.rounded(_:)) }
  }

  /// The box of a ring in degrees.
  private struct Box {
    var west: Double
    var east: Double
    let south: Double
    let north: Double

    init(_ ring: [Coordinate]) {
      (west, east) = ring.longitudeRange
      south = ring.map(\.latitude).min() ?? 0
      north = ring.map(\.latitude).max() ?? 0
    }

    /// As much ground as turns of longitudes may make of none.
    var dust: Double { 0x1p-42 * (east - west + north - south) }
  }

  /// A ring where it is, or a turn further west.
  private struct Copy {
    let ring: Int
    let turns: Int
    let box: Box

    func moved(_ rings: [[Coordinate]]) -> [Coordinate] {
      turns == 0 ? rings[ring] : rings[ring].map { WholeTurns.moved($0, by: turns) }
    }
  }

  /// All rings, and those that reach over the antimeridian a turn further west too, from west to east.
  private static func copies(of boxes: [Box]) -> [Copy] {
    var copies: [Copy] = []
    for (ring, box) in boxes.enumerated() {
      copies.append(Copy(ring: ring, turns: 0, box: box))
      guard box.east > 180 else { continue }
      var moved = box
      moved.west -= 360
      moved.east -= 360
      copies.append(Copy(ring: ring, turns: -1, box: moved))
    }
    return copies.sorted { ($0.box.west, $0.ring) < ($1.box.west, $1.ring) }
  }

  // MARK: - Ground

  /// Whether GEOS takes rings for a polygon, whose holes then lie apart and within the first ring.
  private static func isValid(_ rings: [[Coordinate]]) -> Bool {
    let isValid = try? engine { () throws(EngineError) in
      try PlanarGeometry(polygon: rings.map(\.flat), in: GEOSContext()).defect() == nil
    }
    return isValid ?? false
  }

  /// The first hole with ground beyond the first ring, in whichever turn that is written.
  private static func outside(_ rings: [[Coordinate]]) throws(EngineError) -> Int? {
    let context = try GEOSContext()
    let holes = rings.indices.dropFirst().filter { rings[$0].count > 3 }
    let boxes = rings.map(Box.init)
    let west = holes.map { boxes[$0].west }.min() ?? 0
    let east = holes.map { boxes[$0].east }.max() ?? 0
    var (shells, grounds): ([[[Double]]], [[[Double]]]) = ([], [])
    for turns in -1...1 {
      let shift = 360 * Double(turns)
      guard boxes[0].west + shift < east, boxes[0].east + shift > west else { continue }
      shells += try shape(rings[0].map { WholeTurns.moved($0, by: turns) }, in: context).polygons()
    }
    for hole in holes { grounds += try shape(rings[hole], in: context).polygons() }
    let shell = try PlanarGeometry(polygons: shells, in: context).union()
    let beyond = try PlanarGeometry(polygons: grounds, in: context).union().difference(shell)
    guard try beyond.area() > 0 else { return nil }
    for hole in holes {
      let ground = try shape(rings[hole], in: context)
      let least = try 1e-9 * ground.area() + boxes[hole].dust
      if try ground.intersection(beyond).area() > least { return hole - 1 }
    }
    return nil
  }

  private static func shareGround(
    _ one: [Coordinate], _ other: [Coordinate], _ box: Box, _ otherBox: Box
  ) -> Bool {
    let areas = try? engine { () throws(EngineError) in
      let context = try GEOSContext()
      let first = try shape(one, in: context)
      let second = try shape(other, in: context)
      let smaller = min(try first.area(), try second.area())
      return (shared: try first.intersection(second).area(), smaller: smaller)
    }
    guard let areas else { return false }
    return areas.shared > 1e-9 * areas.smaller + min(box.dust, otherBox.dust)
  }

  /// The ground within a ring, made valid where the ring crosses itself.
  private static func shape(
    _ ring: [Coordinate], in context: GEOSContext
  ) throws(EngineError) -> PlanarGeometry {
    let plain = try PlanarGeometry(polygon: [ring.flat], in: context)
    guard try plain.defect() != nil else { return plain }
    return try PlanarGeometry(polygons: plain.valid().polygons(), in: context)
  }
}
