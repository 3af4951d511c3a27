import CorridorStudy
import CorridorUnits
import Testing

/// How money comes into the study's price base, and what is said of the rates that do it.
@Suite struct RestatementTests {
  // By hand: 200 euros of 2010 at 0.75 euros a dollar are 266.67 dollars, times 100 / 90.
  @Test func `the steps of a restatement lead from what is stated to the value of the run`() throws
  {
    let study = try Fixture().read()
    let value = try #require(try study.resolved()["port.cost"])
    let stated = try #require(value.stated)
    #expect(stated.value == 200 && stated.priceYear == 2010)
    let restatement = try #require(study.restatement(of: stated))
    #expect(restatement.steps.map(\.kind) == [.exchange, .deflation])
    #expect(restatement.steps.map { "\($0.base)" } == ["USD of 2010", "USD of 2020"])
    #expect(abs(restatement.steps[0].factor - 1 / 0.75) < 1e-15)
    #expect(abs(restatement.steps[1].factor - 100.0 / 90) < 1e-15)
    let product = restatement.steps.reduce(stated.value) { $0 * $1.factor }
    #expect(abs(product - value.value) < 1e-12 * value.value)
    let facts = restatement.steps.flatMap(\.facts)
    #expect(facts.map(\.row.series) == ["EUR/USD", "USD", "USD"])
    #expect(facts.map(\.source) == [nil, "BOOK", "BOOK"])
    #expect(facts.map(\.sourceClass) == [.memory, .sourced, .sourced])
    #expect(facts.map(\.location.line) == [6, 3, 5])
  }

  @Test func `what is in the price base, or no money, is not restated`() throws {
    let study = try Fixture().read()
    for id in ["carbon.price", "rail.speed"] {
      let stated = try #require(study.assumption(id)?.base)
      #expect(study.restatement(of: stated) == nil, "\(id)")
    }
  }

  @Test func `a value that is set is restated from its own price base`() throws {
    let study = try Fixture().read()
    func stated(_ text: String) throws -> Restatement? {
      let change = Override(
        id: "port.cost", text: text, location: SourceLocation(file: "--set"))
      let value = try #require(try study.resolved(overrides: [change])["port.cost"]?.stated)
      return study.restatement(of: value)
    }
    #expect(try stated("300 USD/TEU @2020") == nil)
    #expect(try stated("300 USD/TEU @2018")?.steps.map(\.kind) == [.deflation])
  }

  @Test func `series without a source are those that the money rests on`() throws {
    let study = try Fixture().read()
    #expect(
      study.unsourcedSeries(under: try study.resolved()) == ["port.cost": ["deflators.EUR/USD"]])
    let sourced = try Fixture().changing(
      "deflators.csv", "EUR/USD,2010,0.75,,memory", to: "EUR/USD,2010,0.75,BOOK,sourced"
    ).read()
    #expect(sourced.unsourcedSeries(under: try sourced.resolved()).isEmpty)
  }

  @Test func `check tells rates and posts without a source, once for a series`() throws {
    let warnings = try Fixture().with(
      "deflators.csv",
      "series,year,value,source,class\nUSD,2006,80,BOOK,sourced\nUSD,2010,90,BOOK,sourced\n"
        + "USD,2018,98,,judgement\nUSD,2020,100,,memory\nEUR/USD,2010,0.75,,memory\n"
    ).with(
      "chainage.csv",
      "series,station,place,km,source,class\nX,a,,0,BOOK,sourced\nX,b,,5,,memory\nX,c,,9,,memory\n"
    ).inFolder { try StudyReader.everything(folder: $0) }.warnings
      .filter { $0.code == "unsourced-series" }
    #expect(
      warnings.map { "\($0.location.line): \($0.message)" } == [
        "3: 2 of 3 posts of 'X' have no source: 2 from memory",
        "4: 2 of 4 values of 'USD' have no source: 1 from memory, 1 judgement",
        "6: 1 of 1 values of 'EUR/USD' have no source: 1 from memory",
      ])
  }

  @Test func `a rate that is no number is told alone`() throws {
    let mistakes = try Fixture().changing("deflators.csv", "2010,0.75", to: "2010,little")
      .mistakes()
    #expect(mistakes.map(\.location.file) == ["deflators.csv"])
  }
}
