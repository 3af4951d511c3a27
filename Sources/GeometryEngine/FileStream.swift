#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// An open file, pipe or terminal that bytes are read from or written to in large pieces.
///
/// The room that talks to C also talks to the system, where a buffer is handed over as a pointer.
@safe
package struct FileStream: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool

  /// What the system refused, by its number (`errno`).
  package struct Failure: Error, Hashable, Sendable {
    package let number: Int32

    /// The system's own words.
    package var reason: String {
      guard let text = unsafe strerror(number) else { return "error \(number)" }
      return unsafe String(cString: text)
    }

    package var isMissing: Bool { number == ENOENT || number == ENOTDIR }
    package var isForbidden: Bool { number == EACCES || number == EPERM }
    package var isReadOnly: Bool { number == EROFS }
    package var isBadName: Bool { number == ENAMETOOLONG || number == EINVAL || number == EILSEQ }
    package var isFull: Bool { number == ENOSPC || number == EDQUOT }
    package var isTooLarge: Bool { number == EFBIG }
    package var isBrokenPipe: Bool { number == EPIPE }
    package var isFolder: Bool { number == EISDIR }
    package var exists: Bool { number == EEXIST }
  }

  /// Takes over a descriptor that is open; it is closed at the end only when it is owned.
  package init(descriptor: Int32, isOwned: Bool) {
    self.descriptor = descriptor
    self.isOwned = isOwned
  }

  /// Opens a file for reading; a folder is refused here, and not when it is read.
  package init(reading path: String) throws(Failure) {
    descriptor = try Self.opened(path)
    isOwned = true
  }

  private static func opened(_ path: String) throws(Failure) -> Int32 {
    let descriptor = try check(unsafe open(path, O_RDONLY | O_CLOEXEC))
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      _ = close(descriptor)
      throw Failure(number: EISDIR)
    }
    return descriptor
  }

  /// Makes a file that must not be there, for writing.
  package init(creating path: String, permissions: UInt32) throws(Failure) {
    descriptor = try Self.check(
      unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(permissions)))
    isOwned = true
  }

  /// Opens a file, pipe or device that is there, for writing.
  package init(writing path: String) throws(Failure) {
    descriptor = try Self.check(unsafe open(path, O_WRONLY | O_CLOEXEC))
    isOwned = true
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  /// Appends up to so many bytes; 0 are appended at the end of the file only.
  package borrowing func read(
    into bytes: inout [UInt8], upTo count: Int
  ) throws(Failure) -> Int {
    var failure: Failure?
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let base = buffer.baseAddress else { return }
      var found = -1
      repeat {
        found = unsafe systemRead(descriptor, base, count)
      } while found < 0 && errno == EINTR
      if found < 0 { failure = Failure(number: errno) }
      filled = max(found, 0)
    }
    if let failure { throw failure }
    bytes.append(contentsOf: piece)
    return piece.count
  }

  /// Writes all bytes.
  package borrowing func write(_ bytes: [UInt8]) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return unsafe systemWrite(descriptor, base + done, buffer.count - done)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw Failure(number: errno)
      }
      done += written
    }
  }

  /// Waits until what was written is on the disk.
  package borrowing func synchronize() throws(Failure) {
    // Pipes and terminals have no disk.
    if fsync(descriptor) < 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP {
      throw Failure(number: errno)
    }
  }

  /// Puts a file in the place of another.
  package static func rename(_ old: String, to new: String) throws(Failure) {
    _ = try check(systemRename(old, new))
  }

  /// Deletes a file if it is there.
  package static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// What a name stands for.
  package struct Entry: Hashable, Sendable {
    /// Who may read and write it.
    package let permissions: UInt32
    /// Bytes that it holds; of a pipe or a device 0.
    package let size: Int
    package let isFolder: Bool
    /// Whether it is a file on a disk, and no pipe, device or folder.
    package let isFile: Bool
  }

  /// What a name stands for, links followed; nil where there is nothing.
  package static func entry(at path: String) -> Entry? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    let kind = status.st_mode & S_IFMT
    return Entry(
      permissions: UInt32(status.st_mode & 0o7777), size: Int(status.st_size),
      isFolder: kind == S_IFDIR, isFile: kind == S_IFREG)
  }

  /// Sets who may read and write a file.
  package static func setPermissions(_ permissions: UInt32, of path: String) throws(Failure) {
    _ = try check(unsafe chmod(path, mode_t(permissions)))
  }

  private static func check(_ result: Int32) throws(Failure) -> Int32 {
    guard result >= 0 else { throw Failure(number: errno) }
    return result
  }
}

private func systemRead(_ descriptor: Int32, _ base: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, base, count)
}

private func systemWrite(_ descriptor: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(descriptor, base, count)
}

private func systemRename(_ old: String, _ new: String) -> Int32 {
  unsafe rename(old, new)
}
