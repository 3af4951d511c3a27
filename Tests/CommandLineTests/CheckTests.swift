import Foundation
import Testing

/// What only `check` reads: it ends with 1, names the file, and the report is its result.
@Suite struct CheckTests {
  @Test func `the bundled study has no errors`() async throws {
    let outcome = try await Command.run("check")
    outcome.expectSuccess()
    #expect(outcome.output.contains("\n0 errors, ") || outcome.output.hasPrefix("0 errors, "))
  }

  /// Counted in the files themselves: features by their class, and the lines of coded years.
  @Test func `what is from memory or judged is counted beside the assumptions too`() async throws {
    let geo = Command.root.appending(path: "Geo")
    func features(_ file: String) throws -> [[String: Any]] {
      let data = try Data(contentsOf: geo.appending(path: file))
      let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      return try #require(whole["features"] as? [[String: Any]])
        .compactMap { $0["properties"] as? [String: Any] }
    }
    func counts(_ classes: [String?]) -> (unsourced: Int, all: Int) {
      (classes.count { ["memory", "judgement"].contains($0) }, classes.count)
    }
    let places = counts(try features("places.geojson").map { $0["source_class"] as? String })
    let lengths = counts(
      try features("links.geojson").flatMap { $0["other_lengths"] as? [[String: Any]] ?? [] }
        .map { $0["class"] as? String })
    let since = counts(
      try features("zones.geojson").filter { $0["since"] != nil }
        .map { $0["since_class"] as? String })
    let regimes = try String(contentsOf: geo.appending(path: "regimes.yaml"), encoding: .utf8)
    let years = regimes.matches(of: /\n +(?:19|20)\d\d: \{state: .*class: (\w+)/)
    let coded = counts(years.map { String($0.1) })
    let outcome = try await Command.run("check", "--format", "json")
    outcome.expectSuccess()
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let findings = try #require((object as? [String: Any])?["findings"] as? [[String: Any]])
    let messages = findings.filter { $0["code"] as? String == "unsourced-facts" }
      .compactMap { $0["message"] as? String }
    for (count, what) in [
      (places, "positions of places"), (lengths, "other lengths of links"),
      (since, "years since when there are zones"), (coded, "coded years of 'peninsula'"),
    ] {
      #expect(count.unsourced > 0)
      let text = "\(count.unsourced) of \(count.all) \(what) have no source: "
      #expect(messages.count { $0.hasPrefix(text) } == 1, "\(text) in \(messages)")
    }
  }

  @Test(arguments: ["", "{\"links\": {", "{\"type\": \"FeatureCollection\", \"features\": []}"])
  func `kept measures that are empty, cut off or foreign are told`(text: String) async throws {
    try await Command.withStudy { _, study in
      try Data(text.utf8).write(to: study.appending(path: "borders/measures.json"))
      let outcome = try await Command.run("check", "--study", study.path)
      outcome.expectSuccess()
      #expect(outcome.output.contains("borders/measures.json: warning: no kept measure holds"))
      #expect(outcome.output.contains("run corridor check --write-index"))
    }
  }

  /// The land of Bland from 1.5 degrees on is land of Aland too: half a degree by two of them, near the equator.
  @Test func `countries that overlap are told, from kept measures too`() async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "mine")
      #expect(try await Command.run("new", study.path).code == 0)
      let countries = study.appending(path: "borders/countries.geojson")
      let sound = try String(contentsOf: countries, encoding: .utf8)
      let ring = "[[2.0, 0.0], [4.0, 0.0], [4.0, 2.0], [2.0, 2.0], [2.0, 0.0]]"
      #expect(sound.contains(ring) && sound.contains("\"bbox\": [2.0, 0, 4.0, 2]"))
      let overlapping = sound.replacing(ring, with: ring.replacing("[2.0", with: "[1.5"))
        .replacing("\"bbox\": [2.0, 0, 4.0, 2]", with: "\"bbox\": [1.5, 0, 4.0, 2]")
      try Data(overlapping.utf8).write(to: countries)
      for options in [[], ["--write-index"], [], ["--write-index"], []] {
        let outcome = try await Command.run(["check", "--study", study.path] + options)
        let found = outcome.output.split(separator: "\n").filter { $0.contains("overlap by") }
        #expect(outcome.code == 0 && found.count == 1, "\(options): \(outcome.output)")
        #expect(found.first?.contains("countries.geojson:3:1: warning") == true, "\(found)")
        #expect(found.first?.contains("'XA' and 'XB' overlap by 12307 km2") == true, "\(found)")
        #expect(found.first?.contains("round [1.75, 1.0]") == true, "\(found)")
      }
      try Data(sound.utf8).write(to: countries)
      let mended = try await Command.run("check", "--study", study.path)
      #expect(mended.code == 0 && !mended.output.contains("overlap by"))
    }
  }

  @Test func `kept edges of other countries are told and passed over`() async throws {
    try await Command.withStudy { parent, study in
      let line = #"{"type":"LineString","coordinates":[[126.9,37.5],[127,39],[131,43],[150,44]]}"#
      let path = parent.appending(path: "line.geojson").path
      try Data(line.utf8).write(to: URL(filePath: path))
      let index = study.appending(path: "borders/countries.index")
      let measure = ["measure", path, "--study", study.path, "--format", "json"]
      let kept = try await Command.run(measure)
      #expect(kept.code == 0 && kept.output.contains("\"KP\""))
      try FileManager.default.removeItem(at: index)
      let anew = try await Command.run(measure)
      #expect(anew.output == kept.output)
      try Data("CORRINDX and no more".utf8).write(to: index)
      let damaged = try await Command.run(measure)
      #expect(damaged.output == kept.output)
      let check = try await Command.run("check", "--study", study.path)
      check.expectSuccess()
      #expect(check.output.contains("borders/countries.index: warning: the kept edges are"))
      let countries = study.appending(path: "borders/countries.geojson")
      let text = try String(contentsOf: countries, encoding: .utf8)
      try Data(text.replacing("\"KP\"", with: "\"KQ\"").utf8).write(to: countries)
      #expect(try await Command.run(measure).output.contains("\"KQ\""))
    }
  }

  @Test(arguments: [
    Damage.content("borders/countries.geojson", "empty", [], "is empty").forCheckOnly,
    .content("borders/boundaries.geojson", "empty", [], "is empty").forCheckOnly,
    .content("zones.geojson", "empty", [], "is empty").forCheckOnly,
    .content("chainage.csv", "empty", [], "is empty").forCheckOnly,
    .content("claims.yaml", "empty", [], "is empty").forCheckOnly,
    .content("scenarios/red-sea-2024.yaml", "empty", [], "is empty").forCheckOnly,
    .missing("borders/countries.geojson").forCheckOnly,
    .cut("borders/countries.geojson", after: "\"geometry\"", "cut short").forCheckOnly,
    .features("borders/countries.geojson", "a duplicate code", "has the id of the country at") {
      $0.append($0[0])
    }.forCheckOnly,
    .features("borders/countries.geojson", "an open ring", "repeat the first position") {
      $0[0]["geometry"] = [
        "type": "Polygon", "coordinates": [[[0, 0], [9, 9], [9, 0], [1, 0]]],
      ]
    }.forCheckOnly,
    .text("chainage.csv", ",59,", ",fifty,", "is 'fifty' and not a number").forCheckOnly,
    .text("chainage.csv", ",moscow,0,", ",moscou,0,", "did you mean 'moscow'?").forCheckOnly,
    .added("scenarios/a.yaml", "name: A\ninherits: a\n", "inherits from itself: a -> a"),
    .added("scenarios/a.yaml", "name: A\ninherits: bass\n", "did you mean 'base'?"),
    .added("scenarios/a.yaml", "name: A\nsets: {}\n", "did you mean 'set'?"),
    .added("scenarios/a.yaml", "name: A\nset:\n  rail.speed.trs: 5 km/day\n", "'rail.speed.tsr'?"),
    .added("scenarios/a.yaml", "name: A\nset:\n  rail.speed.tsr: 500 kg\n", "give it in km/day"),
    .added("scenarios/a.yaml", "name: A\nset:\n  rail.speed.tsr: 500\n", "write '500 km/day'"),
    .added(
      "scenarios/a.yaml", "name: A\nlinks:\n  moscow-bres: {status: dormant}\n",
      "did you mean 'moscow-brest'?"),
    .added(
      "scenarios/a.yaml", "name: A\nlinks:\n  moscow-brest: {status: shut}\n", "'shut'"),
    .added(
      "scenarios/a.yaml", "name: A\nborders:\n  BY-PK: {open: false, reason: no}\n",
      "did you mean 'BY-PL'?"),
    .added("scenarios/a.yaml", "name: A\nborders:\n  BY-PL: {open: false}\n", "add 'reason'"),
    .added(
      "scenarios/a.yaml", "name: A\npassages:\n  sues: {open: false, reason: no}\n",
      "did you mean 'suez'?"),
    .added(
      "scenarios/a.yaml",
      "name: A\nroutes:\n  container:busan-hamburg/tkr-eats: {open: false, reason: no}\n",
      "tkr-east'?"),
    .added("scenarios/a.yaml", "name: A\nsources: [ERAII]\n", "did you mean 'ERAI'?"),
    .added("scenarios/a.yaml", "name: A\nas_of: 2010\n", "and not a date"),
    .added("scenarios/a.yaml", "name: A\nchoice: all\n", "use one of: available, if-open"),
    .added(
      "scenarios/a.yaml", "name: A\nlinks:\n  moscow-brest: {class: sea-trunk}\n",
      "name a class of the mode rail"),
    .added(
      "scenarios/a.yaml", "name: A\nlinks:\n  sea-busan-rajin: {gauge_mm: 1520}\n",
      "is no railway"),
    .added(
      "scenarios/a.yaml", "name: A\nset:\n  cargo.value: {value: 5 USD/TEU @2020}\n",
      "add 'class'"),
    .added(
      "scenarios/a.yaml",
      "name: A\nset:\n  cargo.value: {value: 5 USD/TEU @2020, class: sourced}\n",
      "names no source"),
    .added("scenarios/a.yaml", "name: A\nregimes: {held: true}\n", "add 'start'"),
    .added("alignments/no-such.csv", "longitude,latitude,name,provenance\n", "not in the study"),
    .text(
      "claims.yaml", "quantity: \"{corridor:rajin-spur declared_km}\"",
      "quantity: \"{corridor:rajin-spur declared_km} * (\"", "a number is expected"
    ).forCheckOnly,
    .text(
      "claims.yaml", "{corridor:rajin-spur declared_km}", "{corridor:rajin-spr declared_km}",
      "did you mean `rajin-spur`?"
    ).forCheckOnly,
    .text(
      "claims.yaml", " / {deflator:2007}", "",
      "money in prices of 2024 is held against a figure in prices of 2007"
    ).forCheckOnly,
    .text("claims.yaml", "unit: billion USD, price_year: 2007", "unit: billion USD", "price year")
      .forCheckOnly,
    .text("claims.yaml", "unit: billion USD, price_year: 2007", "unit: times", "money in bnUSD")
      .forCheckOnly,
    .features("places.geojson", "the axes of a place in the middle of its country", "swapped axes?")
    {
      features in
      for place in features.indices where features[place]["id"] as? String == "novosibirsk" {
        let point = (features[place]["geometry"] as? [String: Any])?["coordinates"] as? [Double]
        features[place].set("geometry", "coordinates", Array((point ?? []).reversed()))
      }
    },
    .text("scenarios/base-2010.yaml", "as_of: 2010-12-31", "as_of: 2010", "and not a date"),
    .text(
      "corridors.yaml", "links: [baranovsky-khasan]",
      "links: [baranovsky-khasan, baranovsky-khasan]",
      "corridor 'khasan-link' has the link 'baranovsky-khasan' twice"),
    .content(
      "chainage.csv", "a byte that is not UTF-8",
      Array("series,station,place,km,source,class\n".utf8) + [0xFF, 0x0A], "chainage.csv:2",
      "not UTF-8"),
    .text(
      "backcasts.yaml", "scenario: base-2010", "scenario: base-2001", "did you mean `base-2010`?"
    )
    .forCheckOnly,
    .text("backcasts.yaml", "sea.speed.trunk: 23 kn", "sea.speed.trnk: 23 kn", "'sea.speed.trunk'?")
      .forCheckOnly,
    .text(
      "backcasts.yaml", "low: \"{happened:fall} - {15 %}\"", "low: \"{happened:fal} - {15 %}\"",
      "use one of: fall"
    ).forCheckOnly,
    .content("backcasts.yaml", "empty", [], "is empty").forCheckOnly,
    .content("backcasts.yaml", "a list", Array("[]\n".utf8), "not a mapping").forCheckOnly,
    .cut("claims.yaml", after: "source:", "breaks off").forCheckOnly,
    .text("alignments/moscow-brest.csv", "longitude,", "lon,", "begin the file with"),
  ])
  func `a mistake is an error of the report`(damage: Damage) async throws {
    try await Command.withStudy { parent, study in
      _ = try damage.make(in: study)
      let outcome = try await Command.run("check", in: parent)
      #expect(outcome.code == 1 && !outcome.isKilled, "\(outcome.complaint)")
      #expect(outcome.complaint.isEmpty)
      let errors = outcome.output.split(separator: "\n").filter { $0.contains(": error: ") }
      let place = "Geo/" + damage.file
      #expect(errors.contains { $0.hasPrefix(place) }, "\(outcome.output)")
      for word in damage.words { #expect(errors.contains { $0.contains(word) }, "\(errors)") }
      #expect(errors.count == 1, "\(errors)")
    }
  }

  // What every comparison, or every route of one, stumbles over is told with the first of them.
  @Test(arguments: [
    Damage.text(
      "assumptions.yaml", "  base: 30\n", "  base: 30.5\n", "give whole years", "(and 4 more times)"
    ),
    .text("study.yaml", "destination: hamburg", "destination: busan", "(and 6 more times)"),
  ])
  func `a mistake that many share is told once`(damage: Damage) async throws {
    try await Command.withStudy { parent, study in
      _ = try damage.make(in: study)
      let outcome = try await Command.run("check", in: parent)
      let errors = outcome.output.split(separator: "\n").filter { $0.contains(": error: ") }
      #expect(outcome.code == 1 && errors.count == 1, "\(errors)")
      for word in damage.words { #expect(errors.first?.contains(word) == true, "\(errors)") }
    }
  }

  @Test func `a study needs no claims, and an audit says so`() async throws {
    try await Command.withStudy { parent, study in
      try FileManager.default.removeItem(at: study.appending(path: "claims.yaml"))
      #expect(try await Command.run("check", in: parent).code == 0)
      try await Command.run("audit", in: parent)
        .expectFailure(66, says: ["Geo/claims.yaml", "no ledger of claims"])
    }
  }

  @Test func `rates and posts without a source are told`() async throws {
    let outcome = try await Command.run("check")
    for series in ["'EUR/USD'", "'RUB/USD'", "'TSR actual km via Yaroslavl'"] {
      #expect(
        outcome.output.split(separator: "\n")
          .contains { $0.contains(series) && $0.contains("have no source: ") })
    }
  }

  @Test func `scenarios that inherit from each other are told once`() async throws {
    try await Command.withStudy { parent, study in
      for (name, other) in [("a", "b"), ("b", "c"), ("c", "a")] {
        try Data("name: \(name)\ninherits: \(other)\n".utf8)
          .write(to: study.appending(path: "scenarios/\(name).yaml"))
      }
      let outcome = try await Command.run("check", in: parent)
      #expect(outcome.code == 1)
      #expect(outcome.output.split(separator: "\n").count { $0.contains(": error: ") } == 1)
      #expect(outcome.output.contains("Geo/scenarios/a.yaml:2"))
      #expect(outcome.output.contains("a -> b -> c -> a"))
    }
  }

  @Test func `every mistake is told at once, each file in order`() async throws {
    try await Command.withStudy { parent, study in
      for damage in [
        Damage.text("study.yaml", "summary:", "sumary:"),
        .text("assumptions.yaml", "shape: triangular", "shape: triangle"),
        .text("corridors.yaml", "- tsr-taishet-chita", "- tsr-taishet-chitta"),
        .content("zones.geojson", "empty", []),
      ] {
        _ = try damage.make(in: study)
      }
      let outcome = try await Command.run("check", in: parent)
      #expect(outcome.code == 1)
      let files = ["assumptions.yaml", "corridors.yaml", "study.yaml", "zones.geojson"]
      let places = try files.map { try #require(outcome.output.range(of: "Geo/\($0)")).lowerBound }
      #expect(places == places.sorted())
      let compare = try await Command.run("compare", in: parent)
      #expect(compare.code == 65)
      #expect(compare.complaints.count >= 3)
    }
  }

  @Test(arguments: ["json", "csv", "markdown"])
  func `errors end in 1 in every format`(format: String) async throws {
    try await Command.withStudy { parent, study in
      try FileManager.default.removeItem(at: study.appending(path: "sources.json"))
      let outcome = try await Command.run("check", "--format", format, in: parent)
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("sources.json"))
      if format == "json" {
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let object = try #require(json as? [String: Any])
        #expect(object["errors"] as? Int ?? 0 > 0)
        let findings = try #require(object["findings"] as? [[String: Any]])
        let keys = ["severity", "code", "file", "line", "column", "message", "remedy"]
        for finding in findings { #expect(Set(finding.keys) == Set(keys)) }
      }
    }
  }
}
