import CorridorGeoJSON
import CorridorStudy

/// A parameter of an operation.
struct Parameter: Sendable {
  /// Where it stands.
  enum Place: String, Sendable {
    case path
    case query
  }

  /// What it may be.
  enum Kind: Sendable {
    /// One of a few words; in a path another one is not found.
    case choice([String])
    /// Any text up to so many characters.
    case text(longest: Int)
    /// A whole number; what lies above the highest is refused where there is one.
    case integer(ClosedRange<Int>?, lowest: Int)
    /// A day, `2018-12-31`.
    case date
    /// Changes `ID=VALUE`, once or several times.
    case changes
    /// Numbers with commas: a box.
    case box
    /// Ids with commas, or none.
    case ids
    /// An instant or an interval after RFC 3339, as OGC API has it.
    case interval
  }

  let name: String
  let place: Place
  let text: String
  let kind: Kind

  /// Changes that one request may make.
  static let mostChanges = 200
  /// Characters of one change.
  static let longestChange = 300

  /// Ids that one request may name.
  static let mostIDs = 50

  /// Refuses values that are not of the kind.
  ///
  /// - Throws: `Problem` 400, 404 in a path, and 409 for two values of one assumption.
  func check(_ values: [String]) throws(Problem) {
    if case .changes = kind {
      guard values.count <= Self.mostChanges else {
        throw refusal("'\(name)' stands \(values.count) times; at most \(Self.mostChanges)")
      }
      var seen: [String: String] = [:]
      for value in values {
        guard let change = Self.change(value),
          let other = seen.updateValue(value, forKey: change.id)
        else { continue }
        let words = "'\(name)' changes '\(change.id)' twice; keep one of the two"
        // What the schema says is malformed; that two values contradict each other it can't say.
        throw other == value ? refusal(words) : Problem(409, "refused", words)
      }
    } else if values.count > 1 {
      throw refusal("'\(name)' stands \(values.count) times; give it once")
    }
    for value in values {
      guard isValid(value) else { throw refusal("'\(name)' is not \(wanted)") }
    }
  }

  private func refusal(_ detail: String) -> Problem {
    place == .path
      ? Problem(404, "not-found", detail) : Problem(400, "bad-parameter", detail)
  }

  private func isValid(_ value: String) -> Bool {
    switch kind {
    case .choice(let words): return words.contains(value)
    case .text(let longest): return !value.isEmpty && value.unicodeScalars.count <= longest
    case .integer(let range, let lowest):
      guard !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return false
      }
      guard let number = Int(value) else { return range == nil }
      return number >= lowest && (range?.contains(number) ?? true)
    case .date: return ISO8601.isDay(value)
    case .changes:
      guard let change = Self.change(value), !change.id.isEmpty, !change.text.isEmpty
      else { return false }
      return value.unicodeScalars.count <= Self.longestChange
        && value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    case .box: return BoxParameter.numbers(value) != nil
    case .interval: return TimeSpan(value) != nil
    case .ids: return Self.ids(value) != nil
    }
  }

  /// A change `ID=VALUE`; nil when it is none.
  private static func change(_ text: String) -> Override? {
    Override(change: text, at: SourceLocation(file: "set"))
  }

  /// The ids of a list with commas; nil when it is none.
  static func ids(_ value: String) -> [String]? {
    guard !value.isEmpty else { return [] }
    let ids = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let isRight = ids.allSatisfy { id in
      (1...100).contains(id.utf8.count)
        && id.utf8.allSatisfy {
          switch $0 {
          case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"):
            true
          default: false
          }
        }
    }
    return ids.count <= mostIDs && isRight ? ids : nil
  }

  private var wanted: String {
    switch kind {
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .text(let longest): "a text of 1 to \(longest) characters"
    case .integer(let range?, _): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .integer(nil, let lowest): "a whole number from \(lowest)"
    case .date: "a day such as 2018-12-31"
    case .changes: "ID=VALUE, such as rail.speed.tsr=500 km/day, of at most 300 characters"
    case .box:
      "four numbers with commas, west,south,east,north, or six with heights; the south is not above "
        + "the north"
    case .ids: "at most \(Self.mostIDs) ids of small letters, digits and hyphens, with commas"
    case .interval:
      "an instant or an interval that ends after it begins, such as 2018-12-31, "
        + "2018-12-31T00:00:00Z/.."
    }
  }

  /// The parameter as OpenAPI has it.
  var json: JSONValue {
    var object: JSONObject = [
      "name": .string(name), "in": .string(place.rawValue), "description": .string(text),
      "required": .bool(place == .path), "schema": schema,
    ]
    switch kind {
    case .box, .ids:
      object["style"] = "form"
      object["explode"] = false
    case .changes:
      object["style"] = "form"
      object["explode"] = true
    default: break
    }
    return .object(object)
  }

  private var schema: JSONValue {
    switch kind {
    case .choice(let words): return ["type": "string", "enum": .array(words.map { .string($0) })]
    case .text(let longest):
      return ["type": "string", "minLength": 1, "maxLength": .integer(longest)]
    case .integer(let range, let lowest):
      var object: JSONObject = ["type": "integer", "minimum": .integer(lowest)]
      if let range { object["maximum"] = .integer(range.upperBound) }
      return .object(object)
    case .date: return ["type": "string", "format": "date"]
    case .changes:
      return [
        "type": "array", "maxItems": .integer(Self.mostChanges), "uniqueItems": true,
        "items": [
          "type": "string", "maxLength": .integer(Self.longestChange),
          "pattern": #"^[^=\x00-\x1f\x7f]+=[^\x00-\x1f\x7f]+$"#,
        ],
      ]
    case .box:
      return [
        "type": "array",
        "oneOf": [["minItems": 4, "maxItems": 4], ["minItems": 6, "maxItems": 6]],
        "items": ["type": "number"],
      ]
    case .ids:
      return [
        "type": "array", "maxItems": .integer(Self.mostIDs),
        "items": ["type": "string", "pattern": "^[a-z0-9-]{1,100}$"],
      ]
    case .interval: return ["type": "string", "pattern": .string(TimeSpan.pattern)]
    }
  }
}
