import GeometryEngine

/// A 64-bit hash of bytes and numbers, to tell whether something has changed; no proof against malice.
///
/// - Source: XXH64 with seed 0, after Yann Collet's published description of the algorithm.
public struct Fingerprint: Sendable {
  private static var primes: (UInt64, UInt64, UInt64, UInt64, UInt64) {
    (
      0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
      0x27D4_EB2F_1656_67C5
    )
  }

  /// The hash of bytes.
  public static func of(_ bytes: Span<UInt8>) -> UInt64 {
    let count = bytes.count
    var index = 0
    var hash: UInt64
    if count >= 32 {
      var lanes = (primes.0 &+ primes.1, primes.1, UInt64(0), 0 &- primes.0)
      while index &+ 32 <= count {
        lanes.0 = round(lanes.0, bytes.word(at: index))
        lanes.1 = round(lanes.1, bytes.word(at: index &+ 8))
        lanes.2 = round(lanes.2, bytes.word(at: index &+ 16))
        lanes.3 = round(lanes.3, bytes.word(at: index &+ 24))
        index &+= 32
      }
      hash = rotate(lanes.0, 1) &+ rotate(lanes.1, 7)
      hash = hash &+ rotate(lanes.2, 12) &+ rotate(lanes.3, 18)
      for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
        hash = (hash ^ round(0, lane)) &* primes.0 &+ primes.3
      }
    } else {
      hash = primes.4
    }
    hash = hash &+ UInt64(count)
    while index &+ 8 <= count {
      hash = rotate(hash ^ round(0, bytes.word(at: index)), 27) &* primes.0 &+ primes.3
      index &+= 8
    }
    if index &+ 4 <= count {
      let word = (0..<4).reduce(UInt64(0)) { $0 | UInt64(bytes[index &+ $1]) << UInt64(8 * $1) }
      hash = rotate(hash ^ (word &* primes.0), 23) &* primes.1 &+ primes.2
      index &+= 4
    }
    while index < count {
      hash = rotate(hash ^ (UInt64(bytes[index]) &* primes.4), 11) &* primes.0
      index &+= 1
    }
    return avalanche(hash)
  }

  /// The hash of an array of bytes.
  public static func of(_ bytes: [UInt8]) -> UInt64 { of(bytes.span) }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotate(lane &+ word &* primes.1, 31) &* primes.0
  }

  private static func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
    word << bits | word >> (64 &- bits)
  }

  private static func avalanche(_ hash: UInt64) -> UInt64 {
    var hash = (hash ^ hash >> 33) &* primes.1
    hash = (hash ^ hash >> 29) &* primes.2
    return hash ^ hash >> 32
  }

  // MARK: - One thing after another

  private var bytes: [UInt8] = []

  /// Begins with nothing.
  public init() {}

  /// Takes in a word.
  public mutating func add(_ word: UInt64) {
    for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * index))) }
  }

  /// Takes in a number, by its bits; both zeros are the same.
  public mutating func add(_ number: Double) { add(number == 0 ? 0 : number.bitPattern) }

  /// Takes in a text and its length; nil differs from an empty text.
  public mutating func add(_ text: String?) {
    add(text.map { UInt64($0.utf8.count) } ?? .max)
    bytes.append(contentsOf: (text ?? "").utf8)
  }

  /// The hash of what was taken in.
  public var value: UInt64 { Self.of(bytes) }
}
