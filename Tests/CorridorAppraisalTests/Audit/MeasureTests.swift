import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

@Suite struct MeasureTests {
  /// `{2008}` is a deflator, `{nobody}` is not known, anything else its own unit.
  private func measure(_ text: String) throws(QuantityFailure) -> Measure {
    try Expression<Measure>.value(of: text) { name throws(QuantityFailure) in
      if name == "nobody" { return .unknown }
      if let year = Int(name) { return Measure(deflator: year) }
      do { return Measure(try Unit(name)) } catch { throw .wrong("\(error)", remedy: "") }
    }
  }

  private func failure(_ text: String) -> String? {
    do throws(QuantityFailure) {
      _ = try measure(text)
      return nil
    } catch {
      if case .wrong(let what, let remedy) = error { return what + "; " + remedy }
      return "no mistake: \(error)"
    }
  }

  // The units by hand: what is multiplied and divided, and what functions make of it.
  @Test(arguments: [
    ("{km} * {USD/TEU-km}", "USD/TEU"), ("{km} / {km/day}", "day"),
    ("{km} / {h} in km/day", "km/day"),
    ("2 * {TEU} / 3", "TEU"), ("1 / {h}", "1/h"), ("-{km}", "km"), ("{km} + 0", "km"),
    ("max(0, {MUSD})", "MUSD"), ("min({km}, {km} * 2)", "km"), ("{km} / {km} + 1", "1"),
    ("1 - {share}", "1"), ("{km/day} * {h} + {km/day} * {h}", "km-h/day"),
    ("({km} + {km}) in mi", "mi"), ("1 - {share} in %", "%"), ("{%} + (1 - {share} in %)", "%"),
    ("power({km}, 2)", "km^2"), ("power({km}, 3 - 1)", "km^2"), ("power({share}, 0.5)", "1"),
    ("log({km} / {km})", "1"), ("exp(-{1/year} * {year})", "1"), ("normal_share({1})", "1"),
    ("lognormal_share({USD}, {USD}, {USD})", "1"), ("lognormal_quantile(0.8, {USD}, {USD})", "USD"),
    ("lognormal_quantile(0.8, {1}, {1})", "1"), ("annuity_rate({1/year}, 30)", "1/year"),
    ("{MUSD} / annuity({1/year}, {year}, {year} - {year})", "MUSD/year"),
    ("logit_share({share}, -{TEU/USD} * {USD/TEU})", "1"), ("jeffreys({1}, {1})", "1"),
    ("{1000m3/year} * {year}", "1000m3"), ("{bcm/year} * {year} + {bcm}", "bcm"),
  ])
  func `units follow the arithmetic`(_ text: String, _ expected: String) throws {
    let found = try #require(try measure(text).unit)
    #expect(abs(try found.factor(to: Unit(expected)) - 1) < 1e-12, "\(found)")
  }

  @Test(arguments: [
    "{km} + {day}", "{km} - {mi}", "{MUSD} + {bnUSD}", "{USD} + {EUR}", "{USD} * {EUR}",
    "{km} + 1", "1 - {%}", "min({km}, 5)", "max({km}, {t})", "log({km})", "log({%})",
    "exp({year})", "power({km}, {share})", "power(2, {km})", "normal_share({km})",
    "lognormal_share({MUSD}, {USD}, {USD})", "lognormal_share(2, {USD}, {USD})",
    "lognormal_quantile({km}, 1, 1)", "annuity_rate({year}, 30)", "annuity({year}, 3, 1)",
    "logit_share({TEU}, 1)", "jeffreys({km}, {h})", "{km} in day", "{USD} in EUR", "3 in km",
    "({km} + {km}) in kmm", "{USD} + {km}", "{USD} + {USD} / {2008}", "min({USD}, {USD} / {2008})",
    "{USD/TEU} + {USD/TEU} / {2008}",
  ])
  func `what does not fit together is wrong`(_ text: String) {
    let told = failure(text)
    #expect(told != nil && told?.hasPrefix("no mistake") == false, "\(told ?? "nothing")")
  }

  @Test(arguments: [
    "2.8 / 0.13", "power(1 - 1 / 3.5, 18)", "lognormal_quantile(0.5, 1.4, 0.4)", "min(1, 2)",
    "log(2)",
  ])
  func `numbers alone stay numbers`(_ text: String) throws { #expect(try measure(text).isBare) }

  @Test(arguments: ["{nobody} + {km}", "{nobody} * {USD}", "max(0, {nobody})", "1 - {nobody}"])
  func `what is not known permits anything`(_ text: String) throws {
    #expect(try measure(text) == .unknown)
  }

  // USD is money of the study's year and, divided by a deflator, of that one's.
  @Test(arguments: [
    ("{USD}", 2024), ("{USD} / {2008}", 2008), ("3 * {USD} / {km} / 1e9", 2024),
    ("({USD} + {USD} - 0) / {2008}", 2008), ("max({USD}, {USD})", 2024), ("1 / {USD}", 2024),
    ("{USD} * {USD} / {USD} / {2008}", 2008), ("-{USD}", 2024), ("{2008} / {USD}", 2008),
    ("{USD} / {2008} in MUSD", 2008),
  ])
  func `prices follow the arithmetic`(_ text: String, _ year: Int) throws {
    #expect(try measure(text).year(base: 2024) == .single(year))
  }

  @Test(arguments: ["{USD} * {2008}", "{USD} / {2008} / {2008}", "{USD} / {2008} * {2010}"])
  func `deflators that lead to no year are told`(_ text: String) throws {
    #expect(try measure(text).year(base: 2024) == .mixed)
  }

  @Test(arguments: ["{km}", "{USD} / {USD}", "2.8 / 0.13", "{nobody} * {USD}", "{2008}"])
  func `what is no money has no price year`(_ text: String) throws {
    #expect(try measure(text).year(base: 2024) == nil)
  }

  @Test func `a mistake says what is joined and the remedy`() {
    #expect(
      failure("{km} + {day}")
        == "`{km} + {day}` joins km with day in one sum; join what is of one unit")
    #expect(failure("{km} + 1")?.hasSuffix("write numbers with their units, as {3 km}") == true)
    #expect(
      failure("{MUSD} + {bnUSD}")?.hasSuffix("write ` in MUSD` behind the other, within its braces")
        == true)
    #expect(failure("3 in km")?.hasSuffix("a number with a unit is written as {3 km}") == true)
  }

  // 4 of 2010 are 5 of 2020: 80 of 2010 are worth 100 of 2020.
  @Test func `values are put in the unit that is asked for`() throws {
    var world = try AuditWorld.railway()
    world.assumptions = [
      try AuditWorld.assumption("speed", 48, "km/h"),
      try AuditWorld.assumption("price", 4, "MUSD", year: 2010),
    ]
    let auditor = Auditor(quantities: try world.quantities())
    func value(_ text: String) throws -> Double { try auditor.value(text, auditor.quantities) }
    #expect(abs(try value("{assumption:speed in km/day}") - 1152) < 1e-9)
    #expect(try value("{link:a-b declared_km in m}") == 250_000)
    #expect(abs(try value("{link:a-b declared_km} / {assumption:speed} in min") - 312.5) < 1e-9)
    #expect(abs(try value("{1739 km} / {36 h} in km/day") - 1739 * 24 / 36) < 1e-9)
    #expect(try value("({assumption:price} - {1 MUSD @2020}) in kUSD") == 4000)
    #expect(try value("1 - {assumption:price} / {20 MUSD @2020} in %") == 75)
    #expect(abs(try value("{18.52 km in nmi}") - 10) < 1e-12)
  }

  @Test(arguments: [
    "{3 kmm}", "{3}", "{3 USD}", "{3 km @2010}", "{3 USD 2010}", "{3 km or so}", "{3 km in day}",
    "{link:a-b declared_km in day}", "{link:a-b declared_km in kmm}",
  ])
  func `numbers and conversions that are not written right`(_ text: String) throws {
    let auditor = Auditor(quantities: try AuditWorld.railway().quantities())
    do throws(QuantityFailure) {
      Issue.record("\(try auditor.value(text, auditor.quantities)) is taken for right")
    } catch {
      if case .unavailable = error { Issue.record("\(error)") }
    }
  }
}
