import CorridorGeometry
import CorridorStudy

/// The names in a panel: of places, of countries, and the degrees at its edges.
struct MapNames {
  let panel: MapPanel
  /// The signs that are drawn, each with its name where there is room.
  let signs: [PlacedSign]

  /// The names, those that matter most first; what finds no room is left out.
  func lines() -> [String] {
    var placer = LabelPlacer(frame: panel.frame)
    for sign in signs {
      placer.keepFree(around: sign.middle, reach: sign.reach)
      // Its place has a dot.
      if sign.isMoved { placer.keepFree(around: sign.spot, reach: 1.5) }
    }
    let halo = "paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"2.6\" stroke-opacity=\".85\""
    var lines = ["<g fill=\"\(MapPanel.ink)\" \(halo)>"]
    for rank in 0...4 {
      for sign in signs where sign.mark.rank == rank {
        if let line = name(of: sign, &placer) { lines.append(line) }
      }
    }
    lines.append("</g>")
    lines.append("<g fill=\"\(MapPanel.quiet)\" \(halo) letter-spacing=\"1.2\">")
    lines += countries(&placer)
    lines.append("</g>")
    lines.append("<g fill=\"\(MapPanel.quiet)\" \(halo)>")
    lines += degrees(&placer)
    return lines + ["</g>"]
  }

  private func name(of sign: PlacedSign, _ placer: inout LabelPlacer) -> String? {
    let mark = sign.mark
    let size = mark.rank == 0 ? 13.0 : mark.rank < 3 ? 11.0 : mark.rank == 3 ? 10.0 : 8.5
    let text = mark.names.text(in: panel.language)
    let (place, width) = (
      sign.middle, DrawnText.width(text, size: size, isBold: mark.rank == 0)
    )
    let found = placer.place(
      beside: place, gap: mark.kind == .station ? 4.5 : 7.5, width: width, height: size * 1.05)
    return found.map {
      // Faces are narrower than the room that is kept: a name holds to the sign that it is beside.
      let share = $0.x >= place.x ? 0 : $0.x + width <= place.x ? 1 : 0.5
      let weight = mark.rank == 0 ? " font-weight=\"700\"" : ""
      return SVGText.text(
        text, x: $0.x + width * share, y: $0.y, size: size,
        attributes: "text-anchor=\"\(Self.anchor(share))\"" + weight)
    }
  }

  private static func anchor(_ share: Double) -> String {
    share == 0 ? "start" : share == 1 ? "end" : "middle"
  }

  private func countries(_ placer: inout LabelPlacer) -> [String] {
    var found: [(point: MapPoint, width: Double, text: String)] = []
    for country in panel.content.ground.countries {
      let best = country.rings.compactMap { ring -> (point: MapPoint, width: Double)? in
        let points = panel.content.ground.points(of: ring)
        guard MapBox(points)?.intersects(panel.view) == true else { return nil }
        return MapRing.labelPoint(panel.view.clipped(points))
      }.max { $0.width < $1.width }
      if let best {
        found.append((best.point, best.width, country.names.text(in: panel.language)))
      }
    }
    found.sort { ($0.width, $1.text) > ($1.width, $0.text) }
    return found.compactMap { point, width, text in
      let room = width / panel.metresPerUnit
      let size = room > 300 ? 14.0 : 10.5
      let length = DrawnText.width(text, size: size) + 1.2 * Double(text.count)
      guard length < room * 0.95 else { return nil }
      return placer.place(on: panel.place(point), width: length, height: size).map {
        SVGText.text(
          text, x: $0.x + length / 2, y: $0.y, size: size, attributes: "text-anchor=\"middle\"")
      }
    }
  }

  /// The degrees of meridians at the lower edge and of parallels at the left one.
  private func degrees(_ placer: inout LabelPlacer) -> [String] {
    let frame = panel.frame
    return panel.content.graticule.compactMap { line in
      let points = line.points.map(panel.place)
      for (start, end) in zip(points, points.dropFirst()) {
        let place: (x: Double, y: Double)
        if line.isMeridian {
          guard (start.y > frame.bottom) != (end.y > frame.bottom) else { continue }
          let share = (frame.bottom - start.y) / (end.y - start.y)
          place = (start.x + (end.x - start.x) * share, frame.bottom - 9)
        } else {
          guard (start.x < frame.left) != (end.x < frame.left) else { continue }
          let share = (frame.left - start.x) / (end.x - start.x)
          place = (frame.left + 18, start.y + (end.y - start.y) * share)
        }
        let text = Self.degree(line.degree, isMeridian: line.isMeridian)
        let width = DrawnText.width(text, size: 8.5)
        guard let found = placer.place(on: place, width: width, height: 9) else { return nil }
        return SVGText.text(
          text, x: found.x + width / 2, y: found.y, size: 8.5,
          attributes: "text-anchor=\"middle\"")
      }
      return nil
    }
  }

  private static func degree(_ degree: Double, isMeridian: Bool) -> String {
    let side =
      degree == 0 || degree == 180
      ? "" : isMeridian ? degree < 0 ? "W" : "E" : degree < 0 ? "S" : "N"
    return NumberFormat.plain(degree.magnitude) + "°" + side
  }
}
