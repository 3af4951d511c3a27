public import CorridorUnits

/// The value of every assumption for one run, money in the study's price base.
public struct ResolvedAssumptions: Hashable, Sendable {
  /// Where a value comes from.
  public enum Origin: Hashable, Sendable {
    /// The study's own assumption.
    case study
    /// A scenario, by its id.
    case scenario(String)
    /// A change for this run.
    case override
  }

  /// One value.
  public struct Value: Hashable, Sendable {
    /// The value in ``unit``.
    public var value: Double
    /// The unit in which the assumption's base is stated; money in the study's currency and price year.
    public var unit: Unit
    /// Where the value comes from.
    public var origin: Origin

    /// Creates a value.
    public init(_ value: Double, unit: Unit, origin: Origin = .study) {
      self.value = value
      self.unit = unit
      self.origin = origin
    }
  }

  /// The price base of all money.
  public let priceBase: PriceBase
  /// The date after which facts were not known yet; nil when everything may be used.
  public let asOf: String?
  /// The changes that were applied, in order; the last one of an assumption counts.
  public let overrides: [Override]
  /// What a reader should know of the run, such as a price year that was taken for granted.
  public let notes: [Diagnostic]
  private let values: [String: Value]
  /// Assumptions that were not known yet, with the date since when they are.
  private let notYetKnown: [String: String]

  init(
    priceBase: PriceBase, asOf: String?, overrides: [Override], notes: [Diagnostic],
    values: [String: Value], notYetKnown: [String: String]
  ) {
    self.priceBase = priceBase
    self.asOf = asOf
    self.overrides = overrides
    self.notes = notes
    self.values = values
    self.notYetKnown = notYetKnown
  }

  /// The value of an assumption, or nil when it is unknown or was not known yet.
  public subscript(id: String) -> Value? { values[id] }

  /// The ids of all assumptions that have a value, sorted.
  public var ids: [String] { values.keys.sorted() }

  /// Refuses when an assumption that a run needs was not known yet.
  ///
  /// - Throws: `StudyError.invalid` with one finding for each of them.
  public func require(_ ids: some Sequence<String>, of study: Study) throws(StudyError) {
    var findings = Findings()
    for id in Set(ids).sorted() {
      guard let date = notYetKnown[id], let asOf, let assumption = study.assumption(id) else {
        continue
      }
      findings.error(
        "not-known-yet", at: assumption.location,
        "\(id) is known since \(date), which is after \(asOf)",
        remedy: "set a value of that time with --set '\(id)=VALUE', or choose a later date")
    }
    try findings.check()
  }
}
