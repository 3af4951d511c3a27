/// Where a run is asked for: a refusal advises what can be done there.
public enum Venue: Hashable, Sendable {
  /// The command line, with its options.
  case command
  /// A page with fields and menus, and the parameters of its address.
  case page

  /// How an assumption is given a value.
  public func setting(_ id: String) -> String {
    switch self {
    case .command: "with --set '\(id)=VALUE'"
    case .page: "in the field of \(id) (set=\(id)=VALUE in an address)"
    }
  }

  /// How what was known at a date is taken from scenarios; empty without any.
  func taking(_ scenarios: [String]) -> String {
    if scenarios.isEmpty { return "" }
    switch self {
    case .command:
      return "take what was known then with "
        + scenarios.map { "--scenario \($0)" }.joined(separator: " or ") + ", "
    case .page:
      return "choose the scenario \(scenarios.joined(separator: " or ")), which takes what was "
        + "known then, "
    }
  }

  /// How a link is taken as it was at a date.
  func patching(_ link: String) -> String {
    switch self {
    case .command:
      "say in a scenario what it was then, such as 'links: {\(link): {status: building}}'"
    case .page: "choose a scenario that says what it was then"
    }
  }
}

extension Sequence<Scenario> {
  /// Ids of the scenarios that stand for what was known at a date: of those with a date of their own
  /// the latest that are not after it.
  public func vintages(at date: String) -> [String] {
    let fit = filter { $0.asOf.map { $0 <= date } ?? false }
    let latest = fit.compactMap(\.asOf).max()
    return fit.filter { $0.asOf == latest }.map(\.id)
  }
}
