import Foundation
import Testing

/// Something that is wrong with a study, and what the command must say of it.
struct Damage: Sendable, CustomTestStringConvertible {
  let file: String
  let what: String
  /// Exit code of `compare`; 0 when only `check` reads the file.
  var code: Int32 = 65
  /// Words of the message.
  let words: [String]
  /// The file that the message names, when it is another.
  var found: String?
  /// Whether the message names another line than the one that was changed.
  var isFar = false
  private let change: @Sendable (_ file: URL) throws -> Int?

  var testDescription: String { "\(file): \(what)" }

  /// Makes the change in a study's folder.
  ///
  /// - Returns: the line where it was made; nil when the whole file is concerned.
  func make(in study: URL) throws -> Int? { try change(study.appending(path: file)) }

  /// The same damage in a file that only `check` reads.
  var forCheckOnly: Damage {
    var copy = self
    copy.code = 0
    return copy
  }

  /// The same damage, found at the beginning of what it breaks.
  var far: Damage {
    var copy = self
    copy.isFar = true
    return copy
  }

  /// The same damage, found in another file than it was made in.
  func found(in file: String) -> Damage {
    var copy = self
    copy.found = file
    return copy
  }

  // MARK: - Kinds of damage

  /// One text in place of another, which must be there.
  static func text(_ file: String, _ old: String, _ new: String, _ words: String...) -> Damage {
    Damage(file: file, what: "\(old) -> \(new)", words: words) { url in
      let text = try String(contentsOf: url, encoding: .utf8)
      let range = try #require(text.range(of: old), "'\(old)' stands in \(file)")
      try Data(text.replacingCharacters(in: range, with: new).utf8).write(to: url)
      return text[..<range.lowerBound].utf8.count { $0 == 0x0A } + 1
    }
  }

  /// A change to the features of a GeoJSON file, or to the objects of any JSON file.
  static func features(
    _ file: String, _ what: String, _ words: String...,
    change: @escaping @Sendable (_ features: inout [[String: Any]]) -> Void
  ) -> Damage {
    Damage(file: file, what: what, words: words) { url in
      let json = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
      var result: Any = json
      if var collection = json as? [String: Any] {
        var features = try #require(collection["features"] as? [[String: Any]])
        change(&features)
        collection["features"] = features
        result = collection
      } else {
        var items = try #require(json as? [[String: Any]])
        change(&items)
        result = items
      }
      try JSONSerialization.data(withJSONObject: result, options: [.prettyPrinted]).write(to: url)
      return nil
    }
  }

  /// Another whole content.
  static func content(_ file: String, _ what: String, _ bytes: [UInt8], _ words: String...)
    -> Damage
  {
    Damage(file: file, what: what, words: words) { url in
      try Data(bytes).write(to: url)
      return nil
    }
  }

  /// The beginning of the file, up to and with a text.
  static func cut(_ file: String, after text: String, _ words: String...) -> Damage {
    Damage(file: file, what: "cut after \(text)", words: words) { url in
      let whole = try String(contentsOf: url, encoding: .utf8)
      let end = try #require(whole.range(of: text), "'\(text)' stands in \(file)").upperBound
      try Data(whole[..<end].utf8).write(to: url)
      return nil
    }
  }

  /// No file at all.
  static func missing(_ file: String) -> Damage {
    var damage = Damage(file: file, what: "missing", words: ["no such file"]) { url in
      try FileManager.default.removeItem(at: url)
      return nil
    }
    damage.code = 66
    return damage
  }

  /// A folder in place of the file.
  static func folder(_ file: String) -> Damage {
    var damage = Damage(file: file, what: "a folder", words: ["this is a folder"]) { url in
      try FileManager.default.removeItem(at: url)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      return nil
    }
    damage.code = 66
    return damage
  }

  /// Another file that is added.
  static func added(_ file: String, _ text: String, _ words: String...) -> Damage {
    Damage(file: file, what: "added", words: words) { url in
      try Data(text.utf8).write(to: url)
      return nil
    }
  }

  private init(
    file: String, what: String, words: [String],
    change: @escaping @Sendable (_ file: URL) throws -> Int?
  ) {
    self.file = file
    self.what = what
    self.words = words
    self.change = change
  }
}

extension [String: Any] {
  /// Changes a member that is an object itself, such as `properties` or `geometry`.
  mutating func set(_ outer: String, _ key: String, _ value: Any?) {
    var object = self[outer] as? [String: Any] ?? [:]
    object[key] = value
    self[outer] = object
  }
}
