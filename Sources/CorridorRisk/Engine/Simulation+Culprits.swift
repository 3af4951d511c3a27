extension Simulation {
  /// Why an output is no number, or too large, in a sample: inputs that it reads are put back to their median.
  ///
  /// Of inputs that are correlated the own part of the draw is put back.
  func cause(of output: Int, in sample: UInt64) -> (
    cause: SimulationError.Cause, inputs: [SimulationError.InputValue]
  ) {
    let isDesigned = method != .monteCarlo
    guard
      let drawn = try? Compiler.program(
        world, world.inputs.indices.map { Column(.input($0)) },
        isDesigned ? .design : .generator),
      let program = try? Compiler.program(
        world, [world.outputs[output].column], isDesigned ? .givenInDesign : .given)
    else { return (.unknown, []) }
    var source = engine(drawn)
    source.run(from: sample, count: 1)
    let values = world.inputs.indices.map { place in
      var value: [Double] = []
      source.read(place, count: 1, into: &value)
      return value.first ?? .nan
    }
    let prepared = engine(program)
    func holds(_ inputs: [Double]) -> Bool {
      var function = prepared
      function.give(inputs.map { [$0] })
      function.run(from: sample, count: 1)
      var result: [Double] = []
      function.read(0, count: 1, into: &result)
      return result.first.map(world.allows) ?? false
    }
    guard !holds(values) else { return (.unknown, []) }
    let read = program.givenInputs
    let culprits = Culprits(
      values, bases: world.inputs.map { $0.drawn.quantile(0.5) }, among: read, holds: holds)
    let named = inputs(of: sample)
    switch culprits {
    case .alone(let places): return (.alone, places.map { named[$0] })
    case .together(let places): return (.together, places.map { named[$0] })
    case .elsewhere: return (.elsewhere(inputs: read.count), [])
    }
  }

  /// Whether an output of that name is a number in a sample, and one that the world allows.
  func isAllowed(_ output: String, in sample: UInt64) -> Bool {
    guard let place = world.outputs.firstIndex(where: { $0.name == output }) else { return false }
    var engine = engine(program)
    engine.run(from: sample, count: 1)
    var result: [Double] = []
    engine.read(place, count: 1, into: &result)
    return result.first.map(world.allows) ?? false
  }
}

extension Program {
  /// The inputs that it is given, in their order.
  fileprivate var givenInputs: [Int] {
    Set(
      instructions.compactMap { instruction in
        if case .given(let input, _) = instruction { input } else { nil }
      }
    ).sorted()
  }
}
