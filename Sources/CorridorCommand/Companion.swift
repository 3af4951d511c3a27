import Corridor
import Foundation

/// A program that runs beside this one and is piped to or from: `ogr2ogr`, `gzip`.
struct Companion {
  /// The program's name, and the Debian package that it comes in.
  let name: String
  let package: String

  static let ogr2ogr = Companion(name: "ogr2ogr", package: "gdal-bin")
  static let gzip = Companion(name: "gzip", package: "gzip")

  /// Where the program is.
  ///
  /// - Throws: `Failure` (69) where it is not installed.
  private func executable() throws -> URL {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
      .split(separator: ":")
    for folder in folders {
      let path = folder + "/" + name
      if FileManager.default.isExecutableFile(atPath: String(path)) {
        return URL(filePath: String(path))
      }
    }
    throw Failure(
      message: "error: \(name) is not installed; install the package \(package), such as by"
        + " apt-get install \(package)", code: 69)
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
      if process.isRunning { process.terminate() }
      try? FileManager.default.removeItem(at: complaints)
    }

    /// Waits for the end.
    ///
    /// - Throws: `Failure` (65, or 69 for a format that the program was built without) with its own
    ///   words.
    func wait() throws {
      process.waitUntilExit()
      guard process.terminationStatus != 0 || process.terminationReason == .uncaughtSignal else {
        return
      }
      let text = String(decoding: (try? Data(contentsOf: complaints)) ?? Data(), as: UTF8.self)
      let lines = text.split(separator: "\n").filter { !$0.isEmpty }
      let words = lines.prefix(3).joined(separator: " ")
      let isBuiltWithout = text.contains("Unable to find driver")
      throw Failure(
        message: "error: \(program.name): \(words.isEmpty ? "it failed" : words)"
          + (isBuiltWithout
            ? "; this format needs another build of GDAL: take .gpkg or .fgb instead" : ""),
        code: isBuiltWithout ? 69 : 65)
    }
  }

  /// Starts the program; what it writes is read from the descriptor.
  func reading(_ arguments: [String]) throws -> (run: Run, descriptor: Int32) {
    let run = try Run(self, arguments)
    let pipe = Pipe()
    run.process.standardOutput = pipe
    try run.process.run()
    try pipe.fileHandleForWriting.close()
    run.pipe = pipe
    return (run, pipe.fileHandleForReading.fileDescriptor)
  }

  /// Runs the program to its end.
  func run(_ arguments: [String]) throws {
    let run = try Run(self, arguments)
    try run.process.run()
    try run.wait()
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
