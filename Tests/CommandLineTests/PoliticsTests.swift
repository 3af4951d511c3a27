import Foundation
import Testing

@Suite("corridor politics") struct PoliticsTests {
  private let gas = "gas:vladivostok-seoul"

  @Test(arguments: ["table", "json", "csv", "markdown"])
  func `every format of the processes alone`(format: String) async throws {
    let outcome = try await Command.run("politics", "--format", format)
    outcome.expectSuccess()
    for word in ["peninsula", "sanctions", "western-border", "hindsight-2024", "judgement"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
  }

  @Test func `a comparison as JSON has numbers or reasons`() async throws {
    let outcome = try await Command.run("politics", gas, "--format", "json")
    outcome.expectSuccess()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["price_year"] as? Int == 2024)
    let routes = try #require(object["routes"] as? [[String: Any]])
    #expect(routes.map { $0["id"] as? String } == ["pipeline", "lng", "cng"])
    let pipeline = routes[0]
    #expect((pipeline["regimes"] as? [Any])?.count == 6)
    let host = try #require((pipeline["hosts"] as? [[String: Any]])?.first)
    #expect((host["mitigants"] as? [Any])?.count == 6)
    let compare = try await Command.run("compare", gas, "--format", "json")
    let compared = try #require(
      try JSONSerialization.jsonObject(with: Data(compare.output.utf8)) as? [String: Any])
    let route = try #require((compared["routes"] as? [[String: Any]])?.first)
    #expect(
      (pipeline["private"] as? [String: Any])?["npv_if_open_musd"] as? Double
        == route["npv_private_musd"] as? Double)
  }

  @Test func `a chance that can't be is refused where no politics are played out`() async throws {
    let outcome = try await Command.run(
      "compare", gas, "--set", "regime.collapse.chance=-1 %/year")
    outcome.expectFailure(
      64, says: ["--set: error: `regime.collapse.chance`", "0 to 100 % a year"])
  }

  @Test func `every key of the JSON is documented`() async throws {
    let documentation = try String(
      contentsOf: Command.root.appending(path: "docs/json.md"), encoding: .utf8)
    let outcome = try await Command.run("politics", gas, "--format", "json")
    var keys: Set<String> = []
    func collect(_ value: Any) {
      if let object = value as? [String: Any] {
        for (key, inner) in object {
          keys.insert(key)
          collect(inner)
        }
      }
      for item in value as? [Any] ?? [] { collect(item) }
    }
    collect(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)))
    #expect(keys.count > 50)
    for key in keys.sorted() where !key.hasSuffix("reason") {
      #expect(documentation.contains("`\(key)`"), "docs/json.md does not tell of `\(key)`")
    }
  }

  @Test func `tables fit a terminal and state their money, rates and conventions`() async throws {
    let outcome = try await Command.run("politics", gas)
    outcome.expectSuccess()
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    let containers = try await Command.run("politics", "container:busan-hamburg")
    containers.expectSuccess()
    let long = containers.output.split(separator: "\n").filter { $0.count > 100 }
    #expect(long.isEmpty, "\(long)")
    #expect(
      containers.output.contains("tkr-east, tkr-west: exposed to between-koreas, north-korea"))
    for word in ["USD of 2024", "9.0%", "no country premium", "end-of-year", "K is in that zone"] {
      #expect(outcome.output.contains(word), "\(word)")
    }
    let csv = try await Command.run("politics", gas, "--format", "csv")
    #expect(csv.output.hasPrefix("subject,key,value,reason\n"))
    #expect(csv.output.contains("\npipeline,regimes.unification.economic.npv_held_musd,"))
  }

  @Test func `a route that the scenario closes has no years open, and says why`() async throws {
    let arguments = ["container:busan-hamburg", "--scenario", "no-korea", "--format", "json"]
    let outcome = try await Command.run(["politics"] + arguments)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let routes = try #require(object["routes"] as? [[String: Any]])
    let closed = try #require(routes.first { $0["id"] as? String == "tkr-east" })
    #expect(closed["open_years"] is NSNull && (closed["regimes"] as? [Any])?.isEmpty == true)
    #expect((closed["open_years_reason"] as? String)?.contains("KP-KR is closed") == true)
    let open = try #require(routes.first { $0["id"] as? String == "trans-china" })
    #expect((open["open_years"] as? Double).map { $0 > 20 && $0 < 30 } == true)
    let risk = try await Command.run(["risk"] + arguments + ["--samples", "16"])
    let worlds = try #require(
      try JSONSerialization.jsonObject(with: Data(risk.output.utf8)) as? [String: Any])
    for route in try #require(worlds["routes"] as? [[String: Any]]) {
      let isClosed = ["tkr-east", "tkr-west", "rajin"].contains(route["id"] as? String)
      #expect((route["closed_years"] == nil) == isClosed, "\(route["id"] ?? "")")
    }
  }

  // A guarantor pays a share of what is lost, so that all of it helps twice as much as half.
  @Test func `sizes of mitigants are assumptions`() async throws {
    func added(_ id: String, _ set: [String]) async throws -> Double {
      let outcome = try await Command.run(
        ["politics", gas, "--format", "csv"] + set.flatMap { ["--set", $0] })
      #expect(outcome.code == 0, "\(outcome.complaint)")
      let row = outcome.output.split(separator: "\n").first {
        $0.hasPrefix("pipeline,hosts.KP.mitigants.\(id).investor_musd,")
      }
      return try #require(row?.split(separator: ",").last.flatMap { Double($0) })
    }
    let half = try await added("guarantee", [])
    let whole = try await added("guarantee", ["hold-up.mitigant.guarantee=100 %"])
    #expect(half > 1 && abs(whole - 2 * half) < 1e-6 * whole)
    let paid = try await added("guarantee", ["hold-up.mitigant.guarantee-premium=1 %/year"])
    #expect(paid < half - 1)
    let escrow = try await added("escrow", ["hold-up.mitigant.escrow=2 year"])
    #expect(try await added("escrow", []) < escrow)
    try await Command.run("politics", gas, "--set", "hold-up.mitigant.staging=0.5").expectFailure(
      64, says: ["a multiple of 1 or more"])
  }

  @Test func `what was not known at a date leaves a reason and the rest`() async throws {
    let outcome = try await Command.run(
      "politics", gas, "--as-of", "2013-12-31", "--scenario", "base-2010")
    #expect(outcome.code == 0 && outcome.output.contains("as-of-2010"), "\(outcome.complaint)")
  }

  @Test func `unknown names`() async throws {
    try await Command.run("politics", "gas:vladivostok-soul").expectFailure(
      64, says: ["no comparison `gas:vladivostok-soul`", gas])
    try await Command.run("politics", "--scenario", "criss").expectFailure(
      64, says: ["no scenario", "`crisis`"])
  }

  @Test(arguments: [
    ("regime.collapse.chance=-1 %/year", "a chance from 0 to 100 % a year"),
    ("regime.collapse.chance=120 %/year", "a chance from 0 to 100 % a year"),
    ("regime.transit.detente=140 %", "a share from 0 to 100 %"),
    ("hold-up.hazard.late=-5 %/year", "a chance from 0 to 100 % a year"),
    ("hold-up.demand=0.9", "a multiple of 1 or more of what was agreed"),
  ])
  func `an override out of its range`(set: String, says: String) async throws {
    let id = try #require(set.split(separator: "=").first).description
    let outcome = try await Command.run("politics", gas, "--set", set)
    outcome.expectFailure(64, says: ["--set", "`\(id)`", says])
  }

  @Test func `a host that asks for less than the fee is refused by check`() async throws {
    try await Command.withStudy { _, study in
      let file = study.appending(path: "assumptions.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      let old = "  low: 1.5\n  base: 4\n  high: 31\n"
      #expect(text.contains(old))
      let new = "  low: 0.9\n  base: 4\n  high: 31\n"
      try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
      let outcome = try await Command.run("check", "--study", study.path)
      #expect(outcome.code == 1)
      #expect(
        outcome.output.contains(
          "'low' of assumption 'hold-up.demand' is 0.9 1, and regimes.yaml takes it as a multiple of 1"
        ))
    }
  }

  @Test func `a study without politics`() async throws {
    try await Command.withStudy { parent, study in
      try FileManager.default.removeItem(at: study.appending(path: "regimes.yaml"))
      try await Command.run("politics", in: parent).expectFailure(
        66, says: ["regimes.yaml: error: no such file", "study-format.md"])
    }
  }

  @Test func `an estimate without coded years is an error`() async throws {
    try await Command.withStudy { _, study in
      let file = study.appending(path: "regimes.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(text.replacing("through: 2024", with: "through: 1990").utf8).write(to: file)
      let found = try await Command.run("check", "--study", study.path)
      #expect(found.code == 1 && found.output.contains("no two years in a row are coded"))
      let outcome = try await Command.run("check", "--study", study.path, "--format", "csv")
      #expect(outcome.output.contains("no-coded-years"))
    }
  }

  @Test func `politics that a study lacks are not put on`() async throws {
    try await Command.withStudy { parent, study in
      try FileManager.default.removeItem(at: study.appending(path: "regimes.yaml"))
      for verb in ["sensitivity", "breakeven"] {
        try await Command.run(verb, gas, "--politics", "on", in: parent)
          .expectFailure(66, says: ["regimes.yaml: error: no such file"])
      }
    }
  }

  @Test(arguments: [
    Damage.text(
      "regimes.yaml", "[0.10, 0, 0.30, 0.20, 0.20, 0.20]", "[0.10, 0, 0.25, 0.20, 0.20, 0.20]",
      "sums to 0.95", "make its chances sum to 1"),
    .text(
      "regimes.yaml", "[0.10, 0, 0.30, 0.20, 0.20, 0.20]", "[0.10, -0.21, 0.51, 0.20, 0.20, 0.20]",
      "is -0.21", "from 0 to 1"),
    .text("regimes.yaml", "start: {state: crisis,", "start: {state: criss,", "'crisis'?"),
    .text("regimes.yaml", "to: collapse, chance", "to: colapse, chance", "'collapse'?"),
    .text("regimes.yaml", "      north-korea:\n", "      north-koera:\n", "'north-korea'?"),
    .text(
      "regimes.yaml", "chance: regime.western.close}", "chance: regime.western.clse}",
      "'regime.western.close'?"),
    .text("assumptions.yaml", "name: Chance of a collapse", "low: -1 #", "low"),
    .text(
      "regimes.yaml", "in_kind_worth: hold-up.mitigant.in-kind-worth",
      "in_kind_worth: hold-up.mitigant.in-kind-wrth", "'hold-up.mitigant.in-kind-worth'?"),
    .text("scenarios/crisis.yaml", "{start: crisis}", "{start: criss}", "state 'criss'"),
    .text("scenarios/crisis.yaml", "{start: crisis}", "{matrix: hindsight}", "matrix 'hindsight'"),
  ])
  func `bad politics are told in one line with their place`(damage: Damage) async throws {
    try await Command.withStudy { parent, study in
      let line = try #require(try damage.make(in: study))
      for verb in [["politics"], ["risk", gas, "--samples", "8"]] {
        let outcome = try await Command.run(verb + ["--scenario", "crisis"], in: parent)
        #expect(!outcome.isKilled && outcome.code == 65, "\(outcome.complaint)")
        #expect(outcome.output.isEmpty)
        outcome.expectNoTrace()
        let first = try #require(outcome.complaints.first)
        #expect(first.hasPrefix("Geo/\(damage.file):"), "\(first)")
        let told = first.split(separator: ":").dropFirst().first.flatMap { Int($0) }
        #expect(told.map { (line - 1...line + 1).contains($0) } == true, "\(line): \(first)")
        for word in damage.words { #expect(first.contains(word), "\(first)") }
        #expect(first.contains("; "), "a remedy: \(first)")
      }
    }
  }

  @Test func `no premium for a country beside politics`() async throws {
    try await Command.withStudy { parent, study in
      let settings = study.appending(path: "study.yaml")
      let text = try String(contentsOf: settings, encoding: .utf8)
      let line = "  private_rate: rate.private\n"
      #expect(text.contains(line))
      try Data(
        text.replacingOccurrences(of: line, with: line + "  country_premium: rate.premium\n").utf8
      ).write(to: settings)
      let file = study.appending(path: "assumptions.yaml")
      let assumptions = try String(contentsOf: file, encoding: .utf8)
      let premium = """

        rate.premium:
          name: Premium for the country
          base: 5
          unit: "%/year"
          known_at: 2009-12-31
          sources: []
          class: judgement

        """
      try Data((assumptions + premium).utf8).write(to: file)
      let words = ["assumptions.yaml:", "`rate.premium`", "counts them twice"]
      let risk = ["risk", gas, "--samples", "8"]
      for verb in [["politics"], ["politics", gas], risk] {
        try await Command.run(verb, in: parent).expectFailure(65, says: words)
      }
      let diff = try await Command.run("diff", "base", "red-sea-2024", in: parent)
      let told = diff.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(diff.code == 0 && told.contains("counts them twice"), "\(diff.output)")
      let none = ["--set", "rate.premium=0 %/year"]
      for verb in [risk + ["--politics", "none"], risk + none, ["politics", gas] + none] {
        let outcome = try await Command.run(verb, in: parent)
        #expect(outcome.code == 0 && !outcome.output.isEmpty, "\(outcome.complaint)")
      }
      // A premium of 0 that may become another number is one too where it is drawn, varied or swept.
      let range = ["--set", "rate.premium=0..0..6 %/year"]
      for verb in [
        risk, ["sensitivity", gas, "--politics", "on"], ["breakeven", gas, "--politics", "on"],
      ] {
        let outcome = try await Command.run(verb + range, in: parent)
        #expect(outcome.code == 64 && outcome.output.isEmpty, "\(verb)")
        for word in ["`rate.premium` may put", "counts them twice", "without a range"] {
          #expect(outcome.complaint.contains(word), "\(outcome.complaint)")
        }
      }
      let sweep = ["sweep", gas, "rate.premium=0:6:2 %/year", "--outcome", "open_years"]
      try await Command.run(sweep + none, in: parent)
        .expectFailure(64, says: ["`rate.premium` puts", "counts them twice"])
      let plain = [["politics", gas] + range, ["sensitivity", gas] + range]
      for verb in plain {
        let outcome = try await Command.run(verb, in: parent)
        #expect(outcome.code == 0 && !outcome.output.isEmpty, "\(outcome.complaint)")
      }
      // The premium is in the private rate, and only there.
      let with = try await Command.run("compare", gas, "--format", "csv", in: parent)
      let without = try await Command.run(["compare", gas, "--format", "csv"] + none, in: parent)
      func value(_ key: String, _ output: String) -> Substring? {
        output.split(separator: "\n").first { $0.contains("pipeline,\(key),") }
      }
      #expect(value("npv_musd", with.output) == value("npv_musd", without.output))
      #expect(value("npv_private_musd", with.output) != value("npv_private_musd", without.output))
    }
  }

  /// What JSON says of the politics that a run is under.
  @Test(
    arguments: [
      (["compare"], "none"), (["risk", "--samples", "4"], "drawn"),
      (["risk", "--samples", "4", "--politics", "none"], "none"), (["sensitivity"], "none"),
      (["sensitivity", "--politics", "on"], "expected"), (["breakeven"], "none"),
      (["breakeven", "--politics", "on"], "expected"),
    ])
  func `a result says which politics it is under`(arguments: [String], politics: String)
    async throws
  {
    let outcome = try await Command.run(arguments + [gas, "--format", "json"])
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(object["politics"] as? String == politics)
  }

  /// Of the three profiles of Russia's interests one regrets a union, so that the claim can't be borne out by what a
  /// regret would be.
  @Test func `a claim whose premise holds in some circumstances only is contested`() async throws {
    let outcome = try await Command.run("audit", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let claims = try #require(object["claims"] as? [[String: Any]])
    let claim = try #require(claims.first { $0["id"] as? String == "S3-40" })
    let checks = try #require(claim["checks"] as? [[String: Any]])
    #expect(
      checks.map { $0["verdict"] as? String } == ["supported", "contested", "supported"])
    #expect(claim["verdict"] as? String == "contested")
  }
}
