public import CorridorGeoJSON
public import CorridorGeometry
public import CorridorUnits

/// Lines of any GeoJSON brought into a study as links: ends snapped to places, lines cut where they pass one
/// or meet another line.
public struct LinkImport: Sendable {
  /// What links get that their lines do not say.
  public struct Options: Hashable, Sendable {
    /// How far a place may be from a line that it is joined to.
    public var tolerance: Length
    /// Mode of the links.
    public var mode: Mode
    /// Id of their link class.
    public var linkClass: String
    /// Gauge of railways in millimetres.
    public var gaugeMillimetres: Int?
    /// Whether they run.
    public var status: Status
    /// Keys of sources.json.
    public var sources: [String]
    /// How the lines were drawn, in words.
    public var alignment: String

    /// Creates options.
    public init(
      tolerance: Length, mode: Mode, linkClass: String, gaugeMillimetres: Int? = nil,
      status: Status = .operating, sources: [String], alignment: String
    ) {
      self.tolerance = tolerance
      self.mode = mode
      self.linkClass = linkClass
      self.gaugeMillimetres = gaugeMillimetres
      self.status = status
      self.sources = sources
      self.alignment = alignment
    }
  }

  /// What the lines became.
  public struct Outcome: Hashable, Sendable {
    /// The links, in the order of the lines.
    public var links: [Feature] = []
    /// New places of the kind junction, where links meet and no place was.
    public var places: [Feature] = []
    /// Gaps, crossings without a place, lines that reach no place or are there already; errors are what
    /// `check` would refuse, with which nothing should be written.
    public var findings: [Diagnostic] = []

    /// Whether something of the lines is a link already, of the study or of an earlier line.
    public var hasKnown: Bool { findings.contains { $0.code == LinkImport.knownLink } }
    /// Whether `check` would refuse what they became.
    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
  }

  /// One line of the file.
  struct Line {
    let measured: MeasuredLine
    let reach: LineReach
    /// Its id or number in the file, for messages and names.
    let label: String
    let name: String?
    let location: SourceLocation

    init(_ line: LineString, label: String, name: String?, location: SourceLocation) {
      measured = MeasuredLine(line)
      reach = LineReach(measured)
      (self.label, self.name, self.location) = (label, name, location)
    }

    var vertices: [Coordinate] { measured.line.coordinates }
    /// Its first and its last vertex; a ring has no ends.
    var ends: [Coordinate] { isRing ? [] : [vertices.first, vertices.last].compactMap(\.self) }
  }

  /// A place at a chainage of a line.
  struct Stop: Hashable {
    let place: Int
    let chainage: Double
  }

  /// A stop at a place that a line comes near, and how near in metres.
  struct Passage {
    let stop: Stop
    let distance: Double
  }

  /// The code of findings that tell of links that are there already.
  static let knownLink = "known-link"

  let study: Study
  let options: Options
  let borders: BorderIndex?
  /// Places that links may begin at, all but border crossings, and behind them those that were made.
  let places: [Place]
  /// How many of the places are the study's.
  let ownCount: Int
  let placeIndex: PositionIndex
  /// The vertices of the study's links of that mode, in both directions.
  let known: Set<[Coordinate]>

  /// Prepares an import into a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - options: What the links get.
  ///   - borders: The countries, in one of which every new junction is; without them lines are cut at
  ///     places alone, and the meetings elsewhere are told.
  public init(into study: Study, options: Options, borders: BorderIndex? = nil) {
    let lines = study.links.filter { $0.mode == options.mode }
      .map { LinkWriter.rounded($0.line.coordinates) }
    self.init(
      into: study, options: options, borders: borders, made: [],
      known: Set(lines + lines.map { $0.reversed() }))
  }

  init(
    into study: Study, options: Options, borders: BorderIndex?, made: [Place],
    known: Set<[Coordinate]>
  ) {
    self.study = study
    self.options = options
    self.borders = borders
    let own = study.places.filter { $0.border == nil }
    ownCount = own.count
    places = own + made
    placeIndex = PositionIndex(places.map(\.coordinate))
    self.known = known
  }

  /// The links that the lines of a collection become.
  ///
  /// An end within the tolerance of a place is moved onto it; so is the point where a line is cut at a
  /// place on its way. At a junction only what runs through it is cut, and only ends are moved. Lines are
  /// also cut where they share a vertex and part, and where one ends on another or within the tolerance
  /// of it: there a junction is made unless a place is near. Where two ends meet and nothing else, two
  /// lines are one. Lines that cross without a common vertex stay whole. Stretches between two such
  /// points become links if they hang together with a place of the study; the others are told: how far
  /// the nearest place is, and which other line's end is near.
  ///
  /// Importing the same collection into the study with these links and junctions adds nothing.
  ///
  /// - Parameters:
  ///   - collection: Features; those that are no lines are told.
  ///   - file: Its name for messages.
  /// - Returns: Links, junctions and findings, in the order of the file.
  public func outcome(of collection: FeatureCollection, file: String) -> Outcome {
    outcome(of: collection.features.map(DrawnFeature.init), file: file)
  }

  /// The links that lines become; as for a collection.
  public func outcome(of features: [DrawnFeature], file: String) -> Outcome {
    var outcome = Outcome()
    if features.isEmpty {
      outcome.findings.append(
        Diagnostic(
          .warning, code: "no-line", at: SourceLocation(file: file),
          "there is no feature in it, so there is nothing to add",
          remedy: "give a file with a LineString for each link; was it filtered to nothing?"))
    }
    let drawn = lines(of: features, file: file, &outcome)
    let (complete, net) = settled(drawn)
    complete.finish(net, &outcome)
    return outcome
  }

  /// The lines of features without those that were drawn before, in either direction, which are told.
  private func lines(
    of features: [DrawnFeature], file: String, _ outcome: inout Outcome
  ) -> [Line] {
    var lines: [Line] = []
    var labels: [[Coordinate]: String] = [:]
    for (number, feature) in features.enumerated() {
      let location = SourceLocation(
        file: file, line: feature.position.line, column: feature.position.column)
      let label = feature.id ?? "number \(number + 1)"
      if feature.lines.isEmpty {
        outcome.findings.append(
          Diagnostic(
            .warning, code: "no-line", at: location,
            "feature \(label) \(Self.lack(of: feature))",
            remedy: "draw it as a LineString of two vertices or more, or leave it"))
      }
      for part in feature.lines {
        // What is written is rounded: lines meet where they do so there.
        guard let line = try? LineString(LinkWriter.rounded(part)) else {
          outcome.findings.append(
            Diagnostic(
              .warning, code: "no-line", at: location, "a line of feature \(label) has no length",
              remedy: "draw it with two different vertices"))
          continue
        }
        let vertices = line.coordinates
        if let first = labels[vertices] ?? labels[vertices.reversed()] {
          outcome.findings.append(
            Diagnostic(
              .warning, code: "known-line", at: location,
              "line \(label) is there already, as line \(first)",
              remedy: "nothing is to be done, it is left out"))
          continue
        }
        labels[vertices] = label
        lines.append(Line(line, label: label, name: feature.name, location: location))
      }
    }
    return lines
  }

  /// Why there is no line in a feature.
  private static func lack(of feature: DrawnFeature) -> String {
    switch feature.type {
    case nil: "has no geometry"
    case let type? where type.hasSuffix("LineString"): "is a \(type) without coordinates"
    case let type? where type == "GeometryCollection": "is a \(type) without a line"
    case let type?: "is a \(type) and no line"
    }
  }

  /// The places that a line passes, in order, as often as it does.
  func passages(on line: Line) -> [Passage] {
    var found: [Passage] = []
    let atEnds = line.ends.map { placeIndex.nearest(to: $0, within: options.tolerance)?.number }
    for neighbour in line.reach.neighbours(in: placeIndex, within: options.tolerance) {
      let index = neighbour.number
      let points = line.measured.passages(
        of: places[index].coordinate, within: options.tolerance, along: neighbour.segments)
      for (number, point) in points.enumerated()
      // A junction takes what runs through it, and the end to which nothing else is nearer.
      where places[index].kind != .junction || point.distance.metres <= Self.meeting
        || (number == 0 && atEnds.first == index)
        || (number == points.count - 1 && atEnds.last == index)
      {
        found.append(
          Passage(
            stop: Stop(place: index, chainage: point.chainage.metres),
            distance: point.distance.metres))
      }
    }
    found.sort { ($0.stop.chainage, $0.stop.place) < ($1.stop.chainage, $1.stop.place) }
    // Of places that the line passes at one point the nearer counts; those that are on it all do.
    var kept: [Passage] = []
    for next in found {
      if let last = kept.last, next.stop.chainage - last.stop.chainage < options.tolerance.metres,
        max(last.distance, next.distance) > Self.meeting
      {
        if next.distance < last.distance { kept[kept.count - 1] = next }
      } else {
        kept.append(next)
      }
    }
    return kept
  }

  /// The place that takes in what passes a position: one within the tolerance, a junction within ten metres.
  func placePassed(at position: Coordinate) -> Int? {
    let town = placeIndex.nearest(to: position, within: options.tolerance) {
      places[$0].kind != .junction
    }
    let junction = placeIndex.nearest(to: position, within: Length(metres: Self.meeting)) {
      places[$0].kind == .junction
    }
    guard let town, let junction else { return (town ?? junction)?.number }
    return junction.distance < town.distance ? junction.number : town.number
  }
}
