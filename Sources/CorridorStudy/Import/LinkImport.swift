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
    /// Gaps, crossings without a place, lines that reach no place or are there already.
    public var findings: [Diagnostic] = []
  }

  /// One line of the file.
  struct Line {
    let measured: MeasuredLine
    let box: BoundingBox
    /// Its id or number in the file, for messages and names.
    let label: String
    let name: String?
    let location: SourceLocation

    var vertices: [Coordinate] { measured.line.coordinates }
    /// Its first and its last vertex.
    var ends: [Coordinate] { [vertices.first, vertices.last].compactMap(\.self) }
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

  let study: Study
  let options: Options
  let borders: BorderIndex?
  /// Places that links may begin at: all but border crossings.
  let places: [Place]
  let placeIndex: PositionIndex

  /// Prepares an import into a study.
  ///
  /// - Parameters:
  ///   - study: The study.
  ///   - options: What the links get.
  ///   - borders: The countries, in one of which every new junction is; without them lines are cut at
  ///     places alone, and the meetings elsewhere are told.
  public init(into study: Study, options: Options, borders: BorderIndex? = nil) {
    self.study = study
    self.options = options
    self.borders = borders
    places = study.places.filter { $0.border == nil }
    placeIndex = PositionIndex(places.map(\.coordinate))
  }

  /// The links that the lines of a collection become.
  ///
  /// An end within the tolerance of a place is moved onto it; so is the point where a line is cut at a
  /// place on its way. Lines are also cut where they share a vertex and part, and where one ends on
  /// another or within the tolerance of it: there a junction is made unless a place is near. Where two
  /// ends meet and nothing else, two lines are one. Lines that cross without a common vertex stay
  /// whole. Stretches between two such points become links if they hang together with a place of the
  /// study; the others are told: how far the nearest place is, and which other line's end is near.
  ///
  /// - Parameters:
  ///   - collection: Features; those that are no lines are told.
  ///   - file: Its name for messages.
  /// - Returns: Links, junctions and findings, in the order of the file.
  public func outcome(of collection: FeatureCollection, file: String) -> Outcome {
    var outcome = Outcome()
    let lines = joined(lines(of: collection, file: file, &outcome))
    let ends = LineEnds(lines)
    var junctions: [Junction] = []
    let meetings = stops(at: meetings(of: lines), of: lines, &junctions, &outcome)
    let stops = lines.indices.map { merged(passages(on: lines[$0]), meetings[$0]) }
    let anchored = anchored(stops, junctionCount: junctions.count)
    for index in lines.indices {
      if stops[index].count >= 2, !stops[index].contains(where: { anchored[$0.place] }) {
        tellOrphan(lines[index], &outcome)
      } else {
        tellEnds(of: lines[index], ends: ends, except: index, stops: stops[index], &outcome)
      }
    }
    let nodes = places + junctionPlaces(junctions, used: used(stops, anchored))
    var writer = LinkWriter(study: study, options: options, nodes: nodes)
    for (line, stops) in zip(lines, stops) {
      for (from, to) in zip(stops, stops.dropFirst()) where anchored[from.place] {
        guard let link = writer.link(from, to, of: line, isWhole: stops.count == 2, &outcome)
        else { continue }
        outcome.links.append(link)
      }
    }
    outcome.places = writer.newPlaces(from: places.count)
    tellCrossings(of: lines, near: junctions, &outcome)
    return outcome
  }

  private func lines(
    of collection: FeatureCollection, file: String, _ outcome: inout Outcome
  ) -> [Line] {
    var lines: [Line] = []
    for (number, feature) in collection.features.enumerated() {
      let location = SourceLocation(
        file: file, line: feature.position.line, column: feature.position.column)
      let parts = feature.geometry?.lines ?? []
      let label = feature.id?.description ?? "number \(number + 1)"
      if parts.isEmpty {
        outcome.findings.append(
          Diagnostic(
            .warning, code: "no-line", at: location,
            "feature \(label) is \(feature.geometry?.type ?? "nothing") and no line",
            remedy: "draw it as a LineString, or leave it"))
      }
      for part in parts {
        guard let line = try? LineString(part) else {
          outcome.findings.append(
            Diagnostic(
              .warning, code: "no-line", at: location, "a line of feature \(label) has no length",
              remedy: "draw it with two different vertices"))
          continue
        }
        lines.append(
          Line(
            measured: MeasuredLine(line), box: line.boundingBox, label: label,
            name: feature.properties["name"]?.string, location: location))
      }
    }
    return lines
  }

  /// The places that a line passes, in order, as often as it does.
  private func passages(on line: Line) -> [Passage] {
    var found: [Passage] = []
    for index in placeIndex.numbers(in: reach(of: line)) {
      let points = line.measured.passages(
        of: places[index].coordinate, within: options.tolerance)
      found += points.map {
        Passage(
          stop: Stop(place: index, chainage: $0.chainage.metres), distance: $0.distance.metres)
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

  /// The box within which a point may be near enough to a line.
  func reach(of line: Line) -> BoundingBox {
    // A degree of longitude shrinks towards the poles: the widest that the tolerance can be there.
    let latitude = min(89, max(abs(line.box.south), abs(line.box.north)))
    let shrink = max(0.02, Self.cosine(degrees: latitude))
    return line.box.padded(by: options.tolerance.kilometres / 110 / shrink)
  }

  private static func cosine(degrees: Double) -> Double {
    let along = Geodesic.distance(
      from: Coordinate(longitude: 0, latitude: degrees),
      to: Coordinate(longitude: 0.01, latitude: degrees))
    let equator = Geodesic.distance(
      from: Coordinate(longitude: 0, latitude: 0), to: Coordinate(longitude: 0.01, latitude: 0))
    return along.metres / equator.metres
  }
}
