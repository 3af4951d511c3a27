import CorridorRisk
import CorridorStudy

/// What an analysis says of one result of one route.
struct SensitivitySection: Sendable {
  /// What an analysis says of one input.
  struct Row: Sendable {
    /// The id of the assumption, or the ids of several that move together.
    let name: String
    /// The same, short enough for a table.
    var label: String?
    let sourceClass: String?
    /// Numbers of data files; nil where there is none.
    let values: [(key: String, value: Double?)]
    /// Texts of a table's cells.
    let cells: [String]
    /// Why a number is missing, or what to beware of.
    var note: String?
    /// Whether it makes no difference at all.
    var isIdle = false
  }

  let output: SensitivityModel.Output
  let title: String
  /// Titles of the columns behind the assumption and its class.
  let columns: [String]
  /// By falling effect.
  let rows: [Row]
  let byClass: VarianceByClass?
  /// Numbers of the whole, such as its variance.
  let whole: [(key: String, value: Double?)]
  /// Why there are no rows.
  var reason: String?
  var remarks: [String] = []

  static func sections(of findings: SensitivityFindings, _ model: SensitivityModel)
    throws(SensitivityError) -> [SensitivitySection]
  {
    let inputs = model.uncertainInputs
    var sections: [SensitivitySection] = []
    for (place, output) in model.outputs.enumerated() {
      switch findings {
      case .tornado(let result):
        sections.append(try tornado(output, result.outputs[place], model, inputs))
      case .sobol(let result):
        sections.append(try sobol(output, result.outputs[place], inputs))
      case .shapley(let result):
        sections.append(try shapley(output, result.outputs[place], inputs))
      case .morris(let result):
        sections.append(try morris(output, result.outputs[place], inputs))
      }
    }
    return sections
  }

  /// The estimator with its paper and what it cost, in words.
  static func method(of findings: SensitivityFindings) -> String {
    let count = NumberFormat.table(Double(findings.evaluations))
    switch findings {
    case .tornado(let result): return "method: \(result.method); \(count) evaluations"
    case .sobol(let result):
      return
        "method: Sobol' indices, first order \(result.firstOrderMethod), total "
        + "\(result.totalMethod); \(result.design), \(result.replicates) x \(result.samples) "
        + "samples, \(count) evaluations; 95 % intervals by \(result.intervalMethod) of "
        + result.resampled
    case .shapley(let result):
      return
        "method: Shapley effects, \(result.method); \(result.design), \(result.samples) samples, "
        + "\(count) evaluations; 95 % intervals by \(result.intervalMethod) of \(result.resampled)"
    case .morris(let result):
      let ends = [result.probabilities.lowerBound, result.probabilities.upperBound]
        .map { NumberFormat.percent($0, decimals: 0) }
      return
        "method: \(result.method), \(result.trajectories) trajectories on \(result.levels) levels "
        + "from the quantile of \(ends[0]) to that of \(ends[1]), \(count) evaluations; mu*: mean "
        + "size of an effect, sigma: their deviation, large where an input interacts or bends; "
        + "95 % intervals by bootstrap of trajectories"
    }
  }
}

extension SensitivitySection {
  private static func tornado(
    _ output: SensitivityModel.Output, _ result: TornadoResult.Output, _ model: SensitivityModel,
    _ inputs: [UncertainInput]
  ) throws(SensitivityError) -> SensitivitySection {
    let rows = result.bars.map { bar in
      let single = bar.inputs.count == 1 ? bar.inputs.first.map { model.inputs[$0] } : nil
      let ends = single.map { [$0.range.lowerBound, $0.range.upperBound] }
      return Row(
        name: bar.name,
        label: single == nil ? label(of: bar, model) : nil,
        sourceClass: single?.assumption.sourceClass.rawValue,
        values: [
          ("low", ends?.first), ("base", single?.base), ("high", ends?.last),
          ("at_low", bar.low), ("at_high", bar.high), ("swing", bar.swing),
        ],
        cells: [
          ends.map { SensitivityReport.number($0.first) } ?? "together",
          SensitivityReport.number(ends?.last), single.map { "\($0.assumption.unit)" } ?? "",
          SensitivityReport.number(bar.low), SensitivityReport.number(bar.high),
          SensitivityReport.number(bar.swing),
        ],
        note: bar.reason
          ?? (bar.turns ? "both ends push it the same way, so the swing hides a turn" : nil),
        isIdle: bar.swing == 0)
    }
    var section = SensitivitySection(
      output: output,
      title: "\(output.route) \(output.key): \(SensitivityReport.number(result.base)) at the base",
      columns: ["low", "high", "unit", "at low", "at high", "swing"], rows: rows,
      byClass: try result.byClass(inputs), whole: [("base", result.base)])
    section.remarks = rows.filter { $0.note != nil && !$0.isIdle }
      .map { "\($0.name): \($0.note ?? "")" }
    return section
  }

  /// The first of several assumptions that move together; which they are, a note says.
  private static func label(of bar: TornadoResult.Bar, _ model: SensitivityModel) -> String? {
    bar.inputs.first.map { "\(model.inputs[$0].id) + \(bar.inputs.count - 1)" }
  }

  private static func sobol(
    _ output: SensitivityModel.Output, _ result: SobolResult.Output, _ inputs: [UncertainInput]
  ) throws(SensitivityError) -> SensitivitySection {
    let rows = zip(inputs, result.indices ?? []).map { input, index in
      Row(
        name: input.name, sourceClass: input.sourceClass?.rawValue,
        values: values("first", index.first) + values("total", index.total),
        cells: cells(index.first) + cells(index.total), isIdle: index.total.value == 0)
    }
    return SensitivitySection(
      output: output, title: title(output, mean: result.mean, variance: result.variance),
      columns: ["first", "95 %", "total", "95 %"],
      rows: sorted(rows, by: "total"), byClass: try result.byClass(inputs),
      whole: whole(output, result.mean, result.variance)
        + [("interactions", result.interactions)],
      reason: result.reason)
  }

  private static func shapley(
    _ output: SensitivityModel.Output, _ result: ShapleyResult.Output, _ inputs: [UncertainInput]
  ) throws(SensitivityError) -> SensitivitySection {
    let rows = zip(inputs, result.effects ?? []).map { input, effect in
      Row(
        name: input.name, sourceClass: input.sourceClass?.rawValue,
        values: values("share", effect.share), cells: cells(effect.share),
        isIdle: effect.share.value == 0)
    }
    return SensitivitySection(
      output: output, title: title(output, mean: result.mean, variance: result.variance),
      columns: ["share", "95 %"], rows: sorted(rows, by: "share"),
      byClass: try result.byClass(inputs), whole: whole(output, result.mean, result.variance),
      reason: result.reason)
  }

  private static func morris(
    _ output: SensitivityModel.Output, _ result: MorrisResult.Output, _ inputs: [UncertainInput]
  ) throws(SensitivityError) -> SensitivitySection {
    let rows = zip(inputs, result.effects).map { input, effect in
      let interval = effect.meanSize.interval
      return Row(
        name: input.name, sourceClass: input.sourceClass?.rawValue,
        values: values("mu_star", effect.meanSize)
          + [("mu", effect.mean), ("sigma", effect.deviation)],
        cells: [
          SensitivityReport.number(effect.meanSize.value),
          interval.map {
            SensitivityReport.number($0.lowerBound) + " to "
              + SensitivityReport.number($0.upperBound)
          } ?? "-",
          SensitivityReport.number(effect.mean), SensitivityReport.number(effect.deviation),
        ], isIdle: effect.meanSize.value == 0)
    }
    return SensitivitySection(
      output: output,
      title: "\(output.route) \(output.key): \(SensitivityReport.number(output.base)) at the base",
      columns: ["mu*", "95 %", "mu", "sigma"], rows: sorted(rows, by: "mu_star"),
      byClass: try result.byClass(inputs), whole: [("base", output.base)])
  }

  private static func title(_ output: SensitivityModel.Output, mean: Double, variance: Double)
    -> String
  {
    "\(output.route) \(output.key): mean \(SensitivityReport.number(mean)), sd "
      + "\(SensitivityReport.number(variance.squareRoot())), "
      + "\(SensitivityReport.number(output.base)) at the base"
  }

  private static func whole(_ output: SensitivityModel.Output, _ mean: Double, _ variance: Double)
    -> [(key: String, value: Double?)]
  {
    [("base", output.base), ("mean", mean), ("variance", variance)]
  }

  private static func values(_ key: String, _ estimate: Estimate) -> [(key: String, value: Double?)]
  {
    [
      (key, estimate.value), (key + "_low", estimate.interval?.lowerBound),
      (key + "_high", estimate.interval?.upperBound),
    ]
  }

  private static func cells(_ estimate: Estimate) -> [String] {
    [
      NumberFormat.percent(estimate.value),
      estimate.interval.map {
        NumberFormat.percent($0.lowerBound) + " to " + NumberFormat.percent($0.upperBound)
      } ?? "-",
    ]
  }

  private static func sorted(_ rows: [Row], by key: String) -> [Row] {
    let value = { (row: Row) in row.values.first { $0.key == key }?.value ?? -.infinity }
    return rows.enumerated().sorted {
      (-value($0.element), $0.offset) < (-value($1.element), $1.offset)
    }.map(\.element)
  }
}
