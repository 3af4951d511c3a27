extension SensitivitySection {
  /// A bar for each row: both ends of a tornado round its base, or what an index says of a row.
  func drawing(of rows: [Row]) -> TextTable.Drawing? {
    func numbers(_ key: String) -> [Double?] {
      rows.map { row in row.values.first { $0.key == key }?.value }
    }
    if let base = whole.first(where: { $0.key == "base" })?.value,
      rows.contains(where: { $0.values.contains { $0.key == "at_low" } })
    {
      let ends = zip(numbers("at_low"), numbers("at_high")).map { [$0 ?? base, $1 ?? base] }
      guard let scale = Bar.Scale(ends.flatMap(\.self) + [base]) else { return nil }
      return TextTable.Drawing(
        title: (SensitivityReport.number(scale.low), SensitivityReport.number(scale.high)),
        bars: ends.map {
          .swing(base: scale.place(base), low: scale.place($0[0]), high: scale.place($0[1]))
        })
    }
    guard
      let key = ["total", "share", "mu_star"].first(where: { numbers($0).contains { $0 != nil } })
    else { return nil }
    let values = numbers(key)
    // Shares fill the bar with the whole; mean sizes with the largest.
    let most = key == "mu_star" ? values.compactMap(\.self).max() ?? 0 : 1
    guard most > 0 else { return nil }
    return TextTable.Drawing(
      title: (key == "mu_star" ? "mu*" : key, ""),
      bars: values.map { $0.map { .share($0 / most) } })
  }
}
