/// The references to quantities that stand in braces in an expression.
public enum QuantityReferences {
  /// All of them, in order.
  public static func all(in expression: String) -> [String] {
    expression.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
      part in part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// Ids of the scenarios in which an expression asks for single quantities, as `{scenario:ID ...}`.
  public static func scenarios(in expression: String) -> [String] {
    all(in: expression).compactMap { reference in
      guard reference.hasPrefix("scenario:") else { return nil }
      return reference.dropFirst("scenario:".count).split(separator: " ").first.map(String.init)
    }
  }
}
