import Foundation
import Testing

/// The built command, run as a process.
///
/// The environment variable CORRIDOR names another build than `.build/debug/corridor`.
enum Command {
  /// What a run left behind.
  struct Outcome {
    let code: Int32
    /// Whether a signal ended it, as a trap does.
    let isKilled: Bool
    let output: String
    let complaint: String

    var complaints: [Substring] { complaint.split(separator: "\n") }
  }

  /// Cases run at once, but no more processes than there are processors, and few copies of the study.
  private static let processes = Gate(ProcessInfo.processInfo.activeProcessorCount)
  private static let studies = Gate(ProcessInfo.processInfo.activeProcessorCount + 2)

  /// The package's folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Where the command is.
  static var path: String {
    ProcessInfo.processInfo.environment["CORRIDOR"].map { URL(filePath: $0).path }
      ?? root.appending(path: ".build/debug/corridor").path
  }

  /// Runs the command and waits for its end.
  static func run(
    _ arguments: String..., in folder: URL = root, with environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await run(arguments, in: folder, with: environment)
  }

  /// Runs the command and waits for its end.
  static func run(
    _ arguments: [String], in folder: URL = root, with environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await launch(path, arguments, in: folder, with: environment)
  }

  /// Runs a line of shell in which `"$0"` is the command.
  static func shell(_ line: String, in folder: URL = root) async throws -> Outcome {
    try await launch("/bin/sh", ["-c", line, path], in: folder)
  }

  /// Runs the command and kills it, as `kill -9` does, once a condition holds.
  static func runUntil(_ arguments: [String], _ condition: () -> Bool) async throws {
    let process = try process(path, arguments, in: root)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, !condition() { try await Task.sleep(for: .milliseconds(1)) }
    let killer = try Process.run(
      URL(filePath: "/bin/sh"), arguments: ["-c", "kill -9 \(process.processIdentifier)"])
    while process.isRunning || killer.isRunning { try await Task.sleep(for: .milliseconds(1)) }
  }

  private static func launch(
    _ program: String, _ arguments: [String], in folder: URL,
    with environment: [String: String] = [:]
  ) async throws -> Outcome {
    try await processes.pass { try await launchNow(program, arguments, in: folder, environment) }
  }

  private static func launchNow(
    _ program: String, _ arguments: [String], in folder: URL, _ environment: [String: String]
  ) async throws -> Outcome {
    try await withFolder { streams in
      let names = ["output", "complaint"].map { streams.appending(path: $0) }
      for name in names { try Data().write(to: name) }
      let process = try process(program, arguments, in: folder)
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardOutput = try FileHandle(forWritingTo: names[0])
      process.standardError = try FileHandle(forWritingTo: names[1])
      let end = try await finish(process)
      return Outcome(
        code: end.code, isKilled: end.isKilled,
        output: String(decoding: try Data(contentsOf: names[0]), as: UTF8.self),
        complaint: String(decoding: try Data(contentsOf: names[1]), as: UTF8.self))
    }
  }

  private static func process(
    _ program: String, _ arguments: [String], in folder: URL
  ) throws -> Process {
    try #require(
      FileManager.default.isExecutableFile(atPath: path),
      "there is no command at \(path): run `swift build --product corridor`, or set CORRIDOR"
    )
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private static func finish(_ process: Process) async throws -> (code: Int32, isKilled: Bool) {
    try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { process in
        continuation.resume(
          returning: (
            process.terminationStatus, process.terminationReason == .uncaughtSignal
          ))
      }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
  }

  /// Makes a folder, does something with it, and deletes it.
  static func withFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "corridor-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
  }

  /// Makes a folder with a copy of the bundled study, without its sea-lane network, as `Geo`.
  static func withStudy<T>(
    named name: String = "Geo", _ body: (_ parent: URL, _ study: URL) async throws -> T
  ) async throws -> T {
    try await studies.pass { try await withCopy(named: name, body) }
  }

  private static func withCopy<T>(
    named name: String, _ body: (_ parent: URL, _ study: URL) async throws -> T
  ) async throws -> T {
    try await withFolder { parent in
      let study = parent.appending(path: name)
      let source = root.appending(path: "Geo")
      try FileManager.default.createDirectory(at: study, withIntermediateDirectories: true)
      for item in try FileManager.default.contentsOfDirectory(atPath: source.path)
      where item != "sea" {
        try FileManager.default.copyItem(
          at: source.appending(path: item), to: study.appending(path: item))
      }
      return try await body(parent, study)
    }
  }
}

/// Lets a few through at a time.
actor Gate {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ free: Int) { self.free = free }

  /// Does something when there is room.
  nonisolated func pass<T>(_ body: () async throws -> T) async throws -> T {
    await enter()
    do {
      let result = try await body()
      await leave()
      return result
    } catch {
      await leave()
      throw error
    }
  }

  private func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

extension Command.Outcome {
  /// Expects a failure that is told in one line: what is wrong and what to do.
  func expectFailure(
    _ code: Int32, says words: [String], at location: Testing.SourceLocation = #_sourceLocation
  ) {
    #expect(!isKilled, "ended by signal \(self.code): \(complaint)", sourceLocation: location)
    #expect(self.code == code, "\(complaint)", sourceLocation: location)
    #expect(output.isEmpty, "standard output is for results", sourceLocation: location)
    #expect(complaints.count == 1, "\(complaint)", sourceLocation: location)
    for word in words {
      #expect(complaint.contains(word), "\(complaint)", sourceLocation: location)
    }
    expectNoTrace(at: location)
  }

  /// Expects results and a silent standard error.
  func expectSuccess(at location: Testing.SourceLocation = #_sourceLocation) {
    #expect(!isKilled && code == 0, "\(code): \(complaint)", sourceLocation: location)
    #expect(complaint.isEmpty, "\(complaint)", sourceLocation: location)
    #expect(!output.isEmpty, sourceLocation: location)
  }

  /// Expects that nothing of the machinery shows.
  func expectNoTrace(at location: Testing.SourceLocation = #_sourceLocation) {
    for word in ["Fatal error", "Thread 0", "Stack dump", "NSError", "Optional("] {
      #expect(!complaint.contains(word), "\(complaint)", sourceLocation: location)
    }
  }
}
