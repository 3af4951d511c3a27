import ArgumentParser
import Corridor

/// What a shell may put in place of the word at the cursor.
///
/// The scripts of all shells ask `corridor ---words WORD...`, the last word being the one at the cursor, as
/// far as the cursor. The answer has a line for each candidate, with a tab and what it is behind it where
/// that helps. A line `:file` or `:folder` asks the shell for its own.
struct Completion {
  private let words: [String]
  private let command: VerbDescription

  /// The candidates for a line of words behind the name of the command; none when something is wrong.
  static func lines(_ words: [String]) -> [String] {
    guard let command = VerbDescription.command() else { return [] }
    return Completion(words: words.isEmpty ? [""] : words, command: command).lines
  }

  private var current: String { words.last ?? "" }

  private var lines: [String] {
    let verbs = command.subcommands
    let before = words.dropLast()
    guard let first = before.first else {
      return fitting(
        verbs.map { "\($0.name)\t\($0.abstract)" } + ["help\tWhat a verb does."], current)
        + (current.hasPrefix("-") ? fitting(["--help", "--version"], current) : [])
    }
    if first == "help" {
      return before.count == 1 ? fitting(verbs.map { "\($0.name)\t\($0.abstract)" }, current) : []
    }
    guard let verb = verbs.first(where: { $0.name == first }) else { return [] }
    return lines(of: verb, before: Array(before.dropFirst()))
  }

  /// What comes next behind the words of a verb.
  private func lines(of verb: VerbDescription, before: [String]) -> [String] {
    var pending: VerbDescription.Argument?
    var used: Set<String> = []
    var positionals = 0
    var isEnded = false
    for word in before {
      if pending != nil {
        pending = nil
      } else if isEnded || !word.hasPrefix("-") || word == "-" {
        positionals += 1
      } else if word == "--" {
        isEnded = true
      } else if let option = verb.option(String(word.prefix { $0 != "=" })) {
        if !option.isRepeating { used.formUnion(option.names) }
        if option.kind == .option, !word.contains("=") { pending = option }
      }
    }
    if let pending { return values(of: pending, verb, typed: current, lead: "") }
    if !isEnded, current.hasPrefix("-") {
      if let equals = current.firstIndex(of: "="),
        let option = verb.option(String(current[..<equals]))
      {
        let lead = String(current[...equals])
        return values(of: option, verb, typed: String(current.dropFirst(lead.count)), lead: lead)
      }
      return options(of: verb, without: used)
    }
    let places = verb.positionals
    guard let place = places.indices.contains(positionals) ? places[positionals] : places.last,
      positionals < places.count || place.isRepeating
    else { return current.isEmpty ? options(of: verb, without: used) : [] }
    return values(of: place, verb, typed: current, lead: "")
  }

  private func options(of verb: VerbDescription, without used: Set<String>) -> [String] {
    fitting(
      verb.arguments.flatMap { argument in
        argument.names.filter { $0.hasPrefix("--") && !used.contains($0) }
          .map { "\($0)\t\(argument.abstract)" }
      }, current)
  }

  private func values(
    of argument: VerbDescription.Argument, _ verb: VerbDescription, typed: String, lead: String
  ) -> [String] {
    switch argument.values {
    case .list(let values): fitting(values, typed).map { lead + $0 }
    case .file: [":file"]
    case .folder: [":folder"]
    case .custom: asked(argument, verb, typed: typed).map { $0 == ":folder" ? $0 : lead + $0 }
    case .free: []
    }
  }

  /// What the definition of an argument answers.
  private func asked(
    _ argument: VerbDescription.Argument, _ verb: VerbDescription, typed: String
  ) -> [String] {
    let places = verb.positionals.map(\.valueName)
    let name =
      argument.names.last
      ?? places.firstIndex(of: argument.valueName).map { "positional@\($0)" } ?? ""
    let line = [verb.name] + words.dropFirst().dropLast() + [typed]
    do {
      _ = try CorridorCommand.parseAsRoot(
        ["---completion", verb.name, "--", name, "\(line.count - 1)", "\(typed.count)"] + line)
      return []
    } catch {
      guard CorridorCommand.exitCode(for: error).isSuccess else { return [] }
      let answer = CorridorCommand.fullMessage(for: error)
      return fitting(answer.split(separator: "\n").map(String.init), typed)
    }
  }

  private func fitting(_ candidates: [String], _ typed: String) -> [String] {
    candidates.filter { $0.hasPrefix(typed) || $0.hasPrefix(":f") }
  }
}
