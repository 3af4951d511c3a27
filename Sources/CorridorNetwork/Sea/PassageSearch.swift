/// A search from port to port over the passages that are watched and the water between them.
///
/// A label at an end knows what was met and which points were passed; it is kept where no cheaper one has
/// met as much and passed no other points.
struct PassageSearch {
  /// A way by nodes and edges of the network.
  struct Track {
    var nodes: [Int]
    var edges: [Int] = []
    var cost: Double
  }

  private struct Label {
    let cost: Double
    /// A point, or a port behind the points.
    let node: Int
    let met: UInt32
    let passed: PointSet
    let parent: Int
    /// The stretch by which it was reached among those of the point before; -1 for open water.
    let stretch: Int
  }

  private let lanes: PartedLanes
  /// What each passage meets of what is required.
  private let bits: [UInt32]
  private let closed: Set<Int>

  init(_ lanes: PartedLanes, bits: [UInt32], closed: Set<Int>) {
    (self.lanes, self.bits, self.closed) = (lanes, bits, closed)
  }

  /// The shortest way of each wish that has one.
  func tracks(_ wishes: [RequiredWays.Wish]) -> [RequiredWays.Wish: Track] {
    var found: [RequiredWays.Wish: Track] = [:]
    for start in Set(wishes.map(\.start)).sorted() {
      search(from: start, wishes.filter { $0.start == start }, &found)
    }
    return found
  }

  private func search(
    from start: Int, _ wishes: [RequiredWays.Wish], _ found: inout [RequiredWays.Wish: Track]
  ) {
    let number = lanes.portNumbers[start]
    var labels = [
      Label(
        cost: 0, node: number, met: 0,
        passed: PointSet(count: lanes.pointCount).with(number), parent: -1, stretch: -1)
    ]
    var settled: [[Settled]] = Array(repeating: [], count: lanes.hops.count)
    var waiting = Dictionary(grouping: wishes) { lanes.portNumbers[$0.end] }
    var queue = SearchQueue()
    queue.insert(0, key: 0)
    while !waiting.isEmpty, let entry = queue.removeFirst() {
      let place = Int(entry.node)
      let label = labels[place]
      if Self.isBeaten(label.met, label.passed, by: settled[label.node]) { continue }
      settled[label.node].append(Settled(met: label.met, passed: label.passed))
      if let open = waiting[label.node] {
        for wish in open where label.met & wish.groups == wish.groups {
          found[wish] = track(to: place, labels, from: start)
        }
        let rest = open.filter { found[$0] == nil }
        waiting[label.node] = rest.isEmpty ? nil : rest
      }
      guard label.node < lanes.pointCount || place == 0 else { continue }
      func reach(_ node: Int, _ cost: Double, _ met: UInt32, stretch: Int) {
        guard !label.passed.contains(node) else { return }
        let passed = label.passed.with(node)
        if Self.isBeaten(met, passed, by: settled[node]) { return }
        labels.append(
          Label(
            cost: label.cost + cost, node: node, met: met, passed: passed, parent: place,
            stretch: stretch))
        queue.insert(Int32(labels.count - 1), key: label.cost + cost)
      }
      if label.node < lanes.pointCount {
        for (number, stretch) in lanes.stretches[label.node].enumerated()
        where !closed.contains(stretch.passage) {
          reach(stretch.to, stretch.hop.cost, label.met | bits[stretch.passage], stretch: number)
        }
      }
      for (node, hop) in lanes.hops[label.node].enumerated() {
        if let hop { reach(node, hop.cost, label.met, stretch: -1) }
      }
    }
  }

  /// What is known of a label that was settled.
  private struct Settled {
    let met: UInt32
    let passed: PointSet
  }

  /// Whether a label that was settled before has met as much and passed no other points.
  private static func isBeaten(_ met: UInt32, _ passed: PointSet, by others: [Settled]) -> Bool {
    for other in others where other.met & met == met && other.passed.isSubset(of: passed) {
      return true
    }
    return false
  }

  private func track(to last: Int, _ labels: [Label], from start: Int) -> Track {
    var chain = [labels[last]]
    while let parent = chain.last?.parent, parent >= 0 { chain.append(labels[parent]) }
    chain.reverse()
    var track = Track(nodes: [lanes.ports[start]], cost: labels[last].cost)
    for (before, label) in zip(chain, chain.dropFirst()) {
      let hop =
        label.stretch >= 0
        ? lanes.stretches[before.node][label.stretch].hop : lanes.hops[before.node][label.node]
      track.edges += hop?.edges ?? []
      track.nodes += hop?.nodes ?? []
    }
    return track
  }
}

/// Some of numbered points; of the first 128 without memory of its own.
struct PointSet {
  private let count: Int
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var others: [UInt64]

  init(count: Int) {
    self.count = count
    others = Array(repeating: 0, count: max(0, (count - 128 + 63) / 64))
  }

  private static func bit(_ point: Int) -> UInt64 { 1 << UInt64(point & 63) }

  /// The same with another point; what is no point leaves it as it is.
  func with(_ point: Int) -> PointSet {
    guard point < count else { return self }
    var set = self
    switch point >> 6 {
    case 0: set.low |= Self.bit(point)
    case 1: set.high |= Self.bit(point)
    case let word: set.others[word - 2] |= Self.bit(point)
    }
    return set
  }

  func contains(_ point: Int) -> Bool {
    guard point < count else { return false }
    let word =
      switch point >> 6 {
      case 0: low
      case 1: high
      case let word: others[word - 2]
      }
    return word & Self.bit(point) != 0
  }

  func isDisjoint(with other: PointSet) -> Bool {
    guard low & other.low == 0, high & other.high == 0 else { return false }
    return others.isEmpty || zip(others, other.others).allSatisfy { $0 & $1 == 0 }
  }

  func isSubset(of other: PointSet) -> Bool {
    guard low & ~other.low == 0, high & ~other.high == 0 else { return false }
    return others.isEmpty || zip(others, other.others).allSatisfy { $0 & ~$1 == 0 }
  }
}
