internal import CorridorGeometry
internal import CorridorUnits

/// The times at the positions of a line, for viewers that let things move along it.
///
/// Times are seconds since 1970 in UTC. A list of them is taken as it stands. A duration in days
/// alone begins with the year 2020 and passes at the same speed all along the geodesic length.
enum Trip {
  case times([Double])
  case days(Double)

  /// The start of a trip of which only the duration is known: 2020-01-01T00:00:00Z.
  private static let start = 1_577_836_800.0

  /// The trip that the properties of a line tell of; nil where they tell of none.
  ///
  /// `times`, `timestamps` or `coordTimes`: one number or RFC 3339 text for each position; else
  /// `time_days`, or the times of a comparison's export: a number.
  init?(_ properties: JSONObject) {
    for key in ["times", "timestamps", "coordTimes"] {
      guard let values = properties[key]?.array else { continue }
      let times = values.compactMap { $0.number ?? $0.string.flatMap(Self.seconds) }
      guard times.count == values.count else { continue }
      self = .times(times)
      return
    }
    let durations = ["time_days", "time_days_terminal_to_terminal", "time_days_line_haul"]
    guard let days = durations.lazy.compactMap({ properties[$0]?.number }).first, days > 0 else {
      return nil
    }
    self = .days(days)
  }

  /// Whether it is a list of times, one for each position of all lines.
  func hasOne(forEachOf shape: GeometryShape) -> Bool {
    guard case .times(let times) = self else { return false }
    return times.count == shape.paths.reduce(0) { $0 + $1.count }
  }

  /// The times at the positions of a line; nil where there is not one for each.
  func times(of shape: GeometryShape) -> [[Double]]? {
    guard shape.type == .lineString, let path = shape.paths.first else { return nil }
    switch self {
    case .times(let times): return times.count == path.count ? [times] : nil
    case .days(let days):
      var chainage = [0.0]
      for (from, to) in zip(path, path.dropFirst()) {
        let length = Geodesic.distance(from: from.coordinate, to: to.coordinate).metres
        chainage.append((chainage.last ?? 0) + length)
      }
      guard let whole = chainage.last, whole > 0 else { return nil }
      return [chainage.map { (Self.start + days * 86_400 * ($0 / whole)).rounded() }]
    }
  }

  /// Seconds since 1970 of a date and time as RFC 3339 writes them, such as 2020-01-01T00:00:00Z.
  static func seconds(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      return Int(String(decoding: bytes[range], as: UTF8.self))
    }
    guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == 0x20, bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), let year = number(0..<4), let month = number(5..<7),
      let day = number(8..<10), let hour = number(11..<13), let minute = number(14..<16),
      let second = number(17..<19), (1...12).contains(month), (1...31).contains(day), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    var index = 19
    var fraction = 0.0
    if bytes[index] == UInt8(ascii: ".") {
      let start = index
      index += 1
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      fraction = Double(String(decoding: bytes[start..<index], as: UTF8.self)) ?? 0
    }
    var offset = 0
    switch index < bytes.count ? bytes[index] : 0 {
    case UInt8(ascii: "Z"), UInt8(ascii: "z"): guard index + 1 == bytes.count else { return nil }
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard index + 6 == bytes.count, let hours = number((index + 1)..<(index + 3)),
        let minutes = number((index + 4)..<(index + 6))
      else { return nil }
      offset = (hours * 60 + minutes) * (bytes[index] == UInt8(ascii: "-") ? -60 : 60)
    default: return nil
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Double(seconds) + fraction
  }

  /// Days since 1970-01-01 in the Gregorian calendar, by counting years from March.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}
