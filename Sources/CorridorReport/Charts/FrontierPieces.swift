import CorridorRisk

/// A frontier as it is drawn: pieces within the range of the second assumption and pieces beyond it.
///
/// A piece that leaves the range ends at the edge, where the next one begins, so that a frontier has a
/// hole only where it has one: where the number of places at which a decision turns changes, or how it
/// turns there.
struct FrontierPieces {
  /// A line that stays on one side of the edge.
  struct Piece: Hashable {
    var points: [Mark.Point]
    let isWithin: Bool
  }

  private(set) var all: [Piece] = []

  /// Cuts a frontier.
  ///
  /// - Parameters:
  ///   - columns: where the second assumption turns the decision, for rising values of the first.
  ///   - range: the range of the second.
  init(_ columns: [FrontierResult.Column], within range: ClosedRange<Double>) {
    var before: [BreakEvenRoot.Direction] = []
    var paths: [[Mark.Point]] = []
    for column in columns {
      let turns = (column.second.roots + column.second.beyond).sorted { $0.value < $1.value }
      if turns.map(\.direction) != before {
        all += paths.flatMap { Self.cut($0, at: range) }
        paths = turns.map { _ in [] }
        before = turns.map(\.direction)
      }
      for (place, turn) in turns.enumerated() {
        paths[place].append(Mark.Point(x: column.first, y: turn.value))
      }
    }
    all += paths.flatMap { Self.cut($0, at: range) }
  }

  /// A path in pieces that end at the edges of a range.
  private static func cut(_ path: [Mark.Point], at range: ClosedRange<Double>) -> [Piece] {
    /// -1 below the range, 0 within, 1 above.
    func side(_ y: Double) -> Int { y < range.lowerBound ? -1 : y > range.upperBound ? 1 : 0 }
    guard var last = path.first else { return [] }
    var pieces = [Piece(points: [last], isWithin: side(last.y) == 0)]
    for next in path.dropFirst() {
      var here = side(last.y)
      while here != side(next.y) {
        let step = here < side(next.y) ? 1 : -1
        // From below to within over the lower edge, and so on.
        let edge = here + step < 0 || here < 0 ? range.lowerBound : range.upperBound
        let share = (edge - last.y) / (next.y - last.y)
        let point = Mark.Point(x: last.x + (next.x - last.x) * share, y: edge)
        pieces[pieces.count - 1].points.append(point)
        here += step
        pieces.append(Piece(points: [point], isWithin: here == 0))
      }
      pieces[pieces.count - 1].points.append(next)
      last = next
    }
    return pieces
  }
}
