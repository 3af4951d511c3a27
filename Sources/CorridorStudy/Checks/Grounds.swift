/// What the ids of a study rest on that files beside it declare: countries and passages.
struct Grounds {
  /// Codes of the countries that have a polygon, or places in them.
  var countries: Set<String>
  /// Codes of the countries of places.
  let countriesOfPlaces: Set<String>
  /// Names of the passages that lanes belong to; of a study without lanes those of its links.
  var passages: Set<String>
  /// The file that declares passages.
  var fileOfPassages = LinkReader.file

  private init(places: [Place], links: [Link]) {
    countriesOfPlaces = Set(
      places.flatMap { ($0.border?.between ?? []) + [$0.country].compactMap(\.self) })
    countries = countriesOfPlaces
    passages = Set(links.flatMap(\.passages))
  }

  /// Those of a study whose borders and lanes have been read; nil for lanes that it has not.
  init(of study: Study, borders: Borders, lanes: SeaLanes?) {
    self.init(places: study.places, links: study.links)
    countries.formUnion(borders.countries.map(\.code))
    if let lanes { declare(lanes) }
  }

  /// Those that some mentions ask for.
  ///
  /// The polygons of countries and the lanes take longer to read than all the rest. The polygons are read when a country
  /// is named that no place is in, and the lanes when something names a passage as nothing else does.
  init(
    of places: [Place], _ links: [Link], namedBy references: [Reference], _ reading: StudyReading
  ) {
    self.init(places: places, links: links)
    // What is wrong with the files themselves is told where they are used.
    var ignored = Draft()
    let named = references.filter { $0.target == .country }.map(\.id)
    if !countries.isSuperset(of: named) {
      let borders = StudyReader.borders(reading, &ignored)
      countries.formUnion(borders.countries.map(\.code))
    }
    var times: [String: Int] = [:]
    for reference in references where reference.target == .passage {
      times[reference.id, default: 0] += 1
    }
    guard times.contains(where: { $0.value == 1 || !passages.contains($0.key) }) else { return }
    if let lanes = StudyReader.seaLanes(reading, &ignored.findings) { declare(lanes) }
  }

  private mutating func declare(_ lanes: SeaLanes) {
    // Lanes without a named passage say nothing of which there are.
    guard !lanes.passages.isEmpty else { return }
    passages = Set(lanes.passages)
    fileOfPassages = SeaReader.lanesFile
  }
}
