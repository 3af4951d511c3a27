public import CorridorAppraisal
public import CorridorNetwork
public import CorridorRisk
public import CorridorStudy
import CorridorUnits

/// One side of a difference: a study, or a scenario of it, with everything that follows.
public struct DiffSide: Sendable {
  /// What it is called, such as `by-pl-closed`.
  public let name: String
  /// The study as its scenario leaves it.
  public let study: Study
  /// The values of the run.
  public let assumptions: ResolvedAssumptions
  /// The links, measured.
  public let network: StudyNetwork
  /// By id of comparison: what an appraisal says.
  public let results: [String: ComparisonResult]
  /// By id of comparison: why it could not be appraised.
  public let failures: [String: String]
  /// The politics, with the matrices and first regimes that the scenario takes; nil when there are none.
  public let politics: (regimes: Regimes, selection: RegimeSelection)?
  /// By id of comparison: what politics make of it in expectation.
  public let expected: [String: PoliticalAppraisal]
  /// Why nothing is said of what politics make of comparisons; nil where something is.
  public let expectedReason: String?

  /// Creates a side.
  public init(
    name: String, study: Study, assumptions: ResolvedAssumptions, network: StudyNetwork,
    results: [String: ComparisonResult], failures: [String: String] = [:],
    politics: (regimes: Regimes, selection: RegimeSelection)? = nil,
    expected: [String: PoliticalAppraisal] = [:], expectedReason: String? = nil
  ) {
    self.expected = expected
    self.expectedReason = expectedReason
    self.politics = politics
    self.name = name
    self.study = study
    self.assumptions = assumptions
    self.network = network
    self.results = results
    self.failures = failures
  }
}

/// What differs between two scenarios or two studies, and what that does.
public struct StudyDiff: Sendable {
  /// One property of one thing that differs; nil where the thing is not there.
  public struct Change: Hashable, Sendable {
    /// What it is, such as `link 'westport-midtown'`.
    public var subject: String
    /// The property as its file names it.
    public var key: String
    /// The text on the left.
    public var old: String?
    /// The text on the right.
    public var new: String?
  }

  /// An assumption whose value differs.
  public struct Assumed: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// The value on the left in ``unit``; nil where there is none.
    public var old: Double?
    /// The value on the right in ``unit``; nil where there is none.
    public var new: Double?
    /// The unit; money in the prices of ``priceYear``.
    public var unit: String
    /// The price year of money; nil for everything else.
    public var priceYear: Int?
    /// How well the value on the right is sourced; nil where there is none.
    public var sourceClass: SourceClass?
    /// Where the value on the right stands.
    public var location: String
  }

  /// A link whose geometry differs.
  public struct Moved: Hashable, Sendable {
    /// Id of the link.
    public var link: String
    /// Traced kilometres on the left.
    public var oldKilometres: Double
    /// Traced kilometres on the right.
    public var newKilometres: Double
    /// Crossings from country to country on the left.
    public var oldCrossings: Int
    /// Crossings from country to country on the right.
    public var newCrossings: Int
    /// The longest way from a vertex of one line to the nearest point of the other, in kilometres.
    public var distanceKilometres: Double
  }

  /// A result that differs.
  public struct Result: Hashable, Sendable {
    /// Id of the comparison.
    public var comparison: String
    /// Short id of the route.
    public var route: String
    /// The key of `compare --format json`, or of `politics --format csv` for what is expected.
    public var key: String
    /// The value on the left; nil where there is none.
    public var old: Double?
    /// The value on the right; nil where there is none.
    public var new: Double?
    /// Why there is no value on the one side or the other.
    public var reason: String?
    /// The place on the left among the routes that have a value, the best first; nil without a value.
    public var oldRank: Int?
    /// The place on the right.
    public var newRank: Int?
  }

  /// The names of the sides.
  public let names: (old: String, new: String)
  /// The assumptions that differ, in the order of the study on the right.
  public let assumptions: [Assumed]
  /// What differs of places, links, corridors, routes, comparisons and what is closed.
  public let network: [Change]
  /// What differs of the politics: matrices, starts, chances of a year, and what regimes do.
  public let politics: [Change]
  /// The rank correlations that differ.
  public let correlations: [Change]
  /// The links whose lines differ.
  public let geometry: [Moved]
  /// The results that differ, by comparison, route and key.
  public let results: [Result]
  /// Comparisons that one side can't appraise and politics that it can't play out, with the reason.
  public let failures: [Change]

  /// Whether nothing differs.
  public var isEmpty: Bool {
    assumptions.isEmpty && network.isEmpty && politics.isEmpty && correlations.isEmpty
      && geometry.isEmpty && results.isEmpty && failures.isEmpty
  }

  /// Compares two sides.
  public init(_ old: DiffSide, _ new: DiffSide) {
    names = (old.name, new.name)
    assumptions = Self.assumptions(old, new)
    network = NetworkDiff(old.study, new.study).changes()
    geometry = GeometryDiff(old.network, new.network).moved()
    results = ResultDiff(old, new).results()
    correlations = CorrelationDiff.changes(old.study, new.study)
    var failures: [Change] = []
    do throws(PoliticsError) {
      politics = try PoliticsDiff(old, new).changes()
    } catch {
      // Only an earlier vintage leaves politics without their chances.
      politics = []
      failures = [Change(subject: "politics", key: "chances", old: nil, new: error.description)]
    }
    if old.expectedReason != nil || new.expectedReason != nil {
      failures.append(
        Change(
          subject: "politics", key: "expected", old: old.expectedReason, new: new.expectedReason))
    }
    self.failures =
      failures
      + new.study.comparisons.map(\.id).compactMap { id in
        guard old.failures[id] != nil || new.failures[id] != nil else { return nil }
        return Change(
          subject: "comparison '\(id)'", key: "results", old: old.failures[id],
          new: new.failures[id])
      }
  }

  private static func assumptions(_ old: DiffSide, _ new: DiffSide) -> [Assumed] {
    let known = new.study.assumptions.map(\.id)
    let removed = old.study.assumptions.map(\.id).filter { new.study.assumption($0) == nil }
    return (known + removed).compactMap { id in
      let (before, after) = (old.assumptions[id], new.assumptions[id])
      guard let unit = (after ?? before)?.unit else { return nil }
      let base = after == nil ? old.assumptions.priceBase : new.assumptions.priceBase
      // Another unit or price base is a difference of its own, and no number tells it.
      let isComparable =
        before.map { $0.unit == unit } ?? true
        && (!unit.hasMoney || old.assumptions.priceBase == new.assumptions.priceBase)
      let isSame =
        before?.value == after?.value && before?.low == after?.low
        && before?.high == after?.high && before?.spread == after?.spread
        && before?.shape == after?.shape
      guard !isSame || !isComparable else { return nil }
      return Assumed(
        id: id, old: isComparable ? before?.value : nil, new: after?.value,
        unit: unit.description, priceYear: unit.hasMoney ? base.year : nil,
        sourceClass: after?.sourceClass,
        location: (after ?? before)?.location.description ?? "")
    }
  }
}
