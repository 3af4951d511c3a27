import Corridor
import Testing

@Suite("Kept measures of the bundled study")
struct KeptMeasuresTests {
  @Test("are what measuring anew gives; if not: corridor check --write-index")
  func fresh() throws {
    let folder = BundledStudy.root + "/Geo"
    let study = try BundledStudy.study.get()
    let index = try BorderIndex(
      countries: BundledStudy.borders.get().countries.map { ($0.code, $0.polygon) })
    let bytes = try #require(try StudyReader.optionalFile(MeasureIndex.file, folder: folder))
    let countries = try #require(try StudyReader.countriesFingerprint(folder: folder))
    let kept = try #require(MeasureIndex(bytes: bytes))
      .measures(of: study.links, in: study, countries: countries)
    #expect(try kept == StudyNetwork.measures(of: study, borders: index))
  }

  @Test("and the kept edges are what laying out the countries gives")
  func edges() throws {
    let folder = BundledStudy.root + "/Geo"
    let index = try BorderIndex(
      countries: BundledStudy.borders.get().countries.map { ($0.code, $0.polygon) })
    let bytes = try #require(try StudyReader.optionalFile(BorderIndexFile.file, folder: folder))
    let countries = try #require(try StudyReader.countriesFingerprint(folder: folder))
    #expect(bytes == BorderIndexFile.bytes(of: index, countries: countries))
  }
}
