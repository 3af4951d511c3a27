import Foundation
import Testing

/// Journeys that begin or end where a link passes and does not end: Irkutsk lies on the link from Taishet to
/// Chita, at 5,185 of the kilometre posts of the Trans-Siberian Railway counted from Moscow.
@Suite("corridor route, on the way of a link") struct PassedStopTests {
  private static func kilometres(_ from: String, _ to: String) async throws -> Double {
    let routes = try RouteTests.routes(
      try await RouteTests.json("route", from, to, "--by", "distance", "--avoid", "sea"))
    return try #require(routes.first?["length_km"] as? Double)
  }

  @Test func `a part of a link is as long as posts have it, and two parts as the whole`()
    async throws
  {
    let west = try await Self.kilometres("irkutsk", "moscow")
    #expect((west - 5185).magnitude < 30, "\(west)")
    let back = try await Self.kilometres("moscow", "irkutsk")
    #expect((back - west).magnitude < 1e-3)
    let east = try await Self.kilometres("irkutsk", "chita")
    let whole = try await Self.kilometres("moscow", "chita")
    #expect((west + east - whole).magnitude < 1e-3)
  }

  @Test func `what is passed is told, and the part keeps the id of its link`() async throws {
    let object = try await RouteTests.json("route", "Иркутск", "moscow")
    let notes = try #require(object["notes"] as? [String])
    #expect(
      notes.contains { $0.hasPrefix("irkutsk: link tsr-taishet-chita passes it, ") }, "\(notes)")
    let route = try #require(try RouteTests.routes(object).first)
    #expect(RouteTests.links(route).first == "tsr-taishet-chita")
    let leg = try #require((route["legs"] as? [[String: Any]])?.first)
    #expect(leg["from"] as? String == "irkutsk" && leg["to"] as? String == "taishet")
    #expect(leg["name"] as? String == "Trans-Siberian Railway, Taishet-Chita, part Taishet-Irkutsk")
  }

  /// Irkutsk and Ulan-Ude lie on one link, 456 km apart by its posts.
  @Test func `a journey may begin and end on one link`() async throws {
    let object = try await RouteTests.json("route", "irkutsk", "ulan-ude", "--by", "distance")
    let route = try #require(try RouteTests.routes(object).first)
    #expect(RouteTests.links(route) == ["tsr-taishet-chita"])
    let length = try #require(route["length_km"] as? Double)
    #expect((length - 456).magnitude < 20, "\(length)")
  }

  /// A part costs its share of what the whole costs along it, beside what happens at its ends.
  @Test func `a part has its share of price and time of the whole link`() async throws {
    func haul(_ from: String, _ to: String) async throws -> (km: Double, days: Double, usd: Double)
    {
      let object = try await RouteTests.json("route", from, to, "--by", "distance")
      let route = try #require(try RouteTests.routes(object).first)
      let step = try #require(
        (route["steps"] as? [[String: Any]])?.first { $0["kind"] as? String == "link" })
      return try (
        #require((route["legs"] as? [[String: Any]])?.first?["length_km"] as? Double),
        #require(step["days"] as? Double), #require(step["usd_per_teu"] as? Double)
      )
    }
    let part = try await haul("taishet", "irkutsk")
    let whole = try await haul("taishet", "chita")
    let share = part.km / whole.km
    #expect(share > 0.3 && share < 0.5)
    #expect((part.days / whole.days - share).magnitude < 1e-4)
    #expect((part.usd / whole.usd - share).magnitude < 1e-4)
  }

  @Test func `a position means the nearest place, a stop or not`() async throws {
    let object = try await RouteTests.json("route", "104.3,52.3", "moscow")
    let origin = try #require(object["origin"] as? [String: Any])
    #expect(origin["id"] as? String == "irkutsk")
    #expect((origin["snapped_km"] as? Double ?? 100) < 5)
  }

  @Test func `to avoid a link is to avoid its parts`() async throws {
    let outcome = try await Command.run(
      "route", "irkutsk", "moscow", "--avoid", "tsr-taishet-chita")
    #expect(outcome.code == 1)
    #expect(outcome.complaint.contains("link tsr-taishet-chita is avoided"))
    let lost = try await RouteTests.json("critical", "irkutsk", "moscow")
    let journey = try #require((lost["journeys"] as? [[String: Any]])?.first)
    let losses = try #require(journey["losses"] as? [[String: Any]])
    let own = try #require(losses.first { $0["lost"] as? String == "tsr-taishet-chita" })
    #expect(own["detour"] is NSNull)
  }

  @Test func `nothing is loaded at a border that is passed, and the nearest stops are named`()
    async throws
  {
    let outcome = try await Command.run("route", "x-ru-by", "moscow")
    outcome.expectFailure(
      64,
      says: [
        "`x-ru-by` is a border crossing, which link `moscow-brest` passes: it is passed, not a stop",
        "The nearest stops: `",
      ])
  }

  /// Seven passages are more than can be sought: who looks at these first says that.
  @Test(arguments: [
    (["busann", "hamburg"], "did you mean `Busan`?"), (["busan", "200,0"], "is no position"),
    (["busan", "hamburg", "--require", "chilli"], "did you mean `chili`?"),
  ])
  func `a mistake in a name is told before anything is searched`(words: [String], message: String)
    async throws
  {
    let names = ["suez", "panama", "malacca", "sunda", "gibraltar", "ormuz", "bosporus"]
    let outcome = try await Command.run(
      ["route"] + words + ["--lanes"] + names.flatMap { ["--require", $0] })
    outcome.expectFailure(64, says: [message])
  }

  @Test func `a passage that may lie in a country that is asked for is not sailed`() async throws {
    let outcome = try await Command.run(
      "route", "busan", "hamburg", "--lanes", "--require", "chili", "--require", "KR")
    outcome.expectFailure(64, says: ["does not say in which countries the passage `chili` lies"])
  }
}
