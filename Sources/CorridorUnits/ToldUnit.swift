/// A unit as it is told to a reader, such as `billion USD a year` or `million USD/km of 2008`.
///
/// It is read as: `thousand`, `million` or `billion`, a unit or its English name, `of` and the year of
/// prices or `of` and what it is a part of, and `a year` or the like. What begins with no unit counts
/// something (`zones`, `times`, `of the market`) and is a pure number.
package struct ToldUnit: Hashable, Sendable {
  /// The text.
  package let text: String
  /// The unit; that of a pure number where the text names none.
  package let unit: Unit
  /// The year of prices; nil where the text has none.
  package let priceYear: Int?
  /// The unit that the first word was perhaps meant to be; nil where it is one, or like none.
  package let meant: String?

  /// Reads a text; every text can be read.
  package init(_ text: String) {
    self.text = text
    var words = text.split(separator: " ").map { word in
      String(word.drop { $0 == "(" }.reversed().drop { $0 == ")" }.reversed())
    }
    words = Self.joined(words.filter { !$0.isEmpty })
    priceYear = Self.takePriceYear(&words)
    let time = Self.takeTime(&words)
    let scale = Self.takeScale(&words)
    if let first = words.first, words.count == 1 || words[1] == "of",
      let named = Self.unit(scale, first)
    {
      unit = (try? named / time) ?? named
      meant = nil
    } else {
      let count = Self.unit(scale, "unit") ?? .one
      unit = (try? count / time) ?? count
      meant = words == [text] ? UnitReader.suggestion(text) : nil
    }
  }

  /// `USD/1000 m3` and `nautical miles` are one word each.
  private static func joined(_ words: [String]) -> [String] {
    var joined: [String] = []
    for word in words {
      if let last = joined.last, last.contains("/"),
        last.reversed().prefix(while: { $0 != "/" }).allSatisfy(\.isNumber)
      {
        joined[joined.count - 1] = last + word
      } else if joined.last == "nautical", english[word] == "mi" {
        joined[joined.count - 1] = "nmi"
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  /// Takes `of 2008` out.
  private static func takePriceYear(_ words: inout [String]) -> Int? {
    for place in words.indices.dropFirst() where words[place - 1] == "of" {
      guard words[place].count == 4, let year = Int(words[place]) else { continue }
      words.removeSubrange(place - 1...place)
      return year
    }
    return nil
  }

  /// Takes `a year` off the end of what has more words.
  private static func takeTime(_ words: inout [String]) -> Unit {
    guard words.count > 2, words[0] != "of", words[words.count - 2] == "a", let word = words.last,
      let unit = try? Unit(english[word] ?? word), unit.isCompatible(with: .year)
    else { return .one }
    words.removeLast(2)
    return unit
  }

  /// Takes `million` off the beginning of what has more words.
  private static func takeScale(_ words: inout [String]) -> Scale? {
    guard words.count > 1, let scale = Scale(rawValue: words[0]) else { return nil }
    words.removeFirst()
    return scale
  }

  private static func unit(_ scale: Scale?, _ word: String) -> Unit? {
    let symbol = english[word] ?? word
    guard let scale else { return try? Unit(symbol) }
    let plain = try? Unit(symbol)
    guard let plain, symbol.first?.isNumber == false else { return nil }
    let money = plain.hasMoney ? try? Unit(scale.prefix + symbol) : nil
    return money ?? (try? Unit("\(scale.number)\(symbol)"))
  }

  private enum Scale: String {
    case thousand, million, billion

    var prefix: String {
      switch self {
      case .thousand: "k"
      case .million: "M"
      case .billion: "bn"
      }
    }

    var number: Int {
      switch self {
      case .thousand: 1000
      case .million: 1_000_000
      case .billion: 1_000_000_000
      }
    }
  }

  /// Names of units in English.
  private static let english: [String: String] = {
    let names = [
      ("year", "year"), ("month", "month"), ("week", "week"), ("day", "day"), ("hour", "h"),
      ("minute", "min"), ("second", "s"), ("metre", "m"), ("kilometre", "km"), ("mile", "mi"),
      ("tonne", "t"), ("barrel", "bbl"), ("knot", "kn"), ("percent", "%"),
    ]
    let plurals = names.map { ($0.0 + "s", $0.1) }
    return Dictionary(names + plurals) { first, _ in first }
  }()
}
