/// A document as Markdown; charts are links to files beside it, or only named.
struct DocumentMarkdown {
  let document: Document
  /// The folder of the charts as seen from the document; nil where none are written.
  let charts: String?

  func text() -> String {
    var lines = ["# \(Self.plain(document.title))", "", Self.plain(document.subtitle), ""]
    for section in document.sections { lines += self.section(section, level: 2) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ section: Document.Section, level: Int) -> [String] {
    [String(repeating: "#", count: level) + " " + Self.plain(section.title), ""]
      + section.blocks.flatMap { block($0, level: level) }
      + section.sections.flatMap { self.section($0, level: level + 1) }
  }

  private func block(_ block: Document.Block, level: Int) -> [String] {
    switch block {
    case .paragraph(let prose): [Self.plain(prose.text), ""]
    case .question(let prose): ["> " + Self.plain(prose.text), ""]
    case .list(let items): items.isEmpty ? [] : items.map { "- " + Self.plain($0.text) } + [""]
    case .heading(let text):
      [String(repeating: "#", count: level + 1) + " " + Self.plain(text), ""]
    case .table(let table), .ledger(let table): table.markdown().map(Self.plain) + [""]
    case .chart(let chart): self.chart(chart)
    case .picture(_, let title):
      charts.map { ["![\(Self.plain(title))](\(Self.address($0))/map.svg)", ""] } ?? []
    }
  }

  private func chart(_ chart: Chart) -> [String] {
    guard let charts else {
      return ["*Chart: \(Self.plain(chart.title)) (write it with `--charts DIR`)*", ""]
    }
    let path = Self.address(charts) + "/" + Chart.fileName(chart.id)
    return ["![\(Self.plain(chart.title))](\(path).svg)", "", "Data: [CSV](\(path).csv)", ""]
  }

  /// Text in which nothing is markup: `<` and `&` begin none in Markdown either.
  private static func plain(_ text: String) -> String {
    Text.replacing(
      [
        "<": "&lt;", "&": "&amp;", "\n": " ", "\r": " ", "[": "\\[", "]": "\\]", "*": "\\*",
        "_": "\\_",
      ],
      in: text)
  }

  /// A path in a link.
  private static func address(_ path: String) -> String {
    Text.replacing([" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"], in: path)
  }
}
