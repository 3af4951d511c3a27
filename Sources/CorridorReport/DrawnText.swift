/// How wide text is in a drawing, for maps and charts alike, and text fitted to a width.
///
/// No font is opened: a drawing is shown in the reader's own. Widths are those of DejaVu Sans, the widest of the
/// faces that drawings ask for, so that what fits in it fits in the others.
///
/// - Source: the advance widths of DejaVu Sans 2.37 (https://dejavu-fonts.github.io).
enum DrawnText {
  /// The width of a text, in the units of the size of its letters.
  static func width(_ text: String, size: Double, isBold: Bool = false) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += advance(of: scalar) }
    return Double(thousandths) / 1000 * size * (isBold ? boldness : 1)
  }

  /// Text broken at spaces so that no line is wider than `width`; a word that is wider is broken anywhere.
  static func wrapped(
    _ text: String, width: Double, size: Double, isBold: Bool = false
  ) -> [String] {
    let space = self.width(" ", size: size, isBold: isBold)
    var lines: [String] = []
    var line = ""
    var taken = 0.0
    for word in text.split(whereSeparator: \.isWhitespace) {
      for piece in broken(word, width: width, size: size, isBold: isBold) {
        let needed = self.width(piece, size: size, isBold: isBold)
        if line.isEmpty {
          (line, taken) = (piece, needed)
        } else if taken + space + needed > width {
          lines.append(line)
          (line, taken) = (piece, needed)
        } else {
          line += " " + piece
          taken += space + needed
        }
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// The text cut to a width, with an ellipsis where something is left out.
  static func fitted(
    _ text: String, width: Double, size: Double, isBold: Bool = false
  ) -> String {
    guard self.width(text, size: size, isBold: isBold) > width else { return text }
    var shorter = text
    while !shorter.isEmpty, self.width(shorter + "…", size: size, isBold: isBold) > width {
      shorter.removeLast()
    }
    return shorter + "…"
  }

  /// A word in pieces of which none is wider than `width`; the word itself where it is not.
  private static func broken(
    _ word: Substring, width: Double, size: Double, isBold: Bool
  ) -> [String] {
    guard self.width(String(word), size: size, isBold: isBold) > width else {
      return [String(word)]
    }
    var pieces: [String] = []
    var piece = ""
    for character in word {
      let longer = piece + String(character)
      if !piece.isEmpty, self.width(longer, size: size, isBold: isBold) > width {
        pieces.append(piece)
        piece = String(character)
      } else {
        piece = longer
      }
    }
    return pieces + [piece]
  }

  /// How much wider words are in bold letters, at most: by 9 % in digits, by up to 15 % in words.
  private static let boldness = 1.16

  /// The width of a letter in thousandths of the size.
  private static func advance(of scalar: Unicode.Scalar) -> Int {
    let value = Int(scalar.value)
    switch value {
    case 0x20...0x7E: return latin[value - 0x20]
    case 0x410...0x44F: return cyrillic[value - 0x410]
    // What combines with the letter before it, and what joins or parts letters unseen.
    case 0x300...0x36F, 0x200B...0x200D, 0xFE00...0xFE0F: return 0
    case 0xB0, 0xB7, 0x2010...0x2013, 0x2018...0x201A: return 500
    case 0xA0...0x2FF, 0x370...0x3FF, 0x1E00...0x1EFF:
      return scalar.properties.isUppercase ? 790 : 660
    case 0x400...0x52F: return scalar.properties.isUppercase ? 860 : 700
    default: return Text.width(String(scalar)) > 1 ? 1000 : 1040
    }
  }

  /// U+0020 to U+007E.
  private static let latin = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770,
    632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989,
    685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278,
    579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636,
    838,
  ]

  /// U+0410 to U+044F, the Russian alphabet but for Ё.
  private static let cyrillic = [
    684, 686, 686, 610, 781, 632, 1077, 641, 748, 748, 710, 752, 863, 752, 787, 752, 603, 698,
    611, 609, 861, 685, 776, 686, 1069, 1094, 833, 882, 686, 698, 1080, 695, 613, 617, 589, 525,
    691, 615, 901, 532, 650, 650, 604, 639, 754, 654, 612, 654, 635, 550, 583, 592, 855, 592, 681,
    591, 915, 942, 707, 790, 589, 549, 842, 602,
  ]
}
