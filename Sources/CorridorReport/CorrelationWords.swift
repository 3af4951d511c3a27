public import CorridorRisk

extension [RankCorrelation] {
  /// The correlations in one line, rounded for the reader; a repair leaves numbers of many digits.
  public var words: String {
    map { "\($0.first) and \($0.second) \(NumberFormat.plain(NumberFormat.decimals($0.value, 3)))" }
      .joined(separator: "; ")
  }
}
