import ArgumentParser
import Corridor

/// What a verb is and takes, as its definition has it: what help, completions and manual pages tell.
struct VerbDescription {
  /// What a verb takes.
  struct Argument {
    enum Kind: String {
      case positional
      case option
      case flag
    }

    /// What its value may be.
    enum Values {
      /// Words that are known.
      case list([String])
      case file
      case folder
      /// What the definition asks the study for.
      case custom
      case free
    }

    let kind: Kind
    /// With their dashes, the short ones first; none for a positional one.
    let names: [String]
    let valueName: String
    let abstract: String
    let discussion: String
    let isOptional: Bool
    let isRepeating: Bool
    let preset: String?
    let values: Values
  }

  let name: String
  let abstract: String
  let discussion: String
  let arguments: [Argument]
  let subcommands: [VerbDescription]

  /// The command with its verbs, as it describes itself; nil should it fail to.
  static func command() -> VerbDescription? {
    guard let dump = try? JSONParser().parse(CorridorCommand._dumpHelp()) else {
      return nil
    }
    return dump["command"].map(VerbDescription.init)
  }

  private init(_ value: JSONValue) {
    name = value["commandName"]?.string ?? ""
    abstract = value["abstract"]?.string ?? ""
    discussion = value["discussion"]?.string ?? ""
    arguments = (value["arguments"]?.array ?? []).compactMap(Argument.init)
    // The verb `help` says nothing of its own.
    subcommands = (value["subcommands"]?.array ?? []).map(VerbDescription.init)
      .filter { $0.name != "help" }
  }

  var positionals: [Argument] { arguments.filter { $0.kind == .positional } }

  /// The argument of that name, with its dashes.
  func option(_ name: String) -> Argument? { arguments.first { $0.names.contains(name) } }
}

extension VerbDescription.Argument {
  init?(_ value: JSONValue) {
    guard let kind = value["kind"]?.string.flatMap(Kind.init),
      value["shouldDisplay"]?.bool != false
    else { return nil }
    self.kind = kind
    let names = (value["names"]?.array ?? []).compactMap { name -> String? in
      guard let text = name["name"]?.string else { return nil }
      return (name["kind"]?.string == "long" ? "--" : "-") + text
    }
    self.names = names.sorted { ($0.count, $0) < ($1.count, $1) }
    valueName = value["valueName"]?.string ?? ""
    abstract = value["abstract"]?.string ?? ""
    discussion = value["discussion"]?.string ?? ""
    isOptional = value["isOptional"]?.bool ?? false
    isRepeating = value["isRepeating"]?.bool ?? false
    preset = value["defaultValue"]?.string
    let completion = value["completionKind"]
    if let list = completion?["list"]?["values"]?.array {
      values = .list(list.compactMap(\.string))
    } else if completion?["file"] != nil {
      values = .file
    } else if completion?["directory"] != nil {
      values = .folder
    } else if completion?["custom"] != nil {
      values = .custom
    } else {
      values = .free
    }
  }
}
