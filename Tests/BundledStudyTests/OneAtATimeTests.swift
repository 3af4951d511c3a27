import CorridorAppraisal
import CorridorNetwork
import CorridorRisk
import CorridorStudy
import Testing

/// What moves one assumption says what `compare --set` says, which appraises the study once more and knows
/// nothing of what is varied.
@Suite("One assumption at a time") struct OneAtATimeTests {
  private func appraised(_ id: String, _ changes: [String: String]) throws
    -> (result: ComparisonResult, resolved: ResolvedAssumptions)
  {
    let study = try BundledStudy.study.get()
    let resolved = try study.resolved(
      overrides: changes.sorted { $0.key < $1.key }.map {
        Override(id: $0.key, text: $0.value, location: SourceLocation(file: "--set"))
      })
    let comparison = try #require(study.comparison(id))
    let routes = try BundledStudy.network.get().routes(of: id)
    let result = try ComparisonAppraiser(study: study, assumptions: resolved)
      .appraise(comparison, routes: routes)
    return (result, resolved)
  }

  private func value(_ result: ComparisonResult, _ output: SensitivityModel.Output) throws
    -> Double
  {
    let route = try #require(result.routes.first { $0.route.plan.shortID == output.route })
    return try #require(route.outcome(output.key)?.value)
  }

  private func model(_ id: String, _ changes: [String: String]) throws -> SensitivityModel {
    let (result, resolved) = try appraised(id, changes)
    return try SensitivityModel(
      result, keys: ["npv_musd", "npv_private_musd"], of: BundledStudy.study.get(),
      resolved: resolved)
  }

  @Test(
    "the ends of means and deviations of overruns are those of the appraisal",
    arguments: [
      ("gas:vladivostok-seoul", [:]), ("power:vladivostok-seoul", [:]),
      ("container:busan-hamburg", [:]),
      (
        "container:busan-hamburg",
        ["overrun.rail.mean": "1.1..1.447..2.5", "overrun.rail.sd": "0.1..0.384..0.9"]
      ),
      ("gas:vladivostok-seoul", ["overrun.oilgas.mean": "0.8..1.34..4"]),
    ])
  func ends(id: String, changes: [String: String]) throws {
    let model = try model(id, changes)
    guard case .tornado(let tornado) = try model.tornado() else { return }
    var seen = 0
    for (output, found) in zip(model.outputs, tornado.outputs) {
      for bar in found.bars where bar.inputs.count == 1 {
        let input = model.inputs[bar.inputs[0]]
        guard input.id.hasPrefix("overrun."), input.assumption.base == nil else { continue }
        for (end, told) in [
          (input.range.lowerBound, bar.low), (input.range.upperBound, bar.high),
        ] {
          let result = try appraised(id, changes.merging([input.id: "\(end) 1"]) { $1 }).result
          let expected = try value(result, output)
          let found = try #require(told)
          #expect(
            (found - expected).magnitude < 1e-9 * max(1, expected.magnitude),
            "\(output.name), \(input.id) = \(end): \(found), \(expected)")
        }
        let isDeviation = input.id.hasSuffix(".sd")
        #expect(isDeviation == (bar.reason != nil), "\(input.id)")
        if isDeviation { #expect(bar.swing == 0 && bar.low == found.base) }
        seen += 1
      }
    }
    #expect(seen > 0)
  }

  @Test("a switching value of the mean is one for the appraisal, whatever the deviation")
  func root() throws {
    let id = "gas:vladivostok-seoul"
    let changes = ["overrun.oilgas.mean": "0.8..1.34..4"]
    let model = try model(id, changes)
    let target = try #require(
      model.targets(zeros: ["npv_musd"], ranks: [], routes: ["pipeline"]).first)
    let place = try #require(model.input("overrun.oilgas.mean"))
    let found = try model.breakEven(of: [place], targets: [target])
    let root = try #require(found.targets[0].findings[0].nearest)
    #expect(model.inputs[place].range.contains(root.value))
    let result = try appraised(id, ["overrun.oilgas.mean": "\(root.value) 1"]).result
    let route = try #require(result.routes.first { $0.route.plan.shortID == "pipeline" })
    #expect(try #require(route.outcome("npv_musd")?.value).magnitude < 1e-6)
    let deviation = try #require(model.input("overrun.oilgas.sd"))
    let frontier = try model.frontier(deviation, place, target: target, values: 3)
    #expect(frontier.columns.count == 3)
    for column in frontier.columns {
      let other = try #require(column.second.roots.first)
      #expect((other.value - root.value).magnitude < 1e-9)
    }
  }
}
