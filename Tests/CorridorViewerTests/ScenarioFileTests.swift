import CorridorViewer
import Testing

@Suite struct ScenarioFileTests {
  /// The file in full: what a reader gets is what was asked for, and a quote ends no text.
  @Test func `the file holds the state`() async throws {
    let value = "0.2%20USD%2FTEU-km%20%402024"
    let response = try await Bench.ask(
      Bench.comparison
        + "/scenario.yaml?scenario=crisis&as_of=2026-01-31&set=rail.tariff.1520=" + value
        + "&set=rail.speed.tsr=500%20km%2Fday")
    #expect(response.status == 200, "\(String(decoding: response.body, as: UTF8.self))")
    #expect(
      String(decoding: response.body, as: UTF8.self) == """
        name: "As chosen on the page of corridor serve"
        inherits: "crisis"
        as_of: "2026-01-31"
        set:
          rail.tariff.1520: "0.2 USD/TEU-km @2024"
          rail.speed.tsr: "500 km/day"

        """)
  }
}
