import CorridorGeometry
import CorridorUnits

/// What a line leaves open: gaps, orphans, junctions without a place.
extension LinkImport {
  /// Tells where another line ends on this one and no place stands.
  func tellJunctions(
    on line: Line, ends: [[Coordinate]], except own: Int, stops: [Stop],
    _ outcome: inout Outcome
  ) {
    let box = line.box.padded(by: 1e-4)
    for (index, others) in ends.enumerated() where index != own {
      for end in others where box.contains(end) {
        let nearest = line.measured.nearestPoint(to: end)
        let chainage = nearest.chainage.metres
        let isInside = chainage > 1 && chainage < line.measured.length.metres - 1
        let hasPlace = stops.contains {
          ($0.chainage - chainage).magnitude <= options.tolerance.metres
        }
        // Ten metres: lines that were drawn to meet do so to the last digits.
        guard nearest.distance.metres <= 10, isInside, !hasPlace else { continue }
        outcome.findings.append(
          Diagnostic(
            .warning, code: "junction-without-place", at: line.location,
            "another line joins line \(line.label) at \(Self.text(end)), where there is no place",
            remedy: "add a place of the kind junction there, and import again"))
      }
    }
  }

  /// Tells of the ends that reach no place, or of the whole line when neither does.
  func tellEnds(
    of line: Line, ends: [[Coordinate]], except own: Int, stops: [Stop], _ outcome: inout Outcome
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
    let distances = places.map { Geodesic.distance(from: position, to: $0.coordinate) }
    guard let index = distances.indices.min(by: { distances[$0] < distances[$1] }) else {
      return "no place is near"
    }
    return "'\(places[index].id)' is \(Self.text(distances[index])) from"
  }

  /// Where another line's end is near this one's, in words.
  private func nearestEnd(to end: Coordinate, ends: [[Coordinate]], except own: Int) -> String {
    var least: (distance: Length, end: Coordinate)?
    for (index, others) in ends.enumerated() where index != own {
      for other in others {
        let distance = Geodesic.distance(from: end, to: other)
        if distance < least?.distance ?? Length(kilometres: 25) { least = (distance, other) }
      }
    }
    guard let least else { return "" }
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
