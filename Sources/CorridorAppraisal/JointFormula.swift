public import CorridorUnits

/// A formula that gives several figures in one evaluation, such as the shares of all alternatives.
///
/// It is a reference because its identity matters: the figures that are parts of one formula share
/// one evaluation.
public final class JointFormula: Sendable {
  /// What a formula is, for those who reckon it otherwise than number by number.
  public enum Kind: Hashable, Sendable {
    /// An expected nested logit: the shares of the alternatives and the logsum. Inputs are weight of
    /// cost, lambda, reliability ratio, median and sigma of the value of time; then price, time,
    /// deviation, damage and constant of each alternative.
    case expectedChoice(nests: [Int])
    /// Only to be called.
    case other
  }

  /// What it is.
  public let kind: Kind
  /// How the formula is written in a tree.
  public let name: String
  /// What it is computed from.
  public let inputs: [Figure]
  /// The values of its parts.
  public let values: [Double]
  private let body: @Sendable ([Double]) -> [Double]

  /// Creates a formula that gives as many numbers for every inputs.
  public init(
    _ name: String, _ kind: Kind = .other, of inputs: [Figure],
    _ body: @escaping @Sendable ([Double]) -> [Double]
  ) {
    self.kind = kind
    self.name = name
    self.inputs = inputs
    self.body = body
    values = body(inputs.map(\.value))
  }

  /// The values of its parts for other inputs.
  public func callAsFunction(_ inputs: [Double]) -> [Double] { body(inputs) }

  /// One of its parts as a figure.
  public func part(_ index: Int, _ label: String, unit: Unit) -> Figure {
    Figure(
      label, values[index], unit, origin: .operation(.part(of: self, at: index), inputs))
  }
}
