public import CorridorAppraisal
public import CorridorGeoJSON
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// The figures of a comparison that pages show: routes with the columns of their table.
public struct ComparisonFigures {
  private let study: Study
  private let result: ComparisonResult
  private let words: MapWords

  /// Prepares the figures; the columns are named in English.
  ///
  /// - Throws: `MapError` when the words of maps are damaged.
  public init(study: Study, result: ComparisonResult) throws(MapError) {
    self.init(study: study, result: result, words: try MapWords(language: "en"))
  }

  init(study: Study, result: ComparisonResult, words: MapWords) {
    self.study = study
    self.result = result
    self.words = words
  }

  /// A figure of routes: its key, the key of its word, decimals, and whether popups show it.
  private struct Column {
    let key: String
    let word: String
    var decimals = 0
    var isPercent = false
    var isShort = false
  }

  private static func columns(_ keys: ResultKeys) -> [Column] {
    [
      Column(key: "length_km", word: "length", isShort: true),
      Column(
        key: "time_days.terminal_to_terminal", word: "time", decimals: 1, isShort: true),
      Column(key: keys.price, word: "price", isShort: true),
      Column(key: keys.generalisedCost, word: "generalised_cost"),
      Column(key: keys.emissions, word: "emissions"),
      Column(key: "share", word: "share", decimals: 1, isPercent: true),
      Column(key: keys.capital, word: "capital", isShort: true),
      Column(key: keys.economicValue, word: "npv", isShort: true),
      Column(key: keys.privateValue, word: "npv_private"),
      Column(key: "benefit_cost_ratio", word: "benefit_cost_ratio", decimals: 2),
      Column(key: keys.levelisedCost, word: "levelised_cost"),
    ]
  }

  /// The comparison, its columns and its routes, in the order of the table of `corridor compare`.
  public var json: JSONValue {
    let columns = Self.columns(result.keys).filter { column in
      result.routes.contains { $0.outcome(column.key)?.value != nil }
    }
    var object: JSONObject = [
      "id": .string(result.comparison.id), "title": .string(result.comparison.title),
      "question": .string(result.comparison.question),
      "scenario": .string(result.scenario ?? "if-open"),
      "price_year": .integer(study.settings.priceBase.year),
      "currency": .string(study.settings.priceBase.currency.code),
    ]
    object["as_of"] = result.asOf.map { .string($0) } ?? .null
    object["set"] = .array(result.overrides.map { .string("\($0.id)=\($0.text)") })
    object["columns"] = .array(
      columns.map { column in
        let unit = result.routes.lazy.compactMap { $0.outcome(column.key)?.figure?.unit }.first
        return [
          "word": .string(column.word), "name": .string(words[column.word]),
          "key": .string(column.key),
          "unit": .string(column.isPercent ? "%" : unit.map { "\($0)" } ?? ""),
          "decimals": .integer(column.decimals), "short": .bool(column.isShort),
        ]
      })
    object["routes"] = .array(result.rankedRoutes.map { route($0, columns) })
    object["conventions"] = .array(
      result.conventions.map { .string("\($0.subject): \($0.text)") })
    return .object(object)
  }

  private func route(_ route: RouteResult, _ columns: [Column]) -> JSONValue {
    let outcomes = columns.map { column in route.outcome(column.key) }
    return [
      "id": .string(route.route.plan.shortID), "names": Self.names(route.route.plan.names),
      "status": .string(route.route.status.rawValue), "open": .bool(route.isAvailable),
      "open_reason": route.availabilityReason.map { .string($0) } ?? .null,
      "values": .array(
        zip(outcomes, columns).map { outcome, column in
          outcome?.value.map {
            .number(NumberFormat.significant(column.isPercent ? $0 * 100 : $0))
          } ?? .null
        }),
      "reasons": .array(outcomes.map { $0?.reason.map { .string($0) } ?? .null }),
      "unsourced": .integer(route.unsourcedInputs.count),
      "note": route.route.plan.note.map { .string($0) } ?? .null,
    ]
  }

  /// Names by language, English first.
  static func names(_ names: Names) -> JSONValue {
    var object: JSONObject = ["en": .string(names.english)]
    for (language, name) in names.sortedTranslations { object[language] = .string(name) }
    return .object(object)
  }
}
