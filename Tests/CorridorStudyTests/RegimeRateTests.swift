import CorridorStudy
import Testing

/// Processes in continuous time: rates a year in place of rows.
@Suite struct RegimeRateTests {
  private static let rows = """
            rows:
              calm: [0.7, 0.2, 0.1]
              cold: [0.3, 0.6, 0.1]
              gone: [0, 0, 1]

    """

  private func fixture(_ rates: String) throws -> Fixture {
    try Fixture.political.changing("regimes.yaml", Self.rows, to: "        rates: \(rates)\n")
  }

  @Test func `rates stand in place of rows`() throws {
    let fixture = try fixture("{calm: {cold: 0.1}, cold: {calm: 0.25, gone: 2}}")
    #expect(try fixture.mistakes() == [])
    let whole = try fixture.inFolder { try StudyReader.everything(folder: $0) }
    let matrix = try #require(whole.regimes?.process("quarrel")?.matrix("late"))
    #expect(matrix.rates == ["calm": ["cold": 0.1], "cold": ["calm": 0.25, "gone": 2]])
    #expect(matrix.rows.isEmpty && matrix.estimate == nil)
  }

  @Test(arguments: [
    ("{calm: {cold: -0.1}}", "out-of-range", "from 'calm' to 'cold'"),
    ("{calm: {cold: 1001}}", "out-of-range", "from 0 to 1000"),
    ("{calm: {cold: .nan}}", "not-finite", "finite number"),
    ("{calm: {cold: often}}", "wrong-type", "not a number"),
    ("{calm: {calm: 0.1}}", "bad-hazard", "to itself"),
    ("{calm: {cool: 0.1}}", "unknown-key", "use one of: calm, cold, gone"),
    ("{cool: {calm: 0.1}}", "unknown-key", "use one of: calm, cold, gone"),
    ("{calm: 0.1}", "wrong-type", "calm"), ("{}", "empty-rates", "{gone: 0.2}"),
    ("{calm: {}}", "empty-rates", "where it goes"),
  ])
  func `rates that make no process are told at their line`(
    rates: String, code: String, says: String
  ) throws {
    let fixture = try fixture(rates)
    let found = try fixture.mistakes()
    let finding = try #require(found.first { $0.code == code }, "\(found)")
    #expect(finding.location.line == fixture.line(of: "rates:", in: "regimes.yaml"))
    #expect((finding.message + finding.remedy).contains(says), "\(finding)")
  }

  @Test(arguments: [("late", "rows"), ("early", "estimate")])
  func `rates and rows at once are a mistake`(matrix: String, other: String) throws {
    let start = matrix == "late" ? "{state: cold, year: 2003}" : "{state: cold, year: 2002}"
    let fixture = try Fixture.political.changing(
      "regimes.yaml", "start: \(start)\n",
      to: "start: \(start)\n        rates: {calm: {cold: 0.1}}\n")
    let found = try fixture.mistakes().filter { $0.code == "rates-and-rows" }
    #expect(found.contains { $0.message.contains("'\(other)'") }, "\(found)")
  }
}
