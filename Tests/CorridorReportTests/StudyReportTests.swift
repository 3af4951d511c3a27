import Corridor
import CorridorAppraisal
import Foundation
import Testing

@testable import CorridorReport

@Suite("Reports") struct StudyReportTests {
  /// A report of the appraisal alone, which takes no worlds.
  private func report(
    _ id: String, set overrides: [Override] = [], title: String? = nil
  ) throws -> StudyReport {
    let bundled = try Bundled.shared.get()
    var study = bundled.study
    if let title { study.settings.title = title }
    let result = try bundled.result(id, set: overrides)
    return StudyReport(
      study: study, assumptions: try study.resolved(overrides: overrides),
      comparisons: [ComparisonFindings(study: study, result: result)], claims: [],
      manifest: ReportManifest(version: "x", scenario: nil, changes: [], files: []))
  }

  @Test(arguments: Bundled.comparisons)
  func `every chart is well formed, names its units and keeps its ids to itself`(id: String) throws
  {
    let bundled = try Bundled.shared.get()
    let findings = ComparisonFindings(study: bundled.study, result: try bundled.result(id))
    let charts = ComparisonCharts(findings).all()
    #expect(charts.count >= 3)
    var ids: Set<String> = []
    for chart in charts {
      let drawing = try Drawing(chart.svg())
      let titles = drawing.elements("text").filter { $0.attributes["class"] == "axis-title" }
        .map(\.text)
      #expect(!titles.isEmpty, "\(chart.id)")
      for title in titles {
        #expect(title.hasSuffix(")"), "\(chart.id): the axis \(title) has no unit")
        if ["Cost", "Money", "value", "Price"].contains(where: title.contains) {
          #expect(title.contains("of 2024"), "\(chart.id): \(title) has no price year")
        }
      }
      for element in drawing.all {
        guard let own = element.attributes["id"] else { continue }
        #expect(own.hasPrefix(chart.id + "-") && ids.insert(own).inserted, "\(own)")
      }
      let rows = chart.csv().split(separator: "\n")
      #expect(rows.count > 1, "\(chart.id) has no data")
    }
  }

  @Test func `a ladder never goes back, and what happens on a link stands on its slope`() throws {
    let bundled = try Bundled.shared.get()
    for id in Bundled.comparisons {
      let result = try bundled.result(id)
      let charts = ComparisonCharts(ComparisonFindings(study: bundled.study, result: result))
      for chart in [charts.timeLadders(), charts.costLadders()].compactMap(\.self) {
        for line in try Drawing(chart.svg()).elements("polyline") {
          let points = try #require(line.attributes["points"]).split(separator: " ")
          let xs = points.compactMap { $0.split(separator: ",").first.flatMap { Double($0) } }
          #expect(xs.count == points.count && xs == xs.sorted(), "\(id), \(chart.id)")
        }
        for route in result.routes {
          let rows = chart.data.rows.filter { $0[0] == route.route.plan.shortID }
          // A route that costs nothing on its way, such as a line that its owner uses, has no ladder of cost.
          guard !rows.isEmpty else {
            #expect(chart.id == "ladder-cost")
            continue
          }
          let ends = rows.compactMap { Double($0[4]) }
          #expect(ends.count == rows.count && ends == ends.sorted(), "\(id), \(chart.id)")
          for step in route.ladder.steps where step.kind == .link {
            let parts = rows.filter { $0[1] == "link" && $0[2] == step.label }
            let length = parts.reduce(0) { $0 + (Double($1[4]) ?? 0) - (Double($1[3]) ?? 0) }
            // Two links of a route may be called alike; cells have nine digits, here 0.01 to 0.1 m.
            let whole = route.ladder.steps.filter { $0.kind == .link && $0.label == step.label }
              .reduce(0) { $0 + $1.to.kilometres - $1.from.kilometres }
            #expect((length - whole).magnitude < 1e-3, "\(id), \(step.label)")
          }
        }
      }
    }
  }

  @Test func `the toll of a passage is paid where the passage lies`() throws {
    let bundled = try Bundled.shared.get()
    let result = try bundled.result("container:busan-hamburg")
    let chart = try #require(
      ComparisonCharts(ComparisonFindings(study: bundled.study, result: result)).costLadders())
    let rows = chart.data.rows.filter { $0[0] == "sea-suez" }
    let place = try #require(rows.firstIndex { $0[1] == "passage" })
    let route = try #require(result.routes.first { $0.route.plan.shortID == "sea-suez" })
    let toll = try #require(route.ladder.steps.first { $0.kind == .passage })
    let link = try #require(route.ladder.steps.first { $0.kind == .link })
    let share = toll.from.kilometres / link.to.kilometres
    #expect(share > 0.5 && share < 0.9)
    for (row, part) in [(rows[place - 1], share), (rows[place + 1], 1 - share)] {
      #expect(row[1] == "link" && row[2] == link.label)
      let paid = try #require(Double(row[5]))
      let price = try #require(link.cost?.value)
      #expect((paid - part * price).magnitude < 1e-6 * price)
    }
  }

  @Test func `the ladders end at what the results say`() throws {
    let bundled = try Bundled.shared.get()
    let result = try bundled.result("container:busan-hamburg")
    let charts = ComparisonCharts(ComparisonFindings(study: bundled.study, result: result))
    let chart = try #require(charts.timeLadders())
    for route in result.routes {
      let rows = chart.data.rows.filter { $0[0] == route.route.plan.shortID }
      let last = try #require(rows.last.flatMap { Double($0[6]) })
      let days = try #require(route.outcome("time_days.door_to_door")?.value)
      #expect((last - days).magnitude < 1e-6 * days, "\(route.route.plan.shortID)")
    }
  }

  @Test func `the builder's discounted sum ends at the private net present value`() throws {
    let bundled = try Bundled.shared.get()
    for id in ["container:busan-hamburg", "gas:vladivostok-seoul"] {
      let result = try bundled.result(id)
      let charts = ComparisonCharts(ComparisonFindings(study: bundled.study, result: result))
      let chart = try #require(charts.cashFlows())
      for route in result.routes {
        guard let value = route.outcome(result.keys.privateValue)?.value else { continue }
        let rows = chart.data.rows.filter { $0[0] == route.route.plan.shortID }
        let last = try #require(rows.last.flatMap { Double($0[3]) })
        #expect((last - value).magnitude < 1e-6 * max(1, value.magnitude))
      }
    }
  }

  @Test func `the accounts of the parties sum to the economic net present value`() throws {
    let bundled = try Bundled.shared.get()
    let result = try bundled.result("gas:vladivostok-seoul")
    let chart = try #require(
      ComparisonCharts(ComparisonFindings(study: bundled.study, result: result)).accounts())
    for route in result.routes {
      let rows = chart.data.rows.filter { $0[0] == route.route.plan.shortID }
      let values = rows.compactMap { Double($0[2]) }
      let total = try #require(values.last)
      #expect((values.dropLast().reduce(0, +) - total).magnitude < 1e-5 * max(1, total.magnitude))
    }
  }

  @Test func `a report is the same twice and has its sections`() throws {
    let one = try report("gas:vladivostok-seoul").html()
    #expect(one == (try report("gas:vladivostok-seoul").html()))
    for id in [
      "question", "answer", "comparison", "way", "building", "assumptions", "sources",
      "conventions", "limits", "manifest",
    ] {
      #expect(one.contains("<section id=\"\(id)\">"), "\(id)")
    }
    #expect(!one.contains("{{"))
    for scheme in ["http://", "https://"] {
      for attribute in ["src", "href"] { #expect(!one.contains("\(attribute)=\"\(scheme)")) }
    }
  }

  @Test func `what a study says is text and never markup`() throws {
    let title = "<script>alert(1)</script> & \"'"
    let html = try report("power:vladivostok-seoul", title: title).html()
    #expect(!html.contains("<script"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#39;"))
    let markdown = try report("power:vladivostok-seoul", title: title).markdown()
    #expect(!markdown.contains("<script"))
  }

  @Test func `words of a table stay whole, and ids have their places to break`() {
    var table = TextTable([("claim", .left), ("verdict", .left), ("since", .left), ("km", .right)])
    table.add([
      "container:busan-hamburg/tkr-east of A&B<C", "not-computed", "2009-12-31", "1,234",
    ])
    table.add([String(repeating: "x", count: 70), "judgement", "none", "-"])
    let page = DocumentHTML(
      document: Document(
        title: "T", subtitle: "S",
        sections: [Document.Section(id: "s", title: "S", blocks: [.ledger(table)])])
    ).page()
    for cell in [
      "<td>container:<wbr>busan-hamburg/<wbr>tkr-east of A&amp;B&lt;C</td>",
      "<td class=\"whole\">not-computed</td>", "<td class=\"whole\">2009-12-31</td>",
      "<td class=\"number\">1,234</td>", "<td>judgement</td>",
    ] { #expect(page.contains(cell), "\(cell)") }
    // What has no sign to break at is broken before it is wider than a page.
    let pieces = page.split(whereSeparator: { $0 != "x" }).map(\.count)
    #expect(pieces.contains(30) && (pieces.max() ?? 0) <= 30)
  }

  @Test func `another value of an assumption changes what rests on it`() throws {
    let id = "gas:vladivostok-seoul"
    let change = Override(
      id: "gas.capex", text: "9 MUSD/km @2024", location: SourceLocation(file: "--set"))
    let before = try report(id).markdown()
    let after = try report(id, set: [change]).markdown()
    let bundled = try Bundled.shared.get()
    let (old, new) = (try bundled.result(id), try bundled.result(id, set: [change]))
    for key in [old.keys.economicValue, old.keys.privateValue] {
      let values: [String] = try [old, new].map { result in
        let value: Double? = try #require(result.routes[0].outcome(key)?.value)
        return SensitivityReport.number(value)
      }
      #expect(values[0] != values[1])
      #expect(before.contains(values[0]) && !before.contains(values[1]))
      #expect(after.contains(values[1]) && !after.contains(values[0]))
    }
  }

  @Test func `words of a template hold no figure`() async {
    let prose: Prose = "The route \("tkr-2") takes \(12) days."
    #expect(prose.text == "The route tkr-2 takes 12 days.")
    await #expect(processExitsWith: .failure) {
      let wrong: Prose = "It takes 12 days."
      _ = wrong
    }
  }
}
