extension Chart {
  /// The chart as an SVG document of its own, white behind it.
  public func svg() -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawing().markup
  }

  /// The chart as an element that may stand in HTML; its ids begin with the chart's own.
  func drawing() -> SVG {
    let layout = ChartLayout(self)
    var svg = SVG()
    svg.add(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        // Readers of SVG 1.1 know no other way to name what is used again.
        "xmlns:xlink": "http://www.w3.org/1999/xlink", "class": "chart", "role": "img",
        "viewBox": .text("0 0 \(SVG.number(ChartLayout.width)) \(SVG.number(layout.height))"),
        "width": .number(ChartLayout.width), "height": .number(layout.height),
        "aria-labelledby": .text("\(id)-title \(id)-desc"),
        "font-family": "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif",
        "font-size": .number(ChartLayout.small), "fill": "#222222",
      ]
    ) { svg in
      svg.add("title", ["id": .text("\(id)-title")], text: title)
      svg.add("desc", ["id": .text("\(id)-desc")], text: description)
      svg.add("defs", [:]) { defs in
        defs.add(SVG.patterns(styles, prefix: id))
        for (place, plot) in layout.plots.enumerated() {
          defs.add("clipPath", ["id": .text("\(id)-clip\(place)")]) { clip in
            clip.add("rect", Self.frame(plot, margin: 5))
          }
        }
        if let first = layout.plots.first, !backdrop.isEmpty {
          defs.add("g", ["id": .text(backdropID)]) { group in
            PlotDrawing(plot: first, id: id, place: 0).draw(backdrop, &group)
          }
        }
      }
      svg.add(
        "rect",
        ["width": .number(ChartLayout.width), "height": .number(layout.height), "fill": "#ffffff"])
      for (line, text) in layout.titleLines.enumerated() {
        svg.add(
          "text",
          [
            "x": 12, "y": .number(18 + 18 * Double(line)),
            "font-size": .number(ChartLayout.large), "font-weight": "bold",
          ], text: text)
      }
      svg.add(legend(layout))
      for (place, plot) in layout.plots.enumerated() {
        svg.add(
          PlotDrawing(plot: plot, id: id, place: place).svg(
            over: backdrop.isEmpty ? nil : (backdropID, layout.plots[0])))
      }
      let first = layout.height - 14 * Double(layout.noteLines.count) + 2
      for (line, text) in layout.noteLines.enumerated() {
        svg.add(
          "text",
          [
            "x": 12, "y": .number(first + 14 * Double(line)),
            "font-size": .number(ChartLayout.fine), "fill": "#555555",
          ],
          text: text)
      }
    }
    return svg
  }

  private var backdropID: String { "\(id)-backdrop" }

  static func frame(_ plot: ChartLayout.Plot, margin: Double = 0)
    -> KeyValuePairs<String, SVG.Value>
  {
    [
      "x": .number(plot.left - margin), "y": .number(plot.top - margin),
      "width": .number(max(0, plot.right - plot.left) + 2 * margin),
      "height": .number(plot.bottom - plot.top + 2 * margin),
    ]
  }

  /// The styles of all areas, each once.
  private var styles: [SeriesStyle] {
    var seen: Set<String> = []
    var styles: [SeriesStyle] = []
    let marks = panels.flatMap(\.marks).compactMap { mark -> SeriesStyle? in
      switch mark {
      case .area(_, let style), .bar(_, _, let style): style
      default: nil
      }
    }
    for style in marks + legend.filter({ $0.key == .area }).map(\.style)
    where seen.insert(SVG.patternID(style, prefix: "")).inserted {
      styles.append(style)
    }
    return styles
  }

  private func legend(_ layout: ChartLayout) -> SVG {
    var svg = SVG()
    for (row, entries) in layout.legendRows.enumerated() {
      let y = layout.legendTop + 17 * Double(row)
      for (entry, x) in entries {
        switch entry.key {
        case .area:
          svg.add(
            "rect",
            [
              "x": .number(x), "y": .number(y - 6), "width": 22, "height": 12,
              "fill": SVG.fill(entry.style, prefix: id), "stroke": .text(entry.style.colour),
            ])
        case .symbol: svg.addSymbol(entry.style, x: x + 11, y: y, size: 9)
        case .line, .marked:
          svg.add(
            "line",
            [
              "x1": .number(x), "y1": .number(y), "x2": .number(x + 24), "y2": .number(y),
              "stroke": .text(entry.style.colour), "stroke-width": 2,
              "stroke-dasharray": .text(PlotDrawing.dash(entry.style)),
            ])
          if entry.key == .marked { svg.addSymbol(entry.style, x: x + 12, y: y, size: 8) }
        }
        svg.add(
          "text", ["x": .number(x + 29), "y": .number(y + 3.8)], text: entry.text)
      }
    }
    return svg
  }
}
