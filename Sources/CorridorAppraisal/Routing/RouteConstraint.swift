public import CorridorStudy

/// What a request asks of a route beside where it begins and ends.
public struct RouteConstraint: Hashable, Sendable {
  /// Something on the way.
  public enum Subject: Hashable, Sendable {
    /// A stretch inside a country, or a passage that lies in it, by its code.
    case country(String)
    /// A place at an end of a link, or a border crossing that it passes.
    case place(String)
    /// A link, by its id.
    case link(String)
    /// The overland border between two countries, sorted.
    case border(String, String)
    /// A named passage of sea lanes.
    case passage(String)
    /// A way of carrying.
    case mode(Mode)
    /// What a political regime keeps shut: these exposures, by their places among the hazards.
    case regime(String, exposures: [Int])

    /// What it is, in a word and its id.
    public var words: String {
      switch self {
      case .country(let code): "country \(code)"
      case .place(let id): "place \(id)"
      case .link(let id): "link \(id)"
      case .border(let one, let other): "border \(one)-\(other)"
      case .passage(let name): "passage \(name)"
      case .mode(let mode): "mode \(mode.rawValue)"
      case .regime(let id, _): "regime \(id)"
      }
    }
  }

  /// What is asked.
  public enum Demand: Hashable, Sendable {
    /// The route does not meet it: what does is taken out of the network.
    case avoid(Subject)
    /// The route meets it.
    case require(Subject)
    /// Every link operates and needs no works, and every border on the way is open.
    case available
    /// Every link has what the objective adds up.
    case known(RouteObjective)
    /// Every point that states a capacity lets at least so many loads a year pass.
    case flow(Double)
  }

  /// What is asked.
  public var demand: Demand
  /// Who asks for it, in words: an option, a scenario, or what is usual.
  public var origin: String

  /// Creates a constraint.
  public init(_ demand: Demand, origin: String) {
    self.demand = demand
    self.origin = origin
  }

  /// The country that is avoided or required; nil for anything else.
  public var country: String? {
    switch demand {
    case .avoid(.country(let code)), .require(.country(let code)): code
    default: nil
    }
  }

  /// Id of the link that is avoided or required; nil for anything else.
  public var link: String? {
    switch demand {
    case .avoid(.link(let id)), .require(.link(let id)): id
    default: nil
    }
  }

  /// Id of the place that is required; nil for anything else.
  public var requiredPlace: String? {
    if case .require(.place(let id)) = demand { id } else { nil }
  }

  /// What is asked and by whom, in words.
  public var words: String {
    switch demand {
    case .avoid(let subject): "\(subject.words) is avoided (\(origin))"
    case .require(let subject): "\(subject.words) is required (\(origin))"
    case .available: "only what is open and needs no works (\(origin))"
    case .flow: "only points that let the flow pass that is asked for (\(origin))"
    case .known(.risk): "only links of which it is known what politics close (\(origin))"
    case .known(let objective): "only links whose \(objective.quantity) is known (\(origin))"
    }
  }
}

/// What a route is to have the least of.
public enum RouteObjective: String, Hashable, Sendable, CaseIterable {
  /// Costed kilometres.
  case distance
  /// Days from door to door.
  case time
  /// Price from terminal to terminal.
  case cost
  /// Generalised cost from door to door: price, time at its value, unreliability, loss and damage.
  case generalised
  /// The share of a year in which politics close the route; of equals the fastest.
  case risk

  /// What it adds up, in a word.
  public var quantity: String {
    switch self {
    case .distance: "length"
    case .time: "time"
    case .cost, .generalised: "price"
    case .risk: "risk"
    }
  }
}
