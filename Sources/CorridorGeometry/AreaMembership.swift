internal import CorridorUnits

/// Which areas hold the place that a line has come to, and what each has had of it so far.
///
/// Edges that are crossed at one place count together: what holds the line before and after decides
/// whether it passed into or out of an area there. So a vertex on a border, a corner, a seam between two
/// polygons of an area, at the antimeridian too, need no rules of their own.
struct AreaMembership {
  /// Whether a polygon holds the place, by polygon.
  private var isInside: [Bool]
  /// The polygons that were entered since the line began, some of them more than once.
  private var entered: [Int32] = []
  /// How many of its polygons hold the place, by area.
  private var depth: [Int32]
  /// The areas that hold the line, as of the last place that was settled.
  private var occupied: [Int32] = []
  /// Where an area stands in `occupied`, -1 for nowhere, by area.
  private var slot: [Int32]
  /// The areas of which an edge was crossed at the place that is not settled yet.
  private var crossed: [Int32] = []

  /// Metres since the membership last changed or a chord was divided.
  private var pending = 0.0
  /// Metres so far, by area.
  private var metres: [Double]
  private var outside = 0.0
  /// Where the last piece of a chord that lies in an area begins, and of which chord, by area; the
  /// ground outside all areas stands last.
  private var pieces: [(start: Coordinate, chord: Int)]
  /// The start of the chord at hand, which is being divided.
  private var chordStart = Coordinate(longitude: 0, latitude: 0)
  /// How many chords were divided.
  private var chord = 0

  /// Whether nothing was passed yet.
  private var isAtStart = true
  /// What holds the line once it has left its start.
  private var departure: [Int32] = []
  private var isMet: [Bool]
  /// Areas that were met, in that order.
  private var met: [Int32] = []
  private var measure = AreaMeasure()
  private var hasPoint = false

  init(_ index: AreaIndex) {
    let count = index.names.count
    isInside = [Bool](repeating: false, count: index.areas.count)
    depth = [Int32](repeating: 0, count: count)
    slot = [Int32](repeating: -1, count: count)
    metres = [Double](repeating: 0, count: count)
    isMet = [Bool](repeating: false, count: count)
    pieces = [(start: Coordinate, chord: Int)](repeating: (chordStart, 0), count: count + 1)
  }

  /// Whether edges were crossed at the place where the line is.
  var isUnsettled: Bool { !crossed.isEmpty }

  // MARK: - Lines and points

  /// Begins a line, or a point, at a place.
  mutating func begin(at place: Coordinate, _ index: AreaIndex) {
    leave()
    index.polygons(at: place) { cross($0, index) }
    for area in crossed.sorted() where depth[Int(area)] > 0 && slot[Int(area)] < 0 {
      occupy(area)
    }
    crossed.removeAll(keepingCapacity: true)
    (isAtStart, departure) = (true, occupied)
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
    if isClosed, !isAtStart {
      for area in occupied where !departure.contains(area) { pass(area, isEntry: false, place) }
      for area in departure where slot[Int(area)] < 0 { pass(area, isEntry: true, place) }
    }
    leave()
  }

  private mutating func leave() {
    flush()
    for area in occupied { (depth[Int(area)], slot[Int(area)]) = (0, -1) }
    for area in crossed { depth[Int(area)] = 0 }
    for polygon in entered { isInside[Int(polygon)] = false }
    occupied.removeAll(keepingCapacity: true)
    crossed.removeAll(keepingCapacity: true)
    entered.removeAll(keepingCapacity: true)
  }

  // MARK: - Chords

  /// Goes on by the length of a chord that crosses nothing.
  @inline(__always)
  mutating func advance(_ length: Double) { pending += length }

  /// Begins a chord that is divided.
  mutating func divide(from start: Coordinate) {
    flush()
    chordStart = start
    chord += 1
  }

  /// Crosses an edge of a polygon at the place that will be settled.
  mutating func cross(_ polygon: Int32, _ index: AreaIndex) {
    let area = index.areas[Int(polygon)]
    crossed.append(area)
    isInside[Int(polygon)].toggle()
    if isInside[Int(polygon)] {
      entered.append(polygon)
      depth[Int(area)] += 1
    } else {
      depth[Int(area)] -= 1
    }
  }

  /// Leaves a place, within a chord or at its start, and settles what was crossed there.
  mutating func settle(at place: Coordinate) {
    flush()
    let wasOutside = occupied.isEmpty
    // First what is left, then what is entered; an area that was crossed twice is settled once.
    for area in crossed where depth[Int(area)] == 0 && slot[Int(area)] >= 0 {
      close(Int(area), at: place)
      vacate(area)
      pass(area, isEntry: false, place)
    }
    for area in crossed where depth[Int(area)] > 0 && slot[Int(area)] < 0 {
      occupy(area)
      pieces[Int(area)] = (place, chord)
      pass(area, isEntry: true, place)
    }
    crossed.removeAll(keepingCapacity: true)
    if wasOutside, !occupied.isEmpty { close(metres.count, at: place) }
    if !wasOutside, occupied.isEmpty { pieces[metres.count] = (place, chord) }
    if isAtStart { departure = occupied }
  }

  /// Notes that the line has left its start.
  @inline(__always)
  mutating func move() { isAtStart = false }

  /// Ends a chord that was divided.
  mutating func close(at end: Coordinate) {
    if occupied.isEmpty { close(metres.count, at: end) }
    for area in occupied { close(Int(area), at: end) }
  }

  /// Ends the piece of an area, or of the ground outside all, in the chord at hand.
  private mutating func close(_ area: Int, at end: Coordinate) {
    let piece = pieces[area]
    let length = ShortGeodesic.metres(piece.chord == chord ? piece.start : chordStart, end)
    if area == metres.count { outside += length } else { metres[area] += length }
  }

  /// Notes a crossing, unless it lies on the start of the line.
  private mutating func pass(_ area: Int32, isEntry: Bool, _ place: Coordinate) {
    if isAtStart { return }
    // Within -180...180, and the antimeridian always by the same name.
    let longitude = Antimeridian.wrapped(place.longitude)
    let coordinate = Coordinate(
      longitude: longitude == -180 ? 180 : longitude, latitude: place.latitude)
    measure.crossings.append(.init(coordinate: coordinate, area: Int(area), isEntry: isEntry))
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

  private mutating func occupy(_ area: Int32) {
    slot[Int(area)] = Int32(occupied.count)
    occupied.append(area)
    guard !isMet[Int(area)] else { return }
    isMet[Int(area)] = true
    met.append(area)
  }

  private mutating func vacate(_ area: Int32) {
    let place = Int(slot[Int(area)])
    occupied.swapAt(place, occupied.count - 1)
    slot[Int(occupied[place])] = Int32(place)
    occupied.removeLast()
    slot[Int(area)] = -1
  }

  /// Gives the pending length to the areas that hold the line.
  private mutating func flush() {
    if occupied.isEmpty { outside += pending }
    for area in occupied { metres[Int(area)] += pending }
    pending = 0
  }
}
