import ArgumentParser
import Corridor

struct ImportCommand: ParsableCommand {
  /// What features can become.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case links
  }

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Brings lines of any GeoJSON into a study as links.",
    discussion: """
      corridor import lines.geojson --study DIR --as links --mode rail \\
        --class rail-1520 --source key

      Ends near a place are moved onto it, and lines are cut at places on their way. Where lines \
      share a vertex and part, or one ends on another, they are cut too, and places.geojson gets a \
      junction; where they only cross, it may be a bridge, and they are told. What reaches no place \
      is told and left out, and importing a file again adds nothing. The links go behind those of \
      links.geojson, which keeps what it has. `corridor check` then says what each still needs.

      Ends with 1 when nothing can be added and nothing is there already, or when the links would be \
      errors of `check`, such as swapped axes; then nothing is written.
      """)

  @Argument(
    help: "GeoJSON with lines, also newline-delimited or compressed by gzip; - is standard input.",
    completion: .file())
  var file: String

  @Option(name: .customLong("as"), help: "What the features become: links.")
  var kind: Kind

  @Option(
    help: ArgumentHelp("Mode: rail, road, sea, oil_pipeline, gas_pipeline, power_line."),
    completion: .list(Mode.allCases.map(\.rawValue)))
  var mode: String

  @Option(
    name: .customLong("class"), help: "Link class of the study.", completion: StudyWords.linkClasses
  )
  var linkClass: String

  @Option(
    help: ArgumentHelp("Key of sources.json. Repeatable.", valueName: "key"),
    completion: StudyWords.sources)
  var source: [String]

  @Option(help: ArgumentHelp("Gauge of a railway in millimetres.", valueName: "mm"))
  var gauge: Int?

  @Option(
    help: "Status: operating, building, proposed, dormant.",
    completion: .list(Status.allCases.map(\.rawValue)))
  var status: String = Status.operating.rawValue

  @Option(
    help: ArgumentHelp(
      "How far a place, or the line that another ends on, may be from the line.", valueName: "km"))
  var tolerance = 2.0

  @Option(help: ArgumentHelp("How the lines were drawn, in words.", valueName: "text"))
  var alignment: String?

  @Flag(help: "Tell what would be added, and write nothing.")
  var dryRun = false

  @Flag(help: "Tell every finding, not the first few of each kind.")
  var all = false

  @Option(help: ArgumentHelp("Folder of the study.", valueName: "folder"), completion: .directory)
  var study: String

  func validate() throws {
    if !(tolerance > 0 && tolerance <= 100) {
      throw ValidationError("--tolerance is \(tolerance); write kilometres from 0.001 to 100.")
    }
  }

  func run() throws {
    try reporting {
      let study = try StudyReader.read(folder: study)
      let options = try options(study)
      let outcome = try ProgressLine.during("importing") { progress in
        let features = try features(progress)
        return LinkImport(into: study, options: options, borders: try borders(of: features))
          .outcome(of: features, file: file == "-" ? Self.input : file)
      }
      for line in outcome.findings.lines(atMost: all ? .max : Diagnostic.fewOfAKind) {
        Output.complain(line)
      }
      if outcome.hasErrors {
        Output.complain("nothing is written to \(self.study): mend the errors and import again")
        throw ExitCode(1)
      }
      if !dryRun, !outcome.links.isEmpty { try write(outcome, study) }
      try Output.write(summary(outcome))
      // What is there already needs nothing; what can't become a link needs somebody.
      if outcome.links.isEmpty, !outcome.hasKnown { throw ExitCode(1) }
    }
  }

  private static let input = "standard input"

  /// The features of the file, whatever its layout.
  private func features(_ progress: ProgressLine) throws -> [DrawnFeature] {
    try PackedText.reading(file, progress: progress.reading([file])) { try DrawnFeature.read($0) }
  }

  /// The countries of the study in which lines have vertices.
  private func borders(of features: [DrawnFeature]) throws -> BorderIndex {
    let boxes = features.flatMap(\.lines).compactMap { (try? LineString($0))?.boundingBox }
    return try BorderIndex(countriesOf: study, region: boxes)
  }

  /// Writes links and the places that they need: both files are complete before either is replaced.
  private func write(_ outcome: LinkImport.Outcome, _ study: Study) throws {
    func extended(_ name: String, by features: [Feature]) throws -> [UInt8] {
      let old = try StudyReader.optionalFile(name, folder: study.folder) ?? []
      return try FeatureInsertion.inserting(features, into: old)
    }
    let links = try FileDraft(of: study.folder + "/links.geojson")
    try links.append(extended("links.geojson", by: outcome.links))
    try links.synchronize()
    if !outcome.places.isEmpty {
      try AtomicFile.write(
        extended("places.geojson", by: outcome.places), to: study.folder + "/places.geojson")
    }
    try links.commit()
  }

  private func summary(_ outcome: LinkImport.Outcome) -> String {
    let rows = outcome.links.map { link -> String in
      let from = link.properties["from"]?.string ?? ""
      let to = link.properties["to"]?.string ?? ""
      return "\(link.id?.description ?? "")  \(from) to \(to)\n"
    }
    let places = outcome.places.map { place -> String in
      "\(place.id?.description ?? "")  \(place.properties["note"]?.string ?? "")\n"
    }
    let what = dryRun ? "would be added to" : "added to"
    func count(_ number: Int, _ noun: String, _ file: String) -> String {
      "\(number) \(noun)\(number == 1 ? "" : "s") \(what) \(study)/\(file)\n"
    }
    let isThere = outcome.links.isEmpty && outcome.hasKnown
    return rows.joined() + places.joined()
      + (isThere ? "what can become a link is there already\n" : "")
      + (places.isEmpty ? "" : count(places.count, "junction", "places.geojson"))
      + count(outcome.links.count, "link", "links.geojson")
  }

  /// The options, with words that the study knows.
  private func options(_ study: Study) throws -> LinkImport.Options {
    let mode = try word(mode, Mode.self, "--mode")
    let status = try word(status, Status.self, "--status")
    guard let linkClass = study.linkClasses.first(where: { $0.id == linkClass }) else {
      throw Failure.usage(
        "--class '\(linkClass)' is not in study.yaml"
          + Session.suggestion(for: linkClass, among: study.linkClasses.map(\.id)))
    }
    guard linkClass.mode == mode else {
      throw Failure.usage(
        "--class \(linkClass.id) is of the mode \(linkClass.mode.rawValue); "
          + "name one of \(mode.rawValue), or another --mode")
    }
    if mode == .rail, gauge == nil {
      throw Failure.usage("a railway has a gauge; add --gauge, such as --gauge 1435")
    }
    if mode != .rail, gauge != nil {
      throw Failure.usage("only railways have a gauge; leave --gauge out")
    }
    if let gauge, !(500...2200).contains(gauge) {
      throw Failure.usage("--gauge is \(gauge); write millimetres from 500 to 2200")
    }
    if source.isEmpty { throw Failure.usage("a link names a source; add --source KEY") }
    let keys = study.citations.map(\.id)
    for key in source where !keys.contains(key) {
      throw Failure.usage(
        "--source '\(key)' is not in sources.json" + Session.suggestion(for: key, among: keys))
    }
    let name = file == "-" ? Self.input : file.split(separator: "/").last.map(String.init) ?? file
    return LinkImport.Options(
      tolerance: Length(kilometres: tolerance), mode: mode, linkClass: linkClass.id,
      gaugeMillimetres: gauge, status: status, sources: source,
      alignment: alignment ?? "imported from \(name)")
  }

  private func word<T: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ type: T.Type, _ option: String
  ) throws -> T {
    if let value = T(rawValue: text) { return value }
    throw Failure.usage(
      "\(option) '\(text)' is unknown"
        + Session.suggestion(for: text, among: T.allCases.map(\.rawValue)))
  }
}
