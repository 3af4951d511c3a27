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
  /// A result is not a finite number; the inputs that are farthest from their median come first.
  case notFinite(output: String, value: Double, sample: UInt64, inputs: [InputValue])

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
    case .notFinite(let output, let value, let sample, let inputs):
      "\(output) is \(Self.text(value)) in sample \(sample), where "
        + inputs.prefix(Self.mostNamed).map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        + (inputs.count > Self.mostNamed
          ? " are the farthest from their median of \(inputs.count) that are drawn" : "")
        + "; narrow their range, or look for a division by 0 or a root below 0"
    }
  }

  /// So many inputs are named.
  static let mostNamed = 5

  /// A number that is not finite.
  static func text(_ value: Double) -> String { value.isNaN ? "not a number" : "\(value)" }

  /// The places of inputs, the one first that is farthest out in its distribution.
  static func farthest(_ inputs: some Sequence<(Marginal, Double)>) -> [Int] {
    let distances = inputs.map { marginal, value in
      value.isFinite ? (marginal.cumulative(value) - 0.5).magnitude : 1
    }
    return distances.indices.sorted {
      distances[$0] == distances[$1] ? $0 < $1 : distances[$0] > distances[$1]
    }
  }
}
