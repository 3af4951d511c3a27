import CorridorAppraisal
import CorridorGeometry
import CorridorStudy

/// A map for print: a title, the map in its frame, and under it the legend and the credits.
///
/// Where many places lie close together, a second frame shows that part larger.
struct MapPicture {
  let content: MapContent
  let words: MapWords
  let language: String
  /// The map, and where need be a part of it larger.
  let panels: [MapPanel]
  /// What the map is of.
  private let name: String
  /// That as the title, line by line.
  private let title: [String]
  /// The lines under the title.
  let subtitle: [String]

  static let width = 1200.0
  static let margin = 24.0
  /// How long a line of text may be.
  static let room = width - 2 * margin
  private static let titleStep = 28.0
  private static let gap = 10.0

  /// Prepares a picture; frames are as high as what they show needs.
  ///
  /// - Parameters:
  ///   - content: the map.
  ///   - detail: a part of it, laid out round its own middle; nil for none.
  ///   - words: what stands in the legend.
  ///   - language: of the names.
  init(content: MapContent, detail: MapContent?, words: MapWords, language: String) {
    (self.content, self.words, self.language) = (content, words, language)
    let comparison = content.result?.comparison
    name = comparison?.title ?? content.study.settings.title
    title = DrawnText.wrapped(name, width: Self.room, size: 23, isBold: true)
    subtitle = DrawnText.wrapped(
      comparison?.question ?? content.study.settings.summary, width: Self.room, size: 13.5)
    let size = max(content.box.width, content.box.height, 20_000)
    let whole = content.box.padded(by: size * 0.06)
    let top =
      Self.margin + 10 + Self.titleStep * Double(title.count) + 17 * Double(subtitle.count)
    let (left, right) = (Self.margin, Self.width - Self.margin)
    func panel(
      _ id: String, of content: MapContent, _ view: MapBox, _ frame: LabelPlacer.Box
    ) -> MapPanel {
      MapPanel(content: content, language: language, view: view, frame: frame, id: id)
    }
    let middle = detail == nil ? right : left + (right - left) * 0.6
    let ratio = min(max(whole.width / whole.height, detail == nil ? 1.15 : 0.9), 2.2)
    let bottom = top + (middle - left) / ratio
    let first = panel(
      "whole", of: content, whole.widened(to: ratio),
      LabelPlacer.Box(left: left, top: top, right: middle, bottom: bottom))
    guard let detail else {
      panels = [first]
      return
    }
    let frame = LabelPlacer.Box(left: middle + Self.gap, top: top, right: right, bottom: bottom)
    let reach = max(detail.box.width, detail.box.height, 20_000) * 0.06
    let view = detail.box.padded(by: reach).widened(
      to: (frame.right - frame.left) / (frame.bottom - frame.top))
    panels = [first, panel("detail", of: detail, view, frame)]
  }

  /// Where the edge of the second panel runs on the map of the first; empty without one.
  private var outline: [MapPoint] {
    guard panels.count > 1, let whole = try? EqualAreaMap(centre: panels[0].content.centre),
      let detail = try? EqualAreaMap(centre: panels[1].content.centre),
      let edge = try? detail.coordinates(of: panels[1].view.outline),
      let points = try? whole.points(of: edge)
    else { return [] }
    return points
  }

  /// The whole picture.
  func svg() -> String {
    let under = legend(top: (panels.map(\.frame.bottom).max() ?? 0) + 16)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGText.number(Self.width))\""
        + " height=\"\(SVGText.number(under.bottom))\""
        + " viewBox=\"0 0 \(SVGText.number(Self.width)) \(SVGText.number(under.bottom))\""
        + " font-family=\"'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK KR', sans-serif\""
        + " role=\"img\" aria-labelledby=\"title\">",
      "<title id=\"title\">\(SVGText.escaped(name))</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
    ]
    var y = Self.margin + 20
    for line in title {
      lines.append(
        SVGText.text(
          line, x: Self.margin, y: y, size: 23,
          attributes: "font-weight=\"700\" fill=\"\(MapPanel.ink)\""))
      y += Self.titleStep
    }
    y -= Self.titleStep - 22
    for line in subtitle {
      lines.append(
        SVGText.text(
          line, x: Self.margin, y: y, size: 13.5, attributes: "fill=\"\(MapPanel.quiet)\""))
      y += 17
    }
    for (index, panel) in panels.enumerated() {
      lines += panel.lines(outline: index == 0 ? outline : [])
    }
    return (lines + under.lines + ["</svg>", ""]).joined(separator: "\n")
  }
}
