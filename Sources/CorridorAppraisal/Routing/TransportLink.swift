import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What a search adds up; nil where the study does not say.
struct RouteTerms: Sendable {
  var metres = 0.0
  var days: Double? = 0
  /// Money per load from terminal to terminal.
  var money: Double? = 0
  /// Money per load beyond the terminals.
  var doorMoney = 0.0
  /// Loads a year that the narrowest point lets pass; infinite where nobody has said.
  var capacity = Double.infinity

  static func + (left: RouteTerms, right: RouteTerms) -> RouteTerms {
    RouteTerms(
      metres: left.metres + right.metres,
      days: left.days.flatMap { days in right.days.map { days + $0 } },
      money: left.money.flatMap { money in right.money.map { money + $0 } },
      doorMoney: left.doorMoney + right.doorMoney,
      capacity: min(left.capacity, right.capacity))
  }

  /// What is left of time and money without others of the same kilometres.
  func beyond(_ other: RouteTerms) -> RouteTerms {
    RouteTerms(
      metres: 0, days: days.flatMap { days in other.days.map { days - $0 } },
      money: money.flatMap { money in other.money.map { money - $0 } },
      doorMoney: doorMoney - other.doorMoney, capacity: capacity)
  }

  /// The same with nothing where a difference is below nothing by no more than rounding.
  var settled: RouteTerms {
    func rounded(_ value: Double) -> Double { value < 0 && value > -1e-9 ? 0 : value }
    return RouteTerms(
      metres: metres, days: days.map(rounded), money: money.map(rounded),
      doorMoney: rounded(doorMoney), capacity: capacity)
  }

  /// What steps of a ladder take and cost.
  init(steps: [LadderStep] = []) {
    for step in steps {
      capacity = min(capacity, step.capacity?.value ?? .infinity)
      days = (days ?? 0) + (step.time?.value ?? 0)
      if step.isBeyondTerminals {
        doorMoney += step.cost?.value ?? 0
      } else {
        money = (money ?? 0) + (step.cost?.value ?? 0)
      }
    }
  }

  init(metres: Double, days: Double?, money: Double?, doorMoney: Double, capacity: Double) {
    self.metres = metres
    self.days = days
    self.money = money
    self.doorMoney = doorMoney
    self.capacity = capacity
  }
}

/// A link in the direction in which it is travelled.
struct Travelled {
  let measured: MeasuredLink
  let isReversed: Bool
}

/// A link as it is travelled one way, with everything that a search asks of it.
struct TransportLink: Sendable {
  /// The place of the link among those of the network.
  let link: Int
  let isReversed: Bool
  let mode: Mode
  /// The gauges of its track in millimetres.
  let gauges: [Int]
  /// What it takes without fees.
  let terms: RouteTerms
  /// What each country that it passes asks for transit, in order: once, or by the kilometre here.
  let fees: [Fee]
  /// The countries along it; nil is sea.
  let countries: [String?]
  /// Overland crossings on it.
  let crossings: [Route.Crossing]
  let exposures: UInt64

  /// What a country asks for transit.
  struct Fee: Sendable {
    let country: String
    let money: Double
    /// Whether it is asked once for a route, and not for each kilometre.
    let isFlat: Bool
  }

  /// The place where it ends.
  func end(among links: [MeasuredLink]) -> String {
    isReversed ? links[link].link.from : links[link].link.to
  }
}

/// What happens between two links that follow one another.
struct TransportJoint: Sendable {
  let terms: RouteTerms
  let crossings: [Route.Crossing]
  let exposures: UInt64
}
