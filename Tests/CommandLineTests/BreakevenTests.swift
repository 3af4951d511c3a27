import Foundation
import Testing

/// What would have to be true for a decision to turn.
@Suite struct BreakevenTests {
  private static let gas = "gas:vladivostok-seoul"

  private func targets(_ json: [String: Any]) throws -> [[String: Any]] {
    try #require(json["targets"] as? [[String: Any]])
  }

  @Test(arguments: ["npv_musd", "npv_private_musd"])
  func `a switching value put back makes the value 0`(key: String) async throws {
    let json = try await Analysis.json(["breakeven", Self.gas, "--key", key])
    let year = try #require(json["price_year"] as? Int)
    var tried = 0
    for target in try targets(json) where target["other"] is NSNull {
      let route = try #require(target["route"] as? String)
      let base = try #require(target["base"] as? Double)
      for row in try #require(target["assumptions"] as? [[String: Any]]) {
        guard let root = (row["roots"] as? [[String: Any]])?.first, root["jump"] as? Bool == false
        else { continue }
        let setting = Analysis.setting(
          try #require(row["id"] as? String), to: try #require(root["value"] as? Double),
          unit: try #require(row["unit"] as? String), year: year)
        let value = try await Analysis.compare(Self.gas, route, key, ["--set", setting])
        #expect(abs(value) <= 1e-6 * abs(base), "\(route): \(setting)")
        tried += 1
      }
    }
    #expect(tried >= 8)
  }

  @Test func `a switching value under politics put back makes what they expect 0`() async throws {
    let id = "gas.demand"
    let route = ["--route", "pipeline", "--key", "npv_private_musd", "--politics", "on"]
    let range = ["--set", "\(id)=1..10..400 bcm/year"]
    let json = try await Analysis.json(["breakeven", Self.gas, id] + route + range)
    let target = try #require(targets(json).first { $0["other"] is NSNull })
    let base = try #require(target["base"] as? Double)
    let row = try #require((target["assumptions"] as? [[String: Any]])?.first)
    let unit = try #require(row["unit"] as? String)
    let root = try #require((row["roots"] as? [[String: Any]])?.first?["value"] as? Double)
    let key = "private.npv_expected_musd"
    let inputs: [String: Any] = [
      "price_year": try #require(json["price_year"]), "inputs": [["id": id, "unit": unit]],
    ]
    let value = try await Analysis.expected(
      Self.gas, "pipeline", key, id: id, to: root, in: inputs)
    #expect(abs(value) < 1e-5 * abs(base))
    // What is 0 there is the very figure that sensitivity has at the base.
    let tornado = try await Analysis.json(["sensitivity", Self.gas] + route + range)
    let start = try #require(try Analysis.results(tornado).first?["base"] as? Double)
    let expected = try await Analysis.expected(
      Self.gas, "pipeline", key, id: id, to: 10, in: inputs)
    #expect(abs(start - expected) < 1e-8 * abs(start) && abs(base - start) < 1e-8 * abs(start))
  }

  @Test func `where a number without a unit flips none is told`() async throws {
    let json = try await Analysis.json([
      "breakeven", Self.gas, "--politics", "on",
    ])
    let rows = try targets(json).flatMap { try #require($0["assumptions"] as? [[String: Any]]) }
    let bare = rows.filter { $0["unit"] as? String == "1" }.compactMap {
      $0["statement"] as? String
    }
    .filter { $0.hasPrefix("flips at ") }
    #expect(!bare.isEmpty)
    for statement in bare { #expect(Double(statement.dropFirst("flips at ".count)) != nil) }
  }

  @Test func `what has no range is said to be left out, and how it gets one`() async throws {
    let name = "container:busan-hamburg"
    let json = try await Analysis.json(["breakeven", name, "cargo.value"])
    let left = try #require(json["without_range"] as? [String])
    #expect(left.contains("vot.median") && left.contains("vot.sigma"))
    let notes = try #require(json["notes"] as? [String])
    let note = try #require(notes.first { $0.hasPrefix("left out for want of a range") })
    for id in left { #expect(note.contains(id)) }
    let idle = { (notes: [String]) in notes.filter { $0.contains("does nothing") } }
    #expect(idle(notes).count == 1 && idle(notes)[0].contains("vot.median has no range"))
    let given = try await Analysis.json(
      [
        "breakeven", name, "vot.median", "--set", "vot.median=10..22.5..200 USD/TEU-day @2018",
      ])
    #expect((given["without_range"] as? [String])?.contains("vot.median") == false)
    #expect((given["without_range"] as? [String])?.count == left.count - 1)
    #expect(idle(try #require(given["notes"] as? [String])).isEmpty)
  }

  @Test func `a chance of a regime has a switching value where politics have one`() async throws {
    let id = "regime.sanctions.off"
    let capital = ["--set", "gas.capex=0.9 MUSD/km @2024"]
    let options = capital + ["--set", "\(id)=uniform(0, 100) %/year"]
    let key = ["--route", "pipeline", "--key", "npv_private_musd", "--politics", "on"]
    let run = ["breakeven", Self.gas, id] + key + options
    let json = try await Analysis.json(run)
    let target = try #require(targets(json).first { $0["other"] is NSNull })
    let row = try #require((target["assumptions"] as? [[String: Any]])?.first)
    let root = try #require((row["roots"] as? [[String: Any]])?.first?["value"] as? Double)
    #expect(root > 0 && root < 100)
    let value = try await Analysis.expected(
      Self.gas, "pipeline", "private.npv_expected_musd", id: id, to: root, in: json, capital)
    let base = try #require(target["base"] as? Double)
    #expect(abs(value) < 1e-5 * abs(base))
    // Beyond its range a chance is not searched above certainty.
    for id in ["regime.collapse.chance", "regime.tilt.detente"] {
      let wide = try await Command.run(
        ["breakeven", Self.gas, id] + key + ["--format", "json"])
      #expect(wide.code == 0 && !wide.output.contains("not defined"))
    }
  }

  @Test func `what is of the politics is told where there are none`() async throws {
    let outcome = try await Command.run("breakeven", Self.gas, "regime.sanctions.off")
    outcome.expectFailure(64, says: ["is of the politics", "--politics on"])
    let elsewhere = try await Command.run(
      "breakeven", Self.gas, "regime.western.close", "--politics", "on")
    elsewhere.expectFailure(64, says: ["nothing rests on `regime.western.close`"])
    let held = try await Command.run(
      "breakeven", Self.gas, "regime.collapse.chance", "--politics", "on", "--scenario", "detente")
    held.expectFailure(64, says: ["the scenario holds the regimes of 'peninsula'"])
  }

  // `compare` on both sides of the value: two railways and the sea between them at the base values.
  @Test func `routes that are no neighbours change places too`() async throws {
    let name = "container:busan-moscow"
    let key = "generalised_cost_usd_per_teu"
    let outcome = try await Analysis.json(
      ["breakeven", name, "rail.tariff.1520", "--route", "rajin", "--key", key])
    let pair = try #require(
      targets(outcome).first {
        Set([$0["route"] as? String, $0["other"] as? String]) == ["rajin", "sea-suez"]
      })
    let row = try #require((pair["assumptions"] as? [[String: Any]])?.first)
    let root = try #require((row["roots"] as? [[String: Any]])?.first?["value"] as? Double)
    var leads: [Double] = []
    for share in [0.99, 1.01] {
      let change = ["--set", "rail.tariff.1520=\(root * share) USD/TEU-km @2024"]
      leads.append(
        try await Analysis.compare(name, "rajin", key, change)
          - Analysis.compare(name, "sea-suez", key, change))
    }
    #expect(leads[0] < 0 && leads[1] > 0)
  }

  @Test func `neighbours tie where they change places`() async throws {
    let name = "container:busan-hamburg"
    let key = "generalised_cost_usd_per_teu"
    let json = try await Analysis.json(["breakeven", name, "rail.tariff.kp", "--key", key])
    var tried = 0
    for target in try targets(json) {
      let row = try #require((target["assumptions"] as? [[String: Any]])?.first)
      guard let root = (row["roots"] as? [[String: Any]])?.first else { continue }
      let setting = Analysis.setting(
        "rail.tariff.kp", to: try #require(root["value"] as? Double),
        unit: try #require(row["unit"] as? String), year: try #require(json["price_year"] as? Int))
      let costs = try await [target["route"], target["other"]].asyncMap { route in
        try await Analysis.compare(name, route as? String ?? "", key, ["--set", setting])
      }
      #expect(abs(costs[0] - costs[1]) < 1e-6 * costs[0])
      tried += 1
    }
    #expect(tried >= 2)
  }

  @Test func `what flips nothing keeps its side at both ends`() async throws {
    let arguments = ["--route", "pipeline", "--key", "npv_musd"]
    let json = try await Analysis.json(["breakeven", Self.gas] + arguments)
    let tornado = try await Analysis.json(["sensitivity", Self.gas] + arguments)
    let bars = try #require(
      try Analysis.results(tornado).first?["assumptions"] as? [[String: Any]])
    let rows = try #require(try targets(json).first?["assumptions"] as? [[String: Any]])
    var outcomes: Set<String> = []
    for row in rows {
      let outcome = try #require(row["outcome"] as? String)
      guard let bar = bars.first(where: { $0["id"] as? String == row["id"] as? String }) else {
        continue
      }
      let ends = [bar["at_low"] as? Double ?? .nan, bar["at_high"] as? Double ?? .nan]
      outcomes.insert(outcome)
      switch outcome {
      case "always-above": #expect(ends.allSatisfy { $0 > 0 }, "\(row["id"] ?? "")")
      case "switches": #expect(ends[0] * ends[1] < 0, "\(row["id"] ?? "")")
      default: Issue.record("\(outcome)")
      }
    }
    #expect(outcomes == ["always-above", "switches"])
    let distances = rows.compactMap { $0["distance"] as? Double }
    #expect(distances == distances.sorted() && !distances.isEmpty)
    let text = try await Command.run(["breakeven", Self.gas] + arguments)
    text.expectSuccess()
    #expect(text.output.contains("no value in its range flips this"))
  }

  @Test func `points of a frontier make the value 0`() async throws {
    let json = try await Analysis.json([
      "breakeven", Self.gas, "gas.capex", "gas.value.seoul", "--route", "pipeline", "--key",
      "npv_musd",
    ])
    let year = try #require(json["price_year"] as? Int)
    let units = try ["first", "second"].map {
      try #require((json[$0] as? [String: Any])?["unit"] as? String)
    }
    let points = try #require(
      (json["frontiers"] as? [[String: Any]])?.first?["points"] as? [[String: Any]])
    #expect(points.count == 17)
    for point in [points[0], points[8], points[16]] {
      let root = try #require((point["roots"] as? [[String: Any]])?.first)
      let value = try await Analysis.compare(
        Self.gas, "pipeline", "npv_musd",
        [
          "--set",
          Analysis.setting(
            "gas.capex", to: try #require(point["first"] as? Double), unit: units[0], year: year),
          "--set",
          Analysis.setting(
            "gas.value.seoul", to: try #require(root["value"] as? Double), unit: units[1],
            year: year),
        ])
      #expect(abs(value) < 0.01, "of a value of 5,148")
    }
  }

  @Test func `a jump by whole years is said`() async throws {
    // At this price of gas the pipeline pays only over enough years.
    let outcome = try await Command.run(
      "breakeven", Self.gas, "horizon.operation", "--route", "pipeline", "--key", "npv_musd",
      "--set", "gas.value.seoul=361 USD/1000m3 @2024", "--set",
      "horizon.operation=uniform(10, 60) year")
    #expect(outcome.code == 0 && outcome.output.contains("jumps over 0 at"), "\(outcome.output)")
  }

  @Test func `there are tables of 100 columns, Markdown and CSV`() async throws {
    for ids in [[], ["gas.capex"], ["gas.capex", "rate.economic"]] {
      let text = try await Command.run(["breakeven", Self.gas] + ids)
      text.expectSuccess()
      for line in text.output.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
      #expect(text.output.contains(" evaluations"))
      let markdown = try await Command.run(["breakeven", Self.gas, "--format", "markdown"] + ids)
      #expect(markdown.output.contains("### pipeline: npv_musd = 0"))
      let csv = try await Command.run(["breakeven", Self.gas, "--format", "csv"] + ids)
      #expect(csv.output.hasPrefix("comparison,route,other,key,"))
    }
  }

  @Test(arguments: [
    (["gas.capx"], "did you mean `gas.capex`?"),
    (["rail.speed.tsr"], "could turn rests on `rail.speed.tsr`"),
    (["gas.capex", "gas.capex"], "two different ones"),
    (["gas.capex", "gas.demand", "rate.economic"], "name one, or two"),
    (["--key", "npv_msd"], "did you mean `npv_musd`?"),
    (["--route", "pipelin"], "did you mean `pipeline`?"),
    (["gas.capex", "--set", "gas.capex=3 MUSD/km @2011"], "--set 'gas.capex=uniform("),
  ])
  func `what means nothing is refused`(arguments: [String], says: String) async throws {
    try await Command.run(["breakeven", Self.gas] + arguments)
      .expectFailure(64, says: ["error: ", says])
    try await Command.run("breakeven", "gas:vladivostok-soul")
      .expectFailure(64, says: ["did you mean `gas:vladivostok-seoul`?"])
  }

  @Test func `the range that is advised can be given`() async throws {
    let fixed = ["breakeven", Self.gas, "gas.capex", "--route", "pipeline", "--set"]
    let refused = try await Command.run(fixed + ["gas.capex=3 MUSD/km @2011"])
    let advised = try #require(
      refused.complaint.split(separator: "--set '").last?.split(separator: "'").first)
    let outcome = try await Command.run(fixed + [String(advised)])
    #expect(outcome.code == 0 && outcome.output.contains("gas.capex"), "\(outcome.complaint)")
  }

  @Test func `what the first assumption does not change is one row`() async throws {
    let outcome = try await Command.run(
      "breakeven", Self.gas, "gas.capex", "gas.demand", "--key", "npv_musd", "--route", "lng")
    outcome.expectSuccess()
    let rows = outcome.output.split(separator: "\n").filter { $0.contains("any ") }
    #expect(rows.count == 1, "\(outcome.output)")
  }
}

extension Array {
  fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async throws -> [T] {
    var found: [T] = []
    for element in self { found.append(try await body(element)) }
    return found
  }
}
