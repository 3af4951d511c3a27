import CorridorAppraisal
public import CorridorGeoJSON
import CorridorStudy
import CorridorUnits

extension ExplainTree {
  /// The tree as a block of Markdown.
  public func markdown() -> String { "```text\n" + text() + "```\n" }

  /// A row per figure of the tree; inputs are numbers of other rows.
  public func csv() -> String {
    let rows = figures.enumerated().map { number, figure in
      CSV.line([
        "\(number)", figure.label, NumberText.text(NumberFormat.significant(figure.value)),
        figure.unit.description, Self.kind(of: figure), how(figure),
        sources(of: figure).joined(separator: " "),
        figure.inputs.map { "\(self.number(of: $0))" }.joined(separator: " "),
      ])
    }
    return (["number,label,value,unit,kind,how,sources,inputs"] + rows).joined(separator: "\n")
      + "\n"
  }

  /// The figures of the tree and the sources; inputs are places in the array of figures.
  public func json(id: String) -> JSONValue {
    let items = figures.map { figure -> JSONValue in
      .object([
        "label": .string(figure.label),
        "value": .number(NumberFormat.significant(figure.value)),
        "unit": .string(figure.unit.description), "kind": .string(Self.kind(of: figure)),
        "how": .string(how(figure)),
        "sources": .array(sources(of: figure).map { .string($0) }),
        "inputs": .array(figure.inputs.map { .integer(number(of: $0)) }),
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

  private static func kind(of figure: Figure) -> String {
    switch figure.origin {
    case .operation: "operation"
    case .constant: "constant"
    case .length: "length"
    case .assumption: "assumption"
    }
  }
}
