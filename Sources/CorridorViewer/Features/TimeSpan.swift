/// An instant or an interval of time, as the parameter `datetime` of OGC API - Features has it.
///
/// Dates are kept as text: those of RFC 3339 sort as text where they have the same form.
struct TimeSpan: Hashable, Sendable {
  /// The first year; nil for an open beginning.
  let first: Int?
  /// The last year; nil for an open end.
  let last: Int?

  private static let instant =
    #"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"#
    + #"(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?"#

  /// The form as a regular expression.
  static var pattern: String { "^(\(instant)|(\(instant)|\\.\\.)?/(\(instant)|\\.\\.)?)$" }

  /// Reads `2018-12-31`, `2018-12-31T00:00:00Z`, `A/B`, `../B`, `A/..`; nil for anything else.
  init?(_ text: String) {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    switch sides.count {
    case 1:
      guard let year = Self.year(sides[0]) else { return nil }
      (first, last) = (year, year)
    case 2:
      let years = sides.map { side in
        side.isEmpty || side == ".." ? Int?.none : Self.year(side) ?? .min
      }
      guard !years.contains(.min) else { return nil }
      (first, last) = (years[0], years[1])
    default: return nil
    }
  }

  /// Whether something that began in a year, and has not ended, was there at any time of the interval.
  func meets(since year: Int) -> Bool { last.map { year <= $0 } ?? true }

  private static func year(_ text: Substring) -> Int? {
    guard ISO8601.isInstant(text) else { return nil }
    return Int(text.prefix(4))
  }
}

/// Days and instants as text.
enum ISO8601 {
  /// Whether a text is a day of the Gregorian calendar, `2018-12-31`.
  static func isDay(_ text: String) -> Bool {
    guard let (year, month, day) = parts(text[...]) else { return false }
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= days[month - 1]
  }

  /// Whether a text is a day, or a day and a time with its offset; months of 31 days will do.
  static func isInstant(_ text: Substring) -> Bool {
    guard parts(text.prefix(10)) != nil else { return false }
    let time = text.dropFirst(10)
    return time.isEmpty || isTime(Array(time.utf8))
  }

  private static func parts(_ text: Substring) -> (year: Int, month: Int, day: Int)? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return (year, month, day)
  }

  private static func isTime(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 10, bytes[0] == UInt8(ascii: "T"), isClock(bytes[1..<9]) else {
      return false
    }
    var rest = bytes[9...]
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard (1...9).contains(digits.count) else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    if Array(rest) == [UInt8(ascii: "Z")] { return true }
    guard rest.count == 6, let sign = rest.first, sign == 0x2B || sign == 0x2D else { return false }
    return isClock(Array(rest.dropFirst())[...])
  }

  /// Hours and minutes, and seconds where there are eight characters.
  private static func isClock(_ bytes: ArraySlice<UInt8>) -> Bool {
    let parts = bytes.split(separator: 0x3A, omittingEmptySubsequences: false)
    guard parts.count == (bytes.count + 1) / 3 else { return false }
    for (place, part) in parts.enumerated() {
      guard part.count == 2, let value = number(part), value < (place == 0 ? 24 : 60) else {
        return false
      }
    }
    return true
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
