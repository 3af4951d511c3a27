internal import CorridorUnits

/// Which areas hold the place that a line has come to, and what each has had of it so far.
///
/// Edges that are crossed at one place count together: what holds the line before and after decides
/// whether it passed into or out of an area there. So a vertex on a border, a corner, a seam between two
/// polygons of an area and the antimeridian need no rules of their own.
struct AreaMembership {
  /// The polygons that hold the place.
  private var inside: [Int32] = []
  /// How many of its polygons hold the place, by area.
  private var depth: [Int32]
  /// The areas that hold the line, as of the last place that was settled.
  private var occupied: [Int32] = []
  /// The areas of which an edge was crossed at the place that is not settled yet.
  private var crossed: [Int32] = []

  /// Metres since the membership last changed or a chord was divided.
  private var pending = 0.0
  /// Metres so far, by area.
  private var metres: [Double]
  private var outside = 0.0
  /// Where the piece of the chord at hand begins that lies in an area, when not with the chord.
  private var pieces: [(area: Int32, start: Coordinate)] = []
  /// The start of the chord at hand, which is being divided.
  private var chordStart = Coordinate(longitude: 0, latitude: 0)

  /// Whether nothing was passed yet.
  private var isAtStart = true
  /// What holds the line once it has left its start.
  private var departure: [Int32] = []
  private var isMet: [Bool]
  /// Areas that were met, in that order.
  private var met: [Int32] = []
  private var measure = AreaMeasure()
  private var hasPoint = false

  /// Stands for the ground outside all areas among the pieces.
  private static let nowhere: Int32 = -1

  init(_ index: AreaIndex) {
    depth = [Int32](repeating: 0, count: index.names.count)
    metres = [Double](repeating: 0, count: index.names.count)
    isMet = [Bool](repeating: false, count: index.names.count)
  }

  /// Whether edges were crossed at the place where the line is.
  var isUnsettled: Bool { !crossed.isEmpty }

  // MARK: - Lines and points

  /// Begins a line, or a point, at a place.
  mutating func begin(at place: Coordinate, _ index: AreaIndex) {
    leave()
    index.polygons(at: place) { flip($0) }
    for polygon in inside {
      let area = index.areas[Int(polygon)]
      depth[Int(area)] += 1
      if depth[Int(area)] == 1 { occupied.append(area) }
    }
    for area in occupied { meet(area) }
    (isAtStart, departure) = (true, occupied)
  }

  /// Goes to the other side of the antimeridian.
  mutating func jump(to place: Coordinate, _ index: AreaIndex) {
    let before = inside
    inside.removeAll(keepingCapacity: true)
    index.polygons(at: place) { flip($0) }
    let after = inside
    inside = before
    for polygon in before where !after.contains(polygon) { cross(polygon, index) }
    for polygon in after where !before.contains(polygon) { cross(polygon, index) }
  }

  /// Notes what holds a point.
  mutating func endPoint() {
    hasPoint = true
    if occupied.isEmpty { measure.hasPointOutside = true }
    leave()
  }

  /// Ends a line.
  ///
  /// What lies on its very ends is not passed. The ends of a closed line are a place like any other.
  mutating func end(isClosed: Bool, at place: Coordinate) {
    flush()
    if isClosed, !isAtStart { pass(from: occupied, to: departure, at: place) }
    leave()
  }

  private mutating func leave() {
    flush()
    for area in occupied { depth[Int(area)] = 0 }
    for area in crossed { depth[Int(area)] = 0 }
    occupied.removeAll(keepingCapacity: true)
    crossed.removeAll(keepingCapacity: true)
    inside.removeAll(keepingCapacity: true)
  }

  // MARK: - Chords

  /// Goes on by the length of a chord that crosses nothing.
  @inline(__always)
  mutating func advance(_ length: Double) { pending += length }

  /// Begins a chord that is divided.
  mutating func divide(from start: Coordinate) {
    flush()
    chordStart = start
    pieces.removeAll(keepingCapacity: true)
  }

  /// Crosses an edge of a polygon at the place that will be settled.
  mutating func cross(_ polygon: Int32, _ index: AreaIndex) {
    let area = index.areas[Int(polygon)]
    if !crossed.contains(area) { crossed.append(area) }
    depth[Int(area)] += flip(polygon) ? 1 : -1
  }

  /// Leaves a place, within a chord or at its start, and settles what was crossed there.
  mutating func settle(at place: Coordinate) {
    flush()
    let before = occupied
    for area in crossed {
      let (was, isNow) = (before.contains(area), depth[Int(area)] > 0)
      guard was != isNow else { continue }
      if was {
        close(area, at: place)
        occupied.removeAll { $0 == area }
      } else {
        meet(area)
        occupied.append(area)
        pieces.append((area, place))
      }
    }
    crossed.removeAll(keepingCapacity: true)
    if before.isEmpty, !occupied.isEmpty { close(Self.nowhere, at: place) }
    if !before.isEmpty, occupied.isEmpty { pieces.append((Self.nowhere, place)) }
    if isAtStart { departure = occupied } else { pass(from: before, to: occupied, at: place) }
  }

  /// Notes that the line has left its start.
  @inline(__always)
  mutating func move() { isAtStart = false }

  /// Ends a chord that was divided.
  mutating func close(at end: Coordinate) {
    if occupied.isEmpty { close(Self.nowhere, at: end) }
    for area in occupied { close(area, at: end) }
    pieces.removeAll(keepingCapacity: true)
  }

  /// Ends the piece of an area in the chord at hand.
  private mutating func close(_ area: Int32, at end: Coordinate) {
    let number = pieces.lastIndex { $0.area == area }
    let length = ShortGeodesic.metres(number.map { pieces[$0].start } ?? chordStart, end)
    if let number { pieces.remove(at: number) }
    if area == Self.nowhere { outside += length } else { metres[Int(area)] += length }
  }

  /// Notes the crossings between two memberships: first what is left, then what is entered.
  private mutating func pass(from before: [Int32], to after: [Int32], at place: Coordinate) {
    for area in before where !after.contains(area) {
      measure.crossings.append(.init(coordinate: place, area: Int(area), isEntry: false))
    }
    for area in after where !before.contains(area) {
      measure.crossings.append(.init(coordinate: place, area: Int(area), isEntry: true))
    }
  }

  // MARK: - Results

  /// The measure of everything so far; forgets it.
  mutating func finish() -> AreaMeasure {
    measure.outside = Length(metres: outside)
    let hasLength = outside > 0 || met.contains { metres[Int($0)] > 0 }
    for area in met {
      let number = Int(area)
      if metres[number] > 0 || hasPoint || !hasLength {
        measure.shares.append(.init(area: number, length: Length(metres: metres[number])))
      }
      (metres[number], isMet[number]) = (0, false)
    }
    met.removeAll(keepingCapacity: true)
    defer { (measure, outside, hasPoint) = (AreaMeasure(), 0, false) }
    return measure
  }

  // MARK: - Steps

  /// Enters or leaves a polygon; whether it was entered.
  @discardableResult
  private mutating func flip(_ polygon: Int32) -> Bool {
    if let place = inside.firstIndex(of: polygon) {
      inside.remove(at: place)
      return false
    }
    inside.append(polygon)
    return true
  }

  /// Gives the pending length to the areas that hold the line.
  private mutating func flush() {
    if occupied.isEmpty { outside += pending }
    for area in occupied { metres[Int(area)] += pending }
    pending = 0
  }

  private mutating func meet(_ area: Int32) {
    guard !isMet[Int(area)] else { return }
    isMet[Int(area)] = true
    met.append(area)
  }
}
