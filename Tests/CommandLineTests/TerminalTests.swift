import Foundation
import Testing

/// Runs on a terminal: util-linux's `script` gives one to a command and writes down what comes.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
struct TerminalTests {
  /// What the command writes to a terminal of so many columns, line by line.
  private func lines(
    _ line: String, columns: Int = 80, environment: String = "NO_COLOR= LC_ALL=C.UTF-8 TERM=xterm"
  ) async throws -> [String] {
    let outcome = try await Command.shell(
      "export CORRIDOR=\"$0\"; script -qec 'stty cols \(columns); \(environment) \"$CORRIDOR\" "
        + "\(line)' /dev/null </dev/null")
    return outcome.output.split(separator: "\r\n", omittingEmptySubsequences: false).map {
      String($0)
    }
  }

  /// Without escapes, and of what is drawn over itself only the last.
  private func plain(_ line: String) -> String {
    let last = line.split(separator: "\r").last.map(String.init) ?? line
    return last.replacing(/\u{1B}\[[0-9;]*m/, with: "")
  }

  /// Columns that a line takes, by the widths that the study's names need.
  private func width(_ line: String) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ((0xAC00...0xD7A3).contains($1.value) ? 2 : 1) }
  }

  private static let commands = [
    "", "--help", "help diff", "compare", "compare container:busan-hamburg",
    "compare power:vladivostok-seoul", "route busan hamburg", "route busan hamburg --pareto",
    "critical busan moscow --by time", "audit --backcast", "explain rail.speed.tsr",
    "explain container:busan-hamburg/tkr-east/capex_musd", "check", "diff base by-pl-closed",
    "sweep container:busan-hamburg \"rail.speed.tsr=500:1300:9 km/day\"",
    "risk container:busan-hamburg --samples 500",
    "sensitivity container:busan-hamburg",
    "sensitivity gas:vladivostok-seoul --method morris --samples 4",
    "breakeven container:busan-hamburg demand.rok-europe", "politics",
    "politics container:busan-hamburg", "compare nothing",
    "explain rail.tariff.1520", "explain container:busan-hamburg/tkr-east/price_usd_per_teu",
    "measure Exports/links.geojson", "measure Exports/zones.geojson", "lint Exports/places.geojson",
    "lint README.md", "compare container:busan-hamburg --set \"rail.tariff.1520=5 parsec\"",
    "compare container:busan-hamburg --as-of 1990-01-01", "serve nothing",
    "serve --host example.org",
    "import Exports/links.geojson --as links --mode rail --class x --source x --study nowhere",
    "convert nothing.geojson x.geojson", "merge nothing.part",
  ]

  @Test(arguments: commands)
  func `no line is wider than a terminal of 80 columns`(line: String) async throws {
    let found = try await lines(line)
    #expect(found.count > 1)
    // Only an address may be, alone on its line, so that it is copied in one piece.
    for wide in found.map(plain) where width(wide) > 80 {
      #expect(wide.wholeMatch(of: /https?:\/\/\S+/) != nil, "\(wide)")
    }
  }

  @Test func `what writes files and what serves keep to 80 columns too`() async throws {
    try await Command.withFolder { folder in
      let line = folder.appending(path: "line.geojson")
      let name = "a line of a long name that would fill more than one line of a terminal alone"
      let ends = ["[[0.05,1],[0.8,1.3],[1.5,1.1]]", "[[100,50],[101,50.5]]"]
      let features = ends.map {
        "{\"type\":\"Feature\",\"properties\":{\"name\":\"\(name)\"},"
          + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":\($0)}}"
      }
      try Data(
        "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}".utf8
      ).write(to: line)
      let risk = "risk container:busan-hamburg --samples 200 --shard"
      for (command, says) in [
        ("new \(folder.path)/study", "corridor check"),
        (
          "import \(line.path) --as links --mode rail --class rail --gauge 1435"
            + " --source MADE-UP --study \(folder.path)/study", "reach"
        ),
        ("\(risk) 1/2 -o \(folder.path)/1.part", ""), ("\(risk) 2/2 -o \(folder.path)/2.part", ""),
        ("merge \(folder.path)/1.part \(folder.path)/2.part", "worlds"),
        ("serve --port 0 & sleep 2; kill -INT $!; wait", "http://127.0.0.1:"),
      ] {
        let found = try await lines(command).map(plain)
        #expect(found.contains { $0.contains(says) } || says.isEmpty, "\(command): \(found)")
        // The folder's own name may be of any length.
        for wide in found where width(wide) > 80 && !wide.contains(folder.path) {
          Issue.record("\(command): \(wide)")
        }
      }
    }
  }

  @Test func `a terminal of 100 columns has the table of a comparison whole`() async throws {
    let found = try await lines("compare container:busan-hamburg", columns: 100).map(plain)
    let piped = try await Command.run("compare", "container:busan-hamburg").output
    #expect(found.contains { $0.contains("by way of") && $0.contains("share") })
    #expect(piped.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `colour and bars are for terminals, and can be refused`() async throws {
    let line = "compare container:busan-hamburg"
    let coloured = try await lines(line).joined()
    #expect(coloured.contains("\u{1B}[32m") && coloured.contains("█"))
    for refusal in ["NO_COLOR=1 LC_ALL=C.UTF-8 TERM=xterm", "NO_COLOR= LC_ALL=C.UTF-8 TERM=dumb"] {
      let plain = try await lines(line, environment: refusal).joined()
      #expect(!plain.contains("\u{1B}") && plain.contains("█"), "\(refusal)")
    }
    let ascii = try await lines(line, environment: "NO_COLOR= LC_ALL=C TERM=xterm").joined()
    #expect(!ascii.contains("█") && ascii.contains("###"))
    let piped = try await Command.run(["compare", "container:busan-hamburg"])
    #expect(!piped.output.contains("\u{1B}") && !piped.output.contains("█"))
  }

  // What takes long depends on the machine and on how the command was built: the last ones take long anywhere.
  @Test(arguments: [
    (
      [2000, 100_000, 2_000_000].map { "risk container:busan-hamburg --samples \($0)" }, "sampling"
    ), (["diff base by-pl-closed", "diff Geo Geo"], "comparing"),
  ])
  func `long work shows how far it is, and leaves nothing behind`(works: [String], word: String)
    async throws
  {
    var found = ""
    var isLong = false
    for work in works where !found.contains(word) {
      let begun = ContinuousClock.now
      found = try await lines("\(work) --format json >/dev/null").joined(separator: "\n")
      isLong = begun.duration(to: .now) > .seconds(1)
    }
    guard isLong || found.contains(word) else { return }
    #expect(found.contains(word))
    let pieces = found.unicodeScalars.split { $0 == "\r" || $0 == "\n" }
    let last = try #require(pieces.last)
    #expect(last.allSatisfy { $0 == " " }, "\(found)")
  }

  @Test func `a sweep tells the share of its cells that is done`() async throws {
    for values in [12, 45] {
      let begun = ContinuousClock.now
      let found = try await lines(
        "sweep container:busan-hamburg \"rail.speed.tsr=500:1300:\(values) km/day\" "
          + "\"rail.tariff.1520=0.1:0.5:\(values) USD/TEU-km @2024\" --format json >/dev/null"
      ).joined(separator: "\n")
      if found.contains(/sweeping [^\r]* [1-9][0-9]? %/) { return }
      // What is over before the line is drawn tells nothing.
      let isLong = begun.duration(to: .now) > .seconds(2)
      if isLong { Issue.record("\(found)") }
    }
  }

  @Test func `measures are a table on a terminal, and CSV elsewhere`() async throws {
    try await Command.withFolder { folder in
      let square = "[[[0,0],[10,0],[10,10],[0,10],[0,0]]]"
      let shapes = [
        (
          "a line \u{1B}[31mfrom west to east, with a name that is far too long for one line",
          "LineString", "[[-1,5],[11,5]]"
        ),
        ("stop", "Point", "[3,3]"), ("patch", "Polygon", "[[[1,1],[2,1],[2,2],[1,2],[1,1]]]"),
      ].map { id, type, positions in
        #"{"type":"Feature","id":"\#(id.replacing("\u{1B}", with: #"\u001b"#))","properties":{},"#
          + #""geometry":{"type":"\#(type)","coordinates":\#(positions)}}"#
      }
      let features = folder.appending(path: "f.geojson").path
      let areas = folder.appending(path: "a.geojson").path
      try #"{"type":"FeatureCollection","features":[\#(shapes.joined(separator: ","))]}"#
        .write(toFile: features, atomically: true, encoding: .utf8)
      try #"{"type":"Feature","id":"box","geometry":{"type":"Polygon","coordinates":\#(square)}}"#
        .write(toFile: areas, atomically: true, encoding: .utf8)
      let line = "measure \(features) --by \(areas)"
      let raw = try await lines(line)
      #expect(!raw.joined().contains("\u{1B}[31m"), "what a file says is no command")
      let table = raw.map(plain)
      #expect(table.allSatisfy { width($0) <= 80 }, "\(table)")
      let head = try #require(table.first { $0.contains("crossings") })
      #expect(["km", "km2", "within"].allSatisfy { head.contains($0) }, "\(table)")
      #expect(!table.joined().contains("length_km"))
      #expect(table.contains { $0.contains("stop: no length: a point has no length") })
      // The same figures as CSV has, which says nothing of terminals.
      let csv = try await Command.run("measure", features, "--by", areas)
      let rows = csv.output.split(separator: "\n").dropFirst()
      #expect(csv.output.hasPrefix("id,type,area,length_km,") && rows.count == 4)
      for row in rows where !row.hasPrefix("stop") {
        let cells = row.split(separator: ",", omittingEmptySubsequences: false)
        let length = try #require(Double(cells.suffix(4).first ?? ""))
        let text = String(format: "%.3f", length)
        #expect(
          table.contains { $0.replacing(",", with: "").contains(" \(text) ") }, "\(row): \(table)")
      }
      let asked = try await lines(line + " --format csv")
      #expect(asked.filter { !$0.isEmpty } == csv.output.split(separator: "\n").map(String.init))
      let piped = try await Command.run(
        "measure", features, "--by", areas, "--format", "table")
      #expect(!piped.output.contains("\u{1B}") && piped.output.contains("length"))
    }
  }

  @Test func `no page of HTML is poured into a terminal`() async throws {
    let line = "report gas:vladivostok-seoul --samples 64"
    let refused = try await lines(line + "; echo ended with $?").map(plain)
    let text = refused.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(text.contains("-o report.html") && text.contains("ended with 64"), "\(text)")
    #expect(!text.contains("<!doctype"))
    let words = try await lines(line + " --format markdown").joined()
    #expect(words.contains("## Manifest"))
    let piped = try await lines(line + " | head -c 15; echo").joined()
    #expect(piped.lowercased().contains("<!doctype html>"), "\(piped)")
  }

  @Test func `no progress is shown where nobody watches`() async throws {
    let outcome = try await Command.run("audit", "--backcast")
    #expect(outcome.code == 0 && outcome.complaint.isEmpty)
  }
}
