import CorridorRisk
import Testing

@testable import CorridorReport

@Suite("Pieces of a frontier") struct FrontierPiecesTests {
  private func pieces(
    _ values: [Double], _ range: ClosedRange<Double>, wider: ClosedRange<Double>,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) throws -> [FrontierPieces.Piece] {
    let second = try BreakEvenSearch(parameter: "fee", range: range, wider: wider)
    let result = try BreakEvenFrontier(first: "capex", values: values, second: second).run(
      BatchModel(outputs: ["npv"]) { [function($0[0], $0[1])] }, target: .level(output: 0))
    return FrontierPieces(result.columns, within: range).all
  }

  /// What a straight frontier has to be: its ends lie on it, and pieces meet at the edge.
  @Test func `pieces meet at the edges of the range`() throws {
    // fee = (capex - 0.9) / 2, through the edges 0 and 1 of its range at 0.9 and 2.9.
    for sign in [1.0, -1.0] {
      let found = try pieces([0, 1, 2, 3, 4], 0...1, wider: -5...5) { capex, fee in
        sign > 0 ? fee - (capex - 0.9) / 2 : fee - (3.1 - capex) / 2
      }
      #expect(found.map(\.isWithin) == [false, true, false])
      let edges = sign > 0 ? [(0.9, 0.0), (2.9, 1.0)] : [(1.1, 1), (3.1, 0)]
      for (place, edge) in edges.enumerated() {
        let (last, first) = (found[place].points.last, found[place + 1].points.first)
        #expect(last == first && last?.y == edge.1)
        #expect(((last?.x ?? .nan) - edge.0).magnitude < 1e-12)
      }
      #expect(found.map(\.points.count).reduce(0, +) == 5 + 4)
    }
  }

  @Test func `from one side to the other a piece crosses the whole range`() throws {
    // fee = 10 capex - 5: -5 at 0 and 5 at 1, with no value of capex between.
    let found = try pieces([0, 1], 0...1, wider: -9...9) { capex, fee in fee - 10 * capex + 5 }
    #expect(found.map(\.isWithin) == [false, true, false])
    #expect(found[1].points.map(\.y) == [0, 1])
    #expect(zip(found[1].points, [0.5, 0.6]).allSatisfy { ($0.x - $1).magnitude < 1e-12 })
  }

  @Test func `no gap is bridged`() throws {
    let values = (0...20).map { Double($0) / 10 }
    let found = try pieces(values, 0...4, wider: 0...4) { capex, fee in
      (capex - 1).magnitude < 0.25 ? .nan : fee - capex
    }
    #expect(found.map(\.points.count) == [8, 8] && found.allSatisfy(\.isWithin))
  }
}
