public import CorridorGeoJSON
public import CorridorStudy

/// The comparisons of a study, for `compare` without one.
public struct ComparisonList {
  private let study: Study

  /// Creates the list.
  public init(study: Study) { self.study = study }

  private var table: TextTable {
    var table = TextTable([
      ("comparison", .left), ("routes", .right), ("title", .left),
    ])
    for comparison in study.comparisons {
      table.add([
        comparison.id, "\(study.routes(of: comparison.id).count)", comparison.title,
      ])
    }
    return table
  }

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    let title = screen.wrapped(study.settings.title, tone: .strong)
    let hint = "corridor compare COMPARISON shows one"
    return (title + [""] + table.lines(on: screen) + ["", hint]).joined(separator: "\n") + "\n"
  }

  /// A table of Markdown.
  public func markdown() -> String { table.markdown().joined(separator: "\n") + "\n" }

  /// A row per comparison.
  public func csv() -> String {
    let rows = study.comparisons.map {
      CSV.line([$0.id, $0.service, $0.origin, $0.destination, $0.title])
    }
    return (["comparison,service,origin,destination,title"] + rows).joined(separator: "\n") + "\n"
  }

  /// An object with the comparisons and their routes.
  public func json() -> JSONValue {
    let comparisons = study.comparisons.map { comparison -> JSONValue in
      .object([
        "id": .string(comparison.id), "title": .string(comparison.title),
        "question": .string(comparison.question), "service": .string(comparison.service),
        "origin": .string(comparison.origin), "destination": .string(comparison.destination),
        "routes": .array(study.routes(of: comparison.id).map { .string($0.shortID) }),
      ])
    }
    return .object([
      "study": .string(study.settings.id), "title": .string(study.settings.title),
      "comparisons": .array(comparisons),
    ])
  }
}
