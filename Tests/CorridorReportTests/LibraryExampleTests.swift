import Corridor
import Foundation
import Testing

/// The example of docs/library.md and of the DocC catalogue, compiled and run here: between the marks stands
/// what the documents show.
@Suite struct LibraryExampleTests {
  @Test func `the example gives what the command prints`() throws {
    let folder = Bundled.root.appending(path: "Examples/lobito").path
    let (table, lengths) = try Self.example(folder: folder)
    #expect(table.contains("lobito-rail"))
    #expect(lengths.contains { $0.hasPrefix("lobito-rail") })
  }

  private static func example(folder: String) throws -> (String, [String]) {
    // begin example
    let study = try StudyReader.read(folder: folder)
    let assumptions = try study.resolved(overrides: [
      Override(
        id: "rail.tariff", text: "0.1 USD/t-km @2024", location: SourceLocation(file: "here"))
    ])
    let borders = try StudyReader.borders(folder: folder)
    let network = try StudyNetwork(
      study: study,
      borders: BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) }),
      assumptions: assumptions)
    let comparison = study.comparisons[0]
    let result = try ComparisonAppraiser(study: study, assumptions: assumptions)
      .appraise(comparison, routes: network.routes(of: comparison.id))
    let table = ComparisonTable(study: study, result: result).text()
    let lengths = result.routes.map { route in
      "\(route.route.plan.shortID): \(route.outcome("length_km")?.value ?? 0) km"
    }
    // end example
    return (table, lengths)
  }

  @Test(arguments: ["docs/library.md", "Sources/Corridor/Corridor.docc/Corridor.md"])
  func `the documents show the example as it is compiled`(document: String) throws {
    let own = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
    let begin = try #require(own.range(of: "    // begin example\n"))
    let end = try #require(own.range(of: "    // end example"))
    let lines = own[begin.upperBound..<end.lowerBound].split(
      separator: "\n", omittingEmptySubsequences: false)
    let example = lines.map { $0.dropFirst(4) }.joined(separator: "\n")
    let text = try String(contentsOf: Bundled.root.appending(path: document), encoding: .utf8)
    #expect(text.contains("```swift\nimport Corridor\n\n" + example + "```"), "\(document)")
  }
}
