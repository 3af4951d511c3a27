/// Walks through the objects of a GeoJSON text of any size: where their parts stand, and what is
/// wrong with them.
///
/// Syntax errors are thrown; what RFC 7946 forbids or advises against becomes a finding. Only a
/// part of the text is in memory: an object that its end cuts is scanned again with more behind it.
struct GeoJSONScanner: ~Copyable {
  var json: JSONScanner
  var source: ByteSource
  /// The most bytes of one object.
  let limit: Int
  /// The most decimals of a coordinate before it becomes a finding.
  let decimals: Int
  /// Whether the whole text is at hand.
  private(set) var isWhole = false
  /// The member of a collection that is being scanned; nil while a feature is.
  var member: String?
  /// What is wrong with the object that was scanned last.
  var findings: [GeoJSONFinding] = []
  /// What the geometries of the object that was scanned last consist of.
  var parts = RawParts()
  /// The keys of the objects that are open.
  var keys: [KeyMark] = []
  /// The box of the object that was scanned last.
  var cover = BoxCover()

  /// Hashes of the ids so far; nil where nobody asks whether they repeat.
  var ids: Set<UInt64>?
  /// The hash of the id of the object that was scanned last.
  var pendingID: UInt64?
  /// Whether holes of a polygon are compared with each other.
  var looksAtHoles = false
  /// Beyond this many ids none is compared any longer.
  static let mostIDs = 1_000_000

  /// A key of an object that is being passed over.
  struct KeyMark {
    let hash: UInt64
    let extent: JSONScanner.StringExtent
    let position: TextPosition
  }

  init(source: consuming ByteSource, depthLimit: Int = 256, limit: Int, decimals: Int) {
    json = JSONScanner([], depthLimit: depthLimit)
    self.source = source
    self.limit = limit
    self.decimals = decimals
  }

  /// Runs a step, and runs it again with more text where the text at hand ends within it.
  mutating func whole<Result>(
    _ step: (inout Self) throws(JSONError) -> Result
  ) throws(StreamError) -> Result {
    while true {
      let mark = json.mark
      let told = findings.count
      let result: Result
      do throws(JSONError) {
        result = try step(&self)
        // A number that the text at hand ends with may go on in what follows.
        if !isWhole, json.endsInWord { throw json.failure(.truncated(inside: "a value")) }
      } catch {
        // What is wrong near the end may only be cut: no word or number is so long.
        let isGenuine = isWhole || json.index + Self.longestToken < json.bytes.count
        guard !isGenuine else { throw .text(GeoJSONError(error, in: source.name)) }
        let (found, part) = (parts.positions.count, json.bytes.count - mark.index)
        json.rewind(to: mark)
        findings.removeLast(findings.count - told)
        keys.removeAll(keepingCapacity: true)
        // What is scanned again fills this anew: a large text has the room meanwhile.
        parts.removeAll(keepingUpTo: RawParts.mostKept)
        try refill()
        parts.makeRoom(for: found, in: part, of: json.bytes.count)
        continue
      }
      guard json.index - mark.index <= limit else { throw tooLarge(at: mark.position) }
      return result
    }
  }

  private static let longestToken = 4096

  /// Puts more text behind the next byte.
  mutating func refill() throws(StreamError) {
    let kept = json.bytes.count - json.index
    guard kept <= limit else { throw tooLarge(at: json.position) }
    do throws(FileError) {
      let hasMore = try json.refill { (bytes: inout [UInt8]) throws(FileError) -> Bool in
        // Doubling keeps what is scanned again below what is scanned; beyond the limit nothing is.
        let more = kept < ByteSource.defaultPieceSize ? 1 : min(kept, limit - kept + 1)
        return try source.read(into: &bytes, atLeast: more)
      }
      if !hasMore { isWhole = true }
    } catch {
      throw .file(error)
    }
  }

  /// Whether nothing but white space is behind the next byte, for which more is read without forgetting.
  mutating func isAtEnd() throws(StreamError) -> Bool {
    while true {
      guard json.isBlankToEnd else { return false }
      if isWhole { return true }
      do throws(FileError) {
        let hasMore = try json.extend { (bytes: inout [UInt8]) throws(FileError) -> Bool in
          try source.read(into: &bytes)
        }
        if !hasMore { isWhole = true }
      } catch {
        throw .file(error)
      }
    }
  }

  private func tooLarge(at position: TextPosition) -> StreamError {
    let problem: GeoJSONError.Problem =
      member.map { .memberTooLarge($0, limit: limit) } ?? .tooLarge(limit: limit)
    return .text(GeoJSONError(problem, file: source.name, at: position))
  }

  /// Notes something wrong at an offset behind the anchor.
  mutating func note(_ problem: GeoJSONError.Problem, at offset: Int) {
    if cursor.index > offset || cursor.index < anchor.index { cursor = anchor }
    cursor = json.mark(at: offset, after: cursor)
    findings.append(GeoJSONFinding(problem, at: cursor.position))
  }

  /// Notes something wrong at the next byte, or at a position that is known.
  mutating func note(_ problem: GeoJSONError.Problem, at position: TextPosition) {
    findings.append(GeoJSONFinding(problem, at: position))
  }

  /// A place before those of the findings to come, from which lines are counted.
  var anchor = JSONScanner([], depthLimit: 0).mark {
    didSet { cursor = anchor }
  }
  /// How far lines are counted.
  private var cursor = JSONScanner([], depthLimit: 0).mark
}

/// Why a text could not be read or written.
public enum StreamError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text is wrong.
  case text(GeoJSONError)
  /// A file can't be read or written.
  case file(FileError)

  /// The file, what is wrong and the remedy, in one line.
  public var description: String {
    switch self {
    case .text(let error): error.description
    case .file(let error): error.description
    }
  }
}

extension GeoJSONError {
  /// An error of syntax in a file.
  init(_ error: JSONError, in file: String) {
    self.init(.json(error.problem), file: file, at: error.position)
  }
}

// MARK: - Values that are passed over

extension GeoJSONScanner {
  /// Passes over a value of any kind, checking its syntax and that no key stands twice.
  mutating func skipValue() throws(JSONError) {
    switch json.byte {
    case UInt8(ascii: "\""): _ = try json.stringExtent()
    case UInt8(ascii: "{"): try skipObject()
    case UInt8(ascii: "["):
      var isFirst = true
      try json.open()
      while try json.nextElement(isFirst: &isFirst) { try skipValue() }
    case UInt8(ascii: "-"), 0x30...0x39: _ = try json.number()
    default: _ = try json.word()
    }
  }

  /// Passes over the object whose brace is the next byte.
  private mutating func skipObject() throws(JSONError) {
    var isFirst = true
    try json.open()
    let base = keys.count
    while let key = try json.nextKey(isFirst: &isFirst) {
      enter(key.extent, at: key.position, since: base)
      try skipValue()
    }
    leaveKeys(since: base)
  }

  /// Below this many members every key is compared with those before.
  private static let scanLimit = 16

  /// Notes a key of the object whose keys began at a place of the stack.
  mutating func enter(
    _ extent: JSONScanner.StringExtent, at position: TextPosition, since base: Int
  ) {
    let key = KeyMark(hash: hash(of: extent), extent: extent, position: position)
    if keys.count - base <= Self.scanLimit {
      for index in base..<keys.count where keys[index].hash == key.hash {
        noteTwice(keys[index], key)
      }
    }
    keys.append(key)
  }

  /// Leaves an object, and compares its keys if they were too many to compare on the way.
  mutating func leaveKeys(since base: Int) {
    if keys.count - base > Self.scanLimit {
      let sorted = keys[base...].sorted {
        ($0.hash, $0.position) < ($1.hash, $1.position)
      }
      for (first, second) in zip(sorted, sorted.dropFirst()) where first.hash == second.hash {
        // Those among the first few were compared already.
        if keys[base..<(base + Self.scanLimit + 1)].contains(where: {
          $0.position == second.position
        }) {
          continue
        }
        noteTwice(first, second)
      }
    }
    keys.removeLast(keys.count - base)
  }

  private mutating func noteTwice(_ first: KeyMark, _ second: KeyMark) {
    let name = json.text(of: second.extent)
    guard json.text(of: first.extent) == name else { return }
    note(.json(.duplicateKey(name, first: first.position)), at: second.position)
  }

  /// A hash of a key or other string, the same in every run (FNV-1a with 64 bits).
  func hash(of extent: JSONScanner.StringExtent) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    if extent.hasEscapes {
      for byte in json.text(of: extent).utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return hash
    }
    let bytes = json.bytes
    let span = bytes.span
    for index in extent.start..<extent.end {
      hash = (hash ^ UInt64(span[index])) &* 0x100_0000_01b3
    }
    return hash
  }
}
