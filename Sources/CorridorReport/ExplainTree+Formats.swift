import CorridorAppraisal
public import CorridorGeoJSON
import CorridorStudy
import CorridorUnits

extension ExplainTree {
  /// The tree as a block of Markdown.
  public func markdown() -> String { "```text\n" + text() + "```\n" }

  /// A row per figure of the tree; inputs are numbers of other rows.
  public func csv() -> String {
    let rows = entries.enumerated().map { number, entry in
      CSV.line([
        "\(number)", entry.label, NumberText.text(NumberFormat.significant(entry.value)),
        entry.unit, entry.kind.rawValue, entry.how, entry.sources.joined(separator: " "),
        entry.inputs.map { "\($0)" }.joined(separator: " "),
      ])
    }
    return (["number,label,value,unit,kind,how,sources,inputs"] + rows).joined(separator: "\n")
      + "\n"
  }

  /// The figures of the tree and the sources; inputs are places in the array of figures.
  public func json(id: String) -> JSONValue {
    let items = entries.map { entry -> JSONValue in
      .object([
        "label": .string(entry.label),
        "value": .number(NumberFormat.significant(entry.value)),
        "unit": .string(entry.unit), "kind": .string(entry.kind.rawValue),
        "how": .string(entry.how),
        "sources": .array(entry.sources.map { .string($0) }),
        "inputs": .array(entry.inputs.map { .integer($0) }),
      ])
    }
    return .object([
      "id": .string(id), "figures": .array(items),
      "sources": .array(
        citations.map { citation in
          .object([
            "id": .string(citation.id),
            "text": .string(Self.words(citation).joined(separator: ", ")),
          ])
        }),
    ])
  }
}
