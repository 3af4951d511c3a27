import CorridorAppraisal
import CorridorGeoJSON
import CorridorReport
import CorridorStudy
import CorridorUnits

/// The assumptions that a comparison rests on, with what can be done to each.
struct AssumptionList {
  private let appraisal: Appraisal
  /// What is under any figure of the comparison: the value of time first, then by id.
  let ids: [String]

  init(appraisal: Appraisal) {
    self.appraisal = appraisal
    let run = appraisal.run
    let figures = appraisal.result.routes.flatMap { route in
      route.outcomes.compactMap(\.outcome.figure) + route.accounts.map(\.value)
    }
    let found = Figure.assumptions(under: figures)
    let time = appraisal.result.service.valueOfTime.map { [$0.median, $0.sigma] } ?? []
    ids = (time.filter(found.contains) + found.filter { !time.contains($0) })
      .filter { run.study.assumption($0) != nil && run.assumptions[$0] != nil }
  }

  private var run: StudyRun { appraisal.run }

  /// All of them.
  var json: JSONValue { json(ids) }

  /// Those whose value is not the one without the changes; the others are told alike with and without them.
  var moved: JSONValue { json(ids.filter { run.assumptions[$0] != run.statedValue($0) }) }

  private func json(_ ids: [String]) -> JSONValue {
    let time = appraisal.result.service.valueOfTime
    return .array(
      ids.compactMap { id in
        guard let assumption = run.study.assumption(id), let value = run.assumptions[id] else {
          return nil
        }
        return .object(
          object(assumption, value, isTime: id == time?.median || id == time?.sigma))
      })
  }

  private func object(
    _ assumption: Assumption, _ value: ResolvedAssumptions.Value, isTime: Bool
  ) -> JSONObject {
    let stated = run.statedValue(assumption.id) ?? value
    var object: JSONObject = [
      "id": .string(assumption.id), "name": .string(assumption.name),
      "unit": .string("\(value.unit)"),
      "price_year": value.unit.hasMoney
        ? .integer(run.study.settings.priceBase.year) : .null,
      "value": .number(NumberFormat.significant(value.value)),
      "changed": .bool(value.origin == .override),
      "low": Self.number(stated.low), "base": Self.number(stated.value),
      "high": Self.number(stated.high), "shape": .string(stated.shape.rawValue),
      "source_class": .string(value.sourceClass.rawValue),
      "known_at": .string(assumption.knownAt), "value_of_time": .bool(isTime),
    ]
    object["sources"] = .array(
      assumption.sources.map { key in
        let citation = run.study.citation(key)
        return [
          "id": .string(key), "title": .string(citation?.title ?? key),
          "url": citation?.url.map { .string($0) } ?? .null,
        ]
      })
    object["note"] = assumption.note.map { .string($0) } ?? .null
    return object
  }

  private static func number(_ value: Double?) -> JSONValue {
    value.map { .number(NumberFormat.significant($0)) } ?? .null
  }
}
