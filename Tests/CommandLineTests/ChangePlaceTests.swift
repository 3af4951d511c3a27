import Foundation
import Testing

/// Places at which some links end and others only pass, held to studies in which these are cut there.
@Suite("corridor route, where loads change") struct ChangePlaceTests {
  private typealias Object = [String: Any]

  private static func read(_ file: URL) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? Object)
  }

  private static func write(_ features: [Object], to file: URL) throws {
    try JSONSerialization.data(
      withJSONObject: ["type": "FeatureCollection", "features": features] as Object
    ).write(to: file)
  }

  /// Cuts a link into `ID-1` and `ID-2` at the vertex on which a place stands.
  private static func cut(_ id: String, at place: String, _ position: [Double], in study: URL)
    throws
  {
    let file = study.appending(path: "links.geojson")
    let features = try #require(try read(file)["features"] as? [Object])
    var cut: [Object] = []
    for feature in features {
      guard feature["id"] as? String == id,
        let line = (feature["geometry"] as? Object)?["coordinates"] as? [[Double]],
        let vertex = line.firstIndex(where: { Array($0.prefix(2)) == position })
      else {
        cut.append(feature)
        continue
      }
      cut.append(Self.half(of: feature, "-1", "to", place, Array(line[...vertex])))
      cut.append(Self.half(of: feature, "-2", "from", place, Array(line[vertex...])))
    }
    try write(cut, to: file)
    let corridors = study.appending(path: "corridors.yaml")
    let text = try String(contentsOf: corridors, encoding: .utf8)
    try text.replacing(id, with: "\(id)-1, \(id)-2").write(
      to: corridors, atomically: true, encoding: .utf8)
    let count = try #require(try read(file)["features"] as? [Object]).count
    #expect(count == features.count + 1, "\(id) has no vertex at \(place)")
  }

  private static func half(
    of link: Object, _ ending: String, _ end: String, _ place: String, _ line: [[Double]]
  ) -> Object {
    var half = link
    var properties = link["properties"] as? Object ?? [:]
    properties[end] = place
    // A crossing lies on the further half of each of these links.
    if end == "to" { properties["crossings"] = [String]() }
    half["id"] = (link["id"] as? String ?? "") + ending
    half["geometry"] = ["type": "LineString", "coordinates": line] as Object
    half["properties"] = properties
    return half
  }

  private static func position(of place: String, in study: URL) throws -> [Double] {
    let features = try #require(
      try read(study.appending(path: "places.geojson"))["features"] as? [Object])
    let found = features.first { $0["id"] as? String == place }
    return Array(
      try #require((found?["geometry"] as? Object)?["coordinates"] as? [Double]).prefix(2))
  }

  /// The places of the Lobito study that a road passes and where railways end.
  @Test(arguments: [
    ("road-kolwezi-kasumbalesa", "lubumbashi", ["kasumbalesa", "dar-es-salaam", "durban"]),
    ("road-chililabombwe-kapiri-mposhi", "ndola", ["beira", "kolwezi"]),
    ("road-kapiri-mposhi-tunduma", "nakonde", ["beira", "kapiri-mposhi"]),
  ])
  func `a journey from there is that of a study whose link ends there`(
    link: String, place: String, others: [String]
  ) async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "cut")
      try FileManager.default.copyItem(
        at: Command.root.appending(path: "Examples/lobito"), to: study)
      try Self.cut(link, at: place, Self.position(of: place, in: study), in: study)
      for other in others {
        for options in [
          ["-k", "6", "--by", "distance"], ["-k", "4"], ["--avoid", "rail"], ["--available"],
          ["--pareto"], ["-k", "3", "--dissimilar"],
        ] {
          // One way and, by distance, back.
          let back = options.contains("distance") ? [[other, place]] : []
          for ends in [[place, other]] + back {
            let found = try await Self.figures(["route"] + ends + options, ExampleTests.lobito)
            let expected = try await Self.figures(["route"] + ends + options, study.path)
            #expect(!expected.isEmpty || options.count == 1, "\(ends) \(options)")
            #expect(found.count == expected.count, "\(ends) \(options)")
            for (one, two) in zip(found, expected) {
              #expect(
                zip(one, two).allSatisfy { ($0 - $1).magnitude <= 1e-5 * $1.magnitude },
                "\(ends) \(options): \(one) \(two)")
            }
          }
        }
      }
      let losses = try await Self.increases(place, others[0], ExampleTests.lobito)
      let expected = try await Self.increases(place, others[0], study.path)
      #expect(losses.count == expected.count)
      for (loss, other) in zip(losses, expected) where loss != other {
        #expect((loss - other).magnitude <= 1e-4 * max(1, other.magnitude))
      }
    }
  }

  /// Kilometres, days and price of each route.
  private static func figures(_ words: [String], _ study: String) async throws -> [[Double]] {
    let outcome = try await Command.run(words + ["--study", study, "--format", "json"])
    #expect(outcome.code <= 1, "\(words): \(outcome.complaint)")
    if outcome.code == 1 { return [] }
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    return try RouteTests.routes(object).map { route in
      [
        try #require(route["length_km"] as? Double),
        try #require((route["time_days"] as? Object)?["door_to_door"] as? Double),
        try #require(route["price_usd_per_t"] as? Double),
      ]
    }
  }

  private static func increases(_ from: String, _ to: String, _ study: String) async throws
    -> [Double]
  {
    let outcome = try await Command.run(
      "critical", from, to, "--study", study, "--format", "csv")
    #expect(outcome.code == 0, "\(outcome.complaint)")
    return outcome.output.split(separator: "\n").dropFirst().map { line in
      Double(line.split(separator: ",", omittingEmptySubsequences: false)[6]) ?? .infinity
    }
  }

  @Test func `what passes an end is told, and the road beyond it is the way`() async throws {
    let outcome = try await Command.run(
      "route", "lubumbashi", "kasumbalesa", "--by", "distance", "--study", ExampleTests.lobito,
      "--format", "json")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    let route = try #require(try RouteTests.routes(object).first)
    #expect(RouteTests.links(route) == ["road-kolwezi-kasumbalesa"])
    // Some 80 km as the crow flies.
    let length = try #require(route["length_km"] as? Double)
    #expect(length > 75 && length < 110, "\(length)")
    let notes = try #require(object["notes"] as? [String])
    #expect(
      notes.contains {
        $0.hasPrefix("lubumbashi: link road-kolwezi-kasumbalesa passes it, ")
          && $0.contains("for this journey loads may change there")
      }, "\(notes)")
  }

  /// A required place on the way of a link that is not left there changes no figure.
  @Test func `what runs through a required place is the whole link`() async throws {
    let ends = ["route", "kolwezi", "kasumbalesa", "--avoid", "rail"]
    let free = try await Self.figures(ends, ExampleTests.lobito)
    let asked = try await Self.figures(ends + ["--require", "lubumbashi"], ExampleTests.lobito)
    #expect(free == asked && !free.isEmpty)
    // By rail to Lubumbashi and on by road: only where loads change there.
    let changed = try await RouteTests.json(
      "route", "kolwezi", "kasumbalesa", "--require", "lubumbashi", "--require",
      "tenke-lubumbashi", "--avoid", "lubumbashi-ndola", "--study", ExampleTests.lobito)
    let route = try #require(try RouteTests.routes(changed).first)
    #expect(
      RouteTests.links(route) == ["kolwezi-tenke", "tenke-lubumbashi", "road-kolwezi-kasumbalesa"])
  }

  @Test func `check tells which links pass a place where others end`() async throws {
    let outcome = try await Command.run("check", "--study", ExampleTests.lobito)
    for (link, place) in [
      ("road-kolwezi-kasumbalesa", "lubumbashi"), ("road-chililabombwe-kapiri-mposhi", "ndola"),
      ("road-kapiri-mposhi-tunduma", "nakonde"),
    ] {
      #expect(outcome.output.contains("link `\(link)` passes `\(place)` (km "), "\(outcome.output)")
    }
    // The pipelines and wires of the bundled study pass stations that are nothing to them.
    let own = try await Command.run("check")
    #expect(!own.output.contains("where others end, and does not end there"))
  }

  /// The line of the link from Westport to Midtown has a vertex at 0.5, 1.02: 27.826 + 22.370 km from Westport by
  /// PROJ's geod, and a tenth more by the factor of its class.
  @Test func `a line that is imported from the way of a link`() async throws {
    let line = [[0.5, 1.02], [1.0, 0.7], [2.5, 0.6], [3.95, 1.0]]
    try await ImportTests.with(ImportTests.collection([line])) { study, run in
      let options = [
        "--as", "links", "--mode", "rail", "--class", "rail", "--gauge", "1435", "--source",
        "MADE-UP",
      ]
      let refused = try await run(options)
      #expect(refused.code == 1)
      for words in [
        "reaches only 'eastport', and is left out; its start lies on the study's link "
          + "'rail-westport-midtown', which is not cut, at 50.2 km of 161.93 km",
        "take 'rail-westport-midtown' out of links.geojson and import its line together with this",
      ] { #expect(refused.complaint.contains(words), "\(refused.complaint)") }
      let file = study.appending(path: "places.geojson")
      var places = try #require(try Self.read(file)["features"] as? [Object])
      var fork = places[1]
      fork["id"] = "fork"
      fork["geometry"] = ["type": "Point", "coordinates": [0.5, 1.02]] as Object
      var properties = fork["properties"] as? Object ?? [:]
      properties["name"] = "Fork"
      fork["properties"] = properties
      places.append(fork)
      try Self.write(places, to: file)
      let before = try await Self.kilometres("fork", "westport", study)
      #expect((before - 50.196 * 1.1).magnitude < 0.01)
      #expect(try await run(options).code == 0)
      let after = try await Self.kilometres("fork", "westport", study)
      #expect(after == before)
      let through = try await Self.kilometres("westport", "eastport", study, ["--require", "fork"])
      let onward = try await Self.kilometres("fork", "eastport", study)
      #expect((through - before - onward).magnitude < 0.01)
    }
  }

  private static func kilometres(
    _ from: String, _ to: String, _ study: URL, _ options: [String] = []
  ) async throws -> Double {
    let outcome = try await Command.run(
      ["route", from, to, "--by", "distance", "--avoid", "sea", "--study", study.path] + options
        + ["--format", "json"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? Object)
    return try #require(try RouteTests.routes(object).first?["length_km"] as? Double)
  }
}
