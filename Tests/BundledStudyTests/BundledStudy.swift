import Corridor
import Foundation
import Testing

/// The bundled study, read once for all tests of its facts.
enum BundledStudy {
  /// The root of the package.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let study = Result { try StudyReader.read(folder: root + "/Geo") }
  static let borders = Result { try StudyReader.borders(folder: root + "/Geo") }

  static let network = Result {
    let study = try BundledStudy.study.get()
    let index = try BorderIndex(
      countries: borders.get().countries.map { ($0.code, $0.polygon) })
    return try StudyNetwork(study: study, borders: index, assumptions: study.resolved())
  }

  /// The corridor of that id, laid out.
  static func corridor(_ id: String) throws -> Route {
    let chain = try #require(try study.get().corridor(id), "no corridor \(id)")
    return try network.get().corridor(chain)
  }
}
