import CorridorGeometry
import CorridorUnits

/// What a line leaves open: gaps, orphans, crossings and junctions without a place.
extension LinkImport {
  /// Tells where lines meet for which no junction can be made, as its country is not known.
  func tellJunction(
    at position: Coordinate, _ meeting: Meeting, _ lines: [Line], _ outcome: inout Outcome
  ) {
    let line = lines[meeting.stops[0].line]
    let labels = meeting.stops.dropFirst().map { lines[$0.line].label }
    let other = labels.isEmpty ? "itself" : "line " + Self.list(labels)
    let lack = borders == nil ? "and no place is there" : "in no country, and no place is there"
    outcome.findings.append(
      Diagnostic(
        .warning, code: "junction-without-place", at: line.location,
        "line \(line.label) meets \(other) at \(Self.text(position)), \(lack)",
        remedy: "add a place of the kind junction there, and import again"))
  }

  /// Tells where lines cross and no place stands.
  func tellCrossings(of lines: [Line], near junctions: [Junction], _ outcome: inout Outcome) {
    let made = PositionIndex(junctions.map(\.position))
    var seen: Set<[Coordinate]> = []
    let distinct = lines.filter { seen.insert($0.vertices).inserted }
    for crossing in LineCrossings(distinct.map(\.vertices)).all {
      let place = Coordinate(
        longitude: crossing.place.longitude.remainder(dividingBy: 360),
        latitude: crossing.place.latitude)
      guard placeIndex.nearest(to: place, within: options.tolerance) == nil,
        made.nearest(to: place, within: options.tolerance) == nil
      else { continue }
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
    let vertices = line.measured.line.coordinates
    if stops.count < 2 {
      let which =
        switch stops.first?.place {
        case nil: "no place"
        case let place? where place < places.count: "only '\(places[place].id)'"
        default: "no place but a junction with another line"
        }
      outcome.findings.append(
        Diagnostic(
          .warning, code: "orphan", at: line.location,
          "line \(line.label) reaches \(which), and is left out; \(near(vertices[0])) its start"
            + nearestEnd(to: vertices[0], ends: ends, except: own)
            + " and \(near(vertices[vertices.count - 1])) its end"
            + nearestEnd(to: vertices[vertices.count - 1], ends: ends, except: own),
          remedy: "join it to a line that ends near, add places at its ends, or raise --tolerance"))
      return
    }
    let first = stops.first.map { isReached(by: $0, $0.chainage) } ?? false
    let last = stops.last.map { isReached(by: $0, length - $0.chainage) } ?? false
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

  /// Whether a stop is so near to an end of its line that the end counts as there: a junction only where
  /// the line ends on it.
  private func isReached(by stop: Stop, _ distance: Double) -> Bool {
    distance <= (stop.place < places.count ? options.tolerance.metres : Self.meeting)
  }

  /// Tells of a line whose stretches hang together with others, and none of them with a place.
  func tellOrphan(_ line: Line, _ outcome: inout Outcome) {
    outcome.findings.append(
      Diagnostic(
        .warning, code: "orphan", at: line.location,
        "line \(line.label) and those that it meets reach no place, and are left out; "
          + "\(near(line.vertices[0])) its start",
        remedy: "add a place at one of their ends, or raise --tolerance"))
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

  private static func text(_ length: Length) -> String {
    length.metres < 1000
      ? "\(rounded(length.metres, 100)) m" : "\(rounded(length.kilometres, 100)) km"
  }

  private static func rounded(_ value: Double, _ factor: Double) -> Double {
    (value * factor).rounded() / factor
  }
}
