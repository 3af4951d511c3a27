import Foundation
import Testing

@Suite struct CompletionTests {
  /// The candidates for the last of some words, without what stands beside them.
  private func candidates(_ words: String...) async throws -> [String] {
    let outcome = try await Command.run(["---words"] + words)
    #expect(outcome.code == 0 && outcome.complaint.isEmpty, "\(outcome.complaint)")
    return outcome.output.split(separator: "\n").map {
      String($0.split(separator: "\t", omittingEmptySubsequences: false)[0])
    }
  }

  @Test func `verbs and options come from their definitions`() async throws {
    let verbs = try await candidates("")
    for verb in ["compare", "audit", "lint", "help"] { #expect(verbs.contains(verb)) }
    #expect(try await candidates("comp") == ["compare"])
    #expect(try await candidates("help", "comp") == ["compare"])
    #expect(try await candidates("compare", "--sc") == ["--scenario"])
    // What can be given once is not offered twice, what can be repeated is.
    #expect(try await candidates("compare", "--scenario", "base", "--s") == ["--study", "--set"])
    #expect(try await candidates("compare", "--set", "a=1", "--se") == ["--set"])
    #expect(try await candidates("nothing", "").isEmpty)
  }

  @Test func `values are those of the study`() async throws {
    #expect(
      try await candidates("compare", "container:busan-h") == ["container:busan-hamburg"])
    #expect(try await candidates("compare", "--scenario", "red") == ["red-sea-2024"])
    #expect(try await candidates("compare", "--scenario=red") == ["--scenario=red-sea-2024"])
    #expect(try await candidates("compare", "--set", "rail.speed.kz") == ["rail.speed.kz="])
    #expect(try await candidates("compare", "--format", "m") == ["markdown"])
    #expect(
      try await candidates("breakeven", "container:busan-hamburg", "vot.med") == ["vot.median"])
    #expect(
      try await candidates("sensitivity", "gas:vladivostok-seoul", "--route", "")
        == ["pipeline", "lng", "cng"])
    #expect(try await candidates("route", "hamb") == ["hamburg"])
    #expect(
      try await candidates("sweep", "container:busan-hamburg", "vot.med") == ["vot.median="])
    #expect(
      try await candidates("explain", "container:busan-hamburg/tkr-e")
        == ["container:busan-hamburg/tkr-east/"])
    #expect(
      try await candidates("explain", "gas:vladivostok-seoul/pipeline/npv_m")
        == ["gas:vladivostok-seoul/pipeline/npv_musd"])
    // The keys that a route has, and no others of its comparison.
    let lead = "container:busan-hamburg/sea-suez/length_km_by_country."
    #expect(try await candidates("explain", lead) == [lead + "EG"])
    #expect(try await candidates("convert", "x") == [":file"])
    #expect(try await candidates("export", "") == [":folder"])
    #expect(try await candidates("compare", "container:busan-hamburg", "x").isEmpty)
  }

  @Test func `the study of the line is the one that is asked`() async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "mine").path
      #expect(try await Command.run("new", study).code == 0)
      let own = try await candidates("compare", "--study", study, "")
      #expect(!own.isEmpty && !own.contains("container:busan-hamburg"))
      #expect(try await candidates("compare", "", "--study=\(study)", "--scenario", "x").isEmpty)
      #expect(try await candidates("compare", "--study", "/nonexistent", "").isEmpty)
      try Data("title: [".utf8).write(to: URL(filePath: study + "/study.yaml"))
      #expect(try await candidates("compare", "--study", study, "").isEmpty)
    }
  }

  /// bash takes words apart at colons and equals signs, but for what follows an opening quote.
  @Test(arguments: [
    ("corridor comp", "compare"), ("corridor compare container:busan-h", "busan-hamburg"),
    ("corridor compare --scenario=red", "red-sea-2024"),
    ("corridor compare --set rail.speed.kz", "rail.speed.kz="),
    ("corridor convert Packag", "Package.swift"),
    ("corridor compare --set 'rail.speed.kz", "rail.speed.kz="),
    ("corridor compare --set \"rail.speed.kz", "rail.speed.kz="),
    ("corridor compare 'container:busan-h", "container:busan-hamburg"),
    ("corridor compare --scenario='red", "red-sea-2024"),
    ("corridor convert 'Packag", "Package.swift"),
    (
      "corridor explain container:busan-hamburg/tkr-east/accounts.h",
      "busan-hamburg/tkr-east/accounts.host\\ KP"
    ),
    (
      "corridor explain container:busan-hamburg/tkr-east/accounts.host\\ K",
      "busan-hamburg/tkr-east/accounts.host\\ KP"
    ),
    (
      "corridor explain 'container:busan-hamburg/tkr-east/accounts.host K",
      "container:busan-hamburg/tkr-east/accounts.host KP"
    ),
  ])
  func `bash completes a line`(line: String, reply: String) async throws {
    let script = try await Command.run("--generate-completion-script", "bash").output
    try await Command.withFolder { folder in
      let file = folder.appending(path: "corridor.bash")
      try Data(script.utf8).write(to: file)
      let typed = folder.appending(path: "line")
      try Data(line.utf8).write(to: typed)
      let outcome = try await Command.shell(
        """
        command -v bash >/dev/null || { echo '\(reply)'; exit 0; }
        export CORRIDOR="$0"
        bash -c 'source \(file.path); COMP_LINE=$(<\(typed.path)); COMP_POINT=${#COMP_LINE}
        COMP_WORDBREAKS="$COMP_WORDBREAKS:="; _corridor "$CORRIDOR" 2>/dev/null
        printf "%s\\n" "${COMPREPLY[@]}"'
        """)
      #expect(outcome.output.split(separator: "\n").contains { $0 == reply }, "\(outcome)")
      #expect(outcome.complaint.isEmpty)
    }
  }

  @Test func `zsh and fish take their scripts`() async throws {
    for (shell, check) in [("zsh", "zsh -n"), ("fish", "fish --no-execute")] {
      let outcome = try await Command.shell(
        "command -v \(shell) >/dev/null || exit 0; f=$(mktemp); "
          + "\"$0\" --generate-completion-script \(shell) > $f && \(check) $f; e=$?; rm $f; exit $e"
      )
      #expect(outcome.code == 0 && outcome.complaint.isEmpty, "\(outcome.complaint)")
    }
    let fish = try await Command.shell(
      """
      command -v fish >/dev/null || { echo container:busan-hamburg; exit 0; }
      mkdir -p "$TMPDIR/x" 2>/dev/null; d=$(mktemp -d); ln -s "$0" $d/corridor; export PATH="$d:$PATH"
      fish --no-config -c 'corridor --generate-completion-script fish | source
      complete -C "corridor compare container:busan-h"' | cut -f1; rm -r $d
      """)
    #expect(fish.output == "container:busan-hamburg\n", "\(fish)")
  }

  @Test func `another shell is refused`() async throws {
    try await Command.run("--generate-completion-script", "tcsh")
      .expectFailure(64, says: ["bash, fish, zsh"])
  }
}
