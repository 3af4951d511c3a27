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
  /// The lines under the title.
  let subtitle: [String]

  static let width = 1200.0
  static let margin = 24.0
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
    subtitle = Text.wrapped(
      content.result?.comparison.question ?? content.study.settings.summary, width: 150, indent: "")
    let size = max(content.box.width, content.box.height, 20_000)
    let whole = content.box.padded(by: size * 0.06)
    let top = Self.margin + 38 + 17 * Double(subtitle.count)
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
    let title = content.result?.comparison.title ?? content.study.settings.title
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGText.number(Self.width))\""
        + " height=\"\(SVGText.number(under.bottom))\""
        + " viewBox=\"0 0 \(SVGText.number(Self.width)) \(SVGText.number(under.bottom))\""
        + " font-family=\"'Noto Sans', 'DejaVu Sans', 'Noto Sans CJK KR', sans-serif\""
        + " role=\"img\" aria-labelledby=\"title\">",
      "<title id=\"title\">\(SVGText.escaped(title))</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
      SVGText.text(
        title, x: Self.margin, y: Self.margin + 20, size: 23,
        attributes: "font-weight=\"700\" fill=\"\(MapPanel.ink)\""),
    ]
    for (index, line) in subtitle.enumerated() {
      lines.append(
        SVGText.text(
          line, x: Self.margin, y: Self.margin + 42 + 17 * Double(index), size: 13.5,
          attributes: "fill=\"\(MapPanel.quiet)\""))
    }
    for (index, panel) in panels.enumerated() {
      lines += panel.lines(outline: index == 0 ? outline : [])
    }
    return (lines + under.lines + ["</svg>", ""]).joined(separator: "\n")
  }
}
