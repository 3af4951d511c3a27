import Corridor
import Testing

/// Every unit of the ledger matters: another in its place is an error.
@Suite struct ClaimUnitTests {
  /// The auditor of `check`, to which politics and worlds are known by their ids alone.
  private static let auditor = Result {
    let study = try BundledStudy.study.get()
    let resolved = try study.resolved()
    let lines = try #require(try MeasureIndex.kept(of: study.links, in: study))
    let network = try StudyNetwork(study: study, lines: lines, assumptions: resolved)
    let appraiser = ComparisonAppraiser(study: study, assumptions: resolved)
    let results = try study.comparisons.map {
      try appraiser.appraise($0, routes: network.routes(of: $0.id))
    }
    let regimes = try #require(try StudyReader.regimes(folder: study.folder, study: study))
    let quantities = Quantities(
      network: network, boundaries: try BundledStudy.borders.get().boundaries,
      zones: try StudyReader.zones(folder: study.folder), assumptions: resolved, results: results)
    return Auditor(
      quantities: quantities.adding(
        PoliticalQuantities(
          results: [], of: study, resolved: resolved, regimes: regimes,
          selection: RegimeSelection(), asOf: nil)
      ).adding(WorldQuantities([:], of: study)))
  }

  private static let scenarios = Result {
    let study = try BundledStudy.study.get()
    return try StudyReader.scenarios(folder: study.folder, study: study).map(\.id)
  }

  /// Of another dimension, and of another size: a thousand times as much by a word or a symbol.
  private static func others(than unit: String) -> [String] {
    let size =
      unit.hasPrefix("billion ")
      ? "million " + unit.dropFirst("billion ".count)
      : unit.hasPrefix("million ")
        ? "billion " + unit.dropFirst("million ".count) : "thousand " + unit
    return [unit == "kg" ? "km" : "kg", size, unit == "%" ? "times" : "%"]
  }

  private func count(_ claim: Claim) throws -> Int {
    try Self.auditor.get().mistakes(in: [claim], [], scenarios: Self.scenarios.get()).count
  }

  @Test func `no figure of the ledger passes in another unit`() throws {
    let claims = try StudyReader.claims(of: BundledStudy.study.get())
    var (tried, checks) = (0, 0)
    for claim in claims {
      #expect(try count(claim) == 0, "\(claim.id)")
      for place in claim.checks.indices {
        var alone = claim
        alone.checks = [claim.checks[place]]
        switch claim.checks[place].rule {
        case .figure, .arithmetic:
          guard var stated = claim.checks[place].states ?? claim.stated else { continue }
          checks += 1
          for unit in Self.others(than: stated.unit) {
            stated.unit = unit
            alone.checks[0].states = stated
            tried += 1
            #expect(try count(alone) > 0, "\(claim.id), check \(place + 1): \(unit) passes")
          }
        case .relation(let left, let relation, let right, let unit?):
          checks += 1
          for unit in Self.others(than: unit) {
            alone.checks[0].rule = .relation(left: left, relation, right: right, unit: unit)
            tried += 1
            let isBare = !left.contains("{") && !right.contains("{")
            #expect(
              try count(alone) > 0 || isBare, "\(claim.id), check \(place + 1): \(unit) passes")
          }
        default: continue
        }
      }
    }
    #expect(checks > 120 && tried == 3 * checks, "\(checks) checks, \(tried) units")
    print("\(tried) units in place of those of \(checks) checks")
  }

  // A key says its unit, with which a result is told where it has no value.
  @Test func `the keys of results end in their units`() throws {
    let study = try BundledStudy.study.get()
    let resolved = try study.resolved()
    let lines = try #require(try MeasureIndex.kept(of: study.links, in: study))
    let network = try StudyNetwork(study: study, lines: lines, assumptions: resolved)
    let appraiser = ComparisonAppraiser(study: study, assumptions: resolved)
    for comparison in study.comparisons {
      let result = try appraiser.appraise(comparison, routes: network.routes(of: comparison.id))
      for route in result.routes {
        for key in route.keys {
          guard let figure = route.outcome(key)?.figure else { continue }
          let unit = ResultKeys.unit(
            of: key, service: result.service, currency: study.settings.priceBase.currency)
          #expect(try unit.map { abs(try $0.factor(to: figure.unit) - 1) < 1e-9 } == true, "\(key)")
        }
      }
    }
  }
}
