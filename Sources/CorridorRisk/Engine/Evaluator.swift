/// The samples that are worked on together: few enough for their columns to stay in the nearest cache.
enum Block {
  static let samples = 512
  static let vectors = samples / laneCount
}

/// Carries out a program for a block of samples at a time, in one precision.
struct Evaluator<L: Lanes>: Sendable {
  let program: Program
  let generator: Philox
  let designs: [UInt32: Design]
  /// Columns one after the other; behind them the constants, one entry each.
  var numbers: [L]
  var words: [SIMD16<UInt32>]
  let tables: [[L.Scalar]]
  let curves: [[L.Scalar]]
  private var scratch: [UInt32] = []
  var arguments: [Double] = []
  /// Values of the inputs that are given, input by input, and the row that a block begins with.
  var given: [[Double]] = []
  var row = 0

  init(_ program: Program, generator: Philox, designs: [UInt32: Design] = [:]) {
    self.program = program
    self.generator = generator
    self.designs = designs
    numbers = Array(
      repeating: L(repeating: 0), count: program.numberRegisters * Block.vectors)
    numbers += program.constants.map { L(repeating: L.Scalar($0)) }
    words = Array(repeating: SIMD16(), count: program.wordRegisters * Block.vectors)
    tables = program.tables.map { $0.nodes.map { L.Scalar($0) } }
    curves = program.curves.map { $0.nodes.map { L.Scalar($0) } }
  }

  /// Where an operand stands: a column, or a constant that every step reads again.
  struct Place {
    let base: Int
    let mask: Int
  }

  @inline(__always)
  func place(_ operand: Int) -> Place {
    if operand >= 0 { return Place(base: operand &* Block.vectors, mask: -1) }
    return Place(base: program.numberRegisters &* Block.vectors &- 1 &- operand, mask: 0)
  }

  /// Works out a block; its results stand in the registers until the next.
  ///
  /// - Parameters:
  ///   - first: the number of the first sample.
  ///   - count: the samples that count, up to `Block.samples`; the others hold anything.
  mutating func run(from first: UInt64, count: Int) {
    for instruction in program.instructions {
      switch instruction {
      case .binary(let step, let left, let right, let to):
        binary(step, place(left), place(right), to: to &* Block.vectors)
      case .choose(let step, let left, let right, let yes, let no, let to):
        choose(
          step, place(left), place(right), place(yes), place(no), to: to &* Block.vectors)
      case .unary(let step, let from, let to):
        unary(step, place(from), to: to &* Block.vectors)
      case .next(let table, let state, let word, let to):
        next(
          table, state: state &* Block.vectors, word: word &* Block.vectors,
          to: to &* Block.vectors)
      case .lookup(let values, let state, let to):
        lookup(values, state: state &* Block.vectors, to: to &* Block.vectors)
      case .formula(let formula, let inputs, let to):
        call(formula, inputs.map { place($0) }, count: count, to: to &* Block.vectors)
      case .joint(let call, let inputs, let places, let to):
        self.call(
          call, inputs.map { place($0) }, count: count, places: places,
          to: to.map { $0 &* Block.vectors })
      case .curve(let curve, let from, let to):
        read(curve, place(from), to: to &* Block.vectors)
      case .start(let state, let to):
        let base = to &* Block.vectors
        for place in base..<(base + Block.vectors) { words[place] = SIMD16(repeating: state) }
      default: draw(instruction, from: first, count: count)
      }
    }
  }

  private mutating func draw(_ instruction: Program.Instruction, from first: UInt64, count: Int) {
    switch instruction {
    case .words(let stream, let block, let to):
      generate(stream, block, from: first, to: to)
    case .design(let stream, let variable, let to):
      fill(stream, variable, from: first, count: count, to: to &* Block.vectors)
    case .uniform(let word, let low, let width, let to):
      uniform(
        word &* Block.vectors, place(low), place(width), to: to &* Block.vectors)
    case .triangular(let word, let shape, let to):
      triangular(word &* Block.vectors, shape, to: to &* Block.vectors)
    case .table(let word, let table, let scale, let offset, let to):
      read(
        tables[table], program.tables[table], word: word &* Block.vectors, place(scale),
        place(offset), to: to &* Block.vectors)
    case .quantile(let word, let marginal, let to):
      quantile(word &* Block.vectors, marginal, to: to &* Block.vectors)
    case .given(let input, let to): take(input, count: count, to: to &* Block.vectors)
    default: break
    }
  }

  private mutating func generate(
    _ stream: UInt32, _ block: UInt32, from first: UInt64, to: (Int, Int, Int, Int)
  ) {
    let generator = generator
    var file = words.mutableSpan
    for place in 0..<Block.vectors {
      let sample = first &+ UInt64(truncatingIfNeeded: place &* laneCount)
      let four = generator.words(sample: sample, stream: stream, block: block)
      file[to.0 &* Block.vectors &+ place] = four.0
      file[to.1 &* Block.vectors &+ place] = four.1
      file[to.2 &* Block.vectors &+ place] = four.2
      file[to.3 &* Block.vectors &+ place] = four.3
    }
  }

  private mutating func fill(
    _ stream: UInt32, _ variable: Int, from first: UInt64, count: Int, to: Int
  ) {
    guard let design = designs[stream] else { return }
    design.fill(&scratch, variable: variable, from: first, count: count)
    for place in 0..<count { words[to + place / laneCount][place % laneCount] = scratch[place] }
  }

  private mutating func take(_ input: Int, count: Int, to: Int) {
    for place in 0..<count {
      numbers[to + place / laneCount][place % laneCount] = L.Scalar(given[input][row + place])
    }
  }

  /// Adds the numbers of an output to the end of a column.
  func read(_ output: Int, count: Int, into column: inout [Double]) {
    let place = place(program.outputs[output])
    column.reserveCapacity(column.count + count)
    for index in 0..<count {
      let lanes = numbers[place.base + (index / laneCount) & place.mask]
      column.append(Double(lanes[index % laneCount]))
    }
  }
}
