/// The counter-based generator Philox 4x32-10: the same counter and key give the same four words,
/// on every machine, in every order and from every thread.
///
/// - Source: Salmon, Moraes, Dror and Shaw 2011, Parallel random numbers: as easy as 1, 2, 3.
public struct Philox: Hashable, Sendable {
  /// The two words of the key; a run's seed stands in the first.
  public let key: SIMD2<UInt32>

  static let multipliers: (UInt32, UInt32) = (0xD251_1F53, 0xCD9E_8D57)
  static let weyl = SIMD2<UInt32>(0x9E37_79B9, 0xBB67_AE85)
  static let rounds = 10

  /// Creates a generator with a key.
  public init(key: SIMD2<UInt32>) {
    self.key = key
  }

  /// Creates the generator of a seed: its low word first.
  public init(seed: UInt64) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// The four words of a counter.
  public func callAsFunction(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var counter = counter
    var key = key
    for _ in 0..<Self.rounds {
      let left = UInt64(counter.x) &* UInt64(Self.multipliers.0)
      let right = UInt64(counter.z) &* UInt64(Self.multipliers.1)
      counter = SIMD4(
        UInt32(truncatingIfNeeded: right >> 32) ^ counter.y ^ key.x,
        UInt32(truncatingIfNeeded: right),
        UInt32(truncatingIfNeeded: left >> 32) ^ counter.w ^ key.y,
        UInt32(truncatingIfNeeded: left))
      key = key &+ Self.weyl
    }
    return counter
  }
}

extension Philox {
  /// The uniform that a word stands for: in the middle of its cell, never 0 or 1.
  public static func uniform(_ word: UInt32) -> Double {
    (Double(word) + 0.5) * 0x1p-32
  }
}
