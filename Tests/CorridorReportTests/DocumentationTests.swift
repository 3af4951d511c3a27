import Corridor
import Foundation
import Testing

@Suite struct DocumentationTests {
  @Test func `docs/json.md names every key`() throws {
    let bundled = try Bundled.shared.get()
    let json = ComparisonJSON(study: bundled.study)
    var keys: Set<String> = []
    for result in bundled.results {
      collect(json.value(of: result), into: &keys)
      let figure = try #require(result.routes.first?.outcome("length_km")?.figure)
      collect(ExplainTree(study: bundled.study, figure: figure).json(id: "x"), into: &keys)
    }
    collect(ComparisonList(study: bundled.study).json(), into: &keys)
    for assumption in bundled.study.assumptions {
      let card = AssumptionCard(
        study: bundled.study, assumption: assumption, resolved: bundled.assumptions)
      collect(card.json(), into: &keys)
    }
    let finding = Diagnostic(
      .error, code: "x", at: SourceLocation(file: "x"), "x", remedy: "x")
    collect(CheckReport(findings: [finding]).json(), into: &keys)
    // The form of a claim does not depend on the scenario or the politics that it is held against.
    let others = ["{politics:", "{process:", "{host:", "{scenario:"]
    let claims = try StudyReader.claims(of: bundled.study)
      .filter { claim in
        claim.checks.allSatisfy { check in
          check.when.isEmpty && check.also.isEmpty
            && !check.rule.expressions.contains { text in others.contains { text.contains($0) } }
        }
      }
    let audited = try Auditor(quantities: bundled.quantities()).audit(claims)
    collect(AuditReport(study: bundled.study, claims: audited).json(), into: &keys)

    let text = try String(
      contentsOf: Bundled.root.appending(path: "docs/json.md"), encoding: .utf8)
    for key in keys.sorted() {
      #expect(text.contains("`\(key)`"), "docs/json.md does not tell of `\(key)`")
    }
  }

  @Test func `every exported file is as small as docs/viewers.md says`() throws {
    let text = try String(
      contentsOf: Bundled.root.appending(path: "docs/viewers.md"), encoding: .utf8)
    #expect(text.contains("up to 10 MB") && text.contains("Every file here is smaller than that"))
    for file in try Bundled.shared.get().files {
      #expect(file.bytes.count < 10_000_000, "\(file.name)")
    }
  }

  /// The keys of a value, of containers where other services have their own unit.
  private func collect(_ value: JSONValue, into keys: inout Set<String>) {
    for item in value.array ?? [] { collect(item, into: &keys) }
    for member in value.object?.members ?? [] {
      // These two hold subjects and countries, not keys of the form.
      let isMap =
        member.key == "conventions" || member.key == "counts"
        || member.key.hasSuffix("_by_country")
      if !isMap { collect(member.value, into: &keys) }
      guard !member.key.hasSuffix("_reason") else { continue }
      var key = member.key
      for unit in ["t", "1000m3", "mwh"] {
        if key.hasSuffix("_per_\(unit)") { key = key.dropLast(unit.count) + "teu" }
        for (before, after) in [
          ("_per_", "_by_country"), ("demand_", "_per_year"), ("_per_", "_per_crossing"),
        ] {
          key = key.replacingOccurrences(of: before + unit + after, with: before + "teu" + after)
        }
      }
      keys.insert(key)
    }
  }
}
