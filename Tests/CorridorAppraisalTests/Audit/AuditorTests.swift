import CorridorStudy
import Testing

@testable import CorridorAppraisal

@Suite struct AuditorTests {
  private let world = AuditWorld()
  /// A quantity that has no value in any run.
  private static let missing = "{1 km} / (1 - {1 km} / {1 km})"

  private func figure(_ quantity: String, _ tolerance: Double = 0.1, _ contested: Double = 0.25)
    -> Claim.Rule
  {
    .figure(quantity: quantity, tolerance: tolerance, contested: contested)
  }

  private func stated(_ low: Double, _ high: Double? = nil) -> Claim.Stated {
    Claim.Stated(low: low, high: high ?? low, unit: "km")
  }

  // Tolerances are shares of the stated figure, here 100 or the range 100 to 200; powers of two and
  // multiples of 12.5 are exact.
  @Test(arguments: [
    ("100", Verdict.supported), ("112.5", .supported), ("87.5", .supported),
    ("112.6", .contested), ("87.4", .contested), ("150", .contested), ("50", .contested),
    ("150.1", .contradicted), ("49.9", .contradicted), ("-100", .contradicted),
  ])
  func `thresholds of a single figure`(_ quantity: String, _ expected: Verdict) throws {
    #expect(try world.verdict(figure(quantity, 0.125, 0.5), stated: stated(100)) == expected)
  }

  @Test(arguments: [
    ("100", Verdict.supported), ("150", .supported), ("200", .supported), ("225", .supported),
    ("87.5", .supported), ("225.1", .contested), ("87.4", .contested), ("300", .contested),
    ("300.1", .contradicted), ("49.9", .contradicted),
  ])
  func `thresholds of a range count from its nearer end`(_ quantity: String, _ expected: Verdict)
    throws
  {
    #expect(try world.verdict(figure(quantity, 0.125, 0.5), stated: stated(100, 200)) == expected)
  }

  @Test func `a negative figure and a figure of zero`() throws {
    #expect(try world.verdict(figure("-110"), stated: stated(-100)) == .supported)
    #expect(try world.verdict(figure("-150"), stated: stated(-100)) == .contradicted)
    #expect(try world.verdict(figure("0"), stated: stated(0)) == .supported)
    #expect(try world.verdict(figure("0.001"), stated: stated(0)) == .contradicted)
  }

  @Test func `arithmetic is inconsistent at once beyond its tolerance`() throws {
    func verdict(_ expression: String, _ tolerance: Double) throws -> Verdict {
      try world.verdict(
        .arithmetic(expression: expression, tolerance: tolerance), stated: stated(400))
    }
    #expect(try verdict("1344 - 889", 0.1375) == .supported)
    #expect(try verdict("1344 - 889", 0.1374) == .inconsistent)
    #expect(try verdict("4000", 0.1) == .inconsistent)
  }

  // A difference of calendar years is a span and no share; a span of years is compared by its share.
  @Test(
    arguments: [
      ("2008", 2006, 2006, "(year)", "2008 against 2006 (year), 2 years later"),
      ("2005", 2006, 2006, "year", "2005 against 2006 year, 1 year earlier"),
      ("2006", 2006, 2006, "year", "2006 against 2006 year, within it"),
      ("2011", 2004, 2008, "year", "2011 against 2004 to 2008 year, 3 years later"),
      ("18", 16, 16, "years", "18 against 16 years, 12.5 % off"),
      ("3", 2, 2, "year", "3 against 2 year, 50 % off"),
    ] as [(String, Double, Double, String, String)])
  func `a year of the calendar is told in years`(
    quantity: String, low: Double, high: Double, unit: String, why: String
  ) throws {
    let stated = Claim.Stated(low: low, high: high, unit: unit)
    let claim = AuditWorld.claim([figure(quantity, 0)], stated: stated)
    #expect(try world.audited(claim).why == why)
  }

  @Test func `a relation is strict`() throws {
    func verdict(_ left: String, _ relation: Claim.Relation, _ right: String) throws -> Verdict {
      try world.verdict(.relation(left: left, relation, right: right, unit: nil))
    }
    #expect(try verdict("2", .above, "1") == .supported)
    #expect(try verdict("1", .above, "1") == .contradicted)
    #expect(try verdict("1", .above, "2") == .contradicted)
    #expect(try verdict("1", .below, "2") == .supported)
    #expect(try verdict("1", .below, "1") == .contradicted)
  }

  @Test func `things compared must be alike`() throws {
    let same = Claim.Attribute(what: "destination", left: "C", right: "C")
    let other = Claim.Attribute(what: "origin", left: "A", right: "B")
    #expect(try world.verdict(.comparable([same])) == .supported)
    #expect(try world.verdict(.comparable([same, other])) == .notLikeForLike)
    let audited = try world.audited(AuditWorld.claim([.comparable([same, other])]))
    #expect(audited.why == "origin is A against B")
  }

  // From gravest to mildest; each pair has both orders.
  @Test func `the gravest of several checks is the verdict`() throws {
    let unlike = Claim.Rule.comparable([Claim.Attribute(what: "origin", left: "A", right: "B")])
    let ranked: [(Claim.Rule, Verdict)] = [
      (unlike, .notLikeForLike),
      (.arithmetic(expression: "1", tolerance: 0.1), .inconsistent),
      (figure("1"), .contradicted), (figure("120"), .contested),
      (figure(Self.missing), .notComputed), (figure("100"), .supported),
    ]
    for (index, (rule, verdict)) in ranked.enumerated() {
      #expect(try world.verdict(rule, stated: stated(100)) == verdict)
      for (milder, _) in ranked[(index + 1)...] {
        for rules in [[rule, milder], [milder, rule]] {
          let audited = try world.audited(AuditWorld.claim(rules, stated: stated(100)))
          #expect(audited.verdict == verdict)
          #expect(audited.findings.count == 2)
        }
      }
    }
  }

  @Test func `our figure is that of the check that decides`() throws {
    let rules = [figure("101"), figure("120"), figure(Self.missing)]
    let audited = try world.audited(AuditWorld.claim(rules, stated: stated(100)))
    #expect(audited.verdict == .contested)
    #expect(audited.figure == 120)
    var claim = AuditWorld.claim([figure("30"), figure("101")], stated: stated(100))
    claim.checks[0].states = Claim.Stated(low: 10, high: 10, unit: "years")
    let several = try world.audited(claim)
    #expect(several.verdict == .contradicted)
    #expect(several.figure == 101, "the other figure has another unit")
    #expect(several.findings[0].figure == 30)
    #expect(several.findings[0].why == "30 against 10 years, 200 % off")
  }

  @Test func `reasons are sentences with figures and units`() throws {
    var claim = AuditWorld.claim([figure("4857")], stated: stated(3218.7))
    #expect(try world.audited(claim).why == "4857 against 3219 km, 50.9 % off")
    claim.stated = Claim.Stated(low: 16, high: 18, unit: "billion USD", priceYear: 2008)
    claim.checks = [Claim.Check(figure("23.834"), about: "both", location: claim.location)]
    #expect(
      try world.audited(claim).why
        == "both: 23.83 against 16 to 18 billion USD of 2008, 32.4 % off")
    claim.checks = [Claim.Check(figure("0.0171234 * 1000"), location: claim.location)]
    #expect(
      try world.audited(claim).why == "17.12 against 16 to 18 billion USD of 2008, within it")
  }

  @Test func `a premise can break a claim and not bear it out`() throws {
    let holds = AuditWorld.claim(
      [.relation(left: "1", .below, right: "2", unit: "km")], isPremise: true)
    let held = try world.audited(holds)
    #expect(held.verdict == .notComputed)
    #expect(held.why == "only what it presumes holds: 1 is below 2 km")
    let fails = AuditWorld.claim(
      [.relation(left: "3", .below, right: "2", unit: nil)], isPremise: true)
    #expect(try world.audited(fails).verdict == .contradicted)
  }

  @Test func `a verdict on a part says so`() throws {
    let rule = Claim.Rule.relation(left: "1", .below, right: "2", unit: nil)
    let part = try world.audited(
      AuditWorld.claim([rule], covers: "the length", needs: "the money"))
    #expect(part.verdict == .supported && part.isInPart)
    #expect(part.verdictText == "supported in part")
    #expect(try world.audited(AuditWorld.claim([rule])).verdictText == "supported")
  }

  @Test func `claims without checks`() throws {
    let context = try world.audited(AuditWorld.claim([], mode: .context))
    #expect(context.verdict == .untestable)
    let needy = try world.audited(AuditWorld.claim([], mode: .cost, needs: "a model"))
    #expect(needy.verdict == .notComputed)
    #expect(needy.why == "needs a model")
    #expect(try world.audited(AuditWorld.claim([], mode: .input)).verdict == .notComputed)
  }

  @Test func `mistakes in checks are all told with their places`() throws {
    let auditor = Auditor(quantities: try world.quantities())
    let claims = [
      AuditWorld.claim([figure("1 +"), figure("{corridor:lime traced_km}")], stated: stated(1)),
      AuditWorld.claim([figure("1")]),
    ]
    do throws(StudyError) {
      _ = try auditor.audit(claims)
      Issue.record("it is taken for right")
    } catch {
      #expect(error.diagnostics.map(\.location.line) == [7, 8, 7])
      #expect(error.diagnostics.allSatisfy { $0.code == "bad-check" && $0.severity == .error })
      #expect(error.description.contains("no corridor `lime`; did you mean `line`?"))
    }
  }

  @Test func `what the study has nothing of is told once, at the file that would hold it`() throws {
    let asks = ["{zone:a since}", "{zone:b since} + {zone:a since}", "{zone:c since}"]
    let year = Claim.Stated(low: 1, high: 1, unit: "years")
    let claims = asks.map { AuditWorld.claim([figure($0)], stated: year) }
    let auditor = Auditor(quantities: try world.quantities())
    do throws(StudyError) {
      _ = try auditor.audit(claims)
      Issue.record("it is taken for right")
    } catch {
      let told = try #require(error.diagnostics.first)
      #expect(error.diagnostics.count == 1)
      #expect(told.location.file.hasSuffix("zones.geojson") && told.location.line == 0)
      #expect(told.message.contains("no zones, and 3 places ask for them, first at"))
      #expect(told.message.contains("claim 'c1' asks for `a`"))
      #expect(told.remedy.contains("restore zones.geojson"))
    }
  }

  @Test func `one question in several states of the world may be answered yes and no`() throws {
    let rule = Claim.Rule.relation(left: "3", .above, right: "2", unit: nil)
    var claim = AuditWorld.claim([rule])
    claim.checks[0].setting = "in peace"
    claim.checks[0].also = [
      Claim.Further(.relation(left: "1", .above, right: "2", unit: nil), setting: "in war")
    ]
    let mixed = try world.audited(claim)
    #expect(mixed.verdict == .contested)
    #expect(mixed.why == "in peace: 3 is above 2; in war: 1 is not above 2")
    claim.checks[0].also[0].rule = rule
    #expect(try world.audited(claim).verdict == .supported)
  }

  @Test func `a check is held in the scenario that it names`() throws {
    func quantities(_ value: Double) throws -> Quantities {
      var world = AuditWorld()
      world.assumptions = [try AuditWorld.assumption("x", value, "km")]
      return try world.quantities()
    }
    var claim = AuditWorld.claim(
      [figure("{assumption:x}"), figure("{assumption:x}")], stated: stated(100))
    let other = Circumstances(scenario: "other")
    claim.checks[1].when = other
    let auditor = Auditor(
      quantities: try quantities(100), cases: [other: try quantities(120)])
    let audited = try #require(try auditor.audit([claim]).first)
    #expect(audited.findings.map(\.verdict) == [.supported, .contested])
    // One quantity of another scenario in an expression: 120 - 100 against 20.
    claim.checks = [
      Claim.Check(
        figure("{scenario:other assumption:x} - {assumption:x}", 0, 0),
        states: stated(20), location: claim.location)
    ]
    #expect(try auditor.audit([claim]).first?.verdict == .supported)
    // What holds in one of two cases only is contested, whichever comes first.
    for (when, also) in [(Circumstances(), other), (other, Circumstances())] {
      claim.checks = [
        Claim.Check(
          .relation(left: "{assumption:x}", .above, right: "110", unit: "km"), when: when,
          also: [
            Claim.Further(
              .relation(left: "{assumption:x}", .above, right: "110", unit: "km"), when: also)
          ], location: claim.location)
      ]
      let mixed = try #require(try auditor.audit([claim]).first)
      #expect(mixed.verdict == .contested)
      #expect(mixed.why.contains("scenario other: 120 is above 110"))
    }
    let low = Claim.Rule.relation(left: "{assumption:x}", .above, right: "99", unit: "km")
    claim.checks[0].rule = low
    claim.checks[0].also[0].rule = low
    #expect(try auditor.audit([claim]).first?.verdict == .supported)
    claim.checks = [Claim.Check(figure("{assumption:x}"), when: other, location: claim.location)]
    #expect(throws: StudyError.self) {
      try Auditor(quantities: quantities(100)).audit([claim])
    }
  }
}
