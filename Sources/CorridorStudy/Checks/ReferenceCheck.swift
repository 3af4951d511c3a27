import CorridorUnits

/// Finds mentions of things that are not there, and assumptions whose unit does not fit their use.
struct ReferenceCheck {
  /// Everything that can be mentioned; nil for what could not be read.
  struct Known {
    var places: [Place]?
    var links: [Link]?
    var corridors: [CorridorChain]?
    var services: [Service]?
    var linkClasses: [LinkClass]?
    var assumptions: [Assumption]?
    var citations: [Citation]?
  }

  private let places: Set<String>?
  private let crossings: Set<String>?
  private let links: Set<String>?
  private let corridors: Set<String>?
  private let services: Set<String>?
  private let linkClasses: Set<String>?
  private let sources: Set<String>?
  private let assumptions: [Assumption]?
  private let units: [String: Int]?

  init(_ known: Known) {
    places = known.places.map { Set($0.map(\.id)) }
    crossings = known.places.map { Set($0.lazy.filter { $0.border != nil }.map(\.id)) }
    links = known.links.map { Set($0.map(\.id)) }
    corridors = known.corridors.map { Set($0.map(\.id)) }
    services = known.services.map { Set($0.map(\.id)) }
    linkClasses = known.linkClasses.map { Set($0.map(\.id)) }
    sources = known.citations.map { Set($0.map(\.id)) }
    assumptions = known.assumptions
    units = known.assumptions.map { assumptions in
      Dictionary(zip(assumptions.map(\.id), assumptions.indices)) { first, _ in first }
    }
  }

  func check(_ draft: inout Draft) {
    for reference in draft.references where !draft.broken.contains(reference.id) {
      switch reference.target {
      case .place: known(reference, places, "place", &draft.findings)
      case .crossing: crossing(reference, &draft.findings)
      case .link: known(reference, links, "link", &draft.findings)
      case .piece:
        guard let links, let corridors else { continue }
        if links.contains(reference.id) || corridors.contains(reference.id) { continue }
        known(reference, links.union(corridors), "corridor or link", &draft.findings)
      case .service: known(reference, services, "service", &draft.findings)
      case .linkClass: known(reference, linkClasses, "link class", &draft.findings)
      case .source: known(reference, sources, "source", &draft.findings)
      case .assumption(let need): assumption(reference, need, &draft.findings)
      }
    }
  }

  private func known(
    _ reference: Reference, _ ids: Set<String>?, _ what: String, _ findings: inout Findings
  ) {
    guard let ids, !ids.contains(reference.id) else { return }
    unknown(reference, what, among: ids, &findings)
  }

  private func unknown(
    _ reference: Reference, _ what: String, among ids: some Collection<String>,
    _ findings: inout Findings
  ) {
    let code = "unknown-" + what.split(separator: " ").joined(separator: "-")
    findings.error(
      code, at: reference.location,
      "\(reference.use) names the \(what) '\(reference.id)', which is not in the study",
      remedy: Fields.remedy(for: reference.id, among: ids, what: what))
  }

  private func crossing(_ reference: Reference, _ findings: inout Findings) {
    guard let crossings, let places, !crossings.contains(reference.id) else { return }
    if places.contains(reference.id) {
      findings.error(
        "unknown-border-crossing", at: reference.location,
        "\(reference.use) names '\(reference.id)', which is no border crossing",
        remedy: "name a place of the kind border_crossing")
    } else {
      unknown(reference, "border crossing", among: crossings, &findings)
    }
  }

  private func assumption(
    _ reference: Reference, _ need: UnitNeed, _ findings: inout Findings
  ) {
    guard let units, let assumptions else { return }
    guard let index = units[reference.id] else {
      unknown(reference, "assumption", among: units.keys, &findings)
      return
    }
    let unit = assumptions[index].base.unit
    guard !need.accepts(unit) else { return }
    findings.error(
      "unit-mismatch", at: reference.location,
      "\(reference.use) is '\(reference.id)' in \(unit) (\(unit.dimensionDescription))",
      remedy: "give it in \(need.words), at \(assumptions[index].location)")
  }
}
