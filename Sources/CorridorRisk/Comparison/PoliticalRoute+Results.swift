public import CorridorAppraisal

/// What politics make of a route under the keys of results, beside those of an appraisal.
extension PoliticalRoute {
  /// The years that the route is open, and what each account expects of it.
  ///
  /// They are the keys of `politics --format csv`.
  public static func resultKeys(_ keys: ResultKeys) -> [String] {
    ["open_years"] + PoliticalAccount.View.allCases.map { key($0, keys) }
  }

  private static func key(_ view: PoliticalAccount.View, _ keys: ResultKeys) -> String {
    "\(view.rawValue).npv_expected_\(keys.millions)"
  }

  /// The result of a key of ``resultKeys(_:)``, or why there is none; nil for any other key.
  public func result(_ key: String, _ keys: ResultKeys) -> PoliticalAnswer<Double>? {
    if key == "open_years" { return yearsOpen }
    guard let view = PoliticalAccount.View.allCases.first(where: { Self.key($0, keys) == key })
    else { return nil }
    switch values[view] {
    case .known(let value): return .known(value.expected)
    case .missing(let reason): return .missing(reason: reason)
    case nil: return nil
    }
  }
}
