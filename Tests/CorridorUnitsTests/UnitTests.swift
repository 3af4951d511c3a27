import Testing

@testable import CorridorUnits

@Suite struct UnitTests {
  @Test(arguments: [
    "1", "%", "USD", "kUSD", "MUSD", "bnUSD", "USD/TEU-km", "USD/1000m3/100km", "%/year",
    "EUR/MW-km",
    "kgCO2e/TEU-km", "MUSD/km", "km/day", "kn", "nmi", "h", "day", "year", "TEU", "FEU", "t", "kt",
    "Mt", "bbl", "m3", "1000m3", "bcm", "MMBtu", "MWh", "kWh", "GWh", "MW", "GW", "kW", "gCO2e",
    "tCO2e", "mm", "USD/crossing", "1/USD", "kUSD/km-year", "USD/20t/500km", "%/1000km", "1/year",
    "USD/bbl", "bcm/year", "kUSD/inch-km", "m^3", "km^2/h",
  ])
  func `a unit in its usual form is written as it was read`(text: String) throws {
    let unit = try Unit(text)
    #expect(unit.description == text)
    #expect(try Unit(unit.description) == unit)
  }

  @Test(arguments: [
    ("USD/km-TEU", "USD/TEU-km"), ("USD/TEU/km", "USD/TEU-km"), ("day.USD/TEU", "USD-day/TEU"),
    (" km/day ", "km/day"), ("km-km/km", "km"), ("1-USD", "USD"), ("h^-1", "1/h"),
    ("USD/km^2", "USD/km^2"), ("100km-100km", "100km-100km"), ("1USD", "USD"), ("km/km", "1"),
  ])
  func `other ways of writing it come to the same`(text: String, canonical: String) throws {
    #expect(try Unit(text).description == canonical)
    #expect(try Unit(text) == Unit(canonical))
  }

  // Worked by hand from the definitions: nautical mile 1852 m, year 365 days, FEU 2 TEU.
  @Test(arguments: [
    (18, "kn", "km/day", 800.064), (1, "USD/1000m3/100km", "USD/m3/km", 1e-5),
    (990, "km/day", "km/h", 41.25), (2783, "USD/FEU", "USD/TEU", 1391.5),
    (2783.0, "USD/FEU-km", "USD/TEU-km", 1391.5), (3.2, "MUSD/km", "USD/m", 3200),
    (25, "%", "1", 0.25), (0.25, "1", "%", 25), (8, "%/year", "1/year", 0.08),
    (1, "MW-h", "MWh", 1), (1000, "MW-year", "GWh", 8760), (38, "bcm/year", "1000m3/year", 38e6),
    (1, "MMBtu", "kWh", 293.07107017222222), (5, "USD/MMBtu", "USD/MWh", 17.060708165639712),
    (12, "mi", "km", 19.312128), (34, "mi", "km", 54.717696), (2000, "mi", "km", 3218.688),
    (60, "kgCO2e", "tCO2e", 0.06), (22, "gCO2e/t-km", "kgCO2e/t-km", 0.022),
    (193, "USD/crossing", "USD", 193), (1520, "mm", "m", 1.52), (1, "week", "h", 168),
    (10775, "nmi", "km", 19955.3), (836, "USD/20t/500km", "USD/t-km", 0.0836),
    (20, "USD/bbl", "kUSD/bbl", 0.02), (1, "hp", "kW", 0.74569987158227022),
  ])
  func `conversion agrees with hand values`(
    value: Double, from: String, to: String, expected: Double
  ) throws {
    let converted = try Unit(from).convert(value, to: Unit(to))
    #expect(abs(converted - expected) <= 1e-13 * abs(expected))
  }

  @Test func `power times time is energy`() throws {
    #expect(try (Unit.megawatt * .hour).factor(to: .megawattHour) == 1)
    #expect(try (Unit.megawattHour / .hour).isCompatible(with: .megawatt))
  }

  // O-63, by hand: 10 million times 1000 m3, 7 times 100 km, 2 dollars: 140 million; and 90 billion
  // dollars for 300 bcm are 300 dollars for 1000 m3.
  @Test func `a gas fee and a gas price come out of their units`() throws {
    let fee = try Unit("USD/1000m3/100km") * Unit("bcm/year") * .kilometre
    #expect(try fee.convert(2 * 10 * 700, to: Unit("MUSD/year")) == 140)
    let price = try Unit("bnUSD") / (Unit("bcm/year") * .year)
    #expect(try price.convert(90.0 / (10 * 30), to: Unit("USD/1000m3")) == 300)
  }

  // O-64, by hand: shares and rates that a reader can redo.
  @Test func `plain arithmetic of published figures`() throws {
    let share = try (Unit("MUSD/year") / Unit("MUSD/year")).convert(140.0 / 4500, to: .percent)
    #expect(abs(share - 3.111) < 5e-4)
    let length = try (Unit("bnUSD") / Unit("MUSD/km")).convert(2.8 / 0.13, to: .kilometre)
    #expect(abs(length - 21538) < 0.5)
  }

  @Test func `algebra cancels what is above and below`() throws {
    let tariff = try Unit("USD/TEU-km")
    #expect(try tariff * .kilometre == Unit("USD/TEU"))
    #expect(try (tariff * .kilometre * .teu).description == "USD")
    #expect(try (tariff / tariff) == .one)
    #expect(try tariff.raised(to: -1) == Unit("TEU-km/USD"))
    #expect(try tariff.raised(to: 0) == .one)
    #expect(try Unit("100km").raised(to: -2).description == "1/100km/100km")
    #expect(try (Unit("MUSD") / Unit("USD")).factor(to: .one) == 1e6)
    #expect(try (Unit("MUSD") / Unit("USD")).hasMoney == false)
  }

  @Test func `money of all currencies is one dimension but converts only within one`() throws {
    let dollars = try Unit("USD/TEU")
    let euros = try Unit("EUR/TEU")
    #expect(dollars.isCompatible(with: euros))
    #expect(throws: UnitError.currencies(from: euros, to: dollars)) {
      try euros.factor(to: dollars)
    }
    #expect(euros.currency == Currency("EUR"))
    #expect(try euros.inCurrency(#require(Currency("USD"))) == dollars)
    #expect(try Unit("1/USD").moneyPower == -1)
    #expect(try Unit("km").currency == nil)
  }

  @Test(arguments: [
    ("km/day", "USD/TEU"), ("m3", "bbl"), ("t", "TEU"), ("t", "tCO2e"), ("m^3", "m3"),
    ("MW", "MWh"),
    ("USD/km", "USD"),
  ])
  func `what measures different things does not convert`(from: String, to: String) throws {
    let (from, to) = (try Unit(from), try Unit(to))
    #expect(throws: UnitError.incompatible(from: from, to: to)) { try from.factor(to: to) }
  }

  @Test func `an incompatible unit is explained by its dimensions`() throws {
    let error = UnitError.incompatible(from: try Unit("km/day"), to: try Unit("USD/TEU-km"))
    #expect(
      error.description
        == "'km/day' (length/time) cannot be put in 'USD/TEU-km' (money/containers-length)")
  }

  @Test(
    arguments: [
      ("USD/TEUs", "TEUs", "TEU"), ("$/TEU", "$", "USD"), ("km/yr", "yr", "year"),
      ("usd", "usd", "USD"), ("M$/km", "M$", "MUSD"), ("days", "days", "day"), ("€", "€", "EUR"),
      ("teu", "teu", "TEU"), ("km/hr", "hr", "h"), ("mwh", "mwh", "MWh"),
      ("kgCO2/t", "kgCO2", "kgCO2e"),
      ("zzzzzz", "zzzzzz", nil), ("knots", "knots", "kn"), ("USD/m³", "m³", "m3"),
    ] as [(String, String, String?)])
  func `an unknown symbol brings what was meant`(text: String, symbol: String, meant: String?) {
    #expect(throws: UnitError.unknownSymbol(text: text, symbol: symbol, meant: meant)) {
      try Unit(text)
    }
  }

  @Test(arguments: [
    "USD/", "/km", "USD//km", "-km", "km^", "km^0", "km^x", "^2", "1^2", "100", "2/km", "0km",
    "USD TEU", "100km^2", "km^10", "99999999999km", "USD/TEU-", "km^2km", "1000/km", ".", "km--day",
  ])
  func `what breaks the grammar is malformed`(text: String) {
    let error = #expect(throws: UnitError.self) { try Unit(text) }
    guard case .malformed(let quoted, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(quoted == text)
  }

  @Test func `other errors have their own case`() {
    #expect(throws: UnitError.empty) { try Unit("") }
    #expect(throws: UnitError.empty) { try Unit("  ") }
    #expect(throws: UnitError.twoCurrencies(text: "EUR/USD")) { try Unit("EUR/USD") }
    let long = "USD-TEU-t-km-MW-h-day-kg-kn"
    #expect(throws: UnitError.tooLong(text: long)) { try Unit(long) }
    #expect(throws: UnitError.tooLong(text: "km^9-km")) { try Unit("km^9-km") }
    #expect(throws: UnitError.twoCurrencies(text: "EUR-USD")) { try Unit("EUR") * Unit("USD") }
    #expect(throws: UnitError.tooLong(text: "(km)^10")) { try Unit.kilometre.raised(to: 10) }
  }

  @Test func `no two symbols are alike and none is longer than eight bytes`() {
    let texts = UnitSymbol.all.map(\.text).filter { !$0.isEmpty }
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { $0.utf8.count <= 8 })
    #expect(UnitSymbol.all.count < 256)
    #expect(texts.allSatisfy { Currency($0) == nil })
  }

  @Test func `every symbol converts to itself and its inverse undoes it`() throws {
    for text in UnitSymbol.all.map(\.text) where !text.isEmpty {
      let unit = try Unit(text)
      #expect(try unit.factor(to: unit) == 1)
      #expect(try unit * unit.raised(to: -1) == .one)
    }
  }

  @Test func `any text is either refused or written so that it reads the same`() {
    let pieces = [
      "USD", "MUSD", "EUR", "km", "100km", "m3", "%", "day", "t", "1", "9", "-", "/", ".", "^",
      "^2", "^-1", " ", "é", "x", "",
    ]
    var state: UInt64 = 1
    var read = 0
    for _ in 0..<2000 {
      var text = ""
      for _ in 0..<1 + state >> 61 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      guard let unit = try? Unit(text) else { continue }
      read += 1
      let again = try? Unit(unit.description)
      #expect(again == unit, "\(text)")
    }
    #expect(read > 100)
  }
}
