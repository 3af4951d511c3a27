public import CorridorAppraisal
public import CorridorUnits

/// The politics of a study that has none: whatever is asked for is told to be absent.
public struct AbsentPolitics: QuantitySource {
  /// The kinds of reference that ``PoliticalQuantities`` would know.
  public let kinds = PoliticalQuantities.known

  /// Creates the source.
  public init() {}

  /// Throws that there are no politics.
  public func value(of kind: String, id: String, words: [String]) throws(QuantityFailure) -> Double
  {
    throw .absent(kind: "politics", name: "\(kind):\(id)", file: "regimes.yaml")
  }

  /// Nothing, since there is nothing to have a unit.
  public func unit(of kind: String, id: String, words: [String]) -> Unit? { nil }
}
