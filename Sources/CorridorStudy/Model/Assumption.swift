public import CorridorUnits

/// A named quantity with unit, range, price year, source and class.
public struct Assumption: Hashable, Sendable, Identifiable {
  /// One stated value: a number, its unit and, for money, its price year.
  public struct Stated: Hashable, Sendable {
    /// The number.
    public var value: Double
    /// The unit of the number.
    public var unit: Unit
    /// The year in whose prices a money amount is stated; nil for everything else.
    public var priceYear: Int?

    /// Creates a stated value.
    public init(value: Double, unit: Unit, priceYear: Int? = nil) {
      self.value = value
      self.unit = unit
      self.priceYear = priceYear
    }
  }

  /// The shape of the uncertainty between low and high.
  public enum Shape: String, Hashable, Sendable, CaseIterable {
    /// One value.
    case fixed
    /// Equally likely between two values.
    case uniform
    /// Likeliest at the mode, falling straight to both ends.
    case triangular
    /// A beta distribution of low, mode and high.
    case pert
    /// Normal, by mean and standard deviation.
    case normal
    /// Lognormal, by its own mean and standard deviation.
    case lognormal
    /// A beta distribution stretched between two values.
    case beta
    /// Values with their probabilities.
    case discrete
    /// Observations, each as likely as the others.
    case empirical

    /// Whether low, base and high say all of it; if not, there is a ``Spread``.
    public var isRange: Bool {
      switch self {
      case .fixed, .uniform, .triangular, .pert, .normal, .lognormal: true
      case .beta, .discrete, .empirical: false
      }
    }
  }

  /// A stable name, such as `rail.speed`.
  public var id: String
  /// What it is, in words.
  public var name: String
  /// The low value; nil when there is no range.
  public var low: Stated?
  /// The value that is taken.
  public var base: Stated
  /// The high value; nil when there is no range.
  public var high: Stated?
  /// The shape of the uncertainty.
  public var shape: Shape
  /// What low, base and high leave unsaid of the shape, in the unit and price year of the base.
  public var spread: Spread?
  /// ISO date since when the figure could be known.
  public var knownAt: String
  /// Keys of sources.json.
  public var sources: [String]
  /// How well it is sourced.
  public var sourceClass: SourceClass
  /// The formula, when the class is `derived`.
  public var formula: String?
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates an assumption.
  public init(
    id: String, name: String, low: Stated? = nil, base: Stated, high: Stated? = nil, shape: Shape,
    spread: Spread? = nil, knownAt: String, sources: [String], sourceClass: SourceClass,
    formula: String? = nil,
    note: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.low = low
    self.base = base
    self.high = high
    self.shape = shape
    self.spread = spread
    self.knownAt = knownAt
    self.sources = sources
    self.sourceClass = sourceClass
    self.formula = formula
    self.note = note
    self.location = location
  }
}
