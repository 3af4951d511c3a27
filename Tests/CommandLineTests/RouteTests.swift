import Foundation
import Testing

@Suite("corridor route") struct RouteTests {
  typealias Object = [String: Any]

  /// The JSON of a run that may find no route.
  static func json(_ arguments: String..., code: Int32 = 0) async throws -> Object {
    let outcome = try await Command.run(arguments + ["--format", "json"])
    #expect(outcome.code == code, "\(outcome.complaint)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
  }

  static func routes(_ object: Object) throws -> [Object] {
    try #require(object["routes"] as? [Object])
  }

  static func links(_ route: Object) -> [String] {
    (route["legs"] as? [Object] ?? []).compactMap { $0["link"] as? String }
  }

  /// Every listed route must be found again among all routes, with the very figures of `compare`.
  @Test func `a route along a listed route is priced as compare prices it`() async throws {
    let compared = try await Self.json("compare", "container:busan-hamburg")
    let found = try Self.routes(
      try await Self.json("route", "busan", "hamburg", "-k", "1000", "--by", "distance"))
    for listed in try Self.routes(compared) {
      let id = try #require(listed["id"] as? String)
      let twins = found.filter { route in
        ["length_km", "price_usd_per_teu", "generalised_cost_usd_per_teu", "co2e_kg_per_teu"]
          .allSatisfy { (route[$0] as? Double) == (listed[$0] as? Double) }
      }
      #expect(twins.count == 1, "\(id)")
      let times = (twins.first?["time_days"] as? Object)?["door_to_door"] as? Double
      #expect(times == (listed["time_days"] as? Object)?["door_to_door"] as? Double, "\(id)")
    }
  }

  /// The search by generalised cost against all simple routes, sorted here.
  @Test(arguments: [
    ("generalised", "generalised_cost_usd_per_teu"), ("cost", "price_usd_per_teu"),
  ])
  func `the best are the first of all there are`(objective: String, key: String) async throws {
    let answer = try await Self.json("route", "busan", "hamburg", "-k", "1000", "--by", "distance")
    #expect(answer["complete"] as? Bool == true)
    let all = try Self.routes(answer)
    let values = all.compactMap { $0[key] as? Double }.sorted()
    #expect(values.count > 7 && values.count < 1000)
    let best = try Self.routes(
      try await Self.json("route", "busan", "hamburg", "-k", "5", "--by", objective))
    #expect(best.compactMap { $0[key] as? Double } == Array(values.prefix(5)))
    for route in all {
      var places = (route["legs"] as? [Object] ?? []).compactMap { $0["from"] as? String }
      places.append("hamburg")
      #expect(Set(places).count == places.count)
    }
  }

  @Test func `the Pareto set is that of all routes`() async throws {
    func values(_ route: Object) throws -> [Double] {
      [
        try #require((route["time_days"] as? Object)?["door_to_door"] as? Double),
        try #require(route["price_usd_per_teu"] as? Double),
        try #require(route["closed_share"] as? Double),
      ]
    }
    let all = try Self.routes(
      try await Self.json("route", "busan", "hamburg", "-k", "1000", "--by", "distance")
    ).map(values)
    let kept = all.filter { one in
      !all.contains { other in other != one && zip(other, one).allSatisfy { $0 <= $1 } }
    }
    let object = try await Self.json("route", "busan", "hamburg", "--pareto")
    #expect(object["complete"] as? Bool == true)
    let routes = try Self.routes(object)
    #expect(try Set(routes.map(values)) == Set(kept) && routes.count == Set(kept).count)
    let costs = routes.compactMap { $0["generalised_cost_usd_per_teu"] as? Double }
    #expect(costs.count == routes.count && costs == costs.sorted())
  }

  @Test(arguments: ["Пусан", "부산", "BUSAN", "129.04,35.1"])
  func `places are found in any language and by position`(text: String) async throws {
    let object = try await Self.json("route", text, "함부르크")
    #expect((object["origin"] as? Object)?["id"] as? String == "busan")
    #expect((object["destination"] as? Object)?["id"] as? String == "hamburg")
    let snapped = (object["origin"] as? Object)?["snapped_km"]
    #expect((snapped is Double) == text.contains(","))
  }

  @Test(arguments: [
    (["busann", "hamburg"], "did you mean `Busan`?"),
    (["0,0", "hamburg"], "raise --snap-limit"),
    (["200,0", "hamburg"], "is no position"),
    (["busan", "busan"], "name two places"),
    (["busan", "mohe"], "is on no link that can be used"),
    (["RUPSE", "busan", "--snap-limit", "97"], "The nearest sea lane is 97.8 km off"),
    (["KPNJN", "busan", "--snap-limit", "95"], "the nearest that is: `rajin`, 2.0 km"),
    (["busan", "hamburg", "--avoid", "suezz"], "did you mean `suez`?"),
    (["busan", "hamburg", "--require", "regime:crisis"], "can be avoided, not passed"),
    (["busan", "hamburg", "--service", "contaner"], "did you mean `container`?"),
    (["busan", "hamburg", "--open", "suez"], "--open suez: it is open unless it is avoided"),
    (["busan", "hamburg", "--open", "northwest"], "has nothing to open without --lanes"),
    (["busan", "hamburg", "--avoid", ""], "--avoid '' names nothing"),
    (["busan", "hamburg", "--require", "country: "], "--require 'country: ' names nothing"),
    (["busan", "hamburg", "--avoid", "QQ"], "nothing is called so"),
    (["busan", "hamburg", "--flow", "0"], "--flow takes a number of loads"),
  ])
  func `what can't be asked is a mistake of the command line`(words: [String], message: String)
    async throws
  {
    let outcome = try await Command.run(["route"] + words)
    #expect(outcome.code == 64)
    #expect(outcome.complaint.contains(message), "\(outcome.complaint)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `without a way it ends with 1 and names a minimal set that blocks`() async throws {
    let asked = ["KP", "suez", "south-africa", "CN", "x-by-pl", "DE-PL"]
    let arguments = ["route", "busan", "hamburg"] + asked.flatMap { ["--avoid", $0] }
    let outcome = try await Command.run(arguments + ["--format", "json"])
    #expect(outcome.code == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    #expect(try Self.routes(object).isEmpty)
    let blocking = try #require(object["blocked_by"] as? [String])
    let core = asked.filter { name in blocking.contains { $0.contains("--avoid \(name))") } }
    #expect(core.count == blocking.count && core.count >= 2)
    // The set alone blocks, and no part of it does.
    let alone = try await Command.run(
      ["route", "busan", "hamburg"] + core.flatMap { ["--avoid", $0] })
    #expect(alone.code == 1)
    for left in core {
      let fewer = core.filter { $0 != left }.flatMap { ["--avoid", $0] }
      let outcome = try await Command.run(["route", "busan", "hamburg"] + fewer)
      #expect(outcome.code == 0, "without \(left)")
    }
  }

  @Test func `what is avoided is not passed, and what is required is`() async throws {
    let without = try Self.routes(
      try await Self.json(
        "route", "busan", "hamburg", "-k", "50", "--avoid", "KP", "--avoid", "suez")
    )
    #expect(without.count > 3)
    for route in without {
      #expect(!(route["passages"] as? [String] ?? []).contains("suez"))
      let pairs = (route["crossings"] as? [Object] ?? []).flatMap {
        [$0["from"] as? String, $0["to"] as? String]
      }
      #expect(!pairs.contains("KP"))
    }
    let with = try Self.routes(
      try await Self.json("route", "busan", "hamburg", "--require", "astana", "--require", "rail"))
    #expect(Self.links(with[0]).contains("dostyk-astana"))
    let open = try Self.routes(
      try await Self.json("route", "busan", "hamburg", "-k", "50", "--available"))
    #expect(!open.isEmpty && open.allSatisfy { $0["available"] as? Bool == true })
  }

  /// The railway runs through the station of Alexandrov and none of the study's links ends there.
  @Test func `a town on the line counts as passed`() async throws {
    let line = "tsr-moscow-yekaterinburg"
    for (option, passes) in [("--require", true), ("--avoid", false)] {
      let routes = try Self.routes(
        try await Self.json("route", "busan", "moscow", "-k", "100", option, "alexandrov"))
      #expect(!routes.isEmpty)
      #expect(routes.allSatisfy { Self.links($0).contains(line) == passes })
    }
  }

  @Test func `a regime takes out what it keeps shut`() async throws {
    let outcome = try await Command.run(
      "route", "busan", "moscow", "-k", "100", "--avoid", "crisis", "--format", "json")
    outcome.expectSuccess()
    #expect(outcome.output.contains("leaves less than 50 % of the year open"))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    for route in try Self.routes(object) {
      let pairs = (route["crossings"] as? [Object] ?? []).map {
        [$0["from"] as? String ?? "", $0["to"] as? String ?? ""].sorted()
      }
      #expect(!pairs.contains(["KP", "KR"]))
    }
  }

  @Test func `without Suez the lanes lead by Panama, which is named, and not into the Arctic`()
    async throws
  {
    let routes = try Self.routes(
      try await Self.json(
        "route", "busan", "hamburg", "--lanes", "--avoid", "suez", "--avoid", "rail", "--by",
        "distance", "-k", "3"))
    #expect(routes[0]["passages"] as? [String] == ["panama"])
    for route in routes {
      #expect(!(route["passages"] as? [String] ?? []).contains("northwest"))
    }
    let open = try Self.routes(
      try await Self.json(
        "route", "busan", "hamburg", "--lanes", "--avoid", "suez", "--avoid", "rail", "--by",
        "distance", "--open", "northwest"))
    #expect((open[0]["passages"] as? [String] ?? []).contains("northwest"))
  }

  @Test func `dissimilar routes share no more than they may`() async throws {
    let object = try await Self.json(
      "route", "busan", "hamburg", "-k", "4", "--dissimilar", "--share", "0.5")
    let routes = try Self.routes(object)
    #expect(routes.count >= 3)
    for (index, route) in routes.enumerated() {
      let legs = route["legs"] as? [Object] ?? []
      let total = legs.reduce(0) { $0 + ($1["length_km"] as? Double ?? 0) }
      for earlier in routes[..<index] {
        let theirs = Set(Self.links(earlier))
        let shared = legs.filter { theirs.contains($0["link"] as? String ?? "") }
          .reduce(0) { $0 + ($1["length_km"] as? Double ?? 0) }
        #expect(shared <= 0.5 * total + 1e-6)
      }
    }
  }

  /// The share by the vertices that the two lines have in common, on a sphere.
  @Test func `routes over the same straits share the kilometres of these`() async throws {
    let outcome = try await Command.run(
      "route", "busan", "hamburg", "--avoid", "rail", "--dissimilar", "-k", "2", "--format",
      "geojson")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    let features = try #require(object["features"] as? [Object])
    #expect(features.count == 2)
    func segments(_ feature: Object) throws -> [[[Double]]] {
      let geometry = try #require(feature["geometry"] as? Object)
      let single = geometry["coordinates"] as? [[Double]]
      let lines = geometry["coordinates"] as? [[[Double]]] ?? single.map { [$0] } ?? []
      #expect(!lines.isEmpty)
      return lines.flatMap { line in
        zip(line, line.dropFirst()).map { $0.lexicographicallyPrecedes($1) ? [$0, $1] : [$1, $0] }
      }
    }
    func length(_ segment: [[Double]]) -> Double {
      let (one, other) = (segment[0].map { $0 * .pi / 180 }, segment[1].map { $0 * .pi / 180 })
      let half =
        pow(sin((other[1] - one[1]) / 2), 2)
        + cos(one[1]) * cos(other[1]) * pow(sin((other[0] - one[0]) / 2), 2)
      return 2 * asin(half.squareRoot())
    }
    let first = try Set(segments(features[0]))
    let second = try segments(features[1])
    let common = second.filter(first.contains).map(length).reduce(0, +)
    let share = common / second.map(length).reduce(0, +)
    let properties = try #require(features[1]["properties"] as? Object)
    let told = try #require(properties["shared_with_first"] as? Double)
    // By PROJ's geod 0.18396 of the way round the Cape is that by Suez.
    #expect(abs(told - share) < 0.002 && abs(told - 0.18396) < 0.0005, "\(told), \(share)")
  }

  @Test func `a flow that no rule limits is said to close nothing`() async throws {
    let object = try await Self.json(
      "route", "vladivostok", "seoul", "--service", "gas", "--by", "distance", "--flow", "300000")
    let notes = try #require(object["notes"] as? [String])
    #expect(notes.contains { $0.contains("no rule of the study states a capacity for gas") })
    #expect((object["constraints"] as? [String])?.contains { $0.contains("--flow 300000") } == true)
  }

  @Test func `what is built has no price without the demand of a comparison`() async throws {
    let route = try #require(
      try Self.routes(
        try await Self.json(
          "route", "vladivostok", "seoul", "--service", "gas", "--by", "distance", "--avoid", "sea")
      ).first)
    #expect(route["price_usd_per_1000m3"] is NSNull)
    #expect((route["price_usd_per_1000m3_reason"] as? String)?.contains("levelised") == true)
    let refused = try await Command.run(
      "route", "vladivostok", "seoul", "--service", "gas", "--by", "cost", "--avoid", "sea")
    #expect(refused.code == 1)
    #expect(refused.complaint.contains("only links whose price is known"))
  }

  @Test func `a fee so negative that a link would pay is refused by its name`() async throws {
    let outcome = try await Command.run(
      "route", "busan", "moscow", "--require", "KP", "--by", "cost", "--set",
      "fee.kp.container=-90000 USD/TEU @2024")
    #expect(outcome.code == 65, "\(outcome.complaint)")
    #expect(outcome.complaint.contains("a search needs 0 or more"), "\(outcome.complaint)")
  }

  @Test(arguments: ["table", "markdown"])
  func `tables fit a terminal`(format: String) async throws {
    let outcome = try await Command.run("route", "busan", "hamburg", "-k", "4", "--format", format)
    outcome.expectSuccess()
    guard format == "table" else { return }
    for line in outcome.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test func `routes as GeoJSON are lines with their figures`() async throws {
    let outcome = try await Command.run(
      "route", "busan", "hamburg", "-k", "2", "--format", "geojson")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    let features = try #require(object["features"] as? [Object])
    #expect(features.map { $0["id"] as? String } == ["route-1", "route-2"])
    for feature in features {
      let type = (feature["geometry"] as? Object)?["type"] as? String
      #expect(type == "LineString" || type == "MultiLineString")
      #expect((feature["properties"] as? Object)?["length_km"] is Double)
    }
    let rows = try await Command.run("route", "busan", "hamburg", "--format", "csv")
    #expect(rows.output.hasPrefix("route,key,value,reason\n1,length_km,"))
  }
}
