/// An instant or an interval of time, as the parameter `datetime` of OGC API - Features has it.
///
/// A day that ends an interval belongs to it whole.
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

  /// Reads `2018-12-31`, `2018-12-31T00:00:00Z`, `A/B`, `../B`, `A/..`; nil for anything else, as for a day
  /// that no calendar has and an end before the beginning.
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
      if let begin = ISO8601.bounds(sides[0])?.first, let end = ISO8601.bounds(sides[1])?.last,
        end < begin
      {
        return nil
      }
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
  static func isDay(_ text: String) -> Bool { parts(text[...]) != nil }

  /// Whether a text is a day, or a day and a time with its offset.
  static func isInstant(_ text: Substring) -> Bool {
    guard parts(text.prefix(10)) != nil else { return false }
    let time = text.dropFirst(10)
    return time.isEmpty || isTime(Array(time.utf8))
  }

  /// A moment as seconds since the first day of the year 0, and billionths of one.
  struct Moment: Comparable {
    let seconds: Int
    let billionths: Int

    static func < (one: Moment, other: Moment) -> Bool {
      (one.seconds, one.billionths) < (other.seconds, other.billionths)
    }
  }

  /// The first and the last moment of an instant: the same with a time, and of a day its ends.
  ///
  /// A day without a time is taken by UTC; nil for what is no instant.
  static func bounds(_ text: Substring) -> (first: Moment, last: Moment)? {
    guard isInstant(text), let (year, month, day) = parts(text.prefix(10)) else { return nil }
    let past = (0..<(month - 1)).reduce(0) { $0 + days(year)[$1] }
    // The year 0 is a leap year.
    let leaps = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
    let start = (365 * year + leaps + past + day - 1) * 86_400
    let time = Array(text.utf8.dropFirst(11))
    guard !time.isEmpty else {
      return (
        Moment(seconds: start, billionths: 0),
        Moment(seconds: start + 86_399, billionths: 999_999_999)
      )
    }
    func pair(_ place: Int) -> Int { number(time[place..<(place + 2)]) ?? 0 }
    var seconds = start + pair(0) * 3600 + pair(3) * 60 + pair(6)
    let digits: ArraySlice<UInt8> =
      time.dropFirst(8).first == UInt8(ascii: ".")
      ? time.dropFirst(9).prefix { (0x30...0x39).contains($0) } : []
    let billionths = (number(digits) ?? 0) * (digits.count..<9).reduce(1) { ten, _ in ten * 10 }
    if time.last != UInt8(ascii: "Z") {
      let end = time.count
      let offset = pair(end - 5) * 3600 + pair(end - 2) * 60
      seconds -= time[end - 6] == UInt8(ascii: "-") ? -offset : offset
    }
    let moment = Moment(seconds: seconds, billionths: billionths)
    return (moment, moment)
  }

  /// The days of the months of a year.
  private static func days(_ year: Int) -> [Int] {
    let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  }

  private static func parts(_ text: Substring) -> (year: Int, month: Int, day: Int)? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D,
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]),
      let day = number(bytes[8..<10]), (1...12).contains(month), day >= 1,
      day <= days(year)[month - 1]
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
