import CorridorGeometry
import CorridorUnits

/// Where lines meet, and the junctions that come of it.
extension LinkImport {
  /// A point at which lines meet.
  struct Meeting {
    let position: Coordinate
    /// How far along which lines it is, in metres.
    var stops: [(line: Int, chainage: Double)]
    /// Whether the lines share a vertex there.
    let isVertex: Bool
  }

  /// Lines that were drawn to meet do so to the last digits: within ten metres.
  static let meeting = 10.0

  /// The points at which lines share a vertex and part there, or one ends on another.
  ///
  /// Lines that cross without a common vertex do not meet: it may be a bridge.
  func meetings(of lines: [Line]) -> [Meeting] {
    let graph = LineGraph(lines.map(\.vertices))
    var found: [Meeting] = []
    var numbers: [LineGraph.Key: Int] = [:]
    for (line, vertices) in lines.map(\.vertices).enumerated() {
      for (vertex, position) in vertices.enumerated() {
        let key = LineGraph.Key(position)
        guard graph.isMeeting(key) else { continue }
        let stop = (line, lines[line].measured.chainage(ofVertex: vertex).metres)
        if let number = numbers[key] {
          found[number].stops.append(stop)
        } else {
          numbers[key] = found.count
          found.append(Meeting(position: position, stops: [stop], isVertex: true))
        }
      }
    }
    return found + landings(on: lines, graph)
  }

  /// Where a line that leads nowhere else ends on another, or nearer to it than the tolerance, or on itself.
  private func landings(on lines: [Line], _ graph: LineGraph) -> [Meeting] {
    let ends = LineEnds(lines).positions.filter { end in
      graph.isLoose(LineGraph.Key(end))
        && placeIndex.nearest(to: end, within: options.tolerance) == nil
    }
    let index = PositionIndex(ends)
    let limit = Length(metres: max(Self.meeting, options.tolerance.metres))
    var found: [LineGraph.Key: [(line: Int, point: NearestPoint)]] = [:]
    for (number, line) in lines.enumerated() {
      for neighbour in line.reach.neighbours(in: index, within: limit) {
        let end = ends[neighbour.number]
        for point in line.measured.passages(of: end, within: limit, along: neighbour.segments)
        where isLanding(of: end, at: point, on: line) {
          found[LineGraph.Key(end), default: []].append((number, point))
        }
      }
    }
    return ends.compactMap { end in
      let key = LineGraph.Key(end)
      // The first of the positions that are one vertex.
      guard let points = found.removeValue(forKey: key),
        let nearest = points.min(by: { $0.point.distance < $1.point.distance })?.point
      else { return nil }
      // Of lines that run together there each one, and as often as it comes by.
      let there = points.filter {
        Geodesic.distance(from: $0.point.coordinate, to: nearest.coordinate).metres <= Self.meeting
      }
      let stems = graph.ends(at: key).map { end in
        (line: end.line, chainage: end.isStart ? 0 : lines[end.line].measured.length.metres)
      }
      return Meeting(
        position: nearest.coordinate,
        stops: there.map { (line: $0.line, chainage: $0.point.chainage.metres) } + stems,
        isVertex: false)
    }
  }

  private func isLanding(of end: Coordinate, at point: NearestPoint, on line: Line) -> Bool {
    let (chainage, distance) = (point.chainage.metres, point.distance.metres)
    if !line.isRing, min(chainage, line.measured.length.metres - chainage) <= 1 { return false }
    // Near an end of the line, its own or another, it is a neighbour of that: a gap, which is told.
    return distance <= Self.meeting
      || !line.ends.contains { Geodesic.distance(from: $0, to: end) <= options.tolerance }
  }

  /// Stops of each line where it meets others: at the place that is there, or at a new junction.
  func stops(
    at meetings: [Meeting], of lines: [Line], _ junctions: inout [Junction],
    _ findings: inout [Diagnostic]
  ) -> [[Stop]] {
    var stops: [[Stop]] = Array(repeating: [], count: lines.count)
    for meeting in meetings {
      let position = Coordinate(
        longitude: Self.rounded(meeting.position.longitude),
        latitude: Self.rounded(meeting.position.latitude))
      let place =
        meeting.isVertex
        ? placePassed(at: position)
        : placeIndex.nearest(to: position, within: Length(metres: Self.meeting))?.number
      let node: Int
      if let place {
        node = place
      } else if meeting.stops.allSatisfy({ known.contains(lines[$0.line].vertices) }) {
        // Links of the study stay as they are.
        continue
      } else if let country = borders?.country(at: position) {
        node = places.count + junctions.count
        junctions.append(
          Junction(
            position: position, country: country,
            lines: Set(meeting.stops.map(\.line)).sorted().map { lines[$0].label }))
      } else {
        tellJunction(at: position, meeting, lines, &findings)
        continue
      }
      for stop in meeting.stops {
        stops[stop.line].append(Stop(place: node, chainage: stop.chainage))
      }
    }
    return stops
  }

  /// Degrees to a hundred-thousandth, as links and places are written.
  static func rounded(_ degrees: Double) -> Double { (degrees * 1e5).rounded() / 1e5 }
}

extension LinkImport {
  /// A place that an import may make where lines meet.
  struct Junction {
    let position: Coordinate
    let country: String
    /// The lines that meet, as messages name them.
    let lines: [String]
  }
}
