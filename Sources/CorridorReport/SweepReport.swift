import CorridorAppraisal
public import CorridorGeoJSON
public import CorridorStudy
import CorridorUnits

/// A sweep as tables, CSV and JSON.
public struct SweepReport {
  /// Columns of values beside each other in a table of 100 columns.
  private static let columns = 8

  private let study: Study
  let sweep: Sweep
  private let assumptions: ResolvedAssumptions

  /// Prepares the report of a sweep of a study.
  public init(study: Study, sweep: Sweep, assumptions: ResolvedAssumptions) {
    self.study = study
    self.sweep = sweep
    self.assumptions = assumptions
  }

  /// Text for a screen: one table for each result, or of two axes for each result and
  /// route.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(sweep.base.comparison.title, tone: .strong)
    for (index, (title, tables)) in blocks.enumerated() {
      lines += [""] + screen.wrapped(title, indent: "  ", tone: .strong)
      for table in tables { lines += table.lines(on: screen) + [""] }
      lines += courses(of: index, on: screen)
    }
    lines += notes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(sweep.base.comparison.title)"]
    for (title, tables) in blocks {
      lines += ["", "### \(title)"]
      for table in tables { lines += [""] + table.markdown() }
    }
    lines += [""] + Markdown.list(notes)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row for each cell, route and result, with the reason where there is no value.
  public func csv() -> String {
    let ids = sweep.axes.map(\.id)
    var lines = [CSV.line(["comparison"] + ids + ["route", "key", "value", "reason"])]
    for (place, cell) in zip(grid, sweep.cells) {
      let values = zip(sweep.axes, place).map { NumberText.text($0.values[$1]) }
      for (route, row) in zip(sweep.routes, cell) {
        for (key, value) in zip(sweep.keys, row) {
          let (number, reason) = Self.texts(value)
          lines.append(
            CSV.line([sweep.base.comparison.id] + values + [route, key, number, reason]))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The form that docs/json.md documents.
  public func json() -> JSONValue {
    let axes = sweep.axes.map { axis -> JSONValue in
      .object([
        "id": .string(axis.id), "unit": .string(axis.unit),
        "spacing": .string(axis.spacing.rawValue),
        "values": .array(axis.values.map { .number($0) }),
      ])
    }
    let cells = zip(grid, sweep.cells).map { place, cell -> JSONValue in
      var routes = JSONObject()
      for (route, row) in zip(sweep.routes, cell) {
        var object = JSONObject()
        for (key, value) in zip(sweep.keys, row) {
          switch value {
          case .number(let number): object[key] = .number(NumberFormat.significant(number))
          case .missing(let reason):
            object[key] = .null
            object[key + "_reason"] = .string(reason)
          }
        }
        routes[route] = .object(object)
      }
      return .object([
        "at": .array(zip(sweep.axes, place).map { .number($0.values[$1]) }),
        "routes": .object(routes),
      ])
    }
    return .object([
      "study": .string(study.settings.id), "comparison": .string(sweep.base.comparison.id),
      "scenario": .string(sweep.base.scenario ?? "if-open"),
      "price_year": .integer(study.settings.priceBase.year),
      "currency": .string(study.settings.priceBase.currency.code),
      "keys": .array(sweep.keys.map { .string($0) }), "axes": .array(axes),
      "cells": .array(Array(cells)),
    ])
  }

  // MARK: - Tables

  private var grid: [[Int]] { Sweep.places(sweep.axes.map(\.values.count)) }

  private static func texts(_ value: Sweep.Value) -> (number: String, reason: String) {
    switch value {
    case .number(let number): (NumberText.text(NumberFormat.significant(number)), "")
    case .missing(let reason): ("", reason)
    }
  }

  private var blocks: [(title: String, tables: [TextTable])] {
    guard sweep.axes.count == 2 else {
      return sweep.keys.indices.map { key in
        (
          "\(sweep.keys[key]) by \(head(sweep.axes[0]))",
          tables(rows: sweep.axes[0], heads: sweep.routes) { row, route in
            sweep.cells[row][route][key]
          }
        )
      }
    }
    let (down, across) = (sweep.axes[0], sweep.axes[1])
    return sweep.keys.indices.flatMap { key in
      sweep.routes.indices.map { route in
        (
          "\(sweep.keys[key]) of \(sweep.routes[route]), \(head(down)) down, \(head(across)) across",
          tables(rows: down, heads: across.values.map(NumberFormat.plain)) { row, column in
            sweep.cells[row * across.values.count + column][route][key]
          }
        )
      }
    }
  }

  private func head(_ axis: SweepAxis) -> String {
    axis.id + (axis.unit.isEmpty ? "" : " (\(axis.unit))")
  }

  private func tables(
    rows: SweepAxis, heads: [String], _ value: (Int, Int) -> Sweep.Value
  ) -> [TextTable] {
    stride(from: 0, to: heads.count, by: Self.columns).map { start in
      let part = start..<min(start + Self.columns, heads.count)
      var table = TextTable(
        [(rows.id.split(separator: ".").last.map(String.init) ?? rows.id, .right)]
          + part.map { (Self.folded(heads[$0]), .right) })
      for row in rows.values.indices {
        table.add(
          [NumberFormat.plain(rows.values[row])]
            + part.map { value(row, $0).number.map(NumberFormat.plain) ?? "-" })
      }
      // Only values of an axis follow each other.
      if sweep.axes.count == 2, part.count == heads.count {
        table.drawing = .init(
          title: ("", ""),
          bars: rows.values.indices.map { row in Self.line(part.map { value(row, $0).number }) })
      }
      return table
    }
  }

  /// The id of a route in lines that fit a narrow column.
  private static func folded(_ text: String) -> String {
    text.count > 9 ? Text.replacing(["-": "-\n"], in: text) : text
  }

  private var notes: [String] {
    var notes = sweep.axes.compactMap { axis -> String? in
      guard let value = assumptions[axis.id] else { return nil }
      let base = value.unit.hasMoney ? ", \(study.settings.priceBase)" : ""
      return "\(axis.id) is \(NumberFormat.plain(value.value)) \(value.unit)\(base) in this run"
    }
    // Each reason once, with the results and the routes that it holds for.
    var order: [String] = []
    var holders: [String: Set<String>] = [:]
    for cell in sweep.cells {
      for (route, row) in zip(sweep.routes, cell) {
        for (key, value) in zip(sweep.keys, row) {
          guard case .missing(let reason) = value else { continue }
          let what = "no \(key): \(reason)"
          if holders[what] == nil { order.append(what) }
          holders[what, default: []].insert(route)
        }
      }
    }
    for what in order {
      let routes = sweep.routes.filter { holders[what]?.contains($0) == true }
      notes.append(what + " (\(routes.joined(separator: ", ")))")
    }
    let money = sweep.base.conventions.filter { ["case", "money"].contains($0.subject) }
    return notes + money.map { "\($0.subject): \($0.text)" }
  }
}
