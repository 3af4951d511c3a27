import Testing

@testable import CorridorRisk

@Suite struct ConstantColumnTests {
  @Test func `what is the same in every sample is worked out at once`() {
    #expect((Column(2) * 3 + 1).node.constant == 7)
    #expect(Column(4).squareRoot.node.constant == 2)
    #expect(Column.min(5, 2).node.constant == 2)
    #expect(Column.min(.init(.nan), 2).node.constant?.isNaN == true)
    #expect((Column(.input(0), []) * 3).node.constant == nil)
  }
}
