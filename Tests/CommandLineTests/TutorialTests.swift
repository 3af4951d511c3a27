import Foundation
import Testing

/// docs/first-corridor.md, followed as a newcomer would.
@Suite struct TutorialTests {
  /// One command of the document with what it is said to print.
  struct Step {
    var command: [Substring]
    var output: [Substring] = []
  }

  @Test func `the commands of the tutorial print what it says`() async throws {
    let document = Command.root.appending(path: "docs/first-corridor.md")
    let steps = Self.steps(try String(contentsOf: document, encoding: .utf8))
    #expect(steps.count > 15)
    try await Command.withFolder { folder in
      let binary = folder.appending(path: "corridor")
      try FileManager.default.createSymbolicLink(
        at: binary, withDestinationURL: URL(filePath: Command.path))
      let work = folder.appending(path: "work")
      try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
      for step in steps {
        let command = step.command.joined(separator: "\n")
        let line = "PATH=\(folder.path):$PATH; export PATH; exec 2>&1\n" + command
        let outcome = try await Command.shell(line, in: work)
        let printed = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(
          Self.trimmed(printed) == Self.trimmed(step.output),
          "\(command): run scripts/docs/record.py docs/first-corridor.md .build/debug/corridor")
      }
    }
  }

  private static func trimmed(_ lines: [Substring]) -> [Substring] {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// The commands of every block that is marked `console`.
  private static func steps(_ text: String) -> [Step] {
    var steps: [Step] = []
    var isInside = false
    var isHere = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isInside {
        isInside = line == "```console"
      } else if line == "```" {
        isInside = false
      } else if isHere {
        steps[steps.count - 1].command.append(line)
        isHere = line != "END"
      } else if line.hasPrefix("$ ") {
        steps.append(Step(command: [line.dropFirst(2)]))
        isHere = line.contains("<<'END'")
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(line)
      }
    }
    return steps
  }
}
