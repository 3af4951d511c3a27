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

  /// About how wide a text is in a sans-serif face of a size, rather too wide than too narrow.
  static func width(_ text: String, size: Double) -> Double {
    text.reduce(0) { $0 + width(of: $1) } * size
  }

  /// The same of a character, as a share of the size.
  ///
  /// Faces differ by a tenth; these are about the widths of DejaVu Sans, the widest of the common ones.
  private static func width(of character: Character) -> Double {
    if Text.width(String(character)) > 1 { return 1 }
    if narrow.contains(character) { return 0.38 }
    if wide.contains(character) { return 0.95 }
    let isCyrillic = character.unicodeScalars.contains { (0x400...0x52F).contains($0.value) }
    return character.isUppercase ? 0.75 : isCyrillic ? 0.66 : 0.63
  }

  private static let narrow: Set<Character> = [
    " ", ".", ",", ":", ";", "'", "’", "|", "!", "-", "‐", "(", ")", "i", "j", "l", "f", "t", "r",
    "I",
    "J", "і",
  ]
  private static let wide: Set<Character> = [
    "m", "w", "M", "W", "ж", "м", "ф", "ш", "щ", "ы", "ю", "Ж", "М", "Ф", "Ш", "Щ", "Ы", "Ю", "Д",
  ]

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
