import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy

/// A map for print: a title, the map in its frame, and under it the legend and the credits.
struct MapPicture {
  let content: MapContent
  let words: MapWords
  let language: String

  /// The part of the map in the frame.
  let view: MapBox
  /// Where the frame lies in the picture.
  let frame: LabelPlacer.Box
  /// The lines under the title.
  let subtitle: [String]

  static let width = 1200.0
  static let margin = 24.0
  static let ink = "#1b1f23"
  static let quiet = "#50575e"

  /// Prepares a picture; the frame is as wide as the picture and as high as what it shows needs.
  init(content: MapContent, words: MapWords, language: String) {
    (self.content, self.words, self.language) = (content, words, language)
    subtitle = Text.wrapped(
      content.result?.comparison.question ?? content.study.settings.summary, width: 150, indent: "")
    let size = max(content.box.width, content.box.height, 20_000)
    var view = content.box.padded(by: size * 0.06)
    let wide = Self.width - 2 * Self.margin
    let ratio = min(max(view.width / view.height, 1.15), 2.2)
    if view.width < view.height * ratio {
      let more = (view.height * ratio - view.width) / 2
      (view.left, view.right) = (view.left - more, view.right + more)
    } else {
      let more = (view.width / ratio - view.height) / 2
      (view.bottom, view.top) = (view.bottom - more, view.top + more)
    }
    self.view = view
    let top = Self.margin + 38 + 17 * Double(subtitle.count)
    frame = LabelPlacer.Box(
      left: Self.margin, top: top, right: Self.width - Self.margin, bottom: top + wide / ratio)
  }

  /// Metres of the map to a unit of the picture.
  var metresPerUnit: Double { view.width / (frame.right - frame.left) }

  /// Where a point of the map lies in the picture.
  func place(_ point: MapPoint) -> (x: Double, y: Double) {
    (
      frame.left + (point.x - view.left) / metresPerUnit,
      frame.top + (view.top - point.y) / metresPerUnit
    )
  }

  /// The whole picture.
  func svg() -> String {
    let under = legend(top: frame.bottom + 16)
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
        attributes: "font-weight=\"700\" fill=\"\(Self.ink)\""),
    ]
    for (index, line) in subtitle.enumerated() {
      lines.append(
        SVGText.text(
          line, x: Self.margin, y: Self.margin + 42 + 17 * Double(index), size: 13.5,
          attributes: "fill=\"\(Self.quiet)\""))
    }
    let box =
      "x=\"\(SVGText.number(frame.left))\" y=\"\(SVGText.number(frame.top))\""
      + " width=\"\(SVGText.number(frame.right - frame.left))\""
      + " height=\"\(SVGText.number(frame.bottom - frame.top))\""
    lines.append("<clipPath id=\"frame\"><rect \(box)/></clipPath>")
    lines.append("<g clip-path=\"url(#frame)\" fill=\"none\" stroke-linejoin=\"round\">")
    lines.append("<rect \(box) fill=\"#dfe9f0\"/>")
    lines += ground + graticule + boundaries + areas + links + marks
    lines += MapNames(picture: self).lines()
    lines.append("</g>")
    lines.append("<rect \(box) fill=\"none\" stroke=\"\(Self.quiet)\" stroke-width=\"1\"/>")
    return (lines + under.lines + ["</svg>", ""]).joined(separator: "\n")
  }

  // MARK: - Layers

  /// What is thinner than this in the picture is left out, in metres.
  private var tolerance: Double { 0.25 * metresPerUnit }

  private var ground: [String] {
    let arcs = content.ground.arcs.map { LineSimplifier.simplified($0, tolerance: tolerance) }
    var lines = ["<g fill=\"#fbfaf6\" fill-rule=\"evenodd\">"]
    let wide = view.padded(by: 10 * metresPerUnit)
    for country in content.ground.countries {
      let rings = country.rings.compactMap { references -> String? in
        let points = references.flatMap { reference -> [MapPoint] in
          reference >= 0 ? arcs[reference].dropLast() : arcs[~reference].reversed().dropLast()
        }
        guard let box = MapBox(points), box.intersects(wide), box.width + box.height > tolerance
        else { return nil }
        return SVGText.path(points.map(place), isClosed: true)
      }
      if !rings.isEmpty { lines.append("<path d=\"\(rings.joined())\"/>") }
    }
    lines.append("</g>")
    for (kind, style) in [
      (MapGround.Kind.coast, "stroke=\"#8fa3b2\" stroke-width=\".7\""),
      (.border, "stroke=\"#8a8378\" stroke-width=\".9\" stroke-dasharray=\"6 2 1.5 2\""),
    ] {
      let parts = zip(arcs, content.ground.kinds).compactMap { arc, other in
        other == kind && MapBox(arc)?.intersects(wide) == true
          ? SVGText.path(arc.map(place)) : nil
      }
      lines.append("<path d=\"\(parts.joined())\" \(style)/>")
    }
    return lines
  }

  private var graticule: [String] {
    let paths = content.graticule.map { SVGText.path($0.points.map(place)) }
    return ["<path d=\"\(paths.joined())\" stroke=\"#a9bccb\" stroke-width=\".5\"/>"]
  }

  private var boundaries: [String] {
    content.boundaries.map { line in
      "<path d=\"\(SVGText.path(line.points.map(place)))\" stroke=\"#4a4036\" stroke-width=\"1.6\""
        + " stroke-dasharray=\"7 2.5 1.5 2.5\"/>"
    }
  }

  private var areas: [String] {
    content.areas.map { area in
      let rings = area.rings.map { SVGText.path($0.map(place), isClosed: true) }
      return "<path d=\"\(rings.joined())\" fill=\"#8c3f6e\" fill-opacity=\".2\""
        + " fill-rule=\"evenodd\" stroke=\"#8c3f6e\"/>"
    }
  }

  private var links: [String] {
    var (casings, strokes): ([String], [String]) = ([], [])
    for line in content.links {
      guard let link = line.link else { continue }
      let isOther = content.result != nil && line.routes.isEmpty
      let points = LineSimplifier.simplified(line.points, tolerance: tolerance).map(place)
      let data = SVGText.path(points)
      if data.isEmpty { continue }
      if isOther {
        casings.append(
          "<path d=\"\(data)\" stroke=\"\(Simplestyle.colour(of: link.mode))\""
            + " stroke-opacity=\".35\" stroke-width=\"1\"/>")
      } else {
        casings.append(
          "<path d=\"\(data)\" stroke=\"#fff\" stroke-opacity=\".8\" stroke-width=\"4.4\"/>")
        strokes.append("<path d=\"\(data)\" \(Self.stroke(link.mode, link.status))/>")
      }
    }
    return casings + strokes
  }

  /// The stroke of a link.
  static func stroke(_ mode: Mode?, _ status: Status) -> String {
    let width = status == .proposed ? 2.1 : 2.5
    let dash = MapStyle.dash(of: status).map { SVGText.number($0 * width) }
    return "stroke=\"\(mode.map(Simplestyle.colour) ?? ink)\" stroke-width=\"\(width)\""
      + (dash.isEmpty
        ? " stroke-linecap=\"round\"" : " stroke-dasharray=\"\(dash.joined(separator: " "))\"")
  }

  private var marks: [String] {
    shownMarks.map { mark in
      let (x, y) = place(mark.point)
      return "<g transform=\"translate(\(SVGText.number(x)) \(SVGText.number(y)))\">"
        + Self.sign(mark.kind, isOpen: mark.properties["open"]?.bool, isSmall: mark.rank > 3)
        + "</g>"
    }
  }

  /// The marks in the frame; small stations only where the map is of a region.
  var shownMarks: [MapContent.Mark] {
    content.marks.filter { mark in
      view.contains(mark.point) && (mark.rank < 4 || metresPerUnit < 2_000)
    }
  }

  /// The sign of a kind of place; kinds differ in shape, not in colour alone.
  static func sign(_ kind: MapContent.Kind, isOpen: Bool?, isSmall: Bool = false) -> String {
    let edge = "stroke=\"#fff\" stroke-width=\"1.2\""
    switch kind {
    case .port:
      return "<circle r=\"5\" fill=\"#0072b2\" \(edge)/><path d=\"M0-2.6V2.4M-2.1.6Q-1.8 2.6 0 2.6"
        + "Q1.8 2.6 2.1.6M-1.3-1.2H1.3\" stroke=\"#fff\" fill=\"none\"/>"
    case .terminal: return "<path d=\"M0-5.4L5.2 4.2H-5.2Z\" fill=\"#009e73\" \(edge)/>"
    case .zone:
      return
        "<rect x=\"-4.2\" y=\"-4.2\" width=\"8.4\" height=\"8.4\" rx=\"1.6\" fill=\"#8c3f6e\" \(edge)/>"
    case .station:
      return
        "<circle r=\"\(isSmall ? "1.4" : "2.4")\" fill=\"#fff\" stroke=\"\(ink)\" stroke-width=\".9\"/>"
    case .crossing:
      let colour = isOpen.map { $0 ? "#009e73" : "#c1121f" } ?? quiet
      let inner = isOpen.map {
        $0 ? "M-2.3.2L-.7 1.8L2.5-1.7" : "M-1.9-1.9L1.9 1.9M1.9-1.9L-1.9 1.9"
      }
      return "<path d=\"M0-5.8L5.8 0L0 5.8L-5.8 0Z\" fill=\"\(colour)\" \(edge)/>"
        + (inner.map { "<path d=\"\($0)\" stroke=\"#fff\" stroke-width=\"1.3\" fill=\"none\"/>" }
          ?? "")
    }
  }
}
