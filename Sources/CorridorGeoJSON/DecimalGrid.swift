internal import CorridorGeometry

/// A position in whole steps of the last decimal that is written.
struct GridPosition: Hashable {
  var x: Int
  var y: Int
}

/// The grid of all coordinates with so many decimals.
struct DecimalGrid {
  let precision: Int
  private let scale: Double
  /// Steps in a degree.
  private let unit: UInt

  init(precision: Int) {
    self.precision = precision
    scale = (0..<precision).reduce(1.0) { product, _ in product * 10 }
    unit = UInt(scale)
  }

  /// The nearest position of the grid.
  @inline(__always)
  func position(_ coordinate: Coordinate) -> GridPosition {
    GridPosition(
      x: Int((coordinate.longitude * scale).rounded()),
      y: Int((coordinate.latitude * scale).rounded()))
  }

  /// The position in degrees.
  func coordinate(_ position: GridPosition) -> Coordinate {
    Coordinate(longitude: Double(position.x) / scale, latitude: Double(position.y) / scale)
  }

  /// Appends so many steps as a decimal without trailing zeros.
  func append(_ steps: Int, to bytes: inout [UInt8]) {
    extend(&bytes, by: longestNumber) { (text, index) in write(steps, to: &text, at: &index) }
  }

  /// Appends a position as an array of longitude and latitude.
  func append(_ position: GridPosition, to bytes: inout [UInt8]) {
    extend(&bytes, by: longestPosition) { (text, index) in write(position, to: &text, at: &index) }
  }

  /// Appends positions as an array.
  func append(_ line: [GridPosition], to bytes: inout [UInt8]) {
    extend(&bytes, by: 2 + line.count * (longestPosition + 1)) { (text, index) in
      Self.put(UInt8(ascii: "["), to: &text, at: &index)
      for (number, position) in line.enumerated() {
        if number > 0 { Self.put(UInt8(ascii: ","), to: &text, at: &index) }
        write(position, to: &text, at: &index)
      }
      Self.put(UInt8(ascii: "]"), to: &text, at: &index)
    }
  }

  // MARK: - Digits

  /// Bytes of the longest number: sign, three digits, point, decimals.
  private var longestNumber: Int { 5 + precision }
  private var longestPosition: Int { 3 + 2 * longestNumber }

  /// Lets a step write into room at the end and cuts off what it leaves.
  @inline(__always)
  private func extend(
    _ bytes: inout [UInt8], by room: Int, _ write: (inout MutableSpan<UInt8>, inout Int) -> Void
  ) {
    var end = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: room))
    var text = bytes.mutableSpan
    write(&text, &end)
    bytes.removeLast(bytes.count - end)
  }

  @inline(__always)
  private static func put(
    _ byte: UInt8, to text: inout MutableSpan<UInt8>, at index: inout Int
  ) {
    text[index] = byte
    index += 1
  }

  @inline(__always)
  private func write(
    _ position: GridPosition, to text: inout MutableSpan<UInt8>, at index: inout Int
  ) {
    Self.put(UInt8(ascii: "["), to: &text, at: &index)
    write(position.x, to: &text, at: &index)
    Self.put(UInt8(ascii: ","), to: &text, at: &index)
    write(position.y, to: &text, at: &index)
    Self.put(UInt8(ascii: "]"), to: &text, at: &index)
  }

  @inline(__always)
  private func write(_ steps: Int, to text: inout MutableSpan<UInt8>, at index: inout Int) {
    if steps < 0 { Self.put(UInt8(ascii: "-"), to: &text, at: &index) }
    let (whole, fraction) = steps.magnitude.quotientAndRemainder(dividingBy: unit)
    if whole >= 100 { Self.put(0x30 + UInt8(whole / 100), to: &text, at: &index) }
    if whole >= 10 { Self.put(0x30 + UInt8(whole / 10 % 10), to: &text, at: &index) }
    Self.put(0x30 + UInt8(whole % 10), to: &text, at: &index)
    guard fraction > 0 else { return }
    Self.put(UInt8(ascii: "."), to: &text, at: &index)
    var rest = fraction
    var last = index
    for place in stride(from: index + precision - 1, through: index, by: -1) {
      let digit = UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      text[place] = 0x30 + digit
      if digit != 0, last == index { last = place + 1 }
    }
    index = last
  }
}
