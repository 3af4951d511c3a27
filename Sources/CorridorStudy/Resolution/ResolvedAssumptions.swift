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

  /// One value, with its uncertainty.
  public struct Value: Hashable, Sendable {
    /// The value in ``unit`` that a run takes which samples nothing.
    public var value: Double
    /// The unit in which the assumption's base is stated; money in the study's currency and price year.
    public var unit: Unit
    /// Where the value comes from.
    public var origin: Origin
    /// The low value in ``unit``; nil when there is no range.
    public var low: Double?
    /// The high value in ``unit``; nil when there is no range.
    public var high: Double?
    /// What low, value and high leave unsaid of the shape, in ``unit``; nil where they say all.
    public var spread: Spread?
    /// The shape of the uncertainty; `fixed` where there is neither a range nor a spread.
    public var shape: Assumption.Shape
    /// Where the value is known from; what is set without a source is a judgement.
    public var provenance: Override.Provenance
    /// Where the value stands in its file, or the option that said it.
    public var location: SourceLocation
    /// The value as it was stated, in its own unit and price year; nil where nobody stated it.
    public var stated: Assumption.Stated?

    /// Creates a value.
    public init(
      _ value: Double, unit: Unit, origin: Origin = .study, low: Double? = nil,
      high: Double? = nil, spread: Spread? = nil, shape: Assumption.Shape = .fixed,
      provenance: Override.Provenance = Override.Provenance(),
      location: SourceLocation = SourceLocation(file: ""), stated: Assumption.Stated? = nil
    ) {
      self.value = value
      self.unit = unit
      self.origin = origin
      self.low = low
      self.high = high
      self.spread = spread
      self.shape = shape
      self.provenance = provenance
      self.location = location
      self.stated = stated
    }

    /// Whether it has an uncertainty.
    public var isRange: Bool { shape != .fixed || spread != nil }
    /// How well the value is sourced.
    public var sourceClass: SourceClass { provenance.sourceClass }
  }

  /// A fact that was not known yet at the date of the run.
  struct LaterFact: Hashable, Sendable {
    /// ISO date since when it could be known.
    let knownAt: String
    /// Where it is stated.
    let location: SourceLocation
  }

  /// The price base of all money.
  public let priceBase: PriceBase
  /// The date after which facts were not known yet; nil when everything may be used.
  public let asOf: String?
  /// The changes that took effect, in order: of two of one assumption the later.
  public let overrides: [Override]
  /// What a run with a date takes of its scenario that says not since when it could be known: assumptions,
  /// links, borders and works in words; empty without a date.
  public let suppositions: [String]
  /// What a reader should know of the run, such as a price year that was taken for granted.
  public let notes: [Diagnostic]
  /// Ids of scenarios that stand for what was known at the date, which a refusal advises.
  public var vintages: [String] = []
  /// Where the run was asked for, which decides what a refusal advises.
  public var venue = Venue.command
  private let values: [String: Value]
  /// Assumptions that were not known yet.
  private let notYetKnown: [String: LaterFact]

  init(
    priceBase: PriceBase, asOf: String?, overrides: [Override], suppositions: [String],
    notes: [Diagnostic], values: [String: Value], notYetKnown: [String: LaterFact]
  ) {
    self.priceBase = priceBase
    self.asOf = asOf
    self.overrides = overrides
    self.suppositions = suppositions
    self.notes = notes
    self.values = values
    self.notYetKnown = notYetKnown
  }

  /// The value of an assumption, or nil when it is unknown or was not known yet.
  public subscript(id: String) -> Value? { values[id] }

  /// The stated values of everything that is money, by id.
  var statedMoney: [String: Assumption.Stated] {
    values.compactMapValues { $0.unit.hasMoney ? $0.stated : nil }
  }

  /// The ids of all assumptions that have a value, sorted.
  public var ids: [String] { values.keys.sorted() }

  /// Refuses when an assumption that a run needs was not known yet.
  ///
  /// - Throws: `StudyError.invalid` with one finding for each of a few, and one that counts many.
  public func require(_ ids: some Sequence<String>, of study: Study) throws(StudyError) {
    guard let asOf else { return }
    let later = Set(ids).sorted().compactMap { id in notYetKnown[id].map { (id: id, fact: $0) } }
    guard let first = later.first else { return }
    var findings = Findings()
    if later.count > Self.mostNamed {
      let named = later.prefix(Self.mostNamed).map { "\($0.id) (\($0.fact.knownAt))" }
      findings.error(
        "not-known-yet", at: first.fact.location,
        "\(later.count) numbers that this needs are known only after \(asOf): "
          + named.joined(separator: ", ") + " and \(later.count - named.count) more",
        remedy: remedy(for: first.id))
    } else {
      for (id, fact) in later {
        findings.error(
          "not-known-yet", at: fact.location,
          "\(id) is known since \(fact.knownAt), which is after \(asOf)", remedy: remedy(for: id))
      }
    }
    try findings.check()
  }

  /// Whether a link is said to operate since a year after the date of the run.
  public func isLater(_ link: Link) -> Bool {
    guard let asOf, let opened = link.opened, link.status == .operating else { return false }
    return opened > Int(asOf.prefix(4)) ?? opened
  }

  /// Refuses links that a run takes as operating and that opened only after its date.
  ///
  /// - Throws: `StudyError.invalid` with one finding for each of them.
  public func require(operating links: some Sequence<Link>) throws(StudyError) {
    var findings = Findings()
    var seen: Set<String> = []
    for link in links where isLater(link) && seen.insert(link.id).inserted {
      findings.error(
        "not-known-yet", at: link.location,
        "the link '\(link.id)' operates since \(link.opened ?? 0), which is after \(asOf ?? "")",
        remedy: venue.patching(link.id) + ", or choose a later date")
    }
    try findings.check()
  }

  private func remedy(for id: String) -> String {
    venue.taking(vintages)
      + "set a value of that time \(venue.setting(id)), or choose a later date"
  }

  /// So many facts of a later date are named.
  private static let mostNamed = 3
}
