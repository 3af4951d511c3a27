/// The direction numbers of the Sobol' sequence.
///
/// - Source: Joe and Kuo (2008), *Constructing Sobol' sequences with better two-dimensional
///   projections*, doi:10.1137/070709359, the set `new-joe-kuo-6`; see NOTICE for its licence.
enum SobolDirections {
  /// The number of dimensions in the table: all with a primitive polynomial of degree up to 13.
  static let limit = 1111

  /// The direction numbers of one dimension as words: bit i of a Gray code adds column i by exclusive or.
  struct Numbers: Hashable, Sendable {
    let columns: [UInt32]

    /// The word of the point with an index, before scrambling.
    func word(of index: UInt32) -> UInt32 {
      var rest = index ^ (index >> 1)
      var word: UInt32 = 0
      while rest != 0 {
        word ^= columns[rest.trailingZeroBitCount]
        rest &= rest - 1
      }
      return word
    }
  }

  /// The direction numbers of the first dimensions, at most `limit`.
  static func numbers(of count: Int) -> [Numbers] {
    guard count > 0 else { return [] }
    var bits = BitReader(SobolTable.text)
    var numbers = [Numbers(columns: (0..<32).map { 1 << (31 - $0) })]
    while numbers.count < min(count, limit) {
      numbers.append(dimension(&bits))
    }
    return numbers
  }

  /// The next dimension of the table: its degree s, the inner coefficients of its polynomial, and the odd
  /// numbers m₁ to m_s below 2, 4, ..., 2^s without their last bit.
  private static func dimension(_ bits: inout BitReader) -> Numbers {
    let degree = bits.next(4)
    let polynomial = bits.next(degree - 1)
    var columns: [UInt32] = []
    for place in 0..<32 {
      if place < degree {
        let odd = 2 * bits.next(place) + 1
        columns.append(UInt32(odd) << UInt32(31 - place))
        continue
      }
      var column = columns[place - degree] ^ (columns[place - degree] >> UInt32(degree))
      for term in 1..<max(degree, 1) where (polynomial >> (degree - 1 - term)) & 1 == 1 {
        column ^= columns[place - term]
      }
      columns.append(column)
    }
    return Numbers(columns: columns)
  }
}

/// Reads numbers of a few bits from text in which each character stands for 6 bits.
private struct BitReader {
  private var characters: String.UTF8View.Iterator
  private var held = 0
  private var count = 0

  init(_ text: String) {
    characters = text.utf8.makeIterator()
  }

  /// The next number of `size` bits, the highest first; zeros after the end.
  mutating func next(_ size: Int) -> Int {
    while count < size {
      held = (held << 6) | Int(Self.value(of: characters.next() ?? 0x41))
      count += 6
    }
    count -= size
    let value = held >> count
    held &= (1 << count) - 1
    return value
  }

  /// The value of a character of the base 64 alphabet (RFC 4648).
  private static func value(of character: UInt8) -> UInt8 {
    switch character {
    case 0x41...0x5A: character - 0x41
    case 0x61...0x7A: character - 0x61 + 26
    case 0x30...0x39: character - 0x30 + 52
    case 0x2B: 62
    default: 63
    }
  }
}
