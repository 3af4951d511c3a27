/// Reads the text of a unit, byte by byte.
struct UnitReader {
  private let text: String
  private let bytes: [UInt8]
  private var position = 0
  private var result = Unit()

  init(_ text: String) {
    self.text = text
    var bytes = Array(text.utf8)
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    self.bytes = bytes
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
  }

  mutating func unit() throws(UnitError) -> Unit {
    guard position < bytes.count else { throw .empty }
    var sign = 1
    while true {
      try factor(sign)
      guard position < bytes.count else { break }
      let separator = bytes[position]
      position += 1
      if separator == UInt8(ascii: "/") {
        sign = -1
      } else if separator != UInt8(ascii: "-") && separator != UInt8(ascii: ".") {
        throw .malformed(text: text, reason: "after a power comes -, . or /")
      }
    }
    result.settle()
    guard result.isMeasurable else { throw .tooLong(text: text) }
    return result
  }

  /// Reads one factor: a number, a symbol, a power; or `1` alone.
  private mutating func factor(_ sign: Int) throws(UnitError) {
    let number = try wholeNumber(most: Int(Int32.max))
    let start = position
    while position < bytes.count, !isSeparator(bytes[position]) { position += 1 }
    if start == position {
      guard number == 1 else {
        throw .malformed(
          text: text,
          reason: number == nil ? "a symbol is missing" : "only 1 can stand without a symbol")
      }
      if position < bytes.count, bytes[position] == UInt8(ascii: "^") {
        throw .malformed(text: text, reason: "a power needs a symbol before it")
      }
      return
    }
    if number == 0 { throw .malformed(text: text, reason: "a unit cannot be 0 of something") }
    let place = try symbol(start..<position)
    var power = sign
    if position < bytes.count, bytes[position] == UInt8(ascii: "^") {
      if let number, number != 1 {
        throw .malformed(
          text: text, reason: "a number before and a power behind a symbol are unclear together")
      }
      position += 1
      power *= try exponent()
    }
    guard result.include(symbol: place, multiplier: Int32(number ?? 1), power: power) else {
      throw .tooLong(text: text)
    }
  }

  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "^")
  }

  private mutating func wholeNumber(most: Int) throws(UnitError) -> Int? {
    var number: Int?
    while position < bytes.count, bytes[position] >= 0x30, bytes[position] <= 0x39 {
      let next = (number ?? 0) * 10 + Int(bytes[position] - 0x30)
      guard next <= most else { throw .malformed(text: text, reason: "the number is too large") }
      number = next
      position += 1
    }
    return number
  }

  private mutating func exponent() throws(UnitError) -> Int {
    var sign = 1
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
      sign = -1
      position += 1
    }
    guard let number = try wholeNumber(most: 9), number > 0 else {
      throw .malformed(text: text, reason: "after ^ comes a whole number from 1 to 9")
    }
    return sign * number
  }

  /// The place of a symbol in the table; notes the currency of money.
  private mutating func symbol(_ range: Range<Int>) throws(UnitError) -> UInt8 {
    var packed: UInt64 = 0
    for byte in bytes[range] {
      if byte == UInt8(ascii: " ") {
        throw .malformed(text: text, reason: "a unit has no spaces inside")
      }
      packed = packed << 8 | UInt64(byte)
    }
    if range.count <= 8, let place = UnitSymbol.place(of: packed) { return UInt8(place) }
    if range.count >= 3, range.count <= 5,
      let currency = Currency(packed: UInt32(packed & 0xFF_FFFF)),
      let prefix = prefixPlace(packed >> 24)
    {
      if let other = result.namedCurrency, other != currency { throw .twoCurrencies(text: text) }
      result.namedCurrency = currency
      return prefix
    }
    let unknown = String(decoding: bytes[range], as: UTF8.self)
    throw .unknownSymbol(text: text, symbol: unknown, meant: UnitReader.suggestion(unknown))
  }

  private func prefixPlace(_ packed: UInt64) -> UInt8? {
    switch packed {
    case 0: 0
    case 0x6B: 1
    case 0x4D: 2
    case 0x626E: 3
    default: nil
    }
  }

  /// What somebody who wrote an unknown symbol perhaps meant.
  static func suggestion(_ symbol: String) -> String? {
    if let known = habits[symbol.lowercased()] { return known }
    let currencies = Currency.codes.compactMap { Currency(packed: $0)?.code }
    let symbols = UnitSymbol.all.lazy.map(\.text).filter { !$0.isEmpty }
    // Codes of currencies are capitals: what is written small means one where it is the code otherwise.
    if !symbol.contains(where: \.isUppercase), !currencies.contains(symbol.uppercased()),
      let near = Spelling.nearest(to: symbol, in: symbols)
    {
      return near
    }
    return Spelling.nearest(to: symbol, in: Array(symbols) + currencies)
  }

  /// Other ways of writing units, and ours.
  private static let habits: [String: String] = [
    "$": "USD", "us$": "USD", "k$": "kUSD", "m$": "MUSD", "bn$": "bnUSD", "€": "EUR", "₽": "RUB",
    "₩": "KRW", "¥": "JPY", "busd": "bnUSD", "gusd": "bnUSD", "yr": "year", "y": "year",
    "a": "year", "years": "year", "d": "day", "days": "day", "hr": "h", "hour": "h", "hours": "h",
    "nm": "nmi", "knot": "kn", "knots": "kn", "mile": "mi", "miles": "mi", "in": "inch",
    "tonne": "t", "ton": "t", "tonnes": "t", "m³": "m3", "cm": "m3", "cbm": "m3", "mcm": "1000m3",
    "pct": "%", "percent": "%", "barrel": "bbl", "barrels": "bbl", "kmh": "km/h",
    "km/h": "km/h", "kph": "km/h", "co2": "kgCO2e", "kgco2": "kgCO2e", "tco2": "tCO2e",
    "gco2": "gCO2e", "mmbtu": "MMBtu", "container": "TEU", "containers": "TEU", "x": "1",
  ]
}
