public import CorridorStudy

/// Why politics can't be reckoned with as they were given.
public enum PoliticsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The regimes that were named make no list, or one of them is not there; the text says which.
  case states(String)
  /// A list has the wrong length.
  case size(String, found: Int, needed: Int)
  /// A number is not one that makes sense; the text says what is allowed.
  case number(String, Double, allowed: String)
  /// A row of a transition matrix does not sum to one, or one of a generator not to zero.
  case rowSum(state: String, sum: Double, needed: Double)
  /// A system of linear equations has no unique solution.
  case singular(order: Int)
  /// From this regime no absorbing one is ever certain to be reached.
  case neverAbsorbed(state: String)
  /// The chain settles in one of several sets of regimes, hence has no single long run.
  case severalLongRuns([[String]])
  /// The chain is in each of these regimes only every so many years, hence has no long run.
  case periodic([String], years: Int)
  /// A value of the study is out of its range, at its place in a file.
  case assumption(id: String, value: Double, allowed: String, location: SourceLocation)
  /// An assumption is drawn in some worlds where a value of its kind makes no sense.
  case drawn(id: String, RegimeInput.Kind, location: SourceLocation)
  /// What the study says of its regimes can't be used together; place, what is wrong and the remedy.
  case study(String, remedy: String, location: SourceLocation)

  /// What is wrong, and the remedy.
  public var description: String {
    switch self {
    case .states(let what): "error: \(what)"
    case .size(let what, let found, let needed):
      "error: there are \(found) \(what); give \(needed)"
    case .number(let what, let value, let allowed):
      "error: \(what) is \(value); give \(allowed)"
    case .rowSum(let state, let sum, let needed):
      "error: the row of '\(state)' sums to \(sum); make it sum to \(needed)"
    case .singular(let order):
      "error: \(order) linear equations have no unique solution; look for regimes that are alike "
        + "or a rate of 0"
    case .neverAbsorbed(let state):
      "error: from '\(state)' no absorbing regime is certain to be reached; ask for a number of "
        + "years instead"
    case .severalLongRuns(let classes):
      "error: the chain can settle in any of \(classes.count) sets of regimes ("
        + classes.map { $0.joined(separator: ", ") }.joined(separator: "; ")
        + "); ask for the distribution after a number of years instead"
    case .periodic(let states, let years):
      "error: the chain goes round \(states.joined(separator: ", ")) in \(years) years, so that the year "
        + "decides where it is; ask for the distribution after a number of years instead"
    case .assumption(let id, let value, let allowed, let location):
      "\(location): error: `\(id)` is \(value); give \(allowed)"
    case .drawn(let id, let kind, let location):
      "\(location): error: some draws of `\(id)` are not \(kind.words); narrow its distribution"
    case .study(let what, let remedy, let location):
      "\(location): error: \(what); \(remedy)"
    }
  }
}

/// Checks of input that the mathematics of politics share.
enum PoliticsCheck {
  static func finite(_ value: Double, _ what: String) throws(PoliticsError) {
    guard value.isFinite else { throw .number(what, value, allowed: "a finite number") }
  }

  static func notNegative(_ value: Double, _ what: String) throws(PoliticsError) {
    guard value.isFinite, value >= 0 else { throw .number(what, value, allowed: "0 or more") }
  }

  static func positive(_ value: Double, _ what: String) throws(PoliticsError) {
    guard value.isFinite, value > 0 else {
      throw .number(what, value, allowed: "a number above 0")
    }
  }

  static func share(_ value: Double, _ what: String) throws(PoliticsError) {
    guard value >= 0, value <= 1 else { throw .number(what, value, allowed: "a share from 0 to 1") }
  }

  static func vector(_ values: [Double], _ what: String, count: Int) throws(PoliticsError) {
    guard values.count == count else {
      throw .size(what, found: values.count, needed: count)
    }
    for value in values { try finite(value, "one of the \(what)") }
  }

  static func years(_ years: Int, _ what: String) throws(PoliticsError) {
    guard years >= 0, years <= 100_000 else {
      throw .number(what, Double(years), allowed: "whole years from 0 to 100000")
    }
  }
}
