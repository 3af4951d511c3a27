/// Sobol' points with a nested random scrambling of each variable.
///
/// Point i of the stream 0 is the i-th of the sequence in Gray code order, as published generators count.
/// Every other stream takes the points in an order of its own, a nested random one which keeps the balance
/// of each aligned block of 2^k samples: in one order the same variable of two streams would be one
/// sequence twice, and what the two do together would never average out.
///
/// - Source: Burley (2020), *Practical hash-based Owen scrambling*, Journal of Computer Graphics
///   Techniques 9(4), for the order.
struct ScrambledSobol: Hashable, Sendable {
  let directions: [SobolDirections.Numbers]
  let scrambles: [NestedScramble]
  /// The order of the points; nil where it is the sequence's.
  let order: NestedScramble?

  init(variables: Int, keys: DesignKeys) {
    directions = SobolDirections.numbers(of: variables)
    scrambles = (0..<variables).map { NestedScramble(variable: $0, keys: keys) }
    order = keys.stream == 0 ? nil : NestedScramble(variable: 0, purpose: 2, keys: keys)
  }

  func fill(
    _ words: inout MutableSpan<UInt32>, at start: Int, variable: Int, from firstSample: UInt64,
    count: Int
  ) {
    let numbers = directions[variable]
    let scramble = scrambles[variable]
    var index = UInt32(truncatingIfNeeded: firstSample)
    if let order {
      for place in 0..<count {
        words[start + place] = scramble(numbers.word(of: order(index)))
        index &+= 1
      }
      return
    }
    var point = numbers.word(of: index)
    for place in 0..<count {
      words[start + place] = scramble(point)
      index &+= 1
      // Consecutive Gray codes differ in the bit of the lowest 1 of the index; the index 0 ends the run.
      point ^= numbers.columns[index.trailingZeroBitCount & 31]
    }
  }
}

/// A random scrambling of the digits of a number below 1, nested: whether a digit is flipped depends on
/// the digits before it and on nothing else, so that every balance of a digital net is kept.
///
/// Read from its last digit, the word passes sums, products with odd numbers, exclusive sums with even
/// multiples of itself and with a key; in each of them a bit depends on itself and on lower bits only.
/// That makes any two points as good as independently scrambled after the first digit in which they
/// differ. The first five digits are then flipped by a table of 31 independent bits, one for each
/// beginning of a number, as in Owen's full scrambling.
///
/// - Source: Owen (1995), *Randomly permuted (t, m, s)-nets and (t, s)-sequences*,
///   doi:10.1007/978-1-4612-2552-2_19; hashing instead of a tree as in Laine and Karras (2011),
///   *Computer Graphics Forum* 30(4), doi:10.1111/j.1467-8659.2011.01977.x.
struct NestedScramble: Hashable, Sendable {
  let sums: SIMD4<UInt32>
  let products: SIMD4<UInt32>
  let evens: SIMD4<UInt32>
  let masks: SIMD4<UInt32>
  /// For each value of the first five digits, which of them to flip.
  let flips: [UInt32]

  private static let rounds = 4
  private static let depth: UInt32 = 5

  init(variable: Int, purpose: UInt32 = 1, keys: DesignKeys) {
    sums = keys.words(variable: variable, purpose: purpose, block: 0)
    products = keys.words(variable: variable, purpose: purpose, block: 1) | 1
    evens = keys.words(variable: variable, purpose: purpose, block: 2) &<< 1
    masks = keys.words(variable: variable, purpose: purpose, block: 3)
    let tree = keys.words(variable: variable, purpose: purpose, block: 4)[0]
    flips = (0..<(1 << Self.depth)).map { digits in
      (0..<Self.depth).reduce(0) { flips, level in
        let node = (1 << level) - 1 + (digits >> (Self.depth - level))
        return (flips << 1) | ((tree >> node) & 1)
      } << (32 - Self.depth)
    }
  }

  func callAsFunction(_ word: UInt32) -> UInt32 {
    var x = word.reversedBits
    for round in 0..<Self.rounds {
      x = (x &+ sums[round]) &* products[round]
      x = x ^ (x &* evens[round]) ^ masks[round]
    }
    x = x.reversedBits
    return x ^ flips[Int(x >> (32 - Self.depth))]
  }
}

extension UInt32 {
  /// The bits in reverse order.
  var reversedBits: UInt32 {
    var x = byteSwapped
    x = ((x & 0x0F0F_0F0F) << 4) | ((x >> 4) & 0x0F0F_0F0F)
    x = ((x & 0x3333_3333) << 2) | ((x >> 2) & 0x3333_3333)
    return ((x & 0x5555_5555) << 1) | ((x >> 1) & 0x5555_5555)
  }
}
