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

  /// So many things of a kind are told one by one; of more one message tells, because then a file of
  /// theirs was cut short or belongs to another study.
  private static let mostTold = 8

  func check(_ draft: inout Draft) {
    var lost = Lost()
    for reference in draft.references where !draft.broken.contains(reference.id) {
      switch reference.target {
      case .place: known(reference, places, "place", &lost)
      case .crossing: crossing(reference, &lost, &draft.findings)
      case .link: known(reference, links, "link", &lost)
      case .piece:
        guard let links, let corridors else { continue }
        if links.contains(reference.id) || corridors.contains(reference.id) { continue }
        known(reference, links.union(corridors), "corridor or link", &lost)
      case .service: known(reference, services, "service", &lost)
      case .linkClass: known(reference, linkClasses, "link class", &lost)
      case .source: known(reference, sources, "source", &lost)
      case .assumption(let need): assumption(reference, need, &lost, &draft.findings)
      }
    }
    lost.tell(&draft.findings)
  }

  /// What is mentioned and not there, each thing with its mentions.
  private struct Lost {
    private struct Thing {
      let remedy: String
      var mentions: [Reference]
    }

    private var kinds: [String] = []
    private var things: [String: [Thing]] = [:]
    private var places: [String: [String: Int]] = [:]

    mutating func add(_ reference: Reference, _ what: String, among ids: Set<String>) {
      if let place = places[what]?[reference.id] {
        things[what]?[place].mentions.append(reference)
        return
      }
      if things[what] == nil { kinds.append(what) }
      places[what, default: [:]][reference.id] = things[what]?.count ?? 0
      let remedy = Fields.remedy(for: reference.id, among: ids, what: what)
      things[what, default: []].append(Thing(remedy: remedy, mentions: [reference]))
    }

    func tell(_ findings: inout Findings) {
      for what in kinds {
        let lost = things[what] ?? []
        let code = "unknown-" + what.split(separator: " ").joined(separator: "-")
        if lost.count > ReferenceCheck.mostTold, let first = lost.first?.mentions.first {
          let ids = lost.prefix(3).compactMap(\.mentions.first).map { "'\($0.id)'" }
          findings.error(
            code, at: first.location,
            "\(lost.count) names (\(what)) are not in the study: \(ids.joined(separator: ", ")) and "
              + "\(lost.count - 3) more, first in \(first.use)",
            remedy: "restore what was deleted; its file may have been cut short")
          continue
        }
        for thing in lost {
          let cause = Cause("\(what) '\(thing.mentions.first?.id ?? "")'")
          for mention in thing.mentions {
            findings.error(
              code, at: mention.location,
              "\(mention.use) names the \(what) '\(mention.id)', which is not in the study",
              remedy: thing.remedy, cause: cause)
          }
        }
      }
    }
  }

  private func known(
    _ reference: Reference, _ ids: Set<String>?, _ what: String, _ lost: inout Lost
  ) {
    guard let ids, !ids.contains(reference.id) else { return }
    lost.add(reference, what, among: ids)
  }

  private func crossing(
    _ reference: Reference, _ lost: inout Lost, _ findings: inout Findings
  ) {
    guard let crossings, let places, !crossings.contains(reference.id) else { return }
    if places.contains(reference.id) {
      findings.error(
        "unknown-border-crossing", at: reference.location,
        "\(reference.use) names '\(reference.id)', which is no border crossing",
        remedy: "name a place of the kind border_crossing")
    } else {
      lost.add(reference, "border crossing", among: crossings)
    }
  }

  private func assumption(
    _ reference: Reference, _ need: UnitNeed, _ lost: inout Lost, _ findings: inout Findings
  ) {
    guard let units, let assumptions else { return }
    guard let index = units[reference.id] else {
      lost.add(reference, "assumption", among: Set(units.keys))
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
