import Foundation
import Testing

/// `import` where lines meet and no place is.
///
/// The new study's places are Westport (0.05, 1), Midtown (1.5, 1.1) and Eastport (3.95, 1); its countries
/// are XA, west of 2 degrees, and XB, both to 2 degrees north.
@Suite struct ImportJunctionTests {
  /// What an import added, by ends: `westport-eastport`, sorted, and the new places with their positions.
  private static func added(
    _ lines: [[[Double]]], options: [String] = ImportTests.options,
    _ body: (
      _ links: [String], _ places: [String: [Double]], _ told: [Substring], _ study: URL,
      _ again: @escaping () async throws -> Command.Outcome
    ) async throws -> Void
  ) async throws {
    try await ImportTests.with(ImportTests.collection(lines)) { study, run in
      let before = try ImportTests.links(study).count
      let outcome = try await run(options)
      let links = try ImportTests.links(study).dropFirst(before).map { link -> String in
        let properties = try #require(link["properties"] as? [String: Any])
        let from = try #require(properties["from"] as? String)
        let to = try #require(properties["to"] as? String)
        return from + " " + to
      }
      let all = try features("places.geojson", study)
      let places = try all.filter { ($0["id"] as? String)?.hasPrefix("junction-") == true }
        .map { place in
          let geometry = try #require(place["geometry"] as? [String: Any])
          return (
            try #require(place["id"] as? String),
            try #require(geometry["coordinates"] as? [Double])
          )
        }
      try await body(
        links.sorted(), Dictionary(uniqueKeysWithValues: places), outcome.complaints, study,
        { try await run(options) })
    }
  }

  private static func features(_ file: String, _ study: URL) throws -> [[String: Any]] {
    let data = try Data(contentsOf: study.appending(path: file))
    let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    return try #require(object?["features"] as? [[String: Any]])
  }

  private static func bytes(_ study: URL) throws -> [Data] {
    try ["places.geojson", "links.geojson"].map {
      try Data(contentsOf: study.appending(path: $0))
    }
  }

  @Test func `a line that ends on another cuts it, and the study passes its check`() async throws {
    let lines = [
      [[0.05, 1.0], [0.7, 0.6], [3.95, 1.0]], [[0.7, 0.6], [1.1, 0.8], [1.5, 1.1]],
    ]
    try await Self.added(lines) { links, places, _, study, again in
      #expect(links == ["junction-1 eastport", "junction-1 midtown", "westport junction-1"])
      #expect(places == ["junction-1": [0.7, 0.6]])
      let check = try await Command.run("check", "--study", study.path)
      #expect(check.output.contains("\n0 errors, "), "\(check.output)")
      let made = try #require(
        try Self.features("places.geojson", study).last?["properties"] as? [String: Any])
      #expect(made["kind"] as? String == "junction" && made["country"] as? String == "XA")
      let before = try Self.bytes(study)
      let second = try await again()
      #expect(second.code == 0 && second.complaints.count { $0.contains("already") } == 3)
      let after = try Self.bytes(study)
      #expect(after == before)
    }
  }

  @Test func `an end within the tolerance of another line is moved onto it`() async throws {
    // Short of the first line by 1.153 km: pyproj 3 finds the nearest point of its geodesic at
    // 3.0000031 E, 1.0004298 N. The first line is there twice.
    let lines = [
      [[0.05, 1.0], [3.95, 1.0]], [[3.0, 0.99], [3.0, 0.5], [1.5, 1.1]],
      [[3.95, 1.0], [0.05, 1.0]],
    ]
    try await Self.added(lines) { links, places, told, study, again in
      #expect(links == ["junction-1 eastport", "junction-1 midtown", "westport junction-1"])
      #expect(places == ["junction-1": [3.0, 1.00043]])
      #expect(told.contains { $0.contains("line number 3 is there already, as line number 1") })
      let second = try await again()
      #expect(second.code == 0)
    }
    let farther = ImportTests.options + ["--tolerance", "1.1"]
    try await Self.added(lines, options: farther) { links, places, told, _, _ in
      #expect(links == ["westport eastport"] && places.isEmpty)
      #expect(
        told.contains { $0.contains("goes on to [3.0, 0.99]") || $0.contains("reaches only") })
    }
  }

  /// Three lines each way; a corner joins a line to a line and is none of the junctions.
  ///
  /// shapely 2 has 12 lines in line_merge(unary_union(lines)), and so it is counted by ways: six junctions with three, one
  /// with four and the two places have (6 x 3 + 4 + 2) / 2 links.
  @Test func `lines are cut where they share a vertex and part`() async throws {
    let columns = [1.0, 2.2, 3.0]
    let rows = [1.0, 1.4, 1.8]
    let lines =
      [[[0.05, 1.0]] + columns.map { [$0, 1.0] } + [[3.95, 1.0]]]
      + rows.dropFirst().map { row in columns.map { [$0, row] } }
      + columns.map { column in rows.map { [column, $0] } }
    try await Self.added(lines) { links, places, told, study, _ in
      #expect(links.count == 12, "\(links)")
      #expect(places.count == 7, "\(places)")
      let corners = [[1.0, 1.8], [3.0, 1.8]]
      #expect(places.values.allSatisfy { !corners.contains($0) })
      #expect(told.isEmpty, "\(told)")
      let check = try await Command.run("check", "--study", study.path)
      #expect(check.output.contains("\n0 errors, "), "\(check.output)")
    }
  }

  @Test func `lines that cross at a common vertex are cut there`() async throws {
    let crossing = [[2.2, 0.5], [2.2, 1.2], [1.5, 1.1]]
    let meeting = [[0.05, 1.0], [2.2, 1.2], [3.95, 1.0]]
    try await Self.added([meeting, [[2.2, 0.5], [2.2, 1.2], [2.2, 1.9]]]) {
      links, places, _, _, _ in
      #expect(links == ["junction-1 eastport", "westport junction-1"])
      #expect(places == ["junction-1": [2.2, 1.2]])
    }
    try await Self.added([meeting, crossing]) { links, places, _, _, _ in
      #expect(links == ["junction-1 eastport", "junction-1 midtown", "westport junction-1"])
    }
  }

  @Test func `lines on one track part at one junction`() async throws {
    let shared = [[0.05, 1.0], [0.3, 0.8], [0.6, 0.7], [0.9, 0.7]]
    let lines = [shared + [[3.95, 1.0]], shared + [[1.5, 1.1]]]
    try await Self.added(lines) { links, places, told, _, _ in
      #expect(links == ["junction-1 eastport", "junction-1 midtown", "westport junction-1"])
      #expect(places == ["junction-1": [0.9, 0.7]])
      #expect(told.count { $0.contains("already") } == 1)
    }
  }

  @Test func `lines that go on as another become one link`() async throws {
    let lines = [
      [[1.4, 0.6], [0.7, 0.6]], [[0.05, 1.0], [0.7, 0.6]], [[1.4, 0.6], [3.95, 1.0]],
    ]
    try await Self.added(lines) { links, places, told, study, _ in
      // In the direction of the first of them.
      #expect(links == ["eastport westport"] && places.isEmpty && told.isEmpty, "\(told)")
      let geometry = try ImportTests.links(study).last?["geometry"] as? [String: Any]
      #expect(
        geometry?["coordinates"] as? [[Double]] == [
          [3.95, 1], [1.4, 0.6], [0.7, 0.6], [0.05, 1],
        ])
    }
  }

  @Test func `a line that comes back past a place is cut there each time`() async throws {
    // 220 m north and south of Midtown; the second line parts from the first beyond it.
    let lines = [
      [[0.05, 1.0], [1.5, 1.102], [2.5, 1.4], [2.5, 0.8], [1.5, 1.098], [3.95, 1.0]],
      [[2.5, 1.4], [2.5, 1.8]],
    ]
    try await Self.added(lines) { links, places, _, study, _ in
      #expect(
        links == [
          "junction-1 midtown", "midtown eastport", "midtown junction-1", "westport midtown",
        ])
      #expect(places == ["junction-1": [2.5, 1.4]])
      let back = try Self.features("links.geojson", study).first {
        ($0["id"] as? String) == "junction-1-midtown"
      }
      let geometry = try #require(back?["geometry"] as? [String: Any])
      #expect(geometry["coordinates"] as? [[Double]] == [[2.5, 1.4], [2.5, 0.8], [1.5, 1.1]])
    }
  }

  @Test func `a line is cut each time that it comes by the end of another`() async throws {
    // The first line goes down a meridian, round, and up again; the second ends on it halfway.
    let lines = [
      [[0.05, 1.0], [0.8, 1.0], [0.8, 0.4], [1.2, 0.2], [0.4, 0.2], [0.8, 0.4], [0.8, 1.0]]
        + [[3.95, 1.0]],
      [[0.8, 0.7], [1.5, 1.1]],
    ]
    try await Self.added(lines) { links, places, told, study, again in
      #expect(
        places == ["junction-1": [0.8, 1], "junction-2": [0.8, 0.4], "junction-3": [0.8, 0.7]])
      #expect(
        links == [
          "junction-1 eastport", "junction-1 junction-3", "junction-3 junction-2",
          "junction-3 midtown", "westport junction-1",
        ])
      #expect(told.contains { $0.contains("leads from 'junction-2' back") }, "\(told)")
      let before = try Self.bytes(study)
      #expect(try await again().code == 0)
      #expect(try Self.bytes(study) == before)
    }
  }

  @Test func `a line that ends on itself is cut there`() async throws {
    let lines = [[[0.05, 1.0], [0.8, 1.0], [1.4, 0.8], [1.4, 0.4], [0.8, 0.4], [0.8, 1.0]]]
    let halfway = [[[0.05, 1.0], [0.8, 1.0], [0.8, 0.4], [1.2, 0.4], [1.2, 0.7], [0.8, 0.7]]]
    for (lines, place) in [(lines, [0.8, 1.0]), (halfway, [0.8, 0.7])] {
      try await Self.added(lines) { links, places, told, _, _ in
        #expect(links == ["westport junction-1"] && places == ["junction-1": place])
        #expect(told.contains { $0.contains("leads from 'junction-1' back") }, "\(told)")
      }
    }
  }

  @Test func `a line that is broken in its middle is told with the width of the gap`() async throws
  {
    // 0.0001 degrees of longitude at 1.3 degrees north: 111,319.5 m times its cosine and a ten-thousandth.
    let lines = [
      [[0.05, 1.0], [0.4, 1.2], [0.7, 1.3]], [[0.7001, 1.3], [0.9, 1.5], [1.5, 1.1]],
    ]
    try await Self.added(lines) { links, _, told, _, _ in
      #expect(links.isEmpty)
      #expect(told.count { $0.contains("a line ends 11.13 m away at [0.7") } == 2, "\(told)")
    }
  }

  @Test func `lines that meet each other and no place are left out, and so is a loop`() async throws
  {
    let lines = [
      [[0.05, 1.0], [1.5, 1.1]],
      // A triangle with a diagonal.
      [[0.5, 0.2], [0.9, 0.2], [0.9, 0.5], [0.5, 0.2]], [[0.9, 0.2], [0.7, 0.4], [0.9, 0.5]],
      // A loop at the end of a line from Eastport.
      [[3.95, 1.0], [3.5, 0.5], [3.2, 0.5], [3.2, 0.2], [3.5, 0.5]],
    ]
    try await Self.added(lines) { links, places, told, _, _ in
      #expect(links == ["eastport junction-1", "westport midtown"])
      #expect(places == ["junction-1": [3.5, 0.5]])
      #expect(told.contains { $0.contains("line number 2") && $0.contains("reach no place") })
      #expect(told.contains { $0.contains("line number 3") && $0.contains("reach no place") })
      #expect(
        told.contains { $0.contains("line number 4 leads from 'junction-1' back") }, "\(told)")
    }
  }

  @Test func `where no country is, no junction is made`() async throws {
    // North of both countries.
    let lines = [[[0.05, 1.0], [0.7, 2.6], [3.95, 1.0]], [[0.7, 2.6], [1.5, 1.1]]]
    try await Self.added(lines) { links, places, told, _, _ in
      #expect(links == ["westport eastport"] && places.isEmpty)
      #expect(
        told.contains { $0.contains("meets line number 2 at [0.7, 2.6], in no country") }, "\(told)"
      )
    }
  }
}
