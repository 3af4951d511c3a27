import Corridor
import Foundation
import Testing

@testable import CorridorViewer

/// The figures of the API are those of an appraisal made here.
@Suite struct ComparisonAPITests {
  private func price(_ changes: [Override] = []) throws -> Double {
    let bench = try Bench.shared.get()
    let assumptions = try bench.study.resolved(overrides: changes)
    let network = try StudyNetwork(
      study: bench.study, lines: bench.lines, assumptions: assumptions)
    let id = "container:busan-hamburg"
    let comparison = try #require(bench.study.comparison(id))
    let result = try ComparisonAppraiser(study: bench.study, assumptions: assumptions)
      .appraise(comparison, routes: network.routes(of: id))
    let route = try #require(result.routes.first { $0.route.plan.shortID == "tkr-east" })
    return try #require(route.outcome("price_usd_per_teu")?.value)
  }

  private func shown(_ json: [String: Any]) throws -> Double {
    let routes = try #require(json["routes"] as? [[String: Any]])
    let route = try #require(routes.first { $0["id"] as? String == "tkr-east" })
    return try #require(route["price_usd_per_teu"] as? Double)
  }

  @Test func `a change moves the figures as it does in an appraisal`() async throws {
    let plain = try await shown(Bench.json(Bench.comparison))
    let text = "0.2 USD/TEU-km @2024"
    let query = "?set=rail.tariff.1520=" + text.split(separator: " ").joined(separator: "%20")
    let moved = try await shown(Bench.json(Bench.comparison + query))
    let change = Override(
      id: "rail.tariff.1520", text: text, location: SourceLocation(file: "test"))
    #expect(abs(plain - (try price())) <= 1e-8 * plain)
    #expect(abs(moved - (try price([change]))) <= 1e-8 * moved)
    #expect(abs(moved - plain) > 1)
  }

  @Test func `a view has the table, the charts and the assumptions`() async throws {
    let view = try await Bench.json(
      Bench.comparison + "/view?set=vot.median=50%20USD%2FTEU%2Fday%20%402024"
        + "&set=border.by-pl.time=30%20h")
    let figures = try #require(view["figures"] as? [String: Any])
    #expect(
      (figures["set"] as? [String])
        == ["vot.median=50 USD/TEU/day @2024", "border.by-pl.time=30 h"])
    let charts = try #require(view["charts"] as? [[String: Any]])
    #expect(charts.contains { $0["id"] as? String == "ladder-time" })
    let assumptions = try #require(view["assumptions"] as? [[String: Any]])
    let first = try #require(assumptions.first)
    #expect(first["id"] as? String == "vot.median" && first["value_of_time"] as? Bool == true)
    #expect(first["changed"] as? Bool == true && first["value"] as? Double == 50)
    // The range stays that of the study while the value moves.
    let moved = try #require(assumptions.first { $0["id"] as? String == "border.by-pl.time" })
    #expect(moved["changed"] as? Bool == true && moved["value"] as? Double == 30)
    let stated = try Bench.shared.get().study.resolved()["border.by-pl.time"]
    let low = try #require(moved["low"] as? Double)
    #expect(low < 30 && abs(low - (stated?.low ?? 0)) <= 1e-8 * low)
  }

  @Test func `a view of moved assumptions is the whole one with the others as they were`()
    async throws
  {
    let view = Bench.comparison + "/view?charts="
    let query = "&set=border.by-pl.time=30%20h"
    func list(_ target: String) async throws -> [NSDictionary] {
      try #require(await Bench.json(target)["assumptions"] as? [NSDictionary])
    }
    let (plain, whole) = (try await list(view), try await list(view + query))
    let moved = try await list(view + "&assumptions=moved" + query)
    let ids = moved.compactMap { $0["id"] as? String }
    #expect(ids == ["border.by-pl.time"])
    #expect(try await list(view + "&assumptions=moved") == [])
    let all = try await Bench.json(view + "&assumptions=moved" + query)["assumption_ids"]
    #expect(all as? [String] == whole.compactMap { $0["id"] as? String })
    let joined = plain.map { one in
      moved.first { $0["id"] as? String == one["id"] as? String } ?? one
    }
    #expect(joined == whole)
  }

  @Test func `states do not get each other's figures, however often they are asked for`()
    async throws
  {
    let changes = ["0.1", "0.2", "0.3"].map {
      "?set=rail.tariff.1520=\($0)%20USD%2FTEU-km%20%402024"
    }
    var first: [Double] = []
    for change in changes + [""] {
      first.append(try await shown(Bench.json(Bench.comparison + change)))
    }
    #expect(Set(first).count == first.count)
    for (change, price) in zip(changes + [""], first).reversed() {
      #expect(try await shown(Bench.json(Bench.comparison + change)) == price)
    }
    let crisis = try await shown(Bench.json(Bench.comparison + "?scenario=suez-closed"))
    #expect(crisis == first[3])
    let json = try await Bench.json(Bench.comparison + "?scenario=suez-closed")
    #expect(json["scenario"] as? String == "suez-closed")
  }

  /// Ids of the charts of an answer.
  private func ids(_ charts: Any?) throws -> [String] {
    try #require(charts as? [[String: Any]]).compactMap { $0["id"] as? String }
  }

  @Test func `a view draws the charts that it is asked for, and names all`() async throws {
    let view = Bench.comparison + "/view"
    let all = try await ids(Bench.json(view)["charts"])
    #expect(all.count > 4 && Set(all).count == all.count)
    for (query, wanted) in [
      ("?charts=", []), ("?charts=shares,nothing-of-ours", ["shares"]),
      ("?charts=shares,ladder-cost", ["ladder-cost", "shares"]),
    ] {
      let json = try await Bench.json(view + query)
      #expect(try ids(json["charts"]) == wanted)
      #expect(json["chart_ids"] as? [String] == all)
      let alone = try await Bench.ask(Bench.comparison + "/charts" + query)
      let charts = try JSONSerialization.jsonObject(with: Data(alone.body)) as? [[String: Any]]
      #expect(try ids(charts) == wanted)
      for (one, other) in zip(charts ?? [], json["charts"] as? [[String: Any]] ?? []) {
        #expect(one["svg"] as? String == other["svg"] as? String)
      }
    }
    for query in ["?charts=A", "?charts=a,,b", "?charts=a%20b", "?charts=a&charts=b"] {
      #expect(try await Bench.ask(view + query).problem == "bad-parameter", "\(query)")
    }
  }

  @Test func `the data of a chart is a table of its state`() async throws {
    let path = Bench.comparison + "/charts/ladder-cost/data.csv"
    let plain = try await Bench.ask(path)
    #expect(plain.status == 200 && plain.header("Content-Type") == "text/csv; charset=utf-8")
    #expect(
      plain.header("Content-Disposition")?.contains("container-busan-hamburg.ladder-cost.csv")
        == true)
    let lines = String(decoding: plain.body, as: UTF8.self).split(separator: "\n")
    #expect(lines.first?.hasPrefix("route,kind,step,from_km,to_km,cost_usd_per_teu") == true)
    let moved = try await Bench.ask(path + "?set=rail.tariff.1520=0.2%20USD/TEU-km%20@2024")
    #expect(moved.status == 200 && moved.body != plain.body)
    let none = try await Bench.ask(Bench.comparison + "/charts/none/data.csv")
    #expect(none.problem == "unknown-chart")
  }

  @Test(arguments: [
    ("?set=no.such=1", 409), ("?set=rail.speed.tsr=5%20USD", 409), ("?set=x", 400),
    ("?set==5", 400),
    ("?scenario=nope", 400), ("?as_of=2018-02-30", 400), ("?as_of=0001-01-01", 409),
    ("?scenari=crisis", 400), ("?scenario=crisis&scenario=base", 400),
    ("?set=rail.speed.tsr=500%20km%2Fday&set=rail.speed.tsr=600%20km%2Fday", 409),
    ("?set=rail.speed.tsr=500%20km%2Fday&set=rail.speed.tsr=500%20km%2Fday", 400),
    ("?set=rail.speed.tsr=1e999%20km%2Fday", 409), ("?set=rail.speed.tsr=0%20km%2Fday", 409),
  ])
  func `what the study refuses is a problem`(_ query: String, _ status: Int) async throws {
    let response = try await Bench.ask(Bench.comparison + query)
    #expect(response.status == status)
    #expect(response.problem != nil)
  }

  @Test func `a problem names files of the study and not where they lie`() async throws {
    // An assumption that a formula of the study can't do with, a unit that does not fit, and a date.
    for query in ["?set=rail.speed.tsr=5%20USD", "?as_of=2014-06-01", "?as_of=0001-01-01"] {
      let response = try await Bench.ask(Bench.comparison + query)
      let text = String(decoding: response.body, as: UTF8.self)
      #expect(response.status == 409 && !text.contains(Bench.root.path), "\(text)")
    }
    let study = try Bench.shared.get().study
    let at = try #require(study.assumption("rail.speed.tsr")).location.description
    #expect(at.hasPrefix(Bench.root.path + "/Geo/assumptions.yaml:"))
    let mistake = Diagnostic(
      .error, code: "bad", at: SourceLocation(file: study.folder + "/a.yaml", line: 3, column: 4),
      "beside \(at)", remedy: "mend it")
    let words = ErrorWords(folder: study.folder).of(StudyError.invalid([mistake]))
    let short = at.replacingOccurrences(of: Bench.root.path + "/", with: "")
    #expect(words == "Geo/a.yaml:3:4: error: beside \(short); mend it")
    #expect(
      ErrorWords(folder: "Geo").of(StudyError.noFolder("/x/Geo/y", reason: "r")).hasPrefix("/x/"))
  }

  @Test func `a view with a date says what has none`() async throws {
    let state = "?scenario=crisis&as_of=2025-12-31"
    let view = try await Bench.json(Bench.comparison + "/view" + state + "&charts=")
    let notes = try #require(view["notes"] as? [String])
    #expect(
      notes.count { $0.contains("'border.kp-ru.time' and 2 more: in this run of 2025-12-31") } == 1)
    let figures = try #require(view["figures"] as? [String: Any])
    let conventions = try #require(figures["conventions"] as? [String])
    let vintage = try #require(conventions.first { $0.hasPrefix("vintage: ") })
    for words in [
      "by 2025-12-31, and as suppositions", "scenario crisis", "link 'sea-busan-rajin'",
    ] {
      #expect(vintage.contains(words), "\(vintage)")
    }
    let whole = try await Bench.json(Bench.comparison + state)
    let told = try #require((whole["conventions"] as? [String: String])?["vintage"])
    #expect("vintage: " + told == vintage)
    let plain = try await Bench.json(Bench.comparison + "/view?scenario=crisis&charts=")
    #expect((plain["notes"] as? [String])?.contains { $0.contains("supposition") } == false)
  }

  @Test func `what was not known yet is told with what can be done on the page`() async throws {
    let response = try await Bench.ask(Bench.comparison + "?as_of=2014-06-01")
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any])
    let detail = try #require(body["detail"] as? String)
    #expect(response.status == 409 && detail.contains("which is after 2014-06-01"))
    // base-2010.yaml and one that inherits it are the latest scenarios of a date before that one.
    #expect(detail.contains("choose the scenario base-2010 or "))
    #expect(detail.contains("in the field of ") && detail.contains("(set=route-factor.sea=VALUE"))
    #expect(!detail.contains("--"))
    // Nor does a change of something else bring the words of the command back.
    let set = "&set=rail.tariff.1520=0.2%20USD/TEU-km%20@2012"
    let changed = try await Bench.ask(Bench.comparison + "?as_of=2014-06-01" + set)
    let text = String(decoding: changed.body, as: UTF8.self)
    #expect(changed.status == 409 && text.contains("base-2010") && !text.contains("--"))
  }

  @Test func `files are kept under the name of the comparison`() async throws {
    let csv = try await Bench.ask(Bench.comparison + "/table.csv")
    #expect(csv.header("Content-Type") == "text/csv; charset=utf-8")
    #expect(csv.header("Content-Disposition")?.contains("container-busan-hamburg.csv") == true)
    let routes = try await Bench.json(Bench.comparison + "/routes.geojson")
    let features = try #require(routes["features"] as? [[String: Any]])
    let study = try Bench.shared.get().study
    #expect(features.count == study.routes(of: "container:busan-hamburg").count)
  }

  @Test func `the description names every operation and every parameter that is taken`()
    async throws
  {
    let text = try await Bench.json("/api/v1/openapi.json")
    #expect(text["openapi"] as? String == "3.1.0")
    let paths = try #require(text["paths"] as? [String: [String: [String: Any]]])
    let ids = paths.values.flatMap(\.values).compactMap { $0["operationId"] as? String }
    #expect(
      ids.sorted() == [
        "getChartData", "getCollection", "getComparison", "getConformance", "getDescription",
        "getFeature",
        "getLandingPage", "getRoutes", "getRun", "getScenario", "getStudy", "getTable", "getView",
        "listAssumptions", "listCharts", "listCollections", "listComparisons", "listFeatures",
        "startRun", "stopRun",
      ])
    let items = try #require(paths["/collections/{collection}/items"]?["get"])
    let names = (items["parameters"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
    #expect(names == ["collection", "limit", "offset", "bbox", "datetime", "f"])
  }

  @Test func `a run ends with the summary that the same run has elsewhere`() async throws {
    let start = try await Bench.ask(
      Bench.comparison + "/runs?samples=500&seed=7", method: "POST")
    #expect(start.status == 201)
    let location = try #require(start.header("Location"))
    var run = try await Bench.json(location)
    while run["state"] as? String == "running" {
      try await Task.sleep(for: .milliseconds(20))
      run = try await Bench.json(location)
    }
    #expect(run["state"] as? String == "done")
    #expect(run["samples_done"] as? Int == 500)
    let charts = try #require(run["charts"] as? [[String: Any]])
    #expect(!charts.isEmpty)

    let bench = try Bench.shared.get()
    let study = bench.study
    let assumptions = try study.resolved()
    let network = try StudyNetwork(study: study, lines: bench.lines, assumptions: assumptions)
    let id = "container:busan-hamburg"
    let comparison = try #require(study.comparison(id))
    let result = try ComparisonAppraiser(study: study, assumptions: assumptions)
      .appraise(comparison, routes: network.routes(of: id))
    let model = try RiskModel(
      result, of: study, resolved: assumptions, regimes: bench.regimes,
      selection: RegimeSelection(), asOf: nil)
    let summary = try await Simulation(model.world, seed: 7, count: 500).run().summary
    let text = String(decoding: try JSONSerialization.data(withJSONObject: run), as: UTF8.self)
    let place = try #require(summary.names.firstIndex(of: "tkr-east/price_usd_per_teu"))
    let mean = try #require(summary.outputs[place].mean?.value)
    #expect(text.contains(String("\(NumberFormat.significant(mean))".prefix(8))))

    let again = try await Bench.ask(
      Bench.comparison + "/runs?samples=500&seed=7", method: "POST")
    #expect(again.status == 200 && again.header("Location") == location)
    #expect(try await Bench.ask(location, method: "DELETE").status == 204)
    #expect(try await Bench.ask(location).status == 404)
  }
}
