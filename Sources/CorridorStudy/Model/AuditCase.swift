/// The circumstances in which a quantity of the audit is reckoned.
public struct AuditCase: Hashable, Sendable {
  /// Id of the scenario; nil for that of the run.
  public var scenario: String?
  /// The ISO date after which nothing may be known; nil for that of the scenario or of the run.
  public var asOf: String?
  /// What is set beside, in order.
  public var overrides: [Override]

  /// Creates a case; without anything it is that of the run.
  public init(scenario: String? = nil, asOf: String? = nil, overrides: [Override] = []) {
    self.scenario = scenario
    self.asOf = asOf
    self.overrides = overrides
  }

  /// Whether it is that of the run.
  public var isRun: Bool { scenario == nil && asOf == nil && overrides.isEmpty }

  /// It in words; nil for the run.
  public var words: String? {
    var parts = [scenario.map { "scenario \($0)" }, asOf.map { "as of \($0)" }].compactMap(\.self)
    parts += overrides.map { "\($0.id) = \($0.text)" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The references in braces of an expression, in order.
  public static func references(in expression: String) -> [String] {
    expression.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
      part in part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// Ids of the scenarios in which an expression asks for single quantities, as `{scenario:ID ...}`.
  public static func scenarios(in expression: String) -> [String] {
    references(in: expression).compactMap { reference in
      guard reference.hasPrefix("scenario:") else { return nil }
      return reference.dropFirst("scenario:".count).split(separator: " ").first.map(String.init)
    }
  }
}
