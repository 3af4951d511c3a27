import Foundation
import Testing

/// A command line that must be refused.
struct Refusal: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  let code: Int32
  let words: [String]

  init(_ arguments: [String], _ code: Int32 = 64, _ words: String...) {
    self.arguments = arguments
    self.code = code
    self.words = words
  }

  var testDescription: String { arguments.joined(separator: " ") }
}

@Suite struct UsageTests {
  static let route = "container:busan-hamburg/tkr-east"

  @Test(arguments: [
    Refusal(["route", "busan", "hamburg", "--value-of-time", "-5"], 64, "0 or more"),
    Refusal(["route", "busan", "hamburg", "--avoid", "Egypt"], 64, "; the country is EG"),
    Refusal(["route", "busan", "hamburg", "--require", "egpt"], 64, "did you mean `EG` (Egypt)?"),
    Refusal(["route", "busan", "hamburg", "--avoid", "country:Egpt"], 64, "`EG` (Egypt)?"),
    Refusal(["route", "busan", "hamburg", "--avoid", "place:egpt"], 64, "nothing is called so"),
    Refusal(["route", "busan", "hamburg", "--value-of-time", "1e308"], 64, "at most 1e15"),
    Refusal(["route", "busan", "hamburg", "-k", "-3"], 64, "-k -3: ask for 1 to 1000"),
    Refusal(["route", "-140.5,0", "--snap-limit", "-1", "busan"], 64, "kilometres, 0 or more"),
    Refusal(["convert", "--precision", "-1", "in", "out"], 64, "--precision is -1"),
  ])
  func `a negative number is told as what it is`(refusal: Refusal) async throws {
    let outcome = try await Command.run(refusal.arguments)
    #expect(outcome.code == refusal.code && outcome.output.isEmpty)
    let first = outcome.complaints.first.map(String.init) ?? ""
    #expect(refusal.words.allSatisfy(first.contains), "\(first)")
  }

  @Test(arguments: [
    Refusal(["cmpare"], 64, "did you mean `compare`?"),
    Refusal(
      ["frobnicate"], 64, "there are: audit, ", "check, compare, convert, ", "export, ", "help, ",
      "lint, ", "merge, ", "risk, ", "sweep"),
    Refusal([""], 64, "there is no verb"),
    Refusal(
      ["compare", "container:busan-hambrug"], 64, "did you mean `container:busan-hamburg`?",
      "Geo/study.yaml"),
    Refusal(["compare", ""], 64, "there are: container:busan-hamburg"),
    Refusal(
      ["compare", "container:busan-hamburg", "--scenario", "red-see-2024"], 64,
      "did you mean `red-sea-2024`?"),
    Refusal(["audit", "--fail-on", "contradictd"], 64, "did you mean `contradicted`?"),
    Refusal(["explain", "rail.speed.trs"], 64, "did you mean `rail.speed.tsr`?"),
    // What goes on from it, and not `oil.speed`, which is spelt more like it.
    Refusal(["explain", "rail.speed"], 64, "; did you mean `rail.speed.branch` or `rail.speed.c"),
    Refusal(["explain", "rail.speed"], 64, " or `rail.speed.tsr` or `rail.speed.tsr.ordinary`?"),
    Refusal(["explain", "container:busan"], 64, "`container:busan-hamburg` or `container:busan-m"),
    Refusal(["explain", ""], 64, "COMPARISON/ROUTE/KEY"),
    Refusal(["explain", "//"], 64, "COMPARISON/ROUTE/KEY"),
    Refusal(["explain", "container:busan-hamburg"], 64, "is a comparison", "tkr-east"),
    Refusal(["explain", "S3-14"], 64, "is a claim", "corridor audit"),
    Refusal(["explain", "tsr"], 64, "is a corridor"),
    Refusal(["explain", route], 64, "is a route", route + "/length_km"),
    Refusal(
      ["explain", "container:busan-hamburg/tkr-est/share"], 64, "did you mean `tkr-east`?"),
    Refusal(
      ["explain", route + "/price_usd_per_tue"], 64, "did you mean `price_usd_per_teu`?"),
    Refusal(["explain", route + "/time_days.linehaul"], 64, "`time_days.line_haul`?"),
    Refusal(["route", "busan", "-200.5,12"], 64, "`-200.5,12` is no position"),
    Refusal(["compare", "busan-hamburg"], 64, "did you mean `container:busan-hamburg`?"),
    Refusal(["explain", route + "/npv"], 64, "`npv_musd`", "`npv_private_musd`"),
    Refusal(["explain", route + "/irr"], 64, "`irr_per_year`"),
    Refusal(["explain", route + "/pric"], 64, "did you mean `price_usd_per_teu`?"),
    Refusal(["explain", route + "/status"], 64, "there are: length_km, ", "accounts.*"),
    Refusal(["compare", "a\u{1B}[31mb\nc"], 64, "`a\\u{1B}[31mb\\nc`"),
    Refusal(["compare", String(repeating: "x", count: 9000)], 64, "xxx... ("),
    Refusal(
      ["compare", "container:busan-hamburg", "--as-of", "2010-12-31"], 65, "is known since",
      "--scenario base-2010"),
    Refusal(
      ["compare", "container:busan-hamburg", "--set", "vot.sigma=50"], 65, "beyond 1e+15",
      "`vot.sigma` (50"),
    Refusal(["compare", "--as-of", "yesterday"], 64, "--as-of: error:", "2018-12-31"),
    Refusal(["compare", "--as-of", "2010-02-30"], 64, "is not a date"),
    Refusal(["compare", "--study", "/nonexistent"], 66, "/nonexistent: error:", "--study"),
    Refusal(["check", "--study", "/nonexistent"], 66, "no such folder"),
    Refusal(["compare", "--study", "Package.swift"], 66, "a file and not a folder"),
  ])
  func `one line says what is wrong and what to do`(refusal: Refusal) async throws {
    try await Command.run(refusal.arguments).expectFailure(refusal.code, says: refusal.words)
  }

  @Test(arguments: [
    Refusal(
      ["compare", "x", "--scenario", "crisis", "--scenario", "detente"], 64,
      "--scenario stands twice, for 'crisis' and for 'detente'", "keep one of the two"),
    Refusal(
      ["compare", "--as-of=2010-12-31", "x", "--as-of", "2011-12-31"], 64, "--as-of stands twice"),
    Refusal(["risk", "x", "--seed", "1", "--seed", "2"], 64, "--seed stands twice"),
    Refusal(["risk", "x", "--samples", "10", "--samples=20"], 64, "'10' and for '20'"),
    Refusal(["risk", "x", "-o", "a", "--out", "b"], 64, "-o or --out stands twice"),
    Refusal(["route", "--format", "json", "a", "b", "--format", "csv"], 64, "--format stands"),
    Refusal(["route", "a", "b", "--value-of-time", "-5", "--value-of-time", "5"], 64, "'-5'"),
  ])
  func `an option of one value that stands twice is refused`(refusal: Refusal) async throws {
    try await Command.run(refusal.arguments).expectFailure(refusal.code, says: refusal.words)
  }

  /// What may stand often, what is a value and no option, and what stands behind the options.
  @Test(arguments: [
    ["sweep", "--route", "rajin", "--route", "tkr-east", "--outcome", "share", "--outcome", "x"],
    ["compare", "--set", "a=1", "--set", "b=2", "--study", "/nonexistent"],
    ["compare", "--", "--format", "--format"], ["compare", "--format", "xml", "--help"],
  ])
  func `what may stand twice is not refused for that`(arguments: [String]) async throws {
    let outcome = try await Command.run(arguments)
    #expect(!outcome.complaint.contains("twice"), "\(outcome.complaint)")
  }

  @Test(arguments: [
    Refusal(
      ["sensitivity", "container:busan-hamburg", "--key", "prise_usd"], 64,
      "no result `prise_usd`; did you mean `price_usd_per_teu`"),
    Refusal(
      ["sensitivity", "container:busan-hamburg", "--key", "foo"], 64,
      "`corridor compare container:busan-hamburg --format json` has them all"),
    Refusal(
      ["breakeven", "container:busan-hamburg", "--key", "npv_mus"], 64, "did you mean `npv_musd`?"),
    Refusal(
      ["breakeven", "container:busan-hamburg", "rail.speed.trs"], 64,
      "did you mean `rail.speed.tsr`?"),
    Refusal(
      ["sweep", "container:busan-hamburg", "rail.speed.trs=1:2:3 km/day"], 64,
      "rail.speed.trs=1:2:3 km/day: error: ", "did you mean 'rail.speed.tsr'?"),
    Refusal(
      ["sweep", "container:busan-hamburg", "rail.speed.tsr=9:99:3 km/day", "--outcome", "shar"],
      64, "no result `shar`; did you mean `share`?"),
    Refusal(
      ["sweep", "gas:vladivostok-seoul", "gas.demand=-1:2:3 bcm/year"], 64,
      "gas.demand=-1:2:3 bcm/year: error: `gas.demand` is -1.0 bcm/year; give 0 or more"),
  ])
  func `a name that is not there is told with one that is`(refusal: Refusal) async throws {
    let outcome = try await Command.run(refusal.arguments)
    outcome.expectFailure(refusal.code, says: refusal.words)
    for word in ["--set", "--range"] {
      #expect(!outcome.complaint.contains(word), "what was not typed: \(outcome.complaint)")
    }
  }

  @Test(arguments: [
    Refusal(["compare", "--fromat", "json"], 64, "Did you mean '--format'?"),
    Refusal(["compare", "--format", "xml"], 64, "'table', 'json', 'csv' or 'markdown'"),
    Refusal(["compare", "a", "b"], 64, "Unexpected argument 'b'"),
    Refusal(["compare", "--study"], 64, "Missing value for '--study"),
    Refusal(["compare", "--set"], 64, "Missing value for '--set"),
    Refusal(["compare", "--study", ""], 64, "names no folder"),
    Refusal(["export"], 64, "Missing expected argument '<folder>'"),
    Refusal(["export", ""], 64, "no name"),
    Refusal(["export", "x", "--format", "json"], 64, "Unknown option '--format'"),
    Refusal(["explain"], 64, "Missing expected argument '<id>'"),
  ])
  func `a command line that does not parse shows its usage`(refusal: Refusal) async throws {
    let outcome = try await Command.run(refusal.arguments)
    #expect(outcome.code == refusal.code && !outcome.isKilled)
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaint.contains("Usage: corridor"))
    for word in refusal.words { #expect(outcome.complaint.contains(word)) }
    outcome.expectNoTrace()
  }

  @Test(arguments: [
    ("rail.speed.tsr", "write --set 'ID=VALUE'"), ("=", "write --set 'ID=VALUE'"),
    ("=5", "write --set 'ID=VALUE'"), ("rail.speed.tsr=", "such as"),
    ("rail.speed.tsr=500km/day", "write '500 km/day', with a space"),
    ("rail.speed.tsr=500 USD/km", "give it in km/day"),
    ("rail.speed.tsr=500 km/dya", "did you mean 'day'?"), ("rail.speed.tsr=NaN km/day", "finite"),
    ("rail.speed.tsr=inf", "finite"), ("rail.speed.tsr=1e309", "finite"),
    ("rail.speed.tsr=fast", "such as"), ("rail.speed.tsr=5,5 km/day", "such as"),
    ("rail.speed.tsr=0x10 km/day", "such as"), ("rail.speed.tsr=1 km/day more", "such as"),
    ("rail.speed.tsr=500 km/day @2024", "delete '@2024'"),
    ("rail.speed.tsr=500", "write '500 km/day'"),
    ("carbon.price=100 USD/tCO2e", "@2024"), ("carbon.price=100", "@2024"),
    ("rail.speed.tsr=uniform(9, 5) km/day", "lowest first"),
    ("rail.speed.tsr=uniform(9, 9) km/day", "all the same"),
    ("rail.speed.tsr=9..9..9 km/day", "write one number alone to fix it"),
    ("rail.speed.tsr=normal(9, 0) km/day", "deviation above 0"),
    ("rail.speed.trs=500 km/day", "did you mean 'rail.speed.tsr'?"),
    ("rail.speed=500 km/day", "did you mean 'rail.speed.branch' or 'rail.speed.cn' or"),
    ("nothing-like-it=5", "no such assumption"),
    ("carbon.price=100 USD/tCO2e @1066", "no price year"),
    ("carbon.price=100 USD/tCO2e @", "no price year"),
    ("carbon.price=100 dollars/tCO2e @2024", "is not a unit"),
    ("rail.speed.tsr=-5 km/day", "above 0"), ("rail.speed.tsr=0 km/day", "above 0"),
    ("choice.lambda=2", "at most 1"), ("demand.ramp.1=2", "from 0 to 100 %"),
    ("rate.economic=-100 %/year", "above -100 %"),
    ("horizon.construction=1e9 year", "whole years, 1 to 499"),
    ("rate.economic=1e300 %/year", "at most 10,000 %"), ("vot.sigma=-1", "0 or more"),
  ])
  func `a change that means nothing is refused`(change: String, word: String) async throws {
    try await Command.run("compare", "container:busan-hamburg", "--set", change)
      .expectFailure(64, says: ["--set", "error: ", word])
  }

  @Test(arguments: [
    "rail.speed.tsr=1e308 km/day", "rail.speed.tsr=1e-308 km/day",
    "carbon.price=1e308 USD/tCO2e @2024",
    "vot.sigma=1e10", "cargo.value=1e300 USD/TEU @2024",
    "demand.rok-europe=1e300 TEU/year", "rail.tariff.1520=1e305 USD/TEU-km @2024",
  ])
  func `an extreme number ends in results without infinities, or in a message`(
    change: String
  ) async throws {
    let outcome = try await Command.run(
      "compare", "container:busan-hamburg", "--format", "json", "--set", change)
    guard outcome.code == 0 else {
      let isFinite = !outcome.complaint.contains("not a finite number")
      return outcome.expectFailure(
        65, says: ["error: ", isFinite ? "which is beyond 1e+15" : "not a finite number"])
    }
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    }
    #expect(!outcome.output.contains("inf") || !outcome.output.contains(": inf"))
  }

  @Test func `a price counts in its own year, and is set once`() async throws {
    let compare = ["compare", "container:busan-hamburg", "--format", "csv", "--set"]
    let dated = try await Command.run(compare + ["carbon.price=100 USD/tCO2e @2024"])
    let old = try await Command.run(compare + ["carbon.price=100 USD/tCO2e @2010"])
    dated.expectSuccess()
    #expect(old.output != dated.output, "prices of 2010 are not those of 2024")
    try await Command.run(
      compare + ["carbon.price=9 USD/tCO2e @2024", "--set", "carbon.price=100 USD/tCO2e @2024"]
    ).expectFailure(64, says: ["--set changes 'carbon.price' twice; keep one of the two"])
  }

  @Test func `a distribution is taken at its middle, and said so`() async throws {
    let compare = ["compare", "container:busan-hamburg", "--format", "csv", "--set"]
    let fixed = try await Command.run(compare + ["rail.speed.tsr=800 km/day"])
    for text in [
      "triangular(500, 800, 1300) km/day", "uniform(500, 1100) km/day", "500..800..900 km/day",
      "pert(500, 800, 900) km/day", "normal(800, 50) km/day", "lognormal(800, 50) km/day",
      "fixed(800) km/day",
    ] {
      let outcome = try await Command.run(compare + ["rail.speed.tsr=\(text)"])
      #expect(outcome.code == 0 && outcome.output == fixed.output, "\(text)")
      #expect(outcome.complaint.isEmpty == text.hasPrefix("fixed"), "\(outcome.complaint)")
      if !text.hasPrefix("fixed") { #expect(outcome.complaint.contains("is taken, 800 km/day")) }
    }
  }

  @Test func `a vintage before the facts names the first fact that is missing`() async throws {
    let outcome = try await Command.run(
      "compare", "container:busan-hamburg", "--as-of", "1999-12-31")
    #expect(outcome.code == 65 && outcome.output.isEmpty)
    #expect(outcome.complaint.contains("Geo/assumptions.yaml:"))
    #expect(outcome.complaint.contains("--set '"))
  }
}
