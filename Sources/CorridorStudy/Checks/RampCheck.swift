import CorridorUnits

extension Study {
  /// The comparisons whose demand falls while their routes are still new, by the values of a run.
  ///
  /// - Returns: Warnings, in the order of the comparisons.
  public func fallingRamps(under resolved: ResolvedAssumptions) -> [Diagnostic] {
    comparisons.compactMap { comparison in
      let shares = comparison.demand.rampUp.compactMap { id in
        resolved[id].flatMap { value in
          (try? value.unit.factor(to: .one)).map { (id: id, share: value.value * $0) }
        }
      }
      let pairs = zip(shares, shares.dropFirst())
      guard let (before, after) = pairs.first(where: { $1.share < $0.share }) else { return nil }
      return Diagnostic(
        .warning, code: "falling-ramp", at: comparison.location,
        "'ramp_up' of comparison '\(comparison.id)' falls: '\(after.id)' is \(Self.percent(after.share)), and "
          + "'\(before.id)' of the year before \(Self.percent(before.share))",
        remedy:
          "put the shares in the order of the years; demand that shrinks later is 'growth' below 0")
    }
  }

  private static func percent(_ share: Double) -> String { RangeCheck.rounded(share * 100) + " %" }
}
