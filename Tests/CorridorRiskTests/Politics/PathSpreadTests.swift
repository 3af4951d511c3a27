import CorridorAppraisal
import CorridorStudy
import Testing

@testable import CorridorRisk

/// What the paths of the politics add to the spread of worlds.
@Suite("The share of the paths in the spread") struct PathSpreadTests {
  private func parts(_ found: HoldUpCase) async throws -> [PathSpread] {
    try await PathSpread.parts(
      of: found.result, of: PoliticalStudy.study.get(), resolved: found.resolved,
      regimes: found.regimes, selection: found.selection, worlds: 512, seed: 3)
  }

  @Test("it is all of it where nothing else is drawn") func all() async throws {
    let parts = try await parts(HoldUpCase(selection: HoldUpCase.running))
    let values = parts.filter { $0.route == "pipeline" && $0.key.hasPrefix("npv_") }
    #expect(values.map(\.key) == ["npv_musd", "npv_private_musd"])
    for value in values {
      // The mean of the worlds is not that over all paths, by chance.
      #expect(abs(value.share.value - 1) < 0.05, "\(value)")
      #expect(value.sourceClass == .judgement && value.deviation > 1)
    }
  }

  @Test("it is none where every process is held and no host is there") func none() async throws {
    let held = try HoldUpCase(isFixed: false, host: { $0.hosts = [] })
    #expect(try await parts(held).isEmpty)
    // Of processes that run, one that does nothing adds nothing.
    var selection = HoldUpCase.held(in: "detente")
    selection.held = ["peninsula"]
    let idle = try HoldUpCase(
      set: ["regime.sanctions.open": "100 %"], isFixed: false, selection: selection,
      host: { $0.hosts = [] })
    let parts = try await parts(idle).filter { $0.route == "pipeline" && $0.key == "npv_musd" }
    #expect(parts.count == 1 && parts[0].share.value < 1e-20)
    #expect(parts[0].share.value.isFinite && parts[0].deviation > 1)
  }

  @Test("a sum of independent parts is parted as their variances") func closedForm() throws {
    // By hand: x in {-1, 1}, e in {-2, 2}, all four equally often; variances 1 and 4.
    let means = [-1.0, -1, 1, 1]
    let found = try #require(PathSpread.share([-3, 1, -1, 3], means))
    #expect(abs(found.share.value - 0.8) < 1e-15)
    #expect(abs(found.deviation - (20.0 / 3).squareRoot()) < 1e-14)
    // Residuals 4 - 0.8 (9, 1, 1, 9) = (-3.2, 3.2, 3.2, -3.2): their mean square is 10.24.
    let error = (10.24 / 4).squareRoot() / 5
    #expect(abs((found.share.standardError ?? 0) - error) < 1e-14)
    #expect(PathSpread.share([2, 2], [1, 3]) == nil)
  }
}
