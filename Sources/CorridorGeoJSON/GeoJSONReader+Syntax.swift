/// Steps of reading that are alike for every GeoJSON object.
extension GeoJSONReader {
  /// The kinds of GeoJSON objects.
  enum ObjectType: Equatable {
    case featureCollection
    case feature
    case geometry(GeometryType)
  }

  /// An object that is being read: its name for messages and its members so far.
  struct OpenObject {
    let type: String
    let position: TextPosition
    var keys: [JSONScanner.Key] = []
    var isFirst = true
  }

  /// What was left out so far.
  struct Notes {
    var altitudes = (count: 0, first: TextPosition.unknown)
    var extraNumbers = (count: 0, first: TextPosition.unknown)
    var geometryMembers = (count: 0, first: TextPosition.unknown)
    var referenceSystem: (name: String, position: TextPosition)?

    var all: [GeoJSONNote] {
      var notes: [GeoJSONNote] = []
      if altitudes.count > 0 {
        notes.append(.altitudesIgnored(count: altitudes.count, first: altitudes.first))
      }
      if extraNumbers.count > 0 {
        notes.append(.extraNumbersIgnored(count: extraNumbers.count, first: extraNumbers.first))
      }
      if geometryMembers.count > 0 {
        notes.append(
          .geometryMembersIgnored(count: geometryMembers.count, first: geometryMembers.first))
      }
      if let referenceSystem {
        notes.append(
          .referenceSystemIgnored(referenceSystem.name, at: referenceSystem.position))
      }
      return notes
    }
  }

  // MARK: - Errors

  func error(_ problem: GeoJSONError.Problem, at position: TextPosition) -> GeoJSONError {
    GeoJSONError(problem, file: file, at: position)
  }

  func wrapped(_ error: JSONError) -> GeoJSONError {
    GeoJSONError(.json(error.problem), file: file, at: error.position)
  }

  /// An error for a value of another kind; an error of syntax if no value begins here.
  func wrongKind(_ member: String, expected: String) -> GeoJSONError {
    var copy = scanner
    let position = copy.position
    do throws(JSONError) {
      let found = try copy.kindAhead()
      return error(.wrongKind(member: member, found: found, expected: expected), at: position)
    } catch {
      return wrapped(error)
    }
  }

  /// Runs a step of the scanner and names the file in its errors.
  @inline(__always)
  mutating func wrap<Result>(
    _ step: (inout JSONScanner) throws(JSONError) -> Result
  ) throws(GeoJSONError) -> Result {
    do throws(JSONError) {
      return try step(&scanner)
    } catch {
      throw wrapped(error)
    }
  }

  // MARK: - Steps

  mutating func value() throws(GeoJSONError) -> JSONValue {
    try wrap { (scanner) throws(JSONError) in try scanner.value() }
  }

  mutating func nextElement(isFirst: inout Bool) throws(GeoJSONError) -> Bool {
    do throws(JSONError) {
      return try scanner.nextElement(isFirst: &isFirst)
    } catch {
      throw wrapped(error)
    }
  }

  mutating func openObject(_ type: String) throws(GeoJSONError) -> OpenObject {
    let object = OpenObject(type: type, position: scanner.position)
    try wrap { (scanner) throws(JSONError) in try scanner.open() }
    return object
  }

  /// Moves to the value of the next member, which must be the first of its key.
  mutating func nextMember(of object: inout OpenObject) throws(GeoJSONError) -> JSONScanner.Key? {
    do throws(JSONError) {
      guard let key = try scanner.nextMember(isFirst: &object.isFirst) else { return nil }
      if let first = object.keys.first(where: { $0.name == key.name }) {
        throw JSONError(.duplicateKey(key.name, first: first.position), at: key.position)
      }
      object.keys.append(key)
      return key
    } catch {
      throw wrapped(error)
    }
  }

  func require(_ member: String, of object: OpenObject) throws(GeoJSONError) {
    guard object.keys.contains(where: { $0.name == member }) else {
      throw error(.missing(member: member, of: object.type), at: object.position)
    }
  }

  /// Reads null if it stands here.
  mutating func isNull() throws(GeoJSONError) -> Bool {
    guard scanner.byte == UInt8(ascii: "n") else { return false }
    return try value().isNull
  }

  /// Reads the member `type`, which must be the one that was seen ahead.
  mutating func checkType(_ expected: String) throws(GeoJSONError) {
    let value = try value()
    guard value.string == expected else {
      throw error(
        .wrongKind(
          member: "\"type\"", found: value.string.map { "\"\($0)\"" } ?? value.kind,
          expected: "\"\(expected)\""), at: value.position)
    }
  }

  /// The kind of the object that begins here, by its member `type`.
  ///
  /// The type stands first in nearly every text; otherwise the members before it are passed over
  /// and read afterwards, but for those that only one kind of object has.
  func typeAhead(of place: String) throws(GeoJSONError) -> ObjectType {
    guard scanner.byte == UInt8(ascii: "{") else { throw wrongKind(place, expected: "an object") }
    var copy = self
    let position = scanner.position
    var object = try copy.openObject("object")
    while let key = try copy.nextMember(of: &object) {
      switch key.name {
      case "type": return try copy.objectType()
      case "features": return .featureCollection
      case "geometry": return .feature
      case "geometries": return .geometry(.collection)
      default: break
      }
      try copy.wrap { (scanner) throws(JSONError) in try scanner.skipValue() }
    }
    throw error(.missing(member: "type", of: "object"), at: position)
  }

  private mutating func objectType() throws(GeoJSONError) -> ObjectType {
    let value = try value()
    guard let name = value.string else {
      throw error(
        .wrongKind(member: "\"type\"", found: value.kind, expected: "a string"), at: value.position)
    }
    switch name {
    case "FeatureCollection": return .featureCollection
    case "Feature": return .feature
    default:
      guard let type = GeometryType(rawValue: name) else {
        throw error(.unknownType(name), at: value.position)
      }
      return .geometry(type)
    }
  }

  /// The member `type` of the object that begins here, for a message.
  func typeName() -> String {
    var copy = scanner
    let value = try? copy.value()
    return value?["type"]?.string ?? "object"
  }
}

extension JSONScanner {
  /// The kind of the value that begins here.
  mutating func kindAhead() throws(JSONError) -> String {
    switch byte {
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "["): "an array"
    default: try value().kind
    }
  }
}
