import Corridor

/// W4: Sobol' indices of the twelve inputs of one corridor, with the regime as it is expected.
struct SobolWorkload {
  static let number = 3
  let samples: Int
  let seed: UInt64

  func run() throws {
    let model = FreightModel(number: Self.number)
    var world = World()
    let value = try model.value(in: &world) { _ in model.expectedYears }
    try world.output("value", value)
    let function = try WorldFunction(world)
    let inputs = model.marginals.map { UncertainInput($0.name, $0.marginal) }
    let analysis = try SobolAnalysis(
      inputs: inputs,
      points: PointSource(.sobol, seed: seed, inputs: inputs.count, samples: samples),
      samples: samples, bootstrap: Bootstrap(resamples: 100))
    let result = try analysis.run(BatchModel(function))
    print("input,first,first_half_width,total,total_half_width")
    for index in result.outputs.first?.indices ?? [] {
      let columns = [
        index.first.value, halfWidth(index.first), index.total.value, halfWidth(index.total),
      ]
      print(
        "\(index.factor),"
          + columns.map { Decimals.text($0, places: 4) }.joined(separator: ","))
    }
  }

  private func halfWidth(_ estimate: Estimate) -> Double {
    guard let interval = estimate.interval else { return .nan }
    return (interval.upperBound - interval.lowerBound) / 2
  }
}
