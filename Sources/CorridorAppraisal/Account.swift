import CorridorUnits

/// Yearly flows of a project for one party: capital, upkeep, and what varies with demand.
///
/// - Units: millions (capital), millions a year (upkeep, variable at the stated demand).
public struct Flows: Sendable {
  /// Spent evenly over the years of construction.
  public let capital: Figure
  /// Spent in every year of operation.
  public let upkeep: Figure
  /// Earned in every year of operation, times the level of demand of the year.
  public let variable: Figure

  /// The flow of each year from year 0, for the figures of a timeline; none where these make none.
  public func yearly(timeline: [Figure]) -> [Double] {
    Timeline(timeline.map(\.value)[...])?.flows(
      capital: capital.value, upkeep: upkeep.value, variable: variable.value) ?? []
  }

  var inputs: [Figure] { [capital, upkeep, variable] }

  /// Present value at a rate, in millions.
  func presentValue(_ label: String, rate: Figure, timeline: [Figure]) -> Figure {
    Figure(
      label, unit: capital.unit,
      .formula("present value of yearly flows, year 0 undiscounted") {
        numbers in
        guard let factors = Timeline(numbers[4...])?.factors(rate: numbers[3]) else { return .nan }
        return numbers[2] * factors.variable - numbers[1] * factors.upkeep
          - numbers[0] * factors.capital
      }, of: inputs + [rate] + timeline)
  }

  /// A result of the yearly flows and of rates, such as a payback; not a number where there is none.
  func result(
    _ label: String, _ formula: String, unit: Unit, timeline: [Figure], rates: [Figure] = [],
    _ body: @escaping @Sendable (_ flows: [Double], _ rates: [Double]) -> Double?
  ) -> Figure {
    let first = 3 + rates.count
    return Figure(
      label, unit: unit,
      .formula(formula) { numbers in
        guard let timeline = Timeline(numbers[first...]) else { return .nan }
        let flows = timeline.flows(
          capital: numbers[0], upkeep: numbers[1], variable: numbers[2])
        return body(flows, Array(numbers[3..<first])) ?? .nan
      }, of: inputs + rates + timeline)
  }
}

/// What a project means for one party.
public struct Account: Sendable {
  /// The parties that the accounts tell apart.
  public enum Party: Hashable, Sendable {
    /// Those who ship, or who buy at the destination.
    case shippers
    /// Who builds and owns what is built.
    case investor
    /// Who runs the other links, on this route and on those that lose traffic.
    case carriers
    /// The treasury of a country that asks for transit.
    case host(String)
    /// Everybody, through greenhouse gases at the carbon price.
    case environment

    /// The name that tables and exports print.
    public var name: String {
      switch self {
      case .shippers: "shippers"
      case .investor: "investor"
      case .carriers: "carriers"
      case .host(let country): "host \(country)"
      case .environment: "environment"
      }
    }

    /// The parties of every project, whatever countries it passes.
    static let everywhere: [Party] = [.shippers, .investor, .carriers, .environment]
  }

  /// Whose account it is.
  public let party: Party
  /// What the party pays and takes a year.
  public let flows: Flows
  /// Present value at the economic rate, in millions.
  public let value: Figure
}
