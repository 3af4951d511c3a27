import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy

/// A part of a map in a frame of a picture.
struct MapPanel {
  let content: MapContent
  let language: String
  /// The part of the map in the frame.
  let view: MapBox
  /// Where the frame lies in the picture.
  let frame: LabelPlacer.Box
  /// Tells the frame from others of the picture.
  let id: String

  static let ink = "#1b1f23"
  static let quiet = "#50575e"

  /// Metres of the map to a unit of the picture.
  var metresPerUnit: Double { view.width / (frame.right - frame.left) }

  /// Where a point of the map lies in the picture.
  func place(_ point: MapPoint) -> (x: Double, y: Double) {
    (
      frame.left + (point.x - view.left) / metresPerUnit,
      frame.top + (view.top - point.y) / metresPerUnit
    )
  }

  /// Everything in the frame, and the frame.
  ///
  /// - Parameter outline: the edge of a part that another panel shows larger; empty for none.
  /// - Returns: lines of SVG.
  func lines(outline: [MapPoint]) -> [String] {
    let box = Self.rectangle(frame)
    var lines = [
      "<clipPath id=\"\(id)\"><rect \(box)/></clipPath>",
      "<g clip-path=\"url(#\(id))\" fill=\"none\" stroke-linejoin=\"round\">",
      "<rect \(box) fill=\"#dfe9f0\"/>",
    ]
    let signs = signs(outside: outline)
    lines += ground + graticule + boundaries + areas + links + Self.lines(of: signs)
    if !outline.isEmpty {
      let data = SVGText.path(outline.map(place), isClosed: true)
      lines.append("<path d=\"\(data)\" stroke=\"\(Self.ink)\" stroke-width=\"1.2\"/>")
    }
    lines += MapNames(panel: self, signs: signs).lines()
    lines.append("</g>")
    lines.append("<rect \(box) fill=\"none\" stroke=\"\(Self.quiet)\" stroke-width=\"1\"/>")
    return lines
  }

  private static func rectangle(_ box: LabelPlacer.Box) -> String {
    "x=\"\(SVGText.number(box.left))\" y=\"\(SVGText.number(box.top))\""
      + " width=\"\(SVGText.number(box.right - box.left))\""
      + " height=\"\(SVGText.number(box.bottom - box.top))\""
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
      guard MapBox(line.points)?.intersects(view) == true else { continue }
      let points = LineSimplifier.simplified(line.points, tolerance: tolerance).map(place)
      // A siding of some hundred metres is a dot here.
      let data = SVGText.path(points, keepsDots: true)
      if data.isEmpty { continue }
      if isOther {
        casings.append(
          "<path d=\"\(data)\" \(Self.otherStroke)/>")
      } else {
        casings.append(
          "<path d=\"\(data)\" stroke=\"#fff\" stroke-opacity=\".8\" stroke-width=\"4.4\"/>")
        let stroke = Self.stroke(link.mode, link.status, isClosed: line.closed != nil)
        strokes.append("<path d=\"\(data)\" \(stroke)/>")
      }
    }
    return casings + strokes
  }

  /// The stroke of links off the routes, of any mode and status.
  static let otherStroke = "stroke=\"\(quiet)\" stroke-opacity=\".5\" stroke-width=\"1\""

  /// The stroke of a link.
  static func stroke(_ mode: Mode?, _ status: Status, isClosed: Bool = false) -> String {
    let width = status == .proposed ? 2.1 : 2.5
    let lengths = isClosed ? MapStyle.closedDash : MapStyle.dash(of: status)
    let dash = lengths.map { SVGText.number($0 * width) }
    return "stroke=\"\(mode.map(Simplestyle.colour) ?? ink)\" stroke-width=\"\(width)\""
      + (dash.isEmpty
        ? " stroke-linecap=\"round\"" : " stroke-dasharray=\"\(dash.joined(separator: " "))\"")
  }

  /// The signs in the frame, apart from each other.
  ///
  /// - Parameter outline: the edge of a part that another panel shows larger, with all signs but those
  ///   that matter most; empty for none.
  /// - Returns: the signs in the order in which they are drawn.
  private func signs(outside outline: [MapPoint]) -> [PlacedSign] {
    var placer = SignPlacer(frame: frame)
    return placer.place(
      shownMarks.filter { $0.rank == 0 || !MapRing.contains(outline, $0.point) }
        .map { (mark: $0, spot: place($0.point)) })
  }

  /// The signs, under them lines from those that moved to where they belong.
  private static func lines(of signs: [PlacedSign]) -> [String] {
    let moved = signs.filter(\.isMoved)
    let leads = moved.map { SVGText.path([$0.spot, $0.middle]) }
    var lines: [String] = []
    if !leads.isEmpty {
      lines.append("<path d=\"\(leads.joined())\" stroke=\"#fff\" stroke-width=\"2.4\"/>")
      lines.append("<path d=\"\(leads.joined())\" stroke=\"\(ink)\" stroke-width=\".8\"/>")
    }
    lines += moved.map {
      "<circle cx=\"\(SVGText.number($0.spot.x))\" cy=\"\(SVGText.number($0.spot.y))\" r=\"1.5\""
        + " fill=\"\(ink)\"/>"
    }
    return lines
      + signs.map { sign in
        let (x, y) = (SVGText.number(sign.middle.x), SVGText.number(sign.middle.y))
        return "<g transform=\"translate(\(x) \(y))\">"
          + Self.sign(
            sign.mark.kind, isOpen: sign.mark.properties["open"]?.bool, isSmall: sign.mark.rank > 3)
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
