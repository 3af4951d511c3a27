public import CorridorStudy
public import CorridorUnits

/// One step of the time/cost-distance ladder of a route: a slope along a link or a riser at a point.
///
/// - Source: UNESCAP time/cost-distance method (Beresford and Dubey 1990; Banomyong 2000).
public struct LadderStep: Sendable {
  /// What a step is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Travel along a link.
    case link
    /// Waiting for the next ship, train or slot.
    case wait
    /// A border between two countries.
    case border
    /// A change of gauge.
    case gauge
    /// A change from one mode to another.
    case transfer
    /// A terminal where a route begins or ends.
    case terminal
    /// The way between a door and its terminal.
    case door
    /// A toll of a named passage.
    case passage
    /// A fee that a country asks for transit.
    case fee
    /// Ice at a port.
    case ice
    /// Capital and upkeep of what is built at a place, where loads pay them.
    case works
  }

  /// What it is.
  public let kind: Kind
  /// The mode of a link, and at a border, a wait or a change of gauge; nil for everything else.
  public let mode: Mode?
  /// What it is, in words.
  public let label: String
  /// Id of the link, place, passage or country that it belongs to.
  public let subject: String
  /// Costed chainage where it begins.
  public let from: Length
  /// Costed chainage where it ends; for a riser where it begins.
  public let to: Length
  /// Days; nil when it takes none.
  public let time: Figure?
  /// Money per load; nil when it costs none.
  public let cost: Figure?
  /// Standard deviation of its time in days; nil when none is given.
  public let deviation: Figure?
  /// Greenhouse gases per load; nil when none are given.
  public let emissions: Figure?
  /// Loads a year that can pass, which limits nothing that is reckoned; nil when nobody said.
  public let capacity: Figure?

  /// Whether it counts for door-to-door only.
  public var isBeyondTerminals: Bool { kind == .door }

  /// Place among the steps at one chainage: what happens there, then the wait, then the way on.
  var rank: Int {
    switch kind {
    case .link: 2
    case .wait: 1
    default: 0
    }
  }

  /// Its figures.
  var figures: [Figure] { [time, cost, deviation, emissions].compactMap(\.self) }
}

/// The steps of a route in order, with what is missing.
public struct Ladder: Sendable {
  /// In order of chainage.
  public let steps: [LadderStep]
  /// Why line-haul time is unknown; nil when it is known.
  public let timeReason: String?
  /// Why emissions are incomplete; nil when every link has a factor.
  public let emissionsReason: String?
  /// Ids of the links whose price is their levelised cost.
  ///
  /// A route that a search found leaves it out, since only the demand of a comparison gives it.
  public let levelisedLinks: [String]
  /// Borders, changes of gauge, transfers and terminals that no rule gives time or money, in words.
  public let unpriced: [String]

  /// The step that lets the fewest loads a year pass, the first of equals; nil where none says.
  public var narrowest: LadderStep? {
    steps.filter { $0.capacity != nil }.min {
      ($0.capacity?.value ?? .infinity) < ($1.capacity?.value ?? .infinity)
    }
  }
}
