import ArgumentParser

/// A manual page of a verb, or of the command, in the man macros of roff.
///
/// It is made of the same definitions as help, so that it lacks no option and has none too many.
struct ManualPage {
  private let command: VerbDescription
  /// The verb; nil for the page of the command.
  private let verb: VerbDescription?

  /// The text of the page of a verb, `corridor` or nil being the command; of `verbs`, which pages there are.
  ///
  /// - Throws: `Failure` (64) for a word that is no verb.
  static func text(of name: String?) throws -> String {
    guard let command = VerbDescription.command() else {
      throw Failure(message: "error: the command does not describe itself", code: 70)
    }
    guard let name, name != command.name else {
      return ManualPage(command: command, verb: nil).text
    }
    let names = command.subcommands.map(\.name)
    if name == "verbs" { return names.map { $0 + "\n" }.joined() }
    guard let verb = command.subcommands.first(where: { $0.name == name }) else {
      throw Failure.usage(
        "there is no verb `\(name)`" + Session.suggestion(for: name, among: names))
    }
    return ManualPage(command: command, verb: verb).text
  }

  private var subject: VerbDescription { verb ?? command }
  private var name: String { verb.map { "corridor-\($0.name)" } ?? "corridor" }

  private var text: String {
    let release = CorridorCommand.configuration.version
    var roff = Roff()
    roff.request(
      "TH", [name.uppercased(), "1", CorridorCommand.released, "corridor \(release)", "corridor"])
    // A hyphen in a word that is broken would be taken for one of an option or of an id.
    // Sections and paragraphs turn to the mode of this register.
    roff.request("nr HY 0")
    roff.request("nh")
    roff.request("SH", ["NAME"])
    roff.text("\(name) \u{0} \(Self.phrase(subject.abstract))")
    roff.request("SH", ["SYNOPSIS"])
    synopsis(&roff)
    roff.request("SH", ["DESCRIPTION"])
    let (paragraphs, examples) = Self.parts(of: subject.discussion)
    roff.text(subject.abstract)
    for paragraph in paragraphs {
      roff.request("PP")
      roff.text(paragraph)
    }
    if verb == nil { verbs(&roff) }
    arguments(&roff)
    if !examples.isEmpty {
      roff.request("SH", ["EXAMPLES"])
      roff.request("EX")
      examples.forEach { roff.line($0) }
      roff.request("EE")
    }
    list("EXIT STATUS", Self.exitCodes, &roff)
    list("FILES", Self.files, &roff)
    list("ENVIRONMENT", Self.environment, &roff)
    related(&roff)
    return roff.lines.joined(separator: "\n") + "\n"
  }

  /// An abstract as what follows a name: without its full stop.
  private static func phrase(_ abstract: String) -> String {
    String(abstract.hasSuffix(".") ? abstract.dropLast() : abstract[...])
  }

  /// Prose by paragraphs, and the lines of a discussion that are commands to try.
  static func parts(of discussion: String) -> (paragraphs: [String], examples: [String]) {
    var paragraphs: [String] = []
    var examples: [String] = []
    var open = false
    for line in discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      let text = String(line.drop { $0 == " " })
      if text.hasPrefix("corridor ") {
        examples.append(text)
        open = false
      } else if !open, examples.last?.hasSuffix("\\") == true {
        examples.append("  " + text)
      } else if text.isEmpty || text.hasSuffix("first:") || text == "Try:" {
        open = false
      } else if open {
        paragraphs[paragraphs.count - 1] += " " + text
      } else {
        paragraphs.append(text)
        open = true
      }
    }
    return (paragraphs, examples)
  }

  // MARK: - Sections

  private func synopsis(_ roff: inout Roff) {
    guard let verb else {
      roff.text("\u{1}corridor\u{2} \u{3}verb\u{2} [\u{3}argument\u{2} ...]")
      return
    }
    var parts = ["\u{1}corridor \(verb.name)\u{2}"]
    parts += verb.positionals.map { place in
      let text = "\u{3}\(place.valueName)\u{2}" + (place.isRepeating ? " ..." : "")
      return place.isOptional ? "[\(text)]" : text
    }
    parts += verb.arguments.filter { $0.kind != .positional && !$0.isOptional }.map(Self.usage)
    roff.text((parts + ["[\u{3}options\u{2}]"]).joined(separator: " "))
  }

  private static func usage(_ argument: VerbDescription.Argument) -> String {
    let names = argument.names.map { "\u{1}\($0)\u{2}" }.joined(separator: ", ")
    return argument.kind == .option ? "\(names) \u{3}\(argument.valueName)\u{2}" : names
  }

  private func verbs(_ roff: inout Roff) {
    roff.request("SH", ["VERBS"])
    for verb in command.subcommands {
      roff.item("\u{1}corridor-\(verb.name)\u{2}(1)", verb.abstract)
    }
  }

  private func arguments(_ roff: inout Roff) {
    let places = subject.positionals
    if !places.isEmpty { roff.request("SH", ["ARGUMENTS"]) }
    for place in places { roff.item("\u{3}\(place.valueName)\u{2}", Self.words(place)) }
    roff.request("SH", ["OPTIONS"])
    for option in subject.arguments where option.kind != .positional {
      roff.item(Self.usage(option), Self.words(option))
    }
  }

  /// What an argument is, what it may be, and what it is when it is not given.
  private static func words(_ argument: VerbDescription.Argument) -> String {
    var text = argument.abstract
    if !argument.discussion.isEmpty { text += " " + argument.discussion }
    if case .list(let values) = argument.values, !values.isEmpty {
      text += " Values: " + values.joined(separator: ", ") + "."
    }
    if let preset = argument.preset, !preset.isEmpty { text += " Default: \(preset)." }
    return text
  }

  private func list(_ title: String, _ items: [(String, String)], _ roff: inout Roff) {
    roff.request("SH", [title])
    for (term, text) in items { roff.item(term, text) }
  }

  private func related(_ roff: inout Roff) {
    let pages =
      verb == nil
      ? command.subcommands.map { "corridor-\($0.name)" }
      : ["corridor"]
        + command.subcommands.filter { $0.name != verb?.name }.map { "corridor-\($0.name)" }
    roff.request("SH", ["SEE ALSO"])
    roff.text(pages.map { "\u{1}\($0)\u{2}(1)" }.joined(separator: ", "))
  }

  private static let exitCodes = [
    ("0", "Done."),
    ("1", "Errors were found, or what --fail-on names; there is no route."),
    ("64", "The command line is wrong."),
    ("65", "The data are wrong; the message names file, line and remedy."),
    ("66", "An input is missing."),
    ("69", "Another program is missing."),
    ("73", "A file can't be created."),
    ("74", "Reading or writing failed."),
    ("130", "The run was stopped by Ctrl-C."),
  ]

  private static let files = [
    ("\u{3}./Geo\u{2}", "The study, unless --study names another folder."),
    (
      "\u{3}PREFIX/share/corridor/Geo\u{2}",
      "The study that is installed beside the command, where there is no ./Geo."
    ),
  ]

  private static let environment = [
    ("\u{1}NO_COLOR\u{2}", "Set to anything: no colour, also on a terminal."),
    ("\u{1}TERM\u{2}", "A terminal that is dumb has no colour."),
    ("\u{1}COLUMNS\u{2}", "The width of a terminal that does not tell it."),
    (
      "\u{1}LC_ALL\u{2}, \u{1}LC_CTYPE\u{2}, \u{1}LANG\u{2}",
      "Bars are drawn with blocks where the locale is of UTF-8, else with signs of ASCII. Numbers "
        + "and texts never depend on it."
    ),
    ("\u{1}PATH\u{2}", "Where ogr2ogr, gzip and rsvg-convert are looked for."),
  ]
}
