import CorridorStudy
import Foundation
import Testing
import Yams

/// The study that comes with the project.
@Suite struct BundledStudyTests {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Geo")

  @Test func `the bundled study has no mistake`() throws {
    let whole = try StudyReader.everything(folder: Self.folder.path)
    #expect(!whole.study.comparisons.isEmpty)
    #expect(!whole.borders.countries.isEmpty)
    for route in whole.study.routes {
      #expect(try !whole.study.orderedLinks(of: route).isEmpty, "\(route.id)")
    }
    for scenario in whole.scenarios { _ = try whole.study.resolved(scenario: scenario) }
  }

  @Test func `every YAML file of the bundled study is read as an independent reader reads it`()
    throws
  {
    let folders = [Self.folder, Self.folder.appending(path: "scenarios")]
    let files = try folders.flatMap {
      try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
    }.filter { $0.pathExtension == "yaml" }
    #expect(files.count >= 4)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      let ours = try #require(try YAMLReader.read(Array(text.utf8)))
      let theirs = try #require(try Yams.compose(yaml: text, .basic))
      #expect(Tree(ours) == Tree(theirs), "\(file.lastPathComponent)")
      #expect(places(ours) == places(theirs), "\(file.lastPathComponent)")
    }
  }
}
