import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// Finds sea links that are drawn over land where no passage leads them through.
public struct SeaLandCheck: Sendable {
  /// So far from either end of a link land is the way into its port, as far as ports join the sea lanes
  /// at most; of a short link it is a quarter.
  public static let approach = Length(kilometres: 100)

  private let coast: Length
  private let lanes: SeaLanes?

  /// Creates the check.
  ///
  /// - Parameters:
  ///   - study: gives the tolerance for coasts, `sea_sliver_m`.
  ///   - lanes: say in which countries passages lie; nil for a study without them.
  public init(study: Study, lanes: SeaLanes?) {
    coast = study.settings.geometry.seaSliver
    self.lanes = lanes
  }

  /// Findings about measured links, in their order.
  public func findings(on links: [MeasuredLink]) -> [Diagnostic] { links.compactMap(finding) }

  private func finding(_ measured: MeasuredLink) -> Diagnostic? {
    let link = measured.link
    guard link.mode == .sea else { return nil }
    let land = unexplained(measured)
    guard !land.isEmpty else { return nil }
    let parts = land.map { "\(Int($0.length.kilometres.rounded())) km of \($0.country)" }
    return Diagnostic(
      .warning, code: "sea-over-land", at: link.location,
      "sea link `\(link.id)` runs over land, \(parts.joined(separator: " and ")), and no passage "
        + "is declared there",
      remedy: "draw it round the land, such as along the sea lanes, or declare the passage in "
        + "'passages'")
  }

  /// The land under a link that is neither the way into its ports nor a passage, the most first.
  private func unexplained(_ measured: MeasuredLink) -> [(country: String, length: Length)] {
    let approach = min(Self.approach, measured.traced * 0.25)
    var lengths: [String: Length] = [:]
    for stretch in measured.stretches {
      guard let country = stretch.country else { continue }
      let part = min(stretch.to, measured.traced - approach) - max(stretch.from, approach)
      if part > .zero { lengths[country, default: .zero] += part }
    }
    var unknown = 0
    for passage in measured.link.passages {
      guard let countries = lanes?.countries(of: passage) else {
        unknown += 1
        continue
      }
      for country in countries { lengths[country] = nil }
    }
    // Of a passage that may be anywhere the land is where there is most of it.
    return lengths.filter { $0.value > coast }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .dropFirst(unknown).map { (country: $0.key, length: $0.value) }
  }
}
