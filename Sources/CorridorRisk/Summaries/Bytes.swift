/// Writes numbers and text as bytes, lowest byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: some FixedWidthInteger) {
    var rest = value
    for _ in 0..<(rest.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  mutating func write(_ value: Double) { write(value.bitPattern) }

  mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what a `ByteWriter` has written; nil where bytes are missing or make no sense.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var remaining: Int { bytes.endIndex - position }

  mutating func read<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
    let size = Number.bitWidth / 8
    guard remaining >= size else { return nil }
    var value: Number = 0
    for place in stride(from: size - 1, through: 0, by: -1) {
      value = value << 8 | Number(truncatingIfNeeded: bytes[position + place])
    }
    position += size
    return value
  }

  mutating func readDouble() -> Double? { read(UInt64.self).map(Double.init(bitPattern:)) }

  mutating func readText() -> String? {
    guard let size = read(UInt32.self), size <= remaining else { return nil }
    defer { position += Int(size) }
    return String(validating: bytes[position..<(position + Int(size))], as: UTF8.self)
  }

  /// A list whose length stands before it; each entry takes at least one byte.
  mutating func readList<Entry>(_ entry: (inout ByteReader) -> Entry?) -> [Entry]? {
    guard let size = read(UInt32.self), size <= remaining else { return nil }
    var list: [Entry] = []
    for _ in 0..<size {
      guard let next = entry(&self) else { return nil }
      list.append(next)
    }
    return list
  }
}
