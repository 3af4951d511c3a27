/// Turns a world into a program.
struct Compiler {
  /// Where the numbers of the inputs come from.
  enum Source {
    /// Words of the generator, four columns at once.
    case generator
    /// Words of a design, column by column.
    case design
    /// Values of the inputs that are given; only regime paths are drawn.
    case given
    /// The same, the paths by words of a design.
    case givenInDesign

    var isGiven: Bool { self == .given || self == .givenInDesign }
    var isDesigned: Bool { self == .design || self == .givenInDesign }
  }

  private let world: World
  private let source: Source
  private var folding = Folding()
  private var program = Program()
  private var numbers = Registers()
  private var words = Registers()
  private var operand: [Int: Int] = [:]
  private var wordOfDraw: [Int: Int] = [:]
  private var lastUse: [Int: Int] = [:]
  private var lastDraw: [Int: Int] = [:]
  /// The parts of each call of a formula with several results.
  private var partsOfCall: [Call: [Int]] = [:]
  private var placeOfConstant: [UInt64: Int] = [:]
  private var placeOfTable: [Marginal: Int?] = [:]

  private struct Call: Hashable {
    let call: JointCall
    let inputs: [Int]
  }

  private init(_ world: World, _ source: Source) {
    self.world = world
    self.source = source
  }

  /// The program of some columns of a world.
  static func program(_ world: World, _ columns: [Column], _ source: Source) throws(SimulationError)
    -> Program
  {
    var compiler = Compiler(world, source)
    try compiler.compile(columns)
    return compiler.program
  }

  private mutating func compile(_ columns: [Column]) throws(SimulationError) {
    let results = columns.map { folding.place($0.node) }
    // What only results need lives to the end.
    for result in results { lastUse[result] = Int.max }
    findLastUses()
    for (place, entry) in folding.entries.enumerated() where lastUse[place] != nil {
      try emit(place, entry)
      release(place, entry)
    }
    program.outputs = results.map { operand[$0] ?? 0 }
    program.numberRegisters = numbers.count
    program.wordRegisters = words.count
  }

  /// Goes backwards, so that what nothing needs is left out.
  private mutating func findLastUses() {
    for (place, entry) in folding.entries.enumerated().reversed() where lastUse[place] != nil {
      for input in entry.inputs where lastUse[input] == nil { lastUse[input] = place }
      if let draw = draw(of: entry), lastDraw[draw] == nil { lastDraw[draw] = place }
      if case .part(let call, _) = entry.step {
        partsOfCall[Call(call: call, inputs: entry.inputs), default: []].append(place)
      }
    }
  }

  private func draw(of entry: Folding.Entry) -> Int? {
    switch entry.step {
    case .next(_, let draw), .uniform(let draw): return draw
    case .input(let input):
      let input = world.inputs[input]
      return source.isGiven || input.drawn.isFixed ? nil : input.place
    default: return nil
    }
  }

  /// Gives back the registers that nothing needs after an entry.
  private mutating func release(_ place: Int, _ entry: Folding.Entry) {
    for input in Set(entry.inputs) where lastUse[input] == place {
      guard let register = operand[input], register >= 0 else { continue }
      if isState(input) { words.free(register) } else { numbers.free(register) }
    }
    if let draw = draw(of: entry), lastDraw[draw] == place, let word = wordOfDraw[draw] {
      words.free(word)
    }
  }

  private func isState(_ place: Int) -> Bool {
    switch folding.entries[place].step {
    case .start, .next: true
    default: false
    }
  }

  private mutating func emit(_ place: Int, _ entry: Folding.Entry) throws(SimulationError) {
    let inputs = entry.inputs.map { operand[$0] ?? 0 }
    switch entry.step {
    case .constant(let value): operand[place] = constant(value)
    case .input(let input): try emitInput(place, input)
    case .add, .subtract, .multiply, .divide, .lesser, .greater:
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(.binary(entry.step, inputs[0], inputs[1], to: to))
    case .floor, .squareRoot, .exponential, .logarithm:
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(.unary(entry.step, inputs[0], to: to))
    case .whereLess, .whereLessOrEqual, .whereEqual:
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(
        .choose(entry.step, inputs[0], inputs[1], inputs[2], inputs[3], to: to))
    case .curve(let marginal):
      let to = numbers.take()
      operand[place] = to
      program.curves.append(NormalCurve(marginal))
      program.instructions.append(.curve(program.curves.count - 1, of: inputs[0], to: to))
    case .formula(let formula):
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(.formula(formula, inputs, to: to))
    case .part(let call, _):
      if operand[place] == nil { emitCall(call, entry, inputs) }
    case .start(let state):
      let to = words.take()
      operand[place] = to
      program.instructions.append(.start(state, to: to))
    case .next(let table, let draw):
      let word = word(of: draw)
      let to = words.take()
      operand[place] = to
      program.instructions.append(.next(table, state: inputs[0], word: word, to: to))
    case .lookup(let values):
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(.lookup(values, state: inputs[0], to: to))
    case .uniform(let draw):
      let word = word(of: draw)
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(
        .uniform(word: word, low: constant(0), width: constant(1), to: to))
    }
  }

  /// Calls a formula where the first of its parts is needed.
  private mutating func emitCall(_ call: JointCall, _ entry: Folding.Entry, _ inputs: [Int]) {
    var places: [Int] = []
    var registers: [Int] = []
    for part in partsOfCall[Call(call: call, inputs: entry.inputs)] ?? [] {
      guard case .part(_, let place) = folding.entries[part].step else { continue }
      let register = numbers.take()
      operand[part] = register
      places.append(place)
      registers.append(register)
    }
    program.instructions.append(.joint(call, inputs, places: places, to: registers))
  }

  private mutating func constant(_ value: Double) -> Int {
    if let known = placeOfConstant[value.bitPattern] { return known }
    program.constants.append(value)
    placeOfConstant[value.bitPattern] = -program.constants.count
    return -program.constants.count
  }

  /// The register of a draw's words, which are made where the first of them is needed.
  private mutating func word(of draw: Int) -> Int {
    if let known = wordOfDraw[draw] { return known }
    let (stream, variable) = (world.draws[draw].stream, world.draws[draw].variable)
    guard !source.isDesigned else {
      let register = words.take()
      wordOfDraw[draw] = register
      program.instructions.append(.design(stream: stream, variable: variable, to: register))
      return register
    }
    let block = variable / 4
    let four = (words.take(), words.take(), words.take(), words.take())
    let registers = [four.0, four.1, four.2, four.3]
    for (lane, register) in registers.enumerated() {
      let member = World.Draw(stream: stream, variable: 4 * block + lane)
      if let place = world.places[member], lastDraw[place] != nil {
        wordOfDraw[place] = register
      } else {
        words.free(register)
      }
    }
    program.instructions.append(
      .words(stream: stream, block: UInt32(truncatingIfNeeded: block), to: four))
    return wordOfDraw[draw] ?? 0
  }
}

extension Compiler {
  private mutating func emitInput(_ place: Int, _ index: Int) throws(SimulationError) {
    let input = world.inputs[index]
    if source.isGiven {
      let to = numbers.take()
      operand[place] = to
      program.instructions.append(.given(input: index, to: to))
      return
    }
    guard !input.drawn.isFixed else {
      operand[place] = constant(input.drawn.quantile(0.5))
      return
    }
    let word = word(of: input.place)
    let to = numbers.take()
    operand[place] = to
    switch input.drawn {
    case .uniform(let low, let high):
      program.instructions.append(
        .uniform(word: word, low: constant(low), width: constant(high - low), to: to))
    case .triangular(let low, let mode, let high):
      let shape = TriangularShape(low: low, mode: mode, high: high)
      program.instructions.append(.triangular(word: word, shape: shape, to: to))
    case .discrete, .empirical, .fixed:
      program.instructions.append(.quantile(word: word, marginal: input.drawn, to: to))
    case .normal, .lognormal, .pert, .beta:
      let (shape, scale, offset) = Self.standard(input.drawn)
      if let table = table(shape) {
        program.instructions.append(
          .table(
            word: word, table: table, scale: constant(scale), offset: constant(offset), to: to))
      } else {
        program.instructions.append(.quantile(word: word, marginal: input.drawn, to: to))
      }
    }
  }

  /// The table of a shape; one serves all inputs of that shape.
  private mutating func table(_ shape: Marginal) -> Int? {
    if let known = placeOfTable[shape] { return known }
    var place: Int?
    if let table = QuantileTable(shape) {
      program.tables.append(table)
      place = program.tables.count - 1
    }
    placeOfTable[shape] = place
    return place
  }

  /// A distribution as scale x shape + offset.
  static func standard(_ marginal: Marginal) -> (shape: Marginal, scale: Double, offset: Double) {
    switch marginal {
    case .normal(let mean, let deviation):
      (.normal(mean: 0, deviation: 1), deviation, mean)
    case .lognormal(let median, let sigma): (.lognormal(median: 1, sigma: sigma), median, 0)
    case .beta(let alpha, let beta, let low, let high):
      (.beta(alpha: alpha, beta: beta, low: 0, high: 1), high - low, low)
    case .pert(let low, let mode, let high):
      (
        .pert(low: 0, mode: (mode - low) / (high - low), high: 1), high - low, low
      )
    default: (marginal, 1, 0)
    }
  }
}

/// Registers that are handed out and given back.
private struct Registers {
  private(set) var count = 0
  private var spare: [Int] = []

  /// The register given back last, which is likeliest to be near; or a new one.
  mutating func take() -> Int {
    if let register = spare.popLast() { return register }
    count += 1
    return count - 1
  }

  mutating func free(_ register: Int) { spare.append(register) }
}
