extension [Diagnostic] {
  /// The findings with those of one cause as a single one, at the place of the first.
  ///
  /// It takes what it gave for what it is: what is told once stays so.
  public var toldOnce: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var causes: [[String]: Int] = [:]
    var told: [Diagnostic] = []
    for finding in self where seen.insert(finding).inserted {
      guard let cause = finding.cause else {
        told.append(finding)
        continue
      }
      if let place = causes[cause.group] {
        told[place].cause?.absorb(cause)
      } else {
        causes[cause.group] = told.count
        told.append(finding.asFirst)
      }
    }
    return told.withLostNamesTogether.map(\.worded)
  }

  /// Kinds of mistakes in a file that may hide things which the file holds.
  private static let hiding: Set = [
    "cut-short", "empty-file", "geojson", "missing-id", "missing-key", "no-comparisons",
    "no-routes", "wrong-type", "yaml",
  ]

  /// So many names that nothing comes near are told one by one; more were lost with a piece of their file.
  private static let mostLost = 2
  /// So many names are told one by one where all of them come near others.
  private static let mostMisspelt = 8

  /// Names that a file should hold and does not: those that follow from a mistake in the file are left out,
  /// and many together are one finding.
  private var withLostNamesTogether: [Diagnostic] {
    let homes = Set(compactMap { $0.cause?.home })
    var findings = self
    for home in homes.sorted() {
      let places = findings.indices.filter { findings[$0].cause?.home == home }
      let lost = places.filter { findings[$0].cause?.isMisspelt == false }
      let isHidden = findings.contains {
        $0.cause?.home == nil && Self.hiding.contains($0.code) && $0.isIn(home)
      }
      let names = { (places: [Int]) in
        places.reduce(0) { $0 + 1 + (findings[$1].cause?.others.count ?? 0) }
      }
      let isMany = names(places) > Self.mostMisspelt
      let group = isMany ? places : lost
      var leaving = Set<Int>()
      if isHidden {
        leaving = Set(group)
      } else if isMany || names(lost) > Self.mostLost, let first = group.first {
        for place in group.dropFirst() {
          if let cause = findings[place].cause { findings[first].cause?.absorb(cause) }
        }
        leaving = Set(group.dropFirst())
      }
      findings = findings.indices.filter { !leaving.contains($0) }.map { findings[$0] }
    }
    return findings
  }
}

extension Diagnostic {
  /// Whether it is about a file of the study, called as in the study's folder.
  fileprivate func isIn(_ file: String) -> Bool {
    severity == .error && (location.file == file || location.file.hasSuffix("/" + file))
  }

  /// The finding with its own words kept, so that it may stand for others and for more of them later.
  fileprivate var asFirst: Diagnostic {
    var one = self
    if one.cause?.first == nil {
      one.cause?.first = Cause.First(location: location, message: message, remedy: remedy)
    }
    return one
  }

  /// The finding in words that tell all that follows from its cause.
  fileprivate var worded: Diagnostic {
    guard let cause, let first = cause.first else { return self }
    var one = self
    (one.location, one.message, one.remedy) = (first.location, first.message, first.remedy)
    switch cause.kind {
    case .thing:
      one.message += Self.more(cause.times)
    case .part(let file):
      one.location = SourceLocation(file: file)
      one.message =
        "the study has no \(cause.thing), and \(cause.times) "
        + "place\(cause.times == 1 ? " asks" : "s ask") for them, first at \(first.location): "
        + first.message
    case .name(let home, _):
      guard !cause.others.isEmpty else {
        one.message += Self.more(cause.times)
        break
      }
      let count = cause.others.count
      one.message +=
        ", and \(count) more name\(count == 1 ? " is" : "s are") missing from \(home): "
        + Self.listed(cause.others)
      one.remedy = "restore what was deleted; \(home) may have been cut short"
    case .key(let subject, _):
      guard !cause.others.isEmpty else { break }
      let keys = Self.joined(([cause.thing] + cause.others).map { "'\($0)'" })
      one.message = "\(subject) has no \(keys)"
      one.remedy = "add \(keys)"
    }
    if one.location == first.location && one.message == first.message { one.cause?.first = nil }
    return one
  }

  private static func more(_ times: Int) -> String {
    switch times {
    case ...1: ""
    case 2: " (and once more)"
    default: " (and \(times - 1) more times)"
    }
  }

  /// The first few of a list.
  private static func listed(_ words: [String]) -> String {
    words.count <= 3
      ? joined(words) : words.prefix(2).joined(separator: ", ") + " and \(words.count - 2) more"
  }

  private static func joined(_ words: [String]) -> String {
    words.count < 2
      ? words.joined()
      : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}
