public import CorridorGeoJSON
import CorridorUnits

/// JSON Schemas of the files that people edit, made of the tables that the readers check with.
///
/// A schema tells the form: which keys there are, what they hold, which must be there. Whether ids are
/// known and units fit is for `StudyReader.everything(folder:)` to say. The dialect is draft 07, which the
/// editors' YAML servers know.
public enum StudySchema {
  private static let roots: [(file: String, title: String, kind: KeyKind)] = [
    ("study.yaml", "A study as a whole", .mapping(Keys.study)),
    (
      "assumptions.yaml", "The numbers of a study",
      .things(pattern: Keys.assumptionID, .mapping(Keys.assumption))
    ),
    ("corridors.yaml", "Corridors and routes of a study", .mapping(Keys.chains)),
    ("scenario.yaml", "A scenario of a study", .mapping(Keys.scenario)),
    ("regimes.yaml", "The politics of a study", .mapping(Keys.regimes)),
    ("claims.yaml", "The ledger of claims", .things(pattern: Keys.anyID, .mapping(Keys.claim))),
    ("backcasts.yaml", "Cases of the past", .things(pattern: Keys.anyID, .mapping(Keys.backcast))),
  ]

  /// The files that have a schema; `scenario.yaml` stands for each in `scenarios/`.
  public static var files: [String] { roots.map(\.file) }

  /// The schema of a file; nil for a name that is not among ``files``.
  public static func schema(of file: String) -> JSONValue? {
    guard let root = roots.first(where: { $0.file == file }) else { return nil }
    var schema = JSONObject()
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = .string(root.title)
    for member in root.kind.schema.object?.members ?? [] { schema[member.key] = member.value }
    return .object(schema)
  }

  /// The name that the schema of a file goes by: `study.schema.json` for `study.yaml`.
  public static func fileName(for file: String) -> String {
    (file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file) + ".schema.json"
  }

  /// Every table that a schema is made of, by where it stands in it: for tests of completeness.
  static func tables() -> [(path: String, table: KeyTable)] {
    roots.flatMap { $0.kind.tables(at: $0.file) }
  }
}

extension KeyTable {
  /// The schema of a mapping with these keys.
  fileprivate var schema: JSONObject {
    var properties = JSONObject()
    var patterns = JSONObject()
    for key in keys {
      var own = key.kind.schema.object ?? JSONObject()
      if !key.about.isEmpty { own["description"] = .string(key.about) }
      if !key.isRequired { own.allowNull() }
      if key.name == Fields.translationKey {
        patterns["^name_[a-z]{2}$"] = .object(own)
      } else {
        properties[key.name] = .object(own)
      }
    }
    var schema = JSONObject()
    schema["type"] = "object"
    schema["additionalProperties"] = false
    schema["properties"] = .object(properties)
    if !patterns.isEmpty { schema["patternProperties"] = .object(patterns) }
    let required = keys.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    if !needs.isEmpty { schema["allOf"] = .array(needs.map(\.schema)) }
    return schema
  }
}

extension KeyNeed {
  fileprivate var schema: JSONValue {
    switch self {
    case .oneOf(let keys): ["oneOf": .array(keys.map { Self.having($0) })]
    case .brings(let key, let others):
      ["anyOf": .array([["not": Self.having(key)], ["allOf": .array(others.map(Self.having))]])]
    case .hereOrIn(let key, let others):
      [
        "anyOf": [
          Self.having(key),
          [
            "properties": .object(
              JSONObject(
                others.map { JSONObject.Member(key: $0, value: Self.mapping(with: key)) }))
          ],
        ]
      ]
    }
  }

  /// That a key has a value: an empty one is like none.
  private static func having(_ key: String) -> JSONValue {
    [
      "required": [.string(key)],
      "properties": .object([key: ["not": ["type": "null"]]]),
    ]
  }

  private static func mapping(with key: String) -> JSONValue {
    var whole = JSONObject()
    whole["type"] = ["object", "null"]
    for member in having(key).object?.members ?? [] { whole[member.key] = member.value }
    return .object(whole)
  }
}

extension JSONObject {
  /// Lets the value be empty, which the readers take for a key that is left out.
  fileprivate mutating func allowNull() {
    if let words = self["enum"]?.array { self["enum"] = .array(words + [.null]) }
    switch self["type"]?.content {
    case .string(let type): self["type"] = .array([.string(type), "null"])
    case .array(let types): self["type"] = .array(types + ["null"])
    default: break
    }
    if let kinds = self["anyOf"]?.array { self["anyOf"] = .array(kinds + [["type": "null"]]) }
  }
}

extension KeyKind {
  /// The schema of a value of this kind.
  fileprivate var schema: JSONValue {
    switch self {
    // A reader takes `1` for a text where it wants one, as for the unit of a pure number.
    case .text, .id:
      ["type": ["string", "number", "boolean"], "pattern": .string(Keys.visible)]
    case .ownID(let pattern):
      ["type": ["string", "number", "boolean"], "pattern": .string(pattern)]
    case .currency:
      ["type": "string", "enum": .array(Currency.all.map { .string($0.code) })]
    case .unit:
      ["type": ["string", "number"], "pattern": .string("^ *" + Unit.pattern + " *$")]
    case .amount: Self.amountSchema
    case .number: ["type": "number"]
    case .measure(let range):
      [
        "type": "number", "minimum": .number(range.lowerBound),
        "maximum": .number(range.upperBound),
      ]
    case .positive: ["type": "number", "exclusiveMinimum": 0]
    case .share: ["type": "number", "minimum": 0]
    case .integer(let range):
      [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .flag: ["type": "boolean"]
    case .date: ["type": "string", "pattern": .string(Keys.day)]
    case .country: ["type": "string", "pattern": .string(Keys.countryCode)]
    case .word(let words): ["type": "string", "enum": .array(words.map { .string($0) })]
    case .list(let kind): ["type": "array", "items": kind.schema]
    case .filled(let kind): ["type": "array", "items": kind.schema, "minItems": 1]
    case .tuple(let kind, let count):
      [
        "type": "array", "items": kind.schema, "minItems": .integer(count),
        "maxItems": .integer(count),
      ]
    case .mapping(let table): .object(table.schema)
    case .things(let pattern, let kind):
      [
        "type": "object", "additionalProperties": kind.schema,
        "propertyNames": ["pattern": .string(pattern)],
      ]
    case .either(let kinds): ["anyOf": .array(kinds.map(\.schema))]
    case .variants(_, let variants): ["oneOf": .array(variants.map { .object($0.table.schema) })]
    case .anything: [:]
    }
  }

  /// A changed value: its form, and a price year where there is a currency and nowhere else.
  ///
  /// Whether a number alone will do is for the reader: it does for what has no unit.
  private static var amountSchema: JSONValue {
    let number = "[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?"
    let shapes = Assumption.Shape.allCases.map(\.rawValue).joined(separator: "|")
    let form =
      "(\(number)(\\.\\.\(number)\\.\\.\(number))?(\\s+\(Unit.pattern))?"
      + "|(\(shapes))\\s*\\([^()]*\\)\\s*(\(Unit.pattern))?)"
    return [
      "type": ["string", "number"],
      "pattern": .string("^\\s*\(form)\\s*(@\\s*(1[89][0-9]{2}|2[01][0-9]{2}|2200)\\s*)?$"),
      "oneOf": [
        ["not": ["pattern": "@"]], ["pattern": .string(Unit.currencyPattern)],
      ],
    ]
  }

  /// The tables inside, with where they stand.
  fileprivate func tables(at path: String) -> [(path: String, table: KeyTable)] {
    switch self {
    case .mapping(let table):
      [(path, table)] + table.keys.flatMap { $0.kind.tables(at: path + "." + $0.name) }
    case .list(let kind), .filled(let kind), .tuple(let kind, _), .things(_, let kind):
      kind.tables(at: path + "[]")
    case .either(let kinds): kinds.flatMap { $0.tables(at: path) }
    case .variants(_, let variants):
      variants.flatMap { variant in
        KeyKind.mapping(variant.table).tables(at: path + "(" + variant.word + ")")
      }
    case .text, .number, .measure, .positive, .share, .integer, .flag, .date, .country, .word, .id,
      .ownID, .currency, .unit, .amount, .anything:
      []
    }
  }
}
