import ArgumentParser
import Corridor
import Foundation

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Rewrites GeoJSON of any size: RFC 7946, or as a viewer wants it.",
    discussion: """
      Reads GeoJSON, newline-delimited GeoJSON and text sequences (RFC 8142); `-` is standard input \
      or output. What nothing asks to change keeps its text. Memory holds one feature at a time.

        corridor convert in.geojson out.geojson       made RFC 7946
        corridor convert in.geojson out.geojson --precision 6 --bbox
        corridor convert in.geojson - --profile maplibre --to ndjson
        corridor convert in.gpkg out.geojson --layer roads   through ogr2ogr

      Endings: geojson, json; geojsonl, ndjson, jsonl; geojsonseq, geojsons; .gz on any of them. What \
      is compressed by gzip is read as such whatever it is called, from a pipe too. \
      gpkg, fgb, shp, parquet, kml, gml, gpx, sqlite and PG:... need ogr2ogr. Exit codes: 65 the \
      input is wrong, 66 it is missing, 69 ogr2ogr or gzip is missing, 73 and 74 the output can't be \
      written.
      """)

  @Argument(help: "File to read, or `-`.", completion: .file())
  var input: String

  @Argument(help: "File to write, or `-`.", completion: .file())
  var output: String

  @OptionGroup var flags: ConversionFlags

  func run() throws {
    try reporting {
      let target = DataPath(path: output)
      var options = flags.options(for: target)
      if target.isPackedForeign { throw Failure.usage(target.packedRefusal) }
      guard let driver = target.driver else {
        let conversion = Conversion(input: input, layer: flags.layer, options: options)
        let summary = try conversion.write(to: target)
        Conversion.tell(summary, of: output)
        if flags.profile == .qgis, output != "-" { try writeStyle(for: summary, beside: target) }
        return
      }
      // GDAL reads a text twice, first for its fields: what goes there stands in a file meanwhile.
      let meanwhile = FileManager.default.temporaryDirectory
        .appending(path: "corridor-\(UUID().uuidString).geojsonl").path
      defer { try? FileManager.default.removeItem(atPath: meanwhile) }
      options.layout = .lines
      options.wrapsGeometries = true
      try Companion.ogr2ogr.executable()
      func export(
        to place: String, leavingNone leftovers: [String]
      ) throws -> GeoJSONConverter.Summary {
        let conversion = Conversion(
          input: input, layer: flags.layer, options: options, leftovers: leftovers)
        let summary = try conversion.write(to: DataPath(path: meanwhile))
        let layer = flags.layer ?? target.stem
        try Companion.ogr2ogr.run(
          Self.arguments(meanwhile, to: place, driver: driver, layer: layer),
          leavingNone: leftovers, explaining: { Self.mixture(of: summary, in: $0) })
        return summary
      }
      let summary: GeoJSONConverter.Summary
      if driver == "PostgreSQL" {
        summary = try export(to: target.path, leavingNone: [meanwhile])
      } else {
        let draft = try ForeignDraft(of: target.path)
        summary = try export(to: draft.path, leavingNone: [meanwhile] + draft.leftovers)
        try draft.commit()
      }
      Conversion.tell(summary, of: output, driver: driver)
    }
  }

  /// What ogr2ogr is told to write another format from lines of GeoJSON.
  ///
  /// A database has transactions of its own: all is one, so that a table stays whole until its
  /// successor is.
  private static func arguments(
    _ text: String, to place: String, driver: String, layer: String
  ) -> [String] {
    ["-f", driver, place, "GeoJSONSeq:" + text, "-nln", layer]
      + (driver == "PostgreSQL"
        ? ["-overwrite", "-ds_transaction", "-gt", "unlimited", "--config", "PG_USE_COPY", "YES"]
        : fieldTypes(of: driver))
  }

  /// Lists, which GDAL writes as text where a format has no place for them.
  private static let lists = ["StringList", "IntegerList", "Integer64List", "RealList"]

  /// What becomes text, since the format would refuse it, leave it out or cut it short.
  ///
  /// For GeoPackage GDAL does so by itself; GML, SQLite and GeoParquet have lists of numbers.
  private static func fieldTypes(of driver: String) -> [String] {
    let types =
      switch driver {
      case "FlatGeobuf": lists + ["Time"]
      case "ESRI Shapefile": lists + ["Time", "DateTime"]
      case "KML": lists
      default: ["StringList"]
      }
    let map = types.map { "\($0)=String" }.joined(separator: ",")
    // A list of truth values has a width of 1 otherwise, as text too.
    return ["-mapFieldType", map] + (types.count > 1 ? ["-unsetFieldWidth"] : [])
      + (driver == "ESRI Shapefile" ? ["-lco", "ENCODING=UTF-8"] : [])
  }

  /// Why a Shapefile can't be written, and what to do, where geometries of several kinds are the cause.
  private static func mixture(
    of summary: GeoJSONConverter.Summary, in complaint: String
  ) -> String? {
    guard complaint.contains("Attempt to write non-") else { return nil }
    let kinds = [
      ("point", ["Point"]), ("multipoint", ["MultiPoint"]),
      ("line", ["LineString", "MultiLineString"]), ("area", ["Polygon", "MultiPolygon"]),
      ("collection", ["GeometryCollection"]),
    ]
    let parts = kinds.compactMap { name, types -> String? in
      let number = types.reduce(0) { $0 + (summary.types[$1] ?? 0) }
      return number == 0 ? nil : "\(number) \(name)\(number == 1 ? "" : "s")"
    }
    guard parts.count > 1 else { return nil }
    let all = parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
    return "a Shapefile holds one kind of geometry, and here are \(all): take .gpkg or .fgb, or "
      + "convert each kind from a file of its own"
  }

  private func writeStyle(
    for summary: GeoJSONConverter.Summary, beside target: DataPath
  ) throws {
    guard let style = summary.shapes.map(QGISStyle.init) else { return }
    try AtomicFile.write(Array(style.text.utf8), to: target.stylePath)
    Output.complain("\(target.stylePath)  style")
  }
}

/// A conversion from a file of any format to a file of GeoJSON.
struct Conversion {
  let input: String
  let layer: String?
  let options: ConversionOptions
  /// Files and folders that go too when the user presses Ctrl-C.
  var leftovers: [String] = []

  /// Whether something was written to standard output, which can't be taken back.
  private final class Given {
    var isSome = false
  }

  /// Converts into a file.
  func write(to target: DataPath) throws -> GeoJSONConverter.Summary {
    let given = Given()
    do { return try write(to: target, given) } catch {
      throw given.isSome ? Failure(error).afterOutput : Failure(error)
    }
  }

  private func write(to target: DataPath, _ given: Given) throws -> GeoJSONConverter.Summary {
    let progress = ProgressLine("converting", beside: target.path == "-")
    defer { progress.clear() }
    let source = DataPath(path: input)
    if let driver = source.driver {
      // A database has no file.
      if driver != "PostgreSQL" { _ = try ByteSource(path: input) }
      var arguments = ["-f", "GeoJSONSeq", "/vsistdout/", input, "-t_srs", "EPSG:4326"]
      if let layer { arguments.append(layer) }
      let child = try Companion.ogr2ogr.reading(arguments)
      let source = ByteSource(descriptor: child.descriptor, name: input)
      return try write(source, target, progress, given) { try child.run.wait() }
    }
    return try PackedText.reading(input, progress: progress.reading([input])) { text, finish in
      try write(text, target, progress, given, finish)
    }
  }

  private func write(
    _ source: consuming ByteSource, _ target: DataPath, _ progress: ProgressLine, _ given: Given,
    _ finish: () throws -> Void
  ) throws -> GeoJSONConverter.Summary {
    var converter = GeoJSONConverter(source, options: options)
    let draft = try FileDraft(of: target.path)
    // What is half written goes when the user presses Ctrl-C or the system asks for an end.
    let temporary = draft.temporaryPath
    let unfinished = leftovers + [temporary].compactMap(\.self)
    let interrupt = Interrupt { code in
      progress.clear()
      for path in unfinished { try? FileManager.default.removeItem(atPath: path) }
      exit(code)
    }
    defer { interrupt.end() }
    let squeeze = try target.isCompressed ? Compression(to: temporary ?? target.path) : nil
    var buffer: [UInt8] = []
    do throws(StreamError) {
      while try converter.appendNext(to: &buffer) {
        do throws(FileError) {
          if let squeeze { try squeeze.append(buffer) } else { try draft.append(buffer) }
          given.isSome = given.isSome || (target.path == "-" && !buffer.isEmpty)
        } catch {
          throw .file(error)
        }
        buffer.removeAll(keepingCapacity: true)
      }
    } catch {
      // The words of what gives the text say more than that it ends early.
      if case .text(let fault) = error, fault.isTruncation { try finish() }
      throw error
    }
    try finish()
    try squeeze?.finish()
    try draft.commit()
    return converter.summary
  }

  /// Says on standard error what was done.
  static func tell(
    _ summary: GeoJSONConverter.Summary, of name: String, driver: String? = nil
  ) {
    var parts = [count(summary.features, "feature")]
    if summary.empty > 0, let driver, !keepers.contains(driver) {
      parts.append(
        "\(summary.empty) of them without a geometry, which \(driver) may leave out")
    }
    if summary.rewound > 0 { parts.append(count(summary.rewound, "ring") + " turned") }
    if summary.closed > 0 { parts.append(count(summary.closed, "ring") + " closed") }
    if summary.cut > 0 { parts.append(count(summary.cut, "geometry") + " cut at longitude 180") }
    if summary.continued > 0 {
      parts.append(count(summary.continued, "geometry") + " continued beyond longitude 180")
    }
    if summary.wrapped > 0 {
      parts.append(count(summary.wrapped, "position") + " brought back into -180...180")
    }
    if summary.timeless > 0 { parts.append(count(summary.timeless, "line") + " without times") }
    if !summary.droppedMembers.isEmpty {
      let members = summary.droppedMembers.joined(separator: ", ")
      parts.append("members of the collection left out, which have no place here: \(members)")
    }
    let place = name == "-" ? "standard output" : name
    Output.complain("\(place)  " + parts.joined(separator: "; "))
  }

  /// Formats that keep features without a geometry.
  private static let keepers: Set = ["GPKG", "ESRI Shapefile", "Parquet", "PostgreSQL", "SQLite"]

  private static func count(_ number: Int, _ noun: String) -> String {
    if number == 1 { return "1 \(noun)" }
    return "\(number) " + (noun == "geometry" ? "geometries" : noun + "s")
  }
}
