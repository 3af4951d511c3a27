import Corridor
import Foundation
import Testing

@Suite struct ExplainTests {
  static let routes = [
    "container:busan-hamburg/tkr-east", "container:busan-hamburg/sea-suez",
    "gas:vladivostok-seoul/pipeline", "power:vladivostok-seoul/overhead",
  ]

  private func route(_ id: String) throws -> RouteResult {
    let parts = id.split(separator: "/").map(String.init)
    let result = try Bundled.shared.get().result(parts[0])
    return try #require(result.routes.first { $0.route.plan.shortID == parts[1] })
  }

  @Test(arguments: routes)
  func `every figure of a route has a tree that ends in sources`(id: String) throws {
    let study = try Bundled.shared.get().study
    let known = Set(study.citations.map(\.id))
    var figures = 0
    for (key, outcome) in try route(id).outcomes {
      guard let figure = outcome.figure else {
        #expect(outcome.reason?.isEmpty == false, "\(key) has neither figure nor reason")
        continue
      }
      figures += 1
      let shown = lines(of: ExplainTree(study: study, figure: figure).text())
      let first = try #require(shown.first)
      #expect(first.contains(" = ") && first.contains(NumberFormat.plain(figure.value)), "\(key)")
      let heading = try #require(shown.firstIndex(of: "Sources"), "\(key)")
      let cited = shown[(heading + 1)...].map { $0.split(separator: " ").first.map(String.init) }
      #expect(!cited.isEmpty, "\(key)")
      let listed = Set(cited.compactMap { $0 }.map { $0.trimmingCharacters(in: .letters.inverted) })
      #expect(!listed.isEmpty, "\(key)")
      // Each key in the tree is listed, and each that is listed stands in the tree.
      let tree = shown[..<heading].joined(separator: "\n")
      for key in known {
        let isListed = shown[heading...].contains { $0.hasPrefix("  [\(key)] ") }
        #expect(tree.contains("[\(key)]") == isListed, "\(key)")
      }
    }
    #expect(figures > 8)
  }

  @Test func `a tree shows what is shared once`() throws {
    let study = try Bundled.shared.get().study
    let route = try route(Self.routes[0])
    let figure = try #require(route.outcome("npv_musd")?.figure)
    let text = ExplainTree(study: study, figure: figure).text()
    #expect(text.contains("(shown above)"))
    #expect(lines(of: text).count < 2000, "a graph that is written out as a tree never ends")
  }

  @Test(arguments: routes)
  func `on a terminal only addresses that are wider than it run over its edge`(id: String) throws {
    let study = try Bundled.shared.get().study
    let screen = Screen.terminal(columns: 80, signs: .ascii, hasColour: false)
    let known = Set(study.citations.compactMap(\.url))
    for (key, outcome) in try route(id).outcomes {
      guard let figure = outcome.figure else { continue }
      let text = ExplainTree(study: study, figure: figure).text(on: screen)
      for line in lines(of: text) where line.count > 80 {
        #expect(known.contains(line), "\(key): \(line)")
      }
    }
  }

  @Test func `the tree as JSON is the same graph`() throws {
    let study = try Bundled.shared.get().study
    let figure = try #require(try route(Self.routes[0]).outcome("price_usd_per_teu")?.figure)
    let tree = ExplainTree(study: study, figure: figure)
    let text = try JSONWriter(.pretty).text(tree.json(id: "x"))
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let figures = try #require(json?["figures"] as? [[String: Any]])
    // A sum is the sum of its inputs, a leaf has none: nine digits of each number are kept.
    var sums = 0
    for item in figures {
      let inputs = try #require(item["inputs"] as? [Int])
      #expect(inputs.allSatisfy(figures.indices.contains))
      let kind = try #require(item["kind"] as? String)
      let isStep = ["operation", "exchange", "deflation"].contains(kind)
      if kind != "assumption" { #expect(isStep == !inputs.isEmpty, "\(kind)") }
      guard item["how"] as? String == "sum" else { continue }
      sums += 1
      let value = try #require(item["value"] as? Double)
      let total = inputs.compactMap { figures[$0]["value"] as? Double }.reduce(0, +)
      #expect((total - value).magnitude <= 1e-7 * max(1, value.magnitude))
    }
    #expect(sums > 0)
    #expect(try CSVText.rows(tree.csv()).count == figures.count + 1)
    #expect(tree.markdown().hasPrefix("```text\n") && tree.markdown().hasSuffix("\n```\n"))
  }

  @Test func `the card of an assumption says what the study says of it`() throws {
    let bundled = try Bundled.shared.get()
    let changed = try bundled.study.resolved(
      overrides: [
        Override(
          id: "rail.speed.tsr", text: "500 km/day", location: SourceLocation(file: "--set"))
      ])
    for assumption in bundled.study.assumptions {
      let card = AssumptionCard(
        study: bundled.study, assumption: assumption, resolved: changed)
      let text = card.text()
      #expect(text.hasPrefix("\(assumption.id): "))
      for line in lines(of: text) {
        #expect(line.count <= 100 || !line.dropFirst(15).contains(" "), "\(line)")
      }
      // What was set owes nothing to the sources of what it replaced.
      let isSet = assumption.id == "rail.speed.tsr"
      for key in assumption.sources { #expect(text.contains("[\(key)]") == !isSet) }
      let sourceClass = isSet ? .judgement : assumption.sourceClass
      #expect(text.contains("class        \(sourceClass.rawValue)"))
      #expect(text.contains("in this run  500 km/day, set for this run as 500 km/day") == isSet)
      #expect(throws: Never.self) { try JSONWriter(.pretty).text(card.json()) }
      #expect(try CSVText.rows(card.csv()).count > 4)
    }
  }

  // Exchange rate and indices are read from the file by hand: 700 EUR of 2020 at 0.8755 EUR/USD.
  @Test func `a tree shows how money came into the price base`() throws {
    let bundled = try Bundled.shared.get()
    let figure = try #require(
      try route("power:vladivostok-seoul/overhead").outcome("capex_musd")?.figure)
    let tree = ExplainTree(study: bundled.study, figure: figure, assumptions: bundled.assumptions)
    let data = try JSONSerialization.jsonObject(
      with: Data(JSONWriter(.pretty).text(tree.json(id: "x")).utf8))
    let figures = try #require((data as? [String: Any])?["figures"] as? [[String: Any]])
    func value(_ place: Int) throws -> Double {
      try #require(figures[place]["value"] as? Double)
    }
    var restated = 0
    for item in figures where item["kind"] as? String == "assumption" {
      let inputs = try #require(item["inputs"] as? [Int])
      if inputs.isEmpty { continue }
      restated += 1
      #expect(figures[inputs[0]]["kind"] as? String == "stated")
      let product = try inputs.map(value).reduce(1, *)
      let own = try #require(item["value"] as? Double)
      #expect(abs(product - own) < 1e-7 * own, "\(item)")
    }
    #expect(restated >= 2)
    let text = tree.text()
    #expect(text.contains("as stated = 700 EUR/MW-km  <- prices of 2020"))
    let rates = try String(
      contentsOf: Bundled.root.appending(path: "Geo/deflators.csv"), encoding: .utf8)
    let row = try #require(lines(of: rates).first { $0.hasPrefix("EUR/USD,2020,") })
      .split(separator: ",", omittingEmptySubsequences: false)
    let source = row[3].isEmpty ? ", no source" : " [\(row[3])]"
    #expect(
      text.contains("EUR/USD of 2020 = \(row[2]) EUR/USD  <- deflators.csv, \(row[4])\(source)"))
    #expect(text.contains("  [GDPDEF] "))
  }

  @Test func `a tree of a changed value shows what was set`() throws {
    let bundled = try Bundled.shared.get()
    let id = "power.capex.overhead"
    let change = Override(
      id: id, text: "800 USD/MW-km @2024", location: SourceLocation(file: "--set"))
    let changed = try bundled.study.resolved(overrides: [change])
    let card = AssumptionCard(
      study: bundled.study, assumption: try #require(bundled.study.assumption(id)),
      resolved: changed)
    #expect(!card.text().contains("restated"))
    #expect(card.text().contains("study's base 700 EUR/MW-km, prices of 2020"))
    #expect(card.text().contains("stated at    --set"))
    let figure = try #require(
      try route("power:vladivostok-seoul/overhead").outcome("capex_musd")?.figure)
    let tree = ExplainTree(study: bundled.study, figure: figure, assumptions: changed).text()
    #expect(tree.contains("<- \(id), judgement, set for this run, no source\n"))
    let plain = AssumptionCard(
      study: bundled.study, assumption: try #require(bundled.study.assumption(id)),
      resolved: bundled.assumptions)
    #expect(plain.text().contains("restated     x "))
    #expect(plain.text().contains("from EUR of 2020 to USD of 2020"))
  }
}
