import CorridorGeometry
import CorridorUnits

/// What a line leaves open: gaps, orphans, crossings and junctions without a place.
extension LinkImport {
  /// Tells where lines meet for which no junction can be made, as its country is not known.
  func tellJunction(
    at position: Coordinate, _ meeting: Meeting, _ lines: [Line],
    _ findings: inout [Diagnostic]
  ) {
    let line = lines[meeting.stops[0].line]
    let labels = meeting.stops.dropFirst().map { lines[$0.line].label }
    let other = labels.isEmpty ? "itself" : "line " + Self.list(labels)
    let lack = borders == nil ? "and no place is there" : "in no country, and no place is there"
    findings.append(
      Diagnostic(
        .warning, code: "junction-without-place", at: line.location,
        "line \(line.label) meets \(other) at \(Self.text(position)), \(lack)",
        remedy: "add a place of the kind junction there, and import again"))
  }

  /// Crossings of one line that are told each; the others are counted.
  private static let mostCrossings = 10

  /// Tells where lines cross and no place stands.
  func tellCrossings(of lines: [Line], _ outcome: inout Outcome) {
    let near = NearCells(
      places.map {
        ($0.coordinate, $0.kind == .junction ? Length(metres: Self.meeting) : options.tolerance)
      })
    LineCrossings.visit(lines.map(\.vertices)) { crossings in
      var rest: (count: Int, lines: Set<Int>) = (0, [])
      var told = 0
      for crossing in crossings
      where !near.mayHold(crossing.place) || placePassed(at: crossing.place) == nil {
        if told < Self.mostCrossings {
          told += 1
          tell(crossing, of: lines, &outcome)
        } else {
          rest.count += 1
          rest.lines.insert(crossing.second)
        }
      }
      guard rest.count > 0 else { return }
      let one = lines[crossings[0].first]
      let others = rest.lines.count == 1 ? "one other line" : "\(rest.lines.count) lines"
      outcome.findings.append(
        Diagnostic(
          .warning, code: "crossing-without-place", at: one.location,
          "line \(one.label) crosses \(others) at \(rest.count) more "
            + "point\(rest.count == 1 ? "" : "s") where there is no place",
          remedy: Self.remedyOfCrossings))
    }
  }

  private static let remedyOfCrossings =
    "where they meet, add a place of the kind junction and import again; a bridge needs nothing"

  private func tell(
    _ crossing: LineCrossings.Crossing, of lines: [Line], _ outcome: inout Outcome
  ) {
    let one = lines[crossing.first]
    let other =
      crossing.first == crossing.second ? "itself" : "line " + lines[crossing.second].label
    outcome.findings.append(
      Diagnostic(
        .warning, code: "crossing-without-place", at: one.location,
        "line \(one.label) crosses \(other) at \(Self.text(crossing.place)), where there is "
          + "no place",
        remedy: Self.remedyOfCrossings))
  }

  /// Tells of the ends that reach no place, or of the whole line when neither does.
  func tellEnds(
    of line: Line, _ near: Neighbours, stops: [Stop], _ outcome: inout Outcome
  ) {
    let length = line.measured.length.metres
    let vertices = line.vertices
    let last = vertices[vertices.count - 1]
    if let only = stops.first, stops.count == 1, only.place < places.count,
      isWithinTolerance(line, of: places[only.place])
    {
      outcome.findings.append(
        Diagnostic(
          .warning, code: "short-line", at: line.location,
          "line \(line.label) stays within the tolerance of '\(places[only.place].id)', "
            + "\(Self.text(options.tolerance)), and is left out",
          remedy: "lower --tolerance if it should become a link"))
      return
    }
    if stops.count < 2 {
      let which =
        switch stops.first?.place {
        case nil: "no place"
        case let place? where place < ownCount: "only '\(places[place].id)'"
        default: "no place but a junction with another line"
        }
      outcome.findings.append(
        Diagnostic(
          .warning, code: "orphan", at: line.location,
          "line \(line.label) reaches \(which), and is left out; "
            + words(of: vertices[0], "its start", near) + " and "
            + words(of: last, "its end", near),
          remedy: Self.remedy(of: [vertices[0], last], near.landings)
            ?? "join it to a line that ends near, add places at its ends, or raise --tolerance"))
      return
    }
    let isStart = stops.first.map { isReached(by: $0, $0.chainage, of: line) } ?? false
    let isEnd = stops.last.map { isReached(by: $0, length - $0.chainage, of: line) } ?? false
    for (isReached, end) in [(isStart, vertices[0]), (isEnd, last)] where !isReached {
      outcome.findings.append(
        Diagnostic(
          .warning, code: "gap", at: line.location,
          "line \(line.label) goes on to \(Self.text(end)), and that stretch is left out; "
            + words(of: end, "it", near),
          remedy: Self.remedy(of: [end], near.landings) ?? "add a place there, or raise --tolerance"
        ))
    }
  }

  /// Whether a line has no vertex further from a place than the tolerance.
  private func isWithinTolerance(_ line: Line, of place: Place) -> Bool {
    line.vertices.allSatisfy {
      Geodesic.distance(from: $0, to: place.coordinate) <= options.tolerance
    }
  }

  /// Whether a stop is so near to an end of its line that the end counts as there: a junction only
  /// where the line ends on it or was moved onto it.
  private func isReached(by stop: Stop, _ distance: Double, of line: Line) -> Bool {
    guard stop.place < places.count else { return distance <= Self.meeting }
    let place = places[stop.place]
    guard place.kind == .junction else { return distance <= options.tolerance.metres }
    let point = line.measured.coordinate(at: Length(metres: stop.chainage))
    return distance <= Self.meeting
      || Geodesic.distance(from: point, to: place.coordinate).metres > Self.meeting
  }

  /// Tells of junctions of the study that no line reaches and one passes within the tolerance.
  func tellPassed(_ net: Net, _ outcome: inout Outcome) {
    let reached = Set(net.stops.joined().map(\.place))
    var told: Set<Int> = []
    for line in net.lines {
      for neighbour in line.reach.neighbours(in: placeIndex, within: options.tolerance) {
        let number = neighbour.number
        guard number < ownCount, places[number].kind == .junction, !reached.contains(number),
          !told.contains(number),
          let point = line.measured.passages(
            of: places[number].coordinate, within: options.tolerance, along: neighbour.segments
          ).first
        else { continue }
        told.insert(number)
        outcome.findings.append(
          Diagnostic(
            .warning, code: "junction-beside-line", at: line.location,
            "line \(line.label) passes the junction '\(places[number].id)' at a distance of "
              + "\(Self.text(point.distance)), and is not cut there",
            remedy: "if it runs through it, move the junction to "
              + "\(Self.text(point.coordinate)) and import again"))
      }
    }
  }

  /// Tells of a line whose stretches hang together with others, and none of them with a place.
  func tellOrphan(_ line: Line, landings: [Coordinate: Landing], _ outcome: inout Outcome) {
    let ends = [(line.vertices[0], "its start")] + (line.ends.last.map { [($0, "its end")] } ?? [])
    let onLinks = ends.compactMap { end, name in landings[end].map { "\(name) \(Self.text($0))" } }
    outcome.findings.append(
      Diagnostic(
        .warning, code: "orphan", at: line.location,
        "line \(line.label) and those that it meets reach no place, and are left out; "
          + (onLinks.isEmpty
            ? "\(near(line.vertices[0])) its start" : onLinks.joined(separator: " and ")),
        remedy: Self.remedy(of: ends.map(\.0), landings)
          ?? "add a place at one of their ends, or raise --tolerance"))
  }

  /// The place nearest to a position, in words.
  private func near(_ position: Coordinate) -> String {
    guard let (number, distance) = placeIndex.nearest(to: position) else {
      return "no place is near"
    }
    return "'\(places[number].id)' is \(Self.text(distance)) from"
  }

  /// What an end lies on, or which place is nearest, and where another line's end is near, in words.
  private func words(of end: Coordinate, _ name: String, _ near: Neighbours) -> String {
    (near.landings[end].map { "\(name) \(Self.text($0))" } ?? "\(self.near(end)) \(name)")
      + nearestEnd(to: end, near)
  }

  /// Where another line's end is near this one's, in words.
  private func nearestEnd(to end: Coordinate, _ near: Neighbours) -> String {
    guard
      let least = near.ends.nearest(to: end, within: Length(kilometres: 25), notOf: near.own)
    else { return "" }
    return ", and a line ends \(Self.text(least.distance)) away at \(Self.text(least.end))"
  }

  private static func text(_ position: Coordinate) -> String {
    "[\(rounded(position.longitude, 1e5)), \(rounded(position.latitude, 1e5))]"
  }

  static func text(_ length: Length) -> String {
    length.metres < 1000
      ? "\(rounded(length.metres, 100)) m" : "\(rounded(length.kilometres, 100)) km"
  }

  private static func rounded(_ value: Double, _ factor: Double) -> Double {
    (value * factor).rounded() / factor
  }
}
