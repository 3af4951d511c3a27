/// The frontier of two parameters: for each value of the first, the switching values of the second.
public struct BreakEvenFrontier: Hashable, Sendable {
  /// The name of the first parameter.
  public let first: String
  /// Its values, rising.
  public let values: [Double]
  /// The search for the second parameter, within its range or a wider one.
  public let second: BreakEvenSearch
  /// The most rows that the model is given at once.
  public let batchRows: Int

  /// Creates a frontier.
  ///
  /// - Parameters:
  ///   - first: the name of the first parameter.
  ///   - values: its values, rising and finite, at least one.
  ///   - second: the search for the second parameter.
  ///   - batchRows: the most rows that the model is given at once, unless one scan takes more.
  /// - Throws: `SensitivityError` for values that do not rise, or for more than 10,000,000 points.
  public init(first: String, values: [Double], second: BreakEvenSearch, batchRows: Int = 4096)
    throws(SensitivityError)
  {
    guard !values.isEmpty else { throw .noInputs }
    for value in values where !value.isFinite { throw .input(name: first, value: value) }
    for (one, next) in zip(values, values.dropFirst()) where one >= next {
      throw .setting("the next value of \(first)", value: "\(next)", range: "above \(one)")
    }
    try SettingCheck.count(batchRows, "the number of rows of a batch", 1...(1 << 20))
    let points = values.count.multipliedReportingOverflow(by: second.places.count)
    guard !points.overflow, points.partialValue <= 10_000_000 else {
      throw .tooManyEvaluations(
        points.overflow ? .max : points.partialValue, limit: 10_000_000,
        remedy: "take fewer values or steps")
    }
    self.first = first
    self.values = values
    self.second = second
    self.batchRows = batchRows
  }

  /// Scans a model of two inputs and finds the frontier of a target.
  ///
  /// - Parameters:
  ///   - model: takes two columns, the first and the second parameter.
  ///   - target: what is to be 0.
  /// - Returns: the roots at each value of the first parameter, and the lines that they make.
  /// - Throws: `SensitivityError.index` for an output that is not there, and what the model throws.
  public func run(_ model: BatchModel, target: BreakEvenSearch.Target)
    throws(SensitivityError) -> FrontierResult
  {
    try target.check(model)
    let places = second.places
    let perBatch = max(1, batchRows / places.count)
    var evaluations = 0
    var columns: [FrontierResult.Column] = []
    for start in stride(from: 0, to: values.count, by: perBatch) {
      let part = values[start..<min(start + perBatch, values.count)]
      let rows = part.count * places.count
      let inputs = [
        part.flatMap { [Double](repeating: $0, count: places.count) }, part.flatMap { _ in places },
      ]
      let found = target.values(try model.values(inputs, rows: rows))
      evaluations += rows
      for (column, value) in part.enumerated() {
        let own = Array(found[(column * places.count)..<((column + 1) * places.count)])
        var scan = Scan(places: places, values: own)
        try scan.solve(within: second.width) { place throws(SensitivityError) in
          evaluations += 1
          return target.values(try model.values([[value], [place]], rows: 1)).first ?? .nan
        }
        let result = SwitchingValue(target.name(model), range: second.range, scan: scan)
        columns.append(FrontierResult.Column(first: value, second: result))
      }
    }
    return FrontierResult(
      first: first, second: second.parameter, target: target.name(model), evaluations: evaluations,
      columns: columns)
  }
}

/// The frontier of two parameters.
public struct FrontierResult: Hashable, Sendable {
  /// The method with its source.
  public var method = "scan and root (Brent 1973)"
  /// The name of the first parameter.
  public var first: String
  /// The name of the second parameter.
  public var second: String
  /// What is to be 0, in words.
  public var target: String
  /// How often the model was evaluated.
  public var evaluations: Int
  /// What was found at each value of the first parameter.
  public var columns: [Column]

  /// The switching values of the second parameter at a value of the first.
  public struct Column: Hashable, Sendable {
    /// The value of the first parameter.
    public var first: Double
    /// The switching values of the second.
    public var second: SwitchingValue
  }

  /// A point of the frontier.
  public struct Point: Hashable, Sendable {
    /// The value of the first parameter.
    public var first: Double
    /// The switching value of the second.
    public var second: Double
  }

  /// The frontier as lines, each through neighbouring values of the first parameter.
  ///
  /// A line ends where the number of roots or the way they are passed changes, so that no gap is bridged; a
  /// point without a neighbour is a line of one point. Why there is a gap is said by its column.
  public var lines: [[Point]] {
    var lines: [[Point]] = []
    var open: [Int] = []
    var before: [BreakEvenRoot.Direction] = []
    for column in columns {
      let roots = column.second.roots
      let directions = roots.map(\.direction)
      if directions != before || open.isEmpty {
        open = roots.indices.map { lines.count + $0 }
        lines += roots.map { _ in [] }
        before = directions
      }
      for (line, root) in zip(open, roots) {
        lines[line].append(Point(first: column.first, second: root.value))
      }
    }
    return lines
  }
}
