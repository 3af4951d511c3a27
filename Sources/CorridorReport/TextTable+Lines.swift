extension TextTable {
  /// Columns that stand beside each other, and how wide they are.
  private struct Layout {
    var columns: [Int]
    var widths: [Int]
    /// Whether columns that are aligned at the right moved up to one space.
    var isTight = false
    /// Columns for the drawings; 0 for none.
    var drawn = 0

    func width(_ alignments: [Alignment]) -> Int {
      let gaps = columns.dropFirst().map { isTight && alignments[$0] == .right ? 1 : 2 }
      return widths.reduce(0, +) + gaps.reduce(0, +)
    }
  }

  /// No left column is folded to fewer columns than this, or than its longest word.
  private static let narrowest = 14
  private static let drawnWidths = 8...24

  /// Lines of text, cells padded with spaces and columns two spaces apart.
  ///
  /// What is wider than the screen moves its numbers together. Where that is not enough and the screen
  /// folds, texts are broken at spaces, and then the columns stand in several parts, one below the
  /// other, each with the columns that name the rows.
  public func lines(on screen: Screen = .page) -> [String] {
    var layouts = layouts(on: screen)
    if let drawing, screen.signs != .none, let last = layouts.indices.last {
      let room = screen.width - layouts[last].width(alignments) - 2
      let needed = Text.width(drawing.title.left) + Text.width(drawing.title.right) + 1
      if room >= max(Self.drawnWidths.lowerBound, needed) {
        layouts[last].drawn = max(needed, min(room, Self.drawnWidths.upperBound))
      }
    }
    return Array(layouts.map { lines($0, on: screen) }.joined(separator: [""]))
  }

  // MARK: - Layout

  private var naturalWidths: [Int] {
    header.indices.map { column in
      max(titleWidth(column), rows.map { Text.width($0[column]) }.max() ?? 0)
    }
  }

  private func titleWidth(_ column: Int) -> Int {
    header[column].split(separator: "\n").map { Text.width(String($0)) }.max() ?? 0
  }

  private func layouts(on screen: Screen) -> [Layout] {
    let widths = naturalWidths
    let all = Array(header.indices)
    if let whole = fitted(all, widths, to: screen.width, breaks: screen.folds) { return [whole] }
    guard screen.folds else { return [Layout(columns: all, widths: widths, isTight: true)] }
    let count = parts(widths, screen.width).count
    // Parts of like width: the narrowest for which there are no more of them.
    let even = (1...screen.width).first { parts(widths, $0).count == count } ?? screen.width
    return parts(widths, even).map { columns in
      fitted(columns, widths, to: screen.width, breaks: true)
        ?? Layout(columns: columns, widths: squeezed(columns, widths, to: screen.width))
    }
  }

  /// The columns beside each other, as they are, moved together, or with their texts broken.
  private func fitted(_ columns: [Int], _ widths: [Int], to width: Int, breaks: Bool) -> Layout? {
    var layout = Layout(columns: columns, widths: columns.map { widths[$0] })
    if layout.width(alignments) <= width { return layout }
    layout.isTight = true
    if layout.width(alignments) <= width { return layout }
    guard breaks else { return nil }
    let floors = columns.map { floor(of: $0, widths[$0]) }
    while layout.width(alignments) > width {
      let slack = layout.widths.indices.filter { layout.widths[$0] > floors[$0] }
      guard let widest = slack.max(by: { layout.widths[$0] < layout.widths[$1] }) else {
        return nil
      }
      layout.widths[widest] -= 1
    }
    return layout
  }

  /// The least width of a column: texts can be broken, numbers can't.
  private func floor(of column: Int, _ width: Int) -> Int {
    guard alignments[column] == .left else { return width }
    let words = rows.lazy.flatMap { $0[column].split(separator: " ") }
    let longest = words.map { Text.width(String($0)) }.max() ?? 0
    return min(width, max(longest, titleWidth(column), Self.narrowest))
  }

  /// Widths that fit whatever it takes: the widest columns give, and words in them break anywhere.
  private func squeezed(_ columns: [Int], _ widths: [Int], to width: Int) -> [Int] {
    var layout = Layout(columns: columns, widths: columns.map { widths[$0] })
    while layout.width(alignments) > width,
      let widest = layout.widths.indices.max(by: { layout.widths[$0] < layout.widths[$1] }),
      layout.widths[widest] > 1
    {
      layout.widths[widest] -= 1
    }
    return layout.widths
  }

  /// The columns in parts of a width, as far as one column behind the leads fits it.
  private func parts(_ widths: [Int], _ width: Int) -> [[Int]] {
    let leads = Array(header.indices.prefix(leads))
    var parts: [[Int]] = []
    var part = leads
    for column in header.indices.dropFirst(leads.count) {
      let next = part + [column]
      let layout = Layout(columns: next, widths: next.map { widths[$0] })
      if layout.width(alignments) > width, part.count > leads.count {
        parts.append(part)
        part = leads + [column]
      } else {
        part = next
      }
    }
    return parts + [part]
  }

  // MARK: - Drawing

  private func lines(_ layout: Layout, on screen: Screen) -> [String] {
    let heads = layout.columns.map {
      header[$0].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let depth = heads.map(\.count).max() ?? 1
    let titles = heads.map { Array(repeating: "", count: depth - $0.count) + $0 }
    var lines = (0..<depth).map { line in
      let isLast = line == depth - 1
      return self.line(
        titles.map { $0[line] }, layout, on: screen, tone: { _ in .strong },
        drawn: isLast && layout.drawn > 0 ? scaleTitle(layout.drawn) : "")
    }
    let rule = layout.widths.map { String(repeating: "-", count: $0) }
    let under = String(repeating: "-", count: layout.drawn)
    lines.append(line(rule, layout, on: screen, tone: { _ in .quiet }, drawn: under))
    for (index, row) in rows.enumerated() {
      let drawn = layout.drawn > 0 ? drawing?.bars[index] : nil
      lines += self.lines(row, index, layout, on: screen, drawn: drawn)
    }
    return lines
  }

  private func scaleTitle(_ width: Int) -> String {
    guard let title = drawing?.title else { return "" }
    let room = width - Text.width(title.left) - Text.width(title.right)
    guard !title.right.isEmpty else { return title.left }
    return title.left + String(repeating: " ", count: max(0, room)) + title.right
  }

  /// A row in as many lines as its tallest cell needs.
  private func lines(
    _ row: [String], _ index: Int, _ layout: Layout, on screen: Screen, drawn: Bar?
  )
    -> [String]
  {
    let cells = zip(layout.columns, layout.widths).map { column, width in
      Text.width(row[column]) <= width
        ? [row[column]] : Text.broken(row[column], width: width)
    }
    let bar = drawn.map { $0.text(width: layout.drawn, signs: screen.signs) } ?? ""
    return (0..<(cells.map(\.count).max() ?? 1)).map { line in
      self.line(
        cells.map { line < $0.count ? $0[line] : "" }, layout, on: screen,
        tone: { tones[index][$0] }, drawn: line == 0 ? bar : "")
    }
  }

  private func line(
    _ cells: [String], _ layout: Layout, on screen: Screen, tone: (Int) -> Screen.Tone?,
    drawn: String = ""
  ) -> String {
    var text = ""
    // Blanks are kept back until something follows them.
    var blanks = 0
    for (index, cell) in cells.enumerated() {
      let column = layout.columns[index]
      if index > 0 { blanks += layout.isTight && alignments[column] == .right ? 1 : 2 }
      let pad = max(0, layout.widths[index] - Text.width(cell))
      if alignments[column] == .right { blanks += pad }
      var visible = cell[...]
      while visible.last == " " { visible.removeLast() }
      if !visible.isEmpty {
        text += String(repeating: " ", count: blanks) + screen.paint(String(visible), tone(column))
        blanks = 0
      }
      blanks += cell.count - visible.count
      if alignments[column] == .left { blanks += pad }
    }
    guard !drawn.isEmpty else { return text }
    return text + String(repeating: " ", count: blanks + 2) + screen.paint(drawn, .drawn)
  }
}
