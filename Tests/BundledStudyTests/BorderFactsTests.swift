import Corridor
import Testing

/// The borders that the study redraws, against published lengths and known places.
@Suite struct BorderFactsTests {
  private func boundary(_ id: String) throws -> Boundary {
    try #require(try BundledStudy.borders.get().boundaries.first { $0.id == id })
  }

  /// Published: 17.3 km on land, an almanac's 19 km.
  @Test func `the border on the Tumen is 17 to 19.6 km long`() throws {
    #expect((17.0...19.6).contains(try boundary("ru-kp").line.length.kilometres))
  }

  /// Published: 238 to 241 km; Natural Earth's coarser line measures 204.
  @Test func `the Military Demarcation Line is 200 to 250 km long`() throws {
    #expect((200.0...250).contains(try boundary("mdl").line.length.kilometres))
  }

  @Test func `published lengths and years of zones say how well they are sourced`() throws {
    let declared = try BundledStudy.borders.get().boundaries.filter { $0.declaredKilometres != nil }
    #expect(declared.count == 2 && declared.allSatisfy { $0.declaredClass == .excerpt })
    let zones = try StudyReader.zones(folder: BundledStudy.root + "/Geo")
    for zone in zones where zone.since != nil {
      // Its note says so of the one.
      let wanted: SourceClass = zone.note?.contains("from memory") == true ? .memory : .excerpt
      #expect(zone.sinceClass == wanted, "\(zone.id)")
    }
  }

  @Test(arguments: ["ru-kp", "mdl"])
  func `a redrawn line is vertex for vertex an edge of both its countries`(id: String) throws {
    let line = try boundary(id)
    let countries = try BundledStudy.borders.get().countries.filter {
      line.between.contains($0.code)
    }
    #expect(countries.count == 2)
    for country in countries {
      let vertices = Set(
        country.polygon.polygons.flatMap(\.rings).flatMap(\.self).map(\.description))
      let missing = line.line.coordinates.filter { !vertices.contains($0.description) }
      #expect(missing.isEmpty, "\(country.code) lacks \(missing.count) vertices of \(id)")
    }
  }

  /// Known places: Khasan and Kraskino are Russian, Tumangang and Rajin North Korean, Fangchuan and
  /// Hunchun Chinese, Panmunjom's Joint Security Area lies on the line, Dorasan is South Korean.
  @Test(arguments: [
    ("RU", 130.6453, 42.4292), ("RU", 130.78, 42.71), ("KP", 130.6108, 42.4155),
    ("KP", 130.30, 42.25), ("CN", 130.60, 42.44), ("CN", 130.36, 42.86), ("KR", 126.7103, 37.8989),
    ("KP", 126.556, 37.965), ("KR", 126.978, 37.5665), ("RU", 131.8735, 43.1056),
  ])
  func `a known place lies in its country`(code: String, longitude: Double, latitude: Double)
    throws
  {
    let index = try BorderIndex(
      countries: BundledStudy.borders.get().countries.map { ($0.code, $0.polygon) })
    let place = Coordinate(longitude: longitude, latitude: latitude)
    #expect(index.country(at: place) == code)
  }

  @Test func `every land border that a railway of the study crosses states its gauges`() throws {
    let study = try BundledStudy.study.get()
    for chain in study.corridors {
      for crossing in try BundledStudy.network.get().corridor(chain).crossings
      where crossing.mode == .rail {
        let place = crossing.place.flatMap(study.place)
        let name = "\(chain.id) \(crossing.from)-\(crossing.to)"
        #expect(place != nil, "\(name) has no declared border crossing near it")
        #expect(place?.border?.gaugeMillimetres.count == 2, "\(name) does not state both gauges")
      }
    }
  }
}
