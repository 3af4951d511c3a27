import CorridorGeoJSON

/// The words on maps, in every language of `Resources/map-words.json`.
struct MapWords {
  /// All languages, as pages take them.
  let all: JSONValue
  private let language: String

  /// Prepares the words; those that a language lacks are English.
  ///
  /// - Throws: `MapError` when the resource is damaged.
  init(language: String) throws(MapError) {
    do throws(JSONError) { all = try JSONParser().parse(Resources.mapWordsJson) } catch {
      throw .badWords(error)
    }
    self.language = language
  }

  /// The languages that there are words in.
  var languages: [String] { all.object?.keys ?? [] }

  /// The word for a key; the key itself where there is none.
  subscript(key: String) -> String {
    all[language]?[key]?.string ?? all["en"]?[key]?.string ?? key
  }
}
