import Foundation
import Testing

@Suite("corridor report") struct ReportTests {
  private let gas = "gas:vladivostok-seoul"
  private let power = "power:vladivostok-seoul"

  @Test func `the committed report is the one that the study makes now`() async throws {
    let kept = try? String(
      contentsOf: Command.root.appending(path: "Exports/report.html"), encoding: .utf8)
    let outcome = try await Command.run("report", gas)
    outcome.expectSuccess()
    let isFresh = outcome.output == kept
    #expect(isFresh, "Exports/report.html is missing or stale: run `make export` and commit it")
    #expect(outcome.output.utf8.count < 5_000_000)
    for section in [
      "question", "answer", "map", "comparison", "way", "building", "certainty", "drivers",
      "turning", "politics", "claims", "assumptions", "sources", "conventions", "limits",
      "manifest",
    ] {
      #expect(outcome.output.contains("<section id=\"\(section)\">"), "\(section)")
    }
    for chart in [
      "ladder-time", "ladder-cost", "borders", "cash-flow", "accounts", "distribution", "beats",
      "tornado", "sobol", "frontier", "regimes-peninsula",
    ] {
      #expect(outcome.output.contains("<figure id=\"\(chart)\">"), "\(chart)")
    }
  }

  @Test func `a study without claims and politics has a report, which says so`() async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "mine").path
      #expect(try await Command.run("new", study).code == 0)
      for format in ["html", "markdown"] {
        let outcome = try await Command.run(
          "report", "container:westport-eastport", "--study", study, "--samples", "64", "--format",
          format)
        outcome.expectSuccess()
        #expect(outcome.output.contains("The study has no ledger of claims (claims.yaml"))
        #expect(!outcome.output.contains("Claims and their verdicts"))
        #expect(outcome.output.contains("Assumptions"))
      }
      // One that is broken is not passed over.
      let ledger = study + "/claims.yaml"
      try Data("claims: [\n".utf8).write(to: URL(filePath: ledger))
      let broken = try await Command.run(
        "report", "container:westport-eastport", "--study", study, "--samples", "64")
      #expect(broken.code == 65 && broken.complaint.contains("claims.yaml"))
      let audit = try await Command.run("audit", "--study", Command.root.path + "/nowhere")
      #expect(audit.code == 66)
    }
  }

  @Test func `a date does not hold for what a scenario says without one, and that is said once`()
    async throws
  {
    let changed = ["'border.kp-ru.time'", "link 'sea-busan-rajin'", "border KP-KR"]
    let run = ["report", gas, "--samples", "64", "--format", "markdown", "--as-of", "2026-02-28"]
    let dated = try await Command.run(run + ["--scenario", "crisis"])
    #expect(dated.code == 0)
    let lines = dated.output.split(separator: "\n").map(String.init)
    for begin in [
      "- vintage: only what was known by 2026-02-28, and as suppositions", "- as of 2026",
    ] {
      let line = try #require(lines.first { $0.hasPrefix(begin) }, "\(begin)")
      for change in changed { #expect(line.contains(change), "\(line)") }
    }
    #expect(lines.contains { $0.hasPrefix("- The run has a date") && $0.contains(changed[2]) })
    #expect(dated.output.contains("vintage: 2026-02-28, but for 3 changes of the scenario"))
    let told = dated.complaint.split(separator: "\n").joined(separator: " ")
    #expect(told.split(separator: "does not say since when").count == 2)
    #expect(told.split(separator: "is audited in other scenarios").count == 2)
    // What claims are held in has no part in the results.
    let plain = try await Command.run(run)
    #expect(plain.code == 0)
    #expect(plain.output.contains("- vintage: only what was known by 2026-02-28\n"))
    #expect(!plain.output.contains("supposition") && !plain.output.contains("The run has a date"))
    #expect(!plain.complaint.contains("does not say since when"))
    let set = try await Command.run(run + ["--set", "rail.speed.tsr=500 km/day"])
    #expect(set.output.contains("known by 2026-02-28; what is set for this run has no date"))
  }

  @Test func `what is open in a scenario is not said to be so today`() async throws {
    let run = ["report", "container:busan-hamburg", "--samples", "64", "--format", "markdown"]
    let closed = try await Command.run(run + ["--scenario", "by-pl-closed"])
    closed.expectSuccess()
    #expect(closed.output.contains("Not open in this scenario: "))
    #expect(
      closed.output.contains("primorye-bypass is not open in this scenario: the border BY-PL"))
    #expect(closed.output.contains("open in scenario |"))
    for words in ["open today", "used today"] { #expect(!closed.output.contains(words)) }
    let plain = try await Command.run(run)
    #expect(plain.output.contains("Not open today: ") && plain.output.contains("open today |"))
    #expect(!plain.output.contains("in this scenario"))
  }

  @Test func `what regimes and hosts rest on is among the assumptions`() async throws {
    let run = ["report", gas, "--samples", "64", "--format", "markdown"]
    let outcome = try await Command.run(run)
    outcome.expectSuccess()
    let listed = { (text: String, id: String) in text.contains("\n| \(id) | ") }
    for id in [
      "regime.sanctions.off", "regime.collapse.chance", "regime.transit.crisis",
      "regime.loss.crisis", "regime.fee.status-quo", "regime.tilt.detente", "hold-up.demand",
      "hold-up.power", "hold-up.hazard.late", "hold-up.termination", "hold-up.option.upkeep",
      "hold-up.mitigant.guarantee",
    ] { #expect(listed(outcome.output, id), "\(id)") }
    // No route of it meets the borders of Belarus.
    #expect(!listed(outcome.output, "regime.western.close"))
    let open = try await Command.run(run + ["--politics", "none"])
    #expect(!listed(open.output, "hold-up.demand") && listed(open.output, "gas.capex"))
    // The words say what was done.
    let played = "the politics of the study were played out"
    #expect(outcome.output.contains(played) && !open.output.contains(played))
    #expect(open.output.contains("No politics were played out"))
    #expect(outcome.output.contains("\n- Politics: played out (--politics on).\n"))
    #expect(open.output.contains("\n- Politics: none are played out (--politics none).\n"))
  }

  @Test func `a study without politics is told to have none`() async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "mine").path
      #expect(try await Command.run("new", study).code == 0)
      #expect(!FileManager.default.fileExists(atPath: study + "/regimes.yaml"))
      try Data("{}\n".utf8).write(to: URL(filePath: study + "/claims.yaml"))
      let outcome = try await Command.run(
        "report", "--study", study, "--samples", "64", "--format", "markdown")
      outcome.expectSuccess()
      #expect(!outcome.output.contains("politics of the study were played out"))
      #expect(outcome.output.contains("since the study has none (--politics on)"))
    }
  }

  @Test func `a route that ends elsewhere is told apart from the rivals`() async throws {
    let outcome = try await Command.run(
      "report", "oil:taishet-kozmino", "--samples", "64", "--format", "markdown")
    outcome.expectSuccess()
    #expect(outcome.output.contains("from Taishet to Kozmino, by 2 routes: espo, rail."))
    #expect(outcome.output.contains("ends elsewhere: china-branch to Mohe"))
  }

  @Test func `a document whose format is named goes to standard output beside charts`()
    async throws
  {
    try await Command.withFolder { folder in
      let study = ["--study", Command.root.appending(path: "Geo").path]
      for (format, beginning) in [("markdown", "# "), ("html", "<!DOCTYPE html>")] {
        let run = ["report", power, "--samples", "64", "--charts", format, "--format", format]
        let outcome = try await Command.run(run + study, in: folder)
        outcome.expectSuccess()
        #expect(outcome.output.hasPrefix(beginning), "\(outcome.output.prefix(60))")
        let charts = folder.appending(path: format).path
        #expect(try FileManager.default.contentsOfDirectory(atPath: charts).contains("map.svg"))
      }
      let alone = try await Command.run(
        ["report", power, "--samples", "64", "--charts", "alone"] + study, in: folder)
      #expect(alone.code == 0 && alone.output.isEmpty)
    }
  }

  @Test func `charts are written as SVG with CSV beside them, and Markdown links them`()
    async throws
  {
    try await Command.withFolder { folder in
      let outcome = try await Command.run(
        [
          "report", power, "--samples", "64", "--format", "markdown", "--charts", "a b/charts",
          "-o", "text/report.md", "--study", Command.root.appending(path: "Geo").path,
        ], in: folder)
      let pdf = try await Command.run(
        ["report", power, "-o", "x.pdf", "--study", Command.root.appending(path: "Geo").path],
        in: folder)
      pdf.expectFailure(64, says: ["x.pdf", "neither HTML nor Markdown", ".html"])
      // The folder `text` is not there, so nothing is begun.
      outcome.expectFailure(73, says: ["text/report.md"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
      let second = try await Command.run(
        [
          "report", power, "--samples", "64", "--format", "markdown", "--charts", "a b/charts",
          "-o", "report.md", "--study", Command.root.appending(path: "Geo").path,
        ], in: folder)
      #expect(second.code == 0 && second.output.isEmpty, "\(second.complaint)")
      let charts = folder.appending(path: "a b/charts").path
      let names = try FileManager.default.contentsOfDirectory(atPath: charts)
      let drawn = names.filter { $0.hasSuffix(".svg") && $0 != "map.svg" }
      #expect(drawn.count >= 6)
      let text = try String(contentsOf: folder.appending(path: "report.md"), encoding: .utf8)
      for name in drawn {
        #expect(names.contains(String(name.dropLast(3)) + "csv"))
        #expect(text.contains("](a%20b/charts/\(name))"), "\(name)")
      }
      #expect(text.contains("## Manifest"))
    }
  }

  @Test(arguments: [
    (["--format", "html", "-o", "x.pdf"], ["x.pdf", "neither HTML nor Markdown", "prints"]),
    (["--format", "markdown", "-o", "x.txt"], ["x.txt", "end the name in .html or .md"]),
    (["--format", "html", "-o", "x.md"], ["ends like markdown", "--format is html"]),
    (["-o", "x.html/"], ["names a folder", "'x.html/report.html'"]),
    (["--format", "html", "-o", "x/"], ["names a folder", "'x/report.html'"]),
  ])
  func `a name that says otherwise is refused`(arguments: [String], words: [String]) async throws {
    try await Command.withFolder { folder in
      let study = ["--study", Command.root.appending(path: "Geo").path]
      let outcome = try await Command.run(["report", power] + arguments + study, in: folder)
      outcome.expectFailure(64, says: words)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `a seed of its own and one thread give the same report`() async throws {
    let line = ["report", power, "--samples", "64", "--format", "markdown", "--seed"]
    let one = try await Command.run(line + ["7", "--threads", "1"])
    one.expectSuccess()
    let other = try await Command.run(
      line + ["7", "--threads", "3"], with: ["LC_ALL": "de_DE.UTF-8"])
    #expect(one.output == other.output)
    let third = try await Command.run(line + ["8"])
    #expect(one.output != third.output)
  }

  @Test(arguments: [
    (["report", "gas:vladivostok-soul"], Int32(64), "did you mean `gas:vladivostok-seoul`?"),
    (["report", "gas:vladivostok-seoul", "-o", "/proc/none/report.html"], 73, "/proc/none"),
    (["report", "gas:vladivostok-seoul", "--charts", "/dev/null"], 73, "name a folder"),
    (["report", "gas:vladivostok-seoul", "--format", "html", "-o", "x.md"], 64, "markdown"),
    (["report", "gas:vladivostok-seoul", "--threads", "0"], 64, "--threads is 0"),
    (["report", "gas:vladivostok-seoul", "--samples", "0"], 64, "--samples is 0"),
    (["report", "gas:vladivostok-seoul", "--study", "none"], 66, "none"),
  ])
  func `what can't be is told in a line`(line: [String], code: Int32, word: String) async throws {
    try await Command.run(line).expectFailure(code, says: [word])
  }
}
