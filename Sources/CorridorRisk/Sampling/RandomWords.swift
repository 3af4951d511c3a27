/// The words of the generator, laid out by variable and sample.
///
/// Counter (sample's low word, stream, variable / 4, sample's high word); lane variable mod 4.
struct RandomWords {
  let philox: Philox
  let stream: UInt32

  func fill(
    _ words: inout MutableSpan<UInt32>, variables range: Range<Int>, from firstSample: UInt64,
    count: Int
  ) {
    var first = range.lowerBound
    while first < range.upperBound {
      let last = min(range.upperBound, first / 4 * 4 + 4)
      let start = (first - range.lowerBound) * count
      for place in stride(from: 0, to: count, by: 8) {
        let four = eight(from: firstSample &+ UInt64(place), block: first / 4)
        let size = min(8, count - place)
        for variable in first..<last {
          let lane = Self.lane(variable % 4, of: four)
          let target = start + (variable - first) * count + place
          for offset in 0..<size { words[target + offset] = lane[offset] }
        }
      }
      first = last
    }
  }

  private typealias Lanes = (SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>)

  private static func lane(_ number: Int, of lanes: Lanes) -> SIMD8<UInt32> {
    switch number {
    case 0: lanes.0
    case 1: lanes.1
    case 2: lanes.2
    default: lanes.3
    }
  }

  /// The four words of eight consecutive samples, by word: ``Philox`` side by side.
  private func eight(from sample: UInt64, block: Int) -> Lanes {
    let numbers = SIMD8<UInt64>(repeating: sample) &+ SIMD8(0, 1, 2, 3, 4, 5, 6, 7)
    var x = SIMD8<UInt32>(truncatingIfNeeded: numbers)
    var y = SIMD8<UInt32>(repeating: stream)
    var z = SIMD8<UInt32>(repeating: UInt32(truncatingIfNeeded: block))
    var w = SIMD8<UInt32>(truncatingIfNeeded: numbers &>> 32)
    var key = philox.key
    for _ in 0..<Philox.rounds {
      let left = Self.product(x, Philox.multipliers.0)
      let right = Self.product(z, Philox.multipliers.1)
      x = right.high ^ y ^ key.x
      y = right.low
      z = left.high ^ w ^ key.y
      w = left.low
      key = key &+ Philox.weyl
    }
    return (x, y, z, w)
  }

  private static func product(
    _ factors: SIMD8<UInt32>, _ multiplier: UInt32
  ) -> (high: SIMD8<UInt32>, low: SIMD8<UInt32>) {
    let products =
      SIMD8<UInt64>(truncatingIfNeeded: factors) &* SIMD8(repeating: UInt64(multiplier))
    return (
      SIMD8<UInt32>(truncatingIfNeeded: products &>> 32),
      SIMD8<UInt32>(truncatingIfNeeded: products)
    )
  }
}
