import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorStudy

extension MapPicture {
  /// The legend, the scale and the credits under the frame, and where the picture ends.
  func legend(top: Double) -> (lines: [String], bottom: Double) {
    var lines: [String] = []
    let columns = [modeEntries, statusEntries, signEntries]
    let step = 19.0
    var lowest = top
    var x = Self.margin
    for entries in columns {
      for (row, entry) in entries.enumerated() {
        let y = top + 8 + step * Double(row)
        lines.append(
          "<g transform=\"translate(\(SVGText.number(x + 17)) \(SVGText.number(y)))\">\(entry.sign)</g>"
        )
        lines.append(
          SVGText.text(
            entry.text, x: x + 44, y: y + 4, size: 12, attributes: "fill=\"\(MapPanel.ink)\""))
      }
      lowest = max(lowest, top + step * Double(entries.count))
      let widest = entries.map { DrawnText.width($0.text, size: 12) }.max() ?? 0
      x += max(210, widest + 80)
    }
    x = max(x, Self.margin + 800)
    // Where the legend leaves no room beside it, scales stand under it.
    let isBeside = Self.width - Self.margin - x >= 260
    if !isBeside { x = Self.margin }
    var y = (isBeside ? top : lowest) + 12
    for panel in panels {
      let scale = scaleBar(of: panel, note: projectionNote(panel.content.centre), x: x, y: y)
      lines += scale.lines
      y = scale.bottom + 4
    }
    lowest = max(lowest, y)
    let credits = credits(top: lowest + 20)
    return (lines + credits.lines, credits.bottom)
  }

  private typealias Entry = (sign: String, text: String)

  private var modeEntries: [Entry] {
    let shown = Set(content.wanted.compactMap(\.link?.mode))
    return Mode.allCases.filter(shown.contains).map { mode in
      (
        "<path d=\"M-17 0H17\" fill=\"none\" \(MapPanel.stroke(mode, .operating))/>",
        words[mode.rawValue]
      )
    }
      + (hasOthers
        ? [
          (
            "<path d=\"M-17 0H17\" fill=\"none\" \(MapPanel.otherStroke)/>",
            words["other_links"]
          )
        ] : [])
  }

  /// Whether a frame shows links off the routes.
  private var hasOthers: Bool {
    content.result != nil
      && content.links.contains { line in
        line.routes.isEmpty
          && panels.contains { MapBox(line.points)?.intersects($0.view) == true }
      }
  }

  /// Why links that the map is about are closed, each reason once.
  private var closures: [String] { content.wanted.compactMap(\.closed).removingRepeats() }

  private var closedEntry: [Entry] {
    guard !closures.isEmpty else { return [] }
    let stroke = MapPanel.stroke(nil, .operating, isClosed: true)
    return [("<path d=\"M-17 0H17\" fill=\"none\" \(stroke)/>", words["closed"])]
  }

  private var statusEntries: [Entry] {
    let shown = Set(content.wanted.filter { $0.closed == nil }.compactMap(\.link?.status))
    return Status.allCases.filter(shown.contains).map { status in
      (
        "<path d=\"M-17 0H17\" fill=\"none\" \(MapPanel.stroke(nil, status))/>",
        words[status.rawValue]
      )
    }
      + closedEntry
      + [
        (
          "<path d=\"M-17 0H17\" fill=\"none\" stroke=\"#8a8378\" stroke-dasharray=\"6 2 1.5 2\"/>",
          words["border"]
        )
      ]
      + (content.boundaries.contains { line in
        panels.contains { line.points.contains(where: $0.view.contains) }
      }
        ? [
          (
            "<path d=\"M-17 0H17\" fill=\"none\" stroke=\"#4a4036\" stroke-width=\"1.6\""
              + " stroke-dasharray=\"7 2.5 1.5 2.5\"/>", words["boundary"]
          )
        ] : [])
  }

  private var signEntries: [Entry] {
    let kinds: [(MapContent.Kind, Bool?, String)] = [
      (.port, nil, "port"), (.crossing, true, "crossing_open"),
      (.crossing, false, "crossing_closed"), (.crossing, nil, "crossing_unknown"),
      (.terminal, nil, "terminal"), (.station, nil, "station"), (.zone, nil, "zone"),
    ]
    return kinds.filter { kind, isOpen, _ in
      panels.flatMap(\.shownMarks).contains {
        $0.kind == kind && $0.properties["open"]?.bool == isOpen
      }
    }.map { kind, isOpen, word in (MapPanel.sign(kind, isOpen: isOpen), words[word]) }
  }

  private func scaleBar(
    of panel: MapPanel, note: String, x: Double, y: Double
  ) -> (lines: [String], bottom: Double) {
    let longest = 220 * panel.metresPerUnit / 1000
    var length = 1.0
    while length * 10 <= longest { length *= 10 }
    length *= [5, 2].first { length * $0 <= longest } ?? 1
    let units = length * 1000 / panel.metresPerUnit
    let middle = SVGText.number(x + units / 2)
    let (left, right) = (SVGText.number(x), SVGText.number(x + units))
    var lines = [
      "<path d=\"M\(left) \(SVGText.number(y))H\(right)\" stroke=\"\(MapPanel.ink)\" stroke-width=\"5\"/>",
      "<path d=\"M\(middle) \(SVGText.number(y))H\(right)\" stroke=\"#fff\" stroke-width=\"3.4\"/>",
      SVGText.text(
        "\(NumberFormat.table(length)) \(words["km"])", x: x, y: y + 18, size: 12,
        attributes: "fill=\"\(MapPanel.ink)\""),
    ]
    let notes = DrawnText.wrapped(note, width: min(352, Self.width - Self.margin - x), size: 10.5)
    for (index, note) in notes.enumerated() {
      lines.append(
        SVGText.text(
          note, x: x, y: y + 36 + 13 * Double(index), size: 10.5,
          attributes: "fill=\"\(MapPanel.quiet)\""))
    }
    return (lines, y + 36 + 13 * Double(notes.count))
  }

  private func projectionNote(_ centre: Coordinate) -> String {
    let latitude =
      NumberFormat.plain(centre.latitude.magnitude) + "°" + (centre.latitude < 0 ? "S" : "N")
    let longitude =
      NumberFormat.plain(centre.longitude.magnitude) + "°" + (centre.longitude < 0 ? "W" : "E")
    return "\(words["equal_area"]) \(latitude), \(longitude); \(words["scale_centre"])."
  }

  private func credits(top: Double) -> (lines: [String], bottom: Double) {
    let settings = content.study.settings
    var texts = [settings.worldview, settings.attribution]
    if content.result != nil || content.scenario != nil {
      let closed = closures.isEmpty ? "" : " " + closures.joined(separator: "; ") + "."
      texts.insert("\(words["scenario"]): \(words[content.scenario ?? "if-open"]).\(closed)", at: 0)
    }
    var y = top
    var lines: [String] = []
    for text in texts {
      for line in DrawnText.wrapped(text, width: Self.room, size: 10) {
        lines.append(
          SVGText.text(
            line, x: Self.margin, y: y, size: 10, attributes: "fill=\"\(MapPanel.quiet)\""))
        y += 13
      }
      y += 4
    }
    return (lines, y + 6)
  }
}
