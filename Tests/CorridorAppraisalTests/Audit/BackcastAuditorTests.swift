import CorridorStudy
import Testing

@testable import CorridorAppraisal

@Suite struct BackcastAuditorTests {
  private func world(_ value: Double) throws -> Quantities {
    var world = AuditWorld()
    world.assumptions = [
      try AuditWorld.assumption("x", value, "km"),
      try AuditWorld.assumption("later", 7, "km", knownAt: "2015-01-01"),
    ]
    return try world.quantities(asOf: value == 3 ? "2011-01-01" : nil)
  }

  private func backcast(
    _ figures: [Backcast.Figure], outcomes: [String: String] = ["real": "{assumption:later}"]
  ) -> Backcast {
    Backcast(
      id: "b", title: "A case", fed: "x", when: Circumstances(asOf: "2011-01-01"),
      happened: "seven",
      sources: [],
      outcomes: outcomes.map {
        Backcast.Outcome(name: $0.key, quantity: $0.value, location: AuditWorld.location(3))
      }, figures: figures, location: AuditWorld.location(1))
  }

  private func figure(_ quantity: String, _ low: String? = nil, _ high: String? = nil)
    -> Backcast.Figure
  {
    Backcast.Figure(
      about: "it", quantity: quantity, unit: "km", low: low, high: high,
      decides: low != nil || high != nil, location: AuditWorld.location(9))
  }

  private func audited(_ backcast: Backcast) throws -> AuditedBackcast {
    let auditor = Auditor(
      quantities: try world(100), cases: [Circumstances(asOf: "2011-01-01"): try world(3)])
    return try #require(try auditor.audit([backcast]).first)
  }

  @Test func `limits are part of the range, on either side`() throws {
    for (low, high, verdict) in [
      ("3", "3", BackcastVerdict.pass), ("2.9", nil, .pass), (nil, "3.1", .pass),
      ("3.1", nil, .miss), (nil, "2.9", .miss), ("4", "9", .miss),
    ] as [(String?, String?, BackcastVerdict)] {
      #expect(try audited(backcast([figure("{assumption:x}", low, high)])).verdict == verdict)
    }
  }

  @Test func `one miss is a miss, and what is told beside decides nothing`() throws {
    let good = figure("1", "0", "2")
    let missing = "{assumption:x} / (1 - {assumption:x} / {assumption:x})"
    #expect(try audited(backcast([good, figure("5")])).verdict == .pass)
    #expect(try audited(backcast([good, figure("5", "0", "2")])).verdict == .miss)
    #expect(try audited(backcast([figure(missing, "0"), good])).verdict == .notComputed)
    #expect(try audited(backcast([figure(missing, "0"), figure("5", nil, "2")])).verdict == .miss)
  }

  @Test func `what came later is seen only as what happened`() throws {
    let fed = try audited(backcast([figure("{assumption:later}", "0")]))
    #expect(fed.verdict == .notComputed)
    #expect(fed.figures[0].why.contains("has no value in this run"))
    let held = try audited(backcast([figure("{assumption:x}", "{happened:real} - {5 km}")]))
    #expect(held.verdict == .pass)
    #expect(held.figures[0].low == 2)
    #expect(held.figures[0].why == "3 km, within at least 2")
  }

  @Test func `names that nothing has are mistakes with their place`() throws {
    let auditor = Auditor(
      quantities: try world(100), cases: [Circumstances(asOf: "2011-01-01"): try world(3)])
    for quantity in ["{happened:unreal}", "{assumption:y}", "1 +"] {
      do throws(StudyError) {
        _ = try auditor.audit([backcast([figure(quantity, "0")])])
        Issue.record("\(quantity) is taken for right")
      } catch {
        #expect(error.diagnostics.map(\.location.line) == [9])
        #expect(error.diagnostics.map(\.code) == ["bad-backcast"])
      }
    }
  }
}
