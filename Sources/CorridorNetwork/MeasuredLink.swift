public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// A link with what its geometry says of it.
public struct MeasuredLink: Sendable {
  /// The link.
  public let link: Link
  /// Geodesic length of the drawn line.
  public let traced: Length
  /// The length that is costed.
  public let costed: Length
  /// Why that length is costed.
  public let basis: LengthBasis
  /// The countries along the drawn line from its beginning to its end, without gaps; nil is sea.
  ///
  /// A railway or a road does not run at sea: what lies outside every polygon, as under a
  /// generalised coast, has the country beside it. See `LandFilling`.
  public let stretches: [CountryStretch]
  /// The longest stretch of a railway or road outside every polygon, before it was given a country.
  public let longestGap: Length

  /// Declared / traced; nil where no length is published.
  public var routeFactor: Double? {
    guard let declared = link.declared, traced > .zero else { return nil }
    return Length(kilometres: declared.kilometres) / traced
  }
}

/// Which length of a link is costed.
public enum LengthBasis: Hashable, Sendable {
  /// The published one.
  case declared
  /// The traced one times the factor of its class, an assumption.
  case factored(assumption: String, factor: Double)
  /// The traced one as it is.
  case traced

  /// The word that tables and exports print.
  public var word: String {
    switch self {
    case .declared: "declared"
    case .factored: "traced x class factor"
    case .traced: "traced"
    }
  }
}

/// Measures links of a study against its borders.
public struct LinkMeasurer: Sendable {
  private let settings: Settings.GeometrySettings
  private let borders: BorderIndex

  /// Creates a measurer for the borders and tolerances of a study.
  public init(settings: Settings.GeometrySettings, borders: BorderIndex) {
    self.settings = settings
    self.borders = borders
  }

  /// Measures one link.
  ///
  /// - Parameters:
  ///   - link: the link.
  ///   - factor: the route factor of its class and the assumption that states it.
  ///   - ends: countries of the places where it begins and ends; they count for a railway or road
  ///     that lies outside every polygon.
  /// - Returns: the link with its lengths and countries.
  /// - Throws: `GeometryError` when the line can't be measured.
  public func measure(
    _ link: Link, factor: (id: String, value: Double)?,
    ends: (from: String?, to: String?) = (nil, nil)
  ) throws(GeometryError) -> MeasuredLink {
    let measure = try borders.measure(link.line, deviation: settings.deviation, sliver: .zero)
    let traced = measure.length
    var filling = LandFilling(measure.stretches, of: link.line, length: traced)
    switch link.mode {
    case .rail, .road: filling.fill(ends: ends)
    case .oilPipeline, .gasPipeline, .powerLine:
      filling.fillEnds(ends, below: settings.seaSliver)
    case .sea: break
    }
    let costed: Length
    let basis: LengthBasis
    if let declared = link.declared {
      (costed, basis) = (Length(kilometres: declared.kilometres), .declared)
    } else if let factor {
      (costed, basis) = (
        traced * factor.value, .factored(assumption: factor.id, factor: factor.value)
      )
    } else {
      (costed, basis) = (traced, .traced)
    }
    return MeasuredLink(
      link: link, traced: traced, costed: costed, basis: basis, stretches: filling.stretches,
      longestGap: filling.longestGap)
  }
}
