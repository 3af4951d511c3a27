/// A position of a geometry, and where its numbers stand in the text.
struct RawPosition {
  /// Degrees east and north.
  var x: Double
  var y: Double
  /// The text between its brackets.
  var start: Int32
  var end: Int32

  var text: Range<Int> { Int(start)..<Int(end) }
}

/// What the positions of a geometry have in common.
struct PositionTally {
  /// The least and greatest count of numbers in a position.
  var fewest = Int.max
  var most = 0
  /// The greatest count of decimals in the text of a longitude or latitude.
  var decimals = 0
  /// Where the first position with the most decimals begins, if these are more than the limit.
  var longAt: Int?
  /// Where the first position with more than three numbers begins.
  var extraAt: Int?
  /// Whether some number has an exponent.
  var hasExponent = false
  /// The least and greatest altitude, infinite without one.
  var lowest = Double.infinity
  var highest = -Double.infinity

  mutating func merge(_ other: PositionTally) {
    fewest = min(fewest, other.fewest)
    most = max(most, other.most)
    if other.decimals > decimals { (decimals, longAt) = (other.decimals, other.longAt) }
    extraAt = extraAt ?? other.extraAt
    hasExponent = hasExponent || other.hasExponent
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
  }

  @inline(__always)
  mutating func count(altitude: Double) {
    lowest = min(lowest, altitude)
    highest = max(highest, altitude)
  }

  @inline(__always)
  mutating func count(_ number: Decimal, at start: Int, limit: Int) {
    let places = number.decimals
    if places > decimals {
      decimals = places
      if places > limit { longAt = start }
    }
    hasExponent = hasExponent || number.hasExponent
  }

  @inline(__always)
  mutating func count(dimensions: Int, at start: Int) {
    fewest = min(fewest, dimensions)
    most = max(most, dimensions)
    if dimensions > 3, extraAt == nil { extraAt = start }
  }
}

extension JSONScanner {
  /// Reads positions as nearly every file writes them, with no white space but blanks; stops before
  /// anything else and leaves it to the careful way.
  ///
  /// - Returns: Whether there was such a position.
  @discardableResult
  mutating func readPlainPositions(
    into list: inout [RawPosition], tally: inout PositionTally, limit: Int, afterComma: Bool = false
  ) -> Bool {
    let bytes = bytes
    let span = bytes.span
    var at = index
    var isComma = afterComma
    var own = tally
    let before = list.count
    while let position = Self.rawPosition(span, at: at, isComma, &own, limit) {
      list.append(position)
      at = Int(position.end) + 1
      isComma = true
    }
    index = at
    tally = own
    return list.count > before
  }

  @inline(__always)
  private static func rawPosition(
    _ bytes: borrowing Span<UInt8>, at offset: Int, _ afterComma: Bool,
    _ tally: inout PositionTally, _ limit: Int
  ) -> RawPosition? {
    var i = offset
    if afterComma {
      guard take(UInt8(ascii: ","), bytes, at: &i) else { return nil }
      skipBlanks(bytes, at: &i)
    }
    guard take(UInt8(ascii: "["), bytes, at: &i) else { return nil }
    let start = i
    skipBlanks(bytes, at: &i)
    let first = Decimal(bytes, at: &i)
    guard first.isValid, let x = first.fastDouble else { return nil }
    skipBlanks(bytes, at: &i)
    guard take(UInt8(ascii: ","), bytes, at: &i) else { return nil }
    skipBlanks(bytes, at: &i)
    let second = Decimal(bytes, at: &i)
    guard second.isValid, let y = second.fastDouble else { return nil }
    skipBlanks(bytes, at: &i)
    var dimensions = 2
    var altitude = 0.0
    while take(UInt8(ascii: ","), bytes, at: &i) {
      skipBlanks(bytes, at: &i)
      let next = Decimal(bytes, at: &i)
      guard next.isValid, let number = next.fastDouble else { return nil }
      skipBlanks(bytes, at: &i)
      dimensions += 1
      if dimensions == 3 { altitude = number }
    }
    guard i < bytes.count, bytes[i] == UInt8(ascii: "]") else { return nil }
    tally.count(first, at: start, limit: limit)
    tally.count(second, at: start, limit: limit)
    tally.count(dimensions: dimensions, at: start)
    if dimensions > 2 { tally.count(altitude: altitude) }
    return RawPosition(
      x: x, y: y, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: i))
  }
}
