extension Diagnostic {
  /// So many findings of a kind are told one by one unless all are asked for.
  public static let fewOfAKind = 20

  /// What stands for the findings of a kind that are not told one by one.
  public static func more(_ count: Int, of code: String) -> String {
    "and \(count) more of the kind \(code); --all tells every one"
  }
}

extension [Diagnostic] {
  /// A line for each finding; beyond so many of a kind one that counts the others.
  public func lines(atMost most: Int) -> [String] {
    var counts: [String: Int] = [:]
    var lines: [String] = []
    for finding in self {
      let count = counts[finding.code, default: 0] + 1
      counts[finding.code] = count
      if count <= most { lines.append(finding.description) }
    }
    let more = counts.filter { $0.value > most }.sorted { $0.key < $1.key }
    return lines + more.map { Diagnostic.more($0.value - most, of: $0.key) }
  }
}
