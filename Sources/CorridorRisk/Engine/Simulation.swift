/// A world ready to be run: its program, its design and the precision that it is reckoned in.
///
/// Results have the same bits whatever the number of threads, however the samples are cut into ranges,
/// and on every processor.
public struct Simulation: Sendable {
  /// How precisely numbers are kept while a world is reckoned.
  public enum Precision: String, Hashable, Sendable {
    /// 24 bits: twice as fast, with relative errors of about 1e-6 in a result.
    case single
    /// 53 bits.
    case double
  }

  /// The world.
  public let world: World
  /// How its samples are laid out.
  public let method: Design.Method
  /// The seed.
  public let seed: UInt64
  /// The number of samples of the whole run.
  public let count: UInt64
  /// How precisely numbers are kept.
  public let precision: Precision
  let program: Program
  let inputProgram: Program
  let designs: [UInt32: Design]

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - world: what is drawn and reckoned.
  ///   - method: how samples are laid out.
  ///   - seed: the same seed gives the same samples.
  ///   - count: the number of samples of the whole run, however it is cut up, from 1 to 2^32.
  ///   - precision: how precisely numbers are kept.
  /// - Throws: `SimulationError` when the world has no output or the samples cannot be laid out.
  public init(
    _ world: World, method: Design.Method = .monteCarlo, seed: UInt64, count: UInt64,
    precision: Precision = .double
  ) throws(SimulationError) {
    guard !world.outputs.isEmpty else { throw .noOutput }
    let source: Compiler.Source = method == .monteCarlo ? .generator : .design
    self.world = world
    self.method = method
    self.seed = seed
    self.count = count
    self.precision = precision
    program = try Compiler.program(world, world.outputs.map(\.column), source)
    inputProgram = try Compiler.program(world, world.inputs.map(\.column), source)
    designs = try Self.designs(world, method, seed, count)
  }

  private static func designs(
    _ world: World, _ method: Design.Method, _ seed: UInt64, _ count: UInt64
  ) throws(SimulationError) -> [UInt32: Design] {
    var designs: [UInt32: Design] = [:]
    for (stream, variables) in world.variableCounts.sorted(by: { $0.key < $1.key }) {
      do {
        designs[stream] = try Design(
          method, seed: seed, stream: stream, count: count, variables: variables)
      } catch { throw .design(error) }
    }
    return designs
  }

  func check(_ samples: Range<UInt64>) throws(SimulationError) {
    guard !samples.isEmpty, samples.upperBound <= count, count <= Design.largestCount else {
      throw .samples(
        first: samples.lowerBound, count: samples.upperBound - samples.lowerBound, of: count)
    }
  }

  /// Runs part of a program in the precision of the simulation.
  func engine(_ program: Program) -> Engine {
    let generator = Philox(seed: seed)
    return switch precision {
    case .single: .single(Evaluator(program, generator: generator, designs: designs))
    case .double: .double(Evaluator(program, generator: generator, designs: designs))
    }
  }

  /// The values of the inputs in one sample, in the order of declaration.
  public func inputs(of sample: UInt64) -> [SimulationError.InputValue] {
    var engine = engine(inputProgram)
    return world.inputs.enumerated().map { place, input in
      engine.run(from: sample, count: 1)
      var value: [Double] = []
      engine.read(place, count: 1, into: &value)
      return .init(name: input.name, value: value.first ?? .nan)
    }
  }

  /// The results of consecutive samples: a column for each output, all of which the world allows.
  func columns(_ engine: inout Engine, _ samples: Range<UInt64>) throws(SimulationError)
    -> [[Double]]
  {
    var columns = world.outputs.map { _ in [Double]() }
    var first = samples.lowerBound
    while first < samples.upperBound {
      let size = Int(Swift.min(UInt64(Block.samples), samples.upperBound - first))
      engine.run(from: first, count: size)
      for output in columns.indices {
        engine.read(output, count: size, into: &columns[output])
      }
      first += UInt64(size)
    }
    try check(columns, from: samples.lowerBound)
    return columns
  }

  /// Refuses results that are no numbers, or larger than those of the world may be, and names the first
  /// sample that has one.
  private func check(_ columns: [[Double]], from first: UInt64) throws(SimulationError) {
    let largest = world.largest
    var found: (sample: Int, output: Int)?
    for (output, column) in columns.enumerated() {
      // What is not a number is not at most anything either.
      if column.reduce(0, { $0 &+ ($1.magnitude <= largest ? 0 : 1) }) == 0 { continue }
      guard let sample = column.firstIndex(where: { !world.allows($0) }) else { continue }
      if sample < found?.sample ?? .max { found = (sample, output) }
    }
    guard let found else { return }
    let sample = first + UInt64(found.sample)
    let why = cause(of: found.output, in: sample)
    throw .notFinite(
      output: world.outputs[found.output].name, value: columns[found.output][found.sample],
      sample: sample, cause: why.cause, inputs: why.inputs,
      others: columns.indices.filter { place in
        place != found.output && !world.allows(columns[place][found.sample])
      }.map { world.outputs[$0].name })
  }
}

/// An evaluator of either precision.
enum Engine: Sendable {
  case single(Evaluator<SingleLanes>)
  case double(Evaluator<DoubleLanes>)

  mutating func run(from first: UInt64, count: Int) {
    switch consume self {
    case .single(var evaluator):
      evaluator.run(from: first, count: count)
      self = .single(evaluator)
    case .double(var evaluator):
      evaluator.run(from: first, count: count)
      self = .double(evaluator)
    }
  }

  func read(_ output: Int, count: Int, into column: inout [Double]) {
    switch self {
    case .single(let evaluator): evaluator.read(output, count: count, into: &column)
    case .double(let evaluator): evaluator.read(output, count: count, into: &column)
    }
  }
}
