import CorridorGeoJSON

/// A document as one HTML file that asks no network for anything.
struct DocumentHTML {
  let document: Document

  func page() -> String {
    Template(Resources.reportHtml).filled([
      "title": HTML(document.title), "style": HTML(trusted: Resources.reportCss),
      "subtitle": HTML(document.subtitle),
      "contents": HTML(trusted: contents(document.sections)),
      "body": HTML(trusted: document.sections.map { section($0, level: 2) }.joined()),
    ])
  }

  private func contents(_ sections: [Document.Section]) -> String {
    "<ol>"
      + sections.map { section in
        "<li><a href=\"#\(escaped(section.id))\">\(escaped(section.title))</a>"
          + (section.sections.isEmpty ? "" : contents(section.sections)) + "</li>"
      }.joined() + "</ol>\n"
  }

  private func section(_ section: Document.Section, level: Int) -> String {
    "<section id=\"\(escaped(section.id))\">\n<h\(level)>\(escaped(section.title))</h\(level)>\n"
      + section.blocks.map { block($0, level: level) }.joined()
      + section.sections.map { self.section($0, level: level + 1) }.joined() + "</section>\n"
  }

  private func block(_ block: Document.Block, level: Int) -> String {
    switch block {
    case .paragraph(let prose): "<p>\(marked(prose))</p>\n"
    case .question(let prose): "<blockquote>\(marked(prose))</blockquote>\n"
    case .list(let items):
      items.isEmpty
        ? ""
        : "<ul>\n" + items.map { "<li>\(marked($0))</li>\n" }.joined() + "</ul>\n"
    case .heading(let text): "<h\(level + 1)>\(escaped(text))</h\(level + 1)>\n"
    case .table(let table): self.table(table, kind: "figures")
    case .ledger(let table): self.table(table, kind: "ledger")
    case .chart(let chart): self.chart(chart)
    case .picture(let bytes, let title): picture(bytes, title: title)
    }
  }

  private func escaped(_ text: String) -> String { HTML(text).markup }

  private func marked(_ prose: Prose) -> String { Self.coded(escaped(prose.text)) }

  /// Markup in which what stands between two backticks is code, as it is in Markdown.
  private static func coded(_ markup: String) -> String {
    let parts = markup.split(separator: "`", omittingEmptySubsequences: false)
    // One that has no other stays as it is.
    let pairs = (parts.count - 1) / 2
    return parts.enumerated().reduce(into: "") { text, part in
      let (place, words) = part
      if place > 0 { text += place > 2 * pairs ? "`" : place % 2 == 1 ? "<code>" : "</code>" }
      text += words
    }
  }

  private func table(_ table: TextTable, kind: String) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>"
        + zip(cells, table.alignments).map { cell, alignment in
          let lines = cell.split(separator: "\n").map {
            Self.coded(breakable(Self.trimmed(String($0))))
          }
          let side =
            alignment == .right
            ? " class=\"number\"" : Self.isWhole(cell) ? " class=\"whole\"" : ""
          let scope = tag == "th" ? " scope=\"col\"" : ""
          return "<\(tag)\(side)\(scope)>\(lines.joined(separator: "<br>"))</\(tag)>"
        }.joined() + "</tr>\n"
    }
    return "<div class=\"wide\"><table class=\"\(kind)\">\n"
      + "<thead>\(row(table.header, "th"))</thead>\n<tbody>\n"
      + table.rows.map { row($0, "td") }.joined() + "</tbody></table></div>\n"
  }

  /// Whether a cell is one short word that its hyphens don't divide, such as a date.
  private static func isWhole(_ cell: String) -> Bool {
    cell.utf8.count <= 12 && cell.contains("-") && !cell.contains(where: \.isWhitespace)
  }

  /// Text whose long words, such as ids, addresses and units, may be broken after signs that divide them.
  ///
  /// Other words stay whole, so that a table gives each column the room for its longest one.
  private func breakable(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.count > Self.longest else { return escaped(String(word)) }
      var pieces: [Substring] = []
      var start = word.startIndex
      for place in word.indices {
        let next = word.index(after: place)
        guard
          Self.dividers.contains(word[place])
            || word.distance(from: start, to: next) == 2 * Self.longest
        else { continue }
        pieces.append(word[start..<next])
        start = next
      }
      if start < word.endIndex { pieces.append(word[start...]) }
      return pieces.map { escaped(String($0)) }.joined(separator: "<wbr>")
    }.joined(separator: " ")
  }

  /// Words of so many characters are not broken.
  private static let longest = 15
  private static let dividers: Set<Character> = [".", "/", "_", ":", "=", ","]

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }

  /// The drawing, and its data to look at and to keep.
  private func chart(_ chart: Chart) -> String {
    let csv = chart.csv()
    let name = Chart.fileName(chart.id) + ".csv"
    return """
      <figure id="\(escaped(chart.id))">
      \(chart.drawing().markup)<details><summary>Data of this chart</summary>
      <p><a download="\(escaped(name))" href="data:text/csv;charset=utf-8,\(Self.percent(csv))">\
      \(escaped(name))</a></p>
      <pre>\(escaped(csv))</pre></details>
      </figure>

      """
  }

  /// A picture as it stands in a file, without what only a file has; kept apart from the page by a data
  /// address, so that no style and no id of one touches the other.
  private func picture(_ bytes: [UInt8], title: String) -> String {
    "<figure class=\"map\"><img alt=\"\(escaped(title))\" src=\"data:image/svg+xml;base64,"
      + Base64.text(bytes) + "\"></figure>\n"
  }

  /// Text as part of an address.
  ///
  /// - Source: RFC 3986, section 2: what is not unreserved is written as `%` and two digits.
  private static func percent(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 2)
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
      default: bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Chart {
  /// A name for a file: letters, digits and hyphens.
  static func fileName(_ id: String) -> String {
    String(
      id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }
}
