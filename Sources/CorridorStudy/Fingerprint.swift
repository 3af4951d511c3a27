import GeometryEngine

/// A 64-bit hash of bytes, numbers and texts, taken in one after the other, to tell whether something
/// has changed; no proof against malice.
///
/// - Source: XXH64 with seed 0, after Yann Collet's published description of the algorithm.
public struct Fingerprint: Sendable {
  private static var primes: (UInt64, UInt64, UInt64, UInt64, UInt64) {
    (
      0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x85EB_CA77_C2B2_AE63,
      0x27D4_EB2F_1656_67C5
    )
  }
  /// Bytes that the four lanes take in at once.
  private static let stripe = 32

  private var lanes = Lanes()
  /// What came in and fills no stripe yet.
  private var rest: [32 of UInt8] = InlineArray(repeating: 0)
  private var held = 0
  private var count = 0

  /// Begins with nothing.
  public init() {}

  /// Takes in bytes; in how many pieces they come makes no difference.
  public mutating func add(_ bytes: Span<UInt8>) {
    count &+= bytes.count
    var index = 0
    while held > 0, index < bytes.count {
      hold(bytes[index])
      index &+= 1
      guard held == Self.stripe else { continue }
      let full = rest
      lanes.takeIn(full.span, at: 0)
      held = 0
    }
    while index &+ Self.stripe <= bytes.count {
      lanes.takeIn(bytes, at: index)
      index &+= Self.stripe
    }
    while index < bytes.count {
      hold(bytes[index])
      index &+= 1
    }
  }

  private mutating func hold(_ byte: UInt8) {
    rest[held] = byte
    held &+= 1
  }

  /// Takes in a word.
  public mutating func add(_ word: UInt64) {
    let bytes: [8 of UInt8] = InlineArray { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
    add(bytes.span)
  }

  /// Takes in a number, by its bits; both zeros are the same.
  public mutating func add(_ number: Double) { add(number == 0 ? 0 : number.bitPattern) }

  /// Takes in a text and its length; nil differs from an empty text.
  public mutating func add(_ text: String?) {
    add(text.map { UInt64($0.utf8.count) } ?? .max)
    add(Array((text ?? "").utf8).span)
  }

  /// The hash of what was taken in, as 16 hexadecimal digits.
  public var text: String { Self.text(of: value) }

  /// A hash as 16 hexadecimal digits.
  public static func text(of hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The hash of what was taken in.
  public var value: UInt64 {
    let bytes = rest.span.extracting(0..<held)
    var index = 0
    var hash = count < Self.stripe ? Self.primes.4 : lanes.joined
    hash = hash &+ UInt64(count)
    while index &+ 8 <= bytes.count {
      let word = Self.round(0, bytes.word(at: index))
      hash = Self.rotate(hash ^ word, 27) &* Self.primes.0 &+ Self.primes.3
      index &+= 8
    }
    if index &+ 4 <= bytes.count {
      let word = (0..<4).reduce(UInt64(0)) { $0 | UInt64(bytes[index &+ $1]) << UInt64(8 * $1) }
      hash = Self.rotate(hash ^ (word &* Self.primes.0), 23) &* Self.primes.1 &+ Self.primes.2
      index &+= 4
    }
    while index < bytes.count {
      hash = Self.rotate(hash ^ (UInt64(bytes[index]) &* Self.primes.4), 11) &* Self.primes.0
      index &+= 1
    }
    return Self.avalanche(hash)
  }

  /// The hash of bytes.
  public static func of(_ bytes: Span<UInt8>) -> UInt64 {
    var fingerprint = Fingerprint()
    fingerprint.add(bytes)
    return fingerprint.value
  }

  /// The hash of an array of bytes.
  public static func of(_ bytes: [UInt8]) -> UInt64 { of(bytes.span) }

  /// Four hashes side by side, each of every fourth word.
  private struct Lanes {
    var first = primes.0 &+ primes.1
    var second = primes.1
    var third: UInt64 = 0
    var fourth = 0 &- primes.0

    mutating func takeIn(_ bytes: Span<UInt8>, at index: Int) {
      first = round(first, bytes.word(at: index))
      second = round(second, bytes.word(at: index &+ 8))
      third = round(third, bytes.word(at: index &+ 16))
      fourth = round(fourth, bytes.word(at: index &+ 24))
    }

    /// The four as one word.
    var joined: UInt64 {
      var hash = rotate(first, 1) &+ rotate(second, 7) &+ rotate(third, 12) &+ rotate(fourth, 18)
      for lane in [first, second, third, fourth] {
        hash = (hash ^ round(0, lane)) &* primes.0 &+ primes.3
      }
      return hash
    }
  }

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
}
