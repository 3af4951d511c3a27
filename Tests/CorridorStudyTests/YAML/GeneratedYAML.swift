/// Writes random documents in every style that study files may use.
struct GeneratedYAML {
  var dice: Dice
  private var key = 0

  init(seed: UInt64) { dice = Dice(state: seed) }

  mutating func document() -> String {
    var text = dice.once(in: 4) ? "# a comment\n\n" : ""
    if dice.once(in: 8) { text += "---\n" }
    text += block(indent: 0, depth: 0)
    return dice.once(in: 6) ? text.replacing("\n", with: "\r\n") : text
  }

  private mutating func block(indent: Int, depth: Int) -> String {
    let count = Int.random(in: 1...4, using: &dice)
    let isSequence = dice.once(in: 3)
    return (0..<count).map { _ in
      let space = String(repeating: " ", count: indent)
      let gap = dice.once(in: 7) ? "\n" + space + "# note: 'x' [\n" : ""
      let head = isSequence ? "-" : nextKey() + (dice.once(in: 9) ? " :" : ":")
      return gap + space + head + value(indent: indent, depth: depth, inSequence: isSequence)
    }.joined()
  }

  private mutating func value(indent: Int, depth: Int, inSequence: Bool) -> String {
    switch Int.random(in: 0..<(depth < 4 ? 10 : 7), using: &dice) {
    case 0: return dice.pick(["\n", "  # nothing\n"])
    case 1, 2: return " " + plain() + dice.pick(["\n", "  # why\n", "   \n"])
    case 3: return " " + quoted(indent: indent) + dice.pick(["\n", " # why\n"])
    case 4: return " " + flow(depth: 0, indent: indent) + "\n"
    case 5: return blockScalar(indent: indent)
    case 6:
      let space = String(repeating: " ", count: indent + Int.random(in: 1...3, using: &dice))
      return " " + plain() + "\n" + space + plain() + dice.pick(["\n", "\n\n" + space + "tail\n"])
    case 7 where inSequence:
      let inner = Int.random(in: 1...3, using: &dice)
      let text = block(indent: indent + 1 + inner, depth: depth + 1)
      guard !text.hasPrefix("\n") else { return text }
      return String(repeating: " ", count: inner) + text.drop { $0 == " " }
    default:
      let inner = indent + Int.random(in: 1...4, using: &dice)
      return dice.pick(["\n", "  # inside\n"]) + block(indent: inner, depth: depth + 1)
    }
  }

  private mutating func blockScalar(indent: Int) -> String {
    let space = String(repeating: " ", count: indent + Int.random(in: 1...4, using: &dice))
    var text =
      " " + dice.pick(["|", ">"]) + dice.pick(["", "-", "+"]) + dice.pick(["", " # c"]) + "\n"
    for index in 0..<Int.random(in: 1...5, using: &dice) {
      if dice.once(in: 4) { text += dice.pick(["\n", "\n\n"]) }
      text += space + (index > 0 && dice.once(in: 4) ? "  " : "") + plain() + "\n"
    }
    return text + dice.pick(["", "\n", "\n\n"])
  }

  private mutating func flow(depth: Int, indent: Int) -> String {
    let space = String(repeating: " ", count: indent + 2)
    let gap = dice.pick([" ", "", "\n" + space, " # c\n" + space])
    let comma = "," + dice.pick([" ", "\n" + space, " # c\n" + space])
    let isMapping = dice.once(in: 2)
    let items = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
      let item =
        depth < 3 && dice.once(in: 4)
        ? flow(depth: depth + 1, indent: indent)
        : dice.once(in: 4) ? quoted(indent: indent) : flowPlain()
      return isMapping ? nextKey() + ": " + item : item
    }
    let tail = !items.isEmpty && dice.once(in: 5) ? "," : ""
    let inner = gap + items.joined(separator: comma) + tail + dice.pick([" ", "", "\n" + space])
    return isMapping ? "{\(inner)}" : "[\(inner)]"
  }

  private mutating func nextKey() -> String {
    key += 1
    let name = dice.pick(["rail.speed", "a", "x-y", "키", "имя", "container:busan-hamburg", "k k"])
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: return "\"\(name)\(key)\""
    case 1: return "'\(name)\(key)'"
    default: return "\(name)\(key)"
    }
  }

  private mutating func plain() -> String {
    dice.pick([
      "740", "km/day", "5,430 km / 5.5 days", "2018-12-31", "it's a \"word\"", "a#b",
      "http://x/y:z",
      "-1.5e3", "true", "null", "~", "대한민국 서울", "Хасан", "x [y] {z}", "a, b", "50 %/year",
      "@2024"
        .replacing("@", with: "at "), "a - b", "a? b", "q: r".replacing(": ", with: ":"), "\\n",
      "🚂 x",
    ])
  }

  private mutating func flowPlain() -> String {
    dice.pick([
      "740", "km/day", "http://x/y", "2018-12-31", "it's", "a b", "하산", "-5", "x\n    y", "true",
      "~",
    ])
  }

  private mutating func quoted(indent: Int) -> String {
    let space = String(repeating: " ", count: indent + 1)
    return dice.pick([
      "\"\"", "''", "'it''s'", "\"a\\tb\\n\\\"c\\\" \\u0416 \\x41 \\\\\"", "' # no comment '",
      "\"a: b, [c]\"", "'Хасан: 하산'", "\"one\n\(space)two\n\n\(space)three\"",
      "'one  \n\(space)two '", "\"one\\\n\(space) two\"", "\"trailing \\\n\n\(space) x\"",
      "\"\\U0001F682\"",
    ])
  }
}
