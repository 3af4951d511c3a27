import CorridorAppraisal

/// What is drawn and reckoned in every sample: inputs, regime paths, arithmetic and named outputs.
///
/// A world is put together once in ordinary Swift and then simulated many times over:
///
///     var world = World()
///     let cost = try world.input("cost", .lognormal(median: 100, sigma: 0.25))
///     let price = try world.input("price", .triangular(low: 7, mode: 10, high: 15))
///     try world.output("value", price * 12 - cost)
///     let result = try await Simulation(world, design: design).run(samples: 0..<1_000_000)
///
/// Every draw has a stream and a variable number in it, given in the order of declaration; a draw
/// added at the end of a stream changes no other.
public struct World: Sendable {
  /// Where a draw's words come from.
  public struct Draw: Hashable, Sendable {
    /// The stream of the generator.
    public let stream: UInt32
    /// The number of the variable in the stream.
    public let variable: Int

    /// Creates a place in a stream.
    public init(stream: UInt32, variable: Int) {
      self.stream = stream
      self.variable = variable
    }
  }

  /// A quantity that is drawn.
  public struct Input: Sendable {
    /// Its name.
    public let name: String
    /// Its distribution.
    public let marginal: Marginal
    /// Where its words come from.
    public let draw: Draw
    /// The distribution that its words go through first.
    let drawn: Marginal
    /// The place of its draw among the draws.
    let place: Int
    let column: Column
  }

  /// A result with its name.
  public struct Output: Sendable {
    /// Its name.
    public let name: String
    let column: Column
  }

  /// Whether results beyond ``Figure/largest`` are refused as those that are no numbers are, which an
  /// appraisal does too.
  public var refusesAbsurd = false
  /// The stream that the next draw belongs to.
  public var stream: UInt32 = 0
  /// What is drawn, in the order of declaration; the draws of regime paths are not among them.
  public private(set) var inputs: [Input] = []
  /// The results, in the order of declaration.
  public private(set) var outputs: [Output] = []
  private(set) var draws: [Draw] = []
  /// The place of each draw among the draws.
  private(set) var places: [Draw: Int] = [:]
  private var variables: [UInt32: Int] = [:]

  /// Creates a world without anything.
  public init() {}

  /// The number of variables of each stream: the dimensions that a design must have.
  public var variableCounts: [UInt32: Int] { variables }

  /// Draws a quantity.
  ///
  /// - Throws: `SimulationError.name` when the name is taken.
  public mutating func input(_ name: String, _ marginal: Marginal) throws(SimulationError)
    -> Column
  {
    let column = Column(.input(inputs.count))
    try declare(name, marginal, drawn: marginal, column)
    return column
  }

  /// Draws the path of a regime: one uniform for each year, each declared in its turn.
  ///
  /// - Parameters:
  ///   - chain: how the regime moves on; or one chain for each year.
  ///   - start: the state before the first year.
  ///   - years: the number of years.
  /// - Returns: the states of year 1, 2, ...
  /// - Throws: `SimulationError.state` when there is no such state.
  public mutating func path(_ chain: RegimeChain, from start: Int, years: Int)
    throws(SimulationError) -> [RegimeState]
  {
    var states: [RegimeState] = []
    var state = try self.start(start, of: chain)
    for _ in 0..<Swift.max(years, 0) {
      state = next(state, by: chain)
      states.append(state)
    }
    return states
  }

  /// The state that a path of a chain starts from.
  ///
  /// - Throws: `SimulationError.state` when there is no such state.
  public func start(_ state: Int, of chain: RegimeChain) throws(SimulationError) -> RegimeState {
    let count = chain.states.count
    guard count <= TransitionTable.limit, chain.states.indices.contains(state) else {
      throw .state(state, of: count)
    }
    return RegimeState(kind: .words(Node(.start(UInt32(state)))), count: count)
  }

  /// Draws the state of the year after; the chain may be another one each year.
  public mutating func next(_ state: RegimeState, by chain: RegimeChain) -> RegimeState {
    guard case .words(let node) = state.kind else {
      return next(state, by: chain.matrix.rows.map { $0.map { Column($0) } })
    }
    return RegimeState(
      kind: .words(Node(.next(TransitionTable(chain), draw: addDraw()), [node])),
      count: chain.states.count)
  }

  /// Draws the state of the year after by chances that may differ from world to world.
  ///
  /// The same draw leads to the same state as by a chain of the same chances.
  ///
  /// - Parameters:
  ///   - state: the states of this year.
  ///   - rows: by state of this year, the chances of each state of the next; where one is not a number
  ///     the state isn't either.
  /// - Returns: the states of the next year.
  public mutating func next(_ state: RegimeState, by rows: [[Column]]) -> RegimeState {
    let draw = uniform()
    var index: Column = 0
    var sums = [Column](repeating: 0, count: rows.count)
    for step in rows.indices.dropLast() {
      for (place, row) in rows.enumerated() { sums[place] += row[step] }
      let thresholds = rows.enumerated().map { place, row in
        // Rounding may leave a sum below 1 after which nothing can follow.
        row[(step + 1)...].contains { $0.node.constant != 0 } ? sums[place] : 2
      }
      let threshold = state.lookup(columns: thresholds)
      index += .select(draw < threshold, 0, 1) + threshold * 0
    }
    return RegimeState(kind: .number(index), count: rows.count)
  }

  /// Draws a number evenly spread from 0 to 1 that is no input, to decide an event.
  public mutating func uniform() -> Column { Column(Node(.uniform(draw: addDraw()))) }

  /// Names a result.
  ///
  /// - Throws: `SimulationError.name` when the name is taken.
  public mutating func output(_ name: String, _ column: Column) throws(SimulationError) {
    guard !outputs.contains(where: { $0.name == name }) else { throw .name(name) }
    outputs.append(Output(name: name, column: column))
  }

  /// Whether a value may be a result.
  func allows(_ value: Double) -> Bool { value.magnitude <= largest }

  /// The most that a result may be in size.
  var largest: Double { refusesAbsurd ? Figure.largest : .greatestFiniteMagnitude }

  /// The same world with some of its results, by their places.
  func keeping(outputs kept: [Int]) -> World {
    var world = self
    world.outputs = kept.map { outputs[$0] }
    return world
  }

  private mutating func addDraw() -> Int {
    let variable = variables[stream, default: 0]
    variables[stream] = variable + 1
    let draw = Draw(stream: stream, variable: variable)
    places[draw] = draws.count
    draws.append(draw)
    return draws.count - 1
  }

  private mutating func declare(
    _ name: String, _ marginal: Marginal, drawn: Marginal, _ column: Column
  ) throws(SimulationError) {
    guard !inputs.contains(where: { $0.name == name }) else { throw .name(name) }
    let place = addDraw()
    inputs.append(
      Input(
        name: name, marginal: marginal, draw: draws[place], drawn: drawn, place: place,
        column: column))
  }

  /// Draws quantities some of which are correlated.
  ///
  /// - Parameters:
  ///   - variables: names, distributions and where their words come from, in the order of the copula's
  ///     variables; the numbers of a stream rise, and those that are left out are drawn by nothing.
  ///   - copula: what goes with what.
  /// - Returns: the columns, in the order of the variables.
  /// - Throws: `SimulationError.name` when a name is taken.
  public mutating func inputs(
    _ variables: [(name: String, marginal: Marginal, draw: Draw)], correlatedBy copula: Copula
  ) throws(SimulationError) -> [Column] {
    var rows: [Int: [Copula.Term]] = [:]
    for (variable, row) in zip(copula.variables, copula.rows) { rows[variable] = row }
    // The standard normal variables of the correlated ones, by their place among the copula's.
    var normals: [Column] = []
    var columns: [Column] = []
    let stream = self.stream
    defer { self.stream = stream }
    for (place, (name, marginal, draw)) in variables.enumerated() {
      self.stream = draw.stream
      self.variables[draw.stream] = max(self.variables[draw.stream, default: 0], draw.variable)
      guard let row = rows[place] else {
        columns.append(try input(name, marginal))
        continue
      }
      normals.append(Column(.input(inputs.count)))
      let mixed = row.reduce(Column(0)) { sum, term in
        normals.indices.contains(term.member)
          ? sum + Column(term.weight) * normals[term.member] : sum
      }
      let column = Column(.curve(marginal), [mixed])
      try declare(name, marginal, drawn: .normal(mean: 0, deviation: 1), column)
      columns.append(column)
    }
    return columns
  }
}
