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
    /// What a study is laid on; nil where nobody looked.
    var grounds: Grounds?
  }

  private let places: Set<String>?
  private let crossings: Set<String>?
  private let links: Set<String>?
  private let corridors: Set<String>?
  private let services: Set<String>?
  private let linkClasses: Set<String>?
  private let sources: Set<String>?
  private let grounds: Grounds?
  private let assumptions: [Assumption]?
  /// Where each of the assumptions is among them.
  private let indices: [String: Int]?

  init(_ known: Known) {
    places = known.places.map { Set($0.map(\.id)) }
    crossings = known.places.map { Set($0.lazy.filter { $0.border != nil }.map(\.id)) }
    links = known.links.map { Set($0.map(\.id)) }
    corridors = known.corridors.map { Set($0.map(\.id)) }
    services = known.services.map { Set($0.map(\.id)) }
    linkClasses = known.linkClasses.map { Set($0.map(\.id)) }
    sources = known.citations.map { Set($0.map(\.id)) }
    grounds = known.grounds
    assumptions = known.assumptions
    indices = known.assumptions.map { assumptions in
      Dictionary(zip(assumptions.map(\.id), assumptions.indices)) { first, _ in first }
    }
  }

  /// Checks what was collected.
  ///
  /// - Parameters:
  ///   - draft: what was collected.
  ///   - others: mentions that were checked before; they tell what else an assumption's unit fits.
  func check(_ draft: inout Draft, beside others: [Reference] = []) {
    var uses: [Int: (fit: Int, unfit: [(Reference, UnitNeed)])] = [:]
    for reference in draft.references where !draft.broken.contains(reference.id) {
      switch reference.target {
      case .place: known(reference, places, "place", PlaceReader.file, &draft.findings)
      case .crossing: crossing(reference, &draft.findings)
      case .link: known(reference, links, "link", LinkReader.file, &draft.findings)
      case .piece:
        guard let links, let corridors else { continue }
        if links.contains(reference.id) || corridors.contains(reference.id) { continue }
        known(
          reference, links.union(corridors), "corridor or link", CorridorReader.file,
          &draft.findings)
      case .service: known(reference, services, "service", SettingsReader.file, &draft.findings)
      case .linkClass:
        known(reference, linkClasses, "link class", SettingsReader.file, &draft.findings)
      case .source: known(reference, sources, "source", CitationReader.file, &draft.findings)
      case .country: country(reference, &draft.findings)
      case .passage: passage(reference, among: draft.references, &draft.findings)
      case .assumption(let need):
        known(
          reference, indices?.keys, "assumption", AssumptionReader.file, &draft.findings)
        guard let index = indices?[reference.id], let assumptions else { continue }
        let isFit = need.accepts(assumptions[index].base.unit)
        uses[index, default: (0, [])].fit += isFit ? 1 : 0
        if !isFit { uses[index]?.unfit.append((reference, need)) }
      }
    }
    for reference in others {
      guard case .assumption(let need) = reference.target, let assumptions,
        let index = indices?[reference.id], uses[index] != nil,
        need.accepts(assumptions[index].base.unit)
      else { continue }
      uses[index]?.fit += 1
    }
    checkUnits(uses, &draft)
  }

  /// A country has a polygon, or places in it; advice names one of the latter.
  private func country(_ reference: Reference, _ findings: inout Findings) {
    guard let grounds, !grounds.countries.contains(reference.id) else { return }
    let near = grounds.countriesOfPlaces
    known(
      reference, near.isEmpty ? grounds.countries : near, "country", BorderReader.countriesFile,
      &findings)
  }

  /// Lanes say which passages there are; without them links do, and then either side may be misspelt.
  private func passage(
    _ reference: Reference, among all: [Reference], _ findings: inout Findings
  ) {
    guard let grounds, !grounds.passages.contains(reference.id) else { return }
    let isOfLinks = grounds.fileOfPassages == LinkReader.file
    guard isOfLinks, let near = Spelling.nearest(to: reference.id, in: grounds.passages) else {
      known(reference, grounds.passages, "passage", grounds.fileOfPassages, &findings)
      return
    }
    let named = all.filter { $0.target == .passage && $0.id == reference.id }
    let links = all.filter { $0.target == .passage && $0.id == near }
    guard let first = named.first, let link = links.first, links.count <= named.count else {
      known(reference, grounds.passages, "passage", grounds.fileOfPassages, &findings)
      return
    }
    // Told once, where it is likelier to be wrong; of one against one nobody knows.
    guard reference == first else { return }
    if links.count == named.count {
      findings.error(
        "unknown-passage", at: first.location,
        "\(first.use) names the passage '\(first.id)', which no link has",
        remedy: "\(Fields.guess) '\(near)', as at \(link.location), or is that the one misspelt?")
      return
    }
    for link in links {
      findings.error(
        "unknown-passage", at: link.location,
        "\(link.use) names the passage '\(near)', which no event names; \(named.count) name '\(first.id)', "
          + "such as at \(first.location)",
        remedy: "\(Fields.guess) '\(first.id)'?")
    }
  }

  private func known(
    _ reference: Reference, _ ids: (some Collection<String>)?, _ what: String, _ home: String,
    _ findings: inout Findings
  ) {
    guard let ids, !ids.contains(reference.id) else { return }
    let remedy = Fields.remedy(for: reference.id, among: ids, what: what)
    findings.error(
      "unknown-" + what.split(separator: " ").joined(separator: "-"), at: reference.location,
      "\(reference.use) names the \(what) '\(reference.id)', which is not in the study",
      remedy: remedy, cause: Cause(lost: what, reference.id, from: home, remedy: remedy))
  }

  private func crossing(_ reference: Reference, _ findings: inout Findings) {
    guard let crossings, let places, !crossings.contains(reference.id) else { return }
    guard places.contains(reference.id) else {
      known(reference, crossings, "border crossing", PlaceReader.file, &findings)
      return
    }
    findings.error(
      "unknown-border-crossing", at: reference.location,
      "\(reference.use) names '\(reference.id)', which is no border crossing",
      remedy: "name a place of the kind border_crossing")
  }

  /// Units that do not fit: where they fit other uses the use is wrong, where they fit none the assumption.
  private func checkUnits(
    _ uses: [Int: (fit: Int, unfit: [(Reference, UnitNeed)])], _ draft: inout Draft
  ) {
    guard let assumptions else { return }
    for (index, uses) in uses.sorted(by: { $0.key < $1.key }) {
      let assumption = assumptions[index]
      let unit = "\(assumption.base.unit) (\(assumption.base.unit.dimensionDescription))"
      guard uses.fit == 0, let (first, need) = uses.unfit.first else {
        for (use, need) in uses.unfit {
          draft.findings.error(
            "unit-mismatch", at: use.location, "\(use.use) is '\(use.id)' in \(unit)",
            remedy: "name another, or give it in \(need.words), at \(assumption.location)")
        }
        continue
      }
      // What changes it states it in a unit that may well be right.
      draft.broken.insert(assumption.id)
      let more =
        uses.unfit.count == 1
        ? "" : " (and \(uses.unfit.count - 1) more use\(uses.unfit.count == 2 ? "" : "s"))"
      draft.findings.error(
        "unit-mismatch", at: assumption.location,
        "assumption '\(assumption.id)' is in \(unit), which does not fit \(first.use) at "
          + "\(first.location)" + more,
        remedy: "give it in \(need.words)")
    }
  }
}
