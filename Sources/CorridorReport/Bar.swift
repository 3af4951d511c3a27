/// A small drawing in a table: something of one row, on the scale of its column from 0 to 1.
enum Bar: Sendable {
  /// From the left end as far as a share.
  case share(Double)
  /// A span with a mark in it.
  case span(low: Double, mark: Double, high: Double)
  /// From a base to both sides: what the low and what the high end of something makes of it.
  case swing(base: Double, low: Double, high: Double)
  /// A stretch somewhere between the ends.
  case stretch(from: Double, to: Double)
  /// A line of heights, one for each place; nil where there is none.
  case line([Double?])

  /// Signs of so many columns at most.
  func text(width: Int, signs: Screen.Signs) -> String {
    guard width > 0, signs != .none else { return "" }
    let isASCII = signs == .ascii
    switch self {
    case .share(let share): return isASCII ? Self.hashes(share, width) : Self.blocks(share, width)
    case .span(let low, let mark, let high):
      let (from, to) = (Self.place(min(low, high), width), Self.place(max(low, high), width))
      var signs = [Character](repeating: " ", count: width)
      for place in from...to { signs[place] = isASCII ? "-" : "\u{2500}" }
      signs[from] = isASCII ? "|" : "\u{251C}"
      signs[to] = isASCII ? "|" : "\u{2524}"
      signs[Self.place(mark, width)] = isASCII ? "o" : "\u{25CF}"
      return Self.text(signs)
    case .stretch(let from, let to):
      let (first, last) = (Self.place(from, width), Self.place(to, width))
      return String(repeating: " ", count: first)
        + String(repeating: isASCII ? "#" : "\u{2588}", count: max(1, last - first))
    case .swing(let base, let low, let high):
      var signs = [Character](repeating: " ", count: width)
      let middle = Self.place(base, width)
      // The longer arm first, so that the shorter is seen where both go the same way.
      let arms: [(end: Double, sign: Character)] = [
        (low, isASCII ? "-" : "\u{2592}"), (high, isASCII ? "#" : "\u{2588}"),
      ]
      for arm in arms.sorted(by: { abs($0.end - base) > abs($1.end - base) }) {
        let end = Self.place(arm.end, width)
        for place in min(middle, end)...max(middle, end) { signs[place] = arm.sign }
      }
      signs[middle] = isASCII ? "|" : "\u{2502}"
      return Self.text(signs)
    case .line(let heights):
      let levels: [Character] =
        isASCII
        ? ["_", ".", "-", "~", "=", "+", "*", "#"]
        : [
          "\u{2581}", "\u{2582}", "\u{2583}", "\u{2584}", "\u{2585}", "\u{2586}", "\u{2587}",
          "\u{2588}",
        ]
      return Self.text(
        heights.prefix(width).map { height in
          height.map { levels[Self.place($0, levels.count)] } ?? " "
        })
    }
  }

  /// The column of so many that a place from 0 to 1 lies in.
  private static func place(_ value: Double, _ width: Int) -> Int {
    guard value.isFinite else { return 0 }
    return min(width - 1, Int(max(0, min(1, value)) * Double(width)))
  }

  /// Full blocks and one of an eighth to seven; at least a sliver of what is not 0.
  private static func blocks(_ share: Double, _ width: Int) -> String {
    let eighths = steps(share, 8 * width)
    let rest = eighths % 8
    var text = String(repeating: "\u{2588}", count: eighths / 8)
    // U+2589 is seven eighths, U+258F one.
    if rest > 0, let scalar = Unicode.Scalar(UInt32(0x2590 - rest)) {
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  private static func hashes(_ share: Double, _ width: Int) -> String {
    String(repeating: "#", count: steps(share, width))
  }

  private static func steps(_ share: Double, _ count: Int) -> Int {
    guard share.isFinite, share > 0 else { return 0 }
    return max(1, Int((min(1, share) * Double(count)).rounded()))
  }

  private static func text(_ signs: [Character]) -> String {
    var text = String(signs)
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Bar {
  /// A scale of numbers that spans all of several, for bars of one column.
  struct Scale: Sendable {
    let low: Double
    let high: Double

    /// The scale of the finite ones among numbers; nil when they span nothing.
    init?(_ values: [Double]) {
      let finite = values.filter(\.isFinite)
      guard let low = finite.min(), let high = finite.max(), low < high,
        (high - low).isFinite
      else { return nil }
      (self.low, self.high) = (low, high)
    }

    /// Where a number lies, from 0 to 1.
    func place(_ value: Double) -> Double { (value - low) / (high - low) }
  }
}
