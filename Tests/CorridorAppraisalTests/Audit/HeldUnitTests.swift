import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// A figure is held against what has its unit.
@Suite struct HeldUnitTests {
  private func mistakes(_ rule: Claim.Rule, _ unit: String, year: Int? = nil) throws -> [String] {
    var world = try AuditWorld.railway()
    world.assumptions = [
      try AuditWorld.assumption("cost", 4, "MUSD", year: 2010),
      try AuditWorld.assumption("share", 0.2, "1"),
    ]
    let claim = AuditWorld.claim(
      [rule], stated: Claim.Stated(low: 1, high: 2, unit: unit, priceYear: year))
    let auditor = Auditor(quantities: try world.quantities())
    let found = auditor.mistakes(in: [claim], [], scenarios: [])
    // What is checked is refused by the audit too, in the same words.
    do throws(StudyError) {
      _ = try auditor.audit([claim])
      #expect(found.isEmpty)
    } catch {
      guard case .invalid(let told) = error else {
        Issue.record("\(error)")
        return []
      }
      #expect(told == found)
    }
    for mistake in found { #expect(mistake.location.line == 7 && mistake.severity == .error) }
    return found.map { "\($0.message); \($0.remedy)" }
  }

  private func figure(_ quantity: String) -> Claim.Rule {
    .figure(quantity: quantity, tolerance: 1, contested: 1)
  }

  /// No value of what stands in braces makes these numbers.
  @Test(arguments: [
    ("1 / 0", true), ("{assumption:share} / (3 - 3)", true), ("{assumption:share} + 0 / 0", true),
    ("log(1 - 1)", true), ("1e308 * 10 + {assumption:share}", true),
    ("1 / ({assumption:share} - {assumption:share})", false), ("{assumption:share} / 0.1", false),
    ("0 / {assumption:share}", false),
  ])
  func `constants that are no number are mistakes`(expression: String, isMistake: Bool) throws {
    let told = try mistakes(.arithmetic(expression: expression, tolerance: 1), "1")
    #expect(told.isEmpty == !isMistake, "\(told)")
    for text in told { #expect(text.contains("`\(expression)`")) }
  }

  @Test(
    arguments: [
      ("{link:a-b declared_km}", "km", nil), ("{link:a-b declared_km in mi}", "miles", nil),
      ("{link:a-b declared_km in mi}", "mi of the whole", nil), ("5", "km", nil),
      ("{link:a-b route_factor}", "times", nil), ("{corridor:line crossings}", "borders", nil),
      ("{assumption:share in %}", "%", nil), ("{assumption:share in %}", "% of the oil", nil),
      ("{assumption:cost}", "million USD", 2020),
      ("{assumption:cost in bnUSD}", "billion USD", 2020),
      ("{assumption:cost} / {2 year}", "million USD a year", 2020),
      ("{assumption:cost} / {deflator:2010}", "million USD", 2010),
      ("{3 MUSD @2010}", "MUSD", 2010),
      ("{assumption:cost} / {link:a-b declared_km}", "million USD/km", 2020),
    ] as [(String, String, Int?)])
  func `what has the unit of the figure`(quantity: String, unit: String, year: Int?) throws {
    #expect(try mistakes(figure(quantity), unit, year: year) == [])
    #expect(try mistakes(.arithmetic(expression: quantity, tolerance: 1), unit, year: year) == [])
  }

  @Test(
    arguments: [
      ("{link:a-b declared_km}", "kg", nil, "km (length) and is held against a figure in 'kg'"),
      ("{link:a-b declared_km}", "kmm", nil, "did you mean 'km'?"),
      ("{link:a-b declared_km}", "stations", nil, "in 'stations', a pure number"),
      ("{link:a-b declared_km}", "miles", nil, "write ` in mi` behind the quantity"),
      ("{link:a-b declared_km}", "m", nil, "1 of the first is 1000 of the second"),
      ("{assumption:share}", "%", nil, "write ` in %`"),
      ("100 * {assumption:share}", "%", nil, "write ` in %`"),
      ("{assumption:share}", "a day", nil, ""),
      ("{assumption:cost}", "billion USD", 2020, "in bnUSD"),
      ("{assumption:cost}", "million USD a year", 2020, "money/time"),
      ("{assumption:cost}", "million EUR", 2020, "state both in USD"),
      ("{assumption:cost}", "km", nil, "take the money out of the quantity"),
      ("{assumption:cost}", "million USD", nil, "add 'price_year'"),
      ("{assumption:cost}", "million USD", 2010, "divide it once by {deflator:2010}"),
      (
        "{3 MUSD @2010}", "MUSD", 2020,
        "in prices of 2010 is held against a figure in prices of 2020"
      ),
    ] as [(String, String, Int?, String)])
  func `what has another`(quantity: String, unit: String, year: Int?, words: String) throws {
    let told = try mistakes(figure(quantity), unit, year: year)
    guard !words.isEmpty else { return #expect(told == []) }
    #expect(told.count == 1 && told.first?.contains(words) == true, "\(told)")
  }

  @Test(
    arguments: [
      ("{link:a-b declared_km}", "5", "km", nil), ("{assumption:share}", "0.5", "of a year", nil),
      ("{assumption:cost}", "0", nil, nil), ("{assumption:cost}", "7", "million USD of 2020", nil),
      ("{link:a-b declared_km}", "{corridor:line traced_km}", nil, nil),
      ("{link:a-b declared_km}", "{5 km}", nil, nil),
      ("{link:a-b declared_km}", "5", nil, "write numbers with their units, as {3 km}"),
      ("{link:a-b declared_km}", "5", "t", "is told in 't'"),
      ("{link:a-b declared_km}", "{5 day}", nil, "in one sum"),
      ("{link:a-b declared_km}", "{5 day}", "km", "is told in 'km'"),
      ("{link:a-b declared_km}", "{5 m}", nil, "write ` in km`"),
      ("{assumption:cost}", "7", "million USD", "as 'MUSD of 2020'"),
      ("{assumption:cost}", "7", "billion USD of 2020", "write ` in bnUSD`"),
      ("{assumption:cost}", "7", "million USD of 2010", "divide it once by {deflator:2010}"),
    ] as [(String, String, String?, String?)])
  func `sides of relations`(left: String, right: String, unit: String?, words: String?) throws {
    let told = try mistakes(.relation(left: left, .above, right: right, unit: unit), "1")
    guard let words else { return #expect(told == []) }
    #expect(told.count == 1 && told.first?.contains(words) == true, "\(told)")
  }

  @Test(
    arguments: [
      ("{happened:fall}", "%", "{happened:fall} - {15 %}", nil),
      ("{happened:fall}", "%", "20", nil),
      ("{happened:fall}", "times", nil, "is told in 'times'"),
      ("{happened:fall}", "%", "{happened:fall} - 15", "{3 %}"),
      ("{happened:fall}", "%", "{assumption:share}", "write ` in %`"),
      ("{happened:fall} * {1 km}", "km", nil, "write ` in km`"),
    ] as [(String, String, String?, String?)])
  func `figures and limits of backcasts`(
    quantity: String, unit: String, low: String?, words: String?
  ) throws {
    var world = try AuditWorld.railway()
    world.assumptions = [try AuditWorld.assumption("share", 0.2, "1")]
    let backcast = Backcast(
      id: "b1", title: "", fed: "", when: Circumstances(), happened: "", sources: [],
      outcomes: [
        Backcast.Outcome(
          name: "fall", quantity: "1 - {assumption:share} in %", location: AuditWorld.location(3))
      ],
      figures: [
        Backcast.Figure(
          about: "it", quantity: quantity, unit: unit, low: low, decides: low != nil,
          location: AuditWorld.location(9))
      ], location: AuditWorld.location(2))
    let auditor = Auditor(quantities: try world.quantities())
    let told = auditor.mistakes(in: [], [backcast], scenarios: []).map { "\($0)" }
    guard let words else {
      #expect(told == [])
      return #expect(try auditor.audit([backcast]).first?.figures.first?.value == 80)
    }
    #expect(told.count == 1 && told.first?.contains(words) == true, "\(told)")
    #expect(throws: StudyError.self) { try auditor.audit([backcast]) }
  }
}
