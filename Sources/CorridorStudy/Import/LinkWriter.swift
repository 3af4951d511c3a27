import CorridorGeoJSON
import CorridorGeometry
import CorridorUnits

/// Writes the links of an import, each with an id of its own and none that is there already.
struct LinkWriter {
  let study: Study
  let options: LinkImport.Options
  /// The places that links begin and end at, those of the study first.
  let nodes: [Place]
  private var namer: LinkNamer
  /// The vertices of the links that are there, in both directions.
  private var known: Set<[Coordinate]>

  init(
    study: Study, options: LinkImport.Options, nodes: [Place], known: Set<[Coordinate]>
  ) {
    self.study = study
    self.options = options
    self.nodes = nodes
    self.known = known
    namer = LinkNamer(taken: study.links.map(\.id) + study.corridors.map(\.id))
  }

  /// The link between two stops of a line; nil, with a finding, where it is there already or leads back
  /// to where it began.
  mutating func link(
    _ from: LinkImport.Stop, _ to: LinkImport.Stop, of line: LinkImport.Line, isWhole: Bool,
    _ outcome: inout LinkImport.Outcome
  ) -> Feature? {
    let (start, end) = (nodes[from.place], nodes[to.place])
    guard from.place != to.place else {
      outcome.findings.append(
        Diagnostic(
          .warning, code: "loop", at: line.location,
          "line \(line.label) leads from '\(start.id)' back to it, and that stretch is left out",
          remedy: "add a place on the loop, and import again"))
      return nil
    }
    guard
      let cut = try? line.measured.substring(
        from: Length(metres: from.chainage), to: Length(metres: to.chainage))
    else { return nil }
    let inner = cut.coordinates.dropFirst().dropLast()
    let vertices = Self.rounded([start.coordinate] + inner + [end.coordinate])
    if known.contains(vertices) {
      outcome.findings.append(
        Diagnostic(
          .warning, code: LinkImport.knownLink, at: line.location,
          "line \(line.label) from '\(start.id)' to '\(end.id)' is there already, in the study or "
            + "as an earlier line",
          remedy: "nothing is to be done, it is left out"))
      return nil
    }
    known.formUnion([vertices, vertices.reversed()])
    for vertex in LinkCheck.swappedVertices(of: vertices) {
      let own = line.vertices.firstIndex(of: vertices[vertex.index])
      outcome.findings.append(
        Diagnostic(
          .error, code: "swapped-axes", at: line.location,
          "\(own.map { "vertex \($0 + 1)" } ?? "a vertex") of line \(line.label), \(vertex.leap)",
          remedy: vertex.remedy))
    }
    return Feature(
      id: namer.id(from: start.id, to: end.id), geometry: .lineString(vertices),
      properties: properties(line, from: start, to: end, isWhole: isWhole))
  }

  /// Tells that a line is there already.
  func tellKnown(_ line: LinkImport.Line, _ outcome: inout LinkImport.Outcome) {
    outcome.findings.append(
      Diagnostic(
        .warning, code: LinkImport.knownLink, at: line.location,
        "line \(line.label) is there already, in the study or as an earlier line",
        remedy: "nothing is to be done, it is left out"))
  }

  /// A place as a feature.
  static func feature(of place: Place) -> Feature {
    var properties = JSONObject()
    properties["name"] = .string(place.names.english)
    properties["kind"] = .string(place.kind.rawValue)
    properties["country"] = place.country.map { .string($0) }
    properties["provenance"] = place.provenance.map { .string($0) }
    properties["note"] = place.note.map { .string($0) }
    properties["sources"] = .array(place.sources.map { .string($0) })
    return Feature(id: place.id, geometry: .point(place.coordinate), properties: properties)
  }

  /// Vertices as they are written, so that a line that is read again is the same.
  static func rounded(_ vertices: [Coordinate]) -> [Coordinate] {
    var result: [Coordinate] = []
    for vertex in vertices {
      let next = Coordinate(
        longitude: LinkImport.rounded(vertex.longitude),
        latitude: LinkImport.rounded(vertex.latitude))
      if result.last != next { result.append(next) }
    }
    return result
  }

  private func properties(
    _ line: LinkImport.Line, from start: Place, to end: Place, isWhole: Bool
  ) -> JSONObject {
    var properties = JSONObject()
    let own = isWhole ? line.name : nil
    properties["name"] = .string(own ?? start.names.english + "-" + end.names.english)
    properties["from"] = .string(start.id)
    properties["to"] = .string(end.id)
    properties["mode"] = .string(options.mode.rawValue)
    properties["class"] = .string(options.linkClass)
    if let gauge = options.gaugeMillimetres { properties["gauge_mm"] = .integer(gauge) }
    properties["status"] = .string(options.status.rawValue)
    properties["alignment"] = .string(options.alignment)
    properties["sources"] = .array(options.sources.map { .string($0) })
    return properties
  }
}

/// Gives links ids that nothing else has.
struct LinkNamer {
  private var taken: Set<String>
  /// The number to try next, by the name before it.
  private var next: [String: Int] = [:]

  init(taken: [String]) { self.taken = Set(taken) }

  mutating func id(from start: String, to end: String) -> String {
    let stem = start + "-" + end
    var id = stem
    var number = next[stem] ?? 2
    while !taken.insert(id).inserted {
      id = stem + "-\(number)"
      number += 1
    }
    next[stem] = number
    return id
  }
}
