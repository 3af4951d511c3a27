public import CorridorGeoJSON
import CorridorStudy

/// A difference as tables, Markdown for a pull request, CSV and JSON.
public struct DiffReport {
  private let diff: StudyDiff

  /// Prepares the report of a difference.
  public init(_ diff: StudyDiff) { self.diff = diff }

  private var title: String { "\(diff.names.old) -> \(diff.names.new)" }

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(title + (diff.isEmpty ? ": nothing differs" : ""), tone: .strong)
    for (name, table, _) in tables {
      lines += ["", screen.paint(name, .strong)] + table.lines(on: screen)
    }
    if !reasons.isEmpty { lines.append("") }
    lines += reasons.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Why results are there no longer, each reason once with the routes that it holds for, and what could not
  /// be worked out on either side.
  private var reasons: [String] {
    var order: [String] = []
    var holders: [String: [String]] = [:]
    for one in diff.results {
      guard one.new == nil, let reason = one.reason else { continue }
      if holders[reason] == nil { order.append(reason) }
      let route = "\(one.comparison)/\(one.route)"
      if holders[reason]?.contains(route) != true { holders[reason, default: []].append(route) }
    }
    return order.map { "\(holders[$0, default: []].joined(separator: ", ")): \($0)" }
      + diff.failures.flatMap(Self.words)
  }

  /// What could not be worked out, in full: once where both sides have the same reason.
  private static func words(_ failure: StudyDiff.Change) -> [String] {
    let subject = "\(failure.subject) \(failure.key)"
    if failure.old == failure.new {
      return [failure.old].compactMap { $0.map { "\(subject): \($0)" } }
    }
    return [failure.old.map { "before: \($0)" }, failure.new.map { "after: \($0)" }]
      .compactMap { $0.map { "\(subject), \($0)" } }
  }

  /// Markdown for a pull request: what it does first, then what was changed.
  public func markdown() -> String {
    var lines = ["## \(title)", ""]
    if diff.isEmpty { lines.append("Nothing differs.") }
    let all = tables
    for (name, table) in all.filter({ $0.isResult }).map({ ($0.name, $0.table) }) {
      lines += ["### \(name)", ""] + table.markdown() + [""]
    }
    if !reasons.isEmpty { lines += Markdown.list(reasons) + [""] }
    for (name, table) in all.filter({ !$0.isResult }).map({ ($0.name, $0.table) }) {
      lines +=
        ["<details><summary>\(name)</summary>", ""] + table.markdown() + ["", "</details>", ""]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row for each difference.
  public func csv() -> String {
    var lines = ["kind,subject,key,old,new,unit,old_rank,new_rank,reason"]
    func number(_ value: Double?) -> String {
      value.map { NumberText.text(NumberFormat.significant($0)) } ?? ""
    }
    for one in diff.assumptions {
      lines.append(
        CSV.line([
          "assumption", one.id, "value", number(one.old), number(one.new), Self.unit(one), "", "",
          "",
        ]))
    }
    let kinds = [
      ("network", diff.network + diff.failures), ("politics", diff.politics),
      ("correlation", diff.correlations),
    ]
    for (kind, changes) in kinds {
      for one in changes {
        lines.append(
          CSV.line([kind, one.subject, one.key, one.old ?? "", one.new ?? "", "", "", "", ""]))
      }
    }
    for one in diff.geometry {
      lines.append(
        CSV.line([
          "geometry", one.link, "traced_km", number(one.oldKilometres), number(one.newKilometres),
          "km",
          "", "", "moved by \(NumberFormat.plain(one.distanceKilometres)) km",
        ]))
    }
    for one in diff.results {
      lines.append(
        CSV.line([
          "result", "\(one.comparison)/\(one.route)", one.key, number(one.old), number(one.new), "",
          one.oldRank.map { "\($0)" } ?? "", one.newRank.map { "\($0)" } ?? "", one.reason ?? "",
        ]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Tables

  private var tables: [(name: String, table: TextTable, isResult: Bool)] {
    var found: [(String, TextTable, Bool)] = []
    if !diff.assumptions.isEmpty { found.append(("assumptions", assumptions, false)) }
    if !diff.network.isEmpty { found.append(("network", changes(diff.network), false)) }
    if !diff.politics.isEmpty { found.append(("politics", changes(diff.politics), false)) }
    if !diff.correlations.isEmpty {
      found.append(("correlations", changes(diff.correlations), false))
    }
    if !diff.geometry.isEmpty { found.append(("geometry", geometry, false)) }
    var comparisons: [String] = []
    for one in diff.results where !comparisons.contains(one.comparison) {
      comparisons.append(one.comparison)
    }
    for id in comparisons { found.append((id, results(of: id), true)) }
    return found
  }

  private static func unit(_ one: StudyDiff.Assumed) -> String {
    (one.unit == "1" ? "" : one.unit) + (one.priceYear.map { " @\($0)" } ?? "")
  }

  private static func plain(_ value: Double?) -> String { value.map(NumberFormat.plain) ?? "-" }

  /// A text of at most so many characters.
  private static func short(_ text: String, _ count: Int = 28) -> String {
    text.count <= count ? text : String(text.prefix(count - 3)) + "..."
  }

  private var assumptions: TextTable {
    var table = TextTable([
      ("assumption", .left), (Self.short(diff.names.old, 14), .right),
      (Self.short(diff.names.new, 14), .right), ("unit", .left), ("class", .left),
    ])
    for one in diff.assumptions {
      // The value may be the same and its range another.
      table.add([
        one.id, Self.plain(one.old),
        Self.plain(one.new)
          + (one.old == one.new ? " (range)" : ""), Self.unit(one),
        one.sourceClass?.rawValue ?? "-",
      ])
    }
    return table
  }

  private func changes(_ changes: [StudyDiff.Change]) -> TextTable {
    var table = TextTable([
      ("what", .left), ("key", .left), (Self.short(diff.names.old, 20), .left),
      (Self.short(diff.names.new, 20), .left),
    ])
    for one in changes {
      table.add([
        Self.short(one.subject, 36), one.key, Self.short(one.old ?? "-", 16),
        Self.short(one.new ?? "-"),
      ])
    }
    return table
  }

  private var geometry: TextTable {
    var table = TextTable([
      ("link", .left), ("traced km", .right), ("now", .right), ("crossings", .right),
      ("now", .right), ("moved km", .right),
    ])
    for one in diff.geometry {
      table.add([
        one.link, Self.plain(one.oldKilometres), Self.plain(one.newKilometres),
        "\(one.oldCrossings)", "\(one.newCrossings)", Self.plain(one.distanceKilometres),
      ])
    }
    return table
  }

  private func results(of comparison: String) -> TextTable {
    var table = TextTable([
      ("route", .left), ("result", .left), (Self.short(diff.names.old, 14), .right),
      (Self.short(diff.names.new, 14), .right), ("change", .right), ("rank", .right),
    ])
    for one in diff.results where one.comparison == comparison {
      let change =
        if let old = one.old, let new = one.new, old != 0 {
          (new > old ? "+" : "") + NumberFormat.percent((new - old) / old.magnitude)
        } else {
          "-"
        }
      let ranks = [one.oldRank, one.newRank].map { $0.map { "\($0)" } ?? "-" }
      table.add([
        one.route, one.key, Self.plain(one.old), Self.plain(one.new), change,
        ranks[0] == ranks[1] ? ranks[0] : "\(ranks[0]) -> \(ranks[1])",
      ])
    }
    return table
  }
}

extension DiffReport {
  /// The form that docs/json.md documents.
  public func json() -> JSONValue {
    .object([
      "old": .string(diff.names.old), "new": .string(diff.names.new),
      "assumptions": .array(diff.assumptions.map { .object(Self.object($0)) }),
      "network": .array(diff.network.map { .object(Self.object($0)) }),
      "politics": .array(diff.politics.map { .object(Self.object($0)) }),
      "correlations": .array(diff.correlations.map { .object(Self.object($0)) }),
      "geometry": .array(diff.geometry.map { .object(Self.object($0)) }),
      "results": .array(diff.results.map { .object(Self.object($0)) }),
      "failures": .array(diff.failures.map { .object(Self.object($0)) }),
    ])
  }

  private static func set(
    _ key: String, _ value: Double?, else reason: String, in object: inout JSONObject
  ) {
    guard let value else {
      object[key] = .null
      object[key + "_reason"] = .string(reason)
      return
    }
    object[key] = .number(NumberFormat.significant(value))
  }

  private static func object(_ one: StudyDiff.Assumed) -> JSONObject {
    var object: JSONObject = ["id": .string(one.id)]
    let none = "it has no value in this unit and price base here"
    set("old", one.old, else: none, in: &object)
    set("new", one.new, else: none, in: &object)
    object["unit"] = .string(one.unit)
    if let year = one.priceYear { object["price_year"] = .integer(year) }
    if let found = one.sourceClass { object["class"] = .string(found.rawValue) }
    object["stated_at"] = .string(one.location)
    return object
  }

  private static func object(_ one: StudyDiff.Change) -> JSONObject {
    var object: JSONObject = ["subject": .string(one.subject), "key": .string(one.key)]
    for (key, text) in [("old", one.old), ("new", one.new)] {
      object[key] = text.map { .string($0) } ?? .null
      if text == nil { object[key + "_reason"] = "it is not there" }
    }
    return object
  }

  private static func object(_ one: StudyDiff.Moved) -> JSONObject {
    [
      "link": .string(one.link),
      "old_traced_km": .number(NumberFormat.significant(one.oldKilometres)),
      "new_traced_km": .number(NumberFormat.significant(one.newKilometres)),
      "old_crossings": .integer(one.oldCrossings), "new_crossings": .integer(one.newCrossings),
      "moved_km": .number(NumberFormat.significant(one.distanceKilometres)),
    ]
  }

  private static func object(_ one: StudyDiff.Result) -> JSONObject {
    var object: JSONObject = [
      "comparison": .string(one.comparison), "route": .string(one.route), "key": .string(one.key),
    ]
    let reason = one.reason ?? "there is none on this side"
    set(
      "old", one.old, else: one.old == nil && one.new == nil ? reason : "there is none", in: &object
    )
    set("new", one.new, else: reason, in: &object)
    set(
      "old_rank", one.oldRank.map(Double.init), else: "it has no value to rank, or can't be taken",
      in: &object)
    set(
      "new_rank", one.newRank.map(Double.init), else: "it has no value to rank, or can't be taken",
      in: &object)
    return object
  }
}
