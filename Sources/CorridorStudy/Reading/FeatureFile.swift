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

  /// Reads a file; nil, with a finding, when it can't be read.
  ///
  /// Features outside the region are left out, as `GeoJSONReader.Options.region` has it. Of a file that
  /// a study can't do without it is a mistake that there are none.
  init?(
    _ bytes: [UInt8], file: String, isNeeded: Bool = false, region: [BoundingBox]? = nil,
    _ findings: inout Findings
  ) {
    self.file = file
    do throws(GeoJSONError) {
      let collection = try GeoJSONReader.read(
        bytes: bytes, file: file, options: GeoJSONReader.Options(region: region))
      if isNeeded, region == nil, collection.features.isEmpty {
        Self.isEmpty(file, &findings)
        return nil
      }
      items = collection.features.compactMap { Self.item($0, file: file, &findings) }
    } catch {
      Self.failed(error, file, &findings)
      return nil
    }
  }

  /// What a file's features are read as, of which ids should be unique.
  struct Things<Thing> {
    var all: [Thing] = []
    /// How many more features there are of an id than were read.
    var leftOut: [String: Int] = [:]
  }

  /// Reads a file that a study can't do without, feature by feature, of which nothing else is kept; nil, with a
  /// finding and none of what the features said, when it can't be read to its end.
  ///
  /// Two features of an id are read, which tell that it is not unique.
  static func things<Thing>(
    _ bytes: [UInt8], file: String, _ draft: inout Draft,
    _ body: (Item, FeatureFile, inout Draft) -> Thing?
  ) -> Things<Thing>? {
    let before = draft
    let home = FeatureFile(file: file)
    var things = Things<Thing>()
    var isEmpty = true
    do throws(GeoJSONError) {
      let leftOut = try GeoJSONReader.read(
        bytes: bytes, file: file, options: .strict, mostAlike: 2
      ) { feature in
        isEmpty = false
        guard let item = Self.item(feature, file: file, &draft.findings) else { return }
        if let thing = body(item, home, &draft) { things.all.append(thing) }
      }
      for (id, count) in leftOut {
        if case .string(let id) = id { things.leftOut[id] = count }
      }
    } catch {
      draft = before
      failed(error, file, &draft.findings)
      return nil
    }
    guard isEmpty else { return things }
    Self.isEmpty(file, &draft.findings)
    return nil
  }

  private init(file: String) {
    self.file = file
    items = []
  }

  private static func isEmpty(_ file: String, _ findings: inout Findings) {
    findings.error(
      "empty-file", at: SourceLocation(file: file), "the file has no features",
      remedy: "restore it, or draw what it is for, as docs/study-format.md says")
  }

  private static func failed(_ error: GeoJSONError, _ file: String, _ findings: inout Findings) {
    let location = SourceLocation(
      file: file, line: error.position.line, column: error.position.column)
    findings.error("geojson", at: location, error.message, remedy: error.remedy)
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
