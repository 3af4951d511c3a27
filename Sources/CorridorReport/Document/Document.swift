/// A document before it is written as HTML or as Markdown.
struct Document: Sendable {
  let title: String
  /// What it is about, in a line.
  let subtitle: String
  let sections: [Section]

  /// A part with a heading of its own, and parts of it.
  struct Section: Sendable {
    /// The anchor.
    let id: String
    let title: String
    var blocks: [Block] = []
    var sections: [Section] = []
  }

  /// A piece of a section.
  enum Block: Sendable {
    case paragraph(Prose)
    /// What the reader asked, set apart.
    case question(Prose)
    case list([Prose])
    case heading(String)
    case table(TextTable)
    /// A table that is long, smaller on paper.
    case ledger(TextTable)
    case chart(Chart)
    /// An SVG document with its title.
    case picture([UInt8], title: String)
  }

  /// Every chart in order.
  var charts: [Chart] {
    func all(_ section: Section) -> [Chart] {
      section.blocks.compactMap { block in
        if case .chart(let chart) = block { return chart }
        return nil
      } + section.sections.flatMap(all)
    }
    return sections.flatMap(all)
  }
}
