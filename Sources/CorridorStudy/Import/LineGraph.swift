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

    /// Both numbers at once, which is half the work of one after the other.
    func hash(into hasher: inout Hasher) {
      hasher.combine(longitude &<< 31 &+ latitude)
    }
  }

  /// An end of a line.
  struct End: Hashable {
    let line: Int
    let isStart: Bool

    /// The other end of the line.
    var other: End { End(line: line, isStart: !isStart) }
  }

  /// The vertices beside one, each once.
  ///
  /// Three tell a crossing from the middle of a line; lines have millions of vertices, so it is no array.
  private struct Neighbours {
    private var one: Key?
    private var two: Key?
    private var three: Key?

    var count: Int { one == nil ? 0 : two == nil ? 1 : three == nil ? 2 : 3 }

    mutating func add(_ key: Key) {
      if one == key || two == key || three == key { return }
      if one == nil {
        one = key
      } else if two == nil {
        two = key
      } else if three == nil {
        three = key
      }
    }
  }

  private var neighbours: [Key: Neighbours] = [:]
  private var ends: [Key: [(end: End, next: Key)]] = [:]

  init(_ lines: [[Coordinate]]) {
    neighbours.reserveCapacity(lines.reduce(0) { $0 + $1.count })
    for (number, vertices) in lines.enumerated() {
      var keys: [Key] = []
      for key in vertices.lazy.map(Key.init) where key != keys.last { keys.append(key) }
      for (from, to) in zip(keys, keys.dropFirst()) {
        neighbours[from, default: Neighbours()].add(to)
        neighbours[to, default: Neighbours()].add(from)
      }
      guard keys.count >= 2 else { continue }
      ends[keys[0], default: []].append((End(line: number, isStart: true), keys[1]))
      ends[keys[keys.count - 1], default: []].append(
        (End(line: number, isStart: false), keys[keys.count - 2]))
    }
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
