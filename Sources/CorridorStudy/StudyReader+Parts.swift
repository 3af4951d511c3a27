public import CorridorGeometry
import CorridorUnits

extension StudyReader {
  /// Reads the land of every country and the boundaries that are drawn better.
  ///
  /// - Parameters:
  ///   - folder: The study's folder.
  ///   - study: The study, when its sources are to be checked too.
  ///   - region: Where a country has to be to be read; nil for anywhere. Countries elsewhere are
  ///     neither read nor checked.
  /// - Returns: The borders.
  /// - Throws: `StudyError` with every mistake.
  public static func borders(
    folder: String, study: Study? = nil, region: [BoundingBox]? = nil
  ) throws(StudyError) -> Borders {
    var draft = Draft()
    let files = try StudyFiles(folder: folder)
    let borders = borders(StudyReading(files: files), region: region, &draft)
    try finish(&draft, study)
    return borders
  }

  /// Reads every country and boundary of a study and checks them as `check` does: rings, the places of
  /// each country, boundaries along them.
  ///
  /// - Throws: `StudyError` with every mistake.
  public static func checkedBorders(of study: Study) throws(StudyError) -> Borders {
    var draft = Draft()
    let files = try StudyFiles(folder: study.folder)
    let borders = borders(StudyReading(files: files), &draft)
    check(borders, with: study.places, &draft.findings)
    PolygonCheck.check(borders.countries, &draft.findings)
    try finish(&draft, study)
    return borders
  }

  static func check(
    _ borders: Borders, with places: [Place], and zones: [Zone] = [], _ findings: inout Findings
  ) {
    if !borders.countries.isEmpty {
      BoundaryCheck(countries: borders.countries).check(borders.boundaries, &findings)
      let check = CountryCheck(countries: borders.countries, of: places, zones)
      check.check(places, &findings)
      check.check(zones, &findings)
    }
  }

  /// Checks that places lie in, or near, the countries that they name.
  ///
  /// - Throws: `StudyError` with every place whose country has no polygon, or lies elsewhere.
  public static func check(_ places: [Place], in borders: Borders) throws(StudyError) {
    var findings = Findings()
    CountryCheck(countries: borders.countries, of: places).check(places, &findings)
    try findings.check()
  }

  /// The fingerprint of the countries' file; nil when it can't be read.
  public static func countriesFingerprint(folder: String) throws(StudyError) -> UInt64? {
    try StudyFiles(folder: folder).fingerprint(BorderReader.countriesFile)
  }

  /// The bytes of a file of the study's folder that a study need not have; nil when there is no file,
  /// and none when it is empty or can't be read.
  public static func optionalFile(_ file: String, folder: String) throws(StudyError) -> [UInt8]? {
    let files = try StudyFiles(folder: folder)
    var ignored = Findings()
    return files.exists(file) ? files.bytes(file, &ignored) ?? [] : nil
  }

  /// Reads the zones; none when the study has no file of them.
  public static func zones(folder: String, study: Study? = nil) throws(StudyError) -> [Zone] {
    var draft = Draft()
    let zones = zones(StudyReading(files: try StudyFiles(folder: folder)), &draft)
    try finish(&draft, study)
    return zones
  }

  /// Reads the kilometre posts; none when the study has no file of them.
  public static func chainage(folder: String, study: Study? = nil) throws(StudyError)
    -> [ChainagePost]
  {
    var draft = Draft()
    let posts = chainage(StudyReading(files: try StudyFiles(folder: folder)), &draft)
    try finish(&draft, study)
    return posts
  }

  /// Reads the scenarios in order of ids, each with what it inherits in its `set`.
  ///
  /// With the study every patch is checked: what it names is there, and units fit.
  public static func scenarios(folder: String, study: Study? = nil) throws(StudyError)
    -> [Scenario]
  {
    var draft = Draft()
    let reading = StudyReading(files: try StudyFiles(folder: folder))
    let scenarios = scenarios(reading, study, &draft)
    if let study { check(scenarios, against: study, &draft) }
    try finish(&draft, study)
    return scenarios
  }

  private static func finish(_ draft: inout Draft, _ study: Study?) throws(StudyError) {
    if let study { ReferenceCheck(study).check(&draft, beside: study.references) }
    try draft.findings.check()
  }

  static func borders(
    _ reading: StudyReading, region: [BoundingBox]? = nil, _ draft: inout Draft
  ) -> Borders {
    let countries = reading.features(
      BorderReader.countriesFile, isNeeded: true, region: region, &draft.findings
    ).map {
      BorderReader.countries($0, &draft)
    }
    if region != nil, countries?.isEmpty == true {
      // The region may lie on the high seas; a file without any country is a mistake all the same.
      _ = reading.features(BorderReader.countriesFile, isNeeded: true, &draft.findings)
    }
    var boundaries: [Boundary] = []
    if reading.files.exists(BorderReader.boundariesFile),
      let file = reading.features(BorderReader.boundariesFile, &draft.findings)
    {
      boundaries = BorderReader.boundaries(file, &draft)
    }
    IDs.checkUnique(
      (countries ?? []).map { ($0.code, "country", $0.location) }
        + boundaries.map { ($0.id, "boundary", $0.location) }, &draft.findings)
    return Borders(countries: countries ?? [], boundaries: boundaries)
  }

  static func zones(_ reading: StudyReading, _ draft: inout Draft) -> [Zone] {
    guard reading.files.exists(BorderReader.zonesFile),
      let file = reading.features(BorderReader.zonesFile, &draft.findings)
    else { return [] }
    let zones = BorderReader.zones(file, &draft)
    IDs.checkUnique(zones.map { ($0.id, "zone", $0.location) }, &draft.findings)
    return zones
  }

  static func chainage(_ reading: StudyReading, _ draft: inout Draft) -> [ChainagePost] {
    guard reading.files.exists(ChainageReader.file),
      let bytes = reading.files.bytes(ChainageReader.file, &draft.findings)
    else { return [] }
    let name = reading.files.name(ChainageReader.file)
    guard TextCheck.hasNoNul(bytes, file: name, &draft.findings) else { return [] }
    return ChainageReader.posts(bytes, file: name, &draft)
  }

  /// The scenarios as they are written; whether what they patch is there is told by `check`.
  static func scenarios(_ reading: StudyReading, _ study: Study?, _ draft: inout Draft)
    -> [Scenario]
  {
    guard let currency = study?.settings.priceBase.currency ?? Currency("USD") else { return [] }
    let needs = UnitNeeds(currency: currency, services: [:])
    return ScenarioReader.scenarios(reading, needs, &draft)
  }

  /// Checks the patches of scenarios: what they name is there, and units fit.
  static func check(_ scenarios: [Scenario], against study: Study, _ draft: inout Draft) {
    let broken = draft.broken
    let found = SideBySide.map(scenarios) { scenario in
      var patcher = StudyPatcher(study: study, scenario: scenario, broken: broken)
      patcher.check()
      return patcher.findings
    }
    // What a scenario inherits is told once, where it stands.
    var seen: Set<Diagnostic> = []
    for findings in found { draft.findings.add(findings.all.filter { seen.insert($0).inserted }) }
  }
}

extension ReferenceCheck {
  /// A check against a study that was read before, and what it is laid on where that is known.
  init(_ study: Study, on grounds: Grounds? = nil) {
    self.init(
      Known(
        places: study.places, links: study.links, corridors: study.corridors,
        services: study.services, linkClasses: study.linkClasses, assumptions: study.assumptions,
        citations: study.citations, grounds: grounds))
  }
}
