import Foundation
import Testing

/// Ranges that make no distribution.
@Suite struct BadRangeTests {
  @Test func `check warns of a range that makes no distribution`() async throws {
    try await Command.withStudy { parent, study in
      let file = study.appending(path: "assumptions.yaml")
      var lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      let start = try #require(lines.firstIndex(of: "gas.capex:"))
      let shape = try #require(
        lines[start...].firstIndex { $0.trimmingCharacters(in: .whitespaces).hasPrefix("shape:") })
      // 2.0, 2.7 and 5.5 are far from even.
      lines[shape] = "  shape: normal"
      try Data(lines.joined(separator: "\n").utf8).write(to: file)
      let outcome = try await Command.run(["check", "--format", "csv"], in: parent)
      let found = outcome.output.split(separator: "\n").filter { $0.contains("bad-range") }
      #expect(outcome.code == 0 && found.count == 1, "\(outcome.complaint)")
      #expect(found.first?.contains("'gas.capex' makes no distribution") == true)
      #expect(found.first?.contains("choose triangular or pert") == true)
      #expect(found.first?.contains("assumptions.yaml,\(start + 1)") == true)
    }
  }

  @Test func `the bundled study has none`() async throws {
    let outcome = try await Command.run("check", "--format", "csv")
    #expect(outcome.code == 0 && !outcome.output.contains("bad-range"))
  }
}
