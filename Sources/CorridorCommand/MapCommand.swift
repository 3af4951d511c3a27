import ArgumentParser
import Corridor
import Foundation

struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draws a map of a comparison, or of the whole network: .html, .svg or .png.",
    discussion: """
      corridor map -o map.html                           the whole network
      corridor map container:westport-eastport -o map.svg
      corridor map container:westport-eastport -o map.html --language ko

      The page needs no network: everything is in it, the map library too. SVG and PNG are for print. \
      The borders are those of the study, in an equal-area projection round what is drawn.
      """)

  @Argument(
    help: "Such as container:westport-eastport; without it, everything.",
    completion: StudyWords.comparisons)
  var comparison: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("File to write; its ending says what.", valueName: "file"),
    completion: .file(extensions: ["html", "svg", "png"]))
  var output: String

  @Option(
    help: ArgumentHelp("Language of names and words, such as ru.", valueName: "code"),
    completion: StudyWords.languages)
  var language = "en"

  @Option(
    help: ArgumentHelp(
      "Part of the world to show, in degrees; default: all that is drawn.",
      valueName: "west,south,east,north"))
  var bbox: String?

  @Option(
    help: ArgumentHelp(
      "Width of a PNG in pixels.", discussion: "Default: \(Self.usualWidth).", valueName: "pixels"))
  var width: Int?

  @Option(
    help: ArgumentHelp(
      "Folder with leaflet.js and leaflet.css.", discussion: "Default: where packages put it.",
      valueName: "folder"), completion: .directory)
  var leaflet: String?

  @OptionGroup var options: StudyOptions

  private static let usualWidth = 2400

  /// What a file's ending asks for.
  private enum Kind: String {
    case html
    case svg
    case png
  }

  private var kind: Kind? {
    guard let dot = output.lastIndex(of: ".") else { return nil }
    let ending = output[output.index(after: dot)...].lowercased()
    return Kind(rawValue: ending == "htm" ? "html" : ending)
  }

  func run() throws {
    try reporting {
      guard let kind else { return }
      try Folder.refuseUnwritable(output)
      let window = try bbox.map(Self.window)
      // What is missing is said before the work begins.
      let library = kind == .html ? try LeafletFiles.read(folder: leaflet) : nil
      if kind == .png { try Companion.rasteriser.executable() }
      let bytes = try ProgressLine.during("drawing") { progress in
        try drawn(as: kind, in: window, with: library, progress)
      }
      try AtomicFile.write(bytes, to: output)
      Output.complain("\(output)  \(bytes.count) bytes")
    }
  }

  private func drawn(
    as kind: Kind, in window: BoundingBox?, with library: Leaflet?, _ progress: ProgressLine
  ) throws -> [UInt8] {
    // Reading, measuring and drawing take about as long as each other, and so does a raster.
    let steps = kind == .png ? 4 : 3
    let map = try studyMap(window: window) { progress.advance(of: steps) }
    guard map.languages.contains(language) else {
      throw Failure.usage(
        "--language \(language): the study has no names in it; there are: "
          + map.languages.joined(separator: ", "))
    }
    if let library { return try map.page(leaflet: library, language: language) }
    let picture = try map.picture(language: language)
    guard kind == .png else { return picture }
    progress.advance(of: steps)
    return try Companion.rasteriser.filter(
      ["--format", "png", "--width", String(width ?? Self.usualWidth), "--keep-aspect-ratio"],
      input: picture)
  }

  /// What is drawn; `step` is called when the study is read and when its network is measured.
  private func studyMap(window: BoundingBox?, step: () -> Void) throws -> StudyMap {
    let session = try Session(options)
    let found = try comparison.map(session.comparison)
    let borders = try session.borders()
    step()
    let network = try session.network(borders: borders)
    step()
    return StudyMap(
      network: network, borders: borders,
      zones: try StudyReader.zones(folder: options.folder), assumptions: session.assumptions,
      scenario: session.scenario?.id,
      result: try found.map { try session.result(of: $0, network: network) }, window: window)
  }

  private static func window(_ text: String) throws -> BoundingBox {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap {
      Double($0)
    }
    guard numbers.count == 4, numbers.allSatisfy(\.isFinite),
      abs(numbers[0]) <= 180, abs(numbers[2]) <= 180, numbers[0] != numbers[2],
      numbers[1] >= -90, numbers[1] < numbers[3], numbers[3] <= 90
    else { throw Failure(MapError.badBox(text)) }
    return BoundingBox(west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3])
  }

  func validate() throws {
    if let complaint = Folder.complaint(ofFile: output, suchAs: "map.html") {
      throw ValidationError(complaint)
    }
    guard kind != nil else {
      throw ValidationError(
        "-o '\(output)' is no map; end the name in .html for a page, .svg or .png for a picture.")
    }
    guard let width else { return }
    guard kind == .png else {
      throw ValidationError(
        "--width is of a PNG, and \(kind == .svg ? "an SVG" : "a page") has any width that it is "
          + "shown at; leave it out, or end the name in .png.")
    }
    guard (100...20_000).contains(width) else {
      throw ValidationError("--width is \(width); give 100 to 20000 pixels.")
    }
  }
}
