/// Draws one panel: grid, marks, axes.
struct PlotDrawing {
  let plot: ChartLayout.Plot
  /// The id of the chart.
  let id: String
  /// The place of the panel.
  let place: Int

  /// The panel, over what lies under its marks: an id, and the plot in whose pixels that is drawn.
  func svg(over backdrop: (id: String, plot: ChartLayout.Plot)? = nil) -> SVG {
    var svg = SVG()
    for (line, text) in plot.titleLines.reversed().enumerated() {
      svg.add(
        "text",
        [
          "x": .number(plot.left),
          "y": .number(plot.top - 7 - ChartLayout.titleStep * Double(line)),
          "font-weight": "bold", "font-size": .number(ChartLayout.medium),
        ], text: text)
    }
    grid(&svg)
    svg.add("g", ["clip-path": .text("url(#\(id)-clip\(place))")]) { svg in
      if let backdrop {
        svg.add(
          "use",
          [
            "xlink:href": .text("#\(backdrop.id)"), "x": .number(plot.left - backdrop.plot.left),
            "y": .number(plot.top - backdrop.plot.top),
          ])
      }
      draw(plot.panel.marks, &svg)
    }
    for mark in plot.panel.marks { write(mark, &svg) }
    axes(&svg)
    return svg
  }

  static func dash(_ style: SeriesStyle) -> String {
    style.dash.isEmpty ? "none" : style.dash.map { SVG.number($0) }.joined(separator: " ")
  }

  // MARK: - Axes

  private var xTicks: [(value: Double, text: String)] {
    let length = plot.right - plot.left
    let widest =
      plot.panel.x.ticks(wanted: 6).map { DrawnText.width($0.text, size: ChartLayout.small) }.max()
      ?? 40
    return plot.panel.x.ticks(wanted: ChartLayout.wantedTicks(length, each: max(40, widest + 12)))
  }

  /// Half of the room that a number at an axis takes.
  private static func half(_ text: String) -> Double {
    DrawnText.width(text, size: ChartLayout.small) / 2
  }

  private var yTicks: [(value: Double, text: String)] {
    plot.panel.y.ticks(wanted: ChartLayout.wantedTicks(plot.bottom - plot.top, each: 46))
  }

  private func grid(_ svg: inout SVG) {
    let x =
      plot.panel.x.hasGrid ? xTicks.map { upright(plot.x($0.value), plot.top, plot.bottom) } : []
    let y =
      plot.panel.y.hasGrid ? yTicks.map { level(plot.y($0.value), plot.left, plot.right) } : []
    add(x + y, "#e4e4e4", to: &svg)
  }

  private func axes(_ svg: inout SVG) {
    var lines = [
      level(plot.bottom, plot.left, plot.right), upright(plot.left, plot.top, plot.bottom),
    ]
    // Where bars stand on both sides of it, nothing has a line of its own.
    let (x, y) = (plot.panel.x, plot.panel.y)
    if !x.isFromTop, x.domain.lowerBound < 0, x.domain.upperBound > 0 {
      lines.append(upright(plot.x(0), plot.top, plot.bottom))
    }
    if !y.isFromTop, y.domain.lowerBound < 0, y.domain.upperBound > 0 {
      lines.append(level(plot.y(0), plot.left, plot.right))
    }
    if x.hasGrid {
      lines += xTicks.map { upright(plot.x($0.value), plot.bottom, plot.bottom + 4) }
    }
    if y.hasGrid { lines += yTicks.map { level(plot.y($0.value), plot.left - 4, plot.left) } }
    add(lines, "#444444", to: &svg)
    for tick in xTicks {
      // The last one stays inside of the picture.
      let x = min(plot.x(tick.value), ChartLayout.width - 4 - Self.half(tick.text))
      svg.add(
        "text", ["x": .number(x), "y": .number(plot.bottom + 16), "text-anchor": "middle"],
        text: tick.text)
    }
    for tick in yTicks {
      let y = plot.y(tick.value)
      svg.add(
        "text", ["x": .number(plot.left - 7), "y": .number(y + 3.7), "text-anchor": "end"],
        text: DrawnText.fitted(tick.text, width: 250, size: ChartLayout.small))
    }
    if !plot.panel.x.title.isEmpty {
      // A title that is wider than its plot ends with it, over the names at its left.
      let room = plot.right - plot.left
      let isWide = DrawnText.width(plot.panel.x.title, size: ChartLayout.small) > room
      svg.add(
        "text",
        [
          "x": .number(isWide ? plot.right + 8 : (plot.left + plot.right) / 2),
          "y": .number(plot.bottom + 33), "text-anchor": isWide ? "end" : "middle",
          "class": "axis-title",
        ],
        text: DrawnText.fitted(
          plot.panel.x.title, width: plot.right + 16 - plot.titleX, size: ChartLayout.small))
    }
    if !plot.panel.y.title.isEmpty {
      let middle = SVG.number((plot.top + plot.bottom) / 2)
      svg.add(
        "text",
        [
          "transform": .text("translate(\(SVG.number(plot.titleX)) \(middle)) rotate(-90)"),
          "text-anchor": "middle", "class": "axis-title",
        ],
        text: DrawnText.fitted(
          plot.panel.y.title, width: plot.bottom - plot.top + 40, size: ChartLayout.small))
    }
  }

  /// A line from one height to another.
  private func upright(_ x: Double, _ from: Double, _ to: Double) -> String {
    "M\(SVG.number(x)) \(SVG.number(from))V\(SVG.number(to))"
  }

  /// A line from one side to another.
  private func level(_ y: Double, _ from: Double, _ to: Double) -> String {
    "M\(SVG.number(from)) \(SVG.number(y))H\(SVG.number(to))"
  }

  /// Lines of a colour as one element: a browser lays out a chart of few elements faster.
  private func add(_ lines: [String], _ colour: String, to svg: inout SVG) {
    guard !lines.isEmpty else { return }
    svg.add(
      "path",
      [
        "d": .text(lines.joined()), "stroke": .text(colour), "stroke-width": 1, "fill": "none",
      ])
  }

  // MARK: - Marks

  /// Draws what stays within the frame.
  func draw(_ marks: [Mark], _ svg: inout SVG) {
    for mark in marks { draw(mark, &svg) }
  }

  private func draw(_ mark: Mark, _ svg: inout SVG) {
    switch mark {
    case .line(let points, let style, let width):
      svg.add(
        "polyline",
        [
          "points": .text(text(points)), "fill": "none", "stroke": .text(style.colour),
          "stroke-width": .number(width), "stroke-dasharray": .text(Self.dash(style)),
          "stroke-linejoin": "round",
        ])
    case .area(let points, let style):
      svg.add(
        "polygon",
        [
          "points": .text(text(points)), "fill": SVG.fill(style, prefix: id),
          "stroke": "#ffffff", "stroke-width": 1,
        ])
    case .bar(let one, let other, let style):
      rectangle(&svg, one, other, fill: SVG.fill(style, prefix: id), stroke: style.colour)
    case .shade(let one, let other, let share):
      let level = Int((255 - 200 * max(0, min(1, share.isFinite ? share : 0))).rounded())
      rectangle(&svg, one, other, fill: .text("rgb(\(level),\(level),\(level))"), stroke: "#ffffff")
    case .symbol, .label, .plate: break
    }
  }

  /// What may stand out of the frame.
  private func write(_ mark: Mark, _ svg: inout SVG) {
    switch mark {
    case .symbol(let point, let style, let size):
      svg.addSymbol(style, x: plot.x(point.x), y: plot.y(point.y), size: size)
    case .label(let point, let text, let side, let dx, let dy, let isLight):
      let anchor: SVG.Value =
        switch side {
        case .left: "end"
        case .right: "start"
        case .middle: "middle"
        }
      svg.add(
        "text",
        [
          "x": .number(plot.x(point.x) + dx), "y": .number(plot.y(point.y) + dy + 3.7),
          "text-anchor": anchor, "fill": isLight ? "#ffffff" : "#222222",
        ], text: text)
    case .plate(let point, let text):
      let width = DrawnText.width(text, size: ChartLayout.small) + 6
      svg.add(
        "rect",
        [
          "x": .number(plot.x(point.x) - width / 2), "y": .number(plot.y(point.y) - 8),
          "width": .number(width), "height": 16, "rx": 2, "fill": "#ffffff", "fill-opacity": 0.9,
        ])
      write(.label(point, text, .middle, dx: 0, dy: 0, isLight: false), &svg)
    case .line, .area, .bar, .shade: break
    }
  }

  private func rectangle(
    _ svg: inout SVG, _ one: Mark.Point, _ other: Mark.Point, fill: SVG.Value, stroke: String
  ) {
    let xs = [plot.x(one.x), plot.x(other.x)]
    let ys = [plot.y(one.y), plot.y(other.y)]
    svg.add(
      "rect",
      [
        "x": .number(min(xs[0], xs[1])), "y": .number(min(ys[0], ys[1])),
        "width": .number((xs[0] - xs[1]).magnitude), "height": .number((ys[0] - ys[1]).magnitude),
        "fill": fill, "stroke": .text(stroke), "stroke-width": 1,
      ])
  }

  private func text(_ points: [Mark.Point]) -> String {
    points.map { SVG.number(plot.x($0.x)) + "," + SVG.number(plot.y($0.y)) }
      .joined(separator: " ")
  }
}
