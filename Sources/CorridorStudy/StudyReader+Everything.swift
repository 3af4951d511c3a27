/// A study with every file of its folder.
public struct WholeStudy: Sendable {
  /// The study itself.
  public let study: Study
  /// Countries and boundaries.
  public let borders: Borders
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
    folder: String, countries isVouchedFor: (Study) throws(StudyError) -> Bool = { _ in false }
  ) throws(StudyError) -> WholeStudy {
    let reading = StudyReading(files: try StudyFiles(folder: folder))
    // The borders are as much text as all the rest.
    let ((study, draft), (borders, border)) = SideBySide.run {
      main(reading)
    } and: {
      bordersAndSea(reading)
    }
    var parts = border
    parts.broken.formUnion(draft.broken)
    let zones = try zones(reading, &parts)
    let chainage = try chainage(reading, &parts)
    let scenarios = scenarios(reading, study, &parts)
    let regimes = try regimes(reading, study, scenarios: scenarios, &parts)
    guard let study else {
      parts.findings.add(draft.findings)
      throw parts.findings.failure
    }
    alignments(reading, study, &parts)
    ReferenceCheck(study).check(&parts)
    check(borders, with: study.places, &parts.findings)
    if try !isVouchedFor(study) { PolygonCheck.check(borders.countries, &parts.findings) }
    ChainageCheck.check(chainage, &parts.findings)
    let claims = optional(ClaimReader.file, reading, &parts.findings) { () throws(StudyError) in
      try Self.claims(of: study)
    }
    let backcasts = optional(BackcastReader.file, reading, &parts.findings) {
      () throws(StudyError) in try Self.backcasts(of: study)
    }
    parts.findings.add(draft.findings)
    try parts.findings.check()
    var used = words(of: ClaimReader.file, reading)
    used.formUnion(words(of: BackcastReader.file, reading))
    used.formUnion(parts.references.map(\.id))
    used.formUnion(scenarios.flatMap { $0.set.map(\.id) })
    var whole = study
    whole.references = draft.references
    let warnings = parts.findings.all + whole.usageFindings(also: used, posts: chainage)
    whole.warnings = draft.findings.sorted
    return WholeStudy(
      study: whole, borders: borders, zones: zones, chainage: chainage, scenarios: scenarios,
      regimes: regimes, claims: claims, backcasts: backcasts, warnings: warnings)
  }

  /// The study itself; nil, with findings, when a part of it is missing.
  private static func main(_ reading: StudyReading) -> (Study?, Draft) {
    var (main, draft) = (reading, Draft())
    let study = main.study(&draft)
    if let study { StructureCheck(study: study).check(&draft.findings) }
    return (study, draft)
  }

  private static func bordersAndSea(_ reading: StudyReading) -> (Borders, Draft) {
    var draft = Draft()
    let borders = borders(reading, &draft)
    _ = seaLanes(reading, &draft.findings)
    return (borders, draft)
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

  private static func alignments(_ reading: StudyReading, _ study: Study, _ draft: inout Draft) {
    let suffix = ".csv"
    for name in reading.files.list(
      ChainageReader.alignments, ending: suffix, &draft.findings)
    {
      let file = ChainageReader.alignments + "/" + name
      let id = String(name.dropLast(suffix.count))
      let location = SourceLocation(file: reading.files.name(file))
      guard let link = study.link(id) else {
        if draft.broken.contains(id) { continue }
        draft.findings.error(
          "unknown-link", at: location,
          "the file is named after the link '\(id)', which is not in the study",
          remedy: Fields.remedy(for: id, among: study.links.map(\.id), what: "link"))
        continue
      }
      guard let bytes = reading.files.bytes(file, &draft.findings),
        TextCheck.hasNoNul(bytes, file: location.file, &draft.findings)
      else { continue }
      ChainageReader.check(alignment: bytes, file: location.file, of: link, &draft)
    }
  }
}
