/// A case of the past: the model is fed with what was known, and what it says is held against what happened.
public struct Backcast: Hashable, Sendable, Identifiable {
  /// Its id, such as `V-1`.
  public var id: String
  /// The case, in a few words.
  public var title: String
  /// What was fed, in words.
  public var fed: String
  /// With what it was fed.
  public var when: Circumstances
  /// What happened, in words.
  public var happened: String
  /// Keys of sources.json for what happened.
  public var sources: [String]
  /// Figures of what happened, which expressions may name as `{happened:NAME}`.
  public var outcomes: [Outcome]
  /// What is reckoned, and when it passes.
  public var figures: [Figure]
  /// Whether the model was fitted to what it is held against, so that passing proves nothing.
  public var isCalibration: Bool
  /// What a reader should know.
  public var note: String?
  /// Where it stands.
  public var location: SourceLocation

  /// A figure of what happened, reckoned with all that is known today.
  public struct Outcome: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its value, as an expression.
    public var quantity: String
    /// Where it stands.
    public var location: SourceLocation

    /// Creates an outcome.
    public init(name: String, quantity: String, location: SourceLocation) {
      self.name = name
      self.quantity = quantity
      self.location = location
    }
  }

  /// A figure that the model reckons.
  public struct Figure: Hashable, Sendable {
    /// What it is.
    public var about: String
    /// Its value, as an expression.
    public var quantity: String
    /// Its unit, for the reader.
    public var unit: String
    /// The least with which it passes; nil for no limit.
    public var low: String?
    /// The most with which it passes; nil for no limit.
    public var high: String?
    /// What it is held against, as an expression; nil where the limits say it.
    public var against: String?
    /// Whether it decides; else it is told beside.
    public var decides: Bool
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a figure.
    public init(
      about: String, quantity: String, unit: String, low: String? = nil, high: String? = nil,
      against: String? = nil, decides: Bool = true, location: SourceLocation
    ) {
      self.about = about
      self.quantity = quantity
      self.unit = unit
      self.low = low
      self.high = high
      self.against = against
      self.decides = decides
      self.location = location
    }

    /// Every expression of it.
    public var expressions: [String] { [quantity, low, high, against].compactMap(\.self) }
  }

  /// Creates a backcast.
  public init(
    id: String, title: String, fed: String, when: Circumstances, happened: String,
    sources: [String],
    outcomes: [Outcome], figures: [Figure], isCalibration: Bool = false, note: String? = nil,
    location: SourceLocation
  ) {
    self.id = id
    self.title = title
    self.fed = fed
    self.when = when
    self.happened = happened
    self.sources = sources
    self.outcomes = outcomes
    self.figures = figures
    self.isCalibration = isCalibration
    self.note = note
    self.location = location
  }
}
