import CorridorRisk
import Foundation
import Testing

@Suite("Break-even")
struct BreakEvenTests {
  private func model(
    _ function: @escaping @Sendable (Double) -> [Double], outputs: [String] = ["npv"]
  )
    -> BatchModel
  {
    BatchModel(outputs: outputs) { function($0[0]) }
  }

  private func solve(
    _ range: ClosedRange<Double>, wider: ClosedRange<Double>? = nil,
    _ function: @escaping @Sendable (Double) -> Double
  ) throws -> SwitchingValue {
    let search = try BreakEvenSearch(parameter: "x", range: range, wider: wider)
    let result = try search.run(model({ [function($0)] }), targets: [.level(output: 0)])
    return try #require(result.targets.first)
  }

  @Test("finds one root to the last digits, with its direction")
  func single() throws {
    let found = try solve(1...10) { 40 - $0 * $0 * $0 }
    let root = try #require(found.roots.first)
    #expect(found.roots.count == 1)
    #expect(abs(root.value - pow(40, 1.0 / 3)) < 1e-14)
    #expect(root.direction == .falling && !root.isJump && abs(root.residual) < 1e-12)
    #expect(found.shape == .falling)
    #expect(found.beyond.isEmpty && found.undefined.isEmpty)
  }

  @Test("asks for the outputs of a target alone once a root is near")
  func parts() throws {
    let all: @Sendable (Double) -> [Double] = { [$0 - 3, $0 * $0, 7 - $0] }
    let model = BatchModel(
      outputs: ["rising", "square", "falling"],
      part: { places throws(SensitivityError) in
        BatchModel(outputs: places.map { "part \($0)" }) { row in
          let values = all(row[0])
          return places.map { values[$0] }
        }
      },
      evaluate: { (inputs, rows) throws(SensitivityError) in
        guard rows > 1 else { throw .model("all outputs were asked for at \(inputs[0][0])") }
        let values = inputs[0].map(all)
        return (0..<3).map { output in values.map { $0[output] } }
      })
    let search = try BreakEvenSearch(parameter: "x", range: 0.1...9.7)
    let found = try search.run(
      model, targets: [.tie(2, 0), .level(output: 1, 2), .level(output: 0)])
    let roots = found.targets.map { $0.roots.map(\.value) }
    for (root, expected) in zip(roots, [5, 2.0.squareRoot(), 3]) {
      #expect(root.count == 1 && abs((root.first ?? .nan) - expected) < 1e-13)
    }
    // A model that knows no cheaper way gives the same columns.
    let plain = try self.model(all, outputs: ["a", "b", "c"]).part([2, 0])
    #expect(plain.outputs == ["c", "a"])
    #expect(try plain.evaluate([[1, 2]], 2) == [[6, 5], [-2, -1]])
  }

  @Test("finds all roots, and says that the function turns")
  func several() throws {
    let found = try solve(0...10) { sin($0) }
    let expected = [0, Double.pi, 2 * Double.pi, 3 * Double.pi]
    #expect(found.roots.count == 4)
    for (root, expected) in zip(found.roots, expected) {
      #expect(abs(root.value - expected) < 1e-14)
    }
    #expect(found.roots.map(\.direction) == [.rising, .falling, .rising, .falling])
    #expect(found.shape == .turning)
    #expect(found.statement.hasSuffix("not monotone"))
  }

  @Test("says when no value in the range flips the sign, and what beyond it would")
  func none() throws {
    let found = try solve(0...1, wider: 0...100) { 30 - $0 }
    #expect(found.outcome == .alwaysAbove)
    #expect(found.beyond.map(\.value) == [30])
    #expect(found.statement == "no value in its range flips this; beyond it 30.0 would")
    let never = try solve(-1...1) { $0 * $0 * -1 - 0.5 }
    #expect(never.outcome == .alwaysBelow && never.shape == .turning)
    #expect(never.statement == "no value in its range flips this")
    #expect(try solve(0...1) { _ in 3 }.shape == .constant)
    #expect(try solve(0...1) { _ in 0 }.outcome == .alwaysEqual)
  }

  @Test("says where the function is no number")
  func undefined() throws {
    let found = try solve(-1...1) { $0 < 0 ? .nan : $0 - 0.3 }
    #expect(abs((found.roots.first?.value ?? 0) - 0.3) < 1e-15)
    #expect(found.undefined == [-1...(-1.0 / 32)])
    #expect(try solve(0...1) { _ in .infinity }.outcome == .undefined)
    // The root lies where the function ends: a step of the scan goes from defined to not.
    let hidden = try solve(0...1) { $0 < 0.5 ? -1 : $0 > 0.6 ? 1 : .nan }
    #expect(hidden.outcome == .roots([]))
    #expect(hidden.statement == "flips across a stretch in which it is not defined")
    let narrow = try solve(0...1) { abs($0 - 0.508) < 0.004 ? .nan : $0 < 0.508 ? -1 : 1 }
    #expect(narrow.roots.isEmpty && narrow.undefined.count == 1)
  }

  @Test("tells a jump from a root, and an interval of zeros from a point")
  func jumps() throws {
    let jump = try #require(try solve(0...1) { $0 < 1 / 3.0 ? -2 : 5 }.roots.first)
    #expect(jump.isJump && abs(jump.value - 1 / 3.0) < 1e-15 && jump.direction == .rising)
    let pole = try #require(try solve(0...1) { 1 / ($0 - 0.7) }.roots.first)
    #expect(pole.isJump && abs(pole.value - 0.7) < 1e-14)
    let flat = try #require(try solve(0...4) { max(0, $0 - 3) + min(0, $0 - 1) }.roots.first)
    #expect(flat.span == 1...3 && flat.direction == .rising)
    let touch = try #require(try solve(0...4) { ($0 - 2) * ($0 - 2) }.roots.first)
    #expect(touch.value == 2 && touch.direction == .touching)
  }

  @Test("finds where two outputs change places, from one scan for all targets")
  func ranks() throws {
    let search = try BreakEvenSearch(parameter: "fee", range: 0...4, steps: 10)
    let model = model({ [10 - 2 * $0, 4 + $0, 1] }, outputs: ["A", "B", "C"])
    let result = try search.run(
      model, targets: [.level(output: 0, 3), .tie(0, 1), .tie(1, 2)])
    #expect(result.targets.map(\.target) == ["A = 3.0", "A = B", "B = C"])
    #expect(abs((result.targets[0].roots.first?.value ?? 0) - 3.5) < 1e-14)
    #expect(abs((result.targets[1].roots.first?.value ?? 0) - 2) < 1e-14)
    #expect(result.targets[2].outcome == .alwaysAbove)
    #expect((11...40).contains(result.evaluations))
  }

  @Test("scans wide positive ranges at even ratios")
  func ratios() throws {
    // Both roots lie within the first step of an even scan.
    let found = try solve(0.001...1000) { ($0 - 0.01) * ($0 - 0.02) }
    #expect(found.roots.count == 2)
    #expect(abs((found.roots.last?.value ?? 0) - 0.02) < 1e-15)
  }

  @Test("counts evaluations as the model does, within the bound")
  func evaluations() throws {
    final class Counter: @unchecked Sendable { var rows = 0 }
    let counter = Counter()
    let model = BatchModel(outputs: ["y"]) { inputs, rows throws(SensitivityError) in
      counter.rows += rows
      return [inputs[0].map { $0 < 0.123 ? -1e300 : 1e-300 }]
    }
    let result = try BreakEvenSearch(parameter: "x", range: -1e9...1e9)
      .run(model, targets: [.level(output: 0)])
    #expect(result.evaluations == counter.rows)
    #expect(result.evaluations < 65 + 503)
    #expect(abs((result.targets[0].roots.first?.value ?? 9) - 0.123) < 1e-5)
  }

  @Test(
    "is refused for ranges that are not finite or do not contain each other, and unknown outputs")
  func refusals() throws {
    #expect(throws: SensitivityError.self) {
      try BreakEvenSearch(parameter: "x", range: 0...(.infinity))
    }
    #expect(throws: SensitivityError.self) {
      try BreakEvenSearch(parameter: "x", range: 0...2, wider: 1...3)
    }
    #expect(throws: SensitivityError.self) {
      try BreakEvenSearch(parameter: "x", range: 0...2, steps: 0)
    }
    let search = try BreakEvenSearch(parameter: "x", range: 0...1)
    #expect(throws: SensitivityError.index("output", 1, count: 1)) {
      try search.run(model({ [$0] }), targets: [.tie(0, 1)])
    }
    #expect(throws: SensitivityError.model("stopped")) {
      try search.run(
        BatchModel(outputs: ["y"]) { _, _ throws(SensitivityError) in throw .model("stopped") },
        targets: [.level(output: 0)])
    }
    // A range of one value is no error: it has an answer.
    #expect(try solve(2...2) { $0 }.outcome == .alwaysAbove)
  }
}
