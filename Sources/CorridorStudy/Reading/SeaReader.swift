import CorridorGeoJSON
import CorridorGeometry

/// Reads the files of sea/.
struct SeaReader {
  static let lanesFile = "sea/lanes.geojson"
  static let portsFile = "sea/ports.geojson"

  static func lanes(_ file: FeatureFile, _ findings: inout Findings) -> [SeaLane] {
    file.items.compactMap { item in
      let fields = file.fields(
        item, what: "lane",
        keys: ["passage", "countries", "restricted", "inland", "added", "moved"], &findings)
      let passage = fields.optionalText("passage", &findings)
      let countries =
        fields.has("countries")
        ? fields.words("countries", &findings).map { fields.country($0, "countries", &findings) }
        : nil
      let isRestricted = fields.flag("restricted", &findings) ?? false
      let inland = fields.optionalText("inland", &findings)
      let added = positions("added", 1, of: fields, &findings).map { $0[0] }
      let moved = positions("moved", 2, of: fields, &findings).map { ($0[0], $0[1]) }
      let lines: [[Coordinate]]
      switch item.feature.geometry {
      case .lineString(let line): lines = [line]
      case .multiLineString(let several): lines = several
      default:
        file.wrongGeometry(
          item, what: "lane", wanted: "a LineString or MultiLineString", &findings)
        return nil
      }
      for line in lines where (try? LineString(line)) == nil {
        findings.error(
          "geojson", at: item.location, "lane '\(item.id)' has a line that is none",
          remedy: "give each line two positions or more within -180...180 and -90...90")
      }
      return SeaLane(
        passage: passage, countries: countries, isRestricted: isRestricted, inland: inland,
        added: Set(added), moved: Dictionary(moved) { first, _ in first }, lines: lines,
        location: item.location)
    }
  }

  /// The rows of a key, each with so many positions one after another.
  private static func positions(
    _ key: String, _ count: Int, of fields: Fields, _ findings: inout Findings
  ) -> [[Coordinate]] {
    guard let node = fields.value(key) else { return [] }
    var rows: [[Coordinate]] = []
    for row in node.items ?? [node] {
      guard let items = row.items, items.count == 2 * count else {
        let shape = count == 1 ? "[longitude, latitude]" : "[now, before] in four numbers"
        fields.wrongType(key, row, wanted: "a list of \(shape)", &findings)
        return []
      }
      let numbers = items.compactMap { fields.number(of: $0, key, &findings) }
      guard numbers.count == items.count else { return [] }
      rows.append(
        stride(from: 0, to: numbers.count, by: 2).map {
          Coordinate(longitude: numbers[$0], latitude: numbers[$0 + 1])
        })
    }
    return rows
  }

  static func ports(_ file: FeatureFile, _ findings: inout Findings) -> [SeaPort] {
    file.items.compactMap { item in
      let fields = file.fields(item, what: "port", keys: Fields.nameKeys, &findings)
      let names = fields.names(&findings)
      guard case .point(let coordinate) = item.feature.geometry else {
        file.wrongGeometry(item, what: "port", wanted: "a Point", &findings)
        return nil
      }
      return SeaPort(id: item.id, names: names, coordinate: coordinate, location: item.location)
    }
  }
}

extension StudyReader {
  /// Reads the sea-lane network; nil when the study has none.
  ///
  /// - Throws: `StudyError` with every mistake.
  public static func seaLanes(folder: String) throws(StudyError) -> SeaLanes? {
    var draft = Draft()
    let lanes = try seaLanes(StudyReading(files: StudyFiles(folder: folder)), &draft.findings)
    try draft.findings.check()
    return lanes
  }

  static func seaLanes(_ reading: StudyReading, _ findings: inout Findings) -> SeaLanes? {
    guard reading.files.exists(SeaReader.lanesFile) else { return nil }
    let lanes = reading.features(SeaReader.lanesFile, &findings).map {
      SeaReader.lanes($0, &findings)
    }
    let ports =
      reading.files.exists(SeaReader.portsFile)
      ? reading.features(SeaReader.portsFile, &findings).map { SeaReader.ports($0, &findings) }
      : nil
    return lanes.map { SeaLanes(lanes: $0, ports: ports ?? []) }
  }
}
