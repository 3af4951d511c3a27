import CorridorGeoJSON
import CorridorReport
import CorridorStudy

extension Viewer {
  /// What browsers load beside the landing page.
  var pages: [Endpoint] {
    [
      file("/serve.css", type: "text/css; charset=utf-8", Resources.serveCss),
      file("/serve.js", type: "text/javascript; charset=utf-8", Resources.serveJs),
      file("/serve-controls.js", type: "text/javascript; charset=utf-8", Resources.serveControlsJs),
      file("/serve-table.js", type: "text/javascript; charset=utf-8", Resources.serveTableJs),
      file("/serve-charts.js", type: "text/javascript; charset=utf-8", Resources.serveChartsJs),
      file("/favicon.svg", type: "image/svg+xml", Resources.faviconSvg),
      map("/map", isPicture: false), map("/map.svg", isPicture: true),
    ]
  }

  /// The page; everything else it asks this server for, and nobody else.
  var page: Response {
    Response(
      type: "text/html; charset=utf-8", text: Resources.serveHtml,
      headers: [
        Request.Field(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'"),
        Request.Field("Vary", "Accept"),
      ])
  }

  private func file(_ path: String, type: String, _ text: String) -> Endpoint {
    Endpoint(
      method: "GET", path: path, id: path, summary: "A part of the page", tag: "page", answers: [],
      respond: { _ in Response(type: type, text: text) })
  }

  private func map(_ path: String, isPicture: Bool) -> Endpoint {
    Endpoint(
      method: "GET", path: path, id: path, summary: "The map of a comparison", tag: "page",
      parameters: [
        Parameter(
          name: "comparison", place: .query, text: "Id of a comparison.",
          kind: .choice(bench.study.comparisons.map(\.id))),
        Parameter(
          name: "scenario", place: .query, text: "Id of a scenario.",
          kind: .choice(bench.scenarios.map(\.id))),
      ], answers: [],
      respond: { [self] call in try await drawn(call, isPicture: isPicture) })
  }

  /// The map of a comparison under a scenario; changes of assumptions do not move lines.
  private func drawn(_ call: Call, isPicture: Bool) async throws -> Response {
    guard let comparison = call.optional("comparison") ?? bench.study.comparisons.first?.id else {
      throw Problem(404, "unknown-comparison", "the study has no comparison")
    }
    let key = MapCache.Key(
      comparison: comparison, state: call.state, language: "en", isPicture: isPicture)
    let bytes = try await maps.map(key) { [bench, leaflet] in
      let map = try bench.map(comparison, key.state)
      if isPicture { return try map.picture() }
      guard let leaflet else {
        throw Problem(
          404, "no-map-library", "the map library Leaflet is not installed; ask for /map.svg")
      }
      return try map.page(leaflet: leaflet)
    }
    return Response(
      type: isPicture ? "image/svg+xml" : "text/html; charset=utf-8", body: bytes,
      headers: [
        Request.Field(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
            + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
      ])
  }
}
