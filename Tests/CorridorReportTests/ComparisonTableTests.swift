import Corridor
import Foundation
import Testing

@Suite struct ComparisonTableTests {
  private func table(_ id: String) throws -> ComparisonTable {
    let bundled = try Bundled.shared.get()
    return ComparisonTable(study: bundled.study, result: try bundled.result(id))
  }

  @Test(arguments: Bundled.comparisons)
  func `the tables fit in 100 columns`(id: String) throws {
    for line in lines(of: try table(id).text()) {
      #expect(line.count <= 100, "\(line.count): \(line)")
      #expect(line.last != " ", "no blanks at the end: \(line)")
    }
  }

  @Test func `the list fits in 100 columns and names every comparison`() throws {
    let text = ComparisonList(study: try Bundled.shared.get().study).text()
    for line in lines(of: text) { #expect(line.count <= 100, "\(line)") }
    for id in Bundled.comparisons { #expect(text.contains(id)) }
    #expect(text.contains("corridor compare COMPARISON"))
  }

  @Test(arguments: Bundled.comparisons)
  func `routes are sorted by what they cost`(id: String) throws {
    let result = try Bundled.shared.get().result(id)
    let keys = result.keys
    let wanted = result.routes.sorted {
      let costs = [$0, $1].map {
        $0.outcome(keys.generalisedCost)?.value ?? $0.outcome(keys.price)?.value ?? .infinity
      }
      return costs[0] < costs[1]
    }.map { $0.route.plan.shortID }
    let rows = lines(of: try table(id).text()).prefix { !$0.hasPrefix("* best") }
      .map { $0.prefix { $0 != " " } }
    let shown = rows.filter { row in wanted.contains { $0 == row } }.map(String.init)
    #expect(shown == wanted + wanted)
  }

  @Test(arguments: Bundled.comparisons)
  func `the best of a column is marked, and nothing else`(id: String) throws {
    let result = try Bundled.shared.get().result(id)
    let text = try table(id).text()
    // A route that ends elsewhere competes with none of the others.
    let rivals = result.routes.filter { $0.route.plan.destination == nil }
    let prices = rivals.compactMap { route in
      route.outcome(result.keys.price)?.value.map { (route.route.plan.shortID, $0) }
    }
    let best = try #require(prices.min { $0.1 < $1.1 })
    let shown = NumberFormat.table(best.1, decimals: best.1 < 100 ? 2 : 0) + "*"
    let row = try #require(lines(of: text).first { $0.hasPrefix(best.0 + " ") })
    #expect(row.contains(shown), "\(shown) in: \(row)")
    // A column of seven numbers or fewer has one best at most, unless two are equal to the last bit, as are
    // those that need no capital, whose two columns are marked for each.
    let idle = rivals.count { $0.outcome(result.keys.capital)?.value == 0 }
    let marks = lines(of: text).prefix { !$0.hasPrefix("* best") }.joined().count { $0 == "*" }
    #expect(marks >= 3 && marks <= 15 + 2 * idle)
  }

  @Test(arguments: Bundled.comparisons)
  func `conventions, reasons and the worldview stand under the tables`(id: String) throws {
    let bundled = try Bundled.shared.get()
    let result = try bundled.result(id)
    let flat = try table(id).text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    func said(_ text: String) -> Bool {
      flat.contains(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    for (subject, text) in result.conventions { #expect(said("\(subject): \(text)")) }
    for route in result.routes {
      for (key, outcome) in route.outcomes {
        if let reason = outcome.reason { #expect(said(reason), "\(key): \(reason)") }
      }
      if let reason = route.availabilityReason { #expect(said(reason)) }
    }
    #expect(said(bundled.study.settings.worldview))
    #expect(said("if open"))
  }

  @Test(arguments: Bundled.comparisons)
  func `Markdown has the same rows`(id: String) throws {
    let markdown = lines(of: try table(id).markdown())
    let tables = markdown.filter { $0.hasPrefix("|") }
    let routes = try Bundled.shared.get().result(id).routes.count
    #expect(tables.count == 2 * (routes + 2))
    let bars = tables.map { row in row.count { $0 == "|" } }
    #expect(Set(bars.prefix(routes + 2)).count == 1 && Set(bars.suffix(routes + 2)).count == 1)
    #expect(markdown[0].hasPrefix("## "))
    #expect(markdown.count { $0.hasPrefix("- ") } > 8)
    #expect(markdown.contains { $0.hasPrefix("- \\* best of its column") })
  }
}
