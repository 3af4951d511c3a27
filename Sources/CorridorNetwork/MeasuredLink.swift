public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// A link with what its geometry says of it.
public struct MeasuredLink: Sendable {
  /// The link.
  public let link: Link
  /// What its drawn line measures.
  public let line: LineMeasure
  /// The length that is costed.
  public let costed: Length
  /// Why that length is costed.
  public let basis: LengthBasis
  /// What is known of it as a leg over sea lanes; nil for a link of the study.
  public var lane: Lane?

  /// A leg over sea lanes, which is sailed both ways.
  public struct Lane: Hashable, Sendable {
    /// What it is called when it is sailed from its `to` to its `from`.
    public var reversedName: String
    /// How far from its `from` the middle of each of its passages is along the drawn line.
    public var passages: [Length]
    /// How long the straight line is that joins its `from` to the lanes.
    public var startConnector: Length
    /// How long the straight line is that joins its `to` to the lanes.
    public var endConnector: Length

    /// Creates what is known of a leg; `connectors` join its `from` and its `to` to the lanes.
    public init(
      reversedName: String, passages: [Length], connectors: (from: Length, to: Length)
    ) {
      self.reversedName = reversedName
      self.passages = passages
      (startConnector, endConnector) = connectors
    }
  }

  /// Creates a link with what its line measures.
  ///
  /// - Parameters:
  ///   - link: the link.
  ///   - line: what its line measures.
  ///   - factor: the route factor of its class and the assumption that states it, for a link whose
  ///     length nobody has published.
  public init(_ link: Link, line: LineMeasure, factor: (id: String, value: Double)?) {
    self.link = link
    self.line = line
    if let declared = link.declared {
      (costed, basis) = (Length(kilometres: declared.kilometres), .declared)
    } else if let factor {
      (costed, basis) = (
        line.traced * factor.value, .factored(assumption: factor.id, factor: factor.value)
      )
    } else {
      (costed, basis) = (line.traced, .traced)
    }
  }

  /// Geodesic length of the drawn line.
  public var traced: Length { line.traced }
  /// The countries along the drawn line; see `LineMeasure`.
  public var stretches: [CountryStretch] { line.stretches }
  /// The longest stretch of a railway or road outside every polygon, before it was given a country.
  public var longestGap: Length { line.longestGap }

  /// What tells it from every other link of a network: its id, and for parts of one link their ends too.
  public var key: String { "\(link.id) \(link.from) \(link.to)" }

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
