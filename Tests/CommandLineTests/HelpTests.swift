import Foundation
import Testing

@Suite struct HelpTests {
  static let verbs = ["compare", "map", "export", "audit", "explain", "check"]

  @Test func `the command alone says what to try first`() async throws {
    let greeting = try await Command.run()
    greeting.expectSuccess()
    for word in ["Try first", "Study Geo: Transport", "5 comparisons", "corridor serve"] {
      #expect(greeting.output.contains(word))
    }
    #expect(greeting.output.split(separator: "\n").count < 20)
  }

  @Test func `without a study, or with a broken one, the command says how to get on`() async throws
  {
    try await Command.withFolder { folder in
      // A study that is installed beside the command would be found.
      let nothing = try await Command.run([], in: folder)
      nothing.expectSuccess()
      #expect(nothing.output.contains("corridor new DIR"))
      let study = folder.appending(path: "Geo")
      try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
      try Data("title: [".utf8).write(to: study.appending(path: "study.yaml"))
      let broken = try await Command.run([], in: folder)
      broken.expectSuccess()
      #expect(broken.output.contains("corridor check"))
    }
  }

  @Test func `help lists every verb and the exit codes`() async throws {
    let help = try await Command.run("--help")
    help.expectSuccess()
    for verb in Self.verbs { #expect(help.output.contains("  \(verb) ")) }
    #expect(help.output.contains("Try first") && help.output.contains("Exit codes"))
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `what the greeting tells to try works`() async throws {
    for line in ["compare", "compare container:busan-hamburg", "audit"] {
      try await Command.run(line.split(separator: " ").map(String.init)).expectSuccess()
    }
    try await Command.run("explain", "container:busan-hamburg/tkr-east/capex_musd").expectSuccess()
  }

  /// Examples have the ids of the study that `new` writes, whatever study is at hand.
  @Test func `the examples of the help work on a new study`() async throws {
    try await Command.withFolder { folder in
      try await Command.run(["new", "Geo"], in: folder).expectSuccess()
      for verb in ["compare", "route", "critical", "explain", "sweep", "breakeven", "sensitivity"] {
        let help = try await Command.run("help", verb).output
        let lines = help.replacing(/\\\n */, with: " ").split(separator: "\n")
          .filter { $0.hasPrefix("corridor \(verb) ") }
        #expect(!lines.isEmpty)
        for line in lines {
          // What an example does stands behind three spaces.
          let words = line.dropFirst("corridor ".count).firstRange(of: "   ")
          let example = words.map { line[..<$0.lowerBound] } ?? line
          let outcome = try await Command.shell(
            "\"$0\" \(example.dropFirst("corridor ".count))", in: folder)
          #expect(outcome.code == 0 && !outcome.output.isEmpty, "\(line): \(outcome.complaint)")
        }
      }
    }
  }

  @Test func `the dates and scenarios that the help names work`() async throws {
    let help = try await Command.run("compare", "--help").output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let date = try #require(help.firstMatch(of: /such as (\d{4}-\d\d-\d\d)/)?.1)
    let comparison = "container:busan-hamburg"
    try await Command.run("compare", comparison, "--as-of", String(date)).expectSuccess()
    // What a refusal advises works too.
    let refused = try await Command.run("compare", comparison, "--as-of", "2010-12-31")
    let scenario = try #require(
      refused.complaint.firstMatch(of: /--scenario ([a-z0-9-]+[0-9])/)?.1)
    try await Command.run(
      "compare", comparison, "--as-of", "2010-12-31", "--scenario", String(scenario)
    ).expectSuccess()
  }

  @Test func `the quick commands of the README work`() async throws {
    let readme = try String(
      contentsOf: Command.root.appending(path: "README.md"), encoding: .utf8)
    let commands = Set(
      readme.matches(of: /`corridor ((compare|explain|route|diff) [^`]*)`/).map(\.1))
    #expect(commands.count >= 5)
    for command in commands.sorted() {
      let outcome = try await Command.shell("\"$0\" \(command)")
      #expect(outcome.code == 0 && !outcome.output.isEmpty, "\(command): \(outcome.complaint)")
    }
  }

  @Test(arguments: verbs)
  func `every verb has help with its options`(verb: String) async throws {
    let help = try await Command.run(verb, "--help")
    help.expectSuccess()
    #expect(help.output.contains("USAGE: corridor \(verb)"))
    for option in ["--study", "--scenario", "--set", "--as-of"] {
      #expect(help.output.contains(option))
    }
    #expect(help.output.contains("--format") == !["export", "map"].contains(verb))
    #expect(try await Command.run("help", verb).output == help.output)
  }

  @Test func `the version is three numbers`() async throws {
    let version = try await Command.run("--version")
    version.expectSuccess()
    let parts = version.output.split(separator: "\n")[0].split(separator: ".")
    #expect(parts.count == 3 && parts.allSatisfy { Int($0) != nil })
  }

  @Test(arguments: [("bash", "complete"), ("zsh", "#compdef corridor"), ("fish", "complete -c")])
  func `completions are made for every shell`(shell: String, word: String) async throws {
    let script = try await Command.run("--generate-completion-script", shell)
    script.expectSuccess()
    #expect(script.output.contains(word))
    #expect(script.output.contains("---words"))
  }

  @Test func `bash takes the completions`() async throws {
    let outcome = try await Command.shell(
      "command -v bash >/dev/null || exit 0; \"$0\" --generate-completion-script bash | bash -n")
    #expect(outcome.code == 0, "\(outcome.complaint)")
  }
}
