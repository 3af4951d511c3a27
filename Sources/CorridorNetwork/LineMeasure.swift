public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// What the drawn line of a link measures against the borders of a study.
public struct LineMeasure: Hashable, Sendable {
  /// Geodesic length of the line.
  public let traced: Length
  /// The countries along the line from its beginning to its end, without gaps; nil is sea.
  ///
  /// A railway or a road does not run at sea: what lies outside every polygon, as under a
  /// generalised coast, has the country beside it. See `LandFilling`.
  public let stretches: [CountryStretch]
  /// The longest stretch of a railway or road outside every polygon, before it was given a country.
  public let longestGap: Length
}

/// Measures the lines of links against the borders and tolerances of a study.
public struct LineMeasurer: Sendable {
  /// Counted up with every change of how a line is measured: what was kept before is then measured
  /// anew.
  static let version: UInt64 = 1

  private let settings: Settings.GeometrySettings
  private let borders: BorderIndex

  /// Creates a measurer.
  public init(settings: Settings.GeometrySettings, borders: BorderIndex) {
    self.settings = settings
    self.borders = borders
  }

  /// Measures the line of a link.
  ///
  /// - Parameters:
  ///   - link: the link.
  ///   - ends: countries of the places where it begins and ends; they count for a railway or road
  ///     that lies outside every polygon.
  /// - Returns: its length and countries.
  /// - Throws: `GeometryError` when the line can't be measured.
  public func measure(_ link: Link, ends: (from: String?, to: String?) = (nil, nil))
    throws(GeometryError) -> LineMeasure
  {
    let measure = try borders.measure(link.line, deviation: settings.deviation, sliver: .zero)
    var filling = LandFilling(measure.stretches, of: link.line, length: measure.length)
    switch link.mode {
    case .rail, .road: filling.fill(ends: ends)
    case .oilPipeline, .gasPipeline, .powerLine:
      filling.fillEnds(ends, below: settings.seaSliver)
    case .sea: break
    }
    return LineMeasure(
      traced: measure.length, stretches: filling.stretches, longestGap: filling.longestGap)
  }
}
