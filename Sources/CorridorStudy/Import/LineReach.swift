import CorridorGeometry
import CorridorUnits

/// The boxes of short pieces of a line, so that what lies near it is told from what is only in the box
/// round all of it.
struct LineReach {
  private struct Piece {
    let segment: Int
    let box: BoundingBox
    /// Metres by which the geodesic may leave the box.
    let bulge: Double
  }

  /// A position near a line, and the segments of the line that come near it, in order.
  struct Neighbour {
    let number: Int
    var segments: [Int]
  }

  private let pieces: [Piece]

  /// No piece is longer, in metres, unless a segment had more pieces than the most.
  private static let longest = 20_000.0
  private static let most = 64
  private static let radius = 6_371_000.0

  /// Divides a line.
  init(_ measured: MeasuredLine) {
    let vertices = measured.line.coordinates
    var pieces: [Piece] = []
    for segment in 0..<max(vertices.count - 1, 0) {
      let start = measured.chainage(ofVertex: segment).metres
      let length = measured.chainage(ofVertex: segment + 1).metres - start
      let count = min(max(Int(length / Self.longest), 0) + 1, Self.most)
      var from = vertices[segment]
      for number in 1...count {
        let end = start + length * Double(number) / Double(count)
        let to =
          number == count
          ? vertices[segment + 1] : measured.coordinate(at: Length(metres: end))
        pieces.append(Self.piece(segment, from, to, metres: length / Double(count)))
        from = to
      }
    }
    self.pieces = pieces
  }

  private static func piece(
    _ segment: Int, _ from: Coordinate, _ to: Coordinate, metres: Double
  ) -> Piece {
    let box =
      (try? LineString([from, to]))?.boundingBox
      ?? BoundingBox(
        west: from.longitude, south: from.latitude, east: from.longitude, north: from.latitude)
    return Piece(segment: segment, box: box, bulge: bulge(of: metres, in: box))
  }

  /// How far a geodesic of some length goes poleward of the straight line in longitude and latitude: its
  /// sagitta beside a parallel, at most half of it.
  private static func bulge(of metres: Double, in box: BoundingBox) -> Double {
    let latitude = max(box.south.magnitude, box.north.magnitude)
    guard latitude < 85 else { return metres / 2 }
    // The tangent of the latitude, twice to be safe on the ellipsoid: below 85 degrees it is under 11.5.
    let tangent = latitude < 45 ? 1.0 : 11.5
    return min(metres / 2, metres * metres / (4 * radius) * tangent)
  }

  /// The positions of an index that may be within a distance of the line, by number.
  func neighbours(in index: PositionIndex, within limit: Length) -> [Neighbour] {
    var found: [(number: Int, segment: Int)] = []
    for piece in pieces {
      let wide = Self.padded(piece.box, by: Length(metres: limit.metres + piece.bulge))
      for number in index.numbers(in: wide) { found.append((number, piece.segment)) }
    }
    found.sort { ($0.number, $0.segment) < ($1.number, $1.segment) }
    var neighbours: [Neighbour] = []
    for (number, segment) in found {
      if let last = neighbours.last, last.number == number {
        if last.segments.last != segment {
          neighbours[neighbours.count - 1].segments.append(segment)
        }
      } else {
        neighbours.append(Neighbour(number: number, segments: [segment]))
      }
    }
    return neighbours
  }

  /// A box with a margin; a degree of longitude shrinks towards the poles, and the widest counts.
  private static func padded(_ box: BoundingBox, by margin: Length) -> BoundingBox {
    let latitude = max(box.south.magnitude, box.north.magnitude)
    let highest = Coordinate(longitude: 0, latitude: latitude)
    return box.padded(by: BoundingBox(around: highest, within: margin).east)
  }
}
