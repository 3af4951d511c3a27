import CorridorRisk
import Foundation
import Testing

@Suite("Break-even frontier")
struct FrontierTests {
  private func frontier(
    _ values: [Double], _ range: ClosedRange<Double>, batchRows: Int = 4096,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) throws -> FrontierResult {
    let second = try BreakEvenSearch(parameter: "fee", range: range)
    return try BreakEvenFrontier(
      first: "capex", values: values, second: second, batchRows: batchRows
    ).run(
      BatchModel(outputs: ["npv"]) { [function($0[0], $0[1])] }, target: .level(output: 0))
  }

  private let grid = (0...20).map { Double($0) / 10 }

  @Test("follows a hyperbola, with a gap where the range ends")
  func hyperbola() throws {
    let result = try frontier(grid, 0...4) { $0 * $1 - 1 }
    #expect(result.columns.count == 21)
    // capex 0 to 0.2 need a fee above 4.
    #expect(result.columns.prefix(3).allSatisfy { $0.second.outcome == .alwaysBelow })
    #expect(result.lines.count == 1)
    let line = try #require(result.lines.first)
    #expect(line.count == 18)
    for point in line { #expect(abs(point.first * point.second - 1) < 1e-14) }
  }

  @Test("makes two lines of a circle, and none beside it")
  func circle() throws {
    let values = (-8...8).map { Double($0) / 5 }
    let result = try frontier(values, -2...2) { $0 * $0 + $1 * $1 - 1.001 }
    let lines = result.lines
    #expect(lines.count == 2)
    #expect(lines.map(\.count) == [11, 11])
    for (low, high) in zip(lines[0], lines[1]) {
      #expect(low.first == high.first && abs(low.second + high.second) < 1e-14)
      #expect(abs(high.second - (1.001 - high.first * high.first).squareRoot()) < 1e-12)
    }
  }

  @Test("does not bridge a gap")
  func gap() throws {
    let result = try frontier(grid, 0...4) { abs($0 - 1) < 0.25 ? .nan : $1 - $0 }
    #expect(result.lines.map(\.count) == [8, 8])
    #expect(result.columns[10].second.outcome == .undefined)
  }

  @Test("does not depend on batches, and is refused for values that do not rise")
  func batches() throws {
    let whole = try frontier(grid, 0...4) { $0 * $1 - 1 }
    #expect(try frontier(grid, 0...4, batchRows: 1) { $0 * $1 - 1 } == whole)
    #expect(throws: SensitivityError.self) { try frontier([1, 1], 0...1) { $0 + $1 } }
    #expect(throws: SensitivityError.noInputs) { try frontier([], 0...1) { $0 + $1 } }
    #expect(throws: SensitivityError.self) {
      try frontier((0..<200_000).map(Double.init), 0...1) { $0 + $1 }
    }
  }
}
