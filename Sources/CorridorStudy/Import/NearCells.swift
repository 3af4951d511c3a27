import CorridorGeometry
import CorridorUnits

/// Cells of a grid that come within a distance of some position: what lies in none of them is far from all.
///
/// A question costs a look into a set, many times less than the nearest position.
struct NearCells {
  private var cells: Set<Int64> = []
  /// Rows of which all cells count, since they are near a pole.
  private var rows: Set<Int64> = []
  /// Degrees of a cell.
  private let size: Double

  /// Cells of a row before all of it counts.
  private static let most: Int64 = 1000
  private static let width: Int64 = 1 << 32

  /// Takes positions with the distance that counts for each.
  init(_ positions: [(Coordinate, within: Length)]) {
    let widest = positions.reduce(0) { max($0, $1.within.metres) }
    let size = max(0.01, widest / 200_000)
    self.size = size
    for (position, limit) in positions {
      let box = BoundingBox(around: position, within: limit)
      let spans: [(Double, Double)] =
        box.crossesAntimeridian
        ? [(box.west, 180), (-180, box.east)] : [(box.west, box.east)]
      for row in Self.cell(box.south, size)...Self.cell(box.north, size) {
        for (west, east) in spans {
          let (first, last) = (Self.cell(west, size), Self.cell(east, size))
          guard last - first < Self.most else {
            rows.insert(row)
            continue
          }
          for column in first...max(first, last) { cells.insert(row * Self.width + column) }
        }
        // 180 and -180 degrees are one meridian.
        if spans.contains(where: { $0.1 == 180 || $0.0 == -180 }) {
          cells.insert(row * Self.width + Self.cell(180, size))
          cells.insert(row * Self.width + Self.cell(-180, size))
        }
      }
    }
  }

  /// Whether a position may be near one of those that were taken.
  func mayHold(_ position: Coordinate) -> Bool {
    let row = Self.cell(position.latitude, size)
    return cells.contains(row * Self.width + Self.cell(position.longitude, size))
      || (!rows.isEmpty && rows.contains(row))
  }

  private static func cell(_ degrees: Double, _ size: Double) -> Int64 {
    Int64((degrees / size).rounded(.down))
  }
}
