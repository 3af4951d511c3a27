/// A* from the end of a beginning, round its nodes and their groups and without some first arcs.
struct SpurSearch: Sendable {
  private var labels: ContiguousArray<PathFinder.Label>
  private var before: ContiguousArray<Int32>
  private var queue = SearchQueue()
  private var run: UInt32 = 0
  /// The group of each node; nil when each is one of its own.
  private let groups: ContiguousArray<Int32>?
  /// The run in which a group was last closed, by group.
  private var closed: ContiguousArray<UInt32>

  init(nodeCount: Int, groups: ContiguousArray<Int32>?) {
    self.groups = groups
    closed = ContiguousArray(repeating: 0, count: Int(groups?.max() ?? -1) + 1)
    labels = ContiguousArray(
      repeating: PathFinder.Label(cost: .infinity, arc: -1, stamp: 0), count: nodeCount)
    before = ContiguousArray(repeating: -1, count: nodeCount)
  }

  mutating func complete(
    _ root: SimplePaths.Track, to end: Int32, banned: [Int32], in graph: Graph,
    bounds: ContiguousArray<Double>
  ) -> SimplePaths.Track? {
    guard let spur = root.nodes.last, let reached = root.costs.last else { return nil }
    if spur == end { return banned.isEmpty ? root : nil }
    begin()
    let (fresh, settled) = (run << 1, run << 1 | 1)
    // The nodes of the beginning count as settled at no cost, so that nothing leads back to them.
    for node in root.nodes {
      labels[Int(node)] = PathFinder.Label(cost: -1, arc: -1, stamp: settled)
      if let groups { closed[Int(groups[Int(node)])] = run }
    }
    func relax(_ node: Int32, at cost: Double, _ self: inout SpurSearch, skipping: [Int32]) {
      for place in graph.offsets[Int(node)]..<graph.offsets[Int(node) + 1] {
        if !skipping.isEmpty, skipping.contains(place) { continue }
        let arc = graph.arcs[Int(place)]
        let head = Int(arc.head)
        let bound = bounds[head]
        guard bound.isFinite else { continue }
        if let groups = self.groups, self.closed[Int(groups[head])] == self.run { continue }
        let sum = cost + arc.cost
        let known = self.labels[head]
        guard known.stamp < fresh || sum < known.cost else { continue }
        self.labels[head] = PathFinder.Label(cost: sum, arc: place, stamp: fresh)
        self.before[head] = node
        self.queue.insert(arc.head, key: sum + bound)
      }
    }
    relax(spur, at: reached, &self, skipping: banned)
    while let entry = queue.removeFirst() {
      let label = labels[Int(entry.node)]
      if label.stamp == settled { continue }
      labels[Int(entry.node)].stamp = settled
      if entry.node == end { return track(root, from: spur, to: end) }
      relax(entry.node, at: label.cost, &self, skipping: [])
    }
    return nil
  }

  private mutating func begin() {
    run += 1
    if run >= UInt32.max / 2 {
      for node in labels.indices { labels[node].stamp = 0 }
      for group in closed.indices { closed[group] = 0 }
      run = 1
    }
    queue.removeAll()
  }

  private func track(_ root: SimplePaths.Track, from spur: Int32, to end: Int32)
    -> SimplePaths.Track
  {
    var steps: [(node: Int32, arc: Int32, cost: Double)] = []
    var node = end
    while node != spur {
      let label = labels[Int(node)]
      steps.append((node, label.arc, label.cost))
      node = before[Int(node)]
    }
    var track = root
    for step in steps.reversed() {
      track.nodes.append(step.node)
      track.arcs.append(step.arc)
      track.costs.append(step.cost)
    }
    return track
  }
}
