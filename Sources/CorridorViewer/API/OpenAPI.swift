import CorridorGeoJSON
import CorridorStudy

/// The description of the server, made from its operations.
///
/// - Source: OpenAPI Specification 3.1.0.
struct OpenAPI {
  let viewer: Viewer

  var document: JSONValue {
    var paths = JSONObject()
    for endpoint in viewer.described {
      var item = paths[endpoint.path]?.object ?? JSONObject()
      item[endpoint.method.lowercased()] = operation(endpoint)
      paths[endpoint.path] = .object(item)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": .string("corridor: " + viewer.bench.study.settings.title),
        "description":
          "Comparisons of transport and energy corridors, worked out anew for every state, and the layers of the study as OGC API - Features.",
        "version": .string(viewer.bench.version),
        "license": ["name": "Apache 2.0", "identifier": "Apache-2.0"],
      ],
      "servers": [["url": "/"]], "paths": .object(paths),
      "components": ["schemas": ["Problem": Schemas.problem]],
    ]
  }

  private func operation(_ endpoint: Endpoint) -> JSONValue {
    var responses = JSONObject()
    for answer in endpoint.answers {
      var object: JSONObject = ["description": .string(answer.text)]
      if !answer.content.isEmpty {
        var content = JSONObject()
        for (type, schema) in answer.content { content[type] = ["schema": schema] }
        object["content"] = .object(content)
      }
      if !answer.headers.isEmpty {
        var headers = JSONObject()
        for (name, text) in answer.headers {
          headers[name] = ["description": .string(text), "schema": ["type": "string"]]
        }
        object["headers"] = .object(headers)
      }
      responses[String(answer.status)] = .object(object)
    }
    for status in [400, 403] + endpoint.problems.sorted() {
      responses[String(status)] = problem(Response.phrase(status))
    }
    responses["default"] = problem("What else may go wrong")
    return [
      "operationId": .string(endpoint.id), "summary": .string(endpoint.summary),
      "tags": [.string(endpoint.tag)],
      "parameters": .array(endpoint.parameters.map(\.json)), "responses": .object(responses),
    ]
  }

  private func problem(_ text: String) -> JSONValue {
    [
      "description": .string(text),
      "content": [Problem.type: ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]
  }
}
