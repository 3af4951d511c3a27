/// What a scenario says otherwise about a link; nil for what stays.
public struct LinkPatch: Hashable, Sendable, Identifiable {
  /// Id of the link.
  public var id: String
  /// Whether it can be used.
  public var status: Status?
  /// What must be done before a route can use it.
  public var works: Works?
  /// Track gauges in millimetres.
  public var gaugesMillimetres: [Int]?
  /// Id of the class whose assumptions price it.
  public var linkClass: String?
  /// The ground under it.
  public var terrain: Terrain?
  /// Where each key stands in its file, by key.
  public var locations: [String: SourceLocation]
  /// ISO date since when it could be known; nil for a supposition, which has no date.
  public var knownAt: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a patch that changes nothing.
  public init(id: String, location: SourceLocation) {
    self.id = id
    locations = [:]
    self.location = location
  }
}

/// A statement of a scenario that something may be used or not.
public struct Opening: Hashable, Sendable {
  /// What is open or closed.
  public enum Subject: Hashable, Sendable {
    /// A link, by its id.
    case link(String)
    /// A border crossing, by the id of its place.
    case crossing(String)
    /// Every crossing between two countries, in alphabetical order.
    case border(String, String)
    /// A named passage of sea lanes, such as `suez`.
    case passage(String)
    /// A route, by its id.
    case route(String)

    /// What it is, in words.
    public var words: String {
      switch self {
      case .link(let id): "link '\(id)'"
      case .crossing(let id): "crossing '\(id)'"
      case .border(let one, let other): "border \(one)-\(other)"
      case .passage(let name): "passage '\(name)'"
      case .route(let id): "route '\(id)'"
      }
    }
  }

  /// What is open or closed.
  public var subject: Subject
  /// Whether it may be used; nil where a border stays as it is and only the reason is another.
  public var isOpen: Bool?
  /// Why; never nil for what is closed.
  public var reason: String?
  /// ISO date since when it could be known; nil for a supposition, which has no date.
  public var knownAt: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a statement.
  public init(
    subject: Subject, isOpen: Bool?, reason: String? = nil, knownAt: String? = nil,
    location: SourceLocation
  ) {
    self.subject = subject
    self.isOpen = isOpen
    self.reason = reason
    self.knownAt = knownAt
    self.location = location
  }
}

/// What may be used in a run: what a scenario closes, and which routes shippers choose among.
///
/// A route that a scenario closes is in nobody's choice and brings no project any worth. What the study
/// itself says of today (`status`, borders) does not close a route in the if-open case, in which every
/// listed route is taken as built and open.
public struct Openness: Hashable, Sendable {
  /// Which routes shippers choose among.
  public enum Choice: String, Hashable, Sendable, CaseIterable {
    /// Every listed route, taken as built and open, without those that a scenario closes.
    case ifOpen = "if-open"
    /// The routes that can be used as the scenario leaves the study.
    case available
  }

  /// Which routes shippers choose among.
  public var choice: Choice
  /// What is closed, in the order in which the scenario says so.
  public var closures: [Opening]

  /// Creates an openness; without arguments that of the study itself.
  public init(choice: Choice = .ifOpen, closures: [Opening] = []) {
    self.choice = choice
    self.closures = closures
  }
}

/// The politics that a scenario supposes, as names that regimes.yaml explains.
public struct RegimePatch: Hashable, Sendable {
  /// Which processes stay in their first state for ever.
  public enum Held: Hashable, Sendable {
    /// None.
    case none
    /// Those whose state is named, and every one when none is.
    case named
    /// Those of these states, in which they also begin.
    case states([String])
  }

  /// Id of the transition matrix; nil for the study's own.
  public var matrix: String?
  /// Ids or short names of the states in which processes start, at most one of each; the others start as
  /// the study says.
  public var starts: [String]
  /// Which processes stay where they start.
  public var held: Held
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a patch.
  public init(
    matrix: String? = nil, starts: [String] = [], held: Held = .none, location: SourceLocation
  ) {
    self.matrix = matrix
    self.starts = starts
    self.held = held
    self.location = location
  }

  /// Every state that is named, once.
  public var states: [String] {
    guard case .states(let held) = held else { return starts }
    return starts + held.filter { !starts.contains($0) }
  }
}
