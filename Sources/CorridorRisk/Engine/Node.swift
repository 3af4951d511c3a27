import CorridorAppraisal

/// One step of a world's arithmetic, with the steps that it rests on.
///
/// Nodes are shared and never change; their identity says that two results rest on the same step.
final class Node: Sendable {
  let step: Step
  let inputs: [Node]

  init(_ step: Step, _ inputs: [Node] = []) {
    self.step = step
    self.inputs = inputs
  }

  /// The number that it is in every sample; nil where it may differ.
  var constant: Double? {
    if case .constant(let value) = step { return value }
    return nil
  }
}

/// What a node does with its inputs.
enum Step: Hashable, Sendable {
  /// The same number in every sample.
  case constant(Double)
  /// The input with this place among a world's inputs.
  case input(Int)
  case add, subtract, multiply, divide, lesser, greater
  case floor, squareRoot, exponential, logarithm
  /// Inputs: left, right, what stands where the comparison holds, what stands elsewhere.
  case whereLess, whereLessOrEqual, whereEqual
  /// The quantiles of a distribution at the probabilities of standard normal numbers.
  case curve(Marginal)
  /// A formula, called sample by sample.
  case formula(Formula)
  /// One of the results of a formula that gives several; it is called once for all of them.
  case part(JointCall, at: Int)
  /// A state that every sample starts from.
  case start(UInt32)
  /// The state after the one given, drawn with the world's draw of this place.
  case next(TransitionTable, draw: Int)
  /// A number by the state given.
  case lookup([Double])
  /// A number from 0 to 1, drawn with the world's draw of this place.
  case uniform(draw: Int)
}

extension Step {
  /// The result for inputs that are the same in every sample; nil for steps that are not arithmetic.
  func number(for inputs: [Double]) -> Double? {
    guard let first = inputs.first else { return nil }
    let second = inputs.dropFirst().first ?? 0
    switch self {
    case .add: return first + second
    case .subtract: return first - second
    case .multiply: return first * second
    case .divide: return first / second
    case .lesser: return first.isNaN || second.isNaN ? .nan : Swift.min(first, second)
    case .greater: return first.isNaN || second.isNaN ? .nan : Swift.max(first, second)
    case .floor: return first.rounded(.down)
    case .squareRoot: return first.squareRoot()
    case .exponential: return Elementary.exp(first)
    case .logarithm: return Elementary.log(first)
    default: return nil
    }
  }
}

/// A formula that is called sample by sample; two formulas are the same only if they are one.
final class Formula: Hashable, Sendable {
  let name: String
  let body: @Sendable ([Double]) -> Double

  init(_ name: String, _ body: @escaping @Sendable ([Double]) -> Double) {
    self.name = name
    self.body = body
  }

  static func == (left: Formula, right: Formula) -> Bool { left === right }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A formula with several results; two are the same only if they are one.
final class JointCall: Hashable, Sendable {
  let name: String
  let body: @Sendable ([Double]) -> [Double]

  init(_ name: String, _ body: @escaping @Sendable ([Double]) -> [Double]) {
    self.name = name
    self.body = body
  }

  static func == (left: JointCall, right: JointCall) -> Bool { left === right }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
