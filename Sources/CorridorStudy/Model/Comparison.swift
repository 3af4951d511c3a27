/// Routes of one service between one origin and one destination, side by side.
public struct Comparison: Hashable, Sendable, Identifiable {
  /// `SERVICE:ORIGIN-DESTINATION`, such as `container:westport-eastport`.
  public var id: String
  /// Its title.
  public var title: String
  /// The question that it answers.
  public var question: String
  /// Id of the service.
  public var service: String
  /// Id of the place where every route begins.
  public var origin: String
  /// Id of the place where routes end unless they say otherwise.
  public var destination: String
  /// What wants to move, and how it chooses.
  public var demand: Demand
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// What wants to move, and how it chooses.
  public struct Demand: Hashable, Sendable {
    /// Id of the assumption for the units per year in the first year of operation.
    public var volume: String
    /// Id of the assumption for its growth per year.
    public var growth: String?
    /// Ids of the assumptions for the share of demand reached in the first years of operation.
    public var rampUp: [String]
    /// How units choose between the routes; nil when a contract decides.
    public var choice: Choice?
    /// Id of the assumption for what one unit is worth at the destination (no choice model).
    public var value: String?
    /// Id of the assumption for what one unit costs at the origin (no choice model).
    public var supplyCost: String?
    /// Id of the assumption for the power that the line is built for (power only).
    public var capacity: String?

    /// Creates a demand.
    public init(
      volume: String, growth: String? = nil, rampUp: [String] = [], choice: Choice? = nil,
      value: String? = nil, supplyCost: String? = nil, capacity: String? = nil
    ) {
      self.volume = volume
      self.growth = growth
      self.rampUp = rampUp
      self.choice = choice
      self.value = value
      self.supplyCost = supplyCost
      self.capacity = capacity
    }
  }

  /// A nested logit; constants are 0 unless calibrated.
  public struct Choice: Hashable, Sendable {
    /// Id of the assumption for the weight of one unit of money in utility.
    public var costWeight: String
    /// Id of the assumption for the dissimilarity of nests, 0 < λ ≤ 1.
    public var nestLambda: String
    /// Ids of the assumptions for alternative-specific constants, by route.
    public var constants: [String: String]

    /// Creates a choice model.
    public init(costWeight: String, nestLambda: String, constants: [String: String] = [:]) {
      self.costWeight = costWeight
      self.nestLambda = nestLambda
      self.constants = constants
    }
  }

  /// Creates a comparison.
  public init(
    id: String, title: String, question: String, service: String, origin: String,
    destination: String, demand: Demand, note: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.question = question
    self.service = service
    self.origin = origin
    self.destination = destination
    self.demand = demand
    self.note = note
    self.location = location
  }
}
