internal import CorridorGeometry

/// Writes shapes as text: the numbers of the input as they stood, rounded where that is asked for.
struct GeometryText {
  /// The text that positions come from.
  let bytes: [UInt8]
  let precision: Int?
  private let grid: DecimalGrid

  /// Decimals of what a cut makes, unless another precision is asked for.
  private static let decimalsOfCuts = 7

  init(bytes: [UInt8], precision: Int?) {
    self.bytes = bytes
    self.precision = precision
    grid = DecimalGrid(precision: min(precision ?? Self.decimalsOfCuts, 12))
  }

  /// Appends the coordinates of a shape, with a time for every position of every path for trips.
  func append(_ shape: GeometryShape, times: [[Double]]? = nil, to output: inout [UInt8]) {
    switch shape.type {
    case .point:
      if let point = shape.paths.first?.first {
        append(point, time: nil, to: &output)
      } else {
        output.append(contentsOf: "[]".utf8)
      }
    case .multiPoint, .lineString:
      append(shape.paths.first ?? [], times: times?.first, to: &output)
    case .multiLineString: append(shape.paths[...], times: times, to: &output)
    case .polygon: append(shape.paths[...], times: nil, to: &output)
    case .multiPolygon:
      output.append(UInt8(ascii: "["))
      appendElements(of: shape, to: &output)
      output.append(UInt8(ascii: "]"))
    case .collection: break
    }
  }

  /// Appends the lines or polygons of a shape with commas between them, and before the first unless a
  /// bracket stands there.
  func appendElements(of shape: GeometryShape, to output: inout [UInt8]) {
    for element in shape.isArea ? shape.polygons : shape.paths.indices.map({ $0..<($0 + 1) }) {
      if output.last != UInt8(ascii: "[") { output.append(UInt8(ascii: ",")) }
      if shape.isArea {
        append(shape.paths[element], times: nil, to: &output)
      } else {
        append(shape.paths[element.lowerBound], times: nil, to: &output)
      }
    }
  }

  private func append(
    _ paths: ArraySlice<[ShapePosition]>, times: [[Double]]?, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "["))
    for (number, path) in paths.enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      append(path, times: times?[number], to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Appends one line or ring.
  func append(
    _ path: [ShapePosition], times: [Double]?, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "["))
    for (number, position) in path.enumerated() {
      if number > 0 { output.append(UInt8(ascii: ",")) }
      append(position, time: times?[number], to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  private func append(_ position: ShapePosition, time: Double?, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "["))
    if position.isMade {
      appendMade(position, time: time, to: &output)
    } else {
      let text = position.raw.text
      var numbers = 0
      var start = text.lowerBound
      while start < text.upperBound {
        if numbers > 0 { output.append(UInt8(ascii: ",")) }
        // With a time in the fourth place what stood there has to go.
        if time != nil, numbers == 3 {
          output.removeLast()
          break
        }
        let number = nextNumber(in: start..<text.upperBound)
        appendNumber(number, of: position, isFirst: numbers == 0, to: &output)
        numbers += 1
        start = number.upperBound
        while start < text.upperBound, bytes[start] != UInt8(ascii: ",") { start += 1 }
        start += 1
      }
      if let time {
        output.append(contentsOf: (numbers == 2 ? ",0," : ",").utf8)
        NumberText.append(time, to: &output)
      }
    }
    output.append(UInt8(ascii: "]"))
  }

  private func appendMade(_ position: ShapePosition, time: Double?, to output: inout [UInt8]) {
    let steps = grid.position(position.coordinate)
    grid.append(steps.x, to: &output)
    output.append(UInt8(ascii: ","))
    grid.append(steps.y, to: &output)
    if let altitude = position.altitude {
      output.append(UInt8(ascii: ","))
      NumberText.append((altitude * 1000).rounded() / 1000, to: &output)
    } else if time != nil {
      output.append(contentsOf: ",0".utf8)
    }
    if let time {
      output.append(UInt8(ascii: ","))
      NumberText.append(time, to: &output)
    }
  }

  private func appendNumber(
    _ number: Range<Int>, of position: ShapePosition, isFirst: Bool, to output: inout [UInt8]
  ) {
    guard isFirst, position.turns != 0 else {
      if let precision {
        DecimalText.append(number, of: bytes, decimals: precision, to: &output)
      } else {
        output.append(contentsOf: bytes[number])
      }
      return
    }
    var moved: [UInt8] = []
    if !DecimalText.append(number, of: bytes, turns: position.turns, to: &moved) {
      NumberText.append(position.raw.x, to: &moved)
    }
    if let precision {
      DecimalText.append(moved.indices, of: moved, decimals: precision, to: &output)
    } else {
      output.append(contentsOf: moved)
    }
  }

  /// The text of the next number, without the white space round it.
  private func nextNumber(in text: Range<Int>) -> Range<Int> {
    var start = text.lowerBound
    while start < text.upperBound, bytes[start] <= 0x20 { start += 1 }
    var end = start
    while end < text.upperBound, bytes[end] > 0x20, bytes[end] != UInt8(ascii: ",") { end += 1 }
    return start..<end
  }

  /// The third number of a position; nil where it has but two.
  func altitude(_ position: RawPosition) -> Double? {
    var start = Int(position.start)
    for _ in 0..<2 {
      while start < Int(position.end), bytes[start] != UInt8(ascii: ",") { start += 1 }
      start += 1
    }
    guard start < Int(position.end) else { return nil }
    var index = nextNumber(in: start..<Int(position.end)).lowerBound
    return Decimal(bytes.span, at: &index).fastDouble
  }

  // MARK: - Boxes

  /// Appends a member `bbox`, or nothing where there is no position.
  func appendBox(_ cover: BoxCover, isContinued: Bool, to output: inout [UInt8]) {
    guard let box = isContinued ? cover.flatBox : cover.box else { return }
    output.append(contentsOf: "\"bbox\":[".utf8)
    var numbers = [box.west, box.south, box.east, box.north]
    if let altitudes = cover.altitudes {
      numbers.insert(altitudes.lowerBound, at: 2)
      numbers.append(altitudes.upperBound)
    }
    for (index, number) in numbers.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      var text: [UInt8] = []
      NumberText.append(number, to: &text)
      DecimalText.append(text.indices, of: text, decimals: precision ?? 400, to: &output)
    }
    output.append(UInt8(ascii: "]"))
  }

  /// Appends a text without the white space between its tokens.
  func appendCompact(_ text: Range<Int>, to output: inout [UInt8]) {
    var isInString = false
    var index = text.lowerBound
    while index < text.upperBound {
      let byte = bytes[index]
      if isInString {
        output.append(byte)
        if byte == UInt8(ascii: "\\"), index + 1 < text.upperBound {
          index += 1
          output.append(bytes[index])
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte > 0x20 {
        output.append(byte)
        isInString = byte == UInt8(ascii: "\"")
      }
      index += 1
    }
  }
}

extension BoxCover {
  /// The box of longitudes that go on beyond 180, with its west below its east.
  var flatBox: BoundingBox? {
    guard let box, let ends = longitudes else { return nil }
    return BoundingBox(west: ends.west, south: box.south, east: ends.east, north: box.north)
  }
}
