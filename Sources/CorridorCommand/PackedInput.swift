import Foundation
import Synchronization

/// A count of bytes that one thread makes and another reads.
final class ByteCount: Sendable {
  private let bytes = Mutex(0)

  var value: Int { bytes.withLock { $0 } }

  func add(_ more: Int) { bytes.withLock { $0 += more } }
}

/// What gzip is given to unpack, for telling why it fails.
struct PackedInput {
  private let path: String
  /// Where standard input stood; nil where it is a pipe, which can't be looked at again.
  private let start: UInt64?
  /// The bytes that were read of standard input.
  let count = ByteCount()

  /// What stands at a path, `-` is standard input, before anything of it is read.
  init(_ path: String) {
    self.path = path
    start = path == "-" ? try? FileHandle.standardInput.offset() : nil
  }

  /// Waits for gzip, and tells why it fails: with the place where a look at the data shows it.
  ///
  /// - Parameters:
  ///   - run: the run of gzip.
  ///   - onlyIfCorrupt: whether a failure is only told that leaves nothing of the text to rely on.
  /// - Throws: `Failure` where gzip fails.
  func end(_ run: Companion.Run, onlyIfCorrupt: Bool = false) throws {
    do { try run.wait() } catch let failure as Failure {
      let fault = Fault(words: failure.message)
      if onlyIfCorrupt, fault != .corrupt { return }
      guard let words = words(fault) else { throw failure }
      let name = path == "-" ? "standard input" : path
      throw Failure(message: "\(name): error: \(words)", code: failure.code)
    }
  }

  /// What gzip says is wrong.
  private enum Fault {
    case cutShort
    case trailing
    case corrupt
    case other

    init(words: String) {
      if words.contains("unexpected end of file") {
        self = .cutShort
      } else if words.contains("trailing garbage") {
        self = .trailing
      } else if words.contains("invalid compressed data") || words.contains("crc error") {
        self = .corrupt
      } else {
        self = .other
      }
    }
  }

  private func words(_ fault: Fault) -> String? {
    switch flaw {
    case .trailing(let end, let bytes)? where fault != .corrupt:
      let some = bytes == 1 ? "1 byte follows" : "\(bytes) bytes follow"
      return "the compressed text ends at byte \(end), and \(some) that gzip did not write; if the "
        + "text is whole, cut the rest off with head -c \(end)"
    case .cutShort(let end)? where fault != .corrupt: return Self.cutShort(at: end)
    case .corrupt(let place)?:
      return "the compressed data are corrupt: what stands at byte \(place), or before it, "
        + "gzip did not write; copy or compress it again"
    case .trailing?, .cutShort?, nil: break
    }
    switch fault {
    case .cutShort: return path == "-" ? Self.cutShort(at: count.value) : nil
    case .trailing:
      return "bytes follow the compressed text that gzip did not write; put it into a file, "
        + "and the place is told"
    case .corrupt:
      return "the compressed data are corrupt: what they unpack to is not what was compressed; "
        + "copy or compress it again"
    case .other: return nil
    }
  }

  private static func cutShort(at end: Int) -> String {
    "the compressed text is cut short: it breaks off at byte \(end), its end; copy or compress it again"
  }

  /// What a look at the data shows; nil where nothing does, and for a pipe.
  private var flaw: PackedMembers.Flaw? {
    guard path == "-" else { return PackedMembers.flaw(of: path) }
    guard let start else { return nil }
    let input = FileHandle.standardInput
    guard (try? input.seek(toOffset: start)) != nil else { return nil }
    return PackedMembers.flaw(in: input)
  }
}
