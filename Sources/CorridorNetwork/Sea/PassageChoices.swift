/// The choices of passages to keep closed that may change a shortest way.
///
/// Closing a passage that the shortest way does not take changes nothing, so only those on it are closed
/// next. Choices among the passages that somebody names come first, in all their combinations; of the
/// others so many are closed beside them as may be closed together, few before many.
struct PassageChoices {
  /// The passages that are named, then the others.
  private let gates: [String]
  private let namedCount: Int
  /// How many of the others may be closed at once.
  private let together: Int

  init(of named: [String], _ others: [String], together: Int = .max) {
    gates = named + others
    namedCount = named.count
    self.together = together
  }

  /// A choice: which gates are closed, and how many of them nobody named.
  private struct Choice: Hashable, Comparable {
    /// The last gate first, so that what comes of a choice stands behind it in the order of choices.
    var closed: [UInt8]
    var others = 0

    static func < (left: Choice, right: Choice) -> Bool {
      left.others != right.others
        ? left.others < right.others : left.closed.lexicographicallyPrecedes(right.closed)
    }
  }

  /// Searches with all gates open, and wherever gates lie on what is found without them.
  ///
  /// - Parameters:
  ///   - all: the numbers of what is sought.
  ///   - most: after so many choices with gates that nobody named it is enough.
  ///   - search: finds what is asked for without passages that are closed.
  ///   - found: takes each way that comes.
  /// - Returns: whether choices were left out for their number.
  func visit(
    _ all: some Sequence<Int>, most: Int,
    search: (_ closed: [String], _ asked: [Int]) -> [(route: SeaFinder.Route, asked: Int)?],
    found: (SeaFinder.Route, Int) -> Void
  ) -> Bool {
    let none = Choice(closed: Array(repeating: UInt8(0), count: gates.count))
    var waiting: [Choice: Set<Int>] = [none: Set(all)]
    var seen = 0
    while let choice = waiting.keys.min(), let asked = waiting.removeValue(forKey: choice) {
      guard !asked.isEmpty else { continue }
      if choice.others > 0 {
        guard seen < most else { return true }
        seen += 1
      }
      let closed = zip(choice.closed.reversed(), gates).compactMap { $0 == 1 ? $1 : nil }
      for case (let route, let wish)? in search(closed, asked.sorted()) {
        for (number, gate) in gates.enumerated() where route.passages.contains(gate) {
          let isNamed = number < namedCount
          guard isNamed || choice.others < together else { continue }
          var next = choice
          next.closed[gates.count - 1 - number] = 1
          next.others += isNamed ? 0 : 1
          waiting[next, default: []].insert(wish)
        }
        found(route, wish)
      }
    }
    return false
  }
}
