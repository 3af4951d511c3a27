import CorridorAppraisal

/// A function of one parameter at the points of a scan, and its roots.
struct Scan {
  let places: [Double]
  let values: [Double]
  private(set) var roots: [BreakEvenRoot] = []
  /// Where the function is no number, and steps in which it becomes none.
  private(set) var undefined: [ClosedRange<Double>] = []

  init(places: [Double], values: [Double]) {
    self.places = places
    self.values = values
  }

  /// Ends the search of a root at a place where the function is no number.
  private enum Stop: Error {
    case undefined
    case failed(SensitivityError)
  }

  /// Finds all roots, and where the function is no number.
  mutating func solve(
    within width: Double, _ function: (Double) throws(SensitivityError) -> Double
  ) throws(SensitivityError) {
    var start = 0
    while start < values.count {
      let isDefined = values[start].isFinite
      var end = start
      while end + 1 < values.count, values[end + 1].isFinite == isDefined { end += 1 }
      if isDefined {
        try solve(start...end, within: width, function)
      } else {
        undefined.append(places[start]...places[end])
      }
      start = end + 1
    }
    undefined.sort { $0.lowerBound < $1.lowerBound }
  }

  /// Finds the roots of a stretch without gaps.
  private mutating func solve(
    _ stretch: ClosedRange<Int>, within width: Double,
    _ function: (Double) throws(SensitivityError) -> Double
  ) throws(SensitivityError) {
    // The sign of the last value that was not 0, and where zeros began after it.
    var before = 0.0
    var zeros: Int?
    for place in stretch {
      let value = values[place]
      if value == 0 {
        zeros = zeros ?? place
        continue
      }
      if let first = zeros {
        add(zeros: first...(place - 1), before: before, after: value)
        zeros = nil
      } else if before != 0, (before < 0) != (value < 0) {
        try narrow(place - 1, place, within: width, function)
      }
      before = value
    }
    if let first = zeros {
      add(zeros: first...stretch.upperBound, before: before, after: 0)
    }
  }

  private mutating func add(zeros: ClosedRange<Int>, before: Double, after: Double) {
    roots.append(
      BreakEvenRoot(
        span: places[zeros.lowerBound]...places[zeros.upperBound],
        direction: .init(before: before, after: after), residual: 0, isJump: false))
  }

  private mutating func narrow(
    _ left: Int, _ right: Int, within width: Double,
    _ function: (Double) throws(SensitivityError) -> Double
  ) throws(SensitivityError) {
    let (low, high) = (places[left], places[right])
    do throws(Stop) {
      func checked(_ place: Double) throws(Stop) -> Double {
        if place == low { return values[left] }
        if place == high { return values[right] }
        let value: Double
        do throws(SensitivityError) { value = try function(place) } catch { throw .failed(error) }
        guard value.isFinite else { throw .undefined }
        return value
      }
      let root = try Brent.root(of: checked, from: low, to: high, within: width)
      let residual = try checked(root)
      let size = max(values[left].magnitude, values[right].magnitude)
      roots.append(
        BreakEvenRoot(
          span: root...root, direction: .init(before: values[left], after: values[right]),
          residual: residual, isJump: residual.magnitude > 1e-6 * size))
    } catch {
      if case .failed(let failure) = error { throw failure }
      undefined.append(low...high)
    }
  }

  /// How the function runs over a range, judged at the points of the scan.
  func shape(within range: ClosedRange<Double>) -> SwitchingValue.Shape {
    let own = zip(places, values).filter { range.contains($0.0) && $0.1.isFinite }.map(\.1)
    let noise = 1e-12 * own.reduce(0) { max($0, $1.magnitude) }
    var (rises, falls) = (false, false)
    for (one, next) in zip(own, own.dropFirst()) {
      if next - one > noise { rises = true }
      if one - next > noise { falls = true }
    }
    return rises ? (falls ? .turning : .rising) : (falls ? .falling : .constant)
  }
}
