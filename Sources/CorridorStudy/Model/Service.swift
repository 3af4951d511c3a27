public import CorridorUnits

/// What moves: containers, oil, gas, power.
public struct Service: Hashable, Sendable, Identifiable {
  /// A stable name, such as `container`.
  public var id: String
  /// What it is called.
  public var name: String
  /// The unit in which it is counted, such as TEU or MWh.
  public var unit: Unit
  /// How the unit ends a key of JSON, such as `teu` in `price_usd_per_teu`.
  public var key: String
  /// Id of the assumption for the value of one unit, used for loss and damage.
  public var value: String?
  /// Id of the assumption for the share of value lost or damaged on a journey.
  public var damage: String?
  /// Id of the assumption for the weight of a standard deviation of time against time itself.
  public var reliabilityRatio: String?
  /// Id of the assumption for the mean value of a day per unit.
  public var valueOfTime: ValueOfTime?
  /// Id of the assumption for the tonnes in a unit, for indicators per tonne.
  public var mass: String?
  /// Id of the assumption for the greenhouse gases of a unit that is lost or burnt on the way.
  public var lossEmissions: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// The distribution of the value of a day over shippers: lognormal.
  public struct ValueOfTime: Hashable, Sendable {
    /// Id of the assumption for the median, money per unit and day.
    public var median: String
    /// Id of the assumption for the standard deviation of the logarithm.
    public var sigma: String

    /// Creates a distribution.
    public init(median: String, sigma: String) {
      self.median = median
      self.sigma = sigma
    }
  }

  /// Creates a service.
  public init(
    id: String, name: String, unit: Unit, key: String, value: String? = nil, damage: String? = nil,
    reliabilityRatio: String? = nil, valueOfTime: ValueOfTime? = nil, mass: String? = nil,
    lossEmissions: String? = nil,
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.key = key
    self.value = value
    self.damage = damage
    self.reliabilityRatio = reliabilityRatio
    self.valueOfTime = valueOfTime
    self.mass = mass
    self.lossEmissions = lossEmissions
    self.location = location
  }
}
