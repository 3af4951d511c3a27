/// How the regimes of a process follow one another, as it was known at a date.
///
/// The rows are stated, estimated from the coded years, or what rates a year amount to; then shares split what goes to several
/// regimes, and hazards take the place of single chances, the rest of a row shrinking in proportion.
public struct RegimeMatrix: Hashable, Sendable, Identifiable {
  /// A stable name, such as `hindsight-2024`.
  public var id: String
  /// ISO date since when it could be known.
  public var knownAt: String
  /// Keys of sources.json.
  public var sources: [String]
  /// How well it is sourced.
  public var sourceClass: SourceClass
  /// The regime in which a run begins.
  public var start: Start
  /// The stated chances by the regime of this year, in the order of the process's regimes; a regime
  /// without a row is estimated or, when neither, left only by its hazards.
  public var rows: [String: [Double]]
  /// The rows that come from the coded years; nil when none do.
  public var estimate: Estimate?
  /// Hazards of continuous time in place of rows and estimate: by the regime that is left and the one that
  /// is entered, how often a year; empty where there are rows.
  public var rates: [String: [String: Double]]
  /// Chances of a year that take the place of those of the rows.
  public var hazards: [Hazard]
  /// How what goes to two regimes together is split.
  public var splits: [Split]
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// A regime and a year to begin with.
  public struct Start: Hashable, Sendable {
    /// Id of the regime.
    public var state: String
    /// The year.
    public var year: Int

    /// Creates a start.
    public init(state: String, year: Int) {
      self.state = state
      self.year = year
    }
  }

  /// Rows by counting the coded years.
  public struct Estimate: Hashable, Sendable {
    /// Ids of the regimes that are counted.
    public var states: [String]
    /// The last year that counts.
    public var through: Int
    /// The parameter of the symmetric Dirichlet prior.
    public var prior: Double

    /// Creates an estimate.
    public init(states: [String], through: Int, prior: Double) {
      self.states = states
      self.through = through
      self.prior = prior
    }
  }

  /// The chance a year of going from some regimes to one.
  public struct Hazard: Hashable, Sendable {
    /// Ids of the regimes that are left.
    public var from: [String]
    /// Id of the regime that is entered.
    public var to: String
    /// Id of the assumption for the chance.
    public var chance: String
    /// Where it stands in its file.
    public var location: SourceLocation

    /// Creates a hazard.
    public init(from: [String], to: String, chance: String, location: SourceLocation) {
      self.from = from
      self.to = to
      self.chance = chance
      self.location = location
    }
  }

  /// How the chance of two regimes together is split between them.
  public struct Split: Hashable, Sendable {
    /// Ids of the regimes that are left.
    public var from: [String]
    /// Ids of the two regimes that are entered.
    public var to: [String]
    /// Id of the assumption for the share of the first.
    public var share: String
    /// Where it stands in its file.
    public var location: SourceLocation

    /// Creates a split.
    public init(from: [String], to: [String], share: String, location: SourceLocation) {
      self.from = from
      self.to = to
      self.share = share
      self.location = location
    }
  }

  /// Creates a matrix.
  public init(
    id: String, knownAt: String, sources: [String] = [], sourceClass: SourceClass, start: Start,
    rows: [String: [Double]] = [:], estimate: Estimate? = nil,
    rates: [String: [String: Double]] = [:], hazards: [Hazard] = [],
    splits: [Split] = [], note: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.knownAt = knownAt
    self.sources = sources
    self.sourceClass = sourceClass
    self.start = start
    self.rows = rows
    self.estimate = estimate
    self.rates = rates
    self.hazards = hazards
    self.splits = splits
    self.note = note
    self.location = location
  }
}

/// What is added to the logit of a chance while a corridor operates.
public struct RegimeLogit: Hashable, Sendable {
  /// Ids of the regimes of this year.
  public var from: [String]
  /// Id of the regime of the next.
  public var to: String
  /// Id of the assumption for what is added.
  public var logit: String
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a tilt.
  public init(from: [String], to: String, logit: String, location: SourceLocation) {
    self.from = from
    self.to = to
    self.logit = logit
    self.location = location
  }
}

/// What the regimes of a process do to routes of one exposure.
public struct RegimeEffects: Hashable, Sendable {
  /// Id of the exposure.
  public var exposure: String
  /// What each regime does, in the order of the process's regimes.
  public var effects: [RegimeEffect]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates effects.
  public init(exposure: String, effects: [RegimeEffect], location: SourceLocation) {
    self.exposure = exposure
    self.effects = effects
    self.location = location
  }
}

/// What one regime does; ids of assumptions, nil for no change.
public struct RegimeEffect: Hashable, Sendable {
  /// The share of a year in which the route can be used.
  public var availability: String?
  /// By what demand is multiplied.
  public var demand: String?
  /// By what fees for transit are multiplied.
  public var fee: String?
  /// What is added to the time at the border.
  public var delay: String?
  /// The share of the assets that is lost on entering the regime from another.
  public var loss: String?
  /// Whether sanctions are in force.
  public var hasSanctions: Bool

  /// Creates an effect.
  public init(
    availability: String? = nil, demand: String? = nil, fee: String? = nil, delay: String? = nil,
    loss: String? = nil, hasSanctions: Bool = false
  ) {
    self.availability = availability
    self.demand = demand
    self.fee = fee
    self.delay = delay
    self.loss = loss
    self.hasSanctions = hasSanctions
  }
}
