import CorridorGeoJSON

/// The schemas of answers, JSON Schema 2020-12 as OpenAPI 3.1 takes it.
enum Schemas {
  static func json(_ text: String, _ schema: JSONValue) -> Endpoint.Answer {
    Endpoint.Answer(status: 200, text: text, content: [("application/json", schema)])
  }

  static func geojson(_ text: String, _ schema: JSONValue = collection) -> Endpoint.Answer {
    Endpoint.Answer(status: 200, text: text, content: [("application/geo+json", schema)])
  }

  static func text(_ text: String, _ type: String) -> Endpoint.Answer {
    Endpoint.Answer(status: 200, text: text, content: [(type, ["type": "string"])])
  }

  static func yaml(_ text: String) -> Endpoint.Answer {
    Endpoint.Answer(
      status: 200, text: text,
      content: [
        (
          "application/yaml",
          [
            "type": "object", "required": ["name"],
            "properties": [
              "name": string, "inherits": string, "as_of": string,
              "set": ["type": "object", "additionalProperties": string],
            ], "additionalProperties": false,
          ]
        )
      ])
  }

  /// An object whose named members are all there.
  private static func object(_ properties: JSONObject, isClosed: Bool = true) -> JSONValue {
    [
      "type": "object", "required": .array(properties.keys.map { .string($0) }),
      "properties": .object(properties), "additionalProperties": .bool(!isClosed),
    ]
  }

  private static func array(_ items: JSONValue) -> JSONValue { ["type": "array", "items": items] }
  private static let string: JSONValue = ["type": "string"]
  private static let number: JSONValue = ["type": "number"]
  private static let integer: JSONValue = ["type": "integer"]
  private static let boolean: JSONValue = ["type": "boolean"]
  private static let stringOrNull: JSONValue = ["type": ["string", "null"]]
  private static let numberOrNull: JSONValue = ["type": ["number", "null"]]

  static let problem = object([
    "type": string, "title": string, "status": integer, "detail": string, "code": string,
  ])

  static let study = object([
    "id": string, "title": string, "summary": string, "worldview": string, "attribution": string,
    "version": string, "currency": string, "price_year": integer,
    "comparisons": array(object(["id": string, "title": string])),
    "scenarios": array(
      object(["id": string, "name": string, "as_of": stringOrNull, "alters": boolean])),
    "opening": object([
      "comparison": stringOrNull, "scenario": stringOrNull, "as_of": stringOrNull,
      "set": array(string),
    ]),
    "has_map_library": boolean,
  ])

  static let comparisons = object([
    "study": string, "title": string,
    "comparisons": array(
      object([
        "id": string, "title": string, "question": string, "service": string, "origin": string,
        "destination": string, "routes": array(string),
      ])),
  ])

  static let comparison = object(
    [
      "study": string, "comparison": string, "title": string, "service": string, "origin": string,
      "destination": string, "scenario": string, "as_of": stringOrNull,
      "set": ["type": "object", "additionalProperties": string], "politics": string,
      "price_year": integer, "currency": string, "worldview": string,
      "conventions": ["type": "object", "additionalProperties": string],
      "routes": array(
        object(
          [
            "id": string, "name": string, "modes": array(string), "status": string,
            "available": boolean, "length_km": number, "length_basis": string,
            "crossings": array(["type": "object"]), "legs": array(["type": "object"]),
            "ladder": array(["type": "object"]), "accounts": array(["type": "object"]),
            "unsourced_inputs": array(string),
          ], isClosed: false)),
    ], isClosed: false)

  static let assumption = object([
    "id": string, "name": string, "unit": string, "price_year": ["type": ["integer", "null"]],
    "value": number, "changed": boolean, "low": numberOrNull, "base": numberOrNull,
    "high": numberOrNull, "shape": string, "source_class": string, "known_at": string,
    "value_of_time": boolean,
    "sources": array(object(["id": string, "title": string, "url": stringOrNull])),
    "note": stringOrNull,
  ])

  static let charts = array(object(["id": string, "title": string, "svg": string, "csv": string]))

  static let view = object([
    "figures": object(
      [
        "id": string, "title": string, "scenario": string, "price_year": integer,
        "currency": string,
        "columns": array(
          object([
            "word": string, "name": string, "key": string, "unit": string, "decimals": integer,
            "short": boolean,
          ])),
        "routes": array(
          object(
            [
              "id": string, "names": ["type": "object"], "status": string, "open": boolean,
              "values": array(numberOrNull), "reasons": array(stringOrNull), "unsourced": integer,
            ], isClosed: false)),
      ], isClosed: false),
    "assumptions": array(assumption), "assumption_ids": array(string), "charts": charts,
    "chart_ids": array(string),
    "as_of": stringOrNull, "notes": array(string),
  ])

  static let run: JSONValue = [
    "type": "object", "required": ["id", "comparison", "samples", "samples_done", "state"],
    "properties": [
      "id": string, "comparison": string, "samples": integer, "samples_done": integer,
      "state": ["type": "string", "enum": ["running", "done", "failed", "stopped"]],
      "reason": string, "result": ["type": "object"], "charts": charts,
    ], "additionalProperties": false,
  ]

  // MARK: - Features

  static let link = object(["href": string, "rel": string, "type": string, "title": string])

  static let links = array(link)

  static let landing = object(["title": string, "description": string, "links": links])

  static let conformance = object(["conformsTo": array(string)])

  static let layer = object([
    "id": string, "title": string, "description": string, "itemType": ["const": "feature"],
    "extent": object([
      "spatial": object([
        "bbox": array(["type": "array", "items": number, "minItems": 4, "maxItems": 4]),
        "crs": string,
      ]),
      "temporal": object(["interval": array(array(stringOrNull))]),
    ]),
    "crs": array(string), "links": links,
  ])

  static let layers = object(["links": links, "collections": array(layer)])

  static let feature = object(
    [
      "type": ["const": "Feature"], "id": ["type": ["string", "number"]],
      "geometry": ["type": ["object", "null"]], "properties": ["type": ["object", "null"]],
    ], isClosed: false)

  static let collection = object(
    ["type": ["const": "FeatureCollection"], "features": array(feature)], isClosed: false)

  static let items = object(
    [
      "type": ["const": "FeatureCollection"], "features": array(feature), "links": links,
      "numberMatched": integer, "numberReturned": integer,
    ], isClosed: false)
}
