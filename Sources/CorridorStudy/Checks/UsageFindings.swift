import CorridorGeometry
import CorridorUnits

extension Study {
  /// What a reader should know of how well the study is sourced, and of what nothing uses.
  ///
  /// - Parameters:
  ///   - used: Ids that something outside the study's main files uses, such as claims.
  ///   - facts: What the study states beside its main files.
  /// - Returns: Warnings, in order of file and line.
  public func usageFindings(
    also used: Set<String> = [], beside facts: FactsBeside = FactsBeside()
  ) -> [Diagnostic] {
    var findings = Findings()
    addUnsourced(beside: facts, to: &findings)
    addUnused(also: used, to: &findings)
    addIdleTerrain(to: &findings)
    addLaterOpenings(to: &findings)
    addUnbuilt(to: &findings)
    return findings.sorted
  }

  /// Multipliers of terrain that multiply nothing, since every rate there includes its ground.
  private func addIdleTerrain(to findings: inout Findings) {
    let multipliers = settings.appraisal.terrain
    var told = Set(
      links.filter { link in
        link.works != .none && linkClass(link.linkClass).map { !$0.capexIncludesTerrain } == true
      }.compactMap { multipliers[$0.terrain] })
    for terrain in Terrain.allCases {
      guard let id = multipliers[terrain], let assumption = assumption(id),
        told.insert(id).inserted
      else { continue }
      findings.warning(
        "idle-terrain", at: assumption.location,
        "'\(id)' changes nothing: no link with works on \(terrain.rawValue) ground has a class whose "
          + "rates leave the ground out",
        remedy:
          "take 'capex_includes_terrain' from a class whose rates are for flat ground, or leave "
          + "it for scenarios")
    }
  }

  /// Links that operate since a year after everything that the study knows.
  ///
  /// No clock is asked: what is found has to be the same on any day.
  private func addLaterOpenings(to findings: inout Findings) {
    guard let latest = assumptions.compactMap({ Int($0.knownAt.prefix(4)) }).max() else { return }
    for link in links where link.status == .operating {
      guard let opened = link.opened, opened > latest else { continue }
      findings.warning(
        "opened-later", at: link.location,
        "link '\(link.id)' operates since \(opened), and the latest fact of the study is known since \(latest)",
        remedy:
          "where it was opened, add a fact of that year to assumptions.yaml, with its 'known_at'; else write "
          + "'\"status\": \"building\"', or correct 'opened'")
    }
  }

  /// Links of routes that are not built yet and have nothing to be built, so that their capital counts nowhere.
  ///
  /// A lane at sea is not built.
  private func addUnbuilt(to findings: inout Findings) {
    var routed: Set<String> = []
    for route in routes {
      for directed in (try? orderedLinks(of: route)) ?? [] { routed.insert(directed.link.id) }
    }
    for link in links where link.works == .none && link.mode != .sea && routed.contains(link.id) {
      let state: String
      switch link.status {
      case .building: state = "is being built"
      case .proposed: state = "is only proposed"
      case .operating, .dormant: continue
      }
      findings.warning(
        "unbuilt-without-works", at: link.location,
        "link '\(link.id)' \(state) and has no works: routes take it as if it stood there, and its capital counts "
          + "nowhere",
        remedy:
          "write what is to be built, such as '\"works\": \"new\"', and under 'spent' what has been paid of it"
      )
    }
  }

  private func addUnused(also: Set<String>, to findings: inout Findings) {
    var places = also
    var named = also
    var assumed = also
    var cited = also
    for reference in references {
      switch reference.target {
      case .place, .crossing: places.insert(reference.id)
      case .link: named.insert(reference.id)
      case .piece: named.insert(reference.id)
      case .assumption: assumed.insert(reference.id)
      case .source: cited.insert(reference.id)
      case .service, .linkClass, .country, .passage: continue
      }
    }
    let drawn = VertexCells(links)
    for place in self.places where place.border != nil && !places.contains(place.id) {
      findings.unused(
        "place", place.id, at: place.location, "no link declares this border crossing")
    }
    for place in self.places where place.border == nil && !places.contains(place.id) {
      if place.kind.isLayer || drawn.hasVertex(near: place.coordinate) { continue }
      findings.unused(
        "place", place.id, at: place.location, "nothing names it and no link passes it")
    }
    let mapped = placesOfMapOnly(named: named)
    for link in links where !named.contains(link.id) {
      if mapped.contains(link.from) || mapped.contains(link.to) { continue }
      findings.unused("link", link.id, at: link.location, "no corridor or route has it")
    }
    for assumption in assumptions where !assumed.contains(assumption.id) {
      findings.unused(
        "assumption", assumption.id, at: assumption.location, "nothing names it")
    }
    addSources(cited: cited, to: &findings)
  }

  /// Places for the map alone, which no link of a corridor or route begins or ends at.
  private func placesOfMapOnly(named: Set<String>) -> Set<String> {
    let routed = Set(links.filter { named.contains($0.id) }.flatMap { [$0.from, $0.to] })
    return Set(places.filter(\.kind.isLayer).map(\.id)).subtracting(routed)
  }

  /// One finding for all sources of a kind, since there are many and each says the same.
  private func addSources(cited: Set<String>, to findings: inout Findings) {
    let file = SourceLocation(file: folder + "/" + CitationReader.file)
    let unused = citations.map(\.id).filter { !cited.contains($0) }
    if !unused.isEmpty {
      findings.warning(
        "unused-source", at: file,
        "nothing cites \(unused.count) of \(citations.count) sources: \(Self.listed(unused))",
        remedy: "cite them or delete them")
    }
    let silent = citations.filter { $0.url == nil }.map(\.id)
    if !silent.isEmpty {
      findings.warning(
        "no-url", at: file,
        "no URL is given for \(silent.count) of \(citations.count) sources: "
          + Self.listed(silent), remedy: "add 'URL' where a source is on line")
    }
  }

  /// The first keys, of some 200 characters at most, and how many more there are.
  static func listed(_ keys: [String]) -> String {
    var text = ""
    for (index, key) in keys.enumerated() {
      let longer = text.isEmpty ? key : text + ", " + key
      if longer.count > 200, !text.isEmpty { return text + " and \(keys.count - index) more" }
      text = longer
    }
    return text
  }
}

extension Place.Kind {
  /// Whether such a place is worth a point on the map though nothing passes it.
  fileprivate var isLayer: Bool {
    switch self {
    case .field, .terminal, .city, .zone: true
    case .station, .port, .junction, .landing, .borderCrossing: false
    }
  }
}

/// The vertices of links on a grid, to tell which places they pass.
struct VertexCells {
  private struct Cell: Hashable {
    let east: Int
    let north: Int

    init(_ coordinate: Coordinate, east: Int = 0, north: Int = 0) {
      // Cells of a fiftieth of a degree, about 2 km.
      self.east = Int((coordinate.longitude * 50).rounded()) + east
      self.north = Int((coordinate.latitude * 50).rounded()) + north
    }
  }

  private var cells: Set<Cell> = []

  init(_ links: [Link]) {
    for link in links {
      for coordinate in link.line.coordinates { cells.insert(Cell(coordinate)) }
    }
  }

  func hasVertex(near coordinate: Coordinate) -> Bool {
    (-1...1).contains { east in
      (-1...1).contains { north in
        cells.contains(Cell(coordinate, east: east, north: north))
      }
    }
  }
}

extension Findings {
  fileprivate mutating func unused(
    _ what: String, _ id: String, at location: SourceLocation, _ reason: String
  ) {
    warning(
      "unused-\(what)", at: location, "the \(what) '\(id)' is not used: \(reason)",
      remedy: "use it or delete it")
  }
}
