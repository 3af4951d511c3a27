/// A checkable statement from a document, in the study's own words.
public struct Claim: Hashable, Sendable, Identifiable {
  /// How a claim can be dealt with.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Held against measured geometry.
    case geometry
    /// Held against the appraisal.
    case cost
    /// Held against its own arithmetic.
    case derived
    /// Taken as an input of the study.
    case input
    /// Encoded as a scenario or a political regime.
    case scenario
    /// Held against the structure of the network.
    case structure
    /// Recorded, not modelled.
    case context
  }

  /// The figure that is claimed.
  public struct Stated: Hashable, Sendable {
    /// The smallest figure that the claim allows.
    public var low: Double
    /// The largest figure that the claim allows; equal to `low` for a single figure.
    public var high: Double
    /// Its unit, in words.
    public var unit: String
    /// The year of its prices, for money.
    public var priceYear: Int?

    /// Creates a stated figure.
    public init(low: Double, high: Double, unit: String, priceYear: Int? = nil) {
      self.low = low
      self.high = high
      self.unit = unit
      self.priceYear = priceYear
    }
  }

  /// One thing that a claim is held against.
  public struct Check: Hashable, Sendable {
    /// How it is held.
    public var rule: Rule
    /// What is held against what, in words; nil where the claim says it.
    public var about: String?
    /// Whether it holds only what the claim presumes: that can break the claim and not bear it out.
    public var isPremise: Bool
    /// The figure that this check is about; nil for the claim's own.
    public var states: Stated?
    /// The circumstances in which it is held.
    public var when: Circumstances
    /// The circumstances in words, where they are not said by `when`; nil where they are.
    public var setting: String?
    /// Further circumstances in which it is held beside; what holds in some only is contested.
    public var also: [Further]
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a check.
    public init(
      _ rule: Rule, about: String? = nil, isPremise: Bool = false, states: Stated? = nil,
      when: Circumstances = Circumstances(), setting: String? = nil,
      also: [Further] = [], location: SourceLocation
    ) {
      self.rule = rule
      self.about = about
      self.isPremise = isPremise
      self.states = states
      self.when = when
      self.setting = setting
      self.also = also
      self.location = location
    }
  }

  /// The same thing asked in further circumstances.
  public struct Further: Hashable, Sendable {
    /// How it is held there: as the check's own rule, with what is otherwise there in its place.
    public var rule: Rule
    /// The circumstances.
    public var when: Circumstances
    /// The circumstances in words; nil where `when` says them.
    public var setting: String?

    /// Creates further circumstances.
    public init(_ rule: Rule, when: Circumstances = Circumstances(), setting: String? = nil) {
      self.rule = rule
      self.when = when
      self.setting = setting
    }

    /// The circumstances in words.
    public var words: String { setting ?? when.words ?? "this run" }
  }

  /// How a claim is held against something.
  public enum Rule: Hashable, Sendable {
    /// The stated figure against a quantity: supported within `tolerance`, contested within `contested`,
    /// contradicted beyond; both are shares of the stated figure.
    case figure(quantity: String, tolerance: Double, contested: Double)
    /// The stated figure against arithmetic on the document's own figures: inconsistent beyond `tolerance`.
    case arithmetic(expression: String, tolerance: Double)
    /// An order between two quantities, in a unit for the reader: contradicted when it does not hold.
    case relation(left: String, Relation, right: String, unit: String?)
    /// Things that the claim compares must be alike in these respects: else not like for like.
    case comparable([Attribute])
    /// No land way of these modes leads from one country to another without the third.
    case separates(country: String, from: String, to: String, modes: [CorridorStudy.Mode])
    /// Each of these routes has kilometres inside the country.
    case passes(routes: [String], country: String)
    /// The study has these corridors.
    case present(corridors: [String])
  }

  /// An order between two numbers.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    /// The left is greater.
    case above
    /// The left is smaller.
    case below
  }

  /// A respect in which two compared things have to be alike.
  public struct Attribute: Hashable, Sendable {
    /// The respect, such as `origin`.
    public var what: String
    /// What it is on one side.
    public var left: String
    /// What it is on the other side.
    public var right: String

    /// Creates an attribute.
    public init(what: String, left: String, right: String) {
      self.what = what
      self.left = left
      self.right = right
    }
  }

  /// Its id in the ledger.
  public var id: String
  /// What is claimed, in the study's own words.
  public var statement: String
  /// Key of sources.json.
  public var source: String
  /// How it can be dealt with.
  public var mode: Mode
  /// The figure that is claimed; nil when it has none.
  public var stated: Stated?
  /// What it is held against; empty when nothing in the study can be.
  public var checks: [Check]
  /// What of it the checks cover; nil where they cover all of it.
  public var covers: String?
  /// What the study lacks to check it, or to check all of it.
  public var needs: String?
  /// What a reader should know of it.
  public var note: String?
  /// Where it stands.
  public var location: SourceLocation

  /// Creates a claim.
  public init(
    id: String, statement: String, source: String, mode: Mode, stated: Stated? = nil,
    checks: [Check] = [], covers: String? = nil, needs: String? = nil, note: String? = nil,
    location: SourceLocation
  ) {
    self.id = id
    self.statement = statement
    self.source = source
    self.mode = mode
    self.stated = stated
    self.checks = checks
    self.covers = covers
    self.needs = needs
    self.note = note
    self.location = location
  }
}

extension Claim {
  /// Ids of the assumptions that its checks name, in order and each once.
  public var assumptionIDs: [String] {
    var ids: [String] = []
    for reference in checks.flatMap(\.rule.expressions).flatMap(QuantityReferences.all(in:))
    where reference.hasPrefix("assumption:") {
      let name = reference.split(separator: " ").first?.dropFirst("assumption:".count)
      if let id = name.map(String.init), !ids.contains(id) { ids.append(id) }
    }
    return ids
  }
}

extension Claim.Rule {
  /// Every expression of it.
  public var expressions: [String] {
    switch self {
    case .figure(let quantity, _, _): [quantity]
    case .arithmetic(let expression, _): [expression]
    case .relation(let left, _, let right, _): [left, right]
    case .comparable, .separates, .passes, .present: []
    }
  }

  /// Ids of the routes that it names outside expressions.
  public var routes: [String] {
    if case .passes(let routes, _) = self { return routes }
    return []
  }
}

extension Claim.Check {
  /// The check in its own circumstances and then in the further ones.
  public var everywhere: [Claim.Further] {
    [Claim.Further(rule, when: when, setting: setting)] + also
  }
}
