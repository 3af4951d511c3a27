public import CorridorUnits

/// What study.yaml says of the study as a whole.
public struct Settings: Hashable, Sendable {
  /// A stable name of the study.
  public var id: String
  /// Its title.
  public var title: String
  /// What it is about, in a few sentences.
  public var summary: String
  /// Whose line is drawn at contested borders, in one sentence.
  public var worldview: String
  /// Credit, licence and what was changed, for every export.
  public var attribution: String
  /// The currency and price year of all results.
  public var priceBase: PriceBase
  /// How geometry is measured.
  public var geometry: GeometrySettings
  /// Which assumptions the appraisal takes.
  public var appraisal: AppraisalSettings

  /// How geometry is measured.
  public struct GeometrySettings: Hashable, Sendable {
    /// Largest distance of a densified line from its geodesic.
    public var deviation: Length
    /// A stretch in a country that is shorter than this belongs to its neighbour, on land.
    public var sliver: Length
    /// The same for sea lanes, whose straight port connectors graze land.
    public var seaSliver: Length
    /// A declared border crossing names a crossing of the geometry within this distance.
    public var stationWithin: Length
    /// The end of a link must lie this near to its place.
    public var linkEndWithin: Length
    /// The smallest and largest declared / traced that needs no reason.
    public var routeFactor: ClosedRange<Double>
    /// Declared / traced above this is listed with its reason.
    public var routeFactorListed: Double

    /// Creates settings.
    public init(
      deviation: Length, sliver: Length, seaSliver: Length, stationWithin: Length,
      linkEndWithin: Length, routeFactor: ClosedRange<Double>, routeFactorListed: Double
    ) {
      self.deviation = deviation
      self.sliver = sliver
      self.seaSliver = seaSliver
      self.stationWithin = stationWithin
      self.linkEndWithin = linkEndWithin
      self.routeFactor = routeFactor
      self.routeFactorListed = routeFactorListed
    }
  }

  /// Which assumptions the appraisal takes for its horizon, rates and prices; ids throughout.
  public struct AppraisalSettings: Hashable, Sendable {
    /// Years of building.
    public var constructionYears: String
    /// Years of operation.
    public var operationYears: String
    /// Discount rate of the economic account.
    public var economicRate: String
    /// Discount rate of the private account.
    public var privateRate: String
    /// Premium on the private rate for the risk of a country; nil for none.
    ///
    /// It stands in for politics and never runs beside them.
    public var countryPremium: String?
    /// Reinvestment rate of the MIRR.
    public var reinvestmentRate: String
    /// Money per mass of greenhouse gases.
    public var carbonPrice: String
    /// Multipliers of capital by terrain.
    public var terrain: [Terrain: String]

    /// Creates settings.
    public init(
      constructionYears: String, operationYears: String, economicRate: String, privateRate: String,
      countryPremium: String? = nil, reinvestmentRate: String, carbonPrice: String,
      terrain: [Terrain: String]
    ) {
      self.constructionYears = constructionYears
      self.operationYears = operationYears
      self.economicRate = economicRate
      self.privateRate = privateRate
      self.countryPremium = countryPremium
      self.reinvestmentRate = reinvestmentRate
      self.carbonPrice = carbonPrice
      self.terrain = terrain
    }
  }

  /// Creates settings.
  public init(
    id: String, title: String, summary: String, worldview: String, attribution: String,
    priceBase: PriceBase, geometry: GeometrySettings, appraisal: AppraisalSettings
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.worldview = worldview
    self.attribution = attribution
    self.priceBase = priceBase
    self.geometry = geometry
    self.appraisal = appraisal
  }
}
