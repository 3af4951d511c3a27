import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import CorridorReport

@Suite("Scales, ticks and charts") struct ChartTests {
  @Test func `a scale maps its ends and its middle, upright too`() {
    let x = LinearScale(0...200, from: 40, to: 440)
    #expect(x(0) == 40 && x(200) == 440 && x(50) == 140)
    let y = LinearScale(-10...30, from: 300, to: 100)
    #expect(y(-10) == 300 && y(30) == 100 && y(0) == 250)
  }

  @Test(arguments: [
    // Bounds, wanted, ticks as a person would choose them.
    (0.0, 100.0, 5, ["0", "20", "40", "60", "80", "100"]),
    (-3.2, 4.1, 4, ["-2", "0", "2", "4"]),
    (0.0, 0.031, 3, ["0.00", "0.02"]),
    (0.0, 12_000.0, 5, ["0", "5,000", "10,000"]),
    (7.0, 7.0, 5, ["7"]),
  ])
  func `ticks are round`(low: Double, high: Double, wanted: Int, texts: [String]) {
    let ticks = Ticks(low...high, wanted: wanted)
    #expect(ticks.values.map { ticks.text($0) } == texts)
  }

  @Test func `ticks lie at one of three steps of ten, within bounds, whatever these are`() {
    for exponent in -9...12 {
      for factor in [1.0, 1.7, 3.3, 9.99] {
        let width =
          factor
          * (0..<exponent.magnitude).reduce(1) { product, _ in
            exponent > 0 ? product * 10 : product / 10
          }
        let ticks = Ticks(0...width, wanted: 6).values
        #expect((2...13).contains(ticks.count), "\(width): \(ticks)")
        #expect(ticks.allSatisfy { $0 >= 0 && $0 <= width * 1.000_001 })
        #expect(Set(ticks).count == ticks.count)
      }
    }
  }

  @Test func `bounds without width or number make an axis all the same`() {
    #expect(Ticks.widened(0...0, wanted: 5) == -0.5...0.5)
    #expect(Axis.numbers("x", unit: "m", of: [.nan]).domain == 0...1)
    #expect(Axis.numbers("x", unit: "m", of: []).domain == 0...1)
  }

  /// A chart of one panel whose scales are easy to reckon.
  private func chart(_ marks: [Mark], title: String = "A title") -> Chart {
    Chart(
      id: "test", title: title, description: "Says & shows <all>",
      panels: [
        Panel(
          title: nil, x: .numbers("Distance", unit: "km", within: 0...100),
          y: .numbers("Cost", unit: "USD of 2024 per TEU", within: 0...10), marks: marks)
      ], height: 200,
      data: ChartTable(columns: ["a", "b"], rows: [["x, y", "1"], ["\"z\"", "2"]]))
  }

  @Test func `marks lie where the scales put them`() throws {
    let square = SeriesStyle.at(0)
    let xml = try Drawing(
      chart([
        .line([.init(x: 0, y: 0), .init(x: 50, y: 10)], square, width: 2),
        .bar(.init(x: 25, y: 0), .init(x: 75, y: 5), square),
      ]).svg())
    // The frame is that of the clip, which is 5 wider on each side.
    let frame = try #require(xml.elements("rect", in: "clipPath").first)
    let left = try frame.number("x") + 5
    let width = try frame.number("width") - 10
    let top = try frame.number("y") + 5
    #expect(try frame.number("height") == 210)
    let points = try #require(xml.elements("polyline").first?.attributes["points"])
      .split(separator: " ").map { $0.split(separator: ",").compactMap { Double($0) } }
    #expect(points.count == 2)
    #expect((points[0][0] - left).magnitude < 0.02 && (points[0][1] - top - 200).magnitude < 0.02)
    #expect((points[1][0] - left - width / 2).magnitude < 0.02)
    #expect((points[1][1] - top).magnitude < 0.02)
    let bar = try #require(xml.elements("rect", in: "g").first)
    #expect(try (bar.number("x") - left - width / 4).magnitude < 0.02)
    #expect(try (bar.number("width") - width / 2).magnitude < 0.02)
    #expect(try bar.number("height") == 100)
    #expect(try (bar.number("y") - top - 100).magnitude < 0.02)
  }

  @Test func `pixels are written to a hundredth, as short as they can be told`() {
    let told: [(Double, String)] = [
      (0, "0"), (-0.001, "0"), (7, "7"), (12.5, "12.5"), (-3.05, "-3.05"), (0.994_9, "0.99"),
      (99.999, "100"), (-0.1, "-0.1"), (1e15, "1000000000000000"), (.nan, "0"), (.infinity, "0"),
    ]
    for (value, text) in told { #expect(SVG.number(value) == text) }
    for hundredths in stride(from: -40_000, through: 40_000, by: 7) {
      let text = SVG.number(Double(hundredths) / 100)
      #expect(Double(text) == Double(hundredths) / 100)
      #expect(!text.contains(".") || !text.hasSuffix("0"), "\(text)")
    }
  }

  @Test func `what lies under every panel is written once and moved to each`() throws {
    let axis = Axis.numbers("Distance", unit: "km", within: 0...100)
    let panel = Panel(title: nil, x: axis, y: axis, marks: [])
    let line = Mark.line([.init(x: 0, y: 0), .init(x: 50, y: 50)], .context, width: 1)
    let chart = Chart(
      id: "under", title: "t", description: "d", panels: [panel, panel, panel], backdrop: [line],
      columns: 2, data: ChartTable(columns: [], rows: []))
    let xml = try Drawing(chart.svg())
    #expect(xml.elements("polyline").count == 1)
    #expect(xml.elements("polyline", in: "defs").count == 1)
    let frames = xml.elements("rect", in: "clipPath")
    let uses = xml.elements("use")
    #expect(frames.count == 3 && uses.count == 3)
    for (frame, use) in zip(frames, uses) {
      #expect(use.attributes["xlink:href"] == "#under-backdrop")
      #expect(try abs(use.number("x") - (frame.number("x") - frames[0].number("x"))) < 0.011)
      #expect(try abs(use.number("y") - (frame.number("y") - frames[0].number("y"))) < 0.011)
    }
    #expect(try uses[1].number("x") > 300 && uses[2].number("y") > 200)
  }

  @Test func `the last number of an axis stays in the picture`() throws {
    let axis = Axis.numbers("Value", unit: "km", within: 0...100_000)
    let panel = Panel(title: nil, x: axis, y: axis, marks: [])
    let chart = Chart(
      id: "wide", title: "t", description: "d", panels: [panel, panel], columns: 2,
      data: ChartTable(columns: [], rows: []))
    let last = try Drawing(chart.svg()).elements("text").filter {
      $0.text == "100,000" && $0.attributes["text-anchor"] == "middle"
    }
    let ends = try last.map { try $0.number("x") }
    #expect(ends.count == 2)
    // Chromium's canvas measures 43.4 pixels for it in DejaVu Sans of 10.5, the widest of the common faces.
    #expect(ends.allSatisfy { $0 + 43.4 / 2 <= 760 })
  }

  @Test func `text is escaped and axes carry their units`() throws {
    let xml = try Drawing(
      chart(
        [.label(.init(x: 1, y: 1), "<b>&\"'", .right, dx: 0, dy: 0, isLight: false)],
        title: "</title><script>x</script>"
      ).svg())
    #expect(xml.elements("script").isEmpty)
    #expect(xml.text.contains("<b>&\"'"))
    #expect(xml.text.contains("Cost (USD of 2024 per TEU)"))
    #expect(xml.text.contains("Distance (km)"))
    #expect(xml.elements("desc").first?.text == "Says & shows <all>")
  }

  @Test(arguments: Bundled.comparisons)
  func `a legend names what is drawn and nothing else`(comparison: String) throws {
    let bundled = try Bundled.shared.get()
    let findings = ComparisonFindings(
      study: bundled.study, result: try bundled.result(comparison))
    let names = [
      "border": "border", "gauge": "change of gauge", "fee": "transit fee", "ice": "ice",
      "wait": "wait", "passage": "passage",
    ]
    for chart in ComparisonCharts(findings).all()
    where ["ladder-time", "ladder-cost", "borders"].contains(chart.id) {
      let kind = try #require(chart.data.columns.firstIndex(of: "kind"))
      let values = chart.data.columns.indices.filter { place in
        let name = chart.data.columns[place]
        return (name.hasPrefix("time_") || name.hasPrefix("cost_")) && !name.hasSuffix("_so_far")
      }
      for (key, text) in names {
        let takes = chart.data.rows.contains { row in
          row[kind] == key && values.contains { Double(row[$0]) ?? 0 != 0 }
        }
        #expect(chart.legend.contains { $0.text == text } == takes, "\(chart.id): \(text)")
      }
    }
  }

  @Test func `the data is a table with its cells quoted`() {
    #expect(chart([]).csv() == "a,b\n\"x, y\",1\n\"\"\"z\"\"\",2\n")
  }

  @Test func `eight series differ by colour, and again by dash, symbol and hatch`() {
    let styles = (0..<8).map { SeriesStyle.at($0) }
    #expect(Set(styles.map(\.colour)).count == 8)
    #expect(Set(styles.map(\.dash)).count == 8)
    #expect(Set(styles.map(\.symbol)).count == 8)
    #expect(Set(styles.map(\.hatch)).count == 8)
    #expect(Set((0..<16).map { SeriesStyle.at($0) }).count == 16)
  }
}

/// An SVG as another XML reader sees it; text that is not well formed is an error.
final class Drawing: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let parents: [String]
    let attributes: [String: String]
    var text = ""

    func number(_ name: String) throws -> Double {
      try #require(attributes[name].flatMap { Double($0) }, "\(self.name) has no \(name)")
    }
  }

  private(set) var all: [Element] = []
  private var open: [Int] = []

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "not well formed: \(String(describing: parser.parserError))")
  }

  func elements(_ name: String, in parent: String? = nil) -> [Element] {
    all.filter { element in
      element.name == name && parent.map { element.parents.contains($0) } ?? true
    }
  }

  var text: String { all.map(\.text).joined(separator: "\n") }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    all.append(Element(name: name, parents: open.map { all[$0].name }, attributes: attributes))
    open.append(all.count - 1)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { all[last].text += text }
  }
}
