/// Finds figures that are said to be known before what they rest on.
enum VintageCheck {
  /// Finds assumptions whose prices are of years that no source of their date could state.
  ///
  /// A tariff may be announced for the year to come. What is judged may be put in any money: it could be
  /// judged since its date, in the prices of that time.
  static func check(_ assumptions: [Assumption], _ findings: inout Findings) {
    for assumption in assumptions where assumption.sourceClass != .judgement {
      let stated = [assumption.low, assumption.base, assumption.high]
      guard let latest = stated.compactMap({ $0?.priceYear }).max(),
        let known = Int(assumption.knownAt.prefix(4)), latest > known + 1
      else { continue }
      findings.warning(
        "early-known-at", at: assumption.location,
        "assumption '\(assumption.id)' has prices of \(latest), and 'known_at' says that it was known in "
          + "\(known)",
        remedy: "write since when the latest of its figures could be known, or the year of their "
          + "prices")
    }
  }

  /// Finds matrices that are estimated from years after the date at which they were known, or begin in one.
  static func check(_ processes: [RegimeProcess], _ findings: inout Findings) {
    for process in processes {
      for matrix in process.matrices {
        guard let known = Int(matrix.knownAt.prefix(4)) else { continue }
        let years = [
          (matrix.estimate?.through, "is estimated through", "through: \(known)"),
          (matrix.start.year, "begins in", "start: {state: ..., year: \(known)}"),
        ]
        for case (let year?, let what, let remedy) in years where year > known {
          findings.error(
            "later-years", at: matrix.location,
            "matrix '\(matrix.id)' of process '\(process.id)' \(what) \(year), and was known at "
              + "\(matrix.knownAt)",
            remedy: "write '\(remedy)', or a later 'known_at'")
        }
      }
    }
  }
}
