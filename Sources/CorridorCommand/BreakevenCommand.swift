import ArgumentParser
import Corridor

struct BreakevenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "breakeven",
    abstract: "What would have to be true: where an assumption turns a project or a rank.",
    discussion: """
      corridor breakeven container:westport-eastport   whatever has a range
      corridor breakeven container:westport-eastport rail.capex
      corridor breakeven container:westport-eastport rail.capex rail.tariff \\
        --route rail

      With two assumptions: for values of the first, the switching values of the second. What turns \
      is the NPV of each project, economic and private, at 0, and the places of neighbouring routes \
      by generalised cost, or by NPV where there is no choice. With --politics on the NPVs are their \
      mean over all paths of the regimes and the years in which hosts raise their fees, and the \
      chances of both have switching values. An assumption without a range gets \
      one by --set 'ID=uniform(LOW, HIGH) UNIT', of money with '@YEAR' behind it.
      """)

  @Argument(help: "Such as container:westport-eastport.", completion: StudyWords.comparisons)
  var comparison: String

  @Argument(
    help: "Ids of one or two assumptions; default: all.", completion: StudyWords.assumptions)
  var ids: [String] = []

  @Option(
    help: ArgumentHelp(
      "A key of `compare --format json`: an NPV turns at 0, by any other routes change places.",
      valueName: "key"), completion: StudyWords.keys)
  var key: String?

  @Option(
    name: .customLong("route"), parsing: .singleValue,
    help: ArgumentHelp("A route that it is about; repeatable, default: all.", valueName: "id"),
    completion: StudyWords.routes)
  var routes: [String] = []

  @Option(help: "The mean over the politics of the study: on or none.")
  var politics: Politics = .none

  @Flag(help: "Show all assumptions, not the first 15.")
  var all = false

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try reporting {
      guard ids.count <= 2, Set(ids).count == ids.count else {
        throw Failure.usage("\(ids.count) assumptions; name one, or two different ones")
      }
      let session = try Session(options)
      let setup = try FunctionSetup(
        session, session.comparison(comparison), politics: politics)
      let wanted = try setup.routes(routes)
      let (zeros, ranks) = try setup.turning(key)
      let model = try setup.model(keys: Array(Set(zeros + ranks)).sorted(), routes: nil)
      let targets = model.targets(zeros: zeros, ranks: ranks, routes: wanted)
      guard !targets.isEmpty else {
        throw Failure.usage("nothing to turn: no project, and no two routes with a rank")
      }
      let places = try ids.map { try place(of: $0, model, setup) }
      if places.count == 2 {
        try printFrontiers(setup, model, targets, places[0], places[1])
      } else {
        let findings = try ProgressLine.during("searching") { progress in
          try model.breakEven(of: places.isEmpty ? nil : places, targets: targets) {
            progress.advance(by: $0, of: $1)
          }
        }
        let report = BreakEvenReport(
          setup.heading, model: model, findings: findings, showsAll: all,
          notes: setup.notes(model))
        try output.print(
          table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
          json: report.json())
      }
      Output.end()
    }
  }

  private func printFrontiers(
    _ setup: FunctionSetup, _ model: SensitivityModel, _ targets: [BreakEvenTarget], _ first: Int,
    _ second: Int
  ) throws {
    let frontiers = try ProgressLine.during("searching") { progress in
      try targets.map { target in
        let result = try model.frontier(first, second, target: target)
        progress.advance(of: targets.count)
        return (target: target, result: result)
      }
    }
    let report = BreakEvenFrontierReport(
      setup.heading, of: model.inputs[first], and: model.inputs[second], frontiers: frontiers,
      notes: setup.notes(model))
    try output.print(
      table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
      json: report.json())
  }

  private func place(of id: String, _ model: SensitivityModel, _ setup: FunctionSetup) throws
    -> Int
  {
    if let place = model.input(id) { return place }
    let session = setup.session
    guard session.study.assumptions.contains(where: { $0.id == id }) else {
      throw Failure.usage(
        "no assumption `\(id)`"
          + Session.suggestion(for: id, among: session.study.assumptions.map(\.id)))
    }
    guard let value = session.assumptions[id], value.shape == .fixed else {
      if let reason = try setup.political(id) { throw Failure.usage(reason) }
      throw Failure.usage("no result of \(comparison) that could turn rests on `\(id)`")
    }
    throw Failure.usage(
      "`\(id)` has no range; give it one, such as --set '\(id)=\(range(around: value, session))'")
  }

  /// A range about a value, as it can be typed.
  private func range(around value: ResolvedAssumptions.Value, _ session: Session) -> String {
    let base = value.value
    // More than the value may make no sense of a share.
    let ends = base == 0 ? [0, 1] : [base / 2, value.unit == .one ? base : base * 1.5]
    let texts = ends.sorted().map { NumberText.text(NumberFormat.significant($0, digits: 3)) }
    let year = value.unit.hasMoney ? " @\(session.study.settings.priceBase.year)" : ""
    return "uniform(\(texts.joined(separator: ", "))) \(value.unit)\(year)"
  }
}
