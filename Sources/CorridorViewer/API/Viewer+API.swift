import CorridorAppraisal
import CorridorGeoJSON
import CorridorReport
import CorridorRisk
import CorridorStudy
import CorridorUnits

extension Viewer {
  private static let root = "/api/v1"
  private static let one = root + "/comparisons/{comparison}"

  private var comparison: Parameter {
    Parameter(
      name: "comparison", place: .path, text: "Id of a comparison.",
      kind: .choice(bench.study.comparisons.map(\.id)))
  }

  /// The parameters that tell a state.
  private var state: [Parameter] {
    [
      Parameter(
        name: "scenario", place: .query,
        text: "Id of a scenario; without one every listed route is taken as built and open.",
        kind: .choice(bench.scenarios.map(\.id))),
      Parameter(
        name: "as_of", place: .query, text: "Leave out what was not known at this date.",
        kind: .date),
      Parameter(
        name: "set", place: .query,
        text:
          "A changed assumption, as `corridor compare --set` takes it; repeatable, once for each.",
        kind: .changes),
    ]
  }

  private static let charts = Parameter(
    name: "charts", place: .query,
    text: "Ids of the charts to draw; without it all, empty none. What is no chart is left aside.",
    kind: .ids)

  private static let assumptions = Parameter(
    name: "assumptions", place: .query,
    text: "Which assumptions to tell: all (without it), or those that the changes moved.",
    kind: .choice(["all", "moved"]))

  private static let chart = Parameter(
    name: "chart", place: .path, text: "Id of a chart.", kind: .text(longest: 100))

  private static let run = Parameter(
    name: "run", place: .path, text: "Id of a run.", kind: .text(longest: 32))

  /// The JSON API.
  var api: [Endpoint] {
    [
      Endpoint(
        method: "GET", path: Self.root + "/openapi.json", id: "getDescription",
        summary: "This description", tag: "about",
        answers: [Schemas.json("An OpenAPI 3.1 document", ["type": "object"])],
        respond: { [self] _ in try Response(json: OpenAPI(viewer: self).document) }),
      Endpoint(
        method: "GET", path: Self.root + "/study", id: "getStudy",
        summary: "What the study is, its comparisons and its scenarios", tag: "about",
        answers: [Schemas.json("The study", Schemas.study)],
        respond: { [self] _ in try Response(json: study) }),
      Endpoint(
        method: "GET", path: Self.root + "/comparisons", id: "listComparisons",
        summary: "The comparisons of the study", tag: "comparisons",
        answers: [Schemas.json("The comparisons", Schemas.comparisons)],
        respond: { [self] _ in try Response(json: ComparisonList(study: bench.study).json()) }),
      of(
        "", "getComparison", "A comparison, appraised: as `corridor compare --format json`",
        Schemas.json("The routes with every figure", Schemas.comparison)
      ) { bench, call in
        let found = try bench.appraisal(call.text("comparison"), call.state)
        return try Response(json: ComparisonJSON(study: found.run.study).value(of: found.result))
      },
      of(
        "/view", "getView", "What a page shows of a comparison: table, charts, assumptions",
        Schemas.json("Figures, charts and assumptions", Schemas.view),
        [Self.charts, Self.assumptions]
      ) { bench, call in
        try Response(json: Self.view(bench, call))
      },
      of(
        "/charts", "listCharts", "The charts of a comparison, as SVG and with their data as CSV",
        Schemas.json("The charts", Schemas.charts), [Self.charts]
      ) { bench, call in
        let found = try bench.appraisal(call.text("comparison"), call.state)
        return try Response(json: ChartList.json(found.charts, of: call.ids("charts")))
      },
      of(
        "/charts/{chart}/data.csv", "getChartData", "What a chart draws, as numbers",
        Schemas.text("Comma-separated values", "text/csv"), [Self.chart]
      ) { bench, call in
        let found = try bench.appraisal(call.text("comparison"), call.state)
        guard let chart = found.charts.first(where: { $0.id == call.text("chart") }) else {
          throw Problem(404, "unknown-chart", "the comparison has no such chart in this state")
        }
        return Self.file(
          call, "\(chart.id).csv", type: "text/csv; charset=utf-8", Array(chart.csv().utf8))
      },
      of(
        "/assumptions", "listAssumptions", "The assumptions that a comparison rests on",
        Schemas.json("The assumptions", ["type": "array", "items": Schemas.assumption])
      ) { bench, call in
        let found = try bench.appraisal(call.text("comparison"), call.state)
        return try Response(json: AssumptionList(appraisal: found).json)
      },
      of(
        "/table.csv", "getTable", "The table as `corridor compare --format csv`",
        Schemas.text("Comma-separated values", "text/csv")
      ) { bench, call in
        let found = try bench.appraisal(call.text("comparison"), call.state)
        let table = ComparisonTable(study: found.run.study, result: found.result)
        return Self.file(call, "csv", type: "text/csv; charset=utf-8", Array(table.csv().utf8))
      },
      of(
        "/routes.geojson", "getRoutes", "The routes with their figures as GeoJSON",
        Schemas.geojson("A FeatureCollection after RFC 7946")
      ) { bench, call in
        Self.file(
          call, "geojson", type: "application/geo+json",
          try bench.routes(call.text("comparison"), call.state))
      },
      of(
        "/scenario.yaml", "getScenario", "The state as a scenario file, which `--scenario` reads",
        Schemas.yaml("YAML for the folder `scenarios` of the study")
      ) { bench, call in
        _ = try bench.appraisal(call.text("comparison"), call.state)
        let text = ScenarioText(state: call.state, name: "As chosen on the page of corridor serve")
        return Self.file(call, "yaml", type: "application/yaml", Array(text.yaml.utf8))
      },
    ] + runsAPI
  }

  /// An operation on one comparison under a state.
  private func of(
    _ path: String, _ id: String, _ summary: String, _ answer: Endpoint.Answer,
    _ more: [Parameter] = [],
    _ respond: @escaping @Sendable (Workbench, Call) throws -> Response
  ) -> Endpoint {
    Endpoint(
      method: "GET", path: Self.one + path, id: id, summary: summary, tag: "comparisons",
      parameters: [comparison] + more + state, answers: [answer], problems: [404, 409],
      respond: { [bench] call in try respond(bench, call) })
  }

  /// The runs of many worlds.
  private var runsAPI: [Endpoint] {
    [
      Endpoint(
        method: "POST", path: Self.one + "/runs", id: "startRun",
        summary: "Starts a run of many worlds in the background, as `corridor risk`", tag: "runs",
        parameters: [comparison] + state + [
          Parameter(
            name: "samples", place: .query, text: "The number of worlds; 20000 without it.",
            kind: .integer(1...1_000_000, lowest: 1)),
          Parameter(
            name: "seed", place: .query,
            text: "The same seed gives the same worlds; 42 without it.",
            kind: .integer(0...9_007_199_254_740_991, lowest: 0)),
        ],
        answers: [
          Endpoint.Answer(
            status: 201, text: "The run was started", content: [("application/json", Schemas.run)],
            headers: [("Location", "Where the run is")]),
          Endpoint.Answer(
            status: 200, text: "The same run was there already",
            content: [("application/json", Schemas.run)],
            headers: [("Location", "Where the run is")]),
        ], problems: [404, 409],
        respond: { [self] call in try await start(call) }),
      Endpoint(
        method: "GET", path: Self.root + "/runs/{run}", id: "getRun",
        summary: "How far a run is, and what came of it", tag: "runs", parameters: [Self.run],
        answers: [Schemas.json("The run", Schemas.run)], problems: [404],
        respond: { [runs] call in
          guard let run = await runs.json(call.text("run")) else { throw Self.noRun }
          return try Response(json: .object(run))
        }),
      Endpoint(
        method: "DELETE", path: Self.root + "/runs/{run}", id: "stopRun",
        summary: "Stops a run and forgets it", tag: "runs", parameters: [Self.run],
        answers: [Endpoint.Answer(status: 204, text: "It is stopped")], problems: [404],
        respond: { [runs] call in
          guard await runs.remove(call.text("run")) else { throw Self.noRun }
          return Response(204, type: "application/json", body: [])
        }),
    ]
  }

  private static let noRun = Problem(
    404, "unknown-run", "there is no such run; it was stopped, or made room for newer ones")

  private func start(_ call: Call) async throws -> Response {
    let sampling = RiskSetup.Sampling(
      seed: UInt64(call.integer("seed", default: 42, limit: .max)),
      samples: UInt64(call.integer("samples", default: 20_000, limit: 1_000_000)))
    let appraisal = try bench.appraisalForWorlds(call.text("comparison"), call.state)
    let (id, isNew) = await runs.start(bench, appraisal, call.state, sampling)
    guard let run = await runs.json(id) else { throw Self.noRun }
    return try Response(
      isNew ? 201 : 200, json: .object(run),
      headers: [Request.Field("Location", Self.root + "/runs/" + id)])
  }

  /// An answer that a browser keeps as a file.
  private static func file(_ call: Call, _ ending: String, type: String, _ body: [UInt8])
    -> Response
  {
    let name = String(
      call.text("comparison").map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    return Response(
      type: type, body: body,
      headers: [
        Request.Field("Content-Disposition", "attachment; filename=\"\(name).\(ending)\"")
      ])
  }

  /// Everything that the page redraws after a change.
  private static func view(_ bench: Workbench, _ call: Call) throws -> JSONValue {
    let found = try bench.appraisal(call.text("comparison"), call.state)
    let study = found.run.study
    let charts = found.charts
    let assumptions = AssumptionList(appraisal: found)
    return [
      "figures": try ComparisonFigures(study: study, result: found.result).json,
      "assumptions": call.text("assumptions") == "moved" ? assumptions.moved : assumptions.json,
      "assumption_ids": .array(assumptions.ids.map { .string($0) }),
      "charts": ChartList.json(charts, of: call.ids("charts")),
      "chart_ids": .array(charts.map { .string($0.id) }),
      "as_of": found.result.asOf.map { .string($0) } ?? .null,
      "notes": .array(found.run.assumptions.notes.map { .string($0.message) }),
    ]
  }

  private var study: JSONValue {
    let settings = bench.study.settings
    return [
      "id": .string(settings.id), "title": .string(settings.title),
      "summary": .string(settings.summary), "worldview": .string(settings.worldview),
      "attribution": .string(settings.attribution), "version": .string(bench.version),
      "currency": .string(settings.priceBase.currency.code),
      "price_year": .integer(settings.priceBase.year),
      "comparisons": .array(
        bench.study.comparisons.map { ["id": .string($0.id), "title": .string($0.title)] }),
      "scenarios": .array(
        bench.scenarios.map {
          [
            "id": .string($0.id), "name": .string($0.name),
            "as_of": $0.asOf.map { .string($0) } ?? .null,
            "alters": .bool($0.altersAnything),
          ]
        }),
      "opening": [
        "comparison": opening.comparison.map { .string($0) } ?? .null,
        "scenario": opening.state.scenario.map { .string($0) } ?? .null,
        "as_of": opening.state.asOf.map { .string($0) } ?? .null,
        "set": .array(opening.state.changes.map { .string($0) }),
      ],
      "has_map_library": .bool(leaflet != nil),
    ]
  }
}
