internal import GeometryEngine

/// Where a text is read from, piece by piece: a file, a pipe, or bytes in memory.
public struct ByteSource: ~Copyable {
  /// The name for messages, as the user gave it.
  public let name: String
  private let stream: FileStream?
  private var memory: [UInt8]
  private var taken = 0
  /// What was read and not given out yet.
  private var ahead: [UInt8] = []
  private let pieceSize: Int
  private let progress: (@Sendable (_ bytes: Int) -> Void)?

  /// Bytes of a piece that is read at once.
  public static let defaultPieceSize = 1 << 20

  /// Bytes that the system is asked for at once, for which there is room twice meanwhile.
  private static let mostAtOnce = 4 << 20

  /// Opens a file; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - progress: what is told how many bytes more were read; nil for nothing.
  /// - Throws: `FileError` (66) when there is no such file or it can't be read.
  public init(path: String, progress: (@Sendable (_ bytes: Int) -> Void)? = nil)
    throws(FileError)
  {
    self.progress = progress
    name = path == "-" ? "standard input" : path
    memory = []
    pieceSize = Self.defaultPieceSize
    do throws(FileStream.Failure) {
      stream =
        path == "-"
        ? FileStream(descriptor: 0, isOwned: false) : try FileStream(reading: path)
    } catch {
      throw FileError(reading: path, error)
    }
  }

  /// Reads what is open already, such as the end of a pipe; it is not closed.
  public init(descriptor: Int32, name: String) {
    self.name = name
    progress = nil
    stream = FileStream(descriptor: descriptor, isOwned: false)
    memory = []
    pieceSize = Self.defaultPieceSize
  }

  /// Reads bytes in memory, so many at a time.
  public init(bytes: [UInt8], name: String, pieceSize: Int = defaultPieceSize) {
    self.name = name
    progress = nil
    stream = nil
    memory = bytes
    self.pieceSize = max(pieceSize, 1)
  }

  /// The first so many bytes of what comes next, fewer at the end; they stay.
  ///
  /// - Throws: `FileError` when the text can't be read on.
  public mutating func peek(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes = takeAhead()
    while bytes.count < count, try read(into: &bytes) {}
    ahead = bytes
    return Array(bytes.prefix(count))
  }

  /// What was read and not given out yet, which is given out by this.
  public mutating func takeAhead() -> [UInt8] {
    defer { ahead = [] }
    return ahead
  }

  /// Appends the next piece, at least so many bytes where there are so many; false at the end.
  mutating func read(into bytes: inout [UInt8], atLeast least: Int = 1) throws(FileError) -> Bool {
    if !ahead.isEmpty {
      bytes.append(contentsOf: ahead)
      let count = ahead.count
      ahead = []
      if count >= least { return true }
      _ = try read(into: &bytes, atLeast: least - count)
      return true
    }
    let wanted = max(pieceSize, least)
    guard stream != nil else {
      let end = min(taken + wanted, memory.count)
      bytes.append(contentsOf: memory[taken..<end])
      defer { taken = end }
      return end > taken
    }
    // What is large grows by what is asked for and no more.
    if wanted > Self.mostAtOnce { bytes.reserveCapacity(bytes.count + wanted) }
    var found = 0
    while found < wanted {
      let more = try readOnce(into: &bytes, upTo: min(wanted - found, Self.mostAtOnce))
      if more == 0 { break }
      found += more
      // A pipe gives what it has: what is there is worked on before more is waited for.
      if found >= least { break }
    }
    return found > 0
  }

  /// Everything up to the end.
  ///
  /// - Parameter limit: More bytes than these are refused, so that memory stays bounded.
  /// - Returns: The bytes, none for an empty text.
  /// - Throws: `FileError` (66) for a text that can't be read or is larger.
  public mutating func readAll(limit: Int = 512 << 20) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while try read(into: &bytes) {
      guard bytes.count <= limit else {
        throw FileError(
          .noInput, path: name, reason: "it holds more than \(limit >> 20) MiB; give a part of it")
      }
    }
    return bytes
  }

  private borrowing func readOnce(
    into bytes: inout [UInt8], upTo count: Int
  ) throws(FileError) -> Int {
    do throws(FileStream.Failure) {
      let read = try stream?.read(into: &bytes, upTo: count) ?? 0
      progress?(read)
      return read
    } catch {
      throw FileError(reading: name, error)
    }
  }
}

extension FileError {
  /// The failure to read a file.
  init(reading path: String, _ failure: FileStream.Failure) {
    if failure.isMissing {
      self.init(.noInput, path: path, reason: "there is no such file; check the name")
    } else if failure.isForbidden {
      self.init(.noInput, path: path, reason: "it can't be read; change its permissions")
    } else if failure.isFolder {
      self.init(.noInput, path: path, reason: "this is a folder; name a file")
    } else {
      self.init(
        .inputOutput, path: path, reason: "it can't be read: \(failure.reason); try again")
    }
  }
}
