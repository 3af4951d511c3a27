import Corridor
import CorridorViewer
import Foundation
import Testing

/// Runs of many worlds as whoever asks for them meets them.
@Suite struct RunTests {
  private let viewer: Viewer

  init() throws { viewer = Viewer(bench: try Bench.shared.get(), leaflet: nil) }

  private func ask(_ target: String, method: String = "GET") async throws
    -> (status: Int, json: [String: Any])
  {
    let request = try #require(
      Request(
        method: method, target: target, headers: [Request.Field("host", "127.0.0.1:8080")]))
    let response = await viewer.respond(request)
    let json = try JSONSerialization.jsonObject(with: Data(response.body))
    return (response.status, try #require(json as? [String: Any]))
  }

  private func start(_ query: String, of comparison: String = "container:busan-hamburg")
    async throws -> (status: Int, json: [String: Any])
  {
    try await ask("/api/v1/comparisons/\(comparison)/runs?" + query, method: "POST")
  }

  /// A run once it has ended.
  private func end(of started: [String: Any]) async throws -> [String: Any] {
    let path = "/api/v1/runs/" + (try #require(started["id"] as? String))
    var run = started
    while run["state"] as? String == "running" {
      try await Task.sleep(for: .milliseconds(20))
      run = try await ask(path).json
    }
    return run
  }

  @Test func `a run starts at once and takes the turn of the one before it`() async throws {
    let first = try await start("seed=1")
    let second = try await start("seed=2")
    // Preparing takes longer than asking, so that nothing can be done yet.
    #expect(first.status == 201 && second.status == 201)
    #expect(second.json["state"] as? String == "running")
    #expect(second.json["samples_done"] as? Int == 0)
    let id = try #require(first.json["id"] as? String)
    #expect(try await ask("/api/v1/runs/" + id).json["state"] as? String == "stopped")
    await viewer.stop()
  }

  @Test func `a run that was stopped and is asked for again ends by itself`() async throws {
    let oil = "oil:taishet-kozmino"
    for seed in [1, 2] {
      #expect(try await start("samples=64&seed=\(seed)", of: oil).status == 201)
    }
    let again = try await start("samples=64&seed=1", of: oil)
    #expect(again.status == 201)
    let run = try await end(of: again.json)
    #expect(run["state"] as? String == "done" && run["samples_done"] as? Int == 64)
  }

  @Test func `what turns out while a run is prepared ends it with the reason`() async throws {
    let started = try await start("set=rail.speed.tsr=normal(500,%20300)%20km%2Fday")
    #expect(started.status == 201)
    let run = try await end(of: started.json)
    #expect(run["state"] as? String == "failed")
    #expect((run["reason"] as? String)?.contains("rail.speed.tsr") == true)
  }

  @Test(arguments: [
    ("set=no.such=1", 409), ("scenario=nope", 400), ("samples=0", 400),
    ("set=rail.speed.tsr=0%20km%2Fday", 409),
  ])
  func `what the study refuses starts no run`(_ query: String, _ status: Int) async throws {
    let started = try await start(query)
    #expect(started.status == status && started.json["id"] == nil)
  }

  @Test func `a run that was stopped is not prepared to the end`() async throws {
    let bench = try Bench.shared.get()
    let study = bench.study
    let assumptions = try study.resolved()
    let network = try StudyNetwork(study: study, lines: bench.lines, assumptions: assumptions)
    let comparison = try #require(study.comparisons.first)
    let result = try ComparisonAppraiser(study: study, assumptions: assumptions)
      .appraise(comparison, routes: network.routes(of: comparison.id))
    let preparing = Task {
      while !Task.isCancelled { await Task.yield() }
      return try RiskSetup(
        result, of: study, resolved: assumptions, scenario: nil, regimes: nil,
        sampling: RiskSetup.Sampling(samples: 10), version: "test")
    }
    preparing.cancel()
    await #expect(throws: CancellationError.self) { try await preparing.value }
  }
}
