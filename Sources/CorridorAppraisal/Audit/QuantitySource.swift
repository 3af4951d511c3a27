/// Why a quantity has no value.
public enum QuantityFailure: Error, Hashable, Sendable {
  /// It is not written as it should be, or names what the study does not have.
  case wrong(String, remedy: String)
  /// It has no value; the text says why.
  case unavailable(String)
}

/// A part of the program that knows quantities which claims can be held against.
///
/// A reference such as `{politics:gas:a-b/pipeline npv_musd in detente}` has the kind `politics`, the id
/// `gas:a-b/pipeline` and the words `npv_musd`, `in` and `detente`.
public protocol QuantitySource: Sendable {
  /// The kinds of reference that it knows.
  var kinds: [String] { get }

  /// The value of a reference.
  func value(of kind: String, id: String, words: [String]) throws(QuantityFailure) -> Double
}
