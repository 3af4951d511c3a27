import GeometryEngine

/// Runs of edges by bands of latitude: quick to build, and quick to ask for the edges west of a point.
///
/// Every band lists the runs that reach into it, each once. A run that lies wholly west of a point is
/// met an odd number of times by the point's parallel when its two ends lie on different sides,
/// whatever it does between.
struct BorderBands: Sendable {
  /// Where the runs of each band begin in `listed`, from the south.
  private(set) var bandStart: [Int32] = []
  /// The runs, band by band.
  private(set) var listed: [Int32] = []
  private(set) var bands = 1

  private let south: Double
  private let bandsPerDegree: Double

  static let mostBands = 720
  static let runsInBand = 20

  /// Lists the runs by band: counts, sums, fills.
  init(_ edges: EdgeRuns) {
    let runs = edges.runs
    bands = Self.count(of: edges)
    (south, bandsPerDegree) = Self.scale(of: edges, bands: bands)
    var starts = [Int32](repeating: 0, count: bands + 1)
    for run in runs {
      for band in band(run.south)...band(run.north) { starts[band] += 1 }
    }
    var sum: Int32 = 0
    for band in starts.indices {
      sum += starts[band]
      starts[band] = sum
    }
    var numbers = [Int32](repeating: 0, count: Int(sum))
    for (number, run) in runs.enumerated().reversed() {
      for band in band(run.south)...band(run.north) {
        starts[band] -= 1
        numbers[Int(starts[band])] = Int32(number)
      }
    }
    (bandStart, listed) = (starts, numbers)
  }

  private static func count(of edges: EdgeRuns) -> Int {
    min(mostBands, max(1, edges.runs.count / runsInBand))
  }

  private static func scale(of edges: EdgeRuns, bands: Int) -> (south: Double, perDegree: Double) {
    let height = max(edges.north - edges.south, 1e-6)
    return (edges.south, edges.runs.isEmpty ? 0 : Double(bands) / height)
  }

  /// The band of a latitude, the nearest one outside all.
  @inline(__always)
  func band(_ latitude: Double) -> Int {
    let band = (latitude - south) * bandsPerDegree
    return band > 0 ? Int(min(band, Double(bands - 1))) : 0
  }

  /// The runs that reach into a band, as places in `listed`.
  @inline(__always)
  func places(inBand band: Int) -> Range<Int> {
    Int(bandStart[band])..<Int(bandStart[band + 1])
  }
}

// MARK: - Coding

extension BorderBands {
  func write(to writer: inout ByteWriter) {
    writer.write(bandStart)
    writer.write(listed)
  }

  /// Reads the bands of runs; nil where they are not theirs.
  init?(_ reader: inout ByteReader, of edges: EdgeRuns) {
    bands = Self.count(of: edges)
    (south, bandsPerDegree) = Self.scale(of: edges, bands: bands)
    guard let starts = reader.readNumbers(Int32.self), let listed = reader.readNumbers(Int32.self),
      starts.count == bands + 1, Offsets.areValid(starts, into: listed.count),
      listed.allSatisfy({ 0 <= $0 && $0 < edges.runs.count })
    else { return nil }
    (bandStart, self.listed) = (starts, listed)
  }
}
