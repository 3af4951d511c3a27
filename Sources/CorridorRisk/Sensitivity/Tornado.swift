import CorridorAppraisal

/// One-at-a-time sensitivity: what each output becomes when an input goes to its low and its high end.
///
/// Inputs that move together can be named as a block, all of whose members go to their ends at once.
///
/// - Source: Eschenbach (1992), *Interfaces* 22(6), doi:10.1287/inte.22.6.40; the bars of Howard (1988),
///   *Management Science* 34(6), doi:10.1287/mnsc.34.6.679.
public struct Tornado: Sendable {
  /// An input with its three values.
  public struct Input: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its low value.
    public var low: Double
    /// Its value while others move.
    public var base: Double
    /// Its high value.
    public var high: Double

    /// Creates an input.
    public init(_ name: String, low: Double, base: Double, high: Double) {
      self.name = name
      self.low = low
      self.base = base
      self.high = high
    }
  }

  /// Inputs that go to their ends together.
  public struct Block: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Places of its inputs.
    public var inputs: [Int]
    /// Places of those that are high while the others are low: correlated negatively with them.
    public var opposed: [Int]

    /// Creates a block.
    public init(_ name: String, inputs: [Int], opposed: [Int] = []) {
      self.name = name
      self.inputs = inputs
      self.opposed = opposed
    }
  }

  /// The inputs.
  public let inputs: [Input]
  /// The blocks.
  public let blocks: [Block]
  /// The most rows that the model is given at once.
  public let batchRows: Int

  /// How often the model is evaluated: once, and twice per input and block.
  public var evaluations: Int { 1 + 2 * (inputs.count + blocks.count) }

  /// Creates an analysis.
  ///
  /// - Throws: `SensitivityError` without inputs, for a value that is not finite, and for a block that
  ///   names an input that is not there.
  public init(inputs: [Input], blocks: [Block] = [], batchRows: Int = 4096)
    throws(SensitivityError)
  {
    guard !inputs.isEmpty else { throw .noInputs }
    for input in inputs {
      for value in [input.low, input.base, input.high] where !value.isFinite {
        throw .input(name: input.name, value: value)
      }
      guard input.low <= input.high else {
        throw .setting(
          "the low end of \(input.name)", value: "\(input.low)",
          range: "at most its high end, \(input.high)")
      }
    }
    for block in blocks {
      for place in block.inputs + block.opposed where !inputs.indices.contains(place) {
        throw .index("input", place, count: inputs.count)
      }
      for place in block.opposed where !block.inputs.contains(place) {
        throw .setting(
          "the opposed input \(inputs[place].name)", value: "outside \(block.name)",
          range: "one of the block's inputs")
      }
    }
    try SettingCheck.count(batchRows, "the number of rows of a batch", 1...(1 << 20))
    self.inputs = inputs
    self.blocks = blocks
    self.batchRows = batchRows
  }

  /// Evaluates the model and gives the bars of each of its outputs.
  public func run(_ model: BatchModel) throws(SensitivityError) -> TornadoResult {
    try run(model) { _, _ in }
  }

  /// The same where the base of some inputs follows from others: `completing` is given each row with the places
  /// of the inputs that are moved in it, and sets what follows from them.
  func run(
    _ model: BatchModel, completing: (_ row: inout [Double], _ moved: [Int]) -> Void
  ) throws(SensitivityError) -> TornadoResult {
    guard !model.outputs.isEmpty else { throw .noOutputs }
    let levers = self.levers
    var rows = [inputs.map(\.base)]
    for lever in levers {
      for isHigh in [false, true] {
        var row = row(lever, isHigh: isHigh)
        completing(&row, lever.inputs)
        rows.append(row)
      }
    }
    var values = model.outputs.map { _ in [Double]() }
    for start in stride(from: 0, to: rows.count, by: batchRows) {
      let part = rows[start..<min(start + batchRows, rows.count)]
      let columns = inputs.indices.map { input in part.map { $0[input] } }
      for (output, found) in try model.values(columns, rows: part.count).enumerated() {
        values[output] += found
      }
    }
    let outputs = zip(model.outputs, values).map { name, values in
      let bars = levers.enumerated().map { place, lever in
        TornadoResult.Bar(
          lever, base: values[0], low: values[1 + 2 * place], high: values[2 + 2 * place],
          allows: model.allows)
      }
      return TornadoResult.Output(
        name: name, base: model.allows(values[0]) ? values[0] : nil, bars: bars)
    }
    return TornadoResult(evaluations: evaluations, outputs: outputs)
  }

  private var levers: [Block] {
    inputs.indices.map { Block(inputs[$0].name, inputs: [$0]) } + blocks
  }

  private func row(_ lever: Block, isHigh: Bool) -> [Double] {
    var row = inputs.map(\.base)
    for place in lever.inputs {
      row[place] =
        isHigh != lever.opposed.contains(place) ? inputs[place].high : inputs[place].low
    }
    return row
  }
}

/// The bars of a tornado for the outputs of a model.
public struct TornadoResult: Hashable, Sendable {
  /// The method.
  public var method = "one at a time, low and high: tornado diagram (Eschenbach 1992)"
  /// How often the model was evaluated.
  public var evaluations: Int
  /// The bars, output by output.
  public var outputs: [Output]

  /// The bars of one output.
  public struct Output: Hashable, Sendable {
    /// The name of the output.
    public var name: String
    /// Its value with all inputs at their base; nil when it is no number there.
    public var base: Double?
    /// The bars by falling swing; ties keep the order of the inputs, those without a swing come last.
    public var bars: [Bar]

    init(name: String, base: Double?, bars: [Bar]) {
      self.name = name
      self.base = base
      self.bars = bars.enumerated().sorted { first, second in
        switch (first.element.swing, second.element.swing) {
        case (let one?, let other?) where one != other: one > other
        case (.some, nil): true
        case (nil, .some): false
        default: first.offset < second.offset
        }
      }.map(\.element)
    }
  }

  /// What the output does when an input or a block goes to its ends.
  public struct Bar: Hashable, Sendable {
    /// The name of the input or block.
    public var name: String
    /// Places of the inputs that move.
    public var inputs: [Int]
    /// The output at the low end; nil when it is no number.
    public var low: Double?
    /// The output at the high end; nil when it is no number.
    public var high: Double?
    /// How far the output ranges over base, low and high; nil when one of them is no number.
    public var swing: Double?
    /// Why there is no swing.
    public var reason: String?
    /// Whether both ends push the output to the same side of its base, so that the swing hides a turn.
    public var turns: Bool

    init(
      _ lever: Tornado.Block, base: Double, low: Double, high: Double, allows: (Double) -> Bool
    ) {
      name = lever.name
      inputs = lever.inputs
      self.low = allows(low) ? low : nil
      self.high = allows(high) ? high : nil
      let values = [("base", base), ("low end", low), ("high end", high)]
      let missing = values.filter { !$0.1.isFinite }.map { "its \($0.0)" }
      let absurd = values.filter { $0.1.isFinite && !allows($0.1) }.map { "its \($0.0)" }
      let range = max(base, low, high) - min(base, low, high)
      if missing.isEmpty, absurd.isEmpty, range.isFinite {
        swing = range
      } else {
        reason =
          if !missing.isEmpty {
            "the output is no number at " + missing.joined(separator: " and ")
          } else if !absurd.isEmpty {
            "the output is beyond \(Figure.largestText) at " + absurd.joined(separator: " and ")
          } else {
            "the swing is too large to be a number"
          }
      }
      turns = (low > base && high > base) || (low < base && high < base)
    }
  }
}
