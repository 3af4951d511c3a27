import CorridorAppraisal
import CorridorUnits
import Synchronization
import Testing

@testable import CorridorRisk

/// Runs: the same bits however they are cut, failures that are named, partial results that say so.
@Suite("Engine runs")
struct EngineRunTests {
  static func world() throws -> World {
    var world = World()
    let cost = try world.input("cost", .lognormal(median: 100, sigma: 0.3))
    let demand = try world.input("demand", .pert(low: 5, mode: 9, high: 20))
    let states = try world.path(
      EngineTests.chain([[0.8, 0.2], [0.4, 0.6]]), from: 0, years: 6)
    var value = -cost
    for state in states { value += demand * state.lookup([3, -1]) }
    try world.output("value", value)
    try world.output("other", demand * 5 - cost / 2)
    return world
  }

  static let rankings = [Ranking(of: ["value", "other"])]

  @Test("gives the same bits for any threads and any ranges", arguments: Design.Method.allCases)
  func bits(method: Design.Method) async throws {
    let count: UInt64 = 9000
    let simulation = try Simulation(
      Self.world(), method: method, seed: 11, count: count, precision: .single)
    let whole = try await simulation.run(rankings: Self.rankings).summary
    #expect(whole.count == count)
    for threads in [3] {
      let other = try await simulation.run(threads: threads, rankings: Self.rankings).summary
      #expect(other == whole)
    }
    var bounds: [UInt64] = [0, 1, 700, 8192, 8193, count]
    var merged = try WorldSummary(outputs: ["value", "other"], rankings: Self.rankings)
    while bounds.count > 1, let end = bounds.popLast(), let first = bounds.last {
      merged.merge(
        try await simulation.run(samples: first..<end, rankings: Self.rankings).summary)
    }
    #expect(merged == whole)
    let delivered = try await simulation.deliver(threads: 3, rankings: Self.rankings) { _, _ in }
    #expect(delivered.summary == whole)
  }

  @Test("draws columns of words as it draws single ones")
  func columns() {
    let philox = Philox(seed: 0x1234_5678_9abc)
    for sample in [UInt64(0), 4_294_967_290, 1 << 40] {
      let words = philox.words(sample: sample, stream: 7, block: 9)
      for lane in 0..<16 {
        let here = sample + UInt64(lane)
        let four = philox(
          SIMD4(UInt32(truncatingIfNeeded: here), 7, 9, UInt32(here >> 32)))
        #expect(SIMD4(words.0[lane], words.1[lane], words.2[lane], words.3[lane]) == four)
      }
    }
  }

  @Test("names output, sample and inputs of what is not a number")
  func notFinite() async throws {
    var world = World()
    let x = try world.input("x", .uniform(low: -0.001, high: 1))
    let y = try world.input("y", .uniform(low: 0, high: 1))
    try world.output("fine", y)
    try world.output("root", Column.min(1, x.squareRoot))
    let simulation = try Simulation(world, seed: 1, count: 9000)
    let first = (0..<9000).first { EngineTests.uniform(1, $0, 0) < 0.001 / 1.001 }
    for threads in [1, 4] {
      let error = await #expect(throws: SimulationError.self) {
        _ = try await simulation.run(threads: threads)
      }
      guard
        case .notFinite(let output, let value, let sample, let cause, let inputs, let others)? =
          error
      else {
        Issue.record("another error: \(error.map(\.description) ?? "none")")
        continue
      }
      #expect(output == "root")
      #expect(value.isNaN)
      #expect(Int(sample) == first)
      #expect(cause == .alone && others.isEmpty)
      #expect(inputs.map(\.name) == ["x"])
      #expect(inputs.first.map { $0.value < 0 } == true)
    }
  }

  @Test("says of a cancelled run which samples it covers")
  func cancellation() async throws {
    let simulation = try Simulation(Self.world(), seed: 3, count: 4_000_000_000)
    let started = Flag()
    let task = Task {
      try await simulation.run(threads: 2) { done, total in
        #expect(done <= total)
        started.raise()
      }
    }
    while !started.isRaised { await Task.yield() }
    task.cancel()
    let result = try await task.value
    #expect(!result.isComplete)
    #expect(result.covered.lowerBound == 0)
    #expect(result.summary.count == result.covered.upperBound)
    let again = try await simulation.run(samples: result.covered)
    #expect(again.summary == result.summary)
  }

  @Test("refuses what makes no world")
  func refusals() async throws {
    #expect(throws: SimulationError.noOutput) { try Simulation(World(), seed: 1, count: 10) }
    var world = World()
    let x = try world.input("x", .fixed(1))
    #expect(throws: SimulationError.name("x")) { try world.input("x", .fixed(2)) }
    try world.output("y", x)
    #expect(throws: SimulationError.name("y")) { try world.output("y", x) }
    #expect(throws: SimulationError.state(2, of: 2)) {
      try world.path(EngineTests.chain([[1, 0], [0, 1]]), from: 2, years: 1)
    }
    #expect(throws: SimulationError.self) { try Simulation(world, seed: 1, count: 0) }
    #expect(throws: SimulationError.self) {
      try Simulation(world, seed: 1, count: 1_000_000_000_000)
    }
    let simulation = try Simulation(world, seed: 1, count: 10)
    await #expect(throws: SimulationError.self) { try await simulation.run(samples: 5..<11) }
    await #expect(throws: SimulationError.unknownOutput("z")) {
      try await simulation.run(rankings: [Ranking(of: ["y", "z"])])
    }
    #expect(try await simulation.run().summary["y"]?.mean?.value == 1)
  }

  @Test("lays figures out as their graph evaluates them")
  func figures() async throws {
    let a = Figure("a", 2, .one, origin: .assumption("a"))
    let b = Figure("b", 3, .one, origin: .assumption("b"))
    let c = Figure("c", 4, .one, origin: .assumption("c"))
    let sum = Figure("sum", unit: .one, .sum, of: [a, b, c])
    let quotient = Figure("quotient", unit: .one, .quotient, of: [sum, c, b])
    let shares = JointFormula("shares", of: [quotient, a]) { [$0[0] * $0[1], $0[0] - $0[1]] }
    let results = [
      Figure("difference", unit: .one, .difference, of: [sum, quotient]),
      Figure("product", unit: .one, .product, of: [quotient, a, b]),
      Figure("formula", unit: .one, .formula("power") { $0[0] * $0[0] }, of: [quotient]),
      shares.part(0, "first", unit: .one), shares.part(1, "second", unit: .one),
      Figure("fixed", unit: .one, .product, of: [c, c]),
    ]
    var world = World()
    let sampled = try [
      "a": world.input("a", .uniform(low: 1, high: 3)),
      "b": world.input("b", .uniform(low: 2, high: 5)),
    ]
    for (place, column) in FigureColumns(results, sampled: sampled).columns.enumerated() {
      try world.output("\(place)", column)
    }
    let found = try await EngineTests.columns(world, count: 300)
    let graph = FigureGraph(results)
    for sample in 0..<300 {
      let values = [
        "a": 1 + 2 * EngineTests.uniform(5, sample, 0),
        "b": 2 + 3 * EngineTests.uniform(5, sample, 1),
      ]
      for (place, value) in graph.evaluate(with: values).enumerated() {
        #expect(abs(found[place][sample] - value) <= 1e-14 * abs(value))
      }
    }
  }

  @Test("reckons given inputs as drawn ones")
  func givenInputs() async throws {
    var world = World()
    let x = try world.input("x", .uniform(low: 1, high: 2))
    let y = try world.input("y", .uniform(low: 1, high: 2))
    try world.output("z", x / y)
    let function = try WorldFunction(world)
    let rows = (0..<700).map { 1 + Double($0) / 700 }
    let found = try function([rows, rows.reversed()])
    #expect(found == [zip(rows, rows.reversed()).map { $0 / $1 }])
    #expect(throws: SimulationError.self) { try function([rows]) }
    #expect(throws: SimulationError.self) { try function([rows, [1]]) }
  }

  @Test("A part of a function has the bits of the whole")
  func part() throws {
    var world = World()
    let x = try world.input("x", .uniform(low: 1, high: 2))
    let y = try world.input("y", .uniform(low: 1, high: 2))
    try world.output("ratio", x / y)
    try world.output("sum", x + y)
    try world.output("both", x / y + (x + y) * x)
    let function = try WorldFunction(world)
    let rows: [Double] = (0..<300).map { 1 + Double(7 * $0 % 300) / 300 }
    let columns = [rows, rows.reversed()]
    let whole = try function(columns)
    let part = try function.part([2, 0])
    #expect(part.outputs == ["both", "ratio"])
    #expect(try part(columns) == [whole[2], whole[0]])
    #expect(throws: SimulationError.self) { try function.part([]) }
  }
}

/// Says that something has happened, from any task.
private final class Flag: Sendable {
  private let state = Mutex(false)
  var isRaised: Bool { state.withLock { $0 } }
  func raise() { state.withLock { $0 = true } }
}
