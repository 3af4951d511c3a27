import Corridor
import Foundation
import Testing

@Suite struct FreshExportsTests {
  @Test(arguments: Bundled.names)
  func `the committed export is the one that the study makes now`(name: String) throws {
    let file = try Bundled.shared.get().file(name)
    let kept = Bundled.root.appending(path: "Exports/\(name)")
    let bytes = try? Data(contentsOf: kept)
    let isFresh = bytes.map { Array($0) == file.bytes } ?? false
    #expect(isFresh, "Exports/\(name) is missing or stale: run `make export` and commit it")
  }

  /// That the report itself is fresh is tested with its command.
  @Test(arguments: ["ladder-cost", "distribution"])
  func `a chart of the gallery is the one of the committed report`(name: String) throws {
    let picture = try Data(
      contentsOf: Bundled.root.appending(path: "docs/pictures/\(name).svg"))
    let report = try Data(contentsOf: Bundled.root.appending(path: "Exports/report.html"))
    // Alone it has an XML declaration before it.
    let start = try #require(picture.range(of: Data("<svg ".utf8))?.lowerBound)
    let isFresh = report.range(of: picture[start...]) != nil
    #expect(isFresh, "docs/pictures/\(name).svg is stale: run `make export pictures` and commit it")
  }

  @Test func `Exports holds no GeoJSON that is not exported`() throws {
    let folder = Bundled.root.appending(path: "Exports").path
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(kept.filter { $0.hasSuffix(".geojson") }.sorted() == Bundled.names)
    #expect(try Bundled.shared.get().files.map(\.name) == Bundled.names)
  }
}
