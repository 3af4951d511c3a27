import CorridorRisk
import Foundation
import Testing

@Suite("Morris screening")
struct MorrisScreeningTests {
  private let inputs = ["a", "b", "c"].map { UncertainInput($0, quantile: { $0 }) }

  @Test("gives a linear model its slopes over the grid, without spread")
  func linear() throws {
    let model = BatchModel(outputs: ["y", "z"]) { x in [3 * x[0] - 2 * x[1], x[2]] }
    let screening = try MorrisScreening(inputs: inputs, trajectories: 25, seed: 4)
    #expect(screening.delta == 4.0 / 6)
    let result = try screening.run(model)
    #expect(result.evaluations == 100)
    let effects = result.outputs[0].effects
    // The grid spans 0.05 to 0.95 of the quantiles.
    for (effect, slope) in zip(effects, [3.0, -2, 0]) {
      #expect(abs(effect.mean - 0.9 * slope) < 1e-12)
      #expect(abs(effect.meanSize.value - abs(0.9 * slope)) < 1e-12)
      #expect(effect.deviation < 1e-7)
    }
    #expect(abs(result.outputs[1].effects[2].mean - 0.9) < 1e-12)
  }

  @Test("gives products and cubes the moments that the grid implies")
  func moments() throws {
    let model = BatchModel(outputs: ["y"]) { x in [x[0] * x[1] + x[2] * x[2] * x[2]] }
    let low = 0.05
    let result = try MorrisScreening(inputs: inputs, trajectories: 4000, seed: 9).run(model)
    let effects = result.outputs[0].effects
    let grid = (0..<4).map { low + 0.9 * Double($0) / 3 }
    // Every level of x2 is as likely when x1 moves.
    let product = grid.map { 0.9 * $0 }
    let mean = product.reduce(0, +) / 4
    let deviation = (product.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4).squareRoot()
    #expect(abs(effects[0].mean - mean) < 4 * deviation / 4000.0.squareRoot())
    #expect(abs(effects[0].deviation - deviation) < 0.01)
    // x3 moves between levels 0 and 2 or 1 and 3, each as likely.
    let cubes = [0, 1].map { (pow(grid[$0 + 2], 3) - pow(grid[$0], 3)) * 1.5 }
    let middle = (cubes[0] + cubes[1]) / 2
    let spread = abs(cubes[1] - cubes[0]) / 2
    #expect(abs(effects[2].mean - middle) < 4 * spread / 4000.0.squareRoot())
    #expect(abs(effects[2].deviation - spread) < 0.01)
    let error = try #require(effects[2].meanSize.standardError)
    #expect(abs(error / (spread / 4000.0.squareRoot()) - 1) < 0.15)
  }

  @Test("ranks by size where effects cancel, and does not depend on batches")
  func cancelling() throws {
    let model = BatchModel(outputs: ["y"]) { x in [(x[0] - 0.5) * (x[1] - 0.5) + 0.05 * x[2]] }
    let whole = try MorrisScreening(inputs: inputs, trajectories: 500, seed: 2)
    let parts = try MorrisScreening(inputs: inputs, trajectories: 500, seed: 2, batchRows: 9)
    let result = try whole.run(model)
    #expect(try parts.run(model) == result)
    let effects = result.outputs[0].effects
    #expect(abs(effects[0].mean) < effects[2].mean)
    #expect(effects[0].meanSize.value > 3 * effects[2].meanSize.value)
    #expect(effects[0].deviation > 3 * effects[2].deviation)
  }

  @Test("is refused without inputs, with odd levels, few trajectories or ends at 0")
  func refusals() {
    #expect(throws: SensitivityError.noInputs) { try MorrisScreening(inputs: []) }
    #expect(throws: SensitivityError.self) { try MorrisScreening(inputs: inputs, levels: 5) }
    #expect(throws: SensitivityError.self) { try MorrisScreening(inputs: inputs, trajectories: 1) }
    #expect(throws: SensitivityError.self) {
      try MorrisScreening(inputs: inputs, probabilities: 0...1)
    }
    #expect(throws: SensitivityError.noOutputs) {
      try MorrisScreening(inputs: inputs).run(BatchModel(outputs: []) { _ in [] })
    }
  }
}
