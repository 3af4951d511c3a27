/// Finds what somebody may have meant to write.
public enum Spelling {
  /// The candidate that is nearest in spelling, or nil when none is near.
  ///
  /// Near means within a third of the longer word (at least one edit). Capitals count for half an edit.
  /// Of two candidates alike, the first in alphabetical order wins, so that the answer does not depend
  /// on the order in which they come.
  public static func nearest(
    to word: String, in candidates: some Sequence<String>
  ) -> String? {
    var best: (word: String, halves: Int)?
    let lowered = Array(word.lowercased().unicodeScalars)
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, max(lowered.count, other.count) / 3)
      guard abs(lowered.count - other.count) <= limit else { continue }
      let edits = distance(lowered, other)
      guard edits <= limit, edits < max(lowered.count, other.count) else { continue }
      let halves = 2 * edits + (edits == 0 && candidate != word ? 1 : 0)
      if let found = best, (found.halves, found.word) <= (halves, candidate) { continue }
      best = (candidate, halves)
    }
    return best?.word
  }

  /// The candidates that go on from the word behind a mark, sorted: `speed.rail` and `speed.road` of `speed`.
  public static func continuations(
    of word: String, in candidates: some Sequence<String>, behind marks: Set<Character> = ["."]
  ) -> [String] {
    guard !word.isEmpty else { return [] }
    return candidates.filter { candidate in
      guard candidate.hasPrefix(word) else { return false }
      return candidate.dropFirst(word.count).first.map(marks.contains) ?? false
    }.sorted()
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two words.
  ///
  /// - Source: Damerau (1964), doi:10.1145/363958.363994, in the restricted form (no letter is
  ///   edited twice).
  public static func distance(_ first: String, _ second: String) -> Int {
    distance(Array(first.unicodeScalars), Array(second.unicodeScalars))
  }

  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    if first.isEmpty || second.isEmpty { return max(first.count, second.count) }
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    var row = last
    for i in 1...first.count {
      row[0] = i
      for j in 1...second.count {
        let replaced = last[j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1)
        row[j] = min(replaced, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, first[i - 1] == second[j - 2], first[i - 2] == second[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[second.count]
  }
}
