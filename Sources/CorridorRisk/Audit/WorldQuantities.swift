public import CorridorAppraisal
public import CorridorStudy
public import CorridorUnits

/// What worlds that were drawn say of routes, as quantities that claims can be held against.
///
/// | reference | is |
/// | --- | --- |
/// | `worlds:COMPARISON/ROUTE positive KEY` | the share of worlds in which a result is above 0 |
/// | `worlds:COMPARISON/ROUTE mean KEY`, `deviation KEY` | its mean and its standard deviation |
///
/// A KEY is an output of `risk`.
public struct WorldQuantities: QuantitySource {
  /// The kinds of reference that it knows.
  public let kinds = ["worlds"]

  private let summaries: [String: WorldSummary]
  private let missing: [String: String]
  private let study: Study

  /// Creates the quantities of runs.
  ///
  /// - Parameters:
  ///   - summaries: what is kept of the worlds, by id of the comparison.
  ///   - missing: why there are none of other comparisons, by id.
  ///   - study: the study.
  public init(
    _ summaries: [String: WorldSummary], missing: [String: String] = [:], of study: Study
  ) {
    self.summaries = summaries
    self.missing = missing
    self.study = study
  }

  /// The value of a reference.
  public func value(of kind: String, id: String, words: [String]) throws(QuantityFailure) -> Double
  {
    guard let route = study.route(id) else {
      throw PoliticalQuantities.unknown("route", id, study.routes.map(\.id))
    }
    guard words.count == 2, ["positive", "mean", "deviation"].contains(words[0]) else {
      throw .wrong(
        "`\(words.joined(separator: " "))` is nothing of worlds",
        remedy: "write positive KEY, mean KEY or deviation KEY")
    }
    guard let summary = summaries[route.comparison] else {
      throw .unavailable(
        "no worlds of \(route.comparison) were drawn"
          + (missing[route.comparison].map { ": " + $0 } ?? ""))
    }
    guard let output = summary[route.shortID + "/" + words[1]] else {
      let known = summary.names.filter { $0.hasPrefix(route.shortID + "/") }
        .map { String($0.dropFirst(route.shortID.count + 1)) }
      // Of a route that the case closes no world has an account.
      if known.isEmpty
        || study.routes.contains(where: { other in
          summary[other.shortID + "/" + words[1]] != nil
        })
      {
        throw .unavailable("\(id) has no \(words[1]) in these worlds")
      }
      throw PoliticalQuantities.unknown("output of \(id)", words[1], known)
    }
    let found: Double? =
      switch words[0] {
      case "positive": output.count > 0 ? Double(output.positiveCount) / Double(output.count) : nil
      case "mean": output.mean?.value
      default: output.deviation
      }
    guard let found else { throw .unavailable("there are too few worlds of \(route.comparison)") }
    return found
  }

  /// The unit of a reference: that of the key, or none for a share.
  public func unit(of kind: String, id: String, words: [String]) -> Unit? {
    guard words.count == 2 else { return nil }
    return words[0] == "positive" ? .one : study.unit(of: words[1], onRoute: id)
  }
}
