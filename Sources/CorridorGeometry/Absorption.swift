import CorridorUnits

/// Stretches being joined, by the rules of `BorderMeasure.init(joining:sliver:)`.
///
/// The stretches form a list with links to both neighbours; a heap of lengths finds the shortest.
/// Entries of the heap that no longer hold are passed over. Time is O(n log n).
struct Absorption {
  private var stretches: [CountryStretch] = []
  private var before: [Int] = []
  private var after: [Int] = []
  private var isAlive: [Bool] = []
  private var remaining = 0
  private var queue = ShortestFirst()

  /// Takes stretches in order; empty ones are dropped and neighbours of one country joined.
  init(_ given: [CountryStretch]) {
    for stretch in given where stretch.length > .zero {
      if let last = stretches.last, last.country == stretch.country {
        stretches[stretches.count - 1].to = stretch.to
        stretches[stretches.count - 1].end = stretch.end
      } else {
        stretches.append(stretch)
      }
    }
    before = stretches.indices.map { $0 - 1 }
    after = stretches.indices.map { $0 + 1 < stretches.count ? $0 + 1 : -1 }
    isAlive = stretches.map { _ in true }
    remaining = stretches.count
  }

  /// What is left, in order.
  var result: [CountryStretch] {
    stretches.indices.filter { isAlive[$0] }.map { stretches[$0] }
  }

  mutating func run(below sliver: Length, place: (CountryStretch, Length) -> Coordinate) {
    for index in stretches.indices where stretches[index].length < sliver { enqueue(index) }
    while remaining > 1, let entry = queue.removeFirst() {
      let index = entry.index
      guard isAlive[index], stretches[index].length.metres == entry.metres else { continue }
      let neighbours = [before[index], after[index]]
      absorb(index, place)
      for touched in neighbours
      where touched >= 0 && isAlive[touched] && stretches[touched].length < sliver {
        enqueue(touched)
      }
    }
  }

  private mutating func enqueue(_ index: Int) {
    queue.insert(.init(metres: stretches[index].length.metres, index: index))
  }

  private mutating func absorb(_ index: Int, _ place: (CountryStretch, Length) -> Coordinate) {
    let (left, right) = (before[index], after[index])
    let gap = stretches[index]
    guard left >= 0 else { return extendBack(right, over: index) }
    guard right >= 0 else { return extendForward(left, over: index) }
    let (one, other) = (stretches[left], stretches[right])
    if one.country == other.country {
      extendForward(left, over: index)
      extendForward(left, over: right)
    } else if gap.country == nil {
      let middle = gap.from + gap.length / 2.0
      let coordinate = place(gap, middle)
      extendForward(left, over: index)
      (stretches[left].to, stretches[left].end) = (middle, coordinate)
      (stretches[right].from, stretches[right].start) = (middle, coordinate)
    } else if one.length >= other.length {
      extendForward(left, over: index)
    } else {
      extendBack(right, over: index)
    }
  }

  /// Makes a stretch reach to the end of the one after it, which is gone.
  private mutating func extendForward(_ index: Int, over gone: Int) {
    (stretches[index].to, stretches[index].end) = (stretches[gone].to, stretches[gone].end)
    after[index] = after[gone]
    if after[gone] >= 0 { before[after[gone]] = index }
    remove(gone)
  }

  /// Makes a stretch begin where the one before it begins, which is gone.
  private mutating func extendBack(_ index: Int, over gone: Int) {
    (stretches[index].from, stretches[index].start) = (stretches[gone].from, stretches[gone].start)
    before[index] = before[gone]
    if before[gone] >= 0 { after[before[gone]] = index }
    remove(gone)
  }

  private mutating func remove(_ gone: Int) {
    isAlive[gone] = false
    remaining -= 1
  }
}

/// A heap that gives the shortest stretch first, and of equally short ones the first.
private struct ShortestFirst {
  struct Entry {
    var metres: Double
    var index: Int

    static func < (left: Entry, right: Entry) -> Bool {
      (left.metres, left.index) < (right.metres, right.index)
    }
  }

  private var entries: [Entry] = []

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0, entries[child] < entries[(child - 1) / 2] {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Entry? {
    guard let first = entries.first else { return nil }
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child] < entries[least] {
        least = child
      }
      if least == parent { return first }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
