#if _endian(big)
  #error("numbers are written and read as they stand in memory, lowest byte first")
#endif

/// Writes numbers and text as bytes, lowest byte first.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: some FixedWidthInteger) {
    var rest = value
    for _ in 0..<(rest.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  package mutating func write(_ value: Double) { write(value.bitPattern) }

  package mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// A list of numbers, or of what is made of numbers without gaps, with its length before it.
  package mutating func write<Number: BitwiseCopyable>(_ numbers: [Number]) {
    write(UInt32(numbers.count))
    unsafe numbers.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }
}

/// Reads what a `ByteWriter` has written; nil where bytes are missing or make no sense.
package struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package var remaining: Int { bytes.endIndex - position }

  package mutating func read<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
    let size = Number.bitWidth / 8
    guard remaining >= size else { return nil }
    var value: Number = 0
    for place in stride(from: size - 1, through: 0, by: -1) {
      value = value << 8 | Number(truncatingIfNeeded: bytes[position + place])
    }
    position += size
    return value
  }

  package mutating func readDouble() -> Double? {
    read(UInt64.self).map(Double.init(bitPattern:))
  }

  package mutating func readText() -> String? {
    guard let size = read(UInt32.self), size <= remaining else { return nil }
    defer { position += Int(size) }
    return String(validating: bytes[position..<(position + Int(size))], as: UTF8.self)
  }

  /// A list whose length stands before it; each entry takes at least one byte.
  package mutating func readList<Entry>(_ entry: (inout ByteReader) -> Entry?) -> [Entry]? {
    guard let size = read(UInt32.self), size <= remaining else { return nil }
    var list: [Entry] = []
    for _ in 0..<size {
      guard let next = entry(&self) else { return nil }
      list.append(next)
    }
    return list
  }

  /// A list of numbers, copied as a whole; of the type that was written, which nothing tells.
  package mutating func readNumbers<Number: BitwiseCopyable>(_: Number.Type) -> [Number]? {
    let stride = MemoryLayout<Number>.stride
    guard let size = read(UInt32.self), size <= remaining / stride else { return nil }
    let (count, begin) = (Int(size), position - bytes.startIndex)
    position += count * stride
    return unsafe [Number](unsafeUninitializedCapacity: count) { numbers, filled in
      unsafe bytes.withUnsafeBytes { all in
        let source = unsafe UnsafeRawBufferPointer(rebasing: all[begin..<(begin + count * stride)])
        unsafe UnsafeMutableRawBufferPointer(numbers).copyMemory(from: source)
      }
      filled = count
    }
  }
}
