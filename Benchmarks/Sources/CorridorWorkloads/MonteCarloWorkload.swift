import Corridor

/// W3: eight corridors, each with its inputs and its regime path, at up to a million samples.
struct MonteCarloWorkload {
  let samples: UInt64
  let threads: Int
  let seed: UInt64

  func run() async throws {
    var world = World()
    for number in 0..<8 {
      let model = FreightModel(number: number)
      world.stream = UInt32(number)
      let value = try model.value(in: &world, regime: model.sampledYears)
      try world.output("\(number)", value)
    }
    let simulation = try Simulation(world, seed: seed, count: samples, precision: .single)
    let summary = try await simulation.run(threads: threads).summary
    print("corridor,mean,sd,p5,p50,p95,ppos,cvar5")
    for (name, output) in zip(summary.names, summary.outputs) {
      let quantiles = output.quantiles([0.05, 0.5, 0.95])
      let row = [
        output.mean?.value, output.deviation, quantiles[0]?.value, quantiles[1]?.value,
        quantiles[2]?.value, output.positiveShare?.value, output.tailMean(0.05),
      ]
      print("\(name)," + row.map { Decimals.text($0 ?? .nan, places: 4) }.joined(separator: ","))
    }
  }
}
