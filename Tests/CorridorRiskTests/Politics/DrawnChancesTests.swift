import Testing

@testable import CorridorRisk

/// Paths of regimes whose chances are drawn too.
@Suite("Drawn chances")
struct DrawnChancesTests {
  private static let rows = [[0.7, 0.2, 0.1], [0.25, 0.5, 0.25], [0, 0.4, 0.6]]
  private static let count: UInt64 = 20_000

  private static func simulate(_ world: World) async throws -> [[Double]] {
    let simulation = try Simulation(world, seed: 5, count: count)
    var columns = world.outputs.map { _ in [Double]() }
    _ = try await simulation.deliver { _, found in
      for (place, column) in found.enumerated() { columns[place] += column }
    }
    return columns
  }

  @Test("that are the same in every world lead to the states that a chain leads to")
  func asAChain() async throws {
    let chain = try EngineTests.chain(Self.rows)
    var world = World()
    var state = try world.start(1, of: chain)
    for year in 1...8 {
      state = world.next(state, by: chain)
      try world.output("\(year)", state.index)
    }
    var other = World()
    state = try other.start(1, of: chain)
    for year in 1...8 {
      state = other.next(state, by: Self.rows.map { $0.map { Column($0) } })
      try other.output("\(year)", state.index)
    }
    let (found, expected) = (try await Self.simulate(other), try await Self.simulate(world))
    #expect(found == expected)
  }

  /// With h uniform on 0...1 the chance to stay n years is ∫ (1 - h)ⁿ dh = 1 / (n + 1).
  @Test("leave a regime as often as their integral says")
  func integral() async throws {
    var world = World()
    let hazard = try world.input("hazard", .uniform(low: 0, high: 1))
    var state = try world.start(0, of: EngineTests.chain([[0.5, 0.5], [0, 1]]))
    for year in 1...5 {
      state = world.next(state, by: [[1 - hazard, hazard], [0, 1]])
      try world.output("\(year)", state.isAmong([0]))
    }
    for (place, column) in try await Self.simulate(world).enumerated() {
      let chance = 1 / Double(place + 2)
      let error = (chance * (1 - chance) / Double(Self.count)).squareRoot()
      #expect(abs(column.reduce(0, +) / Double(Self.count) - chance) < 4 * error)
    }
  }

  @Test("that are no numbers end the run, which names them")
  func notANumber() async throws {
    var world = World()
    let hazard = try world.input("hazard", .uniform(low: 0, high: 1))
    let leaving = Column.select(hazard <= 0.999, hazard, Column(.nan))
    var state = try world.start(0, of: EngineTests.chain([[0.5, 0.5], [0.5, 0.5]]))
    for _ in 1...2 { state = world.next(state, by: [[1 - leaving, leaving], [0.5, 0.5]]) }
    try world.output("open", state.lookup([1, 0]))
    let simulation = try Simulation(world, seed: 5, count: Self.count)
    let failure = await #expect(throws: SimulationError.self) { _ = try await simulation.run() }
    guard case .notFinite(_, _, _, let cause, let inputs, _) = try #require(failure) else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(cause == .alone && inputs.map(\.name) == ["hazard"])
    #expect(inputs.allSatisfy { $0.value > 0.999 })
  }
}
