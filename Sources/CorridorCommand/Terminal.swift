import Corridor
import Foundation
import GeometryEngine

/// What is known of the terminal.
enum Terminal {
  /// Whether standard output is one.
  static var isStandardOutput: Bool { isatty(1) == 1 }

  /// Whether standard error is one.
  static var isStandardError: Bool { isatty(2) == 1 }

  /// What a file descriptor's text is drawn on.
  static func screen(descriptor: Int32) -> Screen {
    guard isatty(descriptor) == 1 else { return .page }
    let environment = ProcessInfo.processInfo.environment
    let told = environment["COLUMNS"].flatMap { Int($0) }
    return .terminal(
      columns: terminalWidth(descriptor: descriptor) ?? told ?? 80,
      signs: hasUnicode(environment) ? .blocks : .ascii, hasColour: hasColour(environment))
  }

  /// Colour, unless NO_COLOR is set to something or the terminal has none.
  ///
  /// - Source: no-color.org.
  private static func hasColour(_ environment: [String: String]) -> Bool {
    let terminal = environment["TERM"] ?? ""
    return environment["NO_COLOR", default: ""].isEmpty && !terminal.isEmpty && terminal != "dumb"
  }

  /// Whether the locale's letters are those of Unicode: the first that is set of what POSIX names.
  private static func hasUnicode(_ environment: [String: String]) -> Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return ["utf-8", "utf8"].contains { locale.lowercased().contains($0) }
  }
}

extension Screen {
  /// What results are drawn on.
  static var output: Screen { Terminal.screen(descriptor: 1) }

  /// What complaints are drawn on.
  static var complaints: Screen { Terminal.screen(descriptor: 2) }
}
