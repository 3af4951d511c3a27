internal import CorridorGeometry

/// The shape of a `coordinates` member before its type is known.
struct FlatCoordinates {
  /// How many arrays stand round a number: 1 of a point, 4 of a multipolygon; 0 where there is none.
  var nesting = 0
  /// The first position in the feature.
  var start: Int
  /// The innermost arrays of positions: where each begins in the text and where its positions end.
  var lists: [(position: TextPosition, end: Int)] = []
  /// How many lists there are up to the end of each array of lists.
  var groups: [Int] = []
  /// Where the member stands in the text.
  var position: TextPosition
  /// Where an array without a position stands, unless it is the member itself.
  var empty: TextPosition?
}

extension FlatReader {
  /// Reads the value of `coordinates`; its positions are appended to the feature.
  mutating func coordinates(
    _ feature: inout FlatFeature
  ) throws(GeoJSONError) -> FlatCoordinates {
    var found = FlatCoordinates(start: feature.coordinates.count, position: window.position)
    guard window.byte == UInt8(ascii: "[") else {
      throw wrongKind("\"coordinates\"", expected: "an array")
    }
    let outside = depth
    var starts: [TextPosition] = []
    /// Whether an array was just opened, and whether a comma was just passed.
    var (isOpened, isSeparated) = (false, true)
    var comma = window.position
    repeat {
      window.skipSpace()
      switch window.byte {
      case UInt8(ascii: "[") where isOpened || isSeparated:
        if try plainPositions(depth - outside, &found, &feature) {
          (isOpened, isSeparated) = (false, false)
        } else {
          starts.append(window.position)
          try open("[", "\"coordinates\"")
          (isOpened, isSeparated) = (true, false)
        }
      case UInt8(ascii: "]") where !isSeparated:
        let level = depth - outside
        let start = starts.removeLast()
        if isOpened, level > 1 { found.empty = found.empty ?? start }
        if level == found.nesting - 1 { found.lists.append((start, feature.coordinates.count)) }
        if level == found.nesting - 2 { found.groups.append(found.lists.count) }
        depth -= 1
        window.index += 1
        (isOpened, isSeparated) = (false, false)
      case UInt8(ascii: "]") where isSeparated && !isOpened:
        throw error(.json(.trailingComma(in: "an array")), at: comma)
      case UInt8(ascii: ",") where !isOpened && !isSeparated:
        comma = window.position
        window.index += 1
        isSeparated = true
      case UInt8(ascii: "-") where isOpened, 0x30...0x39 where isOpened:
        try position(startingAt: starts.removeLast(), depth - outside, &found, &feature)
        (isOpened, isSeparated) = (false, false)
      default:
        throw isOpened || isSeparated
          ? wrongKind("a part of \"coordinates\"", expected: isOpened ? "a number" : "an array")
          : failure { $0.separatorFailure(in: "an array") }
      }
    } while depth > outside
    return found
  }

  /// Reads the rest of a position whose bracket was read, with all checks.
  private mutating func position(
    startingAt start: TextPosition, _ nesting: Int, _ found: inout FlatCoordinates,
    _ feature: inout FlatFeature
  ) throws(GeoJSONError) {
    guard found.nesting == 0 || found.nesting == nesting else { throw uneven(at: start) }
    found.nesting = nesting
    var coordinate = Coordinate(longitude: 0, latitude: 0)
    var (count, isFirst) = (0, true)
    var places = [start, start]
    while try nextElement(&isFirst) {
      switch window.byte {
      case UInt8(ascii: "-"), 0x30...0x39: break
      case UInt8(ascii: "["): throw uneven(at: start)
      default: throw wrongKind("a number of a position", expected: "a number")
      }
      if count < 2 { places[count] = window.position }
      let number = try number()
      if count == 0 { coordinate.longitude = number }
      if count == 1 { coordinate.latitude = number }
      count += 1
    }
    guard count >= 2 else { throw error(.shortPosition(count: count), at: start) }
    let (longitude, latitude) = (coordinate.longitude, coordinate.latitude)
    if abs(latitude) > 90 {
      throw error(.latitude(latitude, longitude: longitude), at: places[1])
    }
    if abs(longitude) > Self.longitudeLimit {
      throw error(.longitude(longitude, latitude: latitude), at: places[0])
    }
    if nesting == 1 { found.lists.append((start, feature.coordinates.count + 1)) }
    feature.coordinates.append(coordinate)
  }

  private func uneven(at position: TextPosition) -> GeoJSONError {
    error(.nesting(type: "geometry", isTooDeep: true), at: position)
  }

  // MARK: - Plain positions

  /// Reads positions as nearly every file writes them, as far as they go; whether there was one.
  private mutating func plainPositions(
    _ level: Int, _ found: inout FlatCoordinates, _ feature: inout FlatFeature
  ) throws(GeoJSONError) -> Bool {
    guard level > 0, found.nesting == 0 || found.nesting == level + 1 else { return false }
    let before = feature.coordinates.count
    while true {
      window.need(128)
      let bytes = window.bytes
      window.index = Self.plainPositions(
        bytes.span, from: window.index, afterComma: feature.coordinates.count > before,
        into: &feature.coordinates)
      // Stopped near the end of what is in memory: the text may go on alike.
      guard !window.isFinal, bytes.count - window.index < 128 else { break }
    }
    guard feature.coordinates.count > before else { return false }
    found.nesting = level + 1
    return true
  }

  private static func plainPositions(
    _ bytes: borrowing Span<UInt8>, from start: Int, afterComma: Bool,
    into line: inout [Coordinate]
  ) -> Int {
    var index = start
    var isComma = afterComma
    while true {
      var i = index
      if isComma {
        guard take(UInt8(ascii: ","), bytes, &i) else { return index }
        skipBlanks(bytes, &i)
      }
      guard take(UInt8(ascii: "["), bytes, &i) else { return index }
      skipBlanks(bytes, &i)
      let first = Decimal(bytes, at: &i)
      guard first.isValid, let longitude = first.fastDouble, abs(longitude) <= longitudeLimit
      else { return index }
      skipBlanks(bytes, &i)
      guard take(UInt8(ascii: ","), bytes, &i) else { return index }
      skipBlanks(bytes, &i)
      let second = Decimal(bytes, at: &i)
      guard second.isValid, let latitude = second.fastDouble, abs(latitude) <= 90 else {
        return index
      }
      skipBlanks(bytes, &i)
      guard take(UInt8(ascii: "]"), bytes, &i) else { return index }
      line.append(Coordinate(longitude: longitude, latitude: latitude))
      (index, isComma) = (i, true)
    }
  }

  @inline(__always)
  private static func take(_ byte: UInt8, _ bytes: borrowing Span<UInt8>, _ i: inout Int) -> Bool {
    guard i < bytes.count, bytes[i] == byte else { return false }
    i += 1
    return true
  }

  @inline(__always)
  private static func skipBlanks(_ bytes: borrowing Span<UInt8>, _ i: inout Int) {
    while i < bytes.count, bytes[i] == 0x20 { i += 1 }
  }
}
