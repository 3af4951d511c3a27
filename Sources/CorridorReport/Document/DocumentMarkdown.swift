/// A document as Markdown; charts are links to files beside it, or only named.
struct DocumentMarkdown {
  let document: Document
  /// The folder of the charts as seen from the document; nil where none are written.
  let charts: String?

  func text() -> String {
    var lines = ["# \(Markdown.plain(document.title))", "", Markdown.line(document.subtitle), ""]
    for section in document.sections { lines += self.section(section, level: 2) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ section: Document.Section, level: Int) -> [String] {
    [String(repeating: "#", count: level) + " " + Markdown.plain(section.title), ""]
      + section.blocks.flatMap { block($0, level: level) }
      + section.sections.flatMap { self.section($0, level: level + 1) }
  }

  private func block(_ block: Document.Block, level: Int) -> [String] {
    switch block {
    case .paragraph(let prose): [Markdown.line(prose.text), ""]
    case .question(let prose): ["> " + Markdown.line(prose.text), ""]
    case .list(let items): items.isEmpty ? [] : Markdown.list(items.map(\.text)) + [""]
    case .heading(let text):
      [String(repeating: "#", count: level + 1) + " " + Markdown.plain(text), ""]
    case .table(let table), .ledger(let table): table.markdown(Markdown.plain) + [""]
    case .chart(let chart): self.chart(chart)
    case .picture(_, let title):
      charts.map { ["![\(Markdown.plain(title))](\(Self.address($0))/map.svg)", ""] } ?? []
    }
  }

  private func chart(_ chart: Chart) -> [String] {
    guard let charts else {
      return ["*Chart: \(Markdown.plain(chart.title)) (write it with `--charts DIR`)*", ""]
    }
    let path = Self.address(charts) + "/" + Chart.fileName(chart.id)
    return ["![\(Markdown.plain(chart.title))](\(path).svg)", "", "Data: [CSV](\(path).csv)", ""]
  }

  /// A path in a link.
  private static func address(_ path: String) -> String {
    Text.replacing([" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E"], in: path)
  }
}
