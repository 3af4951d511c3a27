import CorridorGeoJSON
import CorridorGeometry

/// Reads the files of sea/.
struct SeaReader {
  static let lanesFile = "sea/lanes.geojson"
  static let portsFile = "sea/ports.geojson"

  static func lanes(_ file: FeatureFile, _ findings: inout Findings) -> [SeaLane] {
    file.items.compactMap { item in
      let fields = file.fields(
        item, what: "lane", keys: ["passage", "countries", "restricted"], &findings)
      let passage = fields.optionalText("passage", &findings)
      let countries =
        fields.has("countries")
        ? fields.words("countries", &findings).map { fields.country($0, "countries", &findings) }
        : nil
      let isRestricted = fields.flag("restricted", &findings) ?? false
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
        passage: passage, countries: countries, isRestricted: isRestricted, lines: lines,
        location: item.location)
    }
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
