extension Fields {
  /// A finite number, or nil when the key is missing.
  func optionalNumber(_ key: String, _ findings: inout Findings) -> Double? {
    value(key).flatMap { number(of: $0, key, &findings) }
  }

  /// A finite number that must be there.
  func number(_ key: String, _ findings: inout Findings) -> Double {
    if !has(key) { missing(key, &findings) }
    return optionalNumber(key, &findings) ?? 0
  }

  /// The number that a value writes.
  func number(of node: ConfigNode, _ key: String, _ findings: inout Findings) -> Double? {
    guard case .scalar(let text, let style) = node.content, style != .quoted else {
      wrongType(key, node, wanted: "a number without quotes", &findings)
      return nil
    }
    switch NumberWord(text) {
    case .number(let number): return number
    case .notFinite:
      findings.error(
        "not-finite", at: place(node), "'\(key)' of \(subject) is \(text), which is not a number",
        remedy: "write a finite number, or leave the key out and say why in 'note'")
    case .wrong(let remedy):
      findings.error(
        "wrong-type", at: place(node), "'\(key)' of \(subject) is '\(text)' and not a number",
        remedy: remedy)
    }
    return nil
  }

  /// A whole number within a range, or nil when the key is missing.
  func optionalInteger(
    _ key: String, in range: ClosedRange<Int>, _ findings: inout Findings
  ) -> Int? {
    value(key).flatMap { integer(of: $0, key, in: range, &findings) }
  }

  /// The whole number that a value writes.
  func integer(
    of node: ConfigNode, _ key: String, in range: ClosedRange<Int>, _ findings: inout Findings
  ) -> Int? {
    guard let number = number(of: node, key, &findings) else { return nil }
    guard let whole = Int(exactly: number), range.contains(whole) else {
      findings.error(
        "out-of-range", at: place(node), "'\(key)' of \(subject) is \(node.kind)",
        remedy: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return whole
  }

  /// A number that is greater than 0 and must be there.
  func positive(_ key: String, _ findings: inout Findings) -> Double {
    let number = number(key, &findings)
    if let node = value(key), number <= 0, findings.all.last?.location != place(node) {
      findings.error(
        "out-of-range", at: place(node), "'\(key)' of \(subject) is \(node.kind)",
        remedy: "write a number greater than 0")
    }
    return number
  }

  /// A number within a range that must be there.
  func number(
    _ key: String, in range: ClosedRange<Double>, _ findings: inout Findings
  ) -> Double {
    let number = positive(key, &findings)
    if let node = value(key), number > 0, !range.contains(number) {
      findings.error(
        "out-of-range", at: place(node), "'\(key)' of \(subject) is \(node.kind)",
        remedy: "write a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A truth value, or nil when the key is missing.
  func flag(_ key: String, _ findings: inout Findings) -> Bool? {
    guard let node = value(key) else { return nil }
    if case .scalar(let text, let style) = node.content, style != .quoted {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    wrongType(key, node, wanted: "true or false", &findings)
    return nil
  }

  /// One of a few words, or nil when the key is missing or the word is none of them.
  func choice<T: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: T.Type, _ findings: inout Findings
  ) -> T? {
    guard let word = word(key, &findings) else { return nil }
    if let choice = T(rawValue: word.text) { return choice }
    let known = T.allCases.map(\.rawValue)
    findings.error(
      "unknown-\(key)", at: word.location, "'\(key)' of \(subject) is '\(word.text)'",
      remedy: Self.remedy(for: word.text, among: known, what: key))
    return nil
  }

  /// One of a few words that must be there.
  func requiredChoice<T: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ type: T.Type, _ findings: inout Findings
  ) -> T? {
    if !has(key) { missing(key, &findings) }
    return choice(key, type, &findings)
  }

  /// An ISO date that must be there.
  func date(_ key: String, _ findings: inout Findings) -> String {
    guard let word = requiredWord(key, &findings) else { return "" }
    if !ISODate.isValid(word.text) {
      findings.error(
        "bad-date", at: word.location, "'\(key)' of \(subject) is '\(word.text)' and not a date",
        remedy: "write a day as 2018-12-31")
    }
    return word.text
  }

  /// A day that need not be there; nil also where it is none, which is told.
  func optionalDate(_ key: String, _ findings: inout Findings) -> String? {
    guard has(key) else { return nil }
    let text = date(key, &findings)
    return ISODate.isValid(text) ? text : nil
  }

  /// An ISO 3166-1 alpha-2 code, or nil when the key is missing.
  func country(_ key: String, _ findings: inout Findings) -> String? {
    word(key, &findings).map { country($0, key, &findings) }
  }

  /// Whether a text has the form of a country's code.
  static func isCountry(_ text: String) -> Bool {
    text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// Checks the form of a country's code.
  func country(_ word: Word, _ key: String, _ findings: inout Findings) -> String {
    if !Self.isCountry(word.text) {
      findings.error(
        "bad-country", at: word.location, "'\(key)' of \(subject) is '\(word.text)'",
        remedy: "write the two capital letters of ISO 3166-1, such as DE")
    }
    return word.text
  }

  /// Two different countries; none when the key is missing.
  func countryPair(_ key: String, _ findings: inout Findings) -> [String] {
    guard let node = value(key) else { return [] }
    let codes = words(key, &findings).map { country($0, key, &findings) }
    if Set(codes).count != 2 || codes.count != 2 {
      findings.error(
        "bad-pair", at: place(node), "'\(key)' of \(subject) does not name two countries",
        remedy: "write two codes, such as [DE, PL]")
    }
    return codes
  }
}

/// What a word without quotes is when a number is wanted.
enum NumberWord {
  case number(Double)
  /// NaN or infinite, by word or by size.
  case notFinite
  case wrong(remedy: String)

  init(_ text: String) {
    let allowed = text.utf8.allSatisfy {
      ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 == 0x45
        || $0 == 0x65
    }
    if allowed, let number = Double(text) {
      self = number.isFinite ? .number(number) : .notFinite
      return
    }
    let lowered = text.lowercased()
    let words = ["nan", ".nan", "inf", ".inf", "infinity"]
    if words.contains(lowered) || words.contains(String(lowered.dropFirst())) {
      self = .notFinite
    } else {
      self = .wrong(
        remedy: text.contains(",") || text.contains("_")
          ? "write the number without separators, as 5430 or 5.43" : "write a number such as 5.43")
    }
  }
}

/// Days of the calendar as text.
enum ISODate {
  /// Whether a text is a day of the Gregorian calendar, as 2018-12-31.
  static func isValid(_ text: String) -> Bool {
    guard text.utf8.count == 10 else { return false }
    var parts = (year: 0, month: 0, day: 0)
    for (index, byte) in text.utf8.enumerated() {
      if index == 4 || index == 7 {
        guard byte == Byte.dash else { return false }
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { return false }
      let digit = Int(byte - 0x30)
      switch index {
      case 0..<4: parts.year = parts.year * 10 + digit
      case 5..<7: parts.month = parts.month * 10 + digit
      default: parts.day = parts.day * 10 + digit
      }
    }
    return parts.day >= 1 && parts.day <= days(in: parts.month, of: parts.year)
  }

  /// The number of days of a month; 0 when there is no such month.
  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }
}
