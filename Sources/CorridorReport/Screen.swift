/// What text is drawn on: how wide it is, and whether it has colours, bars and blocks.
public struct Screen: Sendable {
  /// The signs that bars are made of.
  public enum Signs: Sendable {
    /// None: no bars.
    case none
    /// Those of ASCII.
    case ascii
    /// Block elements and box drawing of Unicode.
    case blocks
  }

  /// What a piece of text says of itself, beside its words.
  public enum Tone: Sendable {
    /// It stands out, as a title does.
    case strong
    /// It stays in the background.
    case quiet
    /// It is good news.
    case good
    /// It is to be doubted.
    case doubtful
    /// It is bad news.
    case bad
    /// It is a drawing.
    case drawn

    /// The parameter of Select Graphic Rendition.
    ///
    /// - Source: ECMA-48, section 8.3.117.
    fileprivate var code: Int {
      switch self {
      case .strong: 1
      case .quiet: 2
      case .good: 32
      case .doubtful: 33
      case .bad: 31
      case .drawn: 36
      }
    }
  }

  /// Columns of a line.
  public let width: Int
  /// What bars are made of.
  public let signs: Signs
  /// Whether tones are painted.
  public let hasColour: Bool
  /// Whether what is wider than a line is folded: a terminal would break it anywhere.
  public let folds: Bool

  /// Prose is no wider than this however wide a screen is.
  private static let widestProse = 100

  /// A file or a pipe: lines of 100 columns, tables as wide as they are, no colour and no bar.
  public static let page = Screen(width: 100, signs: .none, hasColour: false, folds: false)

  private init(width: Int, signs: Signs, hasColour: Bool, folds: Bool) {
    self.width = width
    self.signs = signs
    self.hasColour = hasColour
    self.folds = folds
  }

  /// A terminal of so many columns; one of fewer than 40 is taken for one of 40.
  public static func terminal(columns: Int, signs: Signs, hasColour: Bool) -> Screen {
    Screen(width: max(40, columns), signs: signs, hasColour: hasColour, folds: true)
  }

  /// The text with a tone, where there is colour.
  public func paint(_ text: String, _ tone: Tone?) -> String {
    guard hasColour, let tone, !text.isEmpty else { return text }
    return "\u{1B}[\(tone.code)m\(text)\u{1B}[0m"
  }

  /// Text broken at spaces so that no line is wider than the screen, as far as its words allow.
  public func wrapped(_ text: String, indent: String = "", tone: Tone? = nil) -> [String] {
    Text.wrapped(text, width: min(width, Self.widestProse), indent: indent)
      .map { paint($0, tone) }
  }

  /// Text behind a lead, its further lines set in as far as the lead is wide.
  ///
  /// With `hanging`, by so many columns more.
  func paragraph(_ lead: String, _ text: String, hanging: Int = 0) -> [String] {
    let blank = String(repeating: " ", count: Text.width(lead))
    let room = min(width, Self.widestProse) - Text.width(lead)
    let indent = String(repeating: " ", count: hanging)
    return Text.wrapped(text, width: room, indent: indent).enumerated().map {
      $0.offset == 0
        ? paint(lead, .quiet) + $0.element
        : shifted($0.element, behind: blank, width: min(width, Self.widestProse))
    }
  }

  /// A line behind an indent; an address that is too wide there moves to the left as far as it has to.
  ///
  /// It is never broken, so that it can be copied and opened in one piece.
  private func shifted(_ line: String, behind blank: String, width: Int) -> String {
    guard Text.width(blank) + Text.width(line) > width, line.contains("://"),
      let start = line.firstIndex(where: { $0 != " " }), !line[start...].contains(" ")
    else { return blank + line }
    let address = line[start...]
    return String(repeating: " ", count: max(0, width - address.count)) + address
  }

  /// A line that is broken where it is too wide and the screen folds, and stays whole elsewhere.
  ///
  /// The first line stands behind `lead`, the further ones behind `blank`.
  func folded(_ text: String, lead: String = "", blank: String) -> [String] {
    guard folds else { return [lead + text] }
    let room = width - max(Text.width(lead), Text.width(blank))
    return Text.wrapped(text, width: room, indent: "").enumerated().map {
      $0.offset == 0 ? lead + $0.element : shifted($0.element, behind: blank, width: width)
    }
  }

  /// A share of one as a bar of so many columns, its rest drawn too.
  public func bar(_ share: Double, width: Int) -> String {
    let filled = Bar.share(share).text(width: width, signs: signs)
    let rest = max(0, width - filled.count)
    return paint(filled, .drawn)
      + String(repeating: signs == .blocks ? "\u{2591}" : ".", count: rest)
  }

  /// A complaint as compilers write them, `file:line:column: error: what; remedy`, line by line.
  public func complaint(_ text: String) -> [String] {
    let tones: [(word: String, tone: Tone)] = [
      ("error:", .bad), ("warning:", .doubtful), ("note:", .quiet),
    ]
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      var lines = line.isEmpty ? [""] : folded(String(line), blank: "  ")
      guard hasColour, let first = lines.first else { return lines }
      for (word, tone) in tones {
        guard let place = first.firstRange(of: word) else { continue }
        lines[0] =
          first[..<place.lowerBound] + paint(word, tone) + first[place.upperBound...]
        break
      }
      return lines
    }
  }
}
