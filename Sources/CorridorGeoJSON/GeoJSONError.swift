/// What is wrong with a GeoJSON text, where, and what to do about it.
public struct GeoJSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of fault.
  public enum Problem: Hashable, Sendable {
    /// The text is no JSON.
    case json(JSONError.Problem)
    /// A type that GeoJSON has not.
    case unknownType(String)
    /// A type of GeoJSON that can't stand here, such as a Feature as a geometry.
    case misplacedType(String, expected: String)
    /// A member is missing.
    case missing(member: String, of: String)
    /// A member has a value of another kind.
    case wrongKind(member: String, found: String, expected: String)
    /// A member stands where the standard forbids it.
    case misplacedMember(String, in: String)
    /// Coordinates are nested too deep or not deep enough for their type.
    case nesting(type: String, isTooDeep: Bool)
    /// A position of fewer than two numbers.
    case shortPosition(count: Int)
    /// A line of fewer than two positions.
    case shortLine(count: Int)
    /// A ring of fewer than four positions.
    case shortRing(count: Int)
    /// The last position of a ring is not its first.
    case unclosedRing(first: String, last: String)
    /// The last position of a ring is not its first by its altitude alone.
    case unclosedRingAltitude(first: String, last: String)
    /// A latitude beyond a pole.
    case latitude(Double, longitude: Double)
    /// A longitude outside -180...180.
    case longitude(Double, latitude: Double)
    /// Coordinates in another reference system than WGS 84.
    case referenceSystem(String)
    /// A bounding box of neither four nor six numbers.
    case boundingBox(count: Int)
    /// A bounding box of other dimensions than its positions have.
    case boundingBoxDimensions(box: Int, positions: Int)
    /// Limits of a bounding box out of range or out of order.
    case boundingBoxLimits(String)
    /// A bounding box that leaves a position out.
    case boundingBoxMisses(longitude: Double, latitude: Double)
    /// A bounding box whose lowest altitude is above its highest.
    case boundingBoxAltitudes(lowest: Double, highest: Double)
    /// A bounding box that leaves an altitude out.
    case boundingBoxMissesAltitude(Double)
    /// Coordinates without a position.
    case emptyCoordinates(String)
    /// A position of more than three numbers.
    case extraNumbers
    /// Some positions have an altitude and some have none.
    case mixedDimensions
    /// A ring that runs the wrong way round.
    case winding(isExterior: Bool)
    /// A ring that encloses nothing.
    case degenerateRing
    /// A ring that crosses itself so that its parts cancel.
    case cancellingRing
    /// A hole that is not within the exterior ring.
    case holeOutside
    /// A hole that shares ground with the hole of that place, from 1, or is the same.
    case overlappingHole(Int)
    /// A geometry that crosses longitude 180 and is not cut there.
    case crossesAntimeridian
    /// A line that runs along the antimeridian and has both 180 and -180 for it.
    case alongAntimeridian
    /// A GeometryCollection inside another.
    case nestedCollection
    /// A GeometryCollection of one geometry.
    case singleCollection
    /// More decimals than are asked for.
    case decimals(Int, limit: Int)
    /// A reference system that is named and is WGS 84.
    case redundantReferenceSystem(String)
    /// An id that is null.
    case nullID
    /// An id that another feature has.
    case duplicateID(String)
    /// A geometry that can't be cut at longitude 180.
    case cut(String)
    /// One feature is larger than the memory that is given to it.
    case tooLarge(limit: Int)
    /// A member of a collection, none of its features, is larger than memory is meant to hold.
    case memberTooLarge(String, limit: Int)
  }

  /// What is wrong.
  public let problem: Problem
  /// The file as the user named it.
  public let file: String
  /// Where it is in the file.
  public let position: TextPosition

  /// Creates an error.
  public init(_ problem: Problem, file: String, at position: TextPosition) {
    self.problem = problem
    self.file = file
    self.position = position
  }

  /// Whether the text ends before its time.
  public var isTruncation: Bool {
    switch problem {
    case .json(.truncated), .json(.empty): true
    default: false
    }
  }

  /// What is wrong, as one sentence without a full stop.
  public var message: String { problem.message }
  /// What to do about it, as one sentence without a full stop.
  public var remedy: String { problem.remedy }

  /// The file, the position, what is wrong and the remedy, in one line.
  public var description: String { "\(file):\(position): error: \(message); \(remedy)" }
}

extension GeoJSONError.Problem {
  var message: String {
    switch self {
    case .json(let problem): problem.message
    case .unknownType(let type): "\"\(type)\" is no GeoJSON type"
    case .misplacedType(let type, let expected): "a \(type) where \(expected) should be"
    case .missing(let member, let type): "the \(type) has no \"\(member)\""
    case .wrongKind(let member, let found, let expected):
      "\(member) is \(found), not \(expected)"
    case .misplacedMember(let member, let type): "a \(type) can't have \"\(member)\""
    case .nesting(let type, let isTooDeep):
      "the coordinates of a \(type) are nested \(isTooDeep ? "too deep" : "not deep enough")"
    case .shortPosition(let count): "a position of \(count) \(count == 1 ? "number" : "numbers")"
    case .shortLine(let count): "a line of \(count) \(count == 1 ? "position" : "positions")"
    case .shortRing(let count): "a ring of \(count) \(count == 1 ? "position" : "positions")"
    case .unclosedRing(let first, let last): "the ring begins at \(first) and ends at \(last)"
    case .unclosedRingAltitude(let first, let last):
      "the ring begins at \(first) and ends at \(last)"
    case .latitude(let latitude, _):
      "latitude \(NumberText.text(latitude)) is outside -90...90"
    case .longitude(let longitude, _):
      "longitude \(NumberText.text(longitude)) is outside -180...180"
    case .referenceSystem(let name): "the coordinates are in \(name)"
    case .boundingBox(let count): "a bounding box of \(count) numbers"
    case .boundingBoxDimensions(let box, let positions):
      "a bounding box of \(2 * box) numbers round positions of \(positions) numbers"
    case .boundingBoxLimits(let fault): "the bounding box \(fault)"
    case .boundingBoxMisses(let longitude, let latitude):
      "the bounding box leaves out [\(NumberText.text(longitude)), \(NumberText.text(latitude))]"
    case .boundingBoxAltitudes(let lowest, let highest):
      "the bounding box goes from altitude \(NumberText.text(lowest)) up to "
        + NumberText.text(highest)
    case .boundingBoxMissesAltitude(let altitude):
      "the bounding box leaves out the altitude \(NumberText.text(altitude))"
    case .emptyCoordinates(let type): "the coordinates of a \(type) are empty"
    case .extraNumbers: "a position of more than three numbers"
    case .mixedDimensions: "some positions have an altitude and some have none"
    case .winding(let isExterior):
      isExterior
        ? "the exterior ring runs clockwise" : "the ring of a hole runs counter-clockwise"
    case .degenerateRing: "the ring encloses no area"
    case .cancellingRing:
      "the ring crosses itself, with as much area on its left as on its right"
    case .holeOutside: "the hole reaches beyond the exterior ring"
    case .overlappingHole(let number): "the hole overlaps hole \(number), or is the same"
    case .crossesAntimeridian: "the geometry crosses the antimeridian uncut"
    case .alongAntimeridian:
      "the line runs along the antimeridian from longitude 180 to -180, which viewers draw round the Earth"
    case .nestedCollection: "a GeometryCollection inside a GeometryCollection"
    case .singleCollection: "a GeometryCollection of one geometry"
    case .decimals(let count, let limit):
      "a coordinate of "
        + (count < Decimal.mostPower ? "\(count)" : "\(Decimal.mostPower) or more")
        + " decimals, more than \(limit)"
    case .redundantReferenceSystem(let name):
      "\"crs\" names \(name), which RFC 7946 takes for granted"
    case .nullID: "the \"id\" is null"
    case .duplicateID(let id): "the id \(id) stands at an earlier feature already"
    case .cut(let reason): "the geometry can't be cut at the antimeridian: \(reason)"
    case .tooLarge(let limit): "one object is larger than \(limit >> 20) MiB"
    case .memberTooLarge(let name, let limit):
      "the member \"\(name)\" of the collection is larger than \(limit >> 20) MiB"
    }
  }

  var remedy: String {
    switch self {
    case .json(let problem): problem.remedy
    case .unknownType(let type): Self.remedy(forType: type)
    case .misplacedType(_, let expected): "write \(expected)"
    case .missing(let member, "Feature"): "add \"\(member)\", null if there is none"
    case .missing(let member, _): "add \"\(member)\""
    case .wrongKind(_, _, let expected): "write \(expected)"
    case .misplacedMember(let member, _):
      "move \"\(member)\" to the object that it belongs to, or rename it"
    case .nesting(let type, _): "write \(Self.shape(of: type))"
    case .shortPosition: "write longitude and latitude: [127.03, 37.5]"
    case .shortLine: "a line has at least two positions; for one place write a Point"
    case .shortRing: "a ring has at least four positions, the last equal to the first"
    case .unclosedRing: "repeat the first position at the end"
    case .unclosedRingAltitude: "give the last position the altitude of the first"
    case .latitude(let latitude, let longitude):
      Self.remedy(longitude: longitude, latitude: latitude)
    case .longitude(let longitude, let latitude):
      Self.remedy(longitude: longitude, latitude: latitude)
    case .referenceSystem:
      "reproject to WGS 84 (longitude, latitude) and leave the member \"crs\" out"
    case .boundingBox: "write west, south, east and north"
    case .boundingBoxDimensions(_, let positions):
      positions == 2
        ? "write west, south, east and north; --bbox of convert does it"
        : "write west, south, lowest, east, north and highest; --bbox of convert does it"
    case .boundingBoxLimits:
      "write west, south, east and north in degrees, or let --bbox of convert do it"
    case .boundingBoxAltitudes:
      "write west, south, lowest, east, north and highest; --bbox of convert does it"
    case .boundingBoxMisses, .boundingBoxMissesAltitude:
      "leave \"bbox\" out, or let --bbox of convert reckon it"
    case .emptyCoordinates: "write null as the geometry of what has no place"
    case .extraNumbers: "write longitude, latitude and altitude; put other measures in properties"
    case .mixedDimensions: "give all positions an altitude or none"
    case .winding:
      "reverse it: exterior rings run counter-clockwise, holes clockwise; --rewind of convert does it"
    case .degenerateRing: "write a line, or leave the ring out"
    case .cancellingRing: "write its parts as polygons of a MultiPolygon"
    case .overlappingHole: "write one hole round both, or leave the second out"
    case .holeOutside:
      "make it a polygon of its own in a MultiPolygon, or write the exterior ring first"
    case .crossesAntimeridian:
      "cut it in two at longitude 180; --cut-antimeridian of convert does it"
    case .alongAntimeridian:
      "write the same sign at both ends; --cut-antimeridian of convert does it"
    case .nestedCollection: "put the inner geometries into the outer collection"
    case .singleCollection: "write the geometry itself, or a Multi type"
    case .decimals(_, let limit): "round it: --precision \(limit) of convert does it"
    case .redundantReferenceSystem: "leave \"crs\" out"
    case .nullID: "leave \"id\" out"
    case .duplicateID: "give every feature an id of its own"
    case .cut: "mend the polygon, or keep it with --no-cut-antimeridian"
    case .tooLarge: "split it into several features"
    case .memberTooLarge: "move it to a file of its own, or leave it out"
    }
  }

  /// What to do about a position outside the range of degrees.
  private static func remedy(longitude: Double, latitude: Double) -> String {
    if max(abs(longitude), abs(latitude)) > 1000 {
      return "projected coordinates? reproject to WGS 84 degrees"
    }
    if abs(latitude) > 90 {
      return abs(latitude) <= 180 && abs(longitude) <= 90
        ? "swapped axes? write longitude first, then latitude"
        : "write degrees north, between -90 and 90"
    }
    let wrapped = longitude - 360 * (longitude / 360).rounded()
    let example = (wrapped * 1e7).rounded() / 1e7
    return "write degrees east, e.g. \(NumberText.text(example))"
  }

  private static func remedy(forType type: String) -> String {
    let known = GeometryType.allCases.map(\.rawValue) + ["Feature", "FeatureCollection"]
    if let match = known.first(where: { $0.lowercased() == type.lowercased() }) {
      return "did you mean \(match)?"
    }
    if type == "Topology" { return "this is TopoJSON: convert it to GeoJSON first" }
    return "write one of \(known.joined(separator: ", "))"
  }

  private static func shape(of type: String) -> String {
    switch type {
    case "Point": "one position: [lon, lat]"
    case "MultiPoint", "LineString": "an array of positions: [[lon, lat], ...]"
    case "MultiLineString": "an array of lines: [[[lon, lat], ...], ...]"
    case "Polygon": "an array of rings: [[[lon, lat], ...], ...]"
    default: "an array of polygons: [[[[lon, lat], ...], ...], ...]"
    }
  }
}

/// The types of geometry.
enum GeometryType: String, CaseIterable {
  /// One position.
  case point = "Point"
  /// Several positions.
  case multiPoint = "MultiPoint"
  /// A line.
  case lineString = "LineString"
  /// Several lines.
  case multiLineString = "MultiLineString"
  /// An area: its outer ring and its holes.
  case polygon = "Polygon"
  /// Several areas.
  case multiPolygon = "MultiPolygon"
  /// Several geometries.
  case collection = "GeometryCollection"
}
