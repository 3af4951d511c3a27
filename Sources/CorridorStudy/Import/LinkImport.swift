public import CorridorGeoJSON
import CorridorGeometry
public import CorridorUnits

/// Lines of any GeoJSON brought into a study as links: ends snapped to places, lines cut where they pass one
/// or meet another line at one.
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
    /// Gaps, junctions without a place, lines that reach no place or are there already.
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

  let study: Study
  let options: Options
  /// Places that links may begin at: all but border crossings.
  let places: [Place]
  let placeIndex: PositionIndex

  /// Prepares an import into a study.
  public init(into study: Study, options: Options) {
    self.study = study
    self.options = options
    places = study.places.filter { $0.border == nil }
    placeIndex = PositionIndex(places.map(\.coordinate))
  }

  /// The links that the lines of a collection become.
  ///
  /// An end within the tolerance of a place is moved onto it; so is the point where a line is cut at a
  /// place on its way. Stretches whose ends both reach a place become links, the others are told: how
  /// far the nearest place is, and which other line's end is near.
  ///
  /// - Parameters:
  ///   - collection: Features; those that are no lines are told.
  ///   - file: Its name for messages.
  /// - Returns: Links and findings, in the order of the file.
  public func outcome(of collection: FeatureCollection, file: String) -> Outcome {
    var outcome = Outcome()
    let lines = lines(of: collection, file: file, &outcome)
    let ends = LineEnds(lines)
    var namer = LinkNamer(taken: study.links.map(\.id) + study.corridors.map(\.id))
    var known = Set(study.links.filter { $0.mode == options.mode }.map(\.line.coordinates))
    for index in lines.indices {
      let line = lines[index]
      let stops = stops(on: line)
      tellJunctions(on: line, ends: ends, except: index, stops: stops, &outcome)
      tellEnds(of: line, ends: ends, except: index, stops: stops, &outcome)
      for (from, to) in zip(stops, stops.dropFirst()) {
        guard let link = link(from, to, of: line, stops: stops.count, &namer, &known, &outcome)
        else { continue }
        outcome.links.append(link)
      }
    }
    tellCrossings(of: lines, &outcome)
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

  /// The places that a line reaches, in order; each once, where it is nearest.
  private func stops(on line: Line) -> [Stop] {
    let reach = reach(of: line)
    var stops: [(stop: Stop, distance: Double)] = []
    for index in placeIndex.numbers(in: reach) {
      let place = places[index]
      let nearest = line.measured.nearestPoint(to: place.coordinate)
      guard nearest.distance <= options.tolerance else { continue }
      stops.append((Stop(place: index, chainage: nearest.chainage.metres), nearest.distance.metres))
    }
    stops.sort { ($0.stop.chainage, $0.stop.place) < ($1.stop.chainage, $1.stop.place) }
    // Of places that the line meets at one point the nearer counts.
    var kept: [(stop: Stop, distance: Double)] = []
    for next in stops {
      if let last = kept.last, next.stop.chainage - last.stop.chainage < options.tolerance.metres {
        if next.distance < last.distance { kept[kept.count - 1] = next }
      } else {
        kept.append(next)
      }
    }
    return kept.map(\.stop)
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

  // MARK: - Links

  /// The link between two places; nil where it is there already.
  private func link(
    _ from: Stop, _ to: Stop, of line: Line, stops: Int, _ namer: inout LinkNamer,
    _ known: inout Set<[Coordinate]>, _ outcome: inout Outcome
  ) -> Feature? {
    let (start, end) = (places[from.place], places[to.place])
    guard
      let cut = try? line.measured.substring(
        from: Length(metres: from.chainage), to: Length(metres: to.chainage))
    else { return nil }
    var vertices = cut.coordinates
    vertices[0] = start.coordinate
    vertices[vertices.count - 1] = end.coordinate
    if known.contains(vertices) || known.contains(vertices.reversed()) {
      outcome.findings.append(
        Diagnostic(
          .warning, code: "known-link", at: line.location,
          "line \(line.label) from '\(start.id)' to '\(end.id)' is there already, in the study or "
            + "as an earlier line",
          remedy: "nothing is to be done, it is left out"))
      return nil
    }
    known.insert(vertices)
    return Feature(
      id: namer.id(from: start.id, to: end.id), geometry: .lineString(vertices),
      properties: properties(line, from: start, to: end, isWhole: stops == 2))
  }

  private func properties(
    _ line: Line, from start: Place, to end: Place, isWhole: Bool
  ) -> JSONObject {
    var properties = JSONObject()
    let own = isWhole ? line.name : nil
    properties["name"] = .string(own ?? start.names.english + "-" + end.names.english)
    properties["from"] = .string(start.id)
    properties["to"] = .string(end.id)
    properties["mode"] = .string(options.mode.rawValue)
    properties["class"] = .string(options.linkClass)
    if let gauge = options.gaugeMillimetres { properties["gauge_mm"] = .integer(gauge) }
    properties["status"] = .string(options.status.rawValue)
    properties["alignment"] = .string(options.alignment)
    properties["sources"] = .array(options.sources.map { .string($0) })
    return properties
  }
}

/// Gives links ids that nothing else has.
struct LinkNamer {
  private var taken: Set<String>
  /// The number to try next, by the name before it.
  private var next: [String: Int] = [:]

  init(taken: [String]) { self.taken = Set(taken) }

  mutating func id(from start: String, to end: String) -> String {
    let stem = start + "-" + end
    var id = stem
    var number = next[stem] ?? 2
    while !taken.insert(id).inserted {
      id = stem + "-\(number)"
      number += 1
    }
    next[stem] = number
    return id
  }
}
