extension Philox {
  /// The words of sixteen counters that differ in their sample alone: the same bits as sixteen calls.
  ///
  /// - Parameters:
  ///   - sample: the first sample; its low word stands first in the counter, its high word last.
  ///   - stream: the second word of the counter.
  ///   - block: the third word of the counter.
  /// - Returns: for each of the four lanes of the counters' blocks, a word a sample.
  @inline(__always)
  func words(sample: UInt64, stream: UInt32, block: UInt32) -> (
    SIMD16<UInt32>, SIMD16<UInt32>, SIMD16<UInt32>, SIMD16<UInt32>
  ) {
    let low = eight(sample, stream, block)
    let high = eight(sample &+ 8, stream, block)
    return (
      SIMD16(lowHalf: low.0, highHalf: high.0), SIMD16(lowHalf: low.1, highHalf: high.1),
      SIMD16(lowHalf: low.2, highHalf: high.2), SIMD16(lowHalf: low.3, highHalf: high.3)
    )
  }

  /// Eight counters, as two times four that advance side by side.
  @inline(__always)
  private func eight(_ sample: UInt64, _ stream: UInt32, _ block: UInt32) -> (
    SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>, SIMD8<UInt32>
  ) {
    var first = FourCounters(sample, stream, block)
    var second = FourCounters(sample &+ 4, stream, block)
    var keys = (SIMD4(repeating: UInt64(key.x)), SIMD4(repeating: UInt64(key.y)))
    let weyl = (
      SIMD4(repeating: UInt64(Self.weyl.x)), SIMD4(repeating: UInt64(Self.weyl.y))
    )
    for _ in 0..<Self.rounds {
      first.advance(keys.0, keys.1)
      second.advance(keys.0, keys.1)
      keys = (keys.0 &+ weyl.0, keys.1 &+ weyl.1)
    }
    return (
      SIMD8(truncatingIfNeeded: SIMD8(lowHalf: first.x, highHalf: second.x)),
      SIMD8(truncatingIfNeeded: SIMD8(lowHalf: first.y, highHalf: second.y)),
      SIMD8(truncatingIfNeeded: SIMD8(lowHalf: first.z, highHalf: second.z)),
      SIMD8(truncatingIfNeeded: SIMD8(lowHalf: first.w, highHalf: second.w))
    )
  }
}

/// Four counters of `Philox`, each word in the low half of a lane twice as wide.
///
/// What stands in the high halves means nothing: products are taken of the low halves alone.
private struct FourCounters {
  var x: SIMD4<UInt64>
  var y: SIMD4<UInt64>
  var z: SIMD4<UInt64>
  var w: SIMD4<UInt64>

  @inline(__always)
  init(_ sample: UInt64, _ stream: UInt32, _ block: UInt32) {
    x = SIMD4<UInt64>(repeating: sample) &+ SIMD4<UInt64>(0, 1, 2, 3)
    y = SIMD4(repeating: UInt64(stream))
    z = SIMD4(repeating: UInt64(block))
    w = x &>> SIMD4<UInt64>(repeating: 32)
  }

  @inline(__always)
  mutating func advance(_ key: SIMD4<UInt64>, _ other: SIMD4<UInt64>) {
    let low = SIMD4<UInt64>(repeating: 0xffff_ffff)
    let half = SIMD4<UInt64>(repeating: 32)
    let left = (x & low) &* SIMD4(repeating: UInt64(Philox.multipliers.0))
    let right = (z & low) &* SIMD4(repeating: UInt64(Philox.multipliers.1))
    x = (right &>> half) ^ y ^ key
    y = right
    z = (left &>> half) ^ w ^ other
    w = left
  }
}
