import CorridorUnits
import Testing

@testable import CorridorAppraisal

@Suite struct FigureTests {
  private func leaf(_ id: String, _ value: Double, _ unit: String) throws -> Figure {
    Figure(id, value, try Unit(unit), origin: .assumption(id))
  }

  @Test func `a sum converts its terms`() throws {
    let sum = try Figure.sum(
      "time", [leaf("a", 1, "day"), leaf("b", 12, "h")], unit: .day)
    #expect(sum.value == 1.5)
    #expect(sum.unit == .day)
  }

  @Test func `a product and a quotient come out in the unit that is asked for`() throws {
    let cost = try Figure.product(
      "cost", [leaf("rate", 0.5, "USD/TEU-km"), leaf("length", 1000, "km")], in: Unit("USD/TEU"))
    #expect(cost.value == 500)
    let time = try Figure.quotient(
      "time", leaf("length", 480, "km"), leaf("speed", 20, "km/h"), in: .day)
    #expect(time.value == 1)
  }

  @Test func `units that do not fit are refused, with what was found and what is needed`() throws {
    let days = try leaf("a", 1, "day")
    let money = try leaf("b", 1, "USD")
    #expect(throws: AppraisalError.unit(figure: "b", found: "USD", expected: "day")) {
      try Figure.sum("sum", [days, money], unit: .day)
    }
    #expect(throws: AppraisalError.unit(figure: "p", found: "USD-day", expected: "km")) {
      try Figure.product("p", [money, days], in: .kilometre)
    }
    #expect(throws: AppraisalError.self) { try Figure.quotient("q", money, days, in: .one) }
    #expect(throws: AppraisalError.self) { try Figure.difference("d", money, days) }
    #expect(throws: AppraisalError.self) {
      try Figure.product("p", [money, leaf("c", 1, "EUR")], in: Unit("USD"))
    }
  }

  @Test func `assumptions under a figure are found once each, sorted`() throws {
    let (a, b) = (try leaf("b", 2, "1"), try leaf("a", 3, "1"))
    let product = try Figure.product("p", [a, b, a], in: .one)
    let sum = try Figure.sum(
      "s", [product, product, .constant("c", 1, because: "why")], unit: .one)
    #expect(sum.value == 25)
    #expect(Figure.assumptions(under: [sum]) == ["a", "b"])
  }

  @Test func `evaluation takes each figure once`() throws {
    // 200 doublings: a walk down every path would take 2^200 steps.
    var figure = try leaf("x", 1, "1")
    for _ in 0..<200 { figure = try .sum("double", [figure, figure], unit: .one) }
    #expect(figure.evaluate(with: ["x": 3]) == figure.value * 3)
    #expect(FigureGraph([figure]).assumptions == ["x"])
  }

  @Test func `evaluation of several results at once gives each`() throws {
    let x = try leaf("x", 2, "1")
    let square = try Figure.product("square", [x, x], in: .one)
    let graph = FigureGraph([square, x, .constant("c", 7, because: "why")])
    #expect(graph.evaluate() == [4, 2, 7])
    #expect(graph.evaluate(with: ["x": 5, "y": 1]) == [25, 5, 7])
  }

  @Test func `a timeline that can't be makes no number, and no trap`() throws {
    for years in [0, -1, 1e308, .nan, .infinity, 499.6] {
      #expect(Timeline([years, 10, 0][...]) == nil)
      #expect(Timeline([3, years, 0][...]) == nil)
    }
    #expect(Timeline([3, 10, -1.1][...]) == nil)
    #expect(Timeline([3, 10][...]) == nil)
    let timeline = try #require(Timeline([2, 2, 0.5, 0.5][...]))
    #expect(timeline.demand == [0.5, 1.5])
    #expect(timeline.flows(capital: 10, upkeep: 1, variable: 4) == [-5, -5, 1, 5])
    #expect(timeline.factors(rate: -1).capital.isNaN)
    // 1/2 + 1/4 of capital; years 2 and 3 at 1/4 and 1/8 with a rate of 100 %.
    #expect(timeline.factors(rate: 1) == (0.75, 0.375, 0.125 + 0.1875))
  }
}
