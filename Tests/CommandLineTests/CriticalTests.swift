import Foundation
import Testing

@Suite("corridor critical") struct CriticalTests {
  /// Each increase against two searches of `route`: with the thing and without it.
  @Test(arguments: [
    ["busan", "moscow"], ["busan", "hamburg", "--lanes"], ["busan", "KRINC"],
    ["busan", "moscow", "--lanes", "--avoid", "suez"],
  ])
  func `what a loss costs is the best detour less the best route`(words: [String]) async throws {
    let asked = words + ["--by", "time", "--format", "json"]
    let all = try await Command.run(["critical"] + asked)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? RouteTests.Object)
    let journey = try #require((object["journeys"] as? [RouteTests.Object])?.first)
    let best = try #require(journey["best_days"] as? Double)
    let losses = try #require(journey["losses"] as? [RouteTests.Object])
    #expect(losses.count > (words.contains("KRINC") ? 0 : 2))
    let increases = losses.map { $0["increase_days"] as? Double ?? .infinity }
    #expect(increases == increases.sorted(by: >))
    for loss in losses {
      let kind = try #require(loss["kind"] as? String)
      let name = try #require(loss["lost"] as? String)
      let outcome = try await Command.run(["route"] + asked + ["--avoid", "\(kind):\(name)"])
      guard let increase = loss["increase_days"] as? Double else {
        #expect(outcome.code == 1)
        #expect((loss["detour_reason"] as? String)?.isEmpty == false)
        continue
      }
      let found = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? RouteTests.Object)
      let route = try #require(try RouteTests.routes(found).first)
      let days = try #require(
        (route["time_days"] as? RouteTests.Object)?["door_to_door"] as? Double)
      #expect((days - best - increase).magnitude < 1e-6, "\(kind) \(name)")
      #expect(RouteTests.links(route) == loss["detour"] as? [String])
    }
  }

  @Test func `a leg over the lanes that there is none of is refused`() async throws {
    let outcome = try await Command.run("route", "busan", "KRINC", "--avoid", "lane~busan~KRINK")
    outcome.expectFailure(
      64, says: ["no leg over the lanes between the ports of this journey is called so"])
  }

  /// The best route without any of these passages, for every choice of them, is among the best there are.
  @Test func `of ships over the lanes those come that other passages leave`() async throws {
    let words = ["busan", "hamburg", "--lanes", "--avoid", "rail", "--format", "json"]
    func routes(_ more: [String]) async throws -> [(legs: [String], worth: Double)] {
      let outcome = try await Command.run(["route"] + words + more)
      guard outcome.code == 0 else { return [] }
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? RouteTests.Object)
      return try RouteTests.routes(object).map {
        (RouteTests.links($0), try #require($0["generalised_cost_usd_per_teu"] as? Double))
      }
    }
    let best = try await routes(["-k", "40"])
    #expect(best.map(\.worth) == best.map(\.worth).sorted() && best.count == 40)
    let last = try #require(best.last?.worth)
    let passages = ["malacca", "sunda", "suez", "panama", "south-africa"]
    var found: Set<[String]> = []
    for choice in 0..<(1 << passages.count) {
      let closed = passages.indices.filter { choice >> $0 & 1 == 1 }.map { passages[$0] }
      guard let next = try await routes(closed.flatMap { ["--avoid", $0] }).first,
        next.worth < last
      else { continue }
      #expect(best.contains { $0.legs == next.legs }, "\(closed): \(next)")
      found.insert(next.legs)
    }
    #expect(found.count > 2)
    // Without Malacca ships come by Sunda: that costs little, so it is among the first.
    let sunda = try await routes(["--avoid", "malacca"])
    #expect(best.prefix(3).contains { $0.legs == sunda.first?.legs })
  }

  @Test func `a journey that is none is told once`() async throws {
    let same = try await Command.run("critical", "busan", "busan")
    same.expectFailure(64, says: ["both ends are `busan`; name two places"])
    let blocked = try await Command.run(
      "critical", "busan", "hamburg", "--avoid", "sea", "--avoid", "rail")
    blocked.expectFailure(1, says: ["no route from busan to hamburg"])
    #expect(blocked.output.isEmpty)
    let data = try await RouteTests.json(
      "critical", "busan", "hamburg", "--avoid", "sea", "--avoid", "rail", code: 1)
    #expect((data["journeys"] as? [RouteTests.Object])?.count == 1)
  }

  @Test func `a loss that a requirement leaves no way round says so`() async throws {
    let object = try await RouteTests.json("critical", "busan", "hamburg", "--require", "suez")
    let journey = try #require((object["journeys"] as? [RouteTests.Object])?.first)
    let losses = try #require(journey["losses"] as? [RouteTests.Object])
    let suez = try #require(losses.first { $0["lost"] as? String == "suez" })
    #expect(
      suez["detour_reason"] as? String
        == "no other way has what is asked: passage suez is required (--require suez)")
  }

  /// No rule of the bundled study is about terminals of gas.
  @Test func `what has no price on a route is told`() async throws {
    for command in ["route", "critical"] {
      let outcome = try await Command.run(command, "vladivostok", "seoul", "--service", "gas")
      outcome.expectSuccess()
      let words = outcome.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        words.contains("not priced: no rule gives time or money to: terminal, Vladivostok"),
        "\(outcome.output)")
    }
    let priced = try await Command.run(
      "route", "kolwezi", "shanghai", "--study", "Examples/lobito", in: Command.root)
    priced.expectSuccess()
    #expect(!priced.output.contains("not priced"), "\(priced.output)")
  }

  @Test func `every comparison of the study has its losses`() async throws {
    let object = try await RouteTests.json("critical")
    let journeys = try #require(object["journeys"] as? [RouteTests.Object])
    #expect(journeys.count == 5)
    for journey in journeys {
      #expect((journey["losses"] as? [Any])?.isEmpty == false, "\(journey["comparison"] ?? "")")
    }
    let table = try await Command.run("critical", "container:busan-moscow")
    table.expectSuccess()
    for line in table.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }
}
