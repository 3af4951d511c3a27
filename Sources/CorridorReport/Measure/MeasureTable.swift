import CorridorGeoJSON
import CorridorUnits

/// The measures of many features as one table for people.
public struct MeasureTable {
  private struct Row {
    var id: String
    var area: String
    var type: String
    var length: Double?
    var crossings: Int?
    /// Of the feature as a whole, beside its first row alone.
    var total: Double?
    var square: Double?
  }

  /// What stands for a figure that does not exist; a line below the table says why.
  private static let none = "-"
  /// So many reasons of one kind are told of features by name.
  private static let mostNamed = 3

  private let names: [String]
  private let printable: (String) -> String
  private var rows: [Row] = []
  private var count = 0
  /// The features without a figure by the reason.
  private var reasons: [(reason: String, features: [String], count: Int)] = []

  /// Creates a table.
  ///
  /// - Parameters:
  ///   - names: the names of the areas.
  ///   - printable: makes text of a file fit for what the table is drawn on, in one line.
  public init(names: [String], printable: @escaping (String) -> String = { $0 }) {
    self.names = names.map(printable)
    self.printable = printable
  }

  /// Adds a feature.
  public mutating func add(_ measured: MeasuredFeature) {
    let id = printable(measured.id.text)
    count += 1
    for (index, part) in measured.parts.enumerated() {
      let isFirst = index == 0
      rows.append(
        Row(
          id: id, area: part.area.map { names[$0] } ?? "outside",
          type: isFirst ? measured.type ?? "no geometry" : "",
          length: measured.hasLines ? part.length.kilometres : nil,
          crossings: measured.hasLines ? part.crossings : nil,
          total: isFirst ? measured.kilometres : nil,
          square: isFirst ? measured.squareKilometres : nil))
    }
    if let reason = measured.lengthReason { note("no length: \(reason)", of: id) }
    if let reason = measured.areaReason { note("no area: \(reason)", of: id) }
  }

  private mutating func note(_ reason: String, of id: String) {
    let index = reasons.firstIndex { $0.reason == reason } ?? reasons.count
    if index == reasons.count { reasons.append((reason, [], 0)) }
    reasons[index].count += 1
    if reasons[index].features.count < Self.mostNamed { reasons[index].features.append(id) }
  }

  /// The table with what has to be known of it, for a screen.
  ///
  /// Kilometres have three decimals, metres; columns without any figure are left out.
  public func text(on screen: Screen = .page) -> String {
    guard count > 0 else { return "no features\n" }
    let hasLines = rows.contains { $0.length != nil }
    let hasSquares = rows.contains { $0.square != nil }
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      ("id", .left), ("within", .left), ("type", .left),
    ]
    if hasLines { columns += [("length\nkm", .right), ("whole\nkm", .right)] }
    if hasSquares { columns.append(("area\nkm2", .right)) }
    if hasLines { columns.append(("crossings", .right)) }
    var table = TextTable(columns)
    table.leads = 2
    for row in rows {
      var cells = [row.id, row.area, row.type]
      // What is said of the whole feature stands in its first row, which alone has a type.
      let blank = row.type.isEmpty ? "" : Self.none
      if hasLines { cells += [number(row.length, Self.none), number(row.total, blank)] }
      if hasSquares { cells.append(number(row.square, blank)) }
      if hasLines { cells.append(row.crossings.map { "\($0)" } ?? Self.none) }
      table.add(cells)
    }
    return (table.lines(on: screen) + [""] + notes(hasLines, on: screen)).joined(separator: "\n")
      + "\n"
  }

  private func number(_ value: Double?, _ none: String) -> String {
    value.map { NumberFormat.table($0, decimals: 3) } ?? none
  }

  private func notes(_ hasLines: Bool, on screen: Screen) -> [String] {
    var notes = ["\(count) \(count == 1 ? "feature" : "features")"]
    if hasLines {
      notes[0] +=
        "; lengths are geodesic on WGS 84; crossings: how often an area is entered or left; "
        + "beside outside, all of them"
    }
    for (reason, features, count) in reasons {
      let others = count - features.count
      notes.append(
        "\(features.joined(separator: ", "))" + (others > 0 ? " and \(others) more" : "")
          + ": \(reason)")
    }
    return notes.flatMap { screen.wrapped($0, indent: "  ") }
  }
}
