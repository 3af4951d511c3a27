import Foundation
import Testing

@Suite struct ManualTests {
  static let verbs = [
    "compare", "route", "critical", "map", "report", "serve", "export", "audit", "explain", "check",
    "new", "import", "diff", "sweep", "risk", "merge", "sensitivity", "breakeven", "politics",
    "measure", "convert", "lint",
  ]

  /// The text of a page without the marks of roff.
  private func plain(_ page: String) -> String {
    page.replacing(/\\f[BIR]/, with: "").replacing("\\-", with: "-")
      .replacing("\\(ga", with: "`").replacing("\\(aq", with: "'")
  }

  @Test func `every verb has a page`() async throws {
    let help = try await Command.run("--help").output
    let listed = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .compactMap { $0.wholeMatch(of: /\ \ ([a-z]+)(?: .*)?/).map { String($0.1) } }
    #expect(listed == Self.verbs)
    let pages = try await Command.run("---manual", "verbs").output
    #expect(pages.split(separator: "\n").map(String.init) == Self.verbs)
    let page = plain(try await Command.run("---manual").output)
    for verb in Self.verbs { #expect(page.contains("corridor-\(verb)(1)")) }
    try await Command.run("---manual", "cmpare").expectFailure(64, says: ["`compare`?"])
  }

  @Test(arguments: verbs)
  func `a page has every option of help, examples and what else belongs there`(verb: String)
    async throws
  {
    let page = plain(try await Command.run("---manual", verb).output)
    let help = try await Command.run("help", verb).output
    let options = Set(help.matches(of: /\n  (?:-[a-z], )?(--[a-z-]+)/).map { String($0.1) })
    #expect(options.count >= 2)
    for option in options { #expect(page.contains("\n\(option)") || page.contains(", \(option)")) }
    for title in [
      "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "FILES",
      "ENVIRONMENT", "SEE ALSO",
    ] { #expect(page.contains(".SH \"\(title)\"\n")) }
    #expect(page.contains("\ncorridor-\(verb) - "))
    let examples = page.split(separator: "\n").filter { $0.hasPrefix("corridor \(verb)") }
    #expect(examples.count > 1 || verb == "new" || verb == "merge" || verb == "import")
    // What the examples ask for is there to be asked for.
    for example in examples {
      for option in example.matches(of: /\ (--[a-z-]+)/).map({ String($0.1) }) {
        #expect(options.contains(option), "\(example)")
      }
    }
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 90 })
  }

  @Test(arguments: verbs)
  func `the readers of manual pages find nothing wrong`(verb: String) async throws {
    let outcome = try await Command.shell(
      """
      f=$(mktemp -d)/corridor-\(verb).1; "$0" ---manual \(verb) > $f
      if command -v mandoc >/dev/null; then mandoc -T lint -W warning $f; fi
      if command -v groff >/dev/null; then groff -man -ww -Tutf8 $f 2>&1 >/dev/null; fi
      if command -v lexgrog >/dev/null; then lexgrog $f >/dev/null || echo no name; fi
      """)
    #expect(outcome.output.isEmpty && outcome.complaint.isEmpty, "\(outcome)")
  }

  @Test(arguments: verbs)
  func `a page breaks no word, and fits 80 columns`(verb: String) async throws {
    let outcome = try await Command.shell(
      "command -v groff >/dev/null || exit 0; "
        + "\"$0\" ---manual \(verb) | GROFF_NO_SGR=1 groff -man -rLL=78n -Tutf8 -P-cbou")
    #expect(outcome.code == 0)
    for line in outcome.output.split(separator: "\n") {
      #expect(!line.hasSuffix("\u{2010}") && line.count <= 80, "\(line)")
    }
  }

  @Test(arguments: verbs)
  func `no example in help is broken by a terminal of 80 columns`(verb: String) async throws {
    let page = plain(try await Command.run("---manual", verb).output)
    let block = page.split(separator: ".EX\n").last?.split(separator: "\n.EE").first ?? ""
    // A page is indented by seven columns.
    for line in block.split(separator: "\n") { #expect(line.count <= 73, "\(line)") }
  }
}
