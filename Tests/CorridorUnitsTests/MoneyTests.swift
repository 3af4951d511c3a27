import CorridorUnits
import Testing

@Suite struct MoneyTests {
  @Test func `amounts of one price base add up`() throws {
    let usd = try #require(Currency("USD"))
    let sum = try Money(2, usd, priceYear: 2024) + Money(3, usd, priceYear: 2024)
    #expect(sum == Money(5, usd, priceYear: 2024))
    #expect(try sum - Money(1, usd, priceYear: 2024) == Money(4, usd, priceYear: 2024))
    #expect(try sum / Money(2, usd, priceYear: 2024) == 2.5)
    #expect(sum * 2 == Money(10, usd, priceYear: 2024))
    #expect(-sum / 5 == Money(-1, usd, priceYear: 2024))
    #expect(sum.description == "5.0 USD @2024")
  }

  @Test func `two price years or two currencies do not`() throws {
    let usd = try #require(Currency("USD"))
    let eur = try #require(Currency("EUR"))
    let old = Money(2, usd, priceYear: 2007)
    let new = Money(3, usd, priceYear: 2024)
    let other = Money(3, eur, priceYear: 2024)
    #expect(throws: MoneyError.priceYears(old.base, new.base)) { try old + new }
    #expect(throws: MoneyError.priceYears(old.base, new.base)) { try old - new }
    #expect(throws: MoneyError.currencies(new.base, other.base)) { try new + other }
    #expect(throws: MoneyError.currencies(new.base, other.base)) { try new / other }
  }

  @Test func `only codes of ISO 4217 are currencies`() {
    for code in [
      "USD", "EUR", "RUB", "KRW", "KPW", "CNY", "JPY", "KZT", "MNT", "PLN", "AED", "ZWG",
    ] {
      #expect(Currency(code)?.code == code)
    }
    for code in ["", "US", "usd", "TEU", "FEU", "USDX", "€", "AAA", "ZZZ", "éé"] {
      #expect(Currency(code) == nil)
    }
  }

  @Test func `a share is a number from 0 to 1`() throws {
    #expect(try Share(0.25).rest.value == 0.75)
    for value in [-0.1, 1.1, .nan, .infinity] {
      #expect(throws: ShareError.self) { try Share(value) }
    }
    let error = #expect(throws: ShareError.self) { try Share(25) }
    #expect(error?.description.hasSuffix("25.0 % is the share 0.25") == true)
  }

  @Test func `lengths add, scale and compare`() {
    let line = Length(kilometres: 54) + Length(metres: 500) * 2
    #expect(line.kilometres == 55)
    #expect(line / Length(kilometres: 11) == 5)
    #expect(-line + line == .zero)
    #expect(Length(metres: 1) < Length(kilometres: 1))
    #expect((line - Length(kilometres: 5)) / 2 == Length(kilometres: 25))
  }
}
