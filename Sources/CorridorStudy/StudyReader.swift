import CorridorGeometry
import CorridorUnits

/// Reads a study's folder and checks it; every mistake that is found is told at once.
public enum StudyReader {
  /// Reads everything but borders, zones, chainage, alignments and scenarios.
  ///
  /// - Parameter folder: The folder as the user named it.
  /// - Returns: The study, with every id known and every unit fit for its use.
  /// - Throws: `StudyError.noFolder`, or `StudyError.invalid` with every mistake.
  public static func read(folder: String) throws(StudyError) -> Study {
    let files = try StudyFiles(folder: folder)
    var draft = Draft()
    var reading = StudyReading(files: files)
    let study = reading.study(&draft)
    if let study { StructureCheck(study: study).check(&draft.findings) }
    try draft.findings.check()
    guard var study else { throw draft.findings.failure }
    study.references = draft.references
    study.warnings = draft.findings.sorted
    return study
  }
}

/// Reads the files of a study one after the other.
struct StudyReading {
  let files: StudyFiles
  /// Whether borders and lanes are read too, so that what is named of them is checked with them.
  private let isOfEverything: Bool
  private var known = ReferenceCheck.Known()
  /// How often ids of places and of links stand more than twice.
  private var leftOut: (places: [String: Int], links: [String: Int]) = ([:], [:])

  init(files: StudyFiles, isOfEverything: Bool = false) {
    self.files = files
    self.isOfEverything = isOfEverything
  }

  /// The study; nil, with findings, when a part of it is missing.
  mutating func study(_ draft: inout Draft) -> Study? {
    known.citations = citations(&draft)
    known.assumptions = assumptions(&draft)
    let deflators = deflators(&draft)
    guard let root = fields(SettingsReader.file, keys: Keys.study, &draft.findings) else {
      return nil
    }
    let units = ServiceReader.units(of: root, &draft.findings)
    let priceBase = SettingsReader.priceBase(root, &draft.findings)
    let currency = priceBase?.currency ?? Currency("USD")
    guard let currency else { return nil }
    let needs = UnitNeeds(currency: currency, services: units)
    let base = priceBase ?? PriceBase(currency: currency, year: 2000)
    let settings = SettingsReader.read(root, priceBase: base, needs: needs, &draft)
    known.services = ServiceReader.services(of: root, units: units, needs: needs, &draft)
    known.linkClasses = ServiceReader.linkClasses(of: root, needs: needs, &draft)
    let events = EventReader.events(of: root, needs: needs, &draft)
    let comparisons = ComparisonReader.comparisons(of: root, needs: needs, &draft)
    let correlations = CorrelationReader.correlations(of: root, &draft)
    // Half a million of them need the room of what they are read as, and of nothing else.
    let places = things(PlaceReader.file, &draft) { item, file, draft in
      PlaceReader.place(item, of: file, needs: needs, &draft)
    }
    let links = things(LinkReader.file, &draft) { item, file, draft in
      LinkReader.link(item, of: file, needs: needs, &draft)
    }
    (known.places, known.links) = (places?.all, links?.all)
    leftOut = (places?.leftOut ?? [:], links?.leftOut ?? [:])
    let chains = fields(CorridorReader.file, keys: Keys.chains, &draft.findings)
    known.corridors = chains.map { CorridorReader.corridors(of: $0, &draft) }
    let routes = chains.map { CorridorReader.routes(of: $0, needs: needs, &draft) }
    check(settings, priceBase: priceBase, deflators: deflators?.table, &draft)
    guard let settings, let deflators, let routes else { return nil }
    var study = study(settings, deflators.table, events, comparisons, routes)
    study?.correlations = correlations
    study?.priceFacts = deflators.facts
    return study
  }

  private func study(
    _ settings: Settings, _ deflators: Deflators, _ events: [Event], _ comparisons: [Comparison],
    _ routes: [RoutePlan]
  ) -> Study? {
    guard let places = known.places, let links = known.links, let corridors = known.corridors,
      let services = known.services, let linkClasses = known.linkClasses,
      let assumptions = known.assumptions, let citations = known.citations
    else { return nil }
    return Study(
      folder: files.folder, settings: settings, places: places, links: links,
      corridors: corridors, routes: routes, comparisons: comparisons, services: services,
      linkClasses: linkClasses, events: events, assumptions: assumptions, citations: citations,
      deflators: deflators, warnings: [])
  }

  /// Everything that concerns several files.
  private func check(
    _ settings: Settings?, priceBase: PriceBase?, deflators: Deflators?, _ draft: inout Draft
  ) {
    let places = known.places ?? []
    let links = known.links ?? []
    IDs.checkUnique(
      places.map { ($0.id, "place", $0.location) }, leftOut: leftOut.places, &draft.findings)
    IDs.checkUnique(
      links.map { ($0.id, "link", $0.location) }
        + (known.corridors ?? []).map { ($0.id, "corridor", $0.location) },
      leftOut: leftOut.links, &draft.findings)
    IDs.checkUnique(
      (known.citations ?? []).map { ($0.id, "source", $0.location) }, &draft.findings)
    var known = known
    if !isOfEverything, known.places != nil, known.links != nil {
      known.grounds = Grounds(of: places, links, namedBy: draft.references, self)
    }
    ReferenceCheck(known).check(&draft)
    if let assumptions = known.assumptions, let priceBase, let deflators {
      RangeCheck.check(
        assumptions, priceBase: priceBase, deflators: deflators, &draft.findings)
      VintageCheck.check(assumptions, &draft.findings)
      VintageCheck.check(
        assumptions, citations: known.citations ?? [], &draft.findings)
      VintageCheck.check(assumptions, against: known.citations ?? [], priceBase, &draft.findings)
    }
    guard let settings else { return }
    let ends = Set(links.flatMap { [$0.from, $0.to] })
    LinkCheck(
      places: Dictionary(
        places.lazy.filter { ends.contains($0.id) }.map { ($0.id, $0) }
      ) { first, _ in first },
      classes: Dictionary((known.linkClasses ?? []).map { ($0.id, $0) }) { first, _ in first },
      within: settings.geometry.linkEndWithin
    ).check(links, &draft.findings)
  }

  // MARK: - Files

  private func citations(_ draft: inout Draft) -> [Citation]? {
    guard let bytes = files.bytes(CitationReader.file, &draft.findings) else { return nil }
    return CitationReader.citations(bytes, file: files.name(CitationReader.file), &draft.findings)
  }

  private func assumptions(_ draft: inout Draft) -> [Assumption]? {
    guard let root = yaml(AssumptionReader.file, &draft.findings) else { return nil }
    var reader = AssumptionReader(file: files.name(AssumptionReader.file))
    let assumptions = reader.read(root, &draft)
    return root.entries == nil ? nil : assumptions
  }

  private func deflators(_ draft: inout Draft) -> (table: Deflators, facts: PriceFacts)? {
    guard let bytes = files.bytes(DeflatorReader.file, &draft.findings) else { return nil }
    let name = files.name(DeflatorReader.file)
    guard TextCheck.hasNoNul(bytes, file: name, &draft.findings) else { return nil }
    return DeflatorReader.deflators(bytes, file: name, &draft)
  }

  /// The features of a GeoJSON file; nil, with a finding, when it can't be read.
  func features(
    _ file: String, isNeeded: Bool = false, region: [BoundingBox]? = nil,
    _ findings: inout Findings
  ) -> FeatureFile? {
    guard let bytes = files.bytes(file, &findings) else { return nil }
    return FeatureFile(
      bytes, file: files.name(file), isNeeded: isNeeded, region: region, &findings)
  }

  /// What the features of a GeoJSON file are read as; nil, with a finding, when it can't be read.
  private func things<Thing>(
    _ file: String, _ draft: inout Draft,
    _ body: (FeatureFile.Item, FeatureFile, inout Draft) -> Thing?
  ) -> FeatureFile.Things<Thing>? {
    guard let bytes = files.bytes(file, &draft.findings) else { return nil }
    return FeatureFile.things(bytes, file: files.name(file), &draft, body)
  }

  /// The keys of a YAML file; nil, with a finding, when it can't be read.
  func fields(_ file: String, keys: KeyTable, _ findings: inout Findings) -> Fields? {
    guard let node = yaml(file, &findings), isAtMargin(node, file, keys, &findings) else {
      return nil
    }
    let fields = Fields(node, file: files.name(file), subject: "the file", keys: keys, &findings)
    // Of a file that is no mapping everything would be missing: one message says it all.
    return node.entries == nil ? nil : fields
  }

  /// Whether no key of the file is indented as a part of another, with all that follows it.
  private func isAtMargin(
    _ node: ConfigNode, _ file: String, _ keys: KeyTable, _ findings: inout Findings
  ) -> Bool {
    let outer = node.entries ?? []
    for key in keys.keys where !outer.contains(where: { $0.key == key.name }) {
      for entry in outer {
        // A key of that name may be right there, unless what should follow it stands beside it.
        guard let inner = entry.value.entries?.first(where: { $0.key == key.name }),
          key.isRequired || inner.value.isNull
        else { continue }
        findings.error(
          "indented-key",
          at: SourceLocation(file: files.name(file), line: inner.line, column: inner.column),
          "'\(key.name)' is indented as a part of '\(entry.key)', and the file has none of its own",
          remedy: "begin it at the margin, as '\(entry.key)'")
        return false
      }
    }
    return true
  }

  /// The tree of a YAML file; nil, with a finding, when it can't be read.
  func yaml(_ file: String, _ findings: inout Findings) -> ConfigNode? {
    guard let bytes = files.bytes(file, &findings) else { return nil }
    do throws(YAMLError) {
      let node = try YAMLReader.read(bytes)
      if node?.entries != nil, bytes.last != Byte.newline {
        let line = bytes.count { $0 == Byte.newline } + 1
        findings.breaksOff(at: SourceLocation(file: files.name(file), line: line, column: 1))
      } else if let line = TextCheck.openLine(of: bytes) {
        findings.endsOpen(at: SourceLocation(file: files.name(file), line: line, column: 1))
      }
      if let node { return node }
      findings.error(
        "empty-file", at: SourceLocation(file: files.name(file)), "the file has only comments",
        remedy: "fill it as docs/study-format.md says")
    } catch {
      let location = SourceLocation(file: files.name(file), line: error.line, column: error.column)
      findings.error("yaml", at: location, error.message, remedy: error.remedy)
    }
    return nil
  }
}
