import Foundation
import Testing

/// Two scenarios or two studies, side by side.
@Suite struct DiffTests {
  private func json(_ arguments: [String], in folder: URL = Command.root) async throws -> [String:
    Any]
  {
    let outcome = try await Command.run(["diff"] + arguments + ["--format", "json"], in: folder)
    #expect(outcome.code == 0, "\(outcome.complaint)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }

  private func results(_ json: [String: Any], _ route: String, _ key: String) -> [String: Any]? {
    (json["results"] as? [[String: Any]])?.first {
      $0["route"] as? String == route && $0["key"] as? String == key
    }
  }

  @Test func `a scenario does not differ from itself, nor base from the study`() async throws {
    for pair in [["crisis", "crisis"], ["base", "Geo"]] {
      let outcome = try await Command.run(["diff"] + pair + ["--fail-on-change"])
      outcome.expectSuccess()
      #expect(outcome.output.contains("nothing differs"))
    }
  }

  @Test func `what a scenario closes shows in the network and in the results`() async throws {
    let diff = try await json(["base", "by-pl-closed"])
    #expect((diff["assumptions"] as? [Any])?.isEmpty == true)
    let network = try #require(diff["network"] as? [[String: Any]])
    #expect(network.map { $0["subject"] as? String } == ["place 'x-by-pl'", "border BY-PL"])
    let share = try #require(results(diff, "tkr-east", "share"))
    #expect(share["new"] is NSNull && share["old"] is Double && share["new_rank"] is NSNull)
    #expect((share["new_reason"] as? String)?.contains("BY-PL is closed") == true)
    let comparisons = Set(
      (diff["results"] as? [[String: Any]] ?? []).map { $0["comparison"] as? String })
    #expect(comparisons == ["container:busan-hamburg"])
  }

  @Test func `an assumption has both values, its unit and its class`() async throws {
    let diff = try await json(["base", "tariff-2001"])
    let found = try #require(diff["assumptions"] as? [[String: Any]])
    #expect(found.map { $0["id"] as? String } == ["rail.tariff.1520", "rail.tariff.kp"])
    // 0.078 USD of 2001 with the deflator of parameters.md, section 10.
    let new = try #require(found[0]["new"] as? Double)
    #expect(abs(new - 0.078 * 125.2237 / 74.3595) < 1e-9)
    #expect(
      found[0]["unit"] as? String == "USD/TEU-km" && found[0]["class"] as? String == "derived")
    #expect((found[0]["stated_at"] as? String)?.contains("scenarios/tariff-2001.yaml:") == true)
    let compared = try await Command.run(
      "compare", "container:busan-hamburg", "--scenario", "tariff-2001", "--format", "json")
    let result = try #require(
      try JSONSerialization.jsonObject(with: Data(compared.output.utf8)) as? [String: Any])
    let routes = try #require(result["routes"] as? [[String: Any]])
    let east = try #require(routes.first { $0["id"] as? String == "tkr-east" })
    #expect(
      results(diff, "tkr-east", "price_usd_per_teu")?["new"] as? Double
        == east["price_usd_per_teu"] as? Double)
  }

  @Test func `two folders differ in what was changed between them`() async throws {
    try await Command.withStudy { parent, study in
      let links = study.appending(path: "links.geojson")
      let text = try String(contentsOf: links, encoding: .utf8)
      // Uglovaya-Vostochny is 158 km where it is declared.
      let pattern = try #require(text.range(of: "\"declared_km\": ")?.upperBound)
      let number = text[pattern...].prefix { $0.isNumber || $0 == "." }
      let length = try #require(Double(number))
      let changed = text.replacingCharacters(
        in: pattern..<number.endIndex, with: "\(length + 10)")
      try Data(changed.utf8).write(to: links)
      let diff = try await json([Command.root.path + "/Geo", "Geo"], in: parent)
      let network = try #require(diff["network"] as? [[String: Any]])
      #expect(network.map { $0["key"] as? String } == ["declared_km"])
      #expect((diff["geometry"] as? [Any])?.isEmpty == true)
      let lengths = (diff["results"] as? [[String: Any]] ?? []).filter {
        $0["key"] as? String == "length_km"
      }
      #expect(!lengths.isEmpty)
      for one in lengths {
        let (old, new) = (try #require(one["old"] as? Double), try #require(one["new"] as? Double))
        #expect(abs(new - old - 10) < 1e-4)
      }
    }
  }

  @Test func `a scenario's politics are told, with the private account`() async throws {
    let diff = try await json(["base", "unification"])
    let politics = try #require(diff["politics"] as? [[String: String]])
    let processes = politics.filter { $0["subject"]?.hasPrefix("process ") == true }
    #expect(
      processes == [
        ["subject": "process 'peninsula'", "key": "start", "old": "crisis", "new": "unification"],
        ["subject": "process 'peninsula'", "key": "held", "old": "no", "new": "yes"],
        ["subject": "process 'sanctions'", "key": "start", "old": "in-force", "new": "lifted"],
        ["subject": "process 'sanctions'", "key": "held", "old": "no", "new": "yes"],
      ])
    // What is held is to come in all years: 0.75 is the worth of a year, `interest.ru.status-quo`.
    let toCome = politics.filter { $0["key"] == "status-quo, to come" }
    #expect(toCome.first { $0["subject"] == "worth 'peninsula to RU'" }?["new"] == "0.75")
    let worth = try #require(results(diff, "pipeline", "npv_private_musd"))
    let (old, new) = (
      try #require(worth["old"] as? Double), try #require(worth["new"] as? Double)
    )
    #expect(new > old + 1000)
    let csv = try await Command.run("diff", "base", "unification", "--format", "csv")
    #expect(csv.output.contains("\npolitics,process 'peninsula',start,crisis,unification,"))
  }

  @Test func `what regimes do to years open and to what is expected is told`() async throws {
    let diff = try await json(["base", "detente"])
    for (key, place) in [
      ("open_years", "open_years"), ("economic.npv_expected_musd", "economic.npv_expected_musd"),
      ("private.npv_expected_musd", "private.npv_expected_musd"),
    ] {
      let found = try #require(results(diff, "pipeline", key))
      for (side, options) in [("old", []), ("new", ["--scenario", "detente"])] {
        let csv = try await Command.run(
          ["politics", "gas:vladivostok-seoul", "--format", "csv"] + options)
        let row = csv.output.split(separator: "\n").first { $0.hasPrefix("pipeline,\(place),") }
        let value = try #require(
          row?.split(separator: ",", omittingEmptySubsequences: false)[2]
        ).description
        #expect(found[side] as? Double == Double(value), "\(key) \(side)")
      }
    }
    // What a scenario closes has none any more.
    let shut = try #require(
      results(try await json(["base", "by-pl-closed"]), "tkr-east", "open_years"))
    #expect(shut["old"] is Double && shut["new"] is NSNull)
    #expect((shut["new_reason"] as? String)?.contains("BY-PL is closed") == true)
  }

  @Test func `routes that a scenario closes have no rank`() async throws {
    let diff = try await json(["base", "suez-closed"])
    let closed = try #require(results(diff, "sea-suez", "generalised_cost_usd_per_teu"))
    #expect(closed["old_rank"] as? Double == 1 && closed["new_rank"] is NSNull)
    let next = try #require(results(diff, "sea-cape", "generalised_cost_usd_per_teu"))
    #expect(next["old_rank"] as? Double == 2 && next["new_rank"] as? Double == 1)
  }

  @Test func `two folders differ in a row of a matrix, an effect and a correlation`() async throws {
    try await Command.withStudy { parent, study in
      func change(_ name: String, _ old: String, _ new: String) throws {
        let file = study.appending(path: name)
        let text = try String(contentsOf: file, encoding: .utf8)
        let place = try #require(text.range(of: old))
        try Data(text.replacingCharacters(in: place, with: new).utf8).write(to: file)
      }
      try change(
        "regimes.yaml", "2020: {state: crisis, class: memory}",
        "2020: {state: status-quo, class: memory}")
      try change("regimes.yaml", "collapse: [0.10, 0, 0.30", "collapse: [0.20, 0, 0.20")
      try change("regimes.yaml", "status-quo: interest.ru.sq", "status-quo: interest.ru.d")
      try change("regimes.yaml", "to: detente, logit", "to: crisis, logit")
      try change("regimes.yaml", "in-force: {availability: regime.sanctions.open, ", "in-force: {")
      try change("study.yaml", "rank: 0.5", "rank: 0.6")
      let diff = try await json([Command.root.path + "/Geo", "Geo"], in: parent)
      // What was not there before, or no longer is, has null for its value.
      let politics = try #require(diff["politics"] as? [[String: Any]]).map {
        $0.compactMapValues { $0 as? String }
      }
      let keys = politics.map { [$0["key"] ?? "", $0["old"] ?? "", $0["new"] ?? ""] }
      #expect(keys.contains(["collapse to crisis", "30 %/year", "20 %/year"]))
      #expect(keys.contains(["collapse to status-quo", "10 %/year", "20 %/year"]))
      // Of 8 years of crisis that another followed 5 went on to crisis; of 7 now 4. One of each is added.
      #expect(keys.contains(["crisis to crisis", "54 %/year", "49.5 %/year"]))
      #expect(keys.contains(["state", "crisis", "status-quo"]))
      #expect(keys.contains(["availability", "regime.sanctions.open", ""]))
      #expect(keys.contains(["status-quo", "interest.ru.sq", "interest.ru.d"]))
      #expect(politics.contains { $0["subject"]?.hasSuffix("to crisis'") == true })
      let correlations = try #require(diff["correlations"] as? [[String: String]])
      #expect(
        correlations.map { $0["old"] } == ["0.5"] && correlations.map { $0["new"] } == ["0.6"])
      let failing = try await Command.run(
        ["diff", Command.root.path + "/Geo", "Geo", "--fail-on-change"], in: parent)
      #expect(failing.code == 1)
    }
  }

  @Test func `there is a table of 100 columns, Markdown and CSV`() async throws {
    let text = try await Command.run("diff", "base", "base-2010")
    text.expectSuccess()
    for line in text.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    let markdown = try await Command.run("diff", "base", "detente", "--format", "markdown")
    #expect(markdown.output.hasPrefix("## base -> detente\n"))
    #expect(markdown.output.contains("| tkr-east | share |"))
    let csv = try await Command.run("diff", "base", "detente", "--format", "csv")
    #expect(csv.output.hasPrefix("kind,subject,key,old,new,unit,old_rank,new_rank,reason\n"))
    let failing = try await Command.run("diff", "base", "detente", "--fail-on-change")
    #expect(failing.code == 1)
  }

  @Test(arguments: [
    (["base", "detent"], 64, "did you mean `detente`?"),
    (["base", "./no-such"], 66, "there is no such folder"),
    (["base", "detente", "--scenario", "crisis"], 64, "leave --scenario out"),
    (["base", "detente", "--set", "rail.speed.tsr=5"], 64, "write '5 km/day'"),
  ])
  func `a side that is not there is refused`(
    arguments: [String], code: Int32, says: String
  ) async throws {
    try await Command.run(["diff"] + arguments).expectFailure(code, says: ["error: ", says])
  }
}
