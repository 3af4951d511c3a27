import ArgumentParser
import Corridor

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Results of a comparison over a range of one assumption, or of two.",
    discussion: """
      corridor sweep container:westport-eastport 'rail.speed=500:1300:9 km/day'
      corridor sweep container:westport-eastport --route rail \\
        --outcome share 'rail.tariff=0.08:0.3:6 USD/TEU-km @2024' \\
        'vot.median=10:100:5:log USD/TEU-day @2024'

      A range is ID=FROM:TO:N with the unit behind it; N:log spaces by equal ratios. A range of what \
      the politics rest on gives the years open and the NPVs that are expected; these can be asked \
      for over any range: open_years, economic.npv_expected_..., private.npv_expected_...
      """)

  @Argument(help: "The comparison, then one or two ranges.", completion: StudyWords.sweep)
  var words: [String]

  @Option(
    name: .customLong("outcome"), parsing: .singleValue,
    help: ArgumentHelp(
      "A key of `compare --format json`, or one above. Repeatable; default: cost, share, NPV.",
      valueName: "key"), completion: StudyWords.keys)
  var outcomes: [String] = []

  @Option(
    name: .customLong("route"), parsing: .singleValue,
    help: ArgumentHelp("A route; repeatable, default: all.", valueName: "id"),
    completion: StudyWords.routes)
  var routes: [String] = []

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    do { try reporting(sweep) } catch let failure as Failure {
      // A range is told as it was typed.
      throw Failure(
        message: failure.message.replacing(SweepAxis.heading, with: ""), code: failure.code)
    }
  }

  private func sweep() throws {
    let axes = try axes()
    let session = try Session(options)
    let comparison = try comparison(session)
    let lines = try session.lines(links: StudyNetwork.links(of: comparison.id, in: session.study))
    let base = try session.result(of: comparison, lines: lines, changedBy: [])
    let regimes = try session.regimes()
    let political = axes.filter { axis in
      regimes?.inputs.contains { $0.id == axis.id } ?? false
    }.map(\.id)
    for axis in axes { try requireUnit(of: axis, session) }
    for axis in axes where !political.contains(axis.id) { check(axis, base) }
    let years = session.study.settings.appraisal
    let keys = try keys(base, political, hasPolitics: regimes != nil)
    let routes = try routes(base)
    let sweep = try ProgressLine.during("sweeping") { progress in
      let count = axes.reduce(1) { $0 * $1.values.count }
      if let regimes, !political.isEmpty || !expected(keys, base).isEmpty {
        try session.refuseCountryPremium(beside: regimes)
        return try Sweep(
          base: base, axes: axes, keys: keys, routes: routes,
          appraise: { changes in
            progress.advance(of: count)
            let assumptions = try session.assumptions(changedBy: changes)
            try session.study.refuseCountryPremium(assumptions, beside: regimes)
            return try session.expectation(
              of: session.result(of: comparison, lines: lines, changedBy: changes), regimes,
              assumptions)
          })
      }
      return try Sweep(
        base: base, axes: axes, keys: keys, routes: routes,
        whole: [years.constructionYears, years.operationYears],
        value: { axis, index in
          try session.assumptions(changedBy: [axis.override(index)])[axis.id]?.value ?? .nan
        },
        step: { progress.advance(of: count) },
        appraise: { try session.result(of: comparison, lines: lines, changedBy: $0) })
    }
    if !political.isEmpty, sweep.isConstant, sweep.cells.count > 1 {
      Output.complain(
        "warning: nothing here changes with \(political.joined(separator: " and ")): no route is "
          + "exposed to it, the scenario holds its process, it is of a matrix or a bargain not taken, "
          + "or only the contract with a host rests on it that `politics` reckons apart")
    }
    let report = SweepReport(
      study: session.study, sweep: sweep, assumptions: session.assumptions)
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
    Output.end()
  }

  private func axes() throws -> [SweepAxis] {
    let texts = words.filter { $0.contains("=") }
    guard (1...2).contains(texts.count) else {
      throw Failure.usage(
        "\(texts.count) ranges to sweep; give one or two, such as 'rail.speed=500:1300:9 km/day'"
      )
    }
    let axes: [SweepAxis]
    do { axes = try texts.map(SweepAxis.init) } catch { throw Failure.usage("\(error)") }
    if axes.count == 2, axes[0].id == axes[1].id {
      throw Failure.usage("both ranges are of `\(axes[0].id)`; sweep two different assumptions")
    }
    let cells = axes.reduce(1) { $0 * $1.values.count }
    guard cells <= SweepAxis.limit else {
      throw Failure.usage("\(cells) cells; at most \(SweepAxis.limit), so take fewer values")
    }
    return axes
  }

  private func comparison(_ session: Session) throws -> Comparison {
    let names = words.filter { !$0.contains("=") }
    let all = session.study.comparisons
    if names.count == 1 { return try session.comparison(names[0]) }
    if names.isEmpty, all.count == 1 { return all[0] }
    throw Failure.usage(
      names.isEmpty
        ? "which comparison?" + Session.suggestion(for: "", among: all.map(\.id))
        : "one comparison at a time; got " + names.joined(separator: ", "))
  }

  /// What is wrong with the unit or the price year of a range is told with a remedy for ranges.
  private func requireUnit(of axis: SweepAxis, _ session: Session) throws {
    do { _ = try session.assumptions(changedBy: [axis.override(0)]) } catch {
      guard case StudyError.invalid(let found) = error,
        let assumption = session.study.assumption(axis.id)
      else { throw error }
      let codes = [
        "missing-unit", "bad-unit", "unit-mismatch", "missing-price-year", "superfluous-price-year",
      ]
      let written = axis.written(
        for: assumption, base: session.study.settings.priceBase.year)
      throw StudyError.invalid(
        found.map { finding in
          guard codes.contains(finding.code) else { return finding }
          var changed = finding
          changed.remedy = "write '\(written)'"
          return changed
        })
    }
  }

  /// Warns of an axis that no result rests on, which only repeats itself.
  private func check(_ axis: SweepAxis, _ base: ComparisonResult) {
    let figures = base.routes.flatMap { $0.outcomes.compactMap(\.outcome.figure) }
    guard !Figure.assumptions(under: figures).contains(axis.id) else { return }
    Output.complain(
      "\(axis.text): warning: no result of \(base.comparison.id) rests on '\(axis.id)'; sweep another"
    )
  }

  private func routes(_ base: ComparisonResult) throws -> [String] {
    let known = base.routes.map(\.route.plan.shortID)
    for route in routes where !known.contains(route) {
      throw Failure.usage(
        "no route `\(route)` in \(base.comparison.id)"
          + Session.suggestion(for: route, among: known))
    }
    return routes.isEmpty ? known : known.filter(routes.contains)
  }

  /// The keys of what politics make of routes, of those that are asked for.
  private func expected(_ keys: [String], _ base: ComparisonResult) -> [String] {
    keys.filter(PoliticalRoute.resultKeys(base.keys).contains)
  }

  private func keys(_ base: ComparisonResult, _ political: [String], hasPolitics: Bool) throws
    -> [String]
  {
    let ofPolitics = hasPolitics ? PoliticalRoute.resultKeys(base.keys) : []
    let known = base.routes.flatMap(\.keys) + ofPolitics
    for key in outcomes where !known.contains(key) {
      throw Failure.usage(
        "no result `\(key)`"
          + Session.suggestion(forKey: key, among: known, of: base.comparison.id))
    }
    if let id = political.first, !outcomes.isEmpty, expected(outcomes, base).isEmpty {
      throw Failure.usage(
        "`\(id)` is of the politics, which no \(outcomes.joined(separator: " nor ")) of the if-open "
          + "case rests on; ask for --outcome "
          + ofPolitics.joined(separator: ", or "))
    }
    guard outcomes.isEmpty else { return outcomes }
    guard political.isEmpty else { return ofPolitics }
    let hasChoice = base.comparison.demand.choice != nil
    return hasChoice
      ? [base.keys.generalisedCost, "share", base.keys.economicValue]
      : [base.keys.price, base.keys.economicValue]
  }
}
