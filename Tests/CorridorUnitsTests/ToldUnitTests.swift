import Testing

@testable import CorridorUnits

@Suite struct ToldUnitTests {
  @Test(arguments: [
    ("km", "km"), ("km/day", "km/day"), ("years", "year"), ("(year)", "year"), ("days", "day"),
    ("billion USD", "bnUSD"), ("million USD/km", "MUSD/km"), ("billion USD a year", "bnUSD/year"),
    ("million USD of 2024", "MUSD"), ("million USD of 2024 a year", "MUSD/year"),
    ("USD/1000 m3", "USD/1000m3"), ("USD/1000m3 of 2024", "USD/1000m3"),
    ("USD/TEU of 2001", "USD/TEU"),
    ("thousand tonnes", "kt"), ("million t a year", "Mt/year"), ("nautical miles", "nmi"),
    ("% a year", "%/year"), ("% of the oil", "%"), ("days of ice a year", "day/year"),
    ("USD/TEU-day", "USD/TEU-day"), ("1", "1"), ("%", "%"), ("t", "t"),
  ])
  func `units in words`(_ text: String, _ expected: String) throws {
    let told = ToldUnit(text)
    #expect(abs(try told.unit.factor(to: Unit(expected)) - 1) < 1e-12, "\(told.unit)")
  }

  @Test(arguments: [
    "times", "zones", "th place", "of the market", "of a year", "of it", "of 1", "a year", "chance",
    "harbours with ice", "USD for a dollar", "th of 100", "(1 is the best)", "degrees", "",
  ])
  func `what counts something is a pure number`(_ text: String) {
    let told = ToldUnit(text)
    #expect(told.unit.isPureNumber && (told.unit.up, told.unit.down) == (1, 1))
    #expect(told.priceYear == nil)
  }

  @Test func `years of prices and what was meant`() {
    #expect(ToldUnit("million USD of 2024 a year").priceYear == 2024)
    #expect(ToldUnit("USD/TEU of 2001").priceYear == 2001)
    #expect(ToldUnit("th of 100").priceYear == nil)
    #expect(ToldUnit("kmm").meant == "km")
    #expect(ToldUnit("zones").meant == nil || ToldUnit("zones").unit.isPureNumber)
    #expect(ToldUnit("km").meant == nil)
  }
}
