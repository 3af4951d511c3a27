import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

@Suite("Kept measures")
struct MeasureIndexTests {
  private let drawing: Drawing
  private let measures: [String: LineMeasure]

  init() throws {
    drawing = try Drawing(countries: "AAA.BBB", line: "a---b===c")
    measures = try StudyNetwork.measures(of: drawing.study, borders: drawing.borders)
  }

  private func kept(
    _ bytes: [UInt8], in study: Study? = nil, countries: UInt64 = 7
  ) throws -> [String: LineMeasure] {
    let study = study ?? drawing.study
    return try #require(MeasureIndex(bytes: bytes))
      .measures(of: study.links, in: study, countries: countries)
  }

  private var bytes: [UInt8] {
    MeasureIndex.bytes(of: measures, in: drawing.study, countries: 7)
  }

  @Test("come back as they were, to the last bit")
  func roundTrip() throws {
    #expect(measures.count == 2)
    #expect(try kept(bytes) == measures)
  }

  @Test("do not hold when the countries, the line, its mode, its ends or a tolerance change")
  func changes() throws {
    #expect(try kept(bytes, countries: 8).isEmpty)
    #expect(try kept(bytes, in: changed { $0.geometry.deviation = Length(metres: 21) }).isEmpty)
    let second = drawing.study.links[1].id
    let road = try changed(link: { $0.mode = .road })
    #expect(try Set(kept(bytes, in: road).keys) == [second])
    let ends = try changed(place: { $0.country = "AA" })
    #expect(try Set(kept(bytes, in: ends).keys) == [second])
    var coordinates = drawing.study.links[0].line.coordinates
    coordinates[0].latitude += 1e-9
    let line = try LineString(coordinates)
    #expect(try Set(kept(bytes, in: changed(link: { $0.line = line })).keys) == [second])
  }

  /// The study with other settings, another first link or another first place.
  private func changed(
    settings change: (inout Settings) -> Void = { _ in }, link: (inout Link) -> Void = { _ in },
    place: (inout Place) -> Void = { _ in }
  ) throws -> Study {
    let study = drawing.study
    var settings = study.settings
    change(&settings)
    var (links, places) = (study.links, study.places)
    link(&links[0])
    let first = try #require(places.firstIndex { $0.id == "a" })
    place(&places[first])
    return Study(
      folder: study.folder, settings: settings, places: places, links: links,
      corridors: study.corridors, routes: study.routes, comparisons: study.comparisons,
      services: study.services, linkClasses: study.linkClasses, events: study.events,
      assumptions: study.assumptions, citations: study.citations, deflators: study.deflators,
      warnings: [])
  }

  @Test("do not hold when a number of theirs was changed")
  func tampered() throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let traced = try #require(measures[drawing.study.links[0].id]).traced.metres
    let changed = text.replacing(
      "\"traced_m\": \(traced)", with: "\"traced_m\": \(traced + 1)",
      maxReplacements: 1)
    #expect(changed != text)
    #expect(try kept(Array(changed.utf8)).count == 1)
  }

  @Test("are as good as absent when the file is cut short or is something else")
  func broken() {
    for count in [0, 1, bytes.count / 2, bytes.count - 3] {
      #expect(MeasureIndex(bytes: Array(bytes.prefix(count))) == nil)
    }
    #expect(MeasureIndex(bytes: Array("[]".utf8)) == nil)
  }
}
