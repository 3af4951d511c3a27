import CorridorGeoJSON

/// Pieces of SVG.
enum SVGText {
  /// A length in the picture's units, to a tenth.
  static func number(_ value: Double) -> String {
    NumberText.text(NumberFormat.decimals(value, 1))
  }

  /// Text for an element, without the control characters that XML forbids.
  static func escaped(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar.value >= 0x20 || scalar == "\n" {
      if scalar.value != 0xFFFE, scalar.value != 0xFFFF { scalars.append(scalar) }
    }
    return HTML(String(scalars)).markup
  }

  /// A line of text.
  static func text(
    _ text: String, x: Double, y: Double, size: Double, attributes: String = ""
  ) -> String {
    let space = attributes.isEmpty ? "" : " "
    return "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(size))\""
      + "\(space)\(attributes)>\(escaped(text))</text>"
  }

  /// The data of a path through points, each from the one before it.
  ///
  /// Points that all fall on one tenth of a pixel have none, or are a dot.
  static func path(
    _ points: [(x: Double, y: Double)], isClosed: Bool = false, keepsDots: Bool = false
  ) -> String {
    guard let first = points.first else { return "" }
    var last = tenths(first)
    var data = "M\(text(last.0)) \(text(last.1))l"
    var isFirst = true
    for point in points.dropFirst() {
      let next = tenths(point)
      if next == last { continue }
      data += (isFirst ? "" : " ") + "\(text(next.0 - last.0)) \(text(next.1 - last.1))"
      (last, isFirst) = (next, false)
    }
    if isFirst { return keepsDots ? data + "0 0" : "" }
    return data + (isClosed ? "z" : "")
  }

  /// Whole tenths, so that steps add up to positions.
  private static func tenths(_ point: (x: Double, y: Double)) -> (Double, Double) {
    ((point.x * 10).rounded(), (point.y * 10).rounded())
  }

  private static func text(_ tenths: Double) -> String { NumberText.text(tenths / 10) }
}
