/// A scale on which equal steps of a quantity take equal steps on paper.
struct LinearScale: Hashable, Sendable {
  /// The quantity at both ends.
  let domain: ClosedRange<Double>
  /// Where the ends lie in pixels; the first may be the larger one.
  let range: (from: Double, to: Double)

  init(_ domain: ClosedRange<Double>, from: Double, to: Double) {
    self.domain = domain
    range = (from, to)
  }

  /// Where a value lies in pixels.
  func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0 else { return (range.from + range.to) / 2 }
    return range.from + (value - domain.lowerBound) / width * (range.to - range.from)
  }

  static func == (one: LinearScale, other: LinearScale) -> Bool {
    one.domain == other.domain && one.range == other.range
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(domain)
    hasher.combine(range.from)
    hasher.combine(range.to)
  }
}

/// Round values for the ticks of an axis.
struct Ticks: Hashable, Sendable {
  /// The values, rising.
  let values: [Double]
  /// The decimals with which they are written.
  let decimals: Int

  /// Ticks within bounds, about as many as wanted, at steps of 1, 2 or 5 times a power of ten.
  ///
  /// Without width there is one tick; values that are not finite have none.
  init(_ bounds: ClosedRange<Double>, wanted: Int) {
    let width = bounds.upperBound - bounds.lowerBound
    guard width.isFinite, width > 0 else {
      values = bounds.lowerBound.isFinite ? [bounds.lowerBound] : []
      decimals = 0
      return
    }
    let (step, decimals) = Self.step(width / Double(max(1, wanted)))
    self.decimals = decimals
    let first = (bounds.lowerBound / step - 1e-9).rounded(.up)
    let last = (bounds.upperBound / step + 1e-9).rounded(.down)
    var values: [Double] = []
    var place = first
    while place <= last, values.count < 100 {
      values.append(NumberFormat.decimals(place * step, decimals))
      place += 1
    }
    self.values = values
  }

  /// The next round step from a rough one, and the decimals that it needs.
  static func step(_ rough: Double) -> (step: Double, decimals: Int) {
    var power = 1.0
    var decimals = 0
    while power * 10 <= rough { power *= 10 }
    while power > rough, decimals < 12 {
      decimals += 1
      power = 1
      for _ in 0..<decimals { power /= 10 }
    }
    for factor in [1.0, 2, 5] where factor * power >= rough * 0.999_999 {
      return (factor * power, decimals)
    }
    return (10 * power, max(0, decimals - 1))
  }

  /// A tick as text.
  func text(_ value: Double) -> String { NumberFormat.table(value, decimals: decimals) }

  /// Bounds moved outwards to whole ticks.
  static func widened(_ bounds: ClosedRange<Double>, wanted: Int) -> ClosedRange<Double> {
    let width = bounds.upperBound - bounds.lowerBound
    guard width.isFinite, bounds.lowerBound.isFinite else { return 0...1 }
    guard width > 0 else {
      let size = max(bounds.lowerBound.magnitude, 1)
      return (bounds.lowerBound - size / 2)...(bounds.lowerBound + size / 2)
    }
    let step = step(width / Double(max(1, wanted))).step
    let low = (bounds.lowerBound / step + 1e-9).rounded(.down) * step
    let high = (bounds.upperBound / step - 1e-9).rounded(.up) * step
    return low...max(low, high)
  }
}
