/// Words of the command line that begin with a minus and are no options: numbers and positions.
///
/// The parser takes `-5` in `--value-of-time -5` for an option, and says that the value is missing; a
/// number that is refused should say why. Here such a word is joined to its option, and positions are
/// put behind `--`.
enum NegativeWords {
  /// The words as the parser understands them.
  static func settled(_ words: [String]) -> [String] {
    guard words.contains(where: isNumber), let verb = words.first,
      let description = VerbDescription.command()?.subcommands.first(where: { $0.name == verb })
    else { return words }
    return settled(Array(words.dropFirst()), of: description)
  }

  private static func settled(_ words: [String], of verb: VerbDescription) -> [String] {
    var options: [String] = []
    var positionals: [String] = []
    var pending: String?
    for (index, word) in words.enumerated() {
      if let name = pending {
        pending = nil
        if isNumber(word) {
          options.append(name + "=" + word)
        } else {
          options += [name, word]
        }
      } else if word == "--" {
        positionals += words[(index + 1)...]
        break
      } else if word.hasPrefix("-"), word != "-", !isNumber(word) {
        if verb.option(word)?.kind == .option {
          pending = word
        } else {
          options.append(word)
        }
      } else {
        positionals.append(word)
      }
    }
    options += pending.map { [$0] } ?? []
    let needsEnd = positionals.contains { $0.hasPrefix("-") && $0 != "-" }
    return [verb.name] + options + (needsEnd ? ["--"] : []) + positionals
  }

  /// Whether a word is a minus and a number, or begins so, as `-122.4,37.8` does.
  private static func isNumber(_ word: String) -> Bool {
    guard word.hasPrefix("-") else { return false }
    let rest = word.dropFirst().drop { $0 == "." }
    return rest.first.map { $0.isASCII && $0.isNumber } ?? false
  }
}
