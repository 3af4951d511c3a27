import CorridorGeoJSON

extension ConfigNode {
  /// The same value, with its place, as the readers of fields take it.
  init(_ value: JSONValue) {
    let content: Content
    switch value.content {
    case .null: content = .scalar("null", .literal)
    case .bool(let flag): content = .scalar(flag ? "true" : "false", .literal)
    case .integer(let number): content = .scalar(String(number), .literal)
    case .number(let number):
      let whole = Int(exactly: number)
      content = .scalar(whole.map(String.init) ?? String(number), .literal)
    case .string(let text): content = .scalar(text, .quoted)
    case .array(let items): content = .sequence(items.map { ConfigNode($0) })
    case .object(let object): content = .mapping(Self.entries(of: object))
    }
    self.init(content: content, line: value.position.line, column: value.position.column)
  }

  /// The members of an object.
  static func entries(of object: JSONObject) -> [Entry] {
    object.members.map {
      Entry(
        key: $0.key, line: $0.position.line, column: $0.position.column,
        value: ConfigNode($0.value))
    }
  }
}
