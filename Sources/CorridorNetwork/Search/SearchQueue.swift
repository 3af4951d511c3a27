/// A queue of nodes by key, the lowest first: a heap with four children a node.
///
/// A node may stand in it several times; who takes one out checks whether it is still wanted. Of equal
/// keys the order is fixed by the order of insertion alone, never by addresses or hashes.
struct SearchQueue: Sendable {
  struct Entry: Sendable {
    var key: Double
    var node: Int32
  }

  private var heap: ContiguousArray<Entry> = []

  var isEmpty: Bool { heap.isEmpty }
  /// The lowest key; nil when the queue is empty.
  var lowestKey: Double? { heap.first?.key }

  mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func insert(_ node: Int32, key: Double) {
    let entry = Entry(key: key, node: node)
    heap.append(entry)
    var place = heap.count - 1
    var span = heap.mutableSpan
    while place > 0 {
      let parent = (place - 1) >> 2
      if span[parent].key <= key { break }
      span[place] = span[parent]
      place = parent
    }
    span[place] = entry
  }

  @inline(__always)
  mutating func removeFirst() -> Entry? {
    guard let last = heap.popLast() else { return nil }
    if heap.isEmpty { return last }
    var span = heap.mutableSpan
    let count = span.count
    let first = span[0]
    var place = 0
    while true {
      let child = place << 2 + 1
      if child >= count { break }
      var lowest = child
      var key = span[child].key
      var other = child + 1
      let end = min(child + 4, count)
      while other < end {
        let found = span[other].key
        if found < key { (lowest, key) = (other, found) }
        other += 1
      }
      if key >= last.key { break }
      span[place] = span[lowest]
      place = lowest
    }
    span[place] = last
    return first
  }
}
