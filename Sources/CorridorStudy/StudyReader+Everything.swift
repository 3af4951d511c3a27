/// A study with every file of its folder.
public struct WholeStudy: Sendable {
  /// The study itself.
  public let study: Study
  /// Countries and boundaries.
  public let borders: Borders
  /// The sea lanes; nil when the study has none.
  public let lanes: SeaLanes?
  /// Zones.
  public let zones: [Zone]
  /// Kilometre posts.
  public let chainage: [ChainagePost]
  /// Scenarios with what they inherit.
  public let scenarios: [Scenario]
  /// The politics; nil when the study has none.
  public let regimes: Regimes?
  /// The ledger of claims; empty when the study has none.
  public let claims: [Claim]
  /// The cases of the past; empty when the study has none.
  public let backcasts: [Backcast]
  /// What a reader should know: unsourced figures, what nothing uses, alignments that differ.
  public let warnings: [Diagnostic]
}

extension StudyReader {
  /// Reads and checks every file of a study, which is what `check` does.
  ///
  /// - Parameters:
  ///   - folder: the folder as the user named it.
  ///   - isVouchedFor: whether something tells that the rings of the countries were checked as they are now;
  ///     they are checked then only for what a place or a boundary asks of them. Checking the coasts of the
  ///     world takes as long as reading them.
  /// - Returns: The study with all of its parts, and what a reader should know of them.
  /// - Throws: `StudyError.noFolder`, or `StudyError.invalid` with the mistakes of all files together.
  public static func everything(
    folder: String,
    countries isVouchedFor: @Sendable (Study) throws(StudyError) -> Bool = { _ in false }
  ) throws(StudyError) -> WholeStudy {
    let reading = StudyReading(files: try StudyFiles(folder: folder), isOfEverything: true)
    // The borders and the sea are as much text as all the rest.
    let (own, around) = SideBySide.run {
      main(reading)
    } and: {
      bordersAndSea(reading)
    }
    var parts = around.draft
    parts.add(own.patches)
    parts.broken.formUnion(own.draft.broken)
    let broken = parts.broken
    let (land, ledger) = SideBySide.run {
      ground(reading, own.study, around.borders, broken)
    } and: {
      politics(reading, own.study, own.scenarios, broken)
    }
    parts.add(land.draft)
    parts.add(ledger.draft)
    guard let study = own.study else {
      parts.findings.add(own.draft.findings)
      throw parts.findings.failure
    }
    let grounds = Grounds(of: study, borders: around.borders, lanes: around.lanes)
    parts.references += own.draft.references.filter(\.isOfGrounds)
    ReferenceCheck(study, on: grounds).check(&parts, beside: own.draft.references)
    if try !isVouchedFor(study) {
      PolygonCheck.check(around.borders.countries, &parts.findings)
      parts.findings.add(around.borders.findings(of: around.borders.overlaps()))
    }
    parts.findings.add(own.draft.findings)
    try parts.findings.check()
    EventCheck(study: study, lanes: around.lanes).check(&parts.findings)
    TransferCheck(study: study).check(&parts.findings)
    WorksCheck(study: study).check(&parts.findings)
    var used = ledger.words
    used.formUnion(parts.references.lazy.filter { !$0.isOfGrounds }.map(\.id))
    used.formUnion(own.scenarios.flatMap { $0.set.map(\.id) })
    var whole = study
    whole.references = own.draft.references
    let facts = FactsBeside(
      posts: land.chainage, zones: land.zones, boundaries: around.borders.boundaries,
      regimes: ledger.regimes)
    let warnings = parts.findings.all + whole.usageFindings(also: used, beside: facts)
    whole.warnings = own.draft.findings.sorted
    return WholeStudy(
      study: whole, borders: around.borders, lanes: around.lanes, zones: land.zones,
      chainage: land.chainage,
      scenarios: own.scenarios, regimes: ledger.regimes, claims: ledger.claims,
      backcasts: ledger.backcasts, warnings: warnings)
  }

  // MARK: - Pieces that are read side by side

  /// The study itself, nil with findings when a part of it is missing, and its scenarios.
  private static func main(
    _ reading: StudyReading
  ) -> (study: Study?, scenarios: [Scenario], draft: Draft, patches: Draft) {
    var (main, draft, patches) = (reading, Draft(), Draft())
    let study = main.study(&draft)
    if let study { StructureCheck(study: study).check(&draft.findings) }
    return (study, scenarios(reading, study, &patches), draft, patches)
  }

  private static func bordersAndSea(
    _ reading: StudyReading
  ) -> (borders: Borders, lanes: SeaLanes?, draft: Draft) {
    var draft = Draft()
    let borders = borders(reading, &draft)
    let lanes = seaLanes(reading, &draft.findings)
    return (borders, lanes, draft)
  }

  /// What lies on the ground beside places and links, and where it does not agree with them.
  private static func ground(
    _ reading: StudyReading, _ study: Study?, _ borders: Borders, _ broken: Set<String>
  ) -> (zones: [Zone], chainage: [ChainagePost], draft: Draft) {
    var draft = Draft(broken: broken)
    let zones = zones(reading, &draft)
    let chainage = chainage(reading, &draft)
    if let study {
      let posts = PostCheck(posts: chainage, study: study)
      alignments(reading, posts, &draft)
      posts.checkPlaces(&draft.findings)
      posts.checkAxes(&draft.findings)
      checkSea(reading, &draft.findings)
      check(borders, with: study.places, and: zones, &draft.findings)
      ChainageCheck.check(chainage, &draft.findings)
      SeriesCheck(posts: chainage, study: study).check(&draft.findings)
    }
    return (zones, chainage, draft)
  }

  /// What may change, what is claimed and what came of it; `words` are those of the claims and the
  /// backcasts.
  private static func politics(
    _ reading: StudyReading, _ study: Study?, _ scenarios: [Scenario], _ broken: Set<String>
  ) -> (
    regimes: Regimes?, claims: [Claim], backcasts: [Backcast], words: Set<String>, draft: Draft
  ) {
    var draft = Draft(broken: broken)
    let regimes = regimes(reading, study, scenarios: scenarios, &draft)
    guard let study else { return (regimes, [], [], [], draft) }
    check(scenarios, against: study, &draft)
    let claims = optional(ClaimReader.file, reading, &draft.findings) { () throws(StudyError) in
      try Self.claims(of: study)
    }
    let backcasts = optional(BackcastReader.file, reading, &draft.findings) {
      () throws(StudyError) in try Self.backcasts(of: study)
    }
    let words = words(of: ClaimReader.file, reading)
      .union(words(of: BackcastReader.file, reading))
    return (regimes, claims, backcasts, words, draft)
  }

  /// Tells a study that has lanes without ports, or ports without lanes; it may do without both.
  private static func checkSea(_ reading: StudyReading, _ findings: inout Findings) {
    let files = [SeaReader.lanesFile, SeaReader.portsFile]
    let missing = files.filter { !reading.files.exists($0) }
    guard missing.count == 1, let file = missing.first else { return }
    findings.warning(
      "missing-sea", at: SourceLocation(file: reading.files.name(file)),
      "there is no such file, so that `route --lanes` can't sail",
      remedy: "add it as docs/study-format.md says, or restore it; without it all else works")
  }

  /// Every word of the ledger of claims or of the backcasts: an id among them counts as used.
  private static func words(of file: String, _ reading: StudyReading) -> Set<String> {
    var ignored = Findings()
    guard reading.files.exists(file), let bytes = reading.files.bytes(file, &ignored) else {
      return []
    }
    let words = bytes.split { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): false
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): false
      // Letters beyond ASCII have bytes from 0x80 on.
      case UInt8(ascii: "_"), 0x80...: false
      default: true
      }
    }
    return Set(words.map { String(decoding: $0, as: UTF8.self) })
  }

  /// What a file holds that a study need not have; none, with findings, when there are mistakes.
  private static func optional<Item>(
    _ file: String, _ reading: StudyReading, _ findings: inout Findings,
    _ read: () throws(StudyError) -> [Item]
  ) -> [Item] {
    guard reading.files.exists(file) else { return [] }
    do throws(StudyError) {
      let items = try read()
      // What is only a warning doesn't come back with what was read.
      _ = reading.yaml(file, &findings)
      return items
    } catch {
      findings.add(error.diagnostics)
      return []
    }
  }

  private static func alignments(
    _ reading: StudyReading, _ posts: PostCheck, _ draft: inout Draft
  ) {
    let (study, suffix) = (posts.study, ".csv")
    for name in reading.files.list(
      ChainageReader.alignments, ending: suffix, &draft.findings)
    {
      let file = ChainageReader.alignments + "/" + name
      let id = String(name.dropLast(suffix.count))
      let location = SourceLocation(file: reading.files.name(file))
      guard let link = study.link(id) else {
        if draft.broken.contains(id) { continue }
        let remedy = Fields.remedy(for: id, among: study.links.map(\.id), what: "link")
        draft.findings.error(
          "unknown-link", at: location,
          "the file is named after the link '\(id)', which is not in the study", remedy: remedy,
          cause: Cause(lost: "link", id, from: LinkReader.file, remedy: remedy))
        continue
      }
      guard let bytes = reading.files.bytes(file, &draft.findings),
        TextCheck.hasNoNul(bytes, file: location.file, &draft.findings)
      else { continue }
      ChainageReader.check(alignment: bytes, file: location.file, of: link, posts, &draft)
    }
  }
}
