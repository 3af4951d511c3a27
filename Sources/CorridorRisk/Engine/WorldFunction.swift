public import CorridorStudy

/// A world as a function of given values of its inputs, for sensitivity analysis.
///
/// Regime paths are drawn still: row r takes the path of sample r.
public struct WorldFunction: Sendable {
  private let world: World
  private let engine: Engine
  private let seed: UInt64
  private let precision: Simulation.Precision
  /// The names of the outputs, in their order.
  public var outputs: [String] { world.outputs.map(\.name) }
  /// The names of the inputs, in their order.
  public var inputs: [String] { world.inputs.map(\.name) }

  /// Prepares the function.
  ///
  /// - Parameters:
  ///   - world: what is reckoned.
  ///   - seed: the seed of the regime paths.
  ///   - precision: how precisely numbers are kept.
  /// - Throws: `SimulationError.noOutput` when nothing is named.
  public init(_ world: World, seed: UInt64 = 0, precision: Simulation.Precision = .double)
    throws(SimulationError)
  {
    guard !world.outputs.isEmpty else { throw .noOutput }
    let program = try Compiler.program(world, world.outputs.map(\.column), .given)
    let generator = Philox(seed: seed)
    self.world = world
    self.seed = seed
    self.precision = precision
    engine =
      switch precision {
      case .single: .single(Evaluator(program, generator: generator))
      case .double: .double(Evaluator(program, generator: generator))
      }
  }

  /// The function of some of the outputs alone, by their places: what only the others need is left out.
  ///
  /// - Throws: `SimulationError.noOutput` for none.
  public func part(_ outputs: [Int]) throws(SimulationError) -> WorldFunction {
    try WorldFunction(world.keeping(outputs: outputs), seed: seed, precision: precision)
  }

  /// The outputs of rows of inputs: `inputs[variable][row]` in, `outputs[output][row]` out.
  ///
  /// Results may be no numbers: the caller looks for them.
  ///
  /// - Throws: `SimulationError.columns` when the columns do not fit.
  public func callAsFunction(_ inputs: [[Double]]) throws(SimulationError) -> [[Double]] {
    guard inputs.count == world.inputs.count else {
      throw .columns(found: inputs.count, expected: world.inputs.count, "columns of inputs")
    }
    let rows = inputs.first?.count ?? 0
    for column in inputs where column.count != rows {
      throw .columns(found: column.count, expected: rows, "values of an input")
    }
    var engine = engine
    engine.give(inputs)
    var columns = world.outputs.map { _ in [Double]() }
    for first in stride(from: 0, to: rows, by: Block.samples) {
      let size = Swift.min(Block.samples, rows - first)
      engine.run(row: first, count: size)
      for output in columns.indices {
        engine.read(output, count: size, into: &columns[output])
      }
    }
    return columns
  }
}

extension Engine {
  mutating func give(_ inputs: [[Double]]) {
    switch consume self {
    case .single(var evaluator):
      evaluator.given = inputs
      self = .single(evaluator)
    case .double(var evaluator):
      evaluator.given = inputs
      self = .double(evaluator)
    }
  }

  mutating func run(row: Int, count: Int) {
    switch consume self {
    case .single(var evaluator):
      evaluator.row = row
      evaluator.run(from: UInt64(row), count: count)
      self = .single(evaluator)
    case .double(var evaluator):
      evaluator.row = row
      evaluator.run(from: UInt64(row), count: count)
      self = .double(evaluator)
    }
  }
}

/// The quantiles of a distribution as a `Simulation` draws them: by table where that is precise enough.
public struct TabulatedQuantile: Sendable {
  private let marginal: Marginal
  private let table: QuantileTable?
  private let scale: Double
  private let offset: Double

  /// Prepares the quantiles of a distribution.
  public init(_ marginal: Marginal) {
    self.marginal = marginal
    let (shape, scale, offset) = Compiler.standard(marginal)
    self.scale = scale
    self.offset = offset
    switch marginal {
    case .normal, .lognormal, .pert, .beta:
      table = marginal.isFixed ? nil : QuantileTable(shape)
    default: table = nil
    }
  }

  /// Turns uniforms between 0 and 1 into quantiles, in place.
  public func apply(to column: inout [Double]) {
    guard let table else {
      for row in column.indices { column[row] = marginal.quantile(column[row]) }
      return
    }
    let (depth, side) = (table.depth, table.side)
    for row in column.indices {
      let word = UInt32(clamping: Int64((column[row] * 0x1p32).rounded(.down)))
      let place = tablePlace(word, depth, side)
      let start = table.nodes[place.node]
      let rise = table.nodes[place.node + 1] - start
      column[row] = offset + scale * (start + DoubleLanes.fraction(place.part) * rise)
    }
  }
}

extension BatchModel {
  /// Creates the model of a world, for sensitivity analysis.
  public init(_ function: WorldFunction) {
    self.init(
      outputs: function.outputs,
      part: { outputs throws(SensitivityError) in
        do throws(SimulationError) { return BatchModel(try function.part(outputs)) } catch {
          throw .model(error.description)
        }
      },
      evaluate: { (inputs, _) throws(SensitivityError) in
        do throws(SimulationError) {
          return try function(inputs)
        } catch {
          throw .model(error.description)
        }
      })
  }
}

extension UncertainInput {
  /// Creates an input that is drawn as a `Simulation` draws it.
  public init(_ name: String, _ marginal: Marginal, _ sourceClass: SourceClass? = nil) {
    let quantile = TabulatedQuantile(marginal)
    self.init(name, sourceClass) { quantile.apply(to: &$0) }
  }
}
