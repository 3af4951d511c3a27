import CorridorGeoJSON
import CorridorGeometry

/// The features of a GeoJSON file of a study.
struct FeatureFile {
  /// A feature with its id, which a study asks of every one.
  struct Item {
    let id: String
    let feature: Feature
    let location: SourceLocation
  }

  /// The file as messages name it.
  let file: String
  let items: [Item]
  /// How many more features there are of an id than were kept.
  let leftOut: [String: Int]

  /// Reads a file; nil, with a finding, when it can't be read.
  ///
  /// Features outside the region are left out, as `GeoJSONReader.Options.region` has it. Of a file that
  /// a study can't do without it is a mistake that there are none. Of features with one id so many are
  /// kept.
  init?(
    _ bytes: [UInt8], file: String, isNeeded: Bool = false, region: [BoundingBox]? = nil,
    mostAlike: Int = .max, _ findings: inout Findings
  ) {
    self.file = file
    do throws(GeoJSONError) {
      let (collection, leftOut) = try GeoJSONReader.read(
        bytes: bytes, file: file, options: GeoJSONReader.Options(region: region),
        mostAlike: mostAlike)
      if isNeeded, region == nil, collection.features.isEmpty {
        findings.error(
          "empty-file", at: SourceLocation(file: file), "the file has no features",
          remedy: "restore it, or draw what it is for, as docs/study-format.md says")
        return nil
      }
      items = collection.features.compactMap { Self.item($0, file: file, &findings) }
      self.leftOut = leftOut.reduce(into: [:]) { leftOut, more in
        if case .string(let id) = more.key { leftOut[id] = more.value }
      }
    } catch {
      let location = SourceLocation(
        file: file, line: error.position.line, column: error.position.column)
      findings.error("geojson", at: location, error.message, remedy: error.remedy)
      return nil
    }
  }

  private static func item(
    _ feature: Feature, file: String, _ findings: inout Findings
  ) -> Item? {
    let location = SourceLocation(
      file: file, line: feature.position.line, column: feature.position.column)
    guard case .string(let id) = feature.id else {
      findings.error(
        "missing-id", at: location,
        feature.id == nil ? "the feature has no id" : "the feature's id is a number",
        remedy: "add \"id\": \"NAME\" beside \"geometry\"")
      return nil
    }
    return Item(id: id, feature: feature, location: location)
  }

  /// The properties of a feature, which may have these keys.
  func fields(
    _ item: Item, what: String, keys: [String], _ findings: inout Findings
  ) -> Fields {
    Fields(
      ConfigNode.entries(of: item.feature.properties), file: file, subject: "\(what) '\(item.id)'",
      anyOf: keys, at: item.location, &findings)
  }

  /// Notes that a feature's geometry is of another type than its file is for.
  func wrongGeometry(_ item: Item, what: String, wanted: String, _ findings: inout Findings) {
    let position = item.feature.geometryPosition
    let location = SourceLocation(file: file, line: position.line, column: position.column)
    let type = item.feature.geometry?.type ?? "nothing"
    findings.error(
      "wrong-geometry", at: position.line == 0 ? item.location : location,
      "\(what) '\(item.id)' is drawn as \(type)", remedy: "draw it as \(wanted)")
  }
}
