import GeometryEngine

/// Runs of edges by the cells of a grid: finds the edges near a chord.
///
/// A chord, or a run of a single edge, that reaches over several rows of cells is looked up, or
/// listed, in each row only as far as it goes there.
struct EdgeGrid: Sendable {
  /// Where the runs of each cell begin in `listed`, row by row from the south-west.
  private(set) var cellStart: [Int32] = [0, 0]
  /// The runs, cell by cell.
  private(set) var listed: [Int32] = []
  private(set) var columns = 1
  private(set) var rows = 1

  private let west: Double
  private let south: Double
  private let east: Double
  private let north: Double
  private var columnsPerDegree = 0.0
  private var rowsPerDegree = 0.0

  init(_ edges: EdgeRuns) {
    self.init(empty: edges)
    if !edges.runs.isEmpty { list(edges) }
  }

  /// A grid over edges in which nothing is listed yet.
  private init(empty edges: EdgeRuns) {
    (west, south, east, north) = (edges.west, edges.south, edges.east, edges.north)
    guard !edges.runs.isEmpty else { return }
    let (width, height) = (max(east - west, 1e-9), max(north - south, 1e-9))
    (columns, rows) = Self.size(edges, width: width, height: height)
    columnsPerDegree = Double(columns) / width
    rowsPerDegree = Double(rows) / height
  }

  /// Columns and rows, made fewer where long edges would be listed too often.
  private static func size(_ edges: EdgeRuns, width: Double, height: Double) -> (Int, Int) {
    var columns = max(1, Int(width / edges.spacing))
    var rows = max(1, Int(height / edges.spacing))
    let sum = edges.runs.reduce((x: 0.0, y: 0.0)) { sum, run in
      (sum.x + run.east - run.west, sum.y + run.north - run.south)
    }
    let most = Double(16 * edges.runs.count + (1 << 16))
    while columns * rows > 1 {
      let crossed = sum.x / width * Double(columns) + sum.y / height * Double(rows)
      if crossed <= most { break }
      (columns, rows) = (max(1, columns / 2), max(1, rows / 2))
    }
    return (columns, rows)
  }

  private mutating func list(_ edges: EdgeRuns) {
    var starts = [Int32](repeating: 0, count: columns * rows + 1)
    let (runs, vertices) = (edges.runs, edges.vertices)
    for run in runs { visit(run, vertices) { starts[$0] += 1 } }
    var sum: Int32 = 0
    for cell in starts.indices {
      sum += starts[cell]
      starts[cell] = sum
    }
    var numbers = [Int32](repeating: 0, count: Int(sum))
    for (number, run) in runs.enumerated().reversed() {
      visit(run, vertices) { cell in
        starts[cell] -= 1
        numbers[Int(starts[cell])] = Int32(number)
      }
    }
    (cellStart, listed) = (starts, numbers)
  }

  /// The cells that a run is listed in.
  @inline(__always)
  private func visit(_ run: EdgeRun, _ vertices: [Coordinate], _ body: (Int) -> Void) {
    let (bottom, top) = (row(run.south), row(run.north))
    if run.last - run.first > 1 || bottom == top {
      let (left, right) = (column(run.west), column(run.east))
      for row in bottom...top {
        for column in left...right { body(row * columns + column) }
      }
    } else {
      let (a, b) = (vertices[Int(run.first)], vertices[Int(run.last)])
      for row in bottom...top {
        let (west, east) = longitudes(of: a, b, inRow: row)
        for column in column(west)...column(max(west, east)) { body(row * columns + column) }
      }
    }
  }

  /// The column of a longitude, the nearest one outside all.
  @inline(__always)
  func column(_ longitude: Double) -> Int {
    let column = (longitude - west) * columnsPerDegree
    return column > 0 ? Int(min(column, Double(columns - 1))) : 0
  }

  /// The row of a latitude, the nearest one outside all.
  @inline(__always)
  func row(_ latitude: Double) -> Int {
    let row = (latitude - south) * rowsPerDegree
    return row > 0 ? Int(min(row, Double(rows - 1))) : 0
  }

  /// The longitudes of a chord within a row that it reaches, with a margin for rounding.
  private func longitudes(
    of a: Coordinate, _ b: Coordinate, inRow row: Int
  ) -> (Double, Double) {
    let (west, east) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let (low, high) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    guard self.row(low) != self.row(high) else { return (west, east) }
    // The outermost rows also take what lies beyond the grid.
    let bottom =
      row == 0 ? low : max(low, south + (Double(row) - 1e-6) / rowsPerDegree)
    let top =
      row == rows - 1 ? high : min(high, south + (Double(row + 1) + 1e-6) / rowsPerDegree)
    let slope = (b.longitude - a.longitude) / (b.latitude - a.latitude)
    guard slope.isFinite else { return (west, east) }
    let one = a.longitude + (bottom - a.latitude) * slope
    let other = a.longitude + (top - a.latitude) * slope
    return (max(west, min(one, other) - 1e-9), min(east, max(one, other) + 1e-9))
  }

  /// The runs that may come near a chord, some of them more than once.
  @inline(__always)
  func runs(near a: Coordinate, _ b: Coordinate, _ body: (Int) -> Void) {
    let (left, right) = (min(a.longitude, b.longitude), max(a.longitude, b.longitude))
    let (low, high) = (min(a.latitude, b.latitude), max(a.latitude, b.latitude))
    guard low <= north, high >= south, left <= east, right >= west else { return }
    let (bottom, top) = (row(low), row(high))
    let (first, last) = (column(left), column(right))
    if bottom == top || first == last {
      for row in bottom...top { cells(row, first, last, body) }
    } else {
      for row in bottom...top {
        let (west, east) = longitudes(of: a, b, inRow: row)
        cells(row, column(west), column(max(west, east)), body)
      }
    }
  }

  @inline(__always)
  private func cells(_ row: Int, _ first: Int, _ last: Int, _ body: (Int) -> Void) {
    let begin = Int(cellStart[row * columns + first])
    let end = Int(cellStart[row * columns + last + 1])
    for place in begin..<end { body(Int(listed[place])) }
  }
}

// MARK: - Coding

extension EdgeGrid {
  func write(to writer: inout ByteWriter) {
    writer.write(cellStart)
    writer.write(listed)
  }

  /// Reads the grid of runs; nil where it is not theirs.
  init?(_ reader: inout ByteReader, of edges: EdgeRuns) {
    self.init(empty: edges)
    guard let starts = reader.readNumbers(Int32.self), let listed = reader.readNumbers(Int32.self),
      starts.count == columns * rows + 1, Offsets.areValid(starts, into: listed.count),
      listed.allSatisfy({ 0 <= $0 && $0 < edges.runs.count })
    else { return nil }
    (cellStart, self.listed) = (starts, listed)
  }
}
