import CorridorGeometry
import CorridorUnits

/// What a line leaves open: gaps, orphans, junctions without a place.
extension LinkImport {
  /// Tells where another line ends on this one, or so near that it may be meant to, and no place stands.
  func tellJunctions(
    on line: Line, ends: LineEnds, except own: Int, stops: [Stop], _ outcome: inout Outcome
  ) {
    let reach = options.tolerance.metres
    for end in ends.others(in: self.reach(of: line), than: own) {
      let nearest = line.measured.nearestPoint(to: end)
      let (chainage, distance) = (nearest.chainage.metres, nearest.distance.metres)
      let isInside = chainage > 1 && chainage < line.measured.length.metres - 1
      let hasPlace = stops.contains { ($0.chainage - chainage).magnitude <= reach }
      guard distance <= max(Self.meeting, reach), isInside, !hasPlace else { continue }
      // Where it ends at a place of its own it is a neighbour and no junction.
      if distance > Self.meeting,
        placeIndex.nearest(to: end, within: options.tolerance) != nil
          || line.ends.contains(where: { Geodesic.distance(from: $0, to: end).metres <= reach })
      {
        continue
      }
      let how = distance > Self.meeting ? "ends \(Self.text(nearest.distance)) from" : "joins"
      outcome.findings.append(
        Diagnostic(
          .warning, code: "junction-without-place", at: line.location,
          "another line \(how) line \(line.label) at \(Self.text(end)), where there is no place",
          remedy: "add a place of the kind junction there, and import again"))
    }
  }

  /// Lines that were drawn to meet do so to the last digits: within ten metres.
  private static let meeting = 10.0

  /// Tells where lines cross and no place stands.
  func tellCrossings(of lines: [Line], _ outcome: inout Outcome) {
    var seen: Set<[Coordinate]> = []
    let distinct = lines.filter { seen.insert($0.vertices).inserted }
    for crossing in LineCrossings(distinct.map(\.vertices)).all {
      let place = Coordinate(
        longitude: crossing.place.longitude.remainder(dividingBy: 360),
        latitude: crossing.place.latitude)
      guard placeIndex.nearest(to: place, within: options.tolerance) == nil else { continue }
      let (one, other) = (distinct[crossing.lines[0]], distinct[crossing.lines[1]])
      outcome.findings.append(
        Diagnostic(
          .warning, code: "crossing-without-place", at: one.location,
          "line \(one.label) crosses line \(other.label) at \(Self.text(place)), where there is no "
            + "place",
          remedy: "where they meet, add a place of the kind junction and import again; a bridge "
            + "needs nothing"))
    }
  }

  /// Tells of the ends that reach no place, or of the whole line when neither does.
  func tellEnds(
    of line: Line, ends: LineEnds, except own: Int, stops: [Stop], _ outcome: inout Outcome
  ) {
    let length = line.measured.length.metres
    let reach = options.tolerance.metres
    let vertices = line.measured.line.coordinates
    let first = stops.first.map { $0.chainage <= reach } ?? false
    let last = stops.last.map { $0.chainage >= length - reach } ?? false
    if stops.count < 2 {
      let which = stops.first.map { "only '\(places[$0.place].id)'" } ?? "no place"
      outcome.findings.append(
        Diagnostic(
          .warning, code: "orphan", at: line.location,
          "line \(line.label) reaches \(which), and is left out; \(near(vertices[0])) its start and "
            + "\(near(vertices[vertices.count - 1])) its end",
          remedy: "add places at its ends, or raise --tolerance"))
      return
    }
    for (isReached, end) in [(first, vertices[0]), (last, vertices[vertices.count - 1])]
    where !isReached {
      outcome.findings.append(
        Diagnostic(
          .warning, code: "gap", at: line.location,
          "line \(line.label) goes on to \(Self.text(end)), and that stretch is left out; "
            + near(end) + " it" + nearestEnd(to: end, ends: ends, except: own),
          remedy: "add a place there, or raise --tolerance"))
    }
  }

  /// The place nearest to a position, in words.
  private func near(_ position: Coordinate) -> String {
    guard let (number, distance) = placeIndex.nearest(to: position) else {
      return "no place is near"
    }
    return "'\(places[number].id)' is \(Self.text(distance)) from"
  }

  /// Where another line's end is near this one's, in words.
  private func nearestEnd(to end: Coordinate, ends: LineEnds, except own: Int) -> String {
    guard
      let least = ends.nearest(to: end, within: Length(kilometres: 25), notOf: own)
    else { return "" }
    return ", and a line ends \(Self.text(least.distance)) away at \(Self.text(least.end))"
  }

  private static func text(_ position: Coordinate) -> String {
    "[\(rounded(position.longitude, 1e5)), \(rounded(position.latitude, 1e5))]"
  }

  private static func text(_ length: Length) -> String { "\(rounded(length.kilometres, 100)) km" }

  private static func rounded(_ value: Double, _ factor: Double) -> Double {
    (value * factor).rounded() / factor
  }
}
