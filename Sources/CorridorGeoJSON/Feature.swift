/// The identifier of a feature: a string or a number.
public enum FeatureID: Hashable, Sendable, CustomStringConvertible {
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A number with a fraction, or beyond the range of `Int`.
  case number(Double)

  /// The identifier as a JSON value.
  public var value: JSONValue {
    switch self {
    case .string(let text): .string(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    }
  }

  /// The text of the string or number.
  public var description: String {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    case .number(let number): NumberText.text(number)
    }
  }
}

/// A GeoJSON feature: a geometry and what is known about it.
public struct Feature: Hashable, Sendable {
  /// Its identifier, unique in its collection.
  public var id: FeatureID?
  /// Its geometry; nil for a feature without a place.
  public var geometry: Geometry?
  /// Its properties in order; empty when the text says null.
  public var properties: JSONObject
  /// Members that RFC 7946 does not know.
  public var foreignMembers: JSONObject
  /// The bounding box as it was read, four or six numbers.
  public var bbox: [Double]?
  /// Where its object began in the text.
  public var position: TextPosition
  /// Where the value of its geometry began in the text.
  public var geometryPosition: TextPosition

  /// Creates a feature.
  public init(
    id: FeatureID? = nil, geometry: Geometry?, properties: JSONObject = [:],
    foreignMembers: JSONObject = [:], bbox: [Double]? = nil, position: TextPosition = .unknown,
    geometryPosition: TextPosition = .unknown
  ) {
    self.id = id
    self.geometry = geometry
    self.properties = properties
    self.foreignMembers = foreignMembers
    self.bbox = bbox
    self.position = position
    self.geometryPosition = geometryPosition
  }

  /// Creates a feature with a string as its identifier.
  public init(id: String, geometry: Geometry?, properties: JSONObject = [:]) {
    self.init(id: .string(id), geometry: geometry, properties: properties)
  }
}

extension Feature {
  /// Whether two features hold the same; positions in a text don't count.
  public static func == (left: Self, right: Self) -> Bool {
    left.id == right.id && left.geometry == right.geometry && left.properties == right.properties
      && left.foreignMembers == right.foreignMembers && left.bbox == right.bbox
  }

  /// Hashes what the feature holds.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(geometry)
    hasher.combine(properties)
    hasher.combine(foreignMembers)
    hasher.combine(bbox)
  }
}

/// A GeoJSON feature collection.
public struct FeatureCollection: Hashable, Sendable {
  /// Its features in order.
  public var features: [Feature]
  /// Members that RFC 7946 does not know, such as `name` and `attribution`.
  public var foreignMembers: JSONObject
  /// The bounding box as it was read, four or six numbers.
  public var bbox: [Double]?
  /// What was left out or taken otherwise when reading.
  public var notes: [GeoJSONNote]

  /// Creates a collection.
  public init(
    features: [Feature], foreignMembers: JSONObject = [:], bbox: [Double]? = nil,
    notes: [GeoJSONNote] = []
  ) {
    self.features = features
    self.foreignMembers = foreignMembers
    self.bbox = bbox
    self.notes = notes
  }
}

/// Something that reading left out or took otherwise than it stood.
public enum GeoJSONNote: Hashable, Sendable, CustomStringConvertible {
  /// So many positions had an altitude, which was left out.
  case altitudesIgnored(count: Int, first: TextPosition)
  /// So many positions had more than three numbers; those beyond were left out.
  case extraNumbersIgnored(count: Int, first: TextPosition)
  /// So many members of geometries are unknown to RFC 7946 and were left out.
  case geometryMembersIgnored(count: Int, first: TextPosition)
  /// The coordinates were taken as WGS 84 although the text names another reference system.
  case referenceSystemIgnored(String, at: TextPosition)

  /// Where, and what was left out, in one line.
  public var description: String {
    switch self {
    case .altitudesIgnored(let count, let first):
      "\(first): \(count == 1 ? "an altitude is" : "\(count) altitudes are") left out"
    case .extraNumbersIgnored(let count, let first):
      "\(first): \(count == 1 ? "a position has" : "\(count) positions have") more than three "
        + "numbers; those beyond are left out"
    case .geometryMembersIgnored(let count, let first):
      "\(first): "
        + (count == 1 ? "an unknown member of a geometry is" : "\(count) unknown members are")
        + " left out"
    case .referenceSystemIgnored(let name, let position):
      "\(position): the coordinates are taken as WGS 84, not as \(name)"
    }
  }
}
