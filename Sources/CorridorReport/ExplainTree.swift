public import CorridorAppraisal
public import CorridorStudy
import CorridorUnits

/// How a figure came about, as an indented tree down to assumptions, lengths and their sources.
public struct ExplainTree {
  private let study: Study

  /// Creates trees for figures of a study.
  public init(study: Study) { self.study = study }

  /// The tree of a figure; a figure that stands twice is written out once.
  public func text(of figure: Figure) -> String {
    var seen: Set<ObjectIdentifier> = []
    var lines: [String] = []
    append(figure, prefix: "", branch: "", to: &lines, seen: &seen)
    let keys = Set(lines.flatMap { line in study.citations.map(\.id).filter { line.contains("[\($0)]") } })
    if !keys.isEmpty {
      lines.append("")
      lines.append("Sources")
      for key in keys.sorted() {
        guard let citation = study.citation(key) else { continue }
        let parts = [citation.title, citation.publisher, citation.year.map(String.init), citation.url]
        lines.append("  [\(key)] " + parts.compactMap(\.self).joined(separator: ", "))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An assumption as the study states it, and its value in this run.
  public func text(of assumption: Assumption, resolved: ResolvedAssumptions) -> String {
    var lines = ["\(assumption.id): \(assumption.name)"]
    if let value = resolved[assumption.id] {
      lines.append(
        "  in this run  \(NumberFormat.plain(value.value)) \(value.unit)"
          + (value.unit.hasMoney ? ", \(study.settings.priceBase)" : ""))
    }
    for (word, stated) in [
      ("low", assumption.low), ("base", assumption.base), ("high", assumption.high),
    ] {
      guard let stated else { continue }
      let padding = String(repeating: " ", count: 13 - word.count)
      lines.append(
        "  \(word)\(padding)\(NumberFormat.plain(stated.value)) \(stated.unit)"
          + (stated.priceYear.map { ", prices of \($0)" } ?? ""))
    }
    lines.append("  shape        \(assumption.shape.rawValue)")
    lines.append("  known since  \(assumption.knownAt)")
    lines.append("  class        \(assumption.sourceClass.rawValue)")
    if let formula = assumption.formula { lines.append("  formula      \(formula)") }
    if let note = assumption.note { lines.append("  note         \(note)") }
    for key in assumption.sources {
      let citation = study.citation(key)
      lines.append(
        "  source       [\(key)] \(citation?.title ?? "")" + (citation?.url.map { ", \($0)" } ?? ""))
    }
    lines.append("  stated at    \(assumption.location)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func append(
    _ figure: Figure, prefix: String, branch: String, to lines: inout [String],
    seen: inout Set<ObjectIdentifier>
  ) {
    let shown = !seen.insert(ObjectIdentifier(figure)).inserted && !figure.inputs.isEmpty
    lines.append(prefix + branch + line(for: figure) + (shown ? " (shown above)" : ""))
    if shown { return }
    let inner = prefix + (branch.isEmpty ? "" : branch.hasPrefix("`") ? "   " : "|  ")
    for (index, input) in figure.inputs.enumerated() {
      let last = index == figure.inputs.count - 1
      append(input, prefix: inner, branch: last ? "`- " : "|- ", to: &lines, seen: &seen)
    }
  }

  private func line(for figure: Figure) -> String {
    let unit = figure.unit.description == "1" ? "" : " \(figure.unit)"
    let head = "\(figure.label) = \(NumberFormat.plain(figure.value))\(unit)"
    switch figure.origin {
    case .operation(let operation, _): return head + "  <- \(operation.symbol)"
    case .constant(let reason): return head + "  <- \(reason)"
    case .length(let id, let basis, let sources): return head + "  <- \(id): \(basis)" + keys(sources)
    case .assumption(let id):
      guard let assumption = study.assumption(id) else { return head + "  <- \(id)" }
      return head + "  <- \(id), \(assumption.sourceClass.rawValue)" + keys(assumption.sources)
    }
  }

  private func keys(_ sources: [String]) -> String {
    sources.isEmpty ? ", no source" : sources.map { " [\($0)]" }.joined()
  }
}
