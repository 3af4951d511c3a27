public import CorridorGeoJSON
public import CorridorStudy
import CorridorUnits

/// An assumption as the study states it, and its value in a run.
public struct AssumptionCard {
  private let study: Study
  private let assumption: Assumption
  private let resolved: ResolvedAssumptions

  /// Creates the card of an assumption.
  public init(study: Study, assumption: Assumption, resolved: ResolvedAssumptions) {
    self.study = study
    self.assumption = assumption
    self.resolved = resolved
  }

  /// What is said of it, line by line.
  private var rows: [(label: String, text: String)] {
    var rows = [(label: "in this run", text: inThisRun)]
    for (label, stated) in statedValues {
      rows.append((changed == nil ? label : "study's \(label)", Self.text(stated)))
    }
    rows += restatedRows.map { ("restated", $0) }
    rows.append(("shape", shape))
    if let knownAt = provenance.knownAt { rows.append(("known since", knownAt)) }
    rows.append(("class", provenance.sourceClass.rawValue))
    if let formula = provenance.formula { rows.append(("formula", formula)) }
    if let note = provenance.note { rows.append(("note", note)) }
    rows.append(("stated at", "\(changed?.location ?? assumption.location)"))
    for key in provenance.sources {
      let words = study.citation(key).map(ExplainTree.words) ?? []
      rows.append(("source", "[\(key)] " + words.joined(separator: ", ")))
    }
    if provenance.sources.isEmpty {
      rows.append(("source", "none: \(provenance.sourceClass.rawValue)"))
    }
    return rows
  }

  /// The value of this run where it is not the study's own.
  private var changed: ResolvedAssumptions.Value? {
    resolved[assumption.id].flatMap { $0.origin == .study ? nil : $0 }
  }

  /// Where the value of this run is known from.
  private var provenance: Override.Provenance { changed?.provenance ?? assumption.provenance }

  private static func text(_ stated: Assumption.Stated) -> String {
    let year = stated.priceYear.map { ", prices of \($0)" } ?? ""
    return "\(NumberFormat.plain(stated.value)) \(stated.unit)\(year)"
  }

  /// How the value of the run came into the study's price base; nil where it is in that base.
  private var restatement: Restatement? {
    study.restatement(of: resolved[assumption.id]?.stated ?? assumption.base)
  }

  /// A row for each step of the restatement of the base value.
  private var restatedRows: [String] {
    guard let restatement else { return [] }
    let sign = restatement.stated.unit.moneyPower < 0 ? "/" : "x"
    var from = restatement.from
    return restatement.steps.map { step in
      defer { from = step.base }
      let facts = step.facts.map { fact in
        "\(fact.row.series) of \(fact.row.year) is \(NumberFormat.plain(fact.row.value)) "
          + (fact.source.map { "[\($0)]" } ?? "(\(fact.sourceClass.rawValue), no source)")
      }
      return "\(sign) \(NumberFormat.plain(step.factor)), from \(from) to \(step.base): "
        + facts.joined(separator: ", ")
    }
  }

  /// The steps of the restatement as data.
  private static func json(_ restatement: Restatement) -> JSONValue {
    .array(
      restatement.steps.map { step in
        .object([
          "kind": .string(step.kind.rawValue),
          "factor": .number(NumberFormat.significant(step.factor)),
          "to": .string("\(step.base)"),
          "facts": .array(
            step.facts.map { fact in
              .object([
                "series": .string(fact.row.series), "year": .integer(fact.row.year),
                "value": .number(fact.row.value), "class": .string(fact.sourceClass.rawValue),
                "sources": .array(fact.source.map { [.string($0)] } ?? []),
              ])
            }),
        ])
      })
  }

  /// The shape, with what low, base and high leave unsaid.
  private var shape: String {
    let name = assumption.shape.rawValue
    switch assumption.spread {
    case nil: return name
    case .deviation(let width):
      return "\(name), standard deviation \(NumberFormat.plain(width)) \(assumption.base.unit)"
    case .beta(let alpha, let beta):
      return "\(name), shapes \(NumberFormat.plain(alpha)) and \(NumberFormat.plain(beta))"
    case .discrete(let values, let weights):
      return name + ", "
        + zip(values, weights).map {
          "\(NumberFormat.plain($0)) \(assumption.base.unit) with \(NumberFormat.plain($1))"
        }.joined(separator: ", ")
    case .empirical(let values): return "\(name), \(values.count) values"
    }
  }

  private var statedValues: [(label: String, stated: Assumption.Stated)] {
    [("low", assumption.low), ("base", assumption.base), ("high", assumption.high)]
      .compactMap { label, stated in stated.map { (label, $0) } }
  }

  private var inThisRun: String {
    guard let value = resolved[assumption.id] else {
      return "none: it was not known yet at \(resolved.asOf ?? "that date")"
    }
    let base = value.unit.hasMoney ? ", \(study.settings.priceBase)" : ""
    let change = changed.flatMap { value in
      value.origin.words.map { words in
        ", \(words)" + (value.stated.map { " as " + Self.text($0) } ?? "")
      }
    }
    return "\(NumberFormat.plain(value.value)) \(value.unit)\(base)" + (change ?? "")
  }

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(
      "\(assumption.id): \(assumption.name)", indent: "  ", tone: .strong)
    for row in rows {
      let lead = "  " + row.label + String(repeating: " ", count: max(1, 13 - row.label.count))
      lines += screen.paragraph(lead, row.text)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var table: TextTable {
    var table = TextTable([(assumption.id, .left), (assumption.name, .left)])
    for row in rows { table.add([row.label, row.text]) }
    return table
  }

  /// A table of Markdown.
  public func markdown() -> String { table.markdown().joined(separator: "\n") + "\n" }

  /// A row for each thing that is said of it.
  public func csv() -> String {
    let lines = rows.map { CSV.line([assumption.id, $0.label, $0.text]) }
    return (["assumption,what,text"] + lines).joined(separator: "\n") + "\n"
  }

  private static func json(_ spread: Spread) -> JSONValue {
    func list(_ numbers: [Double]) -> JSONValue { .array(numbers.map { .number($0) }) }
    return switch spread {
    case .deviation(let width): .object(["deviation": .number(width)])
    case .beta(let alpha, let beta): .object(["alpha": .number(alpha), "beta": .number(beta)])
    case .discrete(let values, let weights):
      .object(["values": list(values), "probabilities": list(weights)])
    case .empirical(let values): .object(["values": list(values)])
    }
  }

  /// An object with the values that are stated and the one of this run.
  public func json() -> JSONValue {
    var object: JSONObject = [
      "id": .string(assumption.id), "name": .string(assumption.name),
    ]
    if let value = resolved[assumption.id] {
      object["value"] = .number(NumberFormat.significant(value.value))
      object["unit"] = .string(value.unit.description)
      if value.unit.hasMoney { object["price_year"] = .integer(resolved.priceBase.year) }
    } else {
      object["value"] = .null
      object["value_reason"] = .string(inThisRun)
    }
    for (label, stated) in statedValues {
      var inner: JSONObject = [
        "value": .number(stated.value), "unit": .string(stated.unit.description),
      ]
      if let year = stated.priceYear { inner["price_year"] = .integer(year) }
      object[label] = .object(inner)
    }
    if let restatement { object["restated"] = Self.json(restatement) }
    object["shape"] = .string(assumption.shape.rawValue)
    if let spread = assumption.spread { object["spread"] = Self.json(spread) }
    if let words = changed?.origin.words { object["changed"] = .string(words) }
    if let knownAt = provenance.knownAt { object["known_at"] = .string(knownAt) }
    object["class"] = .string(provenance.sourceClass.rawValue)
    if let formula = provenance.formula { object["formula"] = .string(formula) }
    if let note = provenance.note { object["note"] = .string(note) }
    object["sources"] = .array(provenance.sources.map { .string($0) })
    return .object(object)
  }
}
