/// The assumptions that price every link of one kind; each field is the id of an assumption.
public struct LinkClass: Hashable, Sendable, Identifiable {
  /// A stable name, unique in the study.
  public var id: String
  /// The mode of its links.
  public var mode: Mode
  /// What its links are, in words.
  public var name: String
  /// Line-haul speed.
  public var speed: String?
  /// Line-haul speed of services that go at another, by service.
  public var serviceSpeed: [String: String]
  /// Price per unit and kilometre that a shipper pays, by service.
  public var tariff: [String: String]
  /// Price per unit for a whole run of links that name the same assumption here, however long, by
  /// service; added to the tariff.
  public var networkTariff: [String: String]
  /// Price per unit for the whole link, by service; added to the tariff.
  public var flat: [String: String]
  /// Time for the whole link beside its line-haul time, such as waiting for a sailing.
  public var wait: String?
  /// Cost per unit and kilometre that the carrier saves when a unit stays away, by service.
  public var avoidable: [String: String]
  /// Greenhouse gases per unit and kilometre, by service.
  public var emissions: [String: String]
  /// Money per kilometre, by what has to be done.
  public var capex: [Works: String]
  /// Whether `capex` is stated for the terrain of its links, so that no multiplier applies.
  public var capexIncludesTerrain: Bool
  /// Yearly cost of keeping it: money per kilometre and year, or a share of capital per year.
  public var upkeep: String?
  /// Share of the load lost or burnt per distance.
  public var loss: String?
  /// Mean and standard deviation of outturn / estimate in its reference class.
  public var overrun: Overrun?
  /// Declared / traced to assume where no length is published.
  public var routeFactor: String?
  /// Whether a shipper pays the levelised cost of the link instead of a tariff.
  public var paysLevelisedCost: Bool
  /// Where it stands in its file.
  public var location: SourceLocation

  /// A reference class of cost overruns.
  public struct Overrun: Hashable, Sendable {
    /// Id of the assumption that gives the mean of outturn / estimate.
    public var mean: String
    /// Id of the assumption that gives its standard deviation.
    public var deviation: String

    /// Creates a reference class.
    public init(mean: String, deviation: String) {
      self.mean = mean
      self.deviation = deviation
    }
  }

  /// Creates a link class.
  public init(
    id: String, mode: Mode, name: String, speed: String? = nil,
    serviceSpeed: [String: String] = [:], tariff: [String: String] = [:],
    networkTariff: [String: String] = [:], flat: [String: String] = [:], wait: String? = nil,
    avoidable: [String: String] = [:],
    emissions: [String: String] = [:], capex: [Works: String] = [:],
    capexIncludesTerrain: Bool = false, upkeep: String? = nil, loss: String? = nil,
    overrun: Overrun? = nil, routeFactor: String? = nil,
    paysLevelisedCost: Bool = false, location: SourceLocation
  ) {
    self.id = id
    self.mode = mode
    self.name = name
    self.speed = speed
    self.serviceSpeed = serviceSpeed
    self.tariff = tariff
    self.networkTariff = networkTariff
    self.flat = flat
    self.wait = wait
    self.avoidable = avoidable
    self.emissions = emissions
    self.capex = capex
    self.capexIncludesTerrain = capexIncludesTerrain
    self.upkeep = upkeep
    self.loss = loss
    self.overrun = overrun
    self.routeFactor = routeFactor
    self.paysLevelisedCost = paysLevelisedCost
    self.location = location
  }
}

extension LinkClass {
  /// The assumption that gives the line-haul speed of a service; nil where none does.
  public func speed(of service: String) -> String? { serviceSpeed[service] ?? speed }
}
