import Corridor
import CorridorAppraisal
import Foundation
import Testing

/// The bundled study with its results and its export, made once for all tests.
struct Bundled {
  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let shared = Result { try Bundled() }

  let study: Study
  let assumptions: ResolvedAssumptions
  let results: [CorridorAppraisal.ComparisonResult]
  let files: [StudyExporter.File]
  private let network: StudyNetwork
  private let borders: Borders
  private let zones: [Zone]

  private init() throws {
    let folder = Self.root.path + "/Geo"
    let study = try StudyReader.read(folder: folder)
    let borders = try StudyReader.borders(folder: folder)
    let assumptions = try study.resolved()
    let network = try StudyNetwork(
      study: study,
      borders: BorderIndex(countries: borders.countries.map { ($0.code, $0.polygon) }),
      assumptions: assumptions)
    let appraiser = ComparisonAppraiser(study: study, assumptions: assumptions)
    let results = try study.comparisons.map {
      try appraiser.appraise($0, routes: network.routes(of: $0.id))
    }
    self.study = study
    self.assumptions = assumptions
    self.results = results
    let zones = try StudyReader.zones(folder: folder)
    files = try StudyExporter(
      network: network, borders: borders, zones: zones, assumptions: assumptions, results: results
    ).files()
    (self.network, self.borders, self.zones) = (network, borders, zones)
  }

  /// What claims are held against.
  func quantities() -> Quantities {
    Quantities(
      network: network, boundaries: borders.boundaries, zones: zones, assumptions: assumptions,
      results: results)
  }

  /// A map of a comparison, or of the whole network.
  func map(_ result: CorridorAppraisal.ComparisonResult? = nil) -> StudyMap {
    StudyMap(
      network: network, borders: borders, zones: zones, assumptions: assumptions, result: result)
  }

  func result(_ id: String) throws -> CorridorAppraisal.ComparisonResult {
    try #require(results.first { $0.comparison.id == id }, "no comparison \(id)")
  }

  /// A comparison with other values of assumptions.
  func result(_ id: String, set overrides: [Override]) throws
    -> CorridorAppraisal.ComparisonResult
  {
    if overrides.isEmpty { return try result(id) }
    let comparison = try #require(study.comparison(id))
    return try ComparisonAppraiser(
      study: study, assumptions: study.resolved(overrides: overrides)
    ).appraise(comparison, routes: network.routes(of: id))
  }

  /// An exported file.
  func file(_ name: String) throws -> StudyExporter.File {
    try #require(files.first { $0.name == name }, "no file \(name)")
  }

  /// An exported file as another JSON reader sees it.
  func json(_ name: String) throws -> [String: Any] {
    let json = try JSONSerialization.jsonObject(with: Data(file(name).bytes))
    return try #require(json as? [String: Any])
  }

  static let comparisons = [
    "container:busan-hamburg", "container:busan-moscow", "oil:taishet-kozmino",
    "gas:vladivostok-seoul", "power:vladivostok-seoul",
  ]

  static let names = [
    "borders", "comparisons", "corridors", "crossings", "links", "places", "zones",
  ].map { $0 + ".geojson" }
}

/// Lines of a text, the last newline not counted as one.
func lines(of text: String) -> [String] {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  if lines.last == "" { lines.removeLast() }
  return lines
}
