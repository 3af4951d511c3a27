import Corridor
import Foundation

/// Texts that may be compressed by gzip, which their first two bytes tell, whatever they are called.
enum PackedText {
  /// Reads a text, through `gzip` where it is compressed.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - progress: what is told how many bytes more were read of a text that is not compressed.
  ///   - body: what reads it.
  /// - Returns: What the body returns.
  /// - Throws: `FileError` (66) where there is no such file, `Failure` (69) where gzip is missing and (65)
  ///   where it fails, and what the body throws.
  static func reading<Result>(
    _ path: String, progress: (@Sendable (_ bytes: Int) -> Void)? = nil,
    _ body: (consuming ByteSource) throws -> Result
  ) throws -> Result {
    try reading(path, progress: progress) { source, _ in try body(source) }
  }

  /// Reads a text whose end has to be right before something is done, through `gzip` where it is compressed.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - progress: what is told how many bytes more were read of a text that is not compressed.
  ///   - body: what reads it; it calls `finish` before it puts a file in its place, which throws what
  ///     would else be thrown after it.
  /// - Returns: What the body returns.
  /// - Throws: As `reading` with a body that reads alone.
  static func reading<Result>(
    _ path: String, progress: (@Sendable (_ bytes: Int) -> Void)? = nil,
    _ body: (consuming ByteSource, _ finish: () throws -> Void) throws -> Result
  ) throws -> Result {
    let input = PackedInput(path)
    var source = try ByteSource(path: path, progress: progress)
    let ahead = try source.peek(2)
    guard isGzip(ahead) || (path != "-" && DataPath(path: path).isCompressed) else {
      return try body(source) {}
    }
    let child =
      path == "-"
      ? try Companion.gzip.reading(["-dc"], from: pump(behind: source.takeAhead(), input.count))
      : try Companion.gzip.reading(["-dc", "--", path])
    let name = source.name
    func finish() throws {
      // What a reader that stops early leaves has to go through too, or gzip never ends.
      let rest = FileHandle(fileDescriptor: child.descriptor, closeOnDealloc: false)
      while let piece = try rest.read(upToCount: 1 << 16), !piece.isEmpty {}
      try input.end(child.run)
    }
    let result: Result
    do {
      result = try body(ByteSource(descriptor: child.descriptor, name: name), finish)
    } catch let error as StreamError {
      if case .text(let fault) = error {
        // That the text ends early says less than why; and what is no JSON may be no text at all.
        if fault.isTruncation {
          try input.end(child.run)
        } else if drain(child.descriptor) {
          try input.end(child.run, onlyIfCorrupt: true)
        }
      }
      throw error
    }
    try finish()
    return result
  }

  /// Reads what is left of a text, up to so much of it; whether that was all.
  private static func drain(_ descriptor: Int32, upTo limit: Int = 256 << 20) -> Bool {
    let rest = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
    var count = 0
    while count <= limit {
      guard let piece = try? rest.read(upToCount: 1 << 16), !piece.isEmpty else { return true }
      count += piece.count
    }
    return false
  }

  /// Whether a file is compressed by gzip.
  static func isPacked(_ path: String) throws -> Bool {
    var source = try ByteSource(path: path)
    return try isGzip(source.peek(2))
  }

  private static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  /// A pipe that gives what was read of standard input already, and then the rest of it.
  private static func pump(behind ahead: [UInt8], _ count: ByteCount) -> FileHandle {
    Interrupt.outliveBrokenPipe()
    let pipe = Pipe()
    let target = pipe.fileHandleForWriting
    Thread.detachNewThread {
      do {
        count.add(ahead.count)
        try target.write(contentsOf: Data(ahead))
        while let piece = try FileHandle.standardInput.read(upToCount: 1 << 16), !piece.isEmpty {
          count.add(piece.count)
          try target.write(contentsOf: piece)
        }
      } catch {
        // A gzip that takes no more says why itself.
      }
      try? target.close()
    }
    return pipe.fileHandleForReading
  }
}
