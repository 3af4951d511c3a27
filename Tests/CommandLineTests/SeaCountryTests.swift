import Foundation
import Testing

/// Countries on sea lanes, held to where the lines run and not to what passages are called.
@Suite("corridor route, countries at sea") struct SeaCountryTests {
  /// The box of longitudes and latitudes of the Suez and of the Panama Canal, from any atlas.
  private static let suez = (west: 32.2, south: 29.95, east: 32.65, north: 31.25)
  private static let panama = (west: -79.95, south: 8.9, east: -79.5, north: 9.4)

  private static func positions(_ arguments: String...) async throws -> [[Double]] {
    let outcome = try await Command.run(["route"] + arguments + ["--format", "geojson"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    var found: [[Double]] = []
    for feature in object["features"] as? [[String: Any]] ?? [] {
      let geometry = feature["geometry"] as? [String: Any]
      if let line = geometry?["coordinates"] as? [[Double]] { found += line }
      for line in geometry?["coordinates"] as? [[[Double]]] ?? [] { found += line }
    }
    #expect(!found.isEmpty)
    return found
  }

  /// The canal and the Gulf of Suez.
  private static let gulf = (west: 32.2, south: 27.7, east: 34.2, north: 31.35)

  /// Kilometres on a sphere, right to 0.6 %, to where a route comes into the Suez Canal or its gulf and
  /// to where it leaves them.
  static func chainages(of from: String, _ to: String) async throws -> (
    enters: Double, leaves: Double
  ) {
    let line = try await positions(from, to)
    var kilometres = 0.0
    var found: [Double] = []
    for (before, here) in zip(line, line.dropFirst()) {
      let angles = [before[0], before[1], here[0], here[1]].map { $0 * .pi / 180 }
      let haversine =
        pow(sin((angles[3] - angles[1]) / 2), 2)
        + cos(angles[1]) * cos(angles[3]) * pow(sin((angles[2] - angles[0]) / 2), 2)
      kilometres += 2 * 6371.0088 * asin(haversine.squareRoot())
      if pass([here], gulf) { found.append(kilometres) }
    }
    return try (#require(found.first), #require(found.last))
  }

  private static func pass(
    _ positions: [[Double]], _ box: (west: Double, south: Double, east: Double, north: Double)
  ) -> Bool {
    positions.contains {
      $0[0] > box.west && $0[0] < box.east && $0[1] > box.south && $0[1] < box.north
    }
  }

  @Test(arguments: [["nl"], ["Pl", "country:nl"], ["de-pl"], ["border:by-pl", "eg"]])
  func `codes of countries may be in small letters`(names: [String]) async throws {
    func routes(_ names: [String]) async throws -> Command.Outcome {
      try await Command.run(
        ["route", "busan", "hamburg", "--lanes", "--format", "csv"]
          + names.flatMap { ["--avoid", $0] })
    }
    let small = try await routes(names)
    let large = try await routes(
      names.map { name in
        let parts = name.split(separator: ":")
        return (parts.dropLast().map(String.init) + [parts[parts.count - 1].uppercased()])
          .joined(separator: ":")
      })
    #expect(small.code == large.code && small.output == large.output)
    #expect(!small.complaint.contains("nothing is called so"), "\(small.complaint)")
  }

  @Test func `a country that is avoided is not sailed through`() async throws {
    let free = try await Self.positions("busan", "hamburg", "--lanes")
    #expect(Self.pass(free, Self.suez))
    let noEgypt = try await Self.positions("busan", "hamburg", "--lanes", "--avoid", "EG")
    #expect(!Self.pass(noEgypt, Self.suez) && Self.pass(noEgypt, Self.panama))
    let neither = try await Self.positions(
      "busan", "hamburg", "--lanes", "--avoid", "EG", "--avoid", "PA")
    #expect(!Self.pass(neither, Self.suez) && !Self.pass(neither, Self.panama))
    let required = try await Self.positions("busan", "hamburg", "--lanes", "--require", "PA")
    #expect(Self.pass(required, Self.panama))
  }

  @Test func `the countries of passages are in the answer`() async throws {
    let object = try await RouteTests.json("route", "busan", "rotterdam")
    let route = try #require(try RouteTests.routes(object).first)
    #expect(
      route["passage_countries"] as? [String: [String]]
        == ["malacca": [], "babalmandab": [], "suez": ["EG"], "gibraltar": []])
    let table = try await Command.run("route", "busan", "rotterdam")
    #expect(table.output.contains("~ EG ~") && table.output.contains("suez (EG)"))
  }

  /// With every way between the oceans closed nothing is left, and no lane rounds a cape beside the passage.
  @Test func `a passage that is avoided has no way round it`() async throws {
    let passages = ["suez", "south-africa", "panama", "chili"]
    let outcome = try await Command.run(
      ["route", "busan", "hamburg", "--lanes", "--avoid", "rail"]
        + passages.flatMap { ["--avoid", $0] })
    #expect(outcome.code != 0 && outcome.output.isEmpty)
    for name in passages { #expect(outcome.complaint.contains("passage \(name) is avoided")) }
  }

  /// The study's own links sail the same passages as the lanes, in the same countries.
  @Test func `passages lie in their countries with the lanes and without`() async throws {
    let cape = try await RouteTests.json("route", "busan", "hamburg", "--avoid", "EG")
    let route = try #require(try RouteTests.routes(cape).first)
    #expect(
      route["passage_countries"] as? [String: [String]] == ["sunda": ["ID"], "south-africa": []])
    for asked in ["--avoid", "--require"] {
      let object = try await RouteTests.json(
        "route", "busan", "hamburg", "-k", "20", asked, "ID", "--avoid", "rail")
      let sailed = try RouteTests.routes(object).map { $0["passages"] as? [String] ?? [] }
      #expect(!sailed.isEmpty)
      #expect(sailed.allSatisfy { $0.contains("sunda") == (asked == "--require") })
    }
  }

  /// A ship that is to pass both canals rounds a cape to come from one to the other.
  @Test func `a passage that is required is sailed to, wherever it lies`() async throws {
    let both = ["route", "busan", "hamburg", "--lanes", "--require", "suez", "--require", "panama"]
    let line = try await Self.positions(
      "busan", "hamburg", "--lanes", "--require", "suez", "--require", "panama", "--avoid", "rail")
    #expect(Self.pass(line, Self.suez) && Self.pass(line, Self.panama))
    for more in [["-k", "4"], ["-k", "3", "--dissimilar"], ["--pareto"]] {
      let outcome = try await Command.run(both + more + ["--format", "json"])
      outcome.expectSuccess()
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      let sailed = try RouteTests.routes(object).map { Set($0["passages"] as? [String] ?? []) }
      #expect(!sailed.isEmpty && sailed.allSatisfy { $0.isSuperset(of: ["suez", "panama"]) })
    }
  }

  /// The Mediterranean has no other way in once Suez is closed, and the Black Sea has but one.
  @Test(arguments: [
    ["--require gibraltar", "--avoid suez"], ["--require bosporus"],
    ["--require suez", "--avoid gibraltar"],
  ])
  func `what blocks a passage that is required is named, and each part of it is needed`(
    _ asked: [String]
  ) async throws {
    let start = ["route", "busan", "hamburg", "--lanes", "--avoid", "rail"]
    func run(_ options: [String]) async throws -> Command.Outcome {
      try await Command.run(
        start + ["--format", "json"] + options.flatMap { $0.split(separator: " ").map(String.init) }
      )
    }
    let blocked = try await run(asked)
    #expect(blocked.code == 1)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(blocked.output.utf8)) as? [String: Any])
    let set = try #require(object["blocked_by"] as? [String])
    #expect(set.count == asked.count)
    for option in asked {
      #expect(set.contains { $0.contains("(\(option))") })
      let fewer = try await run(asked.filter { $0 != option })
      #expect(fewer.code == 0, "without \(option)")
    }
  }

  @Test(arguments: [
    ("hamburg", "DE", "the destination"), ("hamburg", "hamburg", "the destination"),
    ("NLRTM", "NL", "the destination"), ("hamburg", "KR", "the origin"),
    ("hamburg", "busan", "the origin"),
  ])
  func `an end that is avoided is a contradiction, and told as one`(
    _ destination: String, _ avoided: String, _ end: String
  ) async throws {
    let outcome = try await Command.run(
      "route", "busan", destination, "--lanes", "--avoid", avoided)
    #expect(outcome.code == 1 && outcome.output.isEmpty)
    #expect(outcome.complaint.contains("(--avoid \(avoided)), and \(end) is there"))
  }

  @Test func `what is somewhere else can be named and is said to be there`() async throws {
    let object = try await RouteTests.json(
      "route", "busan", "hamburg", "--avoid", "panama", "--avoid", "FR")
    let notes = try #require(object["notes"] as? [String])
    #expect(notes.contains { $0.hasPrefix("passage panama: no link of the study takes it") })
    #expect(notes.contains { $0.hasPrefix("country FR: nothing of this network lies in it") })
    #expect((object["constraints"] as? [String])?.count == 2)
    let required = try await Command.run("route", "busan", "hamburg", "--require", "panama")
    #expect(required.code == 1 && required.output.isEmpty)
    #expect(required.complaints.count == 2, "\(required.complaint)")
    #expect(required.complaint.contains("passage panama is required"))
    #expect(required.complaint.contains("note: passage panama: no link of the study takes it"))
  }

  @Test func `a port far from the lanes is reached, and how far is said`() async throws {
    let object = try await RouteTests.json("route", "KPCHO", "busan")
    let route = try #require(try RouteTests.routes(object).first)
    let leg = try #require((route["legs"] as? [[String: Any]])?.first)
    let connectors = try #require(leg["connectors_km"] as? [Double])
    // By PROJ's geod over each edge of the lanes drawn as 2,000 points.
    #expect(abs(connectors[0] - 89.155) < 0.01 && connectors[1] < 20)
    let table = try await Command.run("route", "KPCHO", "busan")
    #expect(table.output.contains("straight to the lanes: Chongjin 89.2 km, Busan"))
  }

  @Test func `a passage that may lie anywhere leaves a country unanswered`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: Command.root.appending(path: "Geo"), to: folder)
    let file = folder.appending(path: "sea/lanes.geojson")
    let text = try String(contentsOf: file, encoding: .utf8)
    let untold = text.replacingOccurrences(of: ",\"countries\":[\"PA\"]", with: "")
    #expect(untold != text)
    try untold.write(to: file, atomically: true, encoding: .utf8)
    let asked = ["route", "busan", "hamburg", "--study", folder.path, "--lanes", "--avoid", "EG"]
    let outcome = try await Command.run(asked + ["--require", "panama"])
    #expect(outcome.code == 64)
    #expect(
      outcome.complaint.contains("does not say in which countries the passage `panama` lies"),
      "\(outcome.complaint)")
    let closed = try await Command.run(asked + ["--avoid", "panama"])
    #expect(closed.code == 0, "\(closed.complaint)")
  }
}

/// What answers over the sea lanes say.
@Suite("corridor route, sea lanes in words") struct SeaWordsTests {
  @Test func `a position means a port of the lanes`() async throws {
    let object = try await RouteTests.json("route", "4.1,51.95", "busan", "--lanes")
    let origin = try #require(object["origin"] as? [String: Any])
    #expect(origin["id"] as? String == "NLRTM")
    // By PROJ's geod: from the position to that of the port.
    #expect(abs((origin["snapped_km"] as? Double ?? 0) - 24.1) < 0.06)
  }

  @Test(arguments: [
    ("busan", "NLRTM", "Sea lane Busan-Rotterdam by malacca, babalmandab, suez, gibraltar"),
    ("NLRTM", "busan", "Sea lane Rotterdam-Busan by gibraltar, suez, babalmandab, malacca"),
  ])
  func `legs say the direction, and passages stand where they are`(
    _ from: String, _ to: String, _ name: String
  ) async throws {
    let object = try await RouteTests.json("route", from, to)
    let route = try #require(try RouteTests.routes(object).first)
    let steps = try #require(route["steps"] as? [[String: Any]])
    #expect(steps.contains { $0["label"] as? String == name })
    #expect(steps.contains { $0["label"] as? String == "terminal, Rotterdam" })
    let suez = try #require(steps.first { $0["label"] as? String == "passage suez" })
    let kilometres = try #require(suez["km"] as? Double)
    // The lane of the passage goes on into the Gulf of Suez; its middle is meant.
    let lane = try await SeaCountryTests.chainages(of: from, to)
    #expect(kilometres > 0.994 * lane.enters && kilometres < 1.006 * lane.leaves)
    #expect(lane.leaves - lane.enters < 500)
  }

  @Test func `a canal without a rule in the study is named`() async throws {
    let free = try await RouteTests.json("route", "busan", "hamburg", "--lanes", "--require", "PA")
    let notes = try #require(free["notes"] as? [String])
    #expect(notes.contains { $0.hasPrefix("passage panama (PA): the study has no rule for it") })
    let tolled = try await RouteTests.json("route", "busan", "NLRTM")
    let others = try #require(tolled["notes"] as? [String])
    #expect(!others.contains { $0.contains("no rule") })
  }

  @Test func `a port of the lanes that is required is called at`() async throws {
    let object = try await RouteTests.json(
      "route", "busan", "hamburg", "--lanes", "--avoid", "rail", "--require", "NLRTM", "--by",
      "distance")
    let route = try #require(try RouteTests.routes(object).first)
    let legs = try #require(route["legs"] as? [[String: Any]])
    #expect(legs.contains { $0["to"] as? String == "NLRTM" })
  }

  /// Rotterdam is the one port of the lanes in NL.
  @Test func `a country that is required is met by a call at a port of the lanes`() async throws {
    let object = try await RouteTests.json(
      "route", "busan", "hamburg", "--lanes", "--avoid", "rail", "--require", "NL", "--by",
      "distance")
    let route = try #require(try RouteTests.routes(object).first)
    let legs = try #require(route["legs"] as? [[String: Any]])
    #expect(legs.contains { $0["to"] as? String == "NLRTM" })
    let notes = try #require(object["notes"] as? [String])
    #expect(!notes.contains { $0.contains("lies in it") }, "\(notes)")
  }

  @Test(arguments: ["--avoid", "--require"])
  func `the country of a port of the lanes is in the network`(option: String) async throws {
    let outcome = try await Command.run("route", "busan", "rotterdam", "--lanes", option, "NL")
    #expect(outcome.code == (option == "--avoid" ? 1 : 0))
    #expect(!(outcome.output + outcome.complaint).contains("lies in it"))
    let none = try await Command.run("route", "busan", "hamburg", "--lanes", "--avoid", "NL")
    #expect(none.code == 0)
    #expect(none.output.contains("country NL: nothing of this network lies in it"))
  }

  /// As long as when every way was searched by itself, and priced pair by pair.
  @Test func `four passages are sailed by the shortest way`() async throws {
    let object = try await RouteTests.json(
      "route", "busan", "hamburg", "--lanes", "--require", "panama", "--require", "suez",
      "--require", "south-africa", "--require", "chili")
    let route = try #require(try RouteTests.routes(object).first)
    let length = try #require(route["length_km"] as? Double)
    #expect(length.rounded() == 52_215, "\(length)")
    let passages = try #require(route["passages"] as? [String])
    #expect(
      passages == [
        "malacca", "babalmandab", "suez", "gibraltar", "south-africa", "chili", "panama",
      ])
  }

  @Test func `more requirements of the lanes than can be sought together are refused`() async throws
  {
    let names = ["suez", "panama", "malacca", "sunda", "gibraltar", "ormuz", "bosporus"]
    let outcome = try await Command.run(
      ["route", "busan", "hamburg", "--lanes"] + names.flatMap { ["--require", $0] })
    outcome.expectFailure(64, says: ["at most 5 of them at once"])
  }

  @Test func `a case says what was asked`() async throws {
    let outcome = try await Command.run("critical", "busan", "hamburg", "--available")
    outcome.expectSuccess()
    #expect(!outcome.output.contains("if open"))
    #expect(outcome.output.contains("case: only what is open today"))
    #expect(outcome.output.contains("(--available)"))
  }

  @Test(arguments: ["route", "critical"])
  func `risk is not ranked by time where nothing is known of politics`(verb: String) async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "new").path
      let made = try await Command.run("new", study)
      #expect(made.code == 0)
      let outcome = try await Command.run(
        verb, "westport", "eastport", "--study", study, "--by", "risk")
      #expect(outcome.code == 1)
      #expect(outcome.complaint.contains("what politics close (--by risk)"), "\(outcome.complaint)")
    }
  }

  @Test func `alternatives of another study come in order`() async throws {
    let object = try await RouteTests.json(
      "route", "kolwezi", "rotterdam", "--study", "Examples/lobito", "-k", "3", "--dissimilar")
    let more = try RouteTests.routes(object).compactMap { $0["more_than_first"] as? Double }
    #expect(more == more.sorted() && more.count == 3)
    // The third changes from rail to road, which costs.
    #expect((more.last ?? 1) < 0.2)
  }
}
