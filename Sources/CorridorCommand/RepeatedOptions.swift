/// Options that take one value and stand twice on the command line.
///
/// The parser lets the last one win and says nothing; whoever wrote both meant something else.
enum RepeatedOptions {
  /// Refuses the first of them; the words are those behind the name of the command.
  static func check(_ words: [String]) throws {
    let asksHelp = words.contains { $0 == "-h" || $0 == "--help" }
    // The command describes itself only where an option may stand twice: that takes longer than a start.
    guard !asksHelp, mayRepeat(words), let name = words.first,
      let verb = VerbDescription.command()?.subcommands.first(where: { $0.name == name })
    else { return }
    var given: [String: (name: String, value: String)] = [:]
    for (option, written, value) in values(in: words.dropFirst(), of: verb) {
      guard let first = given.updateValue((written, value), forKey: option) else { continue }
      let names = first.name == written ? written : "\(first.name) or \(written)"
      throw Failure.usage(
        "\(names) stands twice, for '\(first.value)' and for '\(value)'; keep one of the two")
    }
  }

  /// Whether some option may stand twice, by its name or by a short one and a long one.
  private static func mayRepeat(_ words: [String]) -> Bool {
    let names = words.filter { $0.hasPrefix("-") && $0.count > 1 }.map(name)
    let all = Set(names)
    return all.count < names.count
      || all.contains { short in all.contains { $0.hasPrefix("-" + short) } }
  }

  /// Every value of an option that takes one, by the option's longest name, and the name as written.
  private static func values(
    in words: ArraySlice<String>, of verb: VerbDescription
  ) -> [(option: String, written: String, value: String)] {
    var found: [(option: String, written: String, value: String)] = []
    var rest = words
    while let word = rest.popFirst(), word != "--" {
      let written = name(of: word)
      guard let option = verb.option(written), option.kind == .option else { continue }
      let value =
        word == written ? rest.popFirst() ?? "" : String(word.dropFirst(written.count + 1))
      if !option.isRepeating { found.append((option.names.last ?? written, written, value)) }
    }
    return found
  }

  private static func name(of word: String) -> String {
    String(word.prefix { $0 != "=" })
  }
}
