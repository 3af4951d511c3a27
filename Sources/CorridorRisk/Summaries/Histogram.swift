/// How often numbers fall into bins as narrow as 1/4096 of their size.
///
/// A bin is the numbers that share sign, exponent and the first twelve bits of the fraction, so that no
/// range has to be known beforehand and histograms add up exactly. Numbers nearer to 0 than 2^-64 count
/// as 0. Pages of 4096 bins are made where numbers fall: at most 2,177 of them (71 MB), in practice
/// a few dozen, however many numbers there are.
struct Histogram: Hashable, Sendable {
  static let fractionBits = 12
  static let binsPerPage = 1 << fractionBits
  private static let keyShift = 52 - fractionBits
  /// Keys run through the numbers from the lowest to the highest; this one is 0.
  static let zero = 1 << (11 + fractionBits)
  private static let smallest = 0x1p-64

  /// Where the bins of a page begin, by sign and exponent; below 0 where there are none.
  private var pages = [Int32](repeating: -1, count: 2 * zero / binsPerPage)
  private var counts: [UInt64] = []

  init() {}

  /// The bin of a number.
  @inline(__always)
  static func key(_ value: Double) -> Int {
    guard value.magnitude >= smallest else { return zero }
    let size = Int(truncatingIfNeeded: value.magnitude.bitPattern &>> UInt64(keyShift))
    return value < 0 ? zero &- 1 &- size : zero &+ size
  }

  /// The bounds of a bin, the one nearer to 0 first.
  static func bounds(_ key: Int) -> (near: Double, far: Double) {
    if key == zero { return (0, 0) }
    let size = key > zero ? key - zero : zero - 1 - key
    let sign: Double = key > zero ? 1 : -1
    return (
      sign * Double(bitPattern: UInt64(size) << keyShift),
      sign * Double(bitPattern: UInt64(size + 1) << keyShift).nextDown
    )
  }

  /// Counts finite numbers.
  mutating func add(_ values: [Double]) {
    for value in values {
      let key = Self.key(value)
      if pages[key &>> Self.fractionBits] < 0 { add(key, 0) }
    }
    let known = pages
    let pages = known.span
    var counts = counts.mutableSpan
    for value in values {
      let key = Self.key(value)
      let page = Int(truncatingIfNeeded: pages[key &>> Self.fractionBits])
      counts[page &+ key & (Self.binsPerPage &- 1)] &+= 1
    }
  }

  /// Counts numbers of a bin.
  mutating func add(_ key: Int, _ count: UInt64) {
    let page = key / Self.binsPerPage
    if pages[page] < 0 {
      pages[page] = Int32(counts.count)
      counts.append(contentsOf: repeatElement(0, count: Self.binsPerPage))
    }
    counts[Int(pages[page]) + key % Self.binsPerPage] += count
  }

  /// Adds the counts of another histogram.
  mutating func merge(_ other: Histogram) {
    for (key, count) in other.bins { add(key, count) }
  }

  /// The bins that hold numbers, from the lowest.
  var bins: [(key: Int, count: UInt64)] {
    var found: [(key: Int, count: UInt64)] = []
    for (page, start) in pages.enumerated() where start >= 0 {
      for bin in 0..<Self.binsPerPage where counts[Int(start) + bin] > 0 {
        found.append((page * Self.binsPerPage + bin, counts[Int(start) + bin]))
      }
    }
    return found
  }

  static func == (left: Histogram, right: Histogram) -> Bool {
    left.bins.elementsEqual(right.bins) { $0 == $1 }
  }

  func hash(into hasher: inout Hasher) {
    for (key, count) in bins {
      hasher.combine(key)
      hasher.combine(count)
    }
  }
}
