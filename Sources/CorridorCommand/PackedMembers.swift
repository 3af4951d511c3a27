import Foundation

/// Where the members of a gzip file end (RFC 1952).
///
/// Codes are read only for where they end (RFC 1951); what they unpack to is not made. `gzip` tells that
/// something stands behind them and not where.
struct PackedMembers {
  /// What is wrong with a file.
  enum Flaw: Error, Equatable {
    /// Something else stands behind the members, which end there.
    case trailing(from: Int, bytes: Int)
    /// The file ends before its last member does.
    case cutShort(at: Int)
    /// It holds what no gzip file holds there, or what was read before was something else.
    case corrupt(at: Int)
  }

  private let file: FileHandle
  private var chunk: [UInt8] = []
  private var next = 0
  /// Where the chunk begins in the file.
  private var base = 0
  private var bits: UInt32 = 0
  private var held = 0

  private init(_ file: FileHandle) { self.file = file }

  /// What is wrong with a file; nil where nothing is, or where it can't be read.
  static func flaw(of path: String) -> Flaw? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    return flaw(in: file)
  }

  /// What is wrong with the rest of a file.
  static func flaw(in file: FileHandle) -> Flaw? {
    var members = PackedMembers(file)
    do {
      while try members.hasMember() { try members.skipMember() }
      return nil
    } catch {
      return error
    }
  }

  private var offset: Int { base + next }

  // MARK: - Members

  /// Whether another member follows; zeros at the end are padding.
  private mutating func hasMember() throws(Flaw) -> Bool {
    let end = offset
    guard let first = nextByte() else { return false }
    if first == 0x1F, let second = nextByte(), second == 0x8B { return true }
    if end == 0 { throw .corrupt(at: offset) }
    var isPadding = first == 0
    while let byte = nextByte() { isPadding = isPadding && byte == 0 }
    if isPadding { return false }
    throw .trailing(from: end, bytes: offset - end)
  }

  /// Passes over a member behind its first two bytes.
  private mutating func skipMember() throws(Flaw) {
    guard try byte() == 8 else { throw .corrupt(at: offset) }
    let flags = try byte()
    try skip(6)
    if flags & 4 != 0 { try skip(number(2)) }
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while try byte() != 0 {}
    }
    if flags & 2 != 0 { try skip(2) }
    var isLast = false
    while !isLast {
      isLast = try take(1) == 1
      switch try take(2) {
      case 0: try skipStored()
      case 1: try skipCodes(.fixedLengths, .fixedDistances)
      case 2:
        let (lengths, distances) = try codes()
        try skipCodes(lengths, distances)
      default: throw .corrupt(at: offset)
      }
    }
    held = 0
    bits = 0
    // A checksum and the length.
    try skip(8)
  }

  // MARK: - Blocks

  private mutating func skipStored() throws(Flaw) {
    held = 0
    bits = 0
    let count = try number(2)
    guard try number(2) == count ^ 0xFFFF else { throw .corrupt(at: offset) }
    try skip(count)
  }

  private mutating func skipCodes(_ lengths: Code, _ distances: Code) throws(Flaw) {
    while true {
      let symbol = try symbol(of: lengths)
      if symbol == 256 { return }
      guard symbol > 256 else { continue }
      let length = symbol - 257
      guard length < 29 else { throw .corrupt(at: offset) }
      if length >= 8, length < 28 { _ = try take(length / 4 - 1) }
      let distance = try self.symbol(of: distances)
      guard distance < 30 else { throw .corrupt(at: offset) }
      if distance >= 4 { _ = try take(distance / 2 - 1) }
    }
  }

  /// The order in which a block tells how long the codes of its code lengths are.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func codes() throws(Flaw) -> (lengths: Code, distances: Code) {
    let literals = try take(5) + 257
    let all = try literals + take(5) + 1
    let count = try take(4) + 4
    var short = [Int](repeating: 0, count: 19)
    for place in Self.order.prefix(count) { short[place] = try take(3) }
    let code = Code(short)
    var found: [Int] = []
    while found.count < all {
      let symbol = try symbol(of: code)
      switch symbol {
      case 16:
        guard let last = found.last else { throw .corrupt(at: offset) }
        found += try Array(repeating: last, count: 3 + take(2))
      case 17: found += try Array(repeating: 0, count: 3 + take(3))
      case 18: found += try Array(repeating: 0, count: 11 + take(7))
      default: found.append(symbol)
      }
    }
    guard found.count == all else { throw .corrupt(at: offset) }
    return (Code(Array(found[..<literals])), Code(Array(found[literals...])))
  }

  /// A prefix code by how many symbols have codes of each length, shortest first.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(_ lengths: [Int]) {
      for length in lengths { counts[length] += 1 }
      counts[0] = 0
      for length in 1...15 {
        symbols += lengths.indices.filter { lengths[$0] == length }
      }
    }

    static let fixedLengths = Code(
      [(144, 8), (112, 9), (24, 7), (8, 8)].flatMap { Array(repeating: $0.1, count: $0.0) })
    static let fixedDistances = Code(Array(repeating: 5, count: 30))
  }

  private mutating func symbol(of code: Code) throws(Flaw) -> Int {
    var (value, first, index) = (0, 0, 0)
    for length in 1...15 {
      value |= try take(1)
      let count = code.counts[length]
      if value - first < count { return code.symbols[index + value - first] }
      index += count
      first = (first + count) << 1
      value <<= 1
    }
    throw .corrupt(at: offset)
  }

  // MARK: - Bytes

  private mutating func take(_ count: Int) throws(Flaw) -> Int {
    while held < count {
      bits |= try UInt32(byte()) << UInt32(held)
      held += 8
    }
    let value = bits & (1 << UInt32(count) - 1)
    bits >>= UInt32(count)
    held -= count
    return Int(value)
  }

  private mutating func number(_ bytes: Int) throws(Flaw) -> Int {
    var value = 0
    for place in 0..<bytes { value |= try Int(byte()) << (8 * place) }
    return value
  }

  private mutating func skip(_ count: Int) throws(Flaw) {
    for _ in 0..<count { _ = try byte() }
  }

  private mutating func byte() throws(Flaw) -> UInt8 {
    guard let byte = nextByte() else { throw .cutShort(at: offset) }
    return byte
  }

  private mutating func nextByte() -> UInt8? {
    if next == chunk.count {
      base += chunk.count
      next = 0
      chunk = (try? file.read(upToCount: 1 << 16)).map { Array($0) } ?? []
      if chunk.isEmpty { return nil }
    }
    next += 1
    return chunk[next - 1]
  }
}
