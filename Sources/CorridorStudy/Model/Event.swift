/// A rule that gives time and money to what happens at a point of a route.
///
/// Every rule that matches is a candidate; the one with the most conditions wins, and of two alike
/// the later in the file.
public struct Event: Hashable, Sendable {
  /// What happens.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Overland from one country to another.
    case border
    /// From one track gauge to another.
    case gauge
    /// From one mode to another.
    case transfer
    /// Loading at the origin and unloading at the destination.
    case terminal
    /// Collection and delivery beyond the terminals; counts for door-to-door only.
    case door
    /// A named passage of a sea lane.
    case passage
    /// What a country asks for transit: money per unit, or per unit and kilometre inside it.
    case fee
    /// What ice adds at a port, per day of ice in the year.
    case ice
  }

  /// What happens.
  public var kind: Kind
  /// Condition: the service.
  public var service: String?
  /// Condition: the mode at the point (border, terminal).
  public var mode: Mode?
  /// Condition: the modes before and after, in either order (transfer).
  public var modes: [Mode]
  /// Condition: the two countries, in either order (border).
  public var between: [String]
  /// Condition: the country that is entered (border).
  public var into: String?
  /// Condition: the place.
  public var at: String?
  /// Condition: the passage.
  public var passage: String?
  /// Condition: the country (fee).
  public var country: String?
  /// Id of the assumption for its time.
  public var time: String?
  /// Id of the assumption for its money.
  public var cost: String?
  /// Id of the assumption for the standard deviation of its time.
  public var deviation: String?
  /// Id of the assumption for greenhouse gases per unit.
  public var emissions: String?
  /// Id of the assumption for the share of the load that is lost, as a converter loses it.
  public var loss: String?
  /// Id of the assumption for how many units a year it can take.
  public var capacity: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a rule.
  public init(
    kind: Kind, service: String? = nil, mode: Mode? = nil, modes: [Mode] = [],
    between: [String] = [], into: String? = nil, at: String? = nil, passage: String? = nil,
    country: String? = nil,
    time: String? = nil, cost: String? = nil, deviation: String? = nil, emissions: String? = nil,
    loss: String? = nil, capacity: String? = nil, location: SourceLocation
  ) {
    self.kind = kind
    self.service = service
    self.mode = mode
    self.modes = modes
    self.between = between.sorted()
    self.into = into
    self.at = at
    self.passage = passage
    self.country = country
    self.time = time
    self.cost = cost
    self.deviation = deviation
    self.emissions = emissions
    self.loss = loss
    self.capacity = capacity
    self.location = location
  }
}
