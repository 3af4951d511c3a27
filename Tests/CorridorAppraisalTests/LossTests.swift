import CorridorStudy
import CorridorUnits
import Foundation
import Testing

@testable import CorridorAppraisal

/// What is lost on the way, where it is lost, and what is paid on what is left.
///
/// The line of the small study runs from 1 to 25 degrees and enters BB at 10; `TransportLoss` has the
/// published formulas.
@Suite struct LossTests {
  private let small: SmallStudy
  private let power = "power:alpha-omega"
  private let length = 24 * SmallStudy.degree

  init() throws { small = try SmallStudy() }

  /// The small study with a converter at either end that loses a share, and gases of what is lost.
  private func withConverters() throws -> Study {
    var study = try small.study.adding("converter.loss", 0.01, "1")
      .adding("power.supply.ghg", 500, "kgCO2e/MWh")
    study.events.append(
      Event(
        kind: .terminal, service: "power", mode: .powerLine, loss: "converter.loss",
        location: SmallStudy.nowhere))
    return study.with(
      linkClasses: study.linkClasses.map { item in
        var item = item
        if item.id == "wire" { item.emissions = [:] }
        return item
      },
      services: study.services.map { item in
        var item = item
        if item.id == "power" { item.lossEmissions = "power.supply.ghg" }
        return item
      })
  }

  @Test func `a converter loses its share at a station, however long the line is`() throws {
    let study = try withConverters()
    let factors = Hand.factors(rate: 0.08, growth: 0, ramp: [])
    for factor in [1.0, 2.5] {
      let links = study.links.map { link in
        var link = link
        if link.id == "wire" {
          link.declared = Link.DeclaredLength(
            kilometres: length * factor, series: "s", source: "S", sourceClass: .sourced)
        }
        return link
      }
      let result = try small.appraise(power, changed: study.with(links: links))
      let lost = try TransportLoss.line(
        perConverter: 0.01, per1000Kilometres: 0.03, kilometres: length * factor)
      let capital = try result.value("wire", "capex_musd")
      let fixed = capital * factors.capital + 0.02 * capital * factors.upkeep
      let fee = 2 * 0.99 * pow(0.97, length * factor * 9 / 24_000)
      #expect(
        agree(
          try result.value("wire", "price_usd_per_mwh"),
          fixed / (6 * factors.demand) + fee / (1 - lost), 1e-9))
      // What does not arrive has been generated: 500 kg for each MWh of it.
      #expect(
        agree(try result.value("wire", "co2e_kg_per_mwh"), 500 * (1 / (1 - lost) - 1), 1e-9))
    }
  }

  @Test func `a fee is due on what passes the border`() throws {
    let result = try small.appraise(power)
    let delivered = pow(0.97, length / 1000)
    let passing = pow(0.97, length * 9 / 24_000)
    #expect(delivered < passing && passing < 1)
    let sent = 6 / delivered
    #expect(agree(try result.value("wire", "transit_fees_musd_per_year"), sent * passing * 2, 1e-9))
    let step = try #require(
      try result.route("wire").ladder.steps.first { $0.kind == .fee })
    #expect(agree(try #require(step.cost).value, 2 * passing / delivered))
  }

  @Test(arguments: ["container", "gas", "power"])
  func `the ladder ends at the price, capital of what loads pay for included`(service: String)
    throws
  {
    Results.expectLaddersToEndAtPrices(try small.appraise(service + ":alpha-omega"))
    Results.expectLaddersToEndAtPrices(
      try small.appraise(service + ":alpha-omega", changed: try withConverters()))
  }

  @Test func `capital stands with its link and at its place`() throws {
    let steps = try small.appraise(power).route("wire").ladder.steps
    let line = try #require(steps.first { $0.kind == .link }?.cost).value
    let converters = try #require(steps.first { $0.kind == .works })
    #expect(converters.label == "converters" && converters.subject == "omega")
    #expect(agree(converters.from.kilometres, length, 1e-9))
    // 150,000 USD/MW against 500 USD/MW-km, and upkeep of both by their capital.
    #expect(agree(try #require(converters.cost).value / line, 150_000 / (500 * length), 1e-9))
  }

  @Test func `a tariff behind a link that loses is paid on what is left`() throws {
    // The pipe in two parts: a tariff on the second alone.
    let study = try small.study.adding("tail.tariff", 0.01, "USD/1000m3-km")
      .adding("tail.avoidable", 0.004, "USD/1000m3-km")
    var tail = try #require(study.linkClass("pipe"))
    tail.id = "tail"
    tail.paysLevelisedCost = false
    tail.loss = nil
    tail.tariff = ["gas": "tail.tariff"]
    tail.avoidable = ["gas": "tail.avoidable"]
    let links = study.links.map { link in
      var link = link
      guard ["short", "cc-east"].contains(link.id) else { return link }
      link.mode = .gasPipeline
      link.gaugesMillimetres = []
      link.linkClass = link.id == "short" ? "pipe" : "tail"
      link.works = link.id == "short" ? .new : .none
      return link
    }
    let routes = study.routes.map { route in
      var route = route
      guard route.id == "gas:alpha-omega/pipe" else { return route }
      route.pieces = ["short", "cc-east"].map {
        RoutePlan.Piece(id: $0, location: SmallStudy.nowhere)
      }
      return route
    }
    let result = try small.appraise(
      "gas:alpha-omega",
      changed: study.with(links: links, routes: routes, linkClasses: study.linkClasses + [tail]))
    let step = try #require(
      try result.route("pipe").ladder.steps.first { $0.subject == "cc-east" })
    // 1,050 km at a cent; all that is left behind the first part arrives.
    #expect(agree(try #require(step.cost).value, 10.5, 1e-9))
    Results.expectLaddersToEndAtPrices(result)
  }
}
