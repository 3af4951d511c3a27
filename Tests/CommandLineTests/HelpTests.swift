import Foundation
import Testing

@Suite struct HelpTests {
  static let verbs = ["compare", "map", "export", "audit", "explain", "check"]

  @Test func `the command alone says what to try first`() async throws {
    let greeting = try await Command.run()
    greeting.expectSuccess()
    #expect(greeting.output.contains("Try first"))
    for verb in Self.verbs { #expect(greeting.output.contains("  \(verb) ")) }
    #expect(try await Command.run("--help").output == greeting.output)
    #expect(greeting.output.contains("Exit codes"))
  }

  @Test func `what the greeting tells to try works`() async throws {
    for line in ["compare", "compare container:busan-hamburg", "audit"] {
      try await Command.run(line.split(separator: " ").map(String.init)).expectSuccess()
    }
    try await Command.run("explain", "container:busan-hamburg/tkr-east/capex_musd").expectSuccess()
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
    for verb in Self.verbs { #expect(script.output.contains(verb)) }
  }

  @Test func `bash takes the completions`() async throws {
    let outcome = try await Command.shell(
      "command -v bash >/dev/null || exit 0; \"$0\" --generate-completion-script bash | bash -n")
    #expect(outcome.code == 0, "\(outcome.complaint)")
  }
}
