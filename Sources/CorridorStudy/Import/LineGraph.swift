import CorridorGeometry

/// The vertices of lines as a graph: which lie beside which, and which lines end where.
struct LineGraph {
  /// A vertex to a hundredth of a metre: lines that were drawn to share one agree so far.
  struct Key: Hashable {
    private let longitude: Int
    private let latitude: Int

    init(_ position: Coordinate) {
      let whole = Int((position.longitude * 1e7).rounded())
      // 180 and -180 degrees are one meridian.
      longitude = whole == 1_800_000_000 ? -whole : whole
      latitude = Int((position.latitude * 1e7).rounded())
    }
  }

  /// An end of a line.
  struct End: Hashable {
    let line: Int
    let isStart: Bool

    /// The other end of the line.
    var other: End { End(line: line, isStart: !isStart) }
  }

  /// No more neighbours than these tell a crossing from the middle of a line.
  private static let most = 3

  private var neighbours: [Key: [Key]] = [:]
  private var ends: [Key: [(end: End, next: Key)]] = [:]

  init(_ lines: [[Coordinate]]) {
    for (number, vertices) in lines.enumerated() {
      var keys: [Key] = []
      for key in vertices.lazy.map(Key.init) where key != keys.last { keys.append(key) }
      for (from, to) in zip(keys, keys.dropFirst()) {
        join(from, to)
        join(to, from)
      }
      guard keys.count >= 2 else { continue }
      ends[keys[0], default: []].append((End(line: number, isStart: true), keys[1]))
      ends[keys[keys.count - 1], default: []].append(
        (End(line: number, isStart: false), keys[keys.count - 2]))
    }
  }

  private mutating func join(_ from: Key, _ to: Key) {
    let known = neighbours[from, default: []]
    guard known.count < Self.most, !known.contains(to) else { return }
    neighbours[from, default: []].append(to)
  }

  /// The ends of lines at a vertex, in the order of the lines.
  func ends(at key: Key) -> [End] { (ends[key] ?? []).map(\.end) }

  /// Whether lines meet at a vertex: where three ways lead on, or where three lines end on one way.
  ///
  /// Vertices along a stretch that several lines share are no meeting, but those where they part.
  func isMeeting(_ key: Key) -> Bool {
    let ways = neighbours[key]?.count ?? 0
    return ways >= 3 || (ways == 2 && ends(at: key).count >= 3)
  }

  /// The two ends at which one line simply goes on as another.
  func joint(at key: Key) -> (End, End)? {
    guard let ends = ends[key], ends.count == 2, ends[0].end.line != ends[1].end.line,
      ends[0].next != ends[1].next, neighbours[key]?.count == 2
    else { return nil }
    return (ends[0].end, ends[1].end)
  }

  /// Whether lines end at a vertex and none goes on from there.
  func isLoose(_ key: Key) -> Bool {
    let ends = ends(at: key)
    let isRing = ends.count == 2 && ends[0].line == ends[1].line
    return !isMeeting(key) && joint(at: key) == nil && !isRing
  }
}
