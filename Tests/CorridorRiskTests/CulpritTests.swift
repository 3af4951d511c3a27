import Testing

@testable import CorridorRisk

/// What a result that is no number hangs on: worlds whose guilty inputs are known beforehand.
@Suite("Culprits of results that are no numbers") struct CulpritTests {
  private func cause(
    _ world: World, method: Design.Method = .monteCarlo, of output: String
  ) async throws -> (cause: SimulationError.Cause, names: [String], others: [String], text: String)
  {
    let simulation = try Simulation(world, method: method, seed: 3, count: 256)
    let error = await #expect(throws: SimulationError.self) { _ = try await simulation.run() }
    guard let error,
      case .notFinite(let name, _, _, let cause, let inputs, let others) = error
    else {
      return (.unknown, [], [], "")
    }
    #expect(name == output)
    return (cause, inputs.map(\.name), others, "\(error)")
  }

  /// Far out in their distributions are others, which the result doesn't read or that do no harm.
  private func innocents(_ world: inout World) throws -> Column {
    try world.output("elsewhere", try world.input("unread", .lognormal(median: 1, sigma: 3)))
    return try world.input("wild", .lognormal(median: 1, sigma: 3))
  }

  @Test("one input alone", arguments: [Design.Method.monteCarlo, .latinHypercube, .sobol])
  func alone(method: Design.Method) async throws {
    var world = World()
    let wild = try innocents(&world)
    let divisor = try world.input(
      "divisor", .discrete(Discrete(values: [0, 2], weights: [0.1, 0.9])))
    let share = world.uniform()
    try world.output("route/first", wild)
    try world.output("route/result", wild * share / divisor + 1 / divisor)
    let found = try await cause(world, method: method, of: "route/result")
    #expect(found.cause == .alone && found.names == ["divisor"] && found.others.isEmpty)
    #expect(found.text.contains("because of divisor = 0.0"), "\(found.text)")
  }

  @Test("two that only do it together, and two of which each does") func pairs() async throws {
    var world = World()
    let wild = try innocents(&world)
    let one = try world.input("one", .uniform(low: -1, high: 3))
    let two = try world.input("two", .uniform(low: -1, high: 3))
    // The root of a product below 0 needs one of them below 0; that of the greater needs both.
    try world.output("both", Column.max(one, two).squareRoot + wild)
    let both = try await cause(world, of: "both")
    #expect(both.cause == .alone && both.names == ["one", "two"])
    world = World()
    let first = try world.input("first", .uniform(low: -1, high: 3))
    let second = try world.input("second", .uniform(low: -1, high: 3))
    let other = try innocents(&world)
    try world.output("least", Column.min(first, second).squareRoot + other)
    try world.output("also", Column.min(first, second).squareRoot - other)
    // In the first world with a root below 0 one of them is, or both are.
    let least = try await cause(world, of: "least")
    #expect(least.others == ["also"] && !least.names.contains("wild"))
    #expect(least.cause == (least.names.count == 1 ? .alone : .together))
  }

  @Test("of all below 0 every one has to be put back") func together() {
    let found = Culprits([-1, -1, 5, -1], bases: [1, 1, 1, 1], among: [0, 1, 2, 3]) { inputs in
      inputs.allSatisfy { $0 > 0 }
    }
    #expect(found == .together([0, 1, 3]))
    let none = Culprits([-1, 2], bases: [-3, 2], among: [0, 1]) { $0[0] > 0 }
    #expect(none == .elsewhere)
    // An input that the result does not read is never asked.
    let read = Culprits([0, 0], bases: [1, 1], among: [1]) { $0[0] + $0[1] > 0 }
    #expect(read == .alone([1]))
  }

  @Test("too large a number, where a world refuses such", arguments: [true, false])
  func absurd(refuses: Bool) async throws {
    var world = World()
    world.refusesAbsurd = refuses
    let wild = try innocents(&world)
    let factor = try world.input(
      "factor", .discrete(Discrete(values: [1, 1e16], weights: [0.9, 0.1])))
    try world.output("product", (wild * 0 + 2) * factor)
    guard refuses else {
      let simulation = try Simulation(world, seed: 3, count: 256)
      let summary = try await simulation.run().summary
      #expect(summary.count == 256)
      return
    }
    let found = try await cause(world, of: "product")
    #expect(found.cause == .alone && found.names == ["factor"])
    #expect(
      found.text.contains("product is 2e+16, which is beyond 1e+15, in sample"), "\(found.text)")
    #expect(found.text.contains("factor = 1e+16: it is not so with that in the middle"))
  }

  @Test("a fixed value is none of the inputs") func fixed() async throws {
    var world = World()
    let wild = try innocents(&world)
    try world.output("overflow", wild * Column(1e308) * Column(1e308) / Column(1e308))
    let found = try await cause(world, of: "overflow")
    #expect(found.cause == .elsewhere(inputs: 1) && found.names.isEmpty)
    #expect(found.text.contains("what is at fault has no range"), "\(found.text)")
  }
}
