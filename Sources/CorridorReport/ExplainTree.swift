public import CorridorAppraisal
public import CorridorStudy
import CorridorUnits

/// How a figure came about, down to assumptions, lengths and their sources.
public struct ExplainTree {
  let study: Study
  /// The figures of the tree, each once, the result first.
  let figures: [Figure]
  private let numbers: [ObjectIdentifier: Int]

  /// Creates the tree of a figure.
  public init(study: Study, figure: Figure) {
    self.study = study
    var figures: [Figure] = []
    var numbers: [ObjectIdentifier: Int] = [:]
    var pending = [figure]
    while let next = pending.popLast() {
      guard numbers[ObjectIdentifier(next)] == nil else { continue }
      numbers[ObjectIdentifier(next)] = figures.count
      figures.append(next)
      pending += next.inputs.reversed()
    }
    self.figures = figures
    self.numbers = numbers
  }

  /// The place of a figure in `figures`.
  func number(of figure: Figure) -> Int { numbers[ObjectIdentifier(figure)] ?? 0 }

  /// An indented tree with the sources under it; a figure that stands twice is written out once.
  public func text(on screen: Screen = .page) -> String {
    var lines: [String] = []
    var seen: Set<ObjectIdentifier> = []
    if let root = figures.first {
      append(root, prefix: "", branch: "", on: screen, to: &lines, seen: &seen)
    }
    lines += ["", "Sources"]
    lines += citations.flatMap {
      screen.folded(
        "[\($0.id)] " + Self.words($0).joined(separator: ", "), lead: "  ", blank: "    ")
    }
    if citations.isEmpty { lines.append("  none: every input is a memory or a judgement") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The sources of all inputs, in order of their keys.
  var citations: [Citation] {
    Set(figures.flatMap(sources)).sorted().compactMap { study.citation($0) }
  }

  /// Title, publisher, year and address.
  static func words(_ citation: Citation) -> [String] {
    [citation.title, citation.publisher, citation.year.map(String.init), citation.url]
      .compactMap(\.self)
  }

  private func append(
    _ figure: Figure, prefix: String, branch: String, on screen: Screen,
    to lines: inout [String], seen: inout Set<ObjectIdentifier>
  ) {
    let shown = !seen.insert(ObjectIdentifier(figure)).inserted && !figure.inputs.isEmpty
    let inner = prefix + (branch.isEmpty ? "" : branch.hasPrefix("`") ? "   " : "|  ")
    let text = line(for: figure) + (shown ? " (shown above)" : "")
    let stem = shown || figure.inputs.isEmpty ? "  " : "| "
    lines += screen.folded(text, lead: prefix + branch, blank: inner + stem)
    if shown { return }
    for (index, input) in figure.inputs.enumerated() {
      let last = index == figure.inputs.count - 1
      let branch = last ? "`- " : "|- "
      append(input, prefix: inner, branch: branch, on: screen, to: &lines, seen: &seen)
    }
  }

  private func line(for figure: Figure) -> String {
    let unit = figure.unit.description == "1" ? "" : " \(figure.unit)"
    let head = "\(figure.label) = \(NumberFormat.plain(figure.value))\(unit)  <- \(how(figure))"
    switch figure.origin {
    case .operation, .constant: return head
    case .length, .assumption:
      let keys = sources(of: figure)
      return head + (keys.isEmpty ? ", no source" : keys.map { " [\($0)]" }.joined())
    }
  }

  /// The operation, the assumption, or what is measured.
  func how(_ figure: Figure) -> String {
    switch figure.origin {
    case .operation(let operation, _): operation.symbol
    case .constant(let reason): reason
    case .length(let id, let basis, _, let sourceClass):
      "\(id): \(basis)" + (sourceClass.map { ", \($0.rawValue)" } ?? "")
    case .assumption(let id):
      id + (study.assumption(id).map { ", \($0.sourceClass.rawValue)" } ?? "")
    }
  }

  /// The keys of the sources that a leaf names.
  func sources(of figure: Figure) -> [String] {
    switch figure.origin {
    case .length(_, _, let sources, _): sources
    case .assumption(let id): study.assumption(id)?.sources ?? []
    case .operation, .constant: []
    }
  }
}
