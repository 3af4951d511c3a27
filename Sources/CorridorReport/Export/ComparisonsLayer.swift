import CorridorAppraisal
import CorridorGeoJSON
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// One feature per route of every comparison, with its results as properties.
struct ComparisonsLayer {
  let exporter: StudyExporter

  func features() throws -> [Feature] {
    try exporter.results.flatMap { result in
      try result.routes.map { route in
        Feature(
          id: route.route.plan.id, geometry: try StudyExporter.geometry(of: route.route.parts),
          properties: properties(of: route, in: result))
      }
    }
  }

  private func properties(of result: RouteResult, in comparison: ComparisonResult) -> JSONObject {
    let route = result.route
    var properties = JSONObject()
    properties.setNames(route.plan.names)
    properties["comparison"] = .string(comparison.comparison.id)
    properties["route"] = .string(route.plan.shortID)
    properties["service"] = .string(comparison.service.id)
    properties["case"] = .string(comparison.scenario ?? "if-open")
    properties["modes"] = .array(route.modes.map { .string($0.rawValue) })
    properties["status"] = .string(route.status.rawValue)
    properties["proposal"] = .bool(route.parts.contains { $0.link.isProposal })
    properties["available"] = .bool(result.isAvailable)
    properties.set("available_reason", result.availabilityReason)
    // Viewers show flat properties: a dot in a key becomes an underscore.
    for (key, outcome) in result.outcomes {
      let flat = key.split(separator: ".").joined(separator: "_")
      ComparisonJSON.set(flat, outcome, in: &properties)
    }
    properties["length_basis"] = .string(ComparisonJSON.basis(of: route))
    properties["crossings"] = .array(
      route.crossings.map { .string("\($0.from)-\($0.to)") })
    properties["unsourced_inputs"] = .array(result.unsourcedInputs.map { .string($0) })
    // Derived at best, since all of them are computed.
    let weakest = SourceClass.weakest(of: [.derived] + [result.weakestClass].compactMap(\.self))
    properties["source_class"] = weakest.map { .string($0.rawValue) } ?? .null
    properties["sources"] = StudyExporter.sources(of: route.parts.map(\.link))
    properties.set("note", route.plan.note)
    Simplestyle.style(&properties, mode: mainMode(of: route), status: route.status)
    return properties
  }

  /// The mode of the greatest length.
  private func mainMode(of route: Route) -> Mode {
    route.modes.map { mode in
      (
        mode: mode,
        metres: route.parts.filter { $0.link.mode == mode }
          .reduce(0) { $0 + $1.measured.costed.metres }
      )
    }.max { $0.metres < $1.metres }?.mode ?? .rail
  }
}
