import CorridorAppraisal

/// Why a sensitivity or a break-even analysis cannot be made.
public enum SensitivityError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing to vary.
  case noInputs
  /// The model has no outputs.
  case noOutputs
  /// A setting, which is named, has a value outside its range.
  case setting(String, value: String, range: String)
  /// The analysis would evaluate the model more often than allowed.
  case tooManyEvaluations(Int, limit: Int, remedy: String)
  /// Two lists that go together have different lengths.
  case sizes(String, Int, String, Int)
  /// An index points to no input, output or row.
  case index(String, Int, count: Int)
  /// An input has a value that is not finite.
  case input(name: String, value: Double)
  /// The model gave a value that is not finite, or too large to mean anything: the output, the sample's
  /// row and the inputs there.
  case notFinite(output: String, value: Double, row: Int, inputs: [NamedValue])
  /// The inputs are correlated, but the method needs independent ones.
  case correlated(method: String, inputs: [String])
  /// A matrix is no correlation matrix; the text says why.
  case correlation(String)
  /// The model failed or was stopped; the text says how.
  case model(String)

  /// A value with the name of its input.
  public struct NamedValue: Hashable, Sendable {
    /// The name of the input.
    public var name: String
    /// Its value.
    public var value: Double
  }

  /// What is wrong and what to do about it, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .noInputs: "there are no inputs to vary; give at least one assumption with a spread"
    case .noOutputs: "the model has no outputs; name at least one result to explain"
    case .setting(let name, let value, let range): "\(name) is \(value), but must be \(range)"
    case .tooManyEvaluations(let count, let limit, let remedy):
      "this takes \(count) evaluations of the model, more than \(limit); \(remedy)"
    case .sizes(let first, let count, let second, let other):
      "there are \(count) \(first) but \(other) \(second)"
    case .index(let what, let index, let count):
      "\(what) \(index) does not exist; there are \(count)"
    case .input(let name, let value): "the input \(name) is \(value), which is no finite number"
    case .notFinite(let output, let value, let row, let inputs):
      "\(output) is \(value)"
        + (value.isFinite ? ", which is beyond \(Figure.largestText)," : "")
        + " in sample \(row), where "
        + inputs.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        + "; narrow the spread of an input or leave the output out"
    case .correlated(let method, let inputs):
      "\(method) assumes independent inputs, but these are correlated: "
        + inputs.joined(separator: ", ")
        + "; use Shapley effects, or switch the correlations off"
    case .correlation(let why): "the correlation matrix \(why)"
    case .model(let why): why
    }
  }
}

/// Checks of settings that several analyses share.
enum SettingCheck {
  static func count(_ value: Int, _ name: String, _ range: ClosedRange<Int>)
    throws(SensitivityError)
  {
    guard range.contains(value) else {
      throw .setting(
        name, value: "\(value)", range: "from \(range.lowerBound) to \(range.upperBound)")
    }
  }

  /// The product, or an error when it exceeds the limit.
  static func evaluations(_ rows: Int, times each: Int, remedy: String) throws(SensitivityError)
    -> Int
  {
    let (count, overflow) = rows.multipliedReportingOverflow(by: each)
    let limit = 100_000_000_000
    guard !overflow, count <= limit else {
      throw .tooManyEvaluations(overflow ? .max : count, limit: limit, remedy: remedy)
    }
    return count
  }
}
