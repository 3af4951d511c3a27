import CorridorGeometry
import CorridorUnits

/// Lines that end where they begin: where that is doesn't count.
extension LinkImport.Line {
  /// Whether the line closes to a ring.
  var isRing: Bool {
    guard vertices.count > 3, let first = vertices.first, let last = vertices.last else {
      return false
    }
    return LineGraph.Key(first) == LineGraph.Key(last)
  }

  /// The ring that begins and ends at a chainage of this one, in metres; nil where no ring comes of it.
  func turned(to chainage: Double) -> LinkImport.Line? {
    let start = measured.coordinate(at: Length(metres: chainage))
    var (before, after): ([Coordinate], [Coordinate]) = ([], [])
    // The last vertex is the first.
    for vertex in vertices.indices.dropLast() {
      let apart = measured.chainage(ofVertex: vertex).metres - chainage
      if apart > Self.same { after.append(vertices[vertex]) }
      if apart < -Self.same { before.append(vertices[vertex]) }
    }
    guard let line = try? LineString([start] + after + before + [start]) else { return nil }
    return LinkImport.Line(line, label: label, name: name, location: location)
  }

  /// Points of a line that are nearer to each other than this, in metres, are one.
  private static let same = 0.001
}

extension LinkImport {
  /// A line with its stops at places and where it meets others; a ring begins at the nearest of them, so
  /// that no stretch of it is left over at an end.
  func stopping(_ line: Line, at meetings: [Stop]) -> (line: Line, stops: [Stop]) {
    let passages = self.passages(on: line)
    let nearest = passages.min { $0.distance < $1.distance }
    guard line.isRing, let first = meetings.map(\.chainage).min() ?? nearest?.stop.chainage,
      let ring = line.turned(to: first)
    else { return (line, merged(passages, meetings)) }
    let length = ring.measured.length.metres
    var turned = meetings.map {
      Stop(place: $0.place, chainage: min($0.chainage - first, length))
    }
    turned += meetings.filter { $0.chainage == first }.map {
      Stop(place: $0.place, chainage: length)
    }
    return (ring, merged(self.passages(on: ring), turned))
  }
}
