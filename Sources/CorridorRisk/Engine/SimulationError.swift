import CorridorAppraisal

/// Why a world cannot be put together or simulated.
public enum SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name of an input or output stands twice.
  case name(String)
  /// A transition matrix is none; the row counts from 0.
  case matrix(row: Int, String)
  /// There is no such state.
  case state(Int, of: Int)
  /// The points cannot be laid out.
  case design(RiskError)
  /// There is nothing to compute.
  case noOutput
  /// The samples asked for are none, or outside the run.
  case samples(first: UInt64, count: UInt64, of: UInt64)
  /// There is no such output.
  case unknownOutput(String)
  /// The columns of given values do not fit the inputs or each other.
  case columns(found: Int, expected: Int, String)
  /// A result is not a finite number, or too large to mean anything: why, as far as experiments tell, with the inputs that are to blame and
  /// the other outputs of the sample that are none either.
  case notFinite(
    output: String, value: Double, sample: UInt64, cause: Cause, inputs: [InputValue],
    others: [String])

  /// What a result that is no number hangs on.
  public enum Cause: Hashable, Sendable {
    /// Each of the inputs named alone, put back to its median, makes it a number.
    case alone
    /// All of them together do.
    case together
    /// It is none with every input that it reads at its median; so many it reads.
    case elsewhere(inputs: Int)
    /// The same, but it is one without each of these changes of the run, as they were written.
    case changes([String])
    /// No experiment tells.
    case unknown
  }

  /// What an input was in a sample.
  public struct InputValue: Hashable, Sendable {
    /// The input.
    public let name: String
    /// Its value.
    public let value: Double
  }

  /// What is wrong and the remedy, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .name(let name): "\(name) stands twice; give every input and output its own name"
    case .matrix(let row, let why): "row \(row + 1) of the transition matrix is none: \(why)"
    case .state(let state, let count):
      "there is no state \(state); choose from 0 to \(count - 1)"
    case .design(let error): error.description
    case .noOutput: "there is no output; name at least one result"
    case .samples(let first, let count, let total):
      "\(count) samples from number \(first) on are not within a run of \(total)"
    case .unknownOutput(let name): "there is no output \(name)"
    case .columns(let found, let expected, let what):
      "\(found) \(what) are given where \(expected) are needed"
    case .notFinite(let output, let value, let sample, let cause, let inputs, let others):
      "\(output) is \(Self.text(value)) in sample \(sample)"
        + (others.isEmpty
          ? ""
          : " (so \(others.count == 1 ? "is" : "are") "
            + "\(Self.list(others, " and ")))")
        + Self.text(cause, of: value, inputs.map { "\($0.name) = \($0.value)" })
    }
  }

  /// Why a result is no number, or too large a one, and the remedy.
  static func text(_ cause: Cause, of value: Double, _ inputs: [String]) -> String {
    let isNumber = value.isFinite
    let better = isNumber ? "it is not so" : "it is one"
    let look = isNumber ? "a number of extreme size" : "a division by 0 or a root below 0"
    return switch cause {
    case .alone:
      " because of \(list(inputs, " or ")): \(better) with "
        + (inputs.count == 1 ? "that" : "any of them") + " in the middle; narrow the range"
    case .together:
      " because of \(list(inputs, " and ")) together: \(better) with all of them in the middle; narrow "
        + "their ranges"
    case .elsewhere(let count):
      ", and \(isNumber ? "is so too" : "is none either") with "
        + (count == 1 ? "the one input" : "all \(count) inputs")
        + " that it reads in the middle: what is at fault has no range, or is extreme in the middle of "
        + "its range too; look for \(look)"
    case .changes(let changes):
      " because of \(list(changes, " or ")): \(better) without "
        + (changes.count == 1 ? "that" : "any of them") + "; give it a usual value"
    case .unknown: "; look for \(look)"
    }
  }

  private static func list(_ items: [String], _ word: String) -> String {
    let rest = items.count - mostNamed
    return items.prefix(mostNamed).joined(separator: word) + (rest > 0 ? " and \(rest) more" : "")
  }

  /// So many inputs are named.
  static let mostNamed = 5

  /// What is no number, or too large a one.
  static func text(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    return "\(value)" + (value.isFinite ? ", which is beyond \(Figure.largestText)," : "")
  }
}
