import CorridorRisk
import Testing

@Suite("Tornado")
struct TornadoTests {
  private let inputs: [Tornado.Input] = [
    .init("capex", low: 1, base: 2, high: 4), .init("fee", low: 0, base: 1, high: 2),
    .init("years", low: -2, base: 1, high: 3), .init("fixed", low: 5, base: 5, high: 5),
  ]

  @Test("sorts bars by swing, keeps the order of ties, and moves blocks together")
  func bars() throws {
    let model = BatchModel(outputs: ["npv"]) { x in [10 - 2 * x[0] + 3 * x[1] + x[3]] }
    let tornado = try Tornado(
      inputs: inputs,
      blocks: [
        .init("both", inputs: [0, 1]), .init("against", inputs: [0, 1], opposed: [1]),
      ])
    let result = try tornado.run(model)
    #expect(result.evaluations == 13)
    #expect(result.method.contains("(Eschenbach 1992)"))
    let output = result.outputs[0]
    #expect(output.base == 14)
    // capex: 16, 10; fee: 11, 17; together low 13, high 13; against each other 19, 7.
    #expect(output.bars.map(\.name) == ["against", "capex", "fee", "both", "years", "fixed"])
    #expect(output.bars.map(\.swing) == [12, 6, 6, 1, 0, 0])
    #expect(output.bars[0].low == 19 && output.bars[0].high == 7)
    #expect(output.bars[3].low == 13 && output.bars[3].turns)
    #expect(!output.bars[1].turns)
  }

  @Test("says where an output is no number, and keeps the others")
  func undefined() throws {
    let model = BatchModel(outputs: ["root", "ratio"]) { x in
      [x[2] < 0 ? .nan : x[2], 1 / x[1]]
    }
    let outputs = try Tornado(inputs: inputs, batchRows: 2).run(model).outputs
    let last = try #require(outputs[0].bars.last)
    #expect(last.name == "years" && last.swing == nil && last.low == nil && last.high == 3)
    #expect(last.reason == "the output is no number at its low end")
    #expect(outputs[0].bars.first?.name == "capex")
    #expect(outputs[1].bars.last?.name == "fee")
  }

  @Test("is refused without inputs, for ends that are no numbers or cross, and for unknown members")
  func refusals() {
    #expect(throws: SensitivityError.noInputs) { try Tornado(inputs: []) }
    #expect(throws: SensitivityError.self) {
      try Tornado(inputs: [.init("a", low: .nan, base: 1, high: 2)])
    }
    #expect(throws: SensitivityError.self) {
      try Tornado(inputs: [.init("a", low: 3, base: 1, high: 2)])
    }
    #expect(throws: SensitivityError.index("input", 9, count: 4)) {
      try Tornado(inputs: inputs, blocks: [.init("b", inputs: [9])])
    }
    #expect(throws: SensitivityError.self) {
      try Tornado(inputs: inputs, blocks: [.init("b", inputs: [0], opposed: [1])])
    }
  }
}
