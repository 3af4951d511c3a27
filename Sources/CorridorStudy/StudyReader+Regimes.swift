import CorridorUnits

extension StudyReader {
  /// Reads the politics of a study; nil when it has no file of them.
  ///
  /// What is named of the study is checked: assumptions and their units and ranges, links, sources and
  /// countries.
  public static func regimes(folder: String, study: Study) throws(StudyError) -> Regimes? {
    var draft = Draft()
    let reading = StudyReading(files: try StudyFiles(folder: folder))
    let regimes = regimes(reading, study, &draft)
    ReferenceCheck(study).check(&draft)
    try draft.findings.check()
    return regimes
  }

  static func regimes(
    _ reading: StudyReading, _ study: Study?, scenarios: [Scenario] = [], _ draft: inout Draft
  ) -> Regimes? {
    guard reading.files.exists(RegimeReader.file),
      let root = reading.fields(RegimeReader.file, keys: Keys.regimes, &draft.findings)
    else { return nil }
    let currency = study?.settings.priceBase.currency ?? Currency("USD")
    guard let currency else { return nil }
    let needs = UnitNeeds(currency: currency, services: [:])
    let regimes = RegimeReader.regimes(of: root, needs: needs, &draft)
    guard let study else { return regimes }
    let countries = countries(of: study, reading, namedBy: regimes)
    let check = RegimeCheck(study: study, countries: countries)
    check.check(regimes, &draft.findings)
    VintageCheck.check(regimes.processes, &draft.findings)
    check.check(scenarios, regimes, &draft.findings)
    return regimes
  }

  /// The codes of the countries that places are in, and when one is named that is not among them, of
  /// all that have borders: these take longer to read.
  private static func countries(
    of study: Study, _ reading: StudyReading, namedBy regimes: Regimes
  ) -> Set<String> {
    let places = study.places.flatMap {
      ($0.border?.between ?? []) + [$0.country].compactMap(\.self)
    }
    let named =
      regimes.exposures.flatMap { $0.countries + $0.crossings.flatMap(\.self) }
      + regimes.hosts.map(\.country)
    let known = Set(places)
    if known.isSuperset(of: named) { return known }
    // What is wrong with the borders is told where they are used.
    var ignored = Draft()
    let borders = borders(reading, &ignored)
    return known.union(borders.countries.map(\.code))
  }
}
