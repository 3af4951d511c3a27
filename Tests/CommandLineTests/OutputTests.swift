import Foundation
import Testing

@Suite struct OutputTests {
  static let compare = ["compare", "container:busan-hamburg"]
  /// The table in the environment of the tests, made once.
  private static let plain = Task { try await Command.run(compare).output }

  @Test(arguments: [
    "compare", "compare container:busan-hamburg --format json", "check", "--help",
    "explain rail.speed.tsr", "--version",
  ])
  func `a full disk ends in 74 and one message`(line: String) async throws {
    let outcome = try await Command.shell("\"$0\" \(line) > /dev/full")
    outcome.expectFailure(74, says: ["standard output: error: the disk is full"])
  }

  @Test(arguments: ["compare container:busan-hamburg", "check", "audit --format json"])
  func `a reader that leaves early is no accident`(line: String) async throws {
    let reader = line.contains("--format") ? "true" : "head -1"
    let outcome = try await Command.shell("\"$0\" \(line) | \(reader)")
    #expect(outcome.code == 0 && outcome.complaint.isEmpty, "\(outcome.complaint)")
  }

  @Test func `a reader that leaves early is told where the signal is off`() async throws {
    let outcome = try await Command.shell(
      "trap '' PIPE; { \"$0\" check; echo $? >&2; } | true")
    #expect(outcome.complaint.contains("standard output: error:"))
    #expect(outcome.complaint.contains("\n74"))
    outcome.expectNoTrace()
  }

  @Test func `closed streams do no harm`() async throws {
    // Whatever a verb opens meanwhile, such as what watches threads, is not taken for its output.
    for verb in ["compare", "audit", "check", "risk container:busan-hamburg --samples 64"] {
      let closed = try await Command.shell("\"$0\" \(verb) >&-")
      #expect(closed.code == 74)
      #expect(closed.complaint.contains("it is closed; open it"), "\(verb): \(closed.complaint)")
    }
    #expect(try await Command.shell("\"$0\" cmpare 2>&-").code == 64)
    #expect(try await Command.shell("\"$0\" cmpare 2>/dev/full").code == 64)
    #expect(try await Command.shell("\"$0\" compare <&-").code == 0)
  }

  @Test(arguments: [
    ["LC_ALL": "de_DE.UTF-8"], ["LC_ALL": "C"], ["LANG": "ko_KR.EUC-KR", "LC_NUMERIC": "de_DE"],
    ["TZ": "Asia/Seoul"], ["TZ": "America/St_Johns"], ["NO_COLOR": "1"], ["TERM": "dumb"],
    ["COLUMNS": "40"], ["HOME": "/nonexistent"],
  ])
  func `locale, time zone and terminal change nothing`(environment: [String: String]) async throws {
    let plain = try await Self.plain.value
    let other = try await Command.run(Self.compare, with: environment)
    other.expectSuccess()
    #expect(other.output == plain)
  }

  @Test func `no output holds colours or a path of this machine`() async throws {
    for arguments in [["check"], ["audit"], Self.compare + ["--format", "json"]] {
      let output = try await Command.run(arguments).output
      #expect(!output.contains("\u{1B}"))
      #expect(!output.contains(Command.root.path))
      #expect(!output.contains(NSTemporaryDirectory()))
    }
  }

  @Test(arguments: ["Geo", "a study", "연구 자료", "it's \"quoted\"", "-dash", "per%20cent"])
  func `a study may lie anywhere and have any name`(name: String) async throws {
    let plain = try await Self.plain.value
    try await Command.withStudy(named: name) { parent, study in
      let elsewhere = try await Command.run(
        Self.compare + ["--study", study.path], in: URL(filePath: "/"))
      #expect(elsewhere.output == plain, "\(elsewhere.complaint)")
      let list = try await Command.run("compare", "--study=./\(name)/", in: parent)
      list.expectSuccess()
    }
  }

  @Test func `without a study in this folder the message tells of --study`() async throws {
    try await Command.withFolder { folder in
      let outcome = try await Command.run("compare", in: folder)
      // An installed command has a study beside it; a built one has none.
      if outcome.code != 0 { outcome.expectFailure(66, says: ["Geo", "--study"]) }
    }
  }

  @Test(arguments: [
    compare, compare + ["--format", "json"], compare + ["--format", "csv"],
    compare + ["--format", "markdown"], ["compare"], ["compare", "--format", "csv"], ["check"],
    ["check", "--format", "markdown"], ["audit", "--format", "csv"],
    ["explain", "rail.speed.tsr"],
    ["explain", "container:busan-hamburg/tkr-east/share", "--format", "csv"],
  ])
  func `two runs are alike in every format and end in one newline`(
    arguments: [String]
  ) async throws {
    let first = try await Command.run(arguments)
    let second = try await Command.run(arguments)
    first.expectSuccess()
    #expect(first.output == second.output)
    #expect(first.output.hasSuffix("\n") && !first.output.hasSuffix("\n\n"))
  }

  @Test(arguments: [
    compare, ["compare"], ["check"], ["explain", "rail.speed.tsr"],
    ["explain", "container:busan-hamburg/tkr-east/price_usd_per_teu"],
    ["explain", "container:busan-hamburg/sea-suez/npv_musd"],
  ])
  func `JSON is JSON for every reader`(arguments: [String]) async throws {
    let outcome = try await Command.run(arguments + ["--format", "json"])
    outcome.expectSuccess()
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect(json is [String: Any])
  }

  @Test func `an audit ends with 1 only for a verdict that was named`() async throws {
    let audit = try await Command.run("audit", "--format", "json")
    audit.expectSuccess()
    let json = try JSONSerialization.jsonObject(with: Data(audit.output.utf8))
    let counts = try #require((json as? [String: Any])?["counts"] as? [String: Int])
    let present = try #require(counts.keys.sorted().first)
    let failed = try await Command.run("audit", "--fail-on", present)
    #expect(failed.code == 1 && !failed.output.isEmpty && failed.complaint.isEmpty)
    let verdicts = [
      "supported", "contested", "contradicted", "inconsistent", "not-like-for-like", "untestable",
      "not-computed",
    ]
    #expect(counts.keys.allSatisfy(verdicts.contains))
    if let absent = verdicts.first(where: { counts[$0] == nil }) {
      try await Command.run("audit", "--fail-on", absent).expectSuccess()
    }
  }
}
