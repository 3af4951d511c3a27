/// The keys that a mapping of a study may have, each stated once: the readers know no others, and the
/// JSON Schemas that editors use are made of the same tables.
package struct KeyTable: Sendable {
  /// One key of a mapping.
  package struct Key: Sendable {
    /// The key as it is written; `name_XX` stands for every translation.
    package let name: String
    /// What its value is.
    package let kind: KeyKind
    /// Whether it must be there.
    package let isRequired: Bool
    /// What it says, in a few words for whoever is typing.
    package let about: String

    /// A key that must be there.
    static func must(_ name: String, _ kind: KeyKind, _ about: String) -> Key {
      Key(name: name, kind: kind, isRequired: true, about: about)
    }

    /// A key that may be left out.
    static func may(_ name: String, _ kind: KeyKind, _ about: String) -> Key {
      Key(name: name, kind: kind, isRequired: false, about: about)
    }
  }

  /// The keys in the order in which they are usually written.
  package let keys: [Key]
  /// Their names.
  package let names: [String]
  /// What one key has to do with others.
  let needs: [KeyNeed]

  init(_ keys: [Key], needs: [KeyNeed] = []) {
    self.keys = keys
    self.needs = needs
    names = keys.map(\.name)
  }

  /// Keys that depend on the study, such as the states of a process: what they hold is for the reader.
  init(names: [String]) {
    self.init(names.map { .may($0, .anything, "") })
  }

  /// These keys and others behind them.
  static func + (left: KeyTable, right: KeyTable) -> KeyTable {
    KeyTable(left.keys + right.keys, needs: left.needs + right.needs)
  }
}

/// What one key of a mapping has to do with others.
enum KeyNeed: Sendable {
  /// One of these is there, and not two.
  case oneOf([String])
  /// Where the first is, the others are too.
  case brings(String, [String])
  /// It is there, or each of the others that is there is a mapping which has it.
  case hereOrIn(String, others: [String])
}

/// What the value of a key may be, as far as its form goes.
package indirect enum KeyKind: Sendable {
  /// A text; a word that looks like a number is one too.
  case text
  /// A finite number without quotes.
  case number
  /// A finite number within a range, without quotes.
  case measure(ClosedRange<Double>)
  /// A number that is greater than 0.
  case positive
  /// A number that is not below 0.
  case share
  /// A whole number within a range, without quotes.
  case integer(ClosedRange<Int>)
  /// `true` or `false`.
  case flag
  /// A day such as 2018-12-31.
  case date
  /// The two capital letters of ISO 3166-1.
  case country
  /// One of a few words.
  case word([String])
  /// The id of something.
  case id
  /// An id that is given here, whose form the pattern tells.
  case ownID(pattern: String)
  /// A code of ISO 4217.
  case currency
  /// A unit such as `USD/t-km`.
  case unit
  /// A number or a distribution with its unit and, where that has money, its price year.
  case amount
  /// A list.
  case list(KeyKind)
  /// A list of one item or more.
  case filled(KeyKind)
  /// A list of a fixed number of items.
  case tuple(KeyKind, count: Int)
  /// A mapping with these keys.
  case mapping(KeyTable)
  /// A mapping of things by their ids, whose form the pattern gives.
  case things(pattern: String, KeyKind)
  /// One of several kinds.
  case either([KeyKind])
  /// A mapping whose keys depend on the word under one of them.
  case variants(key: String, [(word: String, table: KeyTable)])
  /// What only the reader knows.
  case anything

  /// One of the cases of a type.
  static func choice<T: RawRepresentable<String> & CaseIterable>(_ type: T.Type) -> KeyKind {
    .word(T.allCases.map(\.rawValue))
  }
}
