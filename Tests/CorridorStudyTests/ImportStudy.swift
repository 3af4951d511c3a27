import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

/// A study of made-up places to import lines into, its two countries side by side.
struct ImportStudy {
  private let base: Study
  private(set) var places: [Place]
  private(set) var links: [Link] = []
  private let borders: BorderIndex

  /// A study whose places lie so; those named "junction..." are junctions, those named "border..." border
  /// crossings, the others cities.
  init(_ places: [(id: String, at: (Double, Double))]) throws {
    base = try Fixture().read()
    self.places = places.map { id, position in
      Place(
        id: id, names: Names(english: id), kind: id.hasPrefix("junction") ? .junction : .city,
        country: "AA", coordinate: Self.at(position),
        border: id.hasPrefix("border") ? Place.Border(between: ["AA", "BB"], open: true) : nil,
        location: SourceLocation(file: "test"))
    }
    func box(_ west: Double, _ east: Double) throws -> MultiPolygon {
      let corners = [(west, -20.0), (east, -20), (east, 60), (west, 60), (west, -20)]
      return MultiPolygon([try Polygon(exterior: corners.map(Self.at))])
    }
    borders = try BorderIndex(countries: [("AA", box(0, 12)), ("BB", box(12, 40))])
  }

  static func at(_ pair: (Double, Double)) -> Coordinate {
    Coordinate(longitude: pair.0, latitude: pair.1)
  }

  private var study: Study {
    Study(
      folder: base.folder, settings: base.settings, places: places, links: links, corridors: [],
      routes: [], comparisons: [], services: [], linkClasses: base.linkClasses, events: [],
      assumptions: [], citations: base.citations, deflators: base.deflators, warnings: [])
  }

  /// What importing lines gives; the study stays as it is.
  func outcome(of lines: [[Coordinate]], tolerance: Double = 1) -> LinkImport.Outcome {
    outcome(
      of: lines.map { Feature(geometry: .lineString($0)) }, tolerance: tolerance)
  }

  func outcome(of features: [Feature], tolerance: Double = 1) -> LinkImport.Outcome {
    let options = LinkImport.Options(
      tolerance: Length(kilometres: tolerance), mode: .rail, linkClass: "rail",
      gaugeMillimetres: 1435, sources: ["BOOK"], alignment: "test")
    return LinkImport(into: study, options: options, borders: borders)
      .outcome(of: FeatureCollection(features: features), file: "lines.geojson")
  }

  /// Adds a link between two places.
  mutating func addLink(_ from: String, _ to: String, _ line: [Coordinate]) throws {
    links.append(
      Link(
        id: "\(from)-\(to)", names: Names(english: "link"), from: from, to: to, mode: .rail,
        linkClass: "rail", status: .operating, line: try LineString(line), alignment: "test",
        location: SourceLocation(file: "test")))
  }

  /// Adds what an import gave, as it is read back from the text that is written.
  mutating func add(_ outcome: LinkImport.Outcome) throws {
    let location = SourceLocation(file: "test")
    for feature in try Self.written(outcome.places) {
      guard case .point(let position) = feature.geometry else { continue }
      places.append(
        Place(
          id: try #require(feature.id?.value.string), names: Names(english: "junction"),
          kind: .junction, country: feature.properties["country"]?.string, coordinate: position,
          location: location))
    }
    for feature in try Self.written(outcome.links) {
      links.append(
        Link(
          id: try #require(feature.id?.value.string), names: Names(english: "link"),
          from: try #require(feature.properties["from"]?.string),
          to: try #require(feature.properties["to"]?.string), mode: .rail, linkClass: "rail",
          status: .operating, line: try LineString(try #require(feature.geometry?.lines.first)),
          alignment: "test", location: location))
    }
  }

  private static func written(_ features: [Feature]) throws -> [Feature] {
    let empty = Array("{\"type\": \"FeatureCollection\", \"features\": []}".utf8)
    let bytes = try FeatureInsertion.inserting(features, into: empty)
    return try GeoJSONReader.read(bytes: bytes, file: "written").features
  }
}

extension LinkImport.Outcome {
  /// The vertices of each link.
  var lines: [[Coordinate]] { links.compactMap { $0.geometry?.lines.first } }

  /// The vertices of each link, from the end that comes first, in an order of their own.
  var shapes: [[[Double]]] {
    lines.map { line -> [[Double]] in
      let one = line.map { [$0.longitude, $0.latitude] }
      let other = Array(one.reversed())
      return one.flatMap(\.self).lexicographicallyPrecedes(other.flatMap(\.self)) ? one : other
    }.sorted { $0.flatMap(\.self).lexicographicallyPrecedes($1.flatMap(\.self)) }
  }

  /// How often findings of each kind occur.
  var kinds: [String: Int] {
    findings.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
  }
}
