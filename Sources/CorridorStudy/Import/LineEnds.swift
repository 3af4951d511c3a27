import CorridorGeometry
import CorridorUnits

/// Where the lines of an import end, each position once.
struct LineEnds {
  /// The positions in the order of the lines.
  let positions: [Coordinate]
  private let index: PositionIndex
  /// The line that ends there first, and whether another does too.
  private let owners: [(line: Int, isShared: Bool)]

  init(_ lines: [LinkImport.Line]) {
    var numbers: [Coordinate: Int] = [:]
    var positions: [Coordinate] = []
    var owners: [(line: Int, isShared: Bool)] = []
    for (number, line) in lines.enumerated() {
      for end in line.ends {
        if let known = numbers[end] {
          if owners[known].line != number { owners[known].isShared = true }
        } else {
          numbers[end] = positions.count
          positions.append(end)
          owners.append((number, false))
        }
      }
    }
    self.positions = positions
    self.owners = owners
    index = PositionIndex(positions)
  }

  /// The nearest end of another line.
  func nearest(to end: Coordinate, within limit: Length, notOf line: Int)
    -> (end: Coordinate, distance: Length)?
  {
    index.nearest(to: end, within: limit) { isOfOther($0, than: line) }
      .map { (positions[$0.number], $0.distance) }
  }

  private func isOfOther(_ number: Int, than line: Int) -> Bool {
    owners[number].line != line || owners[number].isShared
  }
}
