import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// The graph of a result evaluated with other leaves gives what appraising with them gives.
@Suite struct EvaluationTests {
  private let small: SmallStudy

  init() throws { small = try SmallStudy() }

  /// Both ways do the same operations in the same order, save that a changed route factor moves the
  /// origin of chainages: a few units in the last place.
  private let tolerance = 1e-12

  @Test(arguments: ["container:alpha-omega", "gas:alpha-omega", "power:alpha-omega"])
  func `every result, every assumption`(comparison: String) throws {
    let base = try small.appraise(comparison)
    let needed = try small.study.assumptionIDs(
      neededBy: try #require(small.study.comparison(comparison)))
    let results = base.routes.flatMap { named(of: $0) }
    let graph = FigureGraph(results.map(\.figure))
    for row in SmallNumbers.rows where needed.contains(row.id) {
      let value = row.unit == "year" ? row.value + 1 : row.value * 1.1
      let money = try Unit(row.unit).hasMoney
      let text = "\(value) \(row.unit)" + (money ? " @2024" : "")
      let changed = try small.appraise(comparison, [row.id: text])
      let expected = Dictionary(
        uniqueKeysWithValues: changed.routes.flatMap { named(of: $0) }.map {
          ($0.name, $0.figure.value)
        })
      for (result, found) in zip(results, graph.evaluate(with: [row.id: value])) {
        // A result may have a value with one set of numbers and only a reason with another.
        guard let value = expected[result.name] else { continue }
        #expect(agree(found, value, tolerance), "\(result.name), \(row.id): \(found) for \(value)")
      }
    }
  }

  /// Every result and account of a route, by name.
  private func named(of route: RouteResult) -> [(name: String, figure: Figure)] {
    let id = route.route.plan.id
    return route.outcomes.compactMap { key, outcome in
      outcome.figure.map { ("\(id)/\(key)", $0) }
    } + route.accounts.map { ("\(id)/\($0.party.name)", $0.value) }
  }

  @Test func `all changes at once, all results in one pass`() throws {
    let changes = ["rail.tariff": 0.35, "rate.economic": 4, "choice.lambda": 0.8, "ramp.1": 0.2]
    let units = ["rail.tariff": " USD/TEU-km @2024", "rate.economic": " %/year"]
    let base = try small.appraise()
    let changed = try small.appraise(
      "container:alpha-omega",
      Dictionary(
        uniqueKeysWithValues: changes.map { ($0.key, "\($0.value)\(units[$0.key] ?? "")") }))
    let rail = try base.route("rail").outcomes.filter { $0.outcome.figure != nil }
    let values = FigureGraph(rail.compactMap(\.outcome.figure)).evaluate(with: changes)
    for ((key, _), value) in zip(rail, values) {
      guard let expected = try changed.route("rail").outcome(key)?.value else { continue }
      #expect(agree(value, expected, tolerance), "\(key)")
    }
  }

  @Test(arguments: [0.0, -1, 1e308, .nan])
  func `no value of a leaf makes it trap`(value: Double) throws {
    for comparison in small.study.comparisons {
      let result = try small.appraise(comparison.id)
      let graph = FigureGraph(result.routes.flatMap(\.outcomes).compactMap(\.outcome.figure))
      for id in graph.assumptions { _ = graph.evaluate(with: [id: value]) }
    }
  }
}
