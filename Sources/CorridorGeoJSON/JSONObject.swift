/// The members of a JSON object, in the order in which they stand.
///
/// Look-up scans a small object and uses a table for a large one. Keys are unique.
public struct JSONObject: Sendable {
  /// A key, its value, and where the key stood in the text.
  public struct Member: Sendable {
    /// The key.
    public let key: String
    /// Its value.
    public var value: JSONValue
    /// Where the key began; unknown for a member that was made.
    public let position: TextPosition

    /// Creates a member.
    public init(key: String, value: JSONValue, at position: TextPosition = .unknown) {
      self.key = key
      self.value = value
      self.position = position
    }
  }

  /// Beyond this many members a table is faster than a scan.
  private static let scanLimit = 12

  /// The members in order.
  public private(set) var members: [Member] = []
  private var table: [String: Int] = [:]

  /// Creates an empty object.
  public init() {}

  /// Creates an object of members whose keys must differ.
  public init(_ members: [Member]) {
    for member in members {
      precondition(append(member), "the key \"\(member.key)\" stands twice")
    }
  }

  /// The keys in order.
  public var keys: [String] { members.map(\.key) }
  /// How many members there are.
  public var count: Int { members.count }
  /// Whether there is no member.
  public var isEmpty: Bool { members.isEmpty }

  /// The value of a key; setting replaces in place or appends, setting nil removes.
  public subscript(key: String) -> JSONValue? {
    get { index(of: key).map { members[$0].value } }
    set {
      guard let newValue else { return remove(key) }
      if let found = index(of: key) {
        members[found].value = newValue
      } else {
        _ = append(Member(key: key, value: newValue))
      }
    }
  }

  /// The member of that key.
  public func member(_ key: String) -> Member? { index(of: key).map { members[$0] } }

  /// Appends a member, unless its key is taken: then nothing changes and the result is false.
  @discardableResult
  public mutating func append(_ member: Member) -> Bool {
    guard index(of: member.key) == nil else { return false }
    members.append(member)
    if !table.isEmpty {
      table[member.key] = members.count - 1
    } else if members.count > Self.scanLimit {
      rebuildTable()
    }
    return true
  }

  private mutating func remove(_ key: String) {
    guard let found = index(of: key) else { return }
    members.remove(at: found)
    if !table.isEmpty { rebuildTable() }
  }

  private mutating func rebuildTable() {
    table.removeAll(keepingCapacity: true)
    for (index, member) in members.enumerated() { table[member.key] = index }
  }

  private func index(of key: String) -> Int? {
    guard table.isEmpty else { return table[key] }
    return members.firstIndex { $0.key == key }
  }
}

extension JSONObject: Hashable {
  /// Whether two objects have the same members in the same order.
  public static func == (left: Self, right: Self) -> Bool {
    left.members.elementsEqual(right.members) { $0.key == $1.key && $0.value == $1.value }
  }

  /// Hashes keys and values.
  public func hash(into hasher: inout Hasher) {
    for member in members {
      hasher.combine(member.key)
      hasher.combine(member.value)
    }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Creates an object of members whose keys must differ.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
