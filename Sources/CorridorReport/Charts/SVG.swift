import CorridorGeoJSON

/// An SVG text that grows element by element; every attribute and text is escaped.
struct SVG: Sendable {
  private(set) var markup = ""

  /// An attribute: a name with a number or a text.
  enum Value: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
    Sendable
  {
    case number(Double)
    case text(String)

    init(stringLiteral value: String) { self = .text(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }

    var text: String {
      switch self {
      case .number(let value): SVG.number(value)
      case .text(let text): HTML(text).markup
      }
    }
  }

  /// A length in pixels, to a hundredth.
  static func number(_ value: Double) -> String {
    let scaled = (value * 100).rounded()
    guard scaled.magnitude < 1e15 else {
      return NumberText.text(value.isFinite ? NumberFormat.decimals(value, 2) : 0)
    }
    // Charts are full of them, and the shortest text of a number is dear to find.
    let hundredths = Int(scaled.magnitude)
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    let sign = scaled < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return rest < 10 ? "\(sign)\(whole).0\(rest)" : "\(sign)\(whole).\(rest)"
  }

  /// Adds an element without content.
  mutating func add(_ name: String, _ attributes: KeyValuePairs<String, Value>) {
    markup += "<\(name)\(Self.text(of: attributes))/>\n"
  }

  /// Adds an element with text in it.
  mutating func add(_ name: String, _ attributes: KeyValuePairs<String, Value>, text: String) {
    markup += "<\(name)\(Self.text(of: attributes))>\(HTML(text).markup)</\(name)>\n"
  }

  /// Adds an element with elements in it.
  mutating func add(
    _ name: String, _ attributes: KeyValuePairs<String, Value>, _ body: (inout SVG) -> Void
  ) {
    var inner = SVG()
    body(&inner)
    markup += "<\(name)\(Self.text(of: attributes))>\n\(inner.markup)</\(name)>\n"
  }

  /// Adds what was made apart.
  mutating func add(_ other: SVG) { markup += other.markup }

  private static func text(of attributes: KeyValuePairs<String, Value>) -> String {
    attributes.reduce(into: "") { $0 += " \($1.key)=\"\($1.value.text)\"" }
  }
}

extension SVG {
  /// The hatches of the styles, as patterns whose ids begin with a prefix.
  static func patterns(_ styles: [SeriesStyle], prefix: String) -> SVG {
    var svg = SVG()
    for style in styles where style.hatch != .solid && style.hatch != .open {
      svg.add(
        "pattern",
        [
          "id": .text(patternID(style, prefix: prefix)), "width": 7, "height": 7,
          "patternUnits": "userSpaceOnUse",
        ]
      ) { inner in
        inner.add("rect", ["width": 7, "height": 7, "fill": "#ffffff"])
        inner.add(
          "rect",
          ["width": 7, "height": 7, "fill": .text(style.colour), "fill-opacity": 0.3])
        let stroke: Value = .text(style.colour)
        switch style.hatch {
        case .dots:
          for (x, y) in [(1.75, 1.75), (5.25, 5.25)] {
            inner.add("circle", ["cx": .number(x), "cy": .number(y), "r": 1.1, "fill": stroke])
          }
        default:
          inner.add(
            "path",
            ["d": .text(path(style.hatch)), "stroke": stroke, "stroke-width": 1.4, "fill": "none"])
        }
      }
    }
    return svg
  }

  private static func path(_ hatch: SeriesStyle.Hatch) -> String {
    switch hatch {
    case .rising: "M-1 1L1 -1M0 7L7 0M6 8L8 6"
    case .falling: "M-1 6L1 8M0 0L7 7M6 -1L8 1"
    case .horizontal: "M0 3.5H7"
    case .vertical: "M3.5 0V7"
    case .crossed: "M0 0L7 7M0 7L7 0"
    case .solid, .open, .dots: ""
    }
  }

  static func patternID(_ style: SeriesStyle, prefix: String) -> String {
    "\(prefix)-\(style.hatch)-\(style.colour.dropFirst())"
  }

  /// What an area is filled with.
  static func fill(_ style: SeriesStyle, prefix: String) -> Value {
    switch style.hatch {
    case .solid: .text(style.colour)
    case .open: "#ffffff"
    default: .text("url(#\(patternID(style, prefix: prefix)))")
    }
  }

  /// A symbol around a point.
  mutating func addSymbol(_ style: SeriesStyle, x: Double, y: Double, size: Double) {
    let isOpen = style.symbol == .openCircle || style.symbol == .openSquare
    let fill: Value = isOpen ? "#ffffff" : .text(style.colour)
    let half = size / 2
    func path(_ points: [(Double, Double)]) -> Value {
      .text(
        "M"
          + points.map { "\(Self.number(x + half * $0.0)) \(Self.number(y + half * $0.1))" }
          .joined(separator: "L") + "Z")
    }
    switch style.symbol {
    case .circle, .openCircle:
      add(
        "circle",
        [
          "cx": .number(x), "cy": .number(y), "r": .number(half * 0.9), "fill": fill,
          "stroke": .text(style.colour), "stroke-width": 1.3,
        ])
    case .square, .openSquare:
      add(
        "path",
        [
          "d": path([(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)]), "fill": fill,
          "stroke": .text(style.colour), "stroke-width": 1.3,
        ])
    case .triangle:
      add("path", ["d": path([(0, -1), (1, 0.8), (-1, 0.8)]), "fill": fill])
    case .diamond:
      add("path", ["d": path([(0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)]), "fill": fill])
    case .cross, .plus:
      let ends =
        style.symbol == .cross
        ? [(-0.8, -0.8, 0.8, 0.8), (-0.8, 0.8, 0.8, -0.8)] : [(-1, 0, 1, 0), (0.0, -1, 0, 1)]
      for (x1, y1, x2, y2) in ends {
        add(
          "line",
          [
            "x1": .number(x + half * x1), "y1": .number(y + half * y1),
            "x2": .number(x + half * x2), "y2": .number(y + half * y2),
            "stroke": .text(style.colour), "stroke-width": 1.8,
          ])
      }
    }
  }
}
