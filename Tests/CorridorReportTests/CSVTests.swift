import Corridor
import Testing

@Suite struct CSVTests {
  @Test(
    arguments: [
      (["a", "b"], "a,b"), ([""], ""), (["", ""], ","), (["a,b", "c"], "\"a,b\",c"),
      (["say \"hi\""], "\"say \"\"hi\"\"\""), (["two\nlines"], "\"two\nlines\""),
      (["\r\n"], "\"\r\n\""), (["부산, 항"], "\"부산, 항\""), ([" a "], " a "),
      (["a,\u{301}b"], "\"a,\u{301}b\""), (["\"\u{301}"], "\"\"\"\u{301}\""),
    ] as [([String], String)])
  func `cells are quoted where RFC 4180 asks for it`(cells: [String], line: String) {
    #expect(Array(CSV.line(cells).unicodeScalars) == Array(line.unicodeScalars))
  }

  @Test(arguments: [
    [["", "a", ""], ["x\"\"y", "\"", ","]],
    [["\r\n", "\n\n", "\r"], ["é,\u{301}", "\"\u{301}", "끝"]],
    [["1,5", "2;5", "\t"], ["'", "''", "\\\""]],
  ])
  func `what is written is read back`(rows: [[String]]) throws {
    let text = rows.map(CSV.line).joined(separator: "\n") + "\n"
    #expect(try CSVText.rows(text) == rows)
  }

  @Test func `every report in CSV is a table`() throws {
    let bundled = try Bundled.shared.get()
    var texts = [ComparisonList(study: bundled.study).csv()]
    texts += bundled.results.map { ComparisonTable(study: bundled.study, result: $0).csv() }
    let findings = [
      Diagnostic(
        .warning, code: "odd", at: SourceLocation(file: "a, b.yaml", line: 1),
        "it says \"no\"", remedy: "say yes")
    ]
    texts.append(CheckReport(findings: findings).csv())
    for text in texts {
      let rows = try CSVText.rows(text)
      #expect(rows.count > 1)
      #expect(rows.allSatisfy { $0.count == rows[0].count })
      #expect(Set(rows[0]).count == rows[0].count, "no column stands twice")
    }
    #expect(try CSVText.rows(texts[texts.count - 1])[1].contains("it says \"no\""))
  }

  @Test func `a comparison in CSV has a value or a reason in every row`() throws {
    let bundled = try Bundled.shared.get()
    for result in bundled.results {
      let text = ComparisonTable(study: bundled.study, result: result).csv()
      for row in try CSVText.rows(text).dropFirst() {
        #expect(row[3].isEmpty != row[4].isEmpty, "\(row)")
        #expect(row[3].isEmpty || Double(row[3])?.isFinite == true, "\(row)")
      }
    }
  }
}

/// A reader of comma-separated values for the tests, by RFC 4180.
enum CSVText {
  struct Broken: Error { let at: Int }

  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == "\"", cell.isEmpty {
        index += 1
        while true {
          guard index < scalars.count else { throw Broken(at: index) }
          if scalars[index] != "\"" {
            cell.append(scalars[index])
          } else if index + 1 < scalars.count, scalars[index + 1] == "\"" {
            cell.append("\"")
            index += 1
          } else {
            break
          }
          index += 1
        }
        index += 1
        guard index < scalars.count, scalars[index] == "," || scalars[index] == "\n" else {
          throw Broken(at: index)
        }
      } else if scalars[index] == "," || scalars[index] == "\n" {
        row.append(String(cell))
        cell = String.UnicodeScalarView()
        if scalars[index] == "\n" {
          rows.append(row)
          row = []
        }
        index += 1
      } else if scalars[index] == "\"" || scalars[index] == "\r" {
        throw Broken(at: index)
      } else {
        cell.append(scalars[index])
        index += 1
      }
    }
    guard row.isEmpty, cell.isEmpty else { throw Broken(at: index) }
    return rows
  }
}
