import ArgumentParser
import Corridor

struct MeasureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Lengths, lengths by polygon and crossings of any GeoJSON, by any polygons.",
    discussion: """
      Segments are straight in longitude and latitude, as RFC 7946 has them; lengths are geodesic on \
      WGS 84. Of points it says which polygons hold them, of polygons the area and how their boundaries \
      run. docs/measure.md says what a crossing is and what every column means.

      Try:
        corridor measure lines.geojson                   by the study's countries
        corridor measure lines.geojson --by parks.geojson --key name \\
          --format json
        corridor measure lines.geojson --by parks.geojson --out measures
      """)

  /// What goes to standard output.
  enum TextFormat: String, ExpressibleByArgument, CaseIterable {
    case table
    case csv
    case json
    case markdown
    case geojson
  }

  /// How lines run between their vertices.
  enum Edges: String, ExpressibleByArgument, CaseIterable {
    case planar
    case geodesic
  }

  @Argument(
    help: "GeoJSON of lines, points or polygons, also compressed by gzip; - is standard input.",
    completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "GeoJSON of the polygons to measure by; - is standard input.",
      discussion: "Default: the countries of the study.", valueName: "polygons"),
    completion: .file())
  var by: String?

  @Option(help: ArgumentHelp("Property that names a feature. Default: its id.", valueName: "key"))
  var id: String?

  @Option(help: ArgumentHelp("Property that names a polygon. Default: its id.", valueName: "key"))
  var key: String?

  @Option(help: "How lines run between vertices: planar or geodesic.")
  var edges: Edges = .planar

  @Option(
    help: ArgumentHelp(
      "Output: table, csv, json, markdown or geojson.",
      discussion: "Default: a table on a terminal, else csv.", valueName: "format"))
  var format: TextFormat?

  @Option(
    help: ArgumentHelp(
      "Write total.csv, country.csv and crossings.csv into this folder instead.",
      valueName: "folder"), completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Folder of the study whose countries are the default of --by.", valueName: "folder"),
    completion: .directory)
  var study: String?

  /// What is asked for, else what suits where it goes.
  private var textFormat: TextFormat { format ?? (Terminal.isStandardOutput ? .table : .csv) }

  /// Nil for a table, which waits until all is measured.
  private var streamFormat: MeasureStream.Format? {
    switch textFormat {
    case .table: nil
    case .csv: .csv
    case .json: .json
    case .markdown: .markdown
    case .geojson: .geojson
    }
  }

  /// The deviation with which geodesics are followed.
  private static let deviation = Length(metres: 1)

  func validate() throws {
    guard file != "-" || by != "-" else {
      throw ValidationError("Only one of FILE and --by can be standard input.")
    }
    guard by == nil || study == nil else {
      throw ValidationError("--study is for the default of --by; leave one of them out.")
    }
    guard by != nil || key == nil else {
      throw ValidationError("--key is for the polygons of --by; name them, or leave it out.")
    }
    guard out?.isEmpty != true else {
      throw ValidationError("--out names no folder; leave it out, or name one.")
    }
  }

  func run() throws {
    try reporting {
      if let out { try Folder.check(out) }
      var notes: [String] = []
      var table: MeasureTable?
      let isStream = out == nil && streamFormat != nil
      try ProgressLine.during("measuring", beside: isStream) { progress in
        // A file that is missing is told before anything is read.
        if file != "-" { _ = try ByteSource(path: file) }
        let index = try areas(&notes)
        var measurer = try FeatureMeasurer(
          index, edges: edges == .planar ? .planar : .geodesic(deviation: Self.deviation),
          property: id)
        let name = try measure(index, &measurer, &table, progress)
        notes += note(
          unnamed: measurer.unnamed, "feature", key: id, mistakable: measurer.mistakable, in: name)
        notes += Self.overlap(
          measurer.overlapping, "feature", first: measurer.firstOverlapping, in: name,
          "they are united, and their ground within it is taken off the area once")
      }
      if let table {
        let text = table.text(on: .output)
        try Output.write(Printable.text(text, keepsColours: Screen.output.hasColour))
      }
      for note in notes { Output.complain(note) }
      Output.end()
    }
  }

  // MARK: - Input

  /// The areas; what a reader should know of them goes to the notes.
  private func areas(_ notes: inout [String]) throws -> AreaIndex {
    guard let by else {
      let folder = StudyOptions.folder(study)
      if case .index(let kept) = try BorderIndexFile.kept(in: folder), let areas = AreaIndex(kept) {
        return areas
      }
      let borders = try StudyReader.borders(folder: folder)
      return AreaIndex(try AreaCollection(borders.countries.map { ($0.code, $0.polygon) }))
    }
    let (reader, name) = try PackedText.reading(by) { input in
      let name = input.name
      return (try AreaReader(input, key: key), name)
    }
    if reader.areas.names.isEmpty {
      notes.append("\(name): note: there are no polygons; everything is outside")
    } else if reader.ignored > 0 {
      notes.append(
        "\(name): note: \(Self.count(reader.ignored, "feature")) without polygons left out")
    }
    notes += note(
      unnamed: reader.unnamed, "polygon", key: key, mistakable: reader.mistakable, in: name)
    if let mistakable = reader.areas.names.first(where: { $0 == "-" || $0.contains(";") }) {
      notes.append(
        "\(name): note: a polygon is named '\(mistakable)'; in CSV `-` stands for outside and `;` "
          + "between names, so name another --key, or take --format json")
    }
    if reader.areas.wrapped > 0 {
      notes.append(
        "\(name): note: \(Self.count(reader.areas.wrapped, "polygon")) beyond the antimeridian, or "
          + "with an edge wider than 180 degrees, which is taken to go the short way round")
    }
    notes += Self.overlap(
      reader.areas.overlapping, "polygon", first: reader.areas.firstOverlapping, in: name,
      "they are united, and ground in any of them is outside")
    return AreaIndex(reader.areas)
  }

  /// Says how many are named by their place in the file.
  private func note(
    unnamed count: Int, _ what: String, key: String?, mistakable: String?, in file: String
  ) -> [String] {
    guard count > 0 else { return [] }
    let named =
      "\(file): note: \(Self.count(count, what)) without "
      + (key.map { "a property \"\($0)\"" } ?? "an id")
      + ", named by place in the file, from #0"
    guard let mistakable else { return [named] }
    return [
      named,
      "\(file): note: another has '\(mistakable)' for its own name, which may be one of these",
    ]
  }

  /// Says which polygons have holes that share ground or reach beyond them, and what that means here.
  private static func overlap(
    _ number: Int, _ what: String, first: String?, in file: String, _ meaning: String
  ) -> [String] {
    guard number > 0, let first else { return [] }
    return [
      "\(file): note: \(count(number, what)) with holes that overlap, stand twice or reach beyond "
        + "their exterior, '\(first)'\(number > 1 ? " the first" : ""): \(meaning); `corridor lint` "
        + "says where"
    ]
  }

  private static func count(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }

  // MARK: - Output

  /// Measures the features and writes what they have; returns the name of the text.
  private func measure(
    _ index: AreaIndex, _ measurer: inout FeatureMeasurer, _ table: inout MeasureTable?,
    _ progress: ProgressLine
  ) throws -> String {
    var isGiven = false
    do {
      return try PackedText.reading(file, progress: progress.reading([file])) { input, finish in
        let name = input.name
        if let out {
          try writeTables(input, index, &measurer, to: out, finish)
        } else if let streamFormat {
          try print(input, index, &measurer, as: streamFormat, &isGiven)
        } else {
          try fill(&table, input, index, &measurer)
        }
        return name
      }
    } catch {
      throw isGiven ? Failure(error).afterOutput : Failure(error)
    }
  }

  /// Prints what the features have, and notes once something went to standard output.
  private func print(
    _ input: consuming ByteSource, _ index: AreaIndex, _ measurer: inout FeatureMeasurer,
    as format: MeasureStream.Format, _ isGiven: inout Bool
  ) throws {
    var stream = MeasureStream(format, names: index.names)
    let options = FlatReader.Options(
      label: id, keepsText: format == .geojson, replaced: MeasureStream.properties)
    var reader = FlatReader(input, options: options)
    var feature = FlatFeature()
    var bytes = Array(stream.head.utf8)
    while try reader.next(into: &feature) {
      try stream.append(measurer.measure(feature), of: feature, to: &bytes)
      if bytes.count > 1 << 16 {
        try Output.write(bytes)
        isGiven = true
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try Output.write(bytes + Array(stream.tail.utf8))
    isGiven = true
  }

  private func fill(
    _ table: inout MeasureTable?, _ input: consuming ByteSource, _ index: AreaIndex,
    _ measurer: inout FeatureMeasurer
  ) throws {
    var filled = MeasureTable(names: index.names) { Printable.line(Printable.text($0)) }
    var reader = FlatReader(input, options: .init(label: id))
    var feature = FlatFeature()
    while try reader.next(into: &feature) { filled.add(measurer.measure(feature)) }
    table = filled
  }

  private func writeTables(
    _ input: consuming ByteSource, _ index: AreaIndex, _ measurer: inout FeatureMeasurer,
    to folder: String, _ finish: () throws -> Void
  ) throws {
    var tables = MeasureTables(names: index.names)
    var reader = FlatReader(input, options: .init(label: id))
    var feature = FlatFeature()
    while try reader.next(into: &feature) { tables.add(measurer.measure(feature)) }
    try finish()
    let files = tables.files
    try Folder.make(folder)
    try Folder.checkRoom(in: folder, for: files.map { ($0.name, $0.bytes.count) })
    for file in files { try AtomicFile.write(file.bytes, to: folder + "/" + file.name) }
  }
}
