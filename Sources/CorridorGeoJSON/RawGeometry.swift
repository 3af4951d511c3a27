internal import CorridorGeometry

/// A member of an object, by where it stands in the text.
struct RawMember {
  let key: String
  /// Where the quote of its key stands.
  let start: Int
  /// The text of its value.
  let value: Range<Int>
}

/// A bounding box as it was read.
struct RawBox {
  let limits: BoundingBox
  /// The lowest and highest altitude; nil without, or where they are out of order.
  let altitudes: ClosedRange<Double>?
  /// Half the count of its numbers: 2, or 3 with altitudes.
  let dimensions: Int
  /// Degrees by which a position may lie outside, since the limits may be rounded.
  let tolerance: Double
  /// Metres by which an altitude may.
  let altitudeTolerance: Double
  let place: TextPosition
}

/// A geometry by where its parts stand in the text.
struct RawGeometry {
  let type: GeometryType
  /// The text of the object.
  var text: Range<Int>
  var members: [RawMember] = []
  /// Points, lines or rings, as ranges of the list of positions; the points of a Point or MultiPoint
  /// are one path.
  var paths: [Range<Int>] = []
  /// The rings of each polygon, as ranges of paths.
  var polygons: [Range<Int>] = []
  /// The members of a collection.
  var parts: [RawGeometry] = []
  var tally = PositionTally()
  var state: State = []

  /// Whether there is no position in it.
  var hasNoPosition: Bool {
    paths.allSatisfy(\.isEmpty) && parts.allSatisfy(\.hasNoPosition)
  }

  /// What is to be known of a geometry before it is written.
  struct State: OptionSet {
    let rawValue: UInt8
    /// Its coordinates could not be understood.
    static let isBroken = State(rawValue: 1)
    /// Some ring does not follow the right-hand rule.
    static let isMiswound = State(rawValue: 2)
    /// Some edge goes the short way over the antimeridian.
    static let jumps = State(rawValue: 4)
    /// Some longitude is beyond 180 degrees.
    static let isBeyond = State(rawValue: 8)
    /// Some ring does not end where it begins.
    static let isOpen = State(rawValue: 16)
    /// Some position lies on the antimeridian.
    static let touchesAntimeridian = State(rawValue: 32)
    /// Some latitude is beyond a pole, or a line or ring is too short to be one.
    static let isInvalid = State(rawValue: 64)
  }
}

/// A feature, or a geometry alone, by where its parts stand in the text.
struct RawFeature {
  /// The text of the object.
  var text: Range<Int>
  var members: [RawMember] = []
  /// The geometry; nil where it is null or could not be understood.
  var geometry: RawGeometry?
  /// Whether this is a geometry without a feature.
  var isBare = false
  /// Whether there are line breaks in the text.
  var hasBreaks = false
  /// Where the object begins.
  var mark: JSONScanner.Mark

  func member(_ key: String) -> RawMember? { members.first { $0.key == key } }
}
