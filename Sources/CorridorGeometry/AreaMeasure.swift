public import CorridorUnits

/// What lines and points have of named areas.
public struct AreaMeasure: Hashable, Sendable {
  /// Length within one area.
  public struct Share: Hashable, Sendable {
    /// The area, as an index of `AreaIndex.names`.
    public var area: Int
    /// The length; zero for points.
    public var length: Length
  }

  /// A place where a line passes from the inside of an area to its outside or the other way.
  public struct Crossing: Hashable, Sendable {
    /// Where on the map it lies.
    public var coordinate: Coordinate
    /// The area, as an index of `AreaIndex.names`.
    public var area: Int
    /// Whether the line enters the area here.
    public var isEntry: Bool
  }

  /// The geodesic length of all lines; zero when there are only points.
  public var length: Length = .zero
  /// The length outside all areas.
  public var outside: Length = .zero
  /// Whether some point lies outside all areas.
  public var hasPointOutside = false
  /// The areas that the lines and points touch, in the order in which they were met.
  public var shares: [Share] = []
  /// The crossings, in the order of the lines.
  public var crossings: [Crossing] = []

  /// Creates an empty measure.
  public init() {}
}
