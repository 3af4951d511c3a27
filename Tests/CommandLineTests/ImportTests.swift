import Foundation
import Testing

/// `import` into a new study: Westport (0.05, 1), Midtown (1.5, 1.1) and Eastport (3.95, 1) are its places.
@Suite struct ImportTests {
  static func collection(_ lines: [[[Double]]]) -> String {
    let features = lines.map { line in
      let text = line.map { "[\($0[0]), \($0[1])]" }.joined(separator: ", ")
      return "{\"type\": \"Feature\", \"properties\": {}, "
        + "\"geometry\": {\"type\": \"LineString\", \"coordinates\": [\(text)]}}"
    }
    return "{\"type\": \"FeatureCollection\", \"features\": [" + features.joined(separator: ", ")
      + "]}"
  }

  static let options = [
    "--as", "links", "--mode", "rail", "--class", "rail", "--gauge", "1000", "--source", "MADE-UP",
  ]

  /// A new study and a file of lines beside it.
  static func with(
    _ lines: String,
    _ body: (_ study: URL, _ run: @escaping ([String]) async throws -> Command.Outcome)
      async throws -> Void
  ) async throws {
    try await Command.withFolder { folder in
      let study = folder.appending(path: "mine")
      try await Command.run("new", study.path).expectSuccess()
      try Data(lines.utf8).write(to: folder.appending(path: "lines.geojson"))
      try await body(study) { more in
        try await Command.run(
          ["import", "lines.geojson", "--study", study.path] + more, in: folder)
      }
    }
  }

  static func links(_ study: URL) throws -> [[String: Any]] {
    let data = try Data(contentsOf: study.appending(path: "links.geojson"))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(object?["features"] as? [[String: Any]])
  }

  @Test func `a line is cut at the place on its way and its ends are moved onto places`()
    async throws
  {
    // 1.11 km north of each place at most; passes Midtown.
    let line = [[0.06, 1.005], [0.8, 1.2], [1.5, 1.105], [2.5, 1.3], [3.94, 1.005]]
    try await Self.with(Self.collection([line])) { study, run in
      let before = try Self.links(study).count
      let dry = try await run(Self.options + ["--dry-run"])
      dry.expectSuccess()
      #expect(dry.output.contains("2 links would be added"))
      #expect(try Self.links(study).count == before)
      let outcome = try await run(Self.options)
      outcome.expectSuccess()
      let links = try Self.links(study)
      #expect(links.count == before + 2)
      let (first, second) = (links[before], links[before + 1])
      #expect(first["id"] as? String == "westport-midtown")
      #expect(second["id"] as? String == "midtown-eastport")
      let ends = try [first, second].map { link -> [[Double]] in
        let geometry = try #require(link["geometry"] as? [String: Any])
        let points = try #require(geometry["coordinates"] as? [[Double]])
        return [points[0], points[points.count - 1]]
      }
      #expect(ends == [[[0.05, 1.0], [1.5, 1.1]], [[1.5, 1.1], [3.95, 1.0]]])
      let check = try await Command.run("check", "--study", study.path)
      #expect(check.output.contains("\n0 errors, "), "\(check.output)")
    }
  }

  @Test func `what is there keeps its bytes, and a second import adds nothing`() async throws {
    let line = [[0.05, 1.0], [0.8, 1.2], [1.5, 1.1]]
    try await Self.with(Self.collection([line])) { study, run in
      let file = study.appending(path: "links.geojson")
      let old = try String(contentsOf: file, encoding: .utf8)
      try await run(Self.options).expectSuccess()
      let new = try String(contentsOf: file, encoding: .utf8)
      let kept = old.prefix(try #require(old.range(of: "\n]}")).lowerBound.utf16Offset(in: old))
      #expect(new.hasPrefix(kept) && new.count > old.count)
      let again = try await run(Self.options)
      #expect(again.code == 0)
      #expect(again.complaint.contains("is there already"))
      #expect(
        again.output.hasPrefix("what can become a link is there already\n0 links added to"))
      #expect(try String(contentsOf: file, encoding: .utf8) == new)
    }
  }

  @Test func `gaps and orphans are told with their distances`()
    async throws
  {
    let lines = [
      // Goes on beyond Midtown, where nothing is: a gap 0.1 degrees from the next line's end.
      [[0.05, 1.0], [1.5, 1.1], [1.6, 1.5]],
      // Reaches no place.
      [[1.7, 1.5], [1.9, 1.7]],
      // Leads from place to place, and the next joins it where none is and ends nowhere.
      [[0.05, 1.0], [0.7, 0.6], [3.95, 1.0]],
      [[0.7, 0.6], [0.7, 0.3]],
    ]
    try await Self.with(Self.collection(lines)) { study, run in
      let outcome = try await run(Self.options)
      #expect(outcome.code == 0)
      let told = outcome.complaints
      // 11.12 km on the ellipsoid at 1.5 degrees north for 0.1 degrees of longitude.
      #expect(told.contains { $0.contains("goes on to [1.6, 1.5]") && $0.contains("11.13 km") })
      #expect(told.contains { $0.contains("line number 2 reaches no place") })
      #expect(
        told.contains { $0.contains("line number 4 reaches no place but a junction") }, "\(told)")
      #expect(outcome.output.contains("3 links added"))
    }
  }

  @Test func `lines that cross without a common vertex stay whole and are told`() async throws {
    let lines = [
      [[0.05, 1.0], [3.95, 1.0]],
      // Crosses the first halfway, at the mean of its ends.
      [[2.5, 0.5], [2.7, 1.5]],
      // The first again, the other way round.
      [[3.95, 1.0], [0.05, 1.0]],
    ]
    try await Self.with(Self.collection(lines)) { _, run in
      let outcome = try await run(Self.options)
      let told = outcome.complaints
      #expect(
        told.contains { $0.contains("number 1 crosses line number 2 at [2.6, 1.0]") }, "\(told)")
      #expect(told.contains { $0.contains("line number 3 is there already, as line number 1") })
      #expect(outcome.output.contains("1 link added"))
    }
  }

  @Test func `many lines of one place are imported once, and end`() async throws {
    let line = [[0.05, 1.0], [1.5, 1.1]]
    try await Self.with(Self.collection(Array(repeating: line, count: 3000))) { _, run in
      let outcome = try await run(Self.options)
      #expect(outcome.code == 0 && outcome.output.contains("1 link added"))
      #expect(outcome.complaints.count { $0.contains("already") } == 20)
      #expect(
        outcome.complaints.last == "and 2979 more of the kind known-line; --all tells every one")
      let all = try await run(Self.options + ["--all", "--dry-run"])
      #expect(all.complaints.count { $0.contains("already") } == 2999 + 1)
    }
  }

  /// The two lines as features, in every layout that `convert` writes; one goes on beyond longitude 180.
  @Test func `every layout is read, through a pipe and gzip too`() async throws {
    let lines = [
      [[360.05, 1.0], [360.8, 1.2], [361.5, 1.1]], [[1.5, 1.1], [2.5, 1.3], [3.95, 1.0]],
    ]
    let features = lines.map { line in
      "{\"type\":\"Feature\",\"properties\":{\"name\":\"A line\"},\"geometry\":"
        + "{\"type\":\"LineString\",\"coordinates\":\(line)}}"
    }
    let collections = lines.map { Self.collection([$0]) }
    let texts = [
      features.joined(separator: "\n"), features.map { "\u{1E}" + $0 + "\n" }.joined(),
      collections.joined(separator: "\n"), Self.collection(lines),
    ]
    var results: Set<[String]> = []
    for (number, text) in texts.enumerated() {
      try await Self.with(text) { study, _ in
        let options = (Self.options + ["--study", study.path]).joined(separator: " ")
        let folder = study.deletingLastPathComponent()
        let command =
          [
            "\"$0\" import lines.geojson", "\"$0\" import - < lines.geojson",
            "gzip lines.geojson; \"$0\" import lines.geojson.gz",
            "gzip lines.geojson; cat lines.geojson.gz | \"$0\" import -",
          ][number] + " " + options
        let outcome = try await Command.shell(command, in: folder)
        outcome.expectSuccess()
        let links = try Self.links(study).suffix(2).map { link -> String in
          let geometry = try #require(link["geometry"] as? [String: Any])
          return "\(try #require(geometry["coordinates"] as? [[Double]]))"
        }
        results.insert(links)
        if number == 1 {
          let properties = try Self.links(study).last?["properties"] as? [String: Any]
          #expect(properties?["alignment"] as? String == "imported from standard input")
        }
      }
    }
    #expect(
      results == [
        ["\([[0.05, 1.0], [0.8, 1.2], [1.5, 1.1]])", "\([[1.5, 1.1], [2.5, 1.3], [3.95, 1.0]])"]
      ])
  }

  /// Westport is at (0.05, 1): the vertex in the middle has its axes swapped, as the first in the remedy has not.
  @Test func `swapped axes are an error as check has it, and nothing is written`() async throws {
    let lines = [[[0.05, 1.0], [20.5, 1.2], [1.2, 20.5], [21.5, 1.1], [1.5, 1.1]]]
    let good = [[[0.05, 1.0], [0.8, 1.2], [1.5, 1.1]]]
    try await Self.with(Self.collection(lines + good)) { study, run in
      let names = ["links.geojson", "places.geojson"]
      let old = try names.map { try Data(contentsOf: study.appending(path: $0)) }
      let outcome = try await run(Self.options)
      #expect(outcome.code == 1 && outcome.output.isEmpty)
      let error = try #require(outcome.complaints.first { $0.contains("error:") })
      #expect(error.contains("lines.geojson:1:") && error.contains("vertex 3 of line number 1"))
      #expect(error.contains("swapped axes? write longitude first: "), "\(error)")
      #expect(try names.map { try Data(contentsOf: study.appending(path: $0)) } == old)
    }
  }

  @Test func `what can't become a link ends in 1, and what is there already in 0`() async throws {
    let good = [[0.05, 1.0], [0.8, 1.2], [1.5, 1.1]]
    let orphan = [[1.7, 1.5], [1.9, 1.7]]
    try await Self.with(Self.collection([orphan, orphan])) { study, run in
      #expect(try await run(Self.options).code == 1)
      let file = study.deletingLastPathComponent().appending(path: "lines.geojson")
      try Data(Self.collection([good, orphan]).utf8).write(to: file)
      #expect(try await run(Self.options).code == 0)
      #expect(try await run(Self.options).code == 0)
    }
  }

  @Test func `a collection without features is told`() async throws {
    try await Self.with(Self.collection([])) { _, run in
      let outcome = try await run(Self.options)
      #expect(outcome.code == 1)
      #expect(
        outcome.complaint.hasPrefix("lines.geojson: warning: there is no feature in it"),
        "\(outcome.complaint)")
    }
  }

  @Test func `what is no gzip is told with gzip's words`() async throws {
    try await Self.with("{}") { study, run in
      let folder = study.deletingLastPathComponent()
      try Data("{}".utf8).write(to: folder.appending(path: "no.geojson.gz"))
      try await Command.run(
        ["import", folder.path + "/no.geojson.gz", "--study", study.path] + Self.options
      ).expectFailure(65, says: ["gzip"])
    }
  }

  @Test(arguments: [
    (["--class", "rial"], "did you mean `rail`?"), (["--class", "sea"], "is of the mode sea"),
    (["--source", "MADE"], "did you mean `MADE-UP`?"), (["--gauge", "10"], "from 500 to 2200"),
    (["--mode", "rial"], "did you mean `rail`?"), (["--tolerance", "0"], "--tolerance is 0"),
    (["--status", "opened"], "is unknown"),
  ])
  func `a wrong option is told`(options: [String], word: String) async throws {
    let line = Self.collection([[[0.05, 1.0], [1.5, 1.1]]])
    try await Self.with(line) { study, run in
      let kept = try Data(contentsOf: study.appending(path: "links.geojson"))
      var all = Self.options
      if let place = all.firstIndex(of: options[0]) {
        all[place + 1] = options[1]
      } else {
        all += options
      }
      let outcome = try await run(all)
      #expect(outcome.code == 64, "\(outcome.complaint)")
      #expect(outcome.complaint.contains(word), "\(outcome.complaint)")
      #expect(try Data(contentsOf: study.appending(path: "links.geojson")) == kept)
    }
  }

  @Test(arguments: ["", "{", "{\"type\": \"FeatureCollection\", \"features\": [{}]}", "[1, 2"])
  func `lines that can't be read are told with their place`(text: String) async throws {
    try await Self.with(text) { _, run in
      let outcome = try await run(Self.options)
      outcome.expectFailure(65, says: ["lines.geojson"])
    }
  }

  private static let unreadable = [
    "empty": ("", "there is no JSON value"), "blank": (" \n", "there is no JSON value"),
    "deep": (
      String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000),
      ":1:257: error:"
    ),
    "a deep property": (
      #"{"type":"Feature","properties":{"a":"# + String(repeating: "[", count: 10_000),
      "more than 256 arrays and objects"
    ),
    "cut": (
      #"{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0.05,1],[1.5,1."#,
      "cut short"
    ),
  ]

  /// In a file and on standard input, compressed too.
  @Test(arguments: ["empty", "blank", "deep", "a deep property", "cut"])
  func `nothing is written of what can't be read`(kind: String) async throws {
    let (text, words) = try #require(Self.unreadable[kind])
    try await Self.with(text) { study, _ in
      func kept() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for file in try FileManager.default.subpathsOfDirectory(atPath: study.path) {
          files[file] = FileManager.default.contents(atPath: study.appending(path: file).path)
        }
        return files
      }
      let before = try kept()
      let options = (Self.options + ["--study", study.path]).joined(separator: " ")
      let outcome = try await Command.shell(
        """
        "$0" import lines.geojson \(options); echo $?
        "$0" import - \(options) < lines.geojson; echo $?
        gzip -c lines.geojson > lines.gz; "$0" import lines.gz \(options); echo $?
        """, in: study.deletingLastPathComponent())
      #expect(outcome.output.split(separator: "\n") == ["65", "65", "65"])
      let told = outcome.complaints.filter { $0.contains(words) }
      #expect(told.count == 3, "\(outcome.complaint)")
      #expect(told.first?.hasPrefix("lines.geojson:") == true)
      #expect(told.dropFirst().first?.hasPrefix("standard input:") == true)
      let after = try kept()
      #expect(after == before)
    }
  }

  @Test func `a missing file is told`() async throws {
    try await Self.with("") { study, _ in
      try await Command.run(["import", "no.geojson", "--study", study.path] + Self.options)
        .expectFailure(66, says: ["no.geojson", "no such file"])
    }
  }
}
