import CorridorUnits
import Testing

@Suite struct DeflatorsTests {
  private let table: Deflators
  private let usd2024: PriceBase

  init() throws {
    let rows: [(String, Int, Double)] = [
      ("USD", 2007, 80), ("USD", 2013, 100), ("USD", 2024, 150), ("EUR", 2013, 50),
      ("EUR", 2024, 60), ("RUB/USD", 2007, 25), ("RUB/USD", 2013, 32), ("EUR/USD", 2013, 0.75),
      ("EUR/USD", 2024, 0.9), ("USD/GBP", 2013, 1.5),
    ]
    table = try Deflators(rows: rows.map { .init(series: $0.0, year: $0.1, value: $0.2) })
    usd2024 = PriceBase(currency: try #require(Currency("USD")), year: 2024)
  }

  // By hand: 5,500 / 32 = 171.875 dollars of 2013, times 150 / 100 = 257.8125.
  @Test func `exchange comes first and in the source year`() throws {
    let (value, unit) = try table.restate(
      5500, unit: Unit("MRUB/km"), priceYear: 2013, to: usd2024)
    #expect(value == 257.8125)
    #expect(unit == (try Unit("MUSD/km")))
  }

  @Test func `deflation goes by the index of the base`() throws {
    let (value, unit) = try table.restate(8, unit: Unit("USD/TEU"), priceYear: 2007, to: usd2024)
    #expect(value == 15)
    #expect(unit == (try Unit("USD/TEU")))
    #expect(try table.restate(7, unit: .kilometre, priceYear: 1900, to: usd2024).value == 7)
    #expect(try table.restate(7, unit: Unit("USD"), priceYear: 2024, to: usd2024).value == 7)
  }

  @Test func `a unit per money goes the other way`() throws {
    let (value, unit) = try table.restate(3, unit: Unit("1/RUB"), priceYear: 2013, to: usd2024)
    #expect(value == 3 * 32 / 1.5)
    #expect(unit == (try Unit("1/USD")))
    #expect(throws: DeflatorError.power(unit: try Unit("USD^2"))) {
      try table.restate(3, unit: Unit("USD^2"), priceYear: 2024, to: usd2024)
    }
  }

  // By hand: 3,200 roubles are 100 dollars, which are 75 euros; 75 * 60 / 50 = 90.
  @Test func `a third currency joins two that are quoted against it`() throws {
    let base = PriceBase(currency: try #require(Currency("EUR")), year: 2024)
    let (value, _) = try table.restate(3200, unit: Unit("RUB"), priceYear: 2013, to: base)
    #expect(abs(value - 90) < 1e-12)
    let (pounds, _) = try table.restate(2, unit: Unit("GBP"), priceYear: 2013, to: usd2024)
    #expect(pounds == 4.5)
  }

  @Test func `the order of exchange and deflation matters`() throws {
    let early = try table.restate(100, unit: Unit("EUR"), priceYear: 2013, to: usd2024).value
    let deflatedFirst = 100 * 60.0 / 50 / 0.9
    #expect(early == 100 / 0.75 * 1.5)
    #expect(abs(early - deflatedFirst) > 60)
  }

  @Test func `the rows of a restatement are those that its factor is made of`() throws {
    func names(_ currency: String, _ year: Int, _ base: PriceBase) throws -> [[String]] {
      let from = PriceBase(currency: try #require(Currency(currency)), year: year)
      let rows = try table.rows(from: from, to: base)
      return [rows.exchange, rows.indices].map { $0.map { "\($0.series) \($0.year) \($0.value)" } }
    }
    #expect(
      try names("RUB", 2007, usd2024) == [
        ["RUB/USD 2007 25.0"], ["USD 2007 80.0", "USD 2024 150.0"],
      ])
    #expect(
      try names("GBP", 2013, usd2024)
        == [["USD/GBP 2013 1.5"], ["USD 2013 100.0", "USD 2024 150.0"]])
    #expect(try names("EUR", 2024, usd2024) == [["EUR/USD 2024 0.9"], []])
    #expect(try names("USD", 2024, usd2024) == [[], []])
    let euro = PriceBase(currency: try #require(Currency("EUR")), year: 2024)
    #expect(
      try names("RUB", 2013, euro)
        == [["RUB/USD 2013 32.0", "EUR/USD 2013 0.75"], ["EUR 2013 50.0", "EUR 2024 60.0"]])
    #expect(throws: DeflatorError.self) { try names("RUB", 2008, usd2024) }
  }

  @Test func `a missing year names the nearest ones`() throws {
    let usd = usd2024.currency
    let rub = try #require(Currency("RUB"))
    let krw = try #require(Currency("KRW"))
    #expect(throws: DeflatorError.noIndex(currency: usd, year: 2010, nearest: [2007, 2013])) {
      try table.restate(1, unit: Unit("USD"), priceYear: 2010, to: usd2024)
    }
    #expect(throws: DeflatorError.noRate(from: rub, to: usd, year: 2020, nearest: [2013])) {
      try table.restate(1, unit: Unit("RUB"), priceYear: 2020, to: usd2024)
    }
    let error = DeflatorError.noRate(from: krw, to: usd, year: 2020, nearest: [])
    #expect(throws: error) {
      try table.restate(1, unit: Unit("KRW"), priceYear: 2020, to: usd2024)
    }
    #expect(
      error.description
        == "there is no exchange rate KRW/USD for 2020; add a row for KRW/USD to deflators.csv")
  }

  @Test func `a bad table names its row`() {
    func build(_ rows: (String, Int, Double)...) throws(DeflatorError) {
      _ = try Deflators(rows: rows.map { .init(series: $0.0, year: $0.1, value: $0.2) })
    }
    #expect(throws: DeflatorError.duplicate(series: "USD", year: 2020, row: 1)) {
      try build(("USD", 2020, 1), ("USD", 2020, 1))
    }
    for name in ["", "XYZ", "USD/", "/USD", "USD/USD", "USD/EUR/GBP", "usd"] {
      #expect(throws: DeflatorError.badSeries(series: name, row: 0)) { try build((name, 2020, 1)) }
    }
    for value in [0, -1, .infinity] {
      #expect(throws: DeflatorError.badValue(series: "USD", year: 2020, value: value, row: 0)) {
        try build(("USD", 2020, value))
      }
    }
  }
}
