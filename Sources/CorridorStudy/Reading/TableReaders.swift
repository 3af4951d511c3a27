import CorridorGeoJSON
import CorridorUnits

/// Reads deflators.csv.
struct DeflatorReader {
  static let file = "deflators.csv"

  /// The table and where its values come from; nil, with findings, when a value can't be used.
  static func deflators(_ bytes: [UInt8], file: String, _ draft: inout Draft)
    -> (table: Deflators, facts: PriceFacts)?
  {
    guard
      let table = CSVTable(
        bytes, file: file, columns: ["series", "year", "value", "source", "class"], &draft.findings)
    else { return nil }
    var facts: [PriceFact] = []
    facts.reserveCapacity(table.rows.count)
    var isWhole = true
    for row in table.rows {
      let year = Int(row[1].text).flatMap { (1800...2200).contains($0) ? $0 : nil }
      if year == nil {
        draft.findings.error(
          "wrong-type", at: row[1].location, "'\(row[1].text)' is not a year",
          remedy: "write a year such as 2011")
      }
      let value = row[2].number("value", &draft.findings)
      let sourceClass = row[3].mentionSource(class: row[4], &draft)
      guard let year, let value else {
        // Without its value the money of that year would seem to be missing or out of range.
        isWhole = false
        continue
      }
      facts.append(
        PriceFact(
          row: Deflators.Row(series: row[0].text, year: year, value: value),
          source: row[3].text.isEmpty ? nil : row[3].text, sourceClass: sourceClass ?? .judgement,
          location: row[0].location))
    }
    guard isWhole else { return nil }
    do throws(DeflatorError) {
      return (try Deflators(rows: facts.lazy.map(\.row)), PriceFacts(facts))
    } catch {
      let location = error.row.map { table.rows[$0][0].location } ?? SourceLocation(file: file)
      draft.findings.error(
        "bad-deflator", at: location, what: "price indices and exchange rates", error.description,
        remedy: "correct the row")
      return nil
    }
  }
}

extension CSVTable.Field {
  /// The finite number that a field holds; nil, with a finding, when it holds none.
  func number(_ name: String, _ findings: inout Findings) -> Double? {
    switch NumberWord(text) {
    case .number(let number): return number
    case .notFinite:
      findings.error(
        "not-finite", at: location, "\(name) is \(text), which is not a number",
        remedy: "write a finite number, or leave the row out")
    case .wrong(let remedy):
      findings.error(
        "wrong-type", at: location, "\(name) is '\(text)' and not a number", remedy: remedy)
    }
    return nil
  }

  /// The text with its place.
  var word: Fields.Word { Fields.Word(text: text, location: location) }

  /// Notes the source of a row and checks its class.
  @discardableResult
  func mentionSource(class classField: CSVTable.Field, _ draft: inout Draft) -> SourceClass? {
    let sourceClass = SourceClass(rawValue: classField.text)
    if sourceClass == nil {
      draft.findings.error(
        "unknown-class", at: classField.location, "the class is '\(classField.text)'",
        remedy: Fields.remedy(
          for: classField.text, among: SourceClass.allCases.map(\.rawValue), what: "class"))
    }
    if !text.isEmpty {
      draft.mention(.source, word, key: "source", of: "the row")
    } else if let sourceClass, !sourceClass.isUnsourced {
      draft.findings.error(
        "missing-source", at: location,
        "the row is of class '\(sourceClass.rawValue)' and names no source",
        remedy: "add the key of a source, or say that the class is memory or judgement")
    }
    return sourceClass
  }
}

/// Reads sources.json.
struct CitationReader {
  static let file = "sources.json"

  static func citations(
    _ bytes: [UInt8], file: String, _ findings: inout Findings
  ) -> [Citation]? {
    let root: JSONValue
    do throws(JSONError) { root = try JSONParser().parse(bytes) } catch {
      let location = SourceLocation(
        file: file, line: error.position.line, column: error.position.column)
      findings.error("json", at: location, error.problem.message, remedy: error.problem.remedy)
      return nil
    }
    guard let items = root.array else {
      findings.error(
        "wrong-type", at: SourceLocation(file: file, line: 1, column: 1),
        "the file is \(root.kind) and not an array of sources",
        remedy: "write [{\"id\": ..., \"type\": ..., \"title\": ...}]")
      return nil
    }
    return items.compactMap { citation(ConfigNode($0), file: file, &findings) }
  }

  private static func citation(
    _ node: ConfigNode, file: String, _ findings: inout Findings
  ) -> Citation? {
    guard let entries = node.entries else {
      findings.error(
        "wrong-type", at: SourceLocation(file: file, line: node.line, column: node.column),
        "a source is \(node.kind) and not an object", remedy: "write {\"id\": ..., ...}")
      return nil
    }
    // CSL-JSON has many more keys, which reference managers write; none of them is an error.
    let fields = Fields(
      node, file: file, subject: "the source", anyOf: entries.map(\.key), &findings)
    let id = fields.text("id", &findings)
    let type = fields.text("type", &findings)
    let title = fields.text("title", &findings)
    let publisher = fields.optionalText("publisher", &findings)
    let url = fields.optionalText("URL", &findings)
    let note = fields.optionalText("note", &findings)
    return Citation(
      id: id, type: type, title: title, publisher: publisher, url: url,
      year: year(fields, &findings), note: note, location: fields.location)
  }

  private static func year(_ fields: Fields, _ findings: inout Findings) -> Int? {
    guard let issued = fields.value("issued") else { return nil }
    let parts = issued.entries?.first { $0.key == "date-parts" }?.value
    guard let first = parts?.items?.first?.items?.first else {
      fields.wrongType("issued", issued, wanted: "{\"date-parts\": [[2018]]}", &findings)
      return nil
    }
    return fields.integer(of: first, "issued", in: 1000...2200, &findings)
  }
}
