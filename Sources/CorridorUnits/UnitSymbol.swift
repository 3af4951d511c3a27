/// What can be counted; a unit is a product of powers of these.
enum Dimension: Int, CaseIterable {
  case money
  case emissions
  case mass
  case containers
  case gasVolume
  case oilVolume
  case energy
  case length
  case time

  var name: String {
    switch self {
    case .money: "money"
    case .emissions: "CO2e"
    case .mass: "mass"
    case .containers: "containers"
    case .gasVolume: "gas volume"
    case .oilVolume: "barrels"
    case .energy: "energy"
    case .length: "length"
    case .time: "time"
    }
  }
}

/// A symbol of which units are made, as a ratio `up / down` of base units.
///
/// The base units are metre, second, tonne, TEU, cubic metre of gas, barrel, joule, kilogram of CO2e and
/// one unit of the currency. Both numbers of the ratio are exact, so that a conversion rounds only once.
struct UnitSymbol {
  let text: String
  let packed: UInt64
  let up: Double
  let down: Double
  let dimensions: SIMD16<Int8>

  private init(_ text: String, _ up: Double, per down: Double, _ powers: [(Dimension, Int8)]) {
    self.text = text
    self.up = up
    self.down = down
    packed = text.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    var dimensions = SIMD16<Int8>()
    for (dimension, power) in powers { dimensions[dimension.rawValue] = power }
    self.dimensions = dimensions
  }

  /// Every symbol; the order is the order in which a unit is written.
  ///
  /// No symbol is longer than eight bytes. A year is 365 days. 1 MMBtu is a million international table
  /// British thermal units, 1055.05585262 J each (ISO 31-4); 1 hp is 550 foot-pounds a second.
  /// The last row are counts: words that say what is counted and have no dimension.
  static let all: [UnitSymbol] =
    money
    + of(.emissions, emissions)
    + of(.mass, [("kg", 1, 1000), ("t", 1, 1), ("kt", 1000, 1), ("Mt", 1e6, 1)])
    + of(.containers, [("TEU", 1, 1), ("FEU", 2, 1)])
    + of(.gasVolume, [("m3", 1, 1), ("bcm", 1e9, 1)])
    + of(.oilVolume, [("bbl", 1, 1)])
    + of(.energy, energies)
    + powers
    + of(.length, lengths)
    + [UnitSymbol("kn", 1852, per: 3600, [(.length, 1), (.time, -1)])]
    + of(.time, times)
    + counts.map { UnitSymbol($0, 1, per: 1, []) }
    + [UnitSymbol("%", 1, per: 100, [])]

  /// The prefixes that money may have, and their places in ``all``.
  static let moneyPrefixes: [String] = ["", "k", "M", "bn"]

  /// The symbols that count without a dimension.
  static let counts = [
    "crossing", "transfer", "call", "voyage", "passage", "trip", "train", "wagon", "box", "lift",
    "ship", "share", "unit",
  ]

  static let metre = place(of: "m")
  static let kilometre = place(of: "km")
  static let second = place(of: "s")
  static let hour = place(of: "h")
  static let day = place(of: "day")
  static let year = place(of: "year")
  static let tonne = place(of: "t")
  static let teu = place(of: "TEU")
  static let cubicMetre = place(of: "m3")
  static let megawatt = place(of: "MW")
  static let megawattHour = place(of: "MWh")
  static let kilogramCO2e = place(of: "kgCO2e")
  static let percent = place(of: "%")

  /// The place of a symbol in ``all`` by its packed letters.
  static func place(of packed: UInt64) -> Int? {
    all.firstIndex { $0.packed == packed && $0.packed != 0 }
  }

  private static func place(of text: String) -> UInt8 {
    UInt8(all.firstIndex { $0.text == text } ?? 0)
  }

  private static func of(
    _ dimension: Dimension, _ symbols: [(text: String, up: Double, down: Double)]
  ) -> [UnitSymbol] {
    symbols.map { UnitSymbol($0.text, $0.up, per: $0.down, [(dimension, 1)]) }
  }

  private static let money: [UnitSymbol] = [1, 1e3, 1e6, 1e9].map {
    UnitSymbol("", $0, per: 1, [(.money, 1)])
  }

  private static let emissions: [(text: String, up: Double, down: Double)] = [
    ("gCO2e", 1, 1000), ("kgCO2e", 1, 1), ("tCO2e", 1000, 1), ("MtCO2e", 1e9, 1),
  ]

  private static let energies: [(text: String, up: Double, down: Double)] = [
    ("J", 1, 1), ("MJ", 1e6, 1), ("GJ", 1e9, 1), ("TJ", 1e12, 1), ("PJ", 1e15, 1),
    ("kWh", 3.6e6, 1), ("MWh", 3.6e9, 1), ("GWh", 3.6e12, 1), ("TWh", 3.6e15, 1),
    ("MMBtu", 1_055_055_852.62, 1),
  ]

  private static let powers: [UnitSymbol] = [
    ("W", 1.0), ("kW", 1e3), ("MW", 1e6), ("GW", 1e9), ("hp", 745.69987158227022),
  ].map { UnitSymbol($0.0, $0.1, per: 1, [(.energy, 1), (.time, -1)]) }

  private static let lengths: [(text: String, up: Double, down: Double)] = [
    ("mm", 1, 1000), ("inch", 254, 10000), ("m", 1, 1), ("km", 1000, 1), ("mi", 1_609_344, 1000),
    ("nmi", 1852, 1),
  ]

  private static let times: [(text: String, up: Double, down: Double)] = [
    ("s", 1, 1), ("min", 60, 1), ("h", 3600, 1), ("day", 86400, 1), ("week", 604_800, 1),
    ("month", 2_628_000, 1), ("year", 31_536_000, 1),
  ]
}

extension Unit {
  /// What units look like, as a regular expression of ECMA 262 without anchors.
  ///
  /// Factors with a hyphen, a dot or a slash between them; three capital letters pass for a currency.
  package static let pattern: String = {
    let symbols = UnitSymbol.all.map(\.text).filter { !$0.isEmpty }.sorted()
    let money = "(" + UnitSymbol.moneyPrefixes.filter { !$0.isEmpty }.joined(separator: "|") + ")?"
    let symbol = "(" + symbols.joined(separator: "|") + "|" + money + "[A-Z]{3})"
    let factor = "(1|[0-9]*" + symbol + "(\\^-?[1-9])?)"
    return factor + "([-./]" + factor + ")*"
  }()

  /// Texts in which a currency stands as a word or behind a prefix, as a regular expression of ECMA 262.
  package static let currencyPattern: String = {
    let prefixes = UnitSymbol.moneyPrefixes.filter { !$0.isEmpty }.joined(separator: "|")
    let codes = Currency.all.map(\.code).joined(separator: "|")
    return "(^|[^A-Za-z])(" + prefixes + ")?(" + codes + ")([^A-Za-z]|$)"
  }()
}
