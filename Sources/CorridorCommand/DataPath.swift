import Corridor
import Foundation

/// A file that geodata are read from or written to, and what its ending tells.
struct DataPath {
  let path: String

  /// The name without folders and endings; `features` for standard input and output.
  var stem: String {
    guard path != "-" else { return "features" }
    let name = URL(filePath: plain).lastPathComponent
    return name.firstIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// Whether the text is compressed by gzip.
  var isCompressed: Bool { path.lowercased().hasSuffix(".gz") }

  private var plain: String { isCompressed ? String(path.dropLast(3)) : path }

  private var ending: String { URL(filePath: plain).pathExtension.lowercased() }

  /// How features follow each other in a file of this ending.
  var layout: ConversionOptions.Layout {
    switch ending {
    case "geojsonl", "ndgeojson", "ndjson", "jsonl", "ldgeojson": .lines
    case "geojsons", "geojsonseq", "json-seq": .sequence
    default: .collection
    }
  }

  /// The name that GDAL has for the format; nil for GeoJSON.
  var driver: String? {
    let upper = path.prefix(3).uppercased()
    if upper == "PG:" { return "PostgreSQL" }
    return switch ending {
    case "gpkg": "GPKG"
    case "fgb": "FlatGeobuf"
    case "shp": "ESRI Shapefile"
    case "parquet", "geoparquet": "Parquet"
    case "kml": "KML"
    case "gml": "GML"
    case "gpx": "GPX"
    case "sqlite": "SQLite"
    default: nil
    }
  }

  /// Whether the ending is that of another format and `.gz`, which nothing writes.
  var isPackedForeign: Bool { driver != nil && isCompressed }

  /// Why such a file can't be written, and what to do.
  var packedRefusal: String {
    "\(path) can't be written: .gz is for GeoJSON; leave it out, and compress the file afterwards"
  }

  /// The name of the style that QGIS looks for beside the file.
  var stylePath: String {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return path + ".qml" }
    return path[..<point] + ".qml"
  }
}
