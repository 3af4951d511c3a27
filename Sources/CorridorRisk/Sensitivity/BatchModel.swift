import CorridorAppraisal
public import CorridorStudy

/// An uncertain input: its name, how well it is sourced, and its distribution.
public struct UncertainInput: Sendable {
  /// The id of the assumption, or another name.
  public let name: String
  /// How well its figure is sourced; nil for what is no figure, such as a path of regimes.
  public let sourceClass: SourceClass?
  /// Turns a column of uniforms between 0 and 1 into values of the input, in place.
  public let transform: @Sendable (inout [Double]) -> Void

  /// Creates an input from its distribution.
  public init(_ name: String, _ sourceClass: SourceClass? = nil, marginal: Marginal) {
    if let beta = BoundedBeta(marginal) {
      self.init(name, sourceClass, quantile: beta.quantile)
    } else {
      self.init(name, sourceClass, quantile: marginal.quantile)
    }
  }

  /// Creates an input from its quantile function.
  ///
  /// The quantile is the value that is not exceeded with a probability between 0 and 1.
  public init(
    _ name: String, _ sourceClass: SourceClass? = nil,
    quantile: @escaping @Sendable (Double) -> Double
  ) {
    self.init(name, sourceClass) { column in
      for row in column.indices { column[row] = quantile(column[row]) }
    }
  }

  /// Creates an input from a function that applies the quantile to a column at once.
  public init(
    _ name: String, _ sourceClass: SourceClass? = nil,
    transform: @escaping @Sendable (inout [Double]) -> Void
  ) {
    self.name = name
    self.sourceClass = sourceClass
    self.transform = transform
  }
}

/// A model that is evaluated for many rows of inputs at once.
///
/// The model must be a function of its inputs alone: any path of regimes or other noise is either an
/// input of its own or the same for every row, else indices measure the seed.
public struct BatchModel: Sendable {
  /// Evaluates rows: `inputs[variable][row]` in, `outputs[output][row]` out.
  public typealias Evaluation =
    @Sendable (_ inputs: [[Double]], _ rows: Int) throws(SensitivityError) -> [[Double]]

  /// Names of the outputs, in their order.
  public let outputs: [String]
  /// Whether results beyond ``Figure/largest`` are refused as those that are no numbers are, which an
  /// appraisal does too.
  public let refusesAbsurd: Bool
  /// The evaluation; called with at most `batchRows` rows of the analysis at a time.
  public let evaluate: Evaluation
  /// Makes the model of some outputs alone.
  public typealias Part = @Sendable (_ outputs: [Int]) throws(SensitivityError) -> BatchModel
  /// How that costs less than all outputs; nil where it does not.
  private let cheaper: Part?

  /// Creates a model.
  ///
  /// `part` makes the model of some of the outputs, by their places, where that costs less than all of them.
  ///
  /// The evaluation may share its rows among threads; it may throw `SensitivityError.model` to stop the
  /// analysis.
  public init(
    outputs: [String], refusesAbsurd: Bool = false, part: Part? = nil,
    evaluate: @escaping Evaluation
  ) {
    self.outputs = outputs
    self.refusesAbsurd = refusesAbsurd
    self.evaluate = evaluate
    cheaper = part
  }

  /// The model of some of the outputs, by their places, in that order.
  public func part(_ places: [Int]) throws(SensitivityError) -> BatchModel {
    if let cheaper { return try cheaper(places) }
    let evaluate = evaluate
    return BatchModel(
      outputs: places.map { outputs[$0] }, refusesAbsurd: refusesAbsurd,
      evaluate: { (inputs, rows) throws(SensitivityError) in
        let found = try evaluate(inputs, rows)
        return places.map { found[$0] }
      })
  }

  /// Creates a model from a function of one row, for small models and tests.
  public init(
    outputs: [String], row function: @escaping @Sendable (_ inputs: [Double]) -> [Double]
  ) {
    self.init(outputs: outputs) { inputs, rows throws(SensitivityError) in
      var found = outputs.map { _ in [Double]() }
      for row in 0..<rows {
        let values = function(inputs.map { $0[row] })
        guard values.count == found.count else {
          throw .sizes("values", values.count, "outputs", found.count)
        }
        for (output, value) in values.enumerated() { found[output].append(value) }
      }
      return found
    }
  }

  /// The same model that says how many rows it has been evaluated for.
  func watched(_ progress: @escaping @Sendable (_ rows: Int) -> Void) -> BatchModel {
    let evaluate = evaluate
    return BatchModel(outputs: outputs, refusesAbsurd: refusesAbsurd) {
      inputs, rows throws(SensitivityError) in
      let found = try evaluate(inputs, rows)
      progress(rows)
      return found
    }
  }

  /// The outputs, checked for their shape alone.
  func values(_ inputs: [[Double]], rows: Int) throws(SensitivityError) -> [[Double]] {
    let found = try evaluate(inputs, rows)
    guard found.count == outputs.count else {
      throw .sizes("columns of results", found.count, "outputs", outputs.count)
    }
    for column in found where column.count != rows {
      throw .sizes("results", column.count, "rows", rows)
    }
    return found
  }

  /// Whether a value may be a result.
  func allows(_ value: Double) -> Bool {
    refusesAbsurd ? Figure.isSensible(value) : value.isFinite
  }

  /// The outputs, all of which are allowed; `first` is the number of the first row, for messages.
  func finite(_ inputs: [[Double]], rows: Int, named names: [String], first: Int)
    throws(SensitivityError) -> [[Double]]
  {
    let found = try values(inputs, rows: rows)
    for (output, column) in found.enumerated() {
      for (row, value) in column.enumerated() where !allows(value) {
        throw .notFinite(
          output: outputs[output], value: value, row: first + row,
          inputs: zip(names, inputs).map { .init(name: $0, value: $1[row]) })
      }
    }
    return found
  }
}
