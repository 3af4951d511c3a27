/// Something in a GeoJSON text that RFC 7946 forbids or advises against, and where.
public struct GeoJSONFinding: Hashable, Sendable {
  /// How grave a finding is.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The standard forbids it.
    case error
    /// The standard advises against it.
    case warning
  }

  /// What is wrong.
  public let problem: GeoJSONError.Problem
  /// Where it is in the text.
  public let position: TextPosition

  /// Creates a finding.
  public init(_ problem: GeoJSONError.Problem, at position: TextPosition) {
    self.problem = problem
    self.position = position
  }

  /// A short name that stays the same from version to version, such as `winding`.
  public var code: String { problem.code }
  /// How grave it is.
  public var severity: Severity { problem.severity }
  /// Where the rule stands, such as "RFC 7946 section 3.1.6".
  public var rule: String { problem.rule }
  /// Whether it can be mended without guessing what was meant.
  public var isMendable: Bool { problem.isMendable }

  /// The finding as an error of a file.
  public func error(in file: String) -> GeoJSONError {
    GeoJSONError(problem, file: file, at: position)
  }
}

extension GeoJSONError.Problem {
  /// A short name that stays the same from version to version.
  public var code: String {
    switch self {
    case .json(.byteOrderMark): "byte-order-mark"
    case .json(.duplicateKey): "duplicate-key"
    case .json: "json"
    case .unknownType: "unknown-type"
    case .misplacedType: "misplaced-type"
    case .missing: "missing-member"
    case .wrongKind: "wrong-kind"
    case .misplacedMember: "misplaced-member"
    case .nesting: "nesting"
    case .shortPosition: "short-position"
    case .shortLine: "short-line"
    case .shortRing: "short-ring"
    case .unclosedRing, .unclosedRingAltitude: "unclosed-ring"
    case .latitude: "latitude"
    case .longitude: "longitude"
    case .referenceSystem, .redundantReferenceSystem: "crs"
    case .boundingBox, .boundingBoxDimensions, .boundingBoxLimits, .boundingBoxMisses,
      .boundingBoxAltitudes, .boundingBoxMissesAltitude:
      "bbox"
    case .emptyCoordinates: "empty-coordinates"
    case .extraNumbers: "extra-numbers"
    case .mixedDimensions: "mixed-dimensions"
    case .winding: "winding"
    case .degenerateRing, .cancellingRing: "degenerate-ring"
    case .holeOutside: "hole-outside"
    case .overlappingHole: "overlapping-hole"
    case .crossesAntimeridian, .alongAntimeridian, .cut: "antimeridian"
    case .nestedCollection: "nested-collection"
    case .singleCollection: "single-collection"
    case .decimals: "precision"
    case .nullID: "id"
    case .duplicateID: "duplicate-id"
    case .tooLarge, .memberTooLarge: "too-large"
    }
  }

  /// Where the rule stands.
  public var rule: String {
    switch self {
    case .json(.byteOrderMark): "RFC 8259 section 8.1"
    case .json(.duplicateKey): "RFC 8259 section 4"
    case .json(.invalidUTF8), .json(.encoding): "RFC 8259 section 8.1"
    case .json(.loneSurrogate): "RFC 8259 section 8.2"
    case .json(.notFinite), .json(.malformedNumber), .json(.numberOutOfRange):
      "RFC 8259 section 6"
    case .json: "RFC 8259"
    case .unknownType: "RFC 7946 section 1.4"
    case .misplacedType(_, "a Feature"): "RFC 7946 section 3.3"
    case .misplacedType: "RFC 7946 section 3"
    case .missing(_, "Feature"), .nullID, .duplicateID: "RFC 7946 section 3.2"
    case .missing(_, "FeatureCollection"): "RFC 7946 section 3.3"
    case .missing, .wrongKind: "RFC 7946 section 3"
    case .misplacedMember: "RFC 7946 section 7.1"
    case .nesting, .emptyCoordinates: "RFC 7946 section 3.1"
    case .shortPosition, .extraNumbers, .mixedDimensions: "RFC 7946 section 3.1.1"
    case .shortLine: "RFC 7946 section 3.1.4"
    case .shortRing, .unclosedRing, .unclosedRingAltitude, .winding, .degenerateRing,
      .cancellingRing, .holeOutside, .overlappingHole:
      "RFC 7946 section 3.1.6"
    case .latitude, .longitude, .referenceSystem, .redundantReferenceSystem:
      "RFC 7946 section 4"
    case .boundingBox, .boundingBoxDimensions, .boundingBoxLimits, .boundingBoxMisses,
      .boundingBoxAltitudes, .boundingBoxMissesAltitude:
      "RFC 7946 section 5"
    case .crossesAntimeridian, .alongAntimeridian, .cut: "RFC 7946 section 3.1.9"
    case .nestedCollection, .singleCollection: "RFC 7946 section 3.1.8"
    case .decimals: "RFC 7946 section 11.2"
    case .tooLarge, .memberTooLarge: "RFC 8259 section 9"
    }
  }

  /// How grave it is.
  public var severity: GeoJSONFinding.Severity {
    switch self {
    case .json(.byteOrderMark), .emptyCoordinates, .extraNumbers, .mixedDimensions, .degenerateRing,
      .cancellingRing, .holeOutside, .overlappingHole, .crossesAntimeridian, .alongAntimeridian,
      .nestedCollection,
      .singleCollection, .decimals, .duplicateID, .redundantReferenceSystem:
      .warning
    default: .error
    }
  }

  /// The greatest longitude that may still be meant as one, two turns round the Earth.
  static let greatestLongitude = 720.0

  /// Whether it can be mended without guessing what was meant.
  public var isMendable: Bool {
    switch self {
    case .json(.byteOrderMark), .unclosedRing, .winding, .crossesAntimeridian,
      .alongAntimeridian, .nullID, .redundantReferenceSystem:
      true
    case .longitude(let longitude, _): abs(longitude) <= Self.greatestLongitude
    case .missing(let member, "Feature"): member != "type"
    default: false
    }
  }
}
