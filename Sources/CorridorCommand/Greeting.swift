import Corridor

/// What `corridor` alone says: what it is, which study it found, and what to try first.
struct Greeting {
  private let version: String
  private let folder: String
  private let study: Result<Study, any Error>

  /// Looks for a study.
  init(version: String, folder: String) {
    self.version = version
    self.folder = folder
    study = Result { try StudyReader.read(folder: folder) }
  }

  /// Text for a screen.
  func text(on screen: Screen) -> String {
    var lines = screen.wrapped(
      "corridor \(version) compares, prices, stress-tests and maps transport and energy corridors "
        + "and the borders they cross.")
    lines += [""] + found(on: screen) + ["", screen.paint("Try first", .strong)]
    lines += Self.columns(commands, on: screen)
    lines += ["", screen.paint("And then", .strong)]
    lines += Self.columns(
      [
        ("corridor --help", "every verb"), ("corridor help VERB", "what one does"),
        ("man corridor", "the manual, where it is installed"),
      ], on: screen)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Which study there is, and what is in it.
  private func found(on screen: Screen) -> [String] {
    switch study {
    case .success(let study):
      let counts = [
        (study.comparisons.count, "comparisons"), (study.links.count, "links"),
        (study.places.count, "places"), (study.assumptions.count, "assumptions"),
      ].map { "\($0) \($1)" }
      return screen.wrapped("Study \(folder): \(study.settings.title)", indent: "  ")
        + ["  " + counts.joined(separator: ", ")]
    case .failure(StudyError.noFolder):
      return screen.wrapped(
        "There is no study here: `corridor new DIR` begins one, --study DIR names one.")
    case .failure:
      return screen.wrapped("The study \(folder) has errors: `corridor check` says which.")
    }
  }

  private var commands: [(line: String, purpose: String)] {
    guard case .success(let study) = study, let comparison = study.comparisons.first?.id else {
      return [
        ("corridor new DIR", "a small study of your own that works"),
        ("corridor check --study DIR", "what is wrong with a study"),
        ("corridor lint FILE", "what is wrong with GeoJSON"),
        ("corridor convert IN OUT", "GeoJSON made clean for any viewer"),
      ]
    }
    return [
      ("corridor compare \(comparison)", "its routes side by side"),
      ("corridor risk \(comparison)", "the same in many possible worlds"),
      ("corridor map \(comparison) -o map.html", "a map to open in a browser"),
      ("corridor serve", "a page to play with"),
    ]
  }

  /// Commands with what they do beside them, or below them where there is no room.
  private static func columns(_ rows: [(line: String, purpose: String)], on screen: Screen)
    -> [String]
  {
    let widest = rows.map(\.line.count).max() ?? 0
    let isRoomy = rows.allSatisfy { widest + 4 + $0.purpose.count <= screen.width }
    return rows.flatMap { line, purpose in
      let command = "  " + screen.paint(line, .good)
      guard !isRoomy else {
        return [command + String(repeating: " ", count: widest + 2 - line.count) + purpose]
      }
      return [command, "      " + purpose]
    }
  }
}
