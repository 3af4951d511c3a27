internal import CorridorGeometry

extension JSONScanner {
  /// Reads positions as nearly every file writes them: two or three numbers in range, no white
  /// space but blanks; stops before anything else and leaves it to the careful way.
  ///
  /// - Returns: Whether there was such a position.
  @discardableResult
  mutating func readPlainPositions(
    into line: inout [Coordinate], altitudes: inout (count: Int, first: TextPosition),
    afterComma: Bool = false
  ) -> Bool {
    let bytes = bytes
    let span = bytes.span
    var isComma = afterComma
    var found = false
    while let position = Self.plainPosition(span, at: index, afterComma: isComma) {
      line.append(position.coordinate)
      if let altitude = position.altitude {
        if altitudes.count == 0 {
          altitudes.first = TextPosition(line: self.line, column: altitude - lineStart + 1)
        }
        altitudes.count += 1
      }
      index = position.end
      isComma = true
      found = true
    }
    return found
  }

  /// A position, where its altitude begins if it has one, and where it ends.
  private struct PlainPosition {
    var coordinate: Coordinate
    var altitude: Int?
    var end: Int
  }

  @inline(__always)
  private static func plainPosition(
    _ bytes: borrowing Span<UInt8>, at start: Int, afterComma: Bool
  ) -> PlainPosition? {
    var i = start
    if afterComma {
      guard take(UInt8(ascii: ","), bytes, at: &i) else { return nil }
      skipBlanks(bytes, at: &i)
    }
    guard take(UInt8(ascii: "["), bytes, at: &i) else { return nil }
    let first = Decimal(bytes, at: &i)
    guard first.isValid, let longitude = first.fastDouble, abs(longitude) <= 180,
      take(UInt8(ascii: ","), bytes, at: &i)
    else { return nil }
    skipBlanks(bytes, at: &i)
    let second = Decimal(bytes, at: &i)
    guard second.isValid, let latitude = second.fastDouble, abs(latitude) <= 90 else { return nil }
    var position = PlainPosition(
      coordinate: Coordinate(longitude: longitude, latitude: latitude), end: i)
    if take(UInt8(ascii: ","), bytes, at: &i) {
      skipBlanks(bytes, at: &i)
      position.altitude = i
      let third = Decimal(bytes, at: &i)
      guard third.isValid, third.fastDouble != nil else { return nil }
    }
    guard take(UInt8(ascii: "]"), bytes, at: &i) else { return nil }
    position.end = i
    return position
  }

  @inline(__always)
  static func take(
    _ byte: UInt8, _ bytes: borrowing Span<UInt8>, at i: inout Int
  ) -> Bool {
    guard i < bytes.count, bytes[i] == byte else { return false }
    i += 1
    return true
  }

  @inline(__always)
  static func skipBlanks(_ bytes: borrowing Span<UInt8>, at i: inout Int) {
    while i < bytes.count, bytes[i] == 0x20 { i += 1 }
  }
}
