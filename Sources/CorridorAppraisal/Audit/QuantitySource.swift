import CorridorStudy
public import CorridorUnits

/// Why a quantity has no value.
public enum QuantityFailure: Error, Hashable, Sendable {
  /// It is not written as it should be, or names what the study does not have.
  case wrong(String, remedy: String)
  /// It asks for a kind of thing, in words, of which the study has none, and for one of them by its name;
  /// `file` of the study's folder would hold them.
  case absent(kind: String, name: String, file: String)
  /// It has no value; the text says why.
  case unavailable(String)

  /// The mistake of what asks for the quantity, in words; nil where the quantity only has no value.
  ///
  /// - Parameters:
  ///   - code: the kind of finding.
  ///   - subject: what asks.
  ///   - location: where it stands.
  ///   - folder: the study's folder.
  /// - Returns: the mistake, with what else follows from it.
  func mistake(_ code: String, of subject: String, at location: SourceLocation, in folder: String)
    -> Diagnostic?
  {
    switch self {
    case .unavailable: nil
    case .wrong(let what, let remedy):
      Diagnostic(
        .error, code: code, at: location, "\(subject): \(what)", remedy: remedy,
        cause: Cause(what))
    case .absent(let kind, let name, let file):
      Diagnostic(
        .error, code: code, at: location, "\(subject) asks for `\(name)`",
        remedy: "restore \(file), or delete what asks for them",
        cause: Cause(kind, .part(file: folder + "/" + file)))
    }
  }
}

/// A part of the program that knows quantities which claims can be held against.
///
/// A reference such as `{politics:gas:a-b/pipeline private.held detente}` has the kind `politics`, the id
/// `gas:a-b/pipeline` and the words `private.held` and `detente`.
public protocol QuantitySource: Sendable {
  /// The kinds of reference that it knows.
  var kinds: [String] { get }

  /// The value of a reference.
  func value(of kind: String, id: String, words: [String]) throws(QuantityFailure) -> Double

  /// The unit of a reference that need not have a value; nil where it is not known.
  ///
  /// Money is in the study's currency and price year.
  func unit(of kind: String, id: String, words: [String]) -> Unit?
}
