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

/// A range of offsets or indices, in half the room of `Range<Int>`.
struct RawRange {
  private let start: Int32
  private let end: Int32

  init(_ range: Range<Int>) {
    start = Int32(truncatingIfNeeded: range.lowerBound)
    end = Int32(truncatingIfNeeded: range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// A member of a geometry, by where it stands in the text.
struct RawGeometryMember {
  /// The members that a conversion treats in a way of their own.
  enum Key: UInt8 {
    case type
    case coordinates
    case geometries
    case boundingBox
    case referenceSystem
    case id
    case other

    init(_ name: String) {
      switch name {
      case "type": self = .type
      case "coordinates": self = .coordinates
      case "geometries": self = .geometries
      case "bbox": self = .boundingBox
      case "crs": self = .referenceSystem
      case "id": self = .id
      default: self = .other
      }
    }
  }

  let key: Key
  /// The text of the key and the value.
  let text: RawRange
  private let valueStart: Int32

  init(_ key: Key, start: Int, value: Range<Int>) {
    self.key = key
    text = RawRange(start..<value.upperBound)
    valueStart = Int32(truncatingIfNeeded: value.lowerBound)
  }

  /// The text of the value.
  var value: Range<Int> { Int(valueStart)..<text.range.upperBound }
}

/// The parts of the geometries of one feature in flat lists, of which each geometry has a range: one of
/// a million parts needs no million lists.
struct RawParts {
  /// All positions.
  var positions: [RawPosition] = []
  /// Points, lines or rings, as ranges of positions; the points of a Point or MultiPoint are one path.
  var paths: [RawRange] = []
  /// The rings of each polygon, as ranges of paths.
  var polygons: [RawRange] = []
  /// The members of the geometries.
  var members: [RawGeometryMember] = []

  /// Entries for which room is kept while more text is read.
  static let mostKept = 1 << 20

  /// Forgets all, but keeps the room of lists of up to so many entries.
  mutating func removeAll(keepingUpTo most: Int = .max) {
    positions.removeAll(keepingCapacity: positions.count <= most)
    paths.removeAll(keepingCapacity: paths.count <= most)
    polygons.removeAll(keepingCapacity: polygons.count <= most)
    members.removeAll(keepingCapacity: members.count <= most)
  }

  /// Makes room for the positions of a text that was scanned in part, if they are as dense in the rest: a long
  /// list that grows needs half as much again.
  mutating func makeRoom(for found: Int, in part: Int, of whole: Int) {
    guard found > Self.mostKept, part > 0 else { return }
    positions.reserveCapacity(Int(1.02 * Double(found) * Double(whole) / Double(part)))
  }

  /// The positions of a path.
  func path(_ index: Int) -> ArraySlice<RawPosition> { positions[paths[index].range] }
}

/// A geometry by where its parts stand in the text and in the lists of its feature.
struct RawGeometry {
  let type: GeometryType
  var state: State = []
  /// Whether some longitude or latitude has an exponent.
  private(set) var hasExponent = false
  /// The greatest count of decimals in the text of a longitude or latitude.
  private(set) var decimals: Int32 = 0
  /// The greatest count of numbers in a position; 0 without a position.
  private(set) var dimensions: Int32 = 0
  private var extent: RawRange
  private var memberRange = RawRange(0..<0)
  private var pathRange = RawRange(0..<0)
  private var polygonRange = RawRange(0..<0)
  /// The geometries of a collection.
  var parts: [RawGeometry] = []

  init(_ type: GeometryType, at start: Int) {
    self.type = type
    extent = RawRange(start..<start)
  }

  /// The text of the object.
  var text: Range<Int> {
    get { extent.range }
    set { extent = RawRange(newValue) }
  }
  /// Its members, in the list of the feature's.
  var members: Range<Int> {
    get { memberRange.range }
    set { memberRange = RawRange(newValue) }
  }
  /// Its paths, in the list of the feature's.
  var paths: Range<Int> {
    get { pathRange.range }
    set { pathRange = RawRange(newValue) }
  }
  /// Its polygons, in the list of the feature's.
  var polygons: Range<Int> {
    get { polygonRange.range }
    set { polygonRange = RawRange(newValue) }
  }

  /// Whether there is no position in it.
  var hasNoPosition: Bool { dimensions == 0 && parts.allSatisfy(\.hasNoPosition) }

  /// Keeps what is asked of a tally later.
  mutating func keep(_ tally: PositionTally) {
    hasExponent = tally.hasExponent
    decimals = Int32(clamping: tally.decimals)
    dimensions = Int32(clamping: tally.most)
  }

  /// What is to be known of a geometry before it is written.
  struct State: OptionSet {
    let rawValue: UInt16
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
    /// It or a part of it has a bounding box.
    static let hasBox = State(rawValue: 128)
    /// Some edge that goes the short way over the antimeridian does not run along it.
    static let crosses = State(rawValue: 256)
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
