import CorridorGeoJSON
import CorridorGeometry
import CorridorReport
import CorridorStudy

extension Viewer {
  /// The names of the collections.
  private static let layers = [
    "borders", "comparisons", "corridors", "crossings", "links", "places", "zones",
  ]

  private static let format = Parameter(
    name: "f", place: .query, text: "The format, for clients that ask for it this way.",
    kind: .choice(["json"]))

  private static let collection = Parameter(
    name: "collection", place: .path, text: "Name of a collection.", kind: .choice(layers))

  /// OGC API - Features, Part 1: Core.
  ///
  /// - Source: OGC 17-069r4.
  var featuresAPI: [Endpoint] {
    [
      Endpoint(
        method: "GET", path: "/", id: "getLandingPage",
        summary: "The landing page; the page to play with for browsers", tag: "features",
        parameters: [
          Parameter(
            name: "f", place: .query, text: "The format; without it the header Accept decides.",
            kind: .choice(["json", "html"]))
        ],
        answers: [
          Endpoint.Answer(
            status: 200, text: "Links to everything, or the page",
            content: [
              ("application/json", Schemas.landing), ("text/html", ["type": "string"]),
            ])
        ],
        respond: { [self] call in
          Self.wantsPage(call) ? page : try Response(json: landing(call))
        }),
      Endpoint(
        method: "GET", path: "/conformance", id: "getConformance",
        summary: "The conformance classes", tag: "features", parameters: [Self.format],
        answers: [Schemas.json("The classes", Schemas.conformance)],
        respond: { _ in try Response(json: Self.conformance) }),
      Endpoint(
        method: "GET", path: "/collections", id: "listCollections", summary: "The collections",
        tag: "features", parameters: [Self.format],
        answers: [Schemas.json("The collections", Schemas.layers)],
        respond: { [features] call in
          let all = try await features.collections()
          return try Response(json: [
            "links": [Self.link(call, "/collections", "self", "This list")],
            "collections": .array(all.map { Self.about($0, call) }),
          ])
        }),
      Endpoint(
        method: "GET", path: "/collections/{collection}", id: "getCollection",
        summary: "A collection", tag: "features", parameters: [Self.collection, Self.format],
        answers: [Schemas.json("The collection", Schemas.layer)], problems: [404],
        respond: { [features] call in
          try Response(
            json: Self.about(try await features.collection(call.text("collection")), call))
        }),
      items, item,
    ]
  }

  private var items: Endpoint {
    Endpoint(
      method: "GET", path: "/collections/{collection}/items", id: "listFeatures",
      summary: "Features of a collection, page by page", tag: "features",
      parameters: [
        Self.collection,
        Parameter(
          name: "limit", place: .query,
          text:
            "Features on the page: \(FeatureQuery.usual) without it, \(FeatureQuery.most) at most.",
          kind: .integer(nil, lowest: 1)),
        Parameter(
          name: "offset", place: .query, text: "Features to pass over.",
          kind: .integer(nil, lowest: 0)),
        Parameter(
          name: "bbox", place: .query,
          text: "Only features with a position in this box: west,south,east,north in degrees.",
          kind: .box),
        Parameter(
          name: "datetime", place: .query,
          text: "Only features that were there then; those without a time always are.",
          kind: .interval),
        Self.format,
      ],
      answers: [
        Endpoint.Answer(
          status: 200, text: "A page of features",
          content: [("application/geo+json", Schemas.items)])
      ], problems: [404],
      respond: { [features] call in
        try Self.page(of: try await features.collection(call.text("collection")), call)
      })
  }

  private var item: Endpoint {
    Endpoint(
      method: "GET", path: "/collections/{collection}/items/{feature}", id: "getFeature",
      summary: "One feature", tag: "features",
      parameters: [
        Self.collection,
        Parameter(
          name: "feature", place: .path, text: "Id of a feature.", kind: .text(longest: 200)),
        Self.format,
      ],
      answers: [Schemas.geojson("The feature", Schemas.feature)], problems: [404],
      respond: { [features] call in
        let found = try await features.collection(call.text("collection"))
        return try Self.one(of: found, call)
      })
  }

  // MARK: - Answers

  private static func wantsPage(_ call: Call) -> Bool {
    if let format = call.optional("f") { return format == "html" }
    return call.request.header("accept")?.contains("text/html") ?? false
  }

  private static func link(
    _ call: Call, _ path: String, _ rel: String, _ title: String,
    type: String = "application/json"
  ) -> JSONValue {
    [
      "href": .string(call.base + path), "rel": .string(rel), "type": .string(type),
      "title": .string(title),
    ]
  }

  private func landing(_ call: Call) -> JSONValue {
    let settings = bench.study.settings
    return [
      "title": .string(settings.title), "description": .string(settings.summary),
      "links": [
        Self.link(call, "/?f=json", "self", "This page"),
        Self.link(call, "/?f=html", "alternate", "The page to play with", type: "text/html"),
        Self.link(
          call, "/api/v1/openapi.json", "service-desc", "What the server answers",
          type: "application/vnd.oai.openapi+json;version=3.1"),
        Self.link(call, "/conformance", "conformance", "Conformance classes"),
        Self.link(call, "/collections", "data", "The layers of the study"),
      ],
    ]
  }

  private static let conformance: JSONValue = {
    let root = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
    return ["conformsTo": [.string(root + "core"), .string(root + "geojson")]]
  }()

  private static let crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"

  private static func about(_ found: FeatureStore.Collection, _ call: Call) -> JSONValue {
    let path = "/collections/" + found.id
    let box = found.box ?? BoundingBox(west: -180, south: -90, east: 180, north: 90)
    let years = found.features.compactMap(FeatureStore.Collection.since)
    return [
      "id": .string(found.id),
      "title": .string(found.id.prefix(1).uppercased() + found.id.dropFirst()),
      "description": .string(description(of: found.id)), "itemType": "feature",
      "extent": [
        "spatial": [
          "bbox": [.array(box.numbers.map { .number(NumberFormat.decimals($0, 6)) })],
          "crs": .string(crs),
        ],
        "temporal": [
          "interval": [[years.min().map { .string(day(of: $0)) } ?? .null, .null]]
        ],
      ],
      "crs": [.string(crs)],
      "links": [
        link(call, path, "self", "This collection"),
        link(call, path + "/items", "items", "Its features", type: "application/geo+json"),
      ],
    ]
  }

  /// The first instant of a year.
  private static func day(of year: Int) -> String {
    let text = String(max(0, min(9999, year)))
    return String(repeating: "0", count: 4 - text.count) + text + "-01-01T00:00:00Z"
  }

  private static func description(of layer: String) -> String {
    switch layer {
    case "borders": "Countries, and boundaries that are digitised better"
    case "comparisons": "Routes of every comparison with their figures, in the if-open case"
    case "corridors": "Named chains of links"
    case "crossings": "Where corridors pass from one country to another"
    case "links": "Lines between places: railways, sea lanes, pipelines, power lines"
    case "places": "Stations, ports, border posts, fields and terminals"
    default: "Economic zones, ice and hazards"
    }
  }

  private static func page(of found: FeatureStore.Collection, _ call: Call) throws -> Response {
    let query = FeatureQuery(call)
    let (matched, features) = query.page(of: found)
    let path = "/collections/" + found.id + "/items"
    var links = [
      link(
        call, target(path, call, offset: nil), "self", "This page", type: "application/geo+json"),
      link(call, "/collections/" + found.id, "collection", "The collection"),
    ]
    if query.offset + features.count < matched, !features.isEmpty {
      links.append(
        link(
          call, target(path, call, offset: query.offset + query.limit), "next", "The next page",
          type: "application/geo+json"))
    }
    if query.offset > 0 {
      links.append(
        link(
          call, target(path, call, offset: max(0, query.offset - query.limit)), "prev",
          "The page before", type: "application/geo+json"))
    }
    var collection = found.layer.collection
    collection.features = features
    collection.foreignMembers["links"] = .array(links)
    collection.foreignMembers["numberMatched"] = .integer(matched)
    collection.foreignMembers["numberReturned"] = .integer(features.count)
    return Response(
      type: "application/geo+json", body: try found.layer.bytes(of: collection),
      headers: [Request.Field("Content-Crs", "<\(crs)>")])
  }

  /// The target of a page: the parameters of the request with another offset, or as they are.
  private static func target(_ path: String, _ call: Call, offset: Int?) -> String {
    var fields = call.request.query
    if let offset {
      fields.removeAll { $0.name == "offset" }
      fields.append(Request.Field("offset", String(offset)))
    }
    guard !fields.isEmpty else { return path }
    return path + "?"
      + fields.map { Target.encoded($0.name) + "=" + Target.encoded($0.value) }
      .joined(separator: "&")
  }

  private static func one(of found: FeatureStore.Collection, _ call: Call) throws -> Response {
    let id = call.text("feature")
    guard var feature = found.features.first(where: { $0.id == .string(id) }) else {
      throw Problem(404, "unknown-feature", "there is no feature '\(id)' in \(found.id)")
    }
    let path = "/collections/" + found.id
    feature.foreignMembers["links"] = [
      link(
        call, path + "/items/" + Target.encoded(id), "self", "This feature",
        type: "application/geo+json"),
      link(call, path, "collection", "The collection"),
    ]
    let whole = try found.layer.bytes(of: FeatureCollection(features: [feature]))
    let text = try JSONParser().parse(whole)
    return try Response(json: text["features"]?[0] ?? .null, type: "application/geo+json")
  }
}
