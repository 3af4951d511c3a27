public import CorridorGeometry

/// One feature of a GeoJSON text with its geometry in flat arrays, to be filled again and again.
public struct FlatFeature: Sendable {
  /// What a part of the geometry is.
  public enum Kind: Sendable {
    /// A point, or one of several.
    case point
    /// A line, or one of several.
    case line
    /// The outer ring of a polygon; its holes follow.
    case exterior
    /// A ring that cuts a hole.
    case hole
  }

  /// A point, a line or a ring.
  public struct Part: Sendable {
    /// What it is.
    public var kind: Kind
    private let extent: RawRange
    private let place: Int32

    init(_ kind: Kind, _ range: Range<Int>, offset: Int) {
      self.kind = kind
      extent = RawRange(range)
      place = Int32(truncatingIfNeeded: offset)
    }

    /// Where it stands in `coordinates`.
    public var range: Range<Int> { extent.range }
    /// Where its first position stands in the text that is at hand.
    var offset: Int { Int(place) }
  }

  /// A name as the text has it.
  public struct Label: Hashable, Sendable {
    /// The name; of a number its digits as they were written.
    public var text: String
    /// Whether it was a number and not a string.
    public var isNumber: Bool

    /// Creates a name.
    public init(text: String, isNumber: Bool) {
      self.text = text
      self.isNumber = isNumber
    }
  }

  /// All positions, altitudes left out.
  public internal(set) var coordinates: [Coordinate] = []
  /// The points, lines and rings, those of collections among them.
  public internal(set) var parts: [Part] = []
  /// The `id` of the feature.
  public internal(set) var id: Label?
  /// The property that was asked for.
  public internal(set) var label: Label?
  /// Where the feature begins in the text.
  public internal(set) var position = TextPosition.unknown
  /// The type of its geometry; nil when it has none.
  public internal(set) var type: String?
  /// The text of the feature, when it was asked to be kept.
  public internal(set) var text: [UInt8] = []
  /// Where its properties stand in the text that was kept; nil when it has none.
  public internal(set) var properties: Range<Int>?
  /// Members of its properties, with their commas, that are to be replaced, in the text that was kept.
  public internal(set) var replaced: [Range<Int>] = []
  /// Whether the text is that of a geometry alone.
  public internal(set) var isBareGeometry = false

  /// Creates an empty feature.
  public init() {}

  mutating func clear(at position: TextPosition) {
    coordinates.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    replaced.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    (id, label, type, properties) = (nil, nil, nil, nil)
    (self.position, isBareGeometry) = (position, false)
  }
}
