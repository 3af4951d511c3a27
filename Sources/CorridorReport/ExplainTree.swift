public import CorridorAppraisal
public import CorridorStudy
import CorridorUnits

/// How a figure came about, down to assumptions, lengths and their sources, and for money of another
/// price base down to what was stated, the exchange rate and the price indices.
public struct ExplainTree {
  /// A line of the tree, which may stand in several places of it.
  struct Entry {
    let label: String
    let value: Double
    let unit: String
    let kind: Kind
    /// The operation, the assumption, or what is measured.
    let how: String
    /// Keys of sources; only what a study states has any.
    var sources: [String] = []
    /// Places of its inputs in the entries.
    var inputs: [Int] = []
  }

  /// What an entry is, as data formats name it.
  enum Kind: String {
    case operation, constant, length, assumption
    /// A value as it was stated, before it came into the price base.
    case stated
    /// What an exchange multiplies money with.
    case exchange
    /// What a restatement in the prices of another year multiplies money with.
    case deflation
    /// A value of deflators.csv.
    case rate = "exchange-rate"
    case index = "price-index"

    /// Whether it names sources, or the lack of them.
    var isFact: Bool {
      switch self {
      case .length, .assumption, .rate, .index: true
      case .operation, .constant, .stated, .exchange, .deflation: false
      }
    }
  }

  private let study: Study
  /// Everything in the tree, each once, the result first.
  let entries: [Entry]

  /// Creates the tree of a figure.
  ///
  /// - Parameters:
  ///   - study: the study.
  ///   - figure: the figure.
  ///   - assumptions: the values of the run, which say what was stated; nil where they are the study's.
  public init(study: Study, figure: Figure, assumptions: ResolvedAssumptions? = nil) {
    self.study = study
    var builder = ExplainTreeBuilder(study: study, assumptions: assumptions)
    entries = builder.entries(of: figure)
  }

  /// An indented tree with the sources under it; a figure that stands twice is written out once.
  public func text(on screen: Screen = .page) -> String {
    var lines: [String] = []
    var seen: Set<Int> = []
    if !entries.isEmpty {
      append(0, prefix: "", branch: "", on: screen, to: &lines, seen: &seen)
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
    Set(entries.flatMap(\.sources)).sorted().compactMap { study.citation($0) }
  }

  /// Title, publisher, year and address; a title that is nothing but the address is not said twice.
  static func words(_ citation: Citation) -> [String] {
    let isAddress = citation.url.map { $0.hasSuffix("://" + citation.title) } ?? false
    return [
      isAddress ? nil : citation.title, citation.publisher, citation.year.map(String.init),
      citation.url,
    ].compactMap(\.self)
  }

  private func append(
    _ place: Int, prefix: String, branch: String, on screen: Screen, to lines: inout [String],
    seen: inout Set<Int>
  ) {
    let entry = entries[place]
    let shown = !seen.insert(place).inserted && !entry.inputs.isEmpty
    let inner = prefix + (branch.isEmpty ? "" : branch.hasPrefix("`") ? "   " : "|  ")
    let text = line(for: entry) + (shown ? " (shown above)" : "")
    let stem = shown || entry.inputs.isEmpty ? "  " : "| "
    lines += screen.folded(text, lead: prefix + branch, blank: inner + stem)
    if shown { return }
    for (index, input) in entry.inputs.enumerated() {
      let branch = index == entry.inputs.count - 1 ? "`- " : "|- "
      append(input, prefix: inner, branch: branch, on: screen, to: &lines, seen: &seen)
    }
  }

  private func line(for entry: Entry) -> String {
    let unit = entry.unit == "1" ? "" : " \(entry.unit)"
    let head = "\(entry.label) = \(NumberFormat.plain(entry.value))\(unit)  <- \(entry.how)"
    guard entry.kind.isFact else { return head }
    return head
      + (entry.sources.isEmpty ? ", no source" : entry.sources.map { " [\($0)]" }.joined())
  }
}
