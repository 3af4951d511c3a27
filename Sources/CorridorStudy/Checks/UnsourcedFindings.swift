import CorridorUnits

/// What a study states beside its main files, each with how well it is sourced.
public struct FactsBeside: Sendable {
  /// Kilometre posts.
  public var posts: [ChainagePost]
  /// Zones.
  public var zones: [Zone]
  /// Boundaries that are drawn.
  public var boundaries: [Boundary]
  /// Politics; nil where the study has none.
  public var regimes: Regimes?

  /// Creates what a study states beside its main files.
  public init(
    posts: [ChainagePost] = [], zones: [Zone] = [], boundaries: [Boundary] = [],
    regimes: Regimes? = nil
  ) {
    self.posts = posts
    self.zones = zones
    self.boundaries = boundaries
    self.regimes = regimes
  }
}

/// One of many facts of a kind.
private struct StatedFact {
  let name: String
  /// How well it is sourced; nil where nobody said.
  let sourceClass: SourceClass?
  let location: SourceLocation

  init(_ name: String, _ sourceClass: SourceClass?, _ location: SourceLocation) {
    self.name = name
    self.sourceClass = sourceClass
    self.location = location
  }

  /// How many come from memory and how many are judged, in words.
  static func words(memory: Int, judgement: Int) -> String {
    [
      memory > 0 ? "\(memory) from memory" : nil,
      judgement > 0 ? "\(judgement) judgement\(judgement == 1 ? "" : "s")" : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}

extension Study {
  /// What has no source: assumptions one by one, of all else one finding for a series or a kind.
  func addUnsourced(beside facts: FactsBeside, to findings: inout Findings) {
    addUnsourcedAssumptions(to: &findings)
    addUnsourcedSeries(
      "values of", priceFacts.all.map { StatedFact($0.row.series, $0.sourceClass, $0.location) },
      remedy: "look the series up and cite it; results that rest on it say so", to: &findings)
    addUnsourcedSeries(
      "posts of", facts.posts.map { StatedFact($0.series, $0.sourceClass, $0.location) },
      remedy: "look them up and cite them", to: &findings)
    addUnsourcedGround(beside: facts, to: &findings)
    addUnsourcedJudgements(of: facts.regimes, to: &findings)
  }

  private func addUnsourcedAssumptions(to findings: inout Findings) {
    var counts: [SourceClass: Int] = [:]
    for assumption in assumptions where assumption.sourceClass.isUnsourced {
      counts[assumption.sourceClass, default: 0] += 1
      let isMemory = assumption.sourceClass == .memory
      findings.warning(
        "unsourced", at: assumption.location,
        "'\(assumption.id)' is \(isMemory ? "from memory" : "a judgement")",
        remedy: isMemory ? "look it up and cite it" : "cite a source if there is one")
    }
    let memory = counts[.memory] ?? 0
    let judgement = counts[.judgement] ?? 0
    if memory + judgement > 0 {
      findings.warning(
        "unsourced-count", at: SourceLocation(file: folder + "/" + AssumptionReader.file),
        "\(memory + judgement) of \(assumptions.count) assumptions have no source: \(memory) from "
          + "memory, \(judgement) judgements", remedy: "results that rest on them say so")
    }
  }

  /// What is known of places, links, boundaries and zones.
  private func addUnsourcedGround(beside facts: FactsBeside, to findings: inout Findings) {
    Self.addUnsourced(
      "positions of places", places.map { StatedFact($0.id, $0.sourceClass, $0.location) },
      to: &findings)
    Self.addUnsourced(
      "other lengths of links",
      links.flatMap { link in
        link.otherLengths.map { StatedFact(link.id, $0.sourceClass, link.location) }
      }, to: &findings)
    let boundaries = facts.boundaries
    Self.addUnsourced(
      "lines of boundaries",
      boundaries.map { StatedFact($0.id, $0.sourceClass, $0.location) }, to: &findings)
    Self.addUnsourced(
      "lengths of boundaries",
      boundaries.filter { $0.declaredKilometres != nil }.map {
        StatedFact($0.id, $0.declaredClass, $0.location)
      }, to: &findings)
    Self.addUnsourced(
      "positions of zones", facts.zones.map { StatedFact($0.id, $0.sourceClass, $0.location) },
      to: &findings)
    Self.addUnsourced(
      "years since when there are zones",
      facts.zones.filter { $0.since != nil }.map {
        StatedFact($0.id, $0.sinceClass, $0.location)
      }, to: &findings)
  }

  /// What is coded and judged of politics, and how assumptions go together.
  private func addUnsourcedJudgements(of regimes: Regimes?, to findings: inout Findings) {
    Self.addUnsourced(
      "rank correlations",
      correlations.map {
        StatedFact($0.between.joined(separator: " and "), $0.sourceClass, $0.location)
      }, to: &findings)
    for process in regimes?.processes ?? [] {
      Self.addUnsourced(
        "coded years of '\(process.id)'",
        process.coding.map { StatedFact("\($0.year)", $0.sourceClass, $0.location) },
        to: &findings)
      Self.addUnsourced(
        "matrices of '\(process.id)'",
        process.matrices.map { StatedFact($0.id, $0.sourceClass, $0.location) }, to: &findings)
    }
  }

  /// One finding for all facts of a kind without a source, at the first of them.
  private static func addUnsourced(
    _ what: String, _ facts: [StatedFact], to findings: inout Findings
  ) {
    let unsourced = facts.filter { $0.sourceClass?.isUnsourced == true }
    guard let first = unsourced.first else { return }
    var told: Set<String> = []
    let names = unsourced.map(\.name).filter { told.insert($0).inserted }
    let memory = unsourced.count { $0.sourceClass == .memory }
    let words = StatedFact.words(memory: memory, judgement: unsourced.count - memory)
    findings.warning(
      "unsourced-facts", at: first.location,
      "\(unsourced.count) of \(facts.count) \(what) have no source: \(words) (\(listed(names)))",
      remedy: memory > 0 ? "look them up and cite them" : "cite sources if there are any")
  }

  /// One finding for all rows of a series without a source, at the first of them.
  private func addUnsourcedSeries(
    _ what: String, _ rows: [StatedFact], remedy: String, to findings: inout Findings
  ) {
    var order: [String] = []
    var counts: [String: (all: Int, memory: Int, judgement: Int, first: SourceLocation)] = [:]
    for row in rows {
      let series = row.name
      var count = counts[series] ?? (0, 0, 0, row.location)
      if counts[series] == nil { order.append(series) }
      if row.sourceClass?.isUnsourced == true, count.memory + count.judgement == 0 {
        count.first = row.location
      }
      count.all += 1
      count.memory += row.sourceClass == .memory ? 1 : 0
      count.judgement += row.sourceClass == .judgement ? 1 : 0
      counts[series] = count
    }
    for series in order {
      guard let count = counts[series], count.memory + count.judgement > 0 else { continue }
      findings.warning(
        "unsourced-series", at: count.first,
        "\(count.memory + count.judgement) of \(count.all) \(what) '\(series)' have no source: "
          + StatedFact.words(memory: count.memory, judgement: count.judgement), remedy: remedy)
    }
  }
}
