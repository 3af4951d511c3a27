public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// A link with what its geometry says of it.
public struct MeasuredLink: Sendable {
  public let link: Link
  /// Geodesic length of the drawn line.
  public let traced: Length
  /// The length that is costed, and why that one.
  public let costed: Length
  public let basis: LengthBasis
  /// The countries along the drawn line from its beginning, unmerged; nil is sea or unclaimed.
  public let stretches: [CountryStretch]

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

  /// Measures one link; `factor` gives the route factor of a link class from the assumptions.
  ///
  /// - Throws: `GeometryError` when the line can't be measured.
  public func measure(_ link: Link, factor: (id: String, value: Double)?) throws(GeometryError)
    -> MeasuredLink
  {
    let traced = Geodesic.length(of: link.line)
    let measure = try borders.measure(link.line, deviation: settings.deviation, sliver: .zero)
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
      link: link, traced: traced, costed: costed, basis: basis, stretches: measure.stretches)
  }
}
