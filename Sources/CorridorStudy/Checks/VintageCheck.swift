import CorridorUnits

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

  /// Finds assumptions whose sources are all of years after the one in which they were known.
  ///
  /// A later source may tell an earlier fact: a note that names the year says so.
  static func check(
    _ assumptions: [Assumption], citations: [Citation], _ findings: inout Findings
  ) {
    let years = Self.years(of: citations)
    for assumption in assumptions {
      check(
        "assumption '\(assumption.id)'", known: assumption.knownAt, by: assumption.sources,
        of: years, note: assumption.note, at: assumption.location, &findings)
    }
  }

  /// The same of the values that a scenario itself sets, which inherits others.
  static func check(_ scenario: Scenario, citations: [Citation], _ findings: inout Findings) {
    let years = Self.years(of: citations)
    for override in scenario.set where override.location.file == scenario.location.file {
      guard let provenance = override.provenance, let known = provenance.knownAt else { continue }
      check(
        "'\(override.id)' of scenario '\(scenario.id)'", known: known, by: provenance.sources,
        of: years, note: provenance.note, at: override.location, &findings)
    }
  }

  /// The years in which sources were issued; those without one are left out.
  private static func years(of citations: [Citation]) -> [String: Int] {
    Dictionary(
      citations.compactMap { source in source.year.map { (source.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func check(
    _ what: String, known knownAt: String, by sources: [String], of years: [String: Int],
    note: String?, at location: SourceLocation, _ findings: inout Findings
  ) {
    let year = String(knownAt.prefix(4))
    guard let known = Int(year), !sources.isEmpty, note?.contains(year) != true else { return }
    let later = sources.compactMap { id in
      years[id].flatMap { $0 > known ? "\(id) of \($0)" : nil }
    }
    guard later.count == sources.count else { return }
    findings.warning(
      "later-sources", at: location,
      "\(what) was known in \(year) by 'known_at', and rests on "
        + later.joined(separator: ", "),
      remedy: "write since when it could be known, name a source of that time, or say in 'note' "
        + "how it was known in \(year)")
  }

  /// So many years a figure may be known after everything that a study has a year for.
  private static let mostYearsLater = 5

  /// Finds assumptions that are said to be known long after all that the study rests on.
  ///
  /// No clock is asked: what is found has to be the same on any day. All that the study rests on is of the
  /// year of its latest source, of its prices, or of the date since when half of its assumptions are known.
  static func check(
    _ assumptions: [Assumption], against citations: [Citation], _ priceBase: PriceBase,
    _ findings: inout Findings
  ) {
    let known = assumptions.compactMap { Int($0.knownAt.prefix(4)) }.sorted()
    guard !known.isEmpty else { return }
    let years = citations.compactMap(\.year) + [priceBase.year, known[(known.count - 1) / 2]]
    guard let latest = years.max(), let last = known.last, last > latest + mostYearsLater else {
      return
    }
    for assumption in assumptions {
      guard let year = Int(assumption.knownAt.prefix(4)), year > latest + mostYearsLater else {
        continue
      }
      findings.warning(
        "late-known-at", at: assumption.location,
        "assumption '\(assumption.id)' is known since \(assumption.knownAt), and the sources, the prices and "
          + "most assumptions of the study are of \(latest) or before",
        remedy: "correct 'known_at', or give the source that states it its year ('issued')")
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
