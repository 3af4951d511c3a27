/// The strata of a Latin hypercube: which stratum of a variable a sample falls in.
///
/// Each variable has a keyed permutation of 0 to N - 1 that is computed, not stored: a bijection of the
/// numbers of k bits is repeated until it gives one below N (cycle walking), with 2^k below 2 N.
///
/// - Source: Black and Rogaway (2002), *Ciphers with arbitrary finite domains*, for the walk.
struct Strata: Hashable, Sendable {
  let count: UInt64
  let bits: UInt32
  let keys: [Permutation]

  init(count: UInt64, variables: Int, keys: DesignKeys) {
    self.count = count
    let bits = UInt32(max(64 - (count - 1).leadingZeroBitCount, 3))
    self.bits = bits
    self.keys = (0..<variables).map { Permutation(variable: $0, bits: bits, keys: keys) }
  }

  /// The stratum of a sample.
  func stratum(of sample: UInt64, variable: Int) -> UInt64 {
    let permutation = keys[variable]
    var value = UInt32(truncatingIfNeeded: sample)
    repeat { value = permutation(value) } while UInt64(value) >= count
    return UInt64(value)
  }

  /// Moves random words into the strata of their samples.
  ///
  /// A stratum holds the words whose uniforms lie in it; there is at least one, as N is at most 2³².
  func place(
    _ words: inout MutableSpan<UInt32>, at start: Int, variable: Int, from firstSample: UInt64,
    count size: Int
  ) {
    for place in 0..<size {
      let stratum = stratum(of: firstSample + UInt64(place), variable: variable)
      let first = firstWord(of: stratum)
      let next = stratum + 1 == count ? 1 << 32 : firstWord(of: stratum + 1)
      let offset = (UInt64(words[start + place]) * (next - first)) >> 32
      words[start + place] = UInt32(truncatingIfNeeded: first + offset)
    }
  }

  /// The lowest word w with (w + ½) 2⁻³² ≥ stratum / N.
  func firstWord(of stratum: UInt64) -> UInt64 {
    let (quotient, rest) = (stratum << 32).quotientAndRemainder(dividingBy: count)
    return quotient + (2 * rest > count ? 1 : 0)
  }

  /// A keyed bijection of the numbers of k bits: sums, products with odd numbers and shifted bits,
  /// each of which can be undone.
  struct Permutation: Hashable, Sendable {
    let mask: UInt32
    let shift: UInt32
    let first: SIMD4<UInt32>
    let second: SIMD4<UInt32>
    let third: SIMD4<UInt32>

    init(variable: Int, bits: UInt32, keys: DesignKeys) {
      mask = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(bits)) - 1)
      shift = (bits + 1) / 2
      first = keys.words(variable: variable, purpose: 0, block: 0)
      second = keys.words(variable: variable, purpose: 0, block: 1)
      third = keys.words(variable: variable, purpose: 0, block: 2)
    }

    func callAsFunction(_ value: UInt32) -> UInt32 {
      var x = value
      for round in 0..<4 {
        x = ((x &+ first[round]) &* (second[round] | 1)) & mask
        x ^= x >> shift
        x = (x &* (third[round] | 1)) & mask
        x ^= x >> (shift / 2 + 1)
      }
      return x
    }
  }
}
