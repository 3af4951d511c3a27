import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@testable import CorridorAppraisal

/// What has to hold of the study that comes with the project, whatever its numbers are.
@Suite struct BundledStudyTests {
  /// All comparisons, appraised once for all tests.
  private static let appraised = Result { try appraise() }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Geo").path

  private static func appraise() throws -> (
    study: Study, results: [CorridorAppraisal.ComparisonResult]
  ) {
    let study = try StudyReader.read(folder: folder)
    let borders = try StudyReader.borders(folder: folder)
    let assumptions = try study.resolved()
    let network = try StudyNetwork(
      study: study,
      borders: try BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) }),
      assumptions: assumptions)
    let appraiser = ComparisonAppraiser(study: study, assumptions: assumptions)
    let results = try study.comparisons.map {
      try appraiser.appraise($0, routes: network.routes(of: $0.id))
    }
    return (study, results)
  }

  private func results() throws -> [CorridorAppraisal.ComparisonResult] {
    try Self.appraised.get().results
  }

  @Test func `every result is a finite figure or has a reason`() throws {
    for result in try results() { try Results.expectSound(result) }
  }

  @Test func `countries and sea sum to the length of every route`() throws {
    for result in try results() { Results.expectLengthsToSum(result) }
  }

  @Test func `every ladder ends at the price`() throws {
    for result in try results() { Results.expectLaddersToEndAtPrices(result) }
  }

  @Test func `transit fees sum to their total, at the loads that are told`() throws {
    for result in try results() { Results.expectFeesToSum(result) }
    let closed = try Self.appraised.get().study
    let fees = try results().flatMap(\.routes).filter { route in
      route.ladder.steps.contains { $0.kind == .fee }
    }
    #expect(fees.count >= 5 && closed.comparisons.count == 5)
  }

  @Test func `the network tariff of the pipeline is charged alike to both its ends`() throws {
    let oil = try #require(try results().first { $0.comparison.id == "oil:taishet-kozmino" })
    let prices = oil.routes.filter { $0.route.plan.shortID != "rail" }
      .compactMap { $0.outcome(oil.keys.price)?.value }
    #expect(prices.count == 2)
    #expect((prices[0] - prices[1]).magnitude < 1e-9)
  }

  @Test func `the canal is paid for at the canal`() throws {
    for result in try results() {
      for route in result.routes {
        for step in route.ladder.steps where step.kind == .passage {
          let country = route.route.stretches.first { $0.from <= step.from && $0.to >= step.from }
          #expect(country?.country == "EG", "\(route.route.plan.id)")
        }
      }
    }
  }

  @Test func `no railway is at sea`() throws {
    for route in try results().flatMap(\.routes)
    where route.route.parts.allSatisfy({ $0.link.mode == .rail }) {
      #expect(route.route.seaLength == .zero, "\(route.route.plan.id)")
      #expect(route.outcome("sea_km")?.value == 0)
    }
  }

  @Test func `shares sum to 1`() throws {
    for result in try results() where result.comparison.demand.choice != nil {
      let sum = result.routes.reduce(0) { $0 + ($1.outcome("share")?.value ?? .nan) }
      #expect((sum - 1).magnitude < 1e-12, "\(result.comparison.id)")
    }
  }

  @Test func `accounts sum to the economic value`() throws {
    for result in try results() { Results.expectAccountsToSum(result) }
  }

  @Test func `crossings are in order and lead on from one another`() throws {
    for route in try results().flatMap(\.routes) {
      let crossings = route.route.crossings
      for (one, next) in zip(crossings, crossings.dropFirst()) {
        #expect(one.chainage <= next.chainage)
      }
      for crossing in crossings {
        #expect(crossing.from != crossing.to)
        #expect(crossing.chainage.metres >= 0 && crossing.chainage <= route.route.length)
      }
    }
  }

  @Test func `the ladder adds up to time and price`() throws {
    for route in try results().flatMap(\.routes) {
      let days = route.ladder.steps.compactMap(\.time?.value).reduce(0, +)
      if let door = route.outcome("time_days.door_to_door")?.value {
        #expect(agree(days, door), "\(route.route.plan.id)")
      }
      #expect(route.ladder.steps.map(\.from) == route.ladder.steps.map(\.from).sorted())
    }
  }

  @Test func `times are in order`() throws {
    for route in try results().flatMap(\.routes) {
      guard let haul = route.outcome("time_days.line_haul")?.value,
        let terminals = route.outcome("time_days.terminal_to_terminal")?.value,
        let door = route.outcome("time_days.door_to_door")?.value
      else { continue }
      #expect(haul <= terminals && terminals <= door, "\(route.route.plan.id)")
    }
  }

  @Test func `shippers never lose by another way`() throws {
    for account in try results().flatMap(\.routes).flatMap(\.accounts)
    where account.party == .shippers {
      #expect(account.value.value >= 0)
    }
  }

  @Test func `a line at its levelised price earns its rate and no more`() throws {
    // In a contract: private value at the stated price less that at the levelised one is the margin
    // over it. Checked by evaluating the graph with the value at the destination that just pays.
    for result in try results() {
      guard let value = result.comparison.demand.value else { continue }
      for route in result.routes {
        guard let npv = route.outcome(result.keys.privateValue)?.figure,
          let assumption = try Self.appraised.get().study.assumption(value),
          route.outcome(result.keys.levelisedCost)?.value != nil
        else { continue }
        // The value is linear in the price at the destination: its root by the secant.
        let (low, high) = (assumption.base.value * 0.5, assumption.base.value * 2)
        let (first, last) = (npv.evaluate(with: [value: low]), npv.evaluate(with: [value: high]))
        let root = low - first * (high - low) / (last - first)
        let scale = max(first.magnitude, last.magnitude)
        #expect(npv.evaluate(with: [value: root]).magnitude < 1e-9 * scale)
      }
    }
  }

  @Test func `unsourced inputs are assumptions and declared lengths without a source`() throws {
    let (study, results) = try Self.appraised.get()
    for route in results.flatMap(\.routes) {
      // Shares rest on the prices of the other routes, and so on their lengths.
      let lengths = Set(
        study.links.filter { $0.declared?.sourceClass.isUnsourced == true }
          .map { $0.id + ".declared_km" })
      let own = route.route.parts.map { $0.link.id + ".declared_km" }.filter(lengths.contains)
      #expect(Set(own).isSubset(of: route.unsourcedInputs))
      let series = route.unsourcedInputs.filter { $0.hasPrefix("deflators.") }
      #expect(series == Self.unsourcedSeries(under: route, of: study), "\(route.route.plan.id)")
      for id in route.unsourcedInputs where !lengths.contains(id) && !series.contains(id) {
        #expect(study.assumption(id)?.sourceClass.isUnsourced == true, "\(id)")
      }
      let figures = route.outcomes.compactMap(\.outcome.figure)
      let under = Figure.assumptions(under: figures).filter {
        study.assumption($0)?.sourceClass.isUnsourced == true
      }
      #expect(Set(under).isSubset(of: route.unsourcedInputs))
    }
  }

  /// The currencies of the assumptions under a route, whose rate of that year has no source.
  private static func unsourcedSeries(under route: RouteResult, of study: Study) -> [String] {
    let figures = route.outcomes.compactMap(\.outcome.figure)
    let under = Set(
      Figure.assumptions(
        under: figures + route.ladder.steps.flatMap(\.figures) + route.accounts.map(\.value)))
    let facts = study.priceFacts.all.filter(\.sourceClass.isUnsourced)
    var found: Set<String> = []
    for assumption in study.assumptions where under.contains(assumption.id) {
      for fact in facts where fact.row.year == assumption.base.priceYear {
        if assumption.base.unit.currency?.code
          == fact.row.series.split(separator: "/").first.map(String.init),
          fact.row.series.contains("/")
        {
          found.insert("deflators." + fact.row.series)
        }
      }
    }
    return found.sorted()
  }

  @Test func `evaluation without changes gives every result again`() throws {
    for route in try results().flatMap(\.routes) {
      let figures = route.outcomes.compactMap(\.outcome.figure)
      for (figure, value) in zip(figures, FigureGraph(figures).evaluate()) {
        #expect(figure.value == value, "\(route.route.plan.id) \(figure.label)")
      }
    }
  }
}
