import Corridor
import Foundation

/// A program that runs beside this one: `ogr2ogr`, `gzip`, `rsvg-convert`.
struct Companion {
  /// The program's name, and the packages that it comes in.
  let name: String
  let packages: String

  static let ogr2ogr = Companion(name: "ogr2ogr", packages: "gdal-bin (Debian, Ubuntu) or gdal")
  static let gzip = Companion(name: "gzip", packages: "gzip")
  static let rasteriser = Companion(
    name: "rsvg-convert",
    packages: "librsvg2-bin (Debian, Ubuntu), librsvg2-tools (Fedora) or librsvg (brew)")

  /// 69: something else has to be installed first.
  static func missing(_ what: String, packages: String) -> Failure {
    Failure(message: "error: \(what); install \(packages)", code: 69)
  }

  /// Where the program is.
  ///
  /// - Throws: `Failure` (69) where it is not on PATH.
  @discardableResult
  func executable() throws -> URL {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin")
      .split(separator: ":")
    for folder in folders {
      let path = "\(folder)/\(name)"
      // A folder can be entered, which counts as executable.
      if FileManager.default.isExecutableFile(atPath: path),
        (try? FileManager.default.contentsOfDirectory(atPath: path)) == nil
      {
        return URL(filePath: path)
      }
    }
    throw Self.missing("`\(name)` is needed for this and is not on PATH", packages: packages)
  }

  /// A run of the program.
  final class Run {
    let process = Process()
    let complaints: URL
    /// Kept open while its descriptor is read.
    fileprivate var pipe: Pipe?
    fileprivate let program: Companion

    fileprivate init(_ program: Companion, _ arguments: [String]) throws {
      self.program = program
      process.executableURL = try program.executable()
      process.arguments = arguments
      complaints = FileManager.default.temporaryDirectory
        .appending(path: "corridor-\(UUID().uuidString)")
      try Data().write(to: complaints)
      process.standardError = try FileHandle(forWritingTo: complaints)
      process.standardInput = FileHandle.nullDevice
    }

    deinit {
      // The program inherits that the signals are ignored, so it needs the one that can't be.
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      try? FileManager.default.removeItem(at: complaints)
    }

    /// Waits for the end.
    ///
    /// - Parameters:
    ///   - failure: the exit code where the program fails.
    ///   - explaining: the cause and its remedy, where they show in what the program said.
    /// - Throws: `Failure` (that, or 69 for a format that the program was built without) with its own
    ///   words.
    func wait(failure: Int32 = 65, explaining: (String) -> String? = { _ in nil }) throws {
      process.waitUntilExit()
      guard process.terminationStatus != 0 || process.terminationReason == .uncaughtSignal else {
        return
      }
      let text = String(decoding: (try? Data(contentsOf: complaints)) ?? Data(), as: UTF8.self)
      let words = Self.gist(of: text)
      let isBuiltWithout = text.contains("Unable to find driver")
      throw Failure(
        message: "error: \(program.name) failed: \(words.isEmpty ? "it said nothing" : words)"
          + (isBuiltWithout
            ? "; this format needs another build of GDAL: take .gpkg or .fgb instead" : "")
          + (explaining(text).map { "; \($0)" } ?? ""),
        code: isBuiltWithout ? 69 : failure)
    }

    /// The first of its words that tell of the failure: errors, where it names some, and no warnings.
    private static func gist(of text: String) -> String {
      let lines = text.split(separator: "\n").filter { !$0.isEmpty }
      let errors = lines.filter { $0.hasPrefix("ERROR") || $0.hasPrefix("FAILURE") }
      let others = lines.filter { !$0.hasPrefix("Warning") }
      let told = [errors, others, lines].first { !$0.isEmpty } ?? []
      return told.prefix(3).joined(separator: " ")
    }
  }

  /// Starts the program; what it writes is read from the descriptor.
  func reading(
    _ arguments: [String], preparing: (Process) -> Void = { _ in }
  ) throws -> (run: Run, descriptor: Int32) {
    let run = try Run(self, arguments)
    preparing(run.process)
    let pipe = Pipe()
    run.process.standardOutput = pipe
    try run.process.run()
    try pipe.fileHandleForWriting.close()
    run.pipe = pipe
    return (run, pipe.fileHandleForReading.fileDescriptor)
  }

  /// Starts the program on what is handed to its standard input; what it writes is read from the descriptor.
  func reading(
    _ arguments: [String], from input: FileHandle
  ) throws -> (run: Run, descriptor: Int32) {
    try reading(arguments) { $0.standardInput = input }
  }

  /// Runs the program to its end; leftovers are files and folders that go when the user presses Ctrl-C
  /// meanwhile, and what fails is explained where its words show the cause.
  func run(
    _ arguments: [String], leavingNone leftovers: [String] = [],
    explaining: (String) -> String? = { _ in nil }
  ) throws {
    let run = try Run(self, arguments)
    let (process, complaints) = (run.process, run.complaints)
    let interrupt = Interrupt { code in
      // The program inherits that the signals are ignored, so it needs the one that can't be.
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      for path in leftovers + [complaints.path] {
        try? FileManager.default.removeItem(atPath: path)
      }
      exit(code)
    }
    defer { interrupt.end() }
    try process.run()
    try run.wait(explaining: explaining)
  }
}

extension Companion {
  /// Runs the program on input and gives what it writes to standard output.
  ///
  /// Input and output are files of a folder that is deleted again, so that no pipe fills up.
  ///
  /// - Throws: `Failure` (69 where it is missing, 70 with what it complained of, 74).
  func filter(_ arguments: [String], input: [UInt8]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "corridor-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let files = ["input", "output"].map { folder.appending(path: $0) }
      try Data(input).write(to: files[0])
      try Data().write(to: files[1])
      let run = try Run(self, arguments)
      run.process.standardInput = try FileHandle(forReadingFrom: files[0])
      run.process.standardOutput = try FileHandle(forWritingTo: files[1])
      try run.process.run()
      try run.wait(failure: 70)
      return Array(try Data(contentsOf: files[1]))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(
        message: "\(folder.path): error: the files of \(name) can't be written there; make room,"
          + " or set TMPDIR", code: 74)
    }
  }
}

/// A file that is written through `gzip`.
final class Compression {
  private let run: Companion.Run
  private let pipe = Pipe()
  private let path: String

  init(to path: String) throws {
    self.path = path
    run = try Companion.Run(.gzip, ["-c"])
    run.process.standardInput = pipe
    run.process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
    try run.process.run()
    try pipe.fileHandleForReading.close()
  }

  func append(_ bytes: [UInt8]) throws(FileError) {
    do {
      try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
    } catch {
      throw FileError(.inputOutput, path: path, reason: "gzip takes no more; is the disk full?")
    }
  }

  func finish() throws {
    try pipe.fileHandleForWriting.close()
    try run.wait()
  }
}
