public import ArgumentParser
public import Corridor

extension ViewerProfile: ExpressibleByArgument {}

/// How edges run where they are cut.
enum EdgesOption: String, ExpressibleByArgument, CaseIterable {
  case planar
  case geodesic

  var shape: EdgeShape { self == .planar ? .straight : .geodesic }
}

/// How features follow each other in the output.
enum LayoutOption: String, ExpressibleByArgument, CaseIterable {
  case geojson
  case ndjson
  case seq

  var layout: ConversionOptions.Layout {
    switch self {
    case .geojson: .collection
    case .ndjson: .lines
    case .seq: .sequence
    }
  }
}

/// The options of what a conversion does; what is not said follows from the profile.
struct ConversionFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who it is for; docs/convert.md says what each does and why.", valueName: "profile"))
  var profile: ViewerProfile = .rfc7946

  @Option(
    help: ArgumentHelp(
      "Decimals that coordinates are rounded to; without it their text stays.",
      valueName: "decimals"))
  var precision: Int?

  @Flag(
    inversion: .prefixedNo,
    help: "Turn rings by the right-hand rule; --no-rewind leaves them as they are.")
  var rewind: Bool?

  @Flag(
    inversion: .prefixedNo,
    help: "Cut at longitude 180 what crosses it; --no-cut-antimeridian leaves it as it is.")
  var cutAntimeridian: Bool?

  @Flag(help: "Reckon and write the bounding box of every feature and of the collection.")
  var bbox = false

  @Option(
    help: ArgumentHelp(
      "How edges run where they are cut: planar, straight in degrees as RFC 7946 has it, or geodesic.",
      valueName: "edges"))
  var edges: EdgesOption = .planar

  @Option(
    help: ArgumentHelp(
      "Layout of the output: geojson, ndjson (one feature a line) or seq (RFC 8142).",
      discussion: "Default: by the ending of the output, else geojson.", valueName: "layout"))
  var to: LayoutOption?

  @Option(
    help: ArgumentHelp(
      "Name of the layer, for tippecanoe and for formats of many layers.", valueName: "name"))
  var layer: String?

  @Flag(help: "Pass on what RFC 7946 forbids and can't be mended, as it stands.")
  var lenient = false

  func validate() throws {
    guard let precision, !(0...15).contains(precision) else { return }
    throw ValidationError("--precision is \(precision); ask for 0 to 15 decimals.")
  }

  /// The options of a conversion to a file.
  func options(for output: DataPath) -> ConversionOptions {
    var options = profile.options(layer: layer ?? output.stem)
    if let precision { options.precision = precision }
    if let rewind { options.winding = rewind ? .rightHand : .kept }
    if let cutAntimeridian { options.antimeridian = cutAntimeridian ? .cut : .kept }
    options.edges = edges.shape
    options.writesBoxes = bbox
    options.isLenient = lenient
    options.layout = to?.layout ?? output.layout
    return options
  }
}
