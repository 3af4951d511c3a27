import Foundation
import Testing

@Suite struct MeasureTests {
  /// Two squares with a hole in the second, and an area that overlaps both.
  private static let polygons = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","id":1,"properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]}},
    {"type":"Feature","id":2,"properties":{"code":"B"},"geometry":{"type":"Polygon","coordinates":[[[10,0],[20,0],[20,10],[10,10],[10,0]],[[14,4],[16,4],[16,6],[14,6],[14,4]]]}},
    {"type":"Feature","properties":{"code":"C,D"},"geometry":{"type":"Polygon","coordinates":[[[8,4],[12,4],[12,6],[8,6],[8,4]]]}}]}
    """

  private static let lines = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","id":"east","properties":{"n":"x","length_km":"old"},"geometry":{"type":"LineString","coordinates":[[-1,5],[21,5]]}},
    {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[9,5]}},
    {"type":"Feature","properties":null,"geometry":null},
    {"type":"Feature","id":9,"properties":{"n":"z"},"geometry":{"type":"Polygon","coordinates":[[[1,1],[2,1],[2,2],[1,2],[1,1]]]}}]}
    """

  private func inFolder(_ body: (URL) async throws -> Void) async throws {
    try await Command.withFolder { folder in
      try Data(Self.polygons.utf8).write(to: folder.appending(path: "by.geojson"))
      try Data(Self.lines.utf8).write(to: folder.appending(path: "lines.geojson"))
      try await body(folder)
    }
  }

  @Test(arguments: ["-", "A;B"])
  func `a name that CSV can't tell from something else is told`(name: String) async throws {
    try await inFolder { folder in
      let text = Self.polygons.replacing("\"code\":\"A\"", with: "\"code\":\"\(name)\"")
      try Data(text.utf8).write(to: folder.appending(path: "by.geojson"))
      let outcome = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", "--key", "code", in: folder)
      #expect(outcome.code == 0)
      #expect(outcome.complaint.contains("a polygon is named '\(name)'"))
    }
  }

  @Test func `holes that stand twice are told, in areas and in features`() async throws {
    try await inFolder { folder in
      let hole = "[[14,4],[16,4],[16,6],[14,6],[14,4]]"
      for (file, text) in [("by.geojson", Self.polygons), ("lines.geojson", Self.polygons)] {
        try Data(text.replacing(hole, with: "\(hole),\(hole)").utf8)
          .write(to: folder.appending(path: file))
      }
      let outcome = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", "--key", "code", in: folder)
      #expect(outcome.code == 0)
      let words = "with holes that overlap, stand twice or reach beyond their exterior"
      #expect(outcome.complaint.contains("1 polygon \(words), 'B': "))
      #expect(outcome.complaint.contains("1 feature \(words), '2': "))
    }
  }

  /// Far more than is written at once.
  @Test func `what went to standard output before compressed text breaks off is told`()
    async throws
  {
    try await inFolder { folder in
      let outcome = try await Command.shell(
        #"""
        for n in $(seq 1 20000); do
          echo "{\"type\":\"LineString\",\"coordinates\":[[0,$((n % 90))],[$((n * 7919 % 180)),1]]}"
        done | gzip > whole.gz
        size=$(wc -c < whole.gz); head -c $((size - 20)) whole.gz > cut.gz
        "$0" measure cut.gz --by by.geojson > part; echo $?
        "$0" measure - --by by.geojson < cut.gz > part; echo $?
        cat cut.gz | "$0" measure - --by by.geojson > part; echo $?
        "$0" measure - --by by.geojson --out tables < cut.gz; echo $?; ls tables
        echo $((size - 20))
        """#, in: folder)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.prefix(4) == ["65", "65", "65", "65"] && lines.count == 5)
      let size = try #require(lines.last)
      let told = outcome.complaints.filter { $0.contains("breaks off at byte \(size), its end") }
      #expect(told.count == 4, "\(outcome.complaint)")
      let words = "what went to standard output before is incomplete"
      #expect(told.map { $0.contains(words) } == [true, true, true, false])
    }
  }

  @Test func `a line without positions is not called a point`() async throws {
    try await inFolder { folder in
      try Data(#"{"type":"LineString","coordinates":[]}"#.utf8)
        .write(to: folder.appending(path: "lines.geojson"))
      let outcome = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", "--format", "json", in: folder)
      #expect(outcome.code == 0 && outcome.output.contains("it has no positions"))
    }
  }

  @Test func `three tables, and nothing else`() async throws {
    try await inFolder { folder in
      let outcome = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", "--key", "code", "--out", "a/b",
        in: folder)
      #expect(outcome.code == 0 && outcome.output.isEmpty, "\(outcome.complaint)")
      #expect(outcome.complaint.contains("2 features without an id"))
      let out = folder.appending(path: "a/b")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
          == ["country.csv", "crossings.csv", "total.csv"])
      func table(_ name: String) throws -> [String] {
        try String(contentsOf: out.appending(path: name), encoding: .utf8)
          .split(separator: "\n").map(String.init)
      }
      let total = try table("total.csv")
      #expect(total.map { $0.split(separator: ",")[0] } == ["route", "east", "#1", "#2", "9"])
      #expect(total[2] == "#1," && total[3] == "#2,")
      let country = try table("country.csv").map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).dropLast()
          .joined(separator: ",")
      }
      #expect(
        country == [
          "route,code", "east,-", "east,A", "east,\"C,D\"", "east,B", "#1,A", "#1,\"C,D\"",
          "9,-", "9,A",
        ])
      #expect(
        try table("crossings.csv") == [
          "route,lon,lat,codes", "east,0.000000,5.000000,A", "east,8.000000,5.000000,\"C,D\"",
          "east,10.000000,5.000000,A;B", "east,12.000000,5.000000,\"C,D\"",
          "east,14.000000,5.000000,B", "east,16.000000,5.000000,B", "east,20.000000,5.000000,B",
        ])
    }
  }

  /// Digits beyond a double and zeros behind the point; a feature without an id is no number.
  @Test func `ids of JSON have their digits, and made-up ones are told from them`() async throws {
    try await inFolder { folder in
      let ids = [
        #""id":123456789012345678901234567890,"#, #""id":1.50,"#, "", #""id":"\u00e9\"","#,
      ]
      let text = ids.map { #"{"type":"Feature",\#($0)"properties":null,"geometry":null}"# }
      try Data(text.joined(separator: "\n").utf8).write(to: folder.appending(path: "ids.geojsonl"))
      let outcome = try await Command.run(
        "measure", "ids.geojsonl", "--by", "by.geojson", "--format", "json", in: folder)
      #expect(outcome.code == 0)
      let lines = outcome.output.split(separator: "\n").dropFirst().prefix(4)
      for (line, id) in zip(
        lines, ["123456789012345678901234567890", "1.50", "\"#2\"", "\"é\\\"\""])
      {
        #expect(line.hasPrefix("{\"id\":\(id),\"type\":null,"), "\(line)")
      }
      #expect(!outcome.complaint.contains("may be one of these"))
      let mistakable = text.joined(separator: "\n").replacing("1.50", with: "\"#2\"")
      try Data(mistakable.utf8).write(to: folder.appending(path: "ids.geojsonl"))
      let again = try await Command.run(
        "measure", "ids.geojsonl", "--by", "by.geojson", in: folder)
      #expect(again.complaint.contains("another has '#2' for its own name"))
    }
  }

  @Test func `what is compressed is read as such, whatever it is called`() async throws {
    try await inFolder { folder in
      let plain = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", in: folder)
      let packed = try await Command.shell(
        "gzip -c lines.geojson > a.json; gzip -c by.geojson > b.json; "
          + "\"$0\" measure a.json --by - < b.json; cat a.json | \"$0\" measure - --by b.json",
        in: folder)
      #expect(packed.code == 0 && packed.output == plain.output + plain.output)
    }
  }

  /// Its edges are one meridian up and down again, and two poles.
  @Test func `the area of the whole map is null with a reason`() async throws {
    try await inFolder { folder in
      let map =
        #"{"type":"Polygon","coordinates":[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]}"#
      try Data(map.utf8).write(to: folder.appending(path: "map.geojson"))
      let outcome = try await Command.run(
        "measure", "map.geojson", "--by", "by.geojson", "--format", "json", in: folder)
      #expect(outcome.code == 0, "\(outcome.complaint)")
      let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let feature = try #require(
        ((json as? [String: Any])?["features"] as? [[String: Any]])?.first)
      #expect(feature["area_km2"] is NSNull && feature["area_km2_reason"] is String)
    }
  }

  /// The equator is a geodesic, and longitudes 180 and -180 are one.
  @Test func `a place on longitude 180 stands once`() async throws {
    try await Command.withFolder { folder in
      let areas = [("A", 170, 180), ("B", -180, -170)].map { name, west, east in
        #"{"type":"Feature","id":"\#(name)","properties":{},"geometry":{"type":"Polygon","#
          + #""coordinates":[[[\#(west),-5],[\#(east),-5],[\#(east),5],[\#(west),5],[\#(west),-5]]]}}"#
      }
      let by = #"{"type":"FeatureCollection","features":[\#(areas.joined(separator: ","))]}"#
      try Data(by.utf8).write(to: folder.appending(path: "by.geojson"))
      for ends in ["[175,0],[-175,0]", "[-175,0],[175,0]", "[175,0],[-175,0],[175,0]"] {
        let line =
          #"{"type":"Feature","id":"x","properties":{},"geometry":{"type":"LineString","#
          + #""coordinates":[\#(ends)]}}"#
        try Data(line.utf8).write(to: folder.appending(path: "line.geojson"))
        let outcome = try await Command.run(
          "measure", "line.geojson", "--by", "by.geojson", "--out", "out", in: folder)
        #expect(outcome.code == 0, "\(outcome.complaint)")
        let text = try String(
          contentsOf: folder.appending(path: "out/crossings.csv"), encoding: .utf8)
        #expect(
          text.replacing("-180", with: "180")
            == "route,lon,lat,codes\nx,180.000000,0.000000,A;B\n", "\(ends)")
      }
    }
  }

  @Test func `lengths by area are those of geodesics between the crossings`() async throws {
    struct Report: Decodable {
      /// A string or a whole number.
      struct ID: Decodable, Equatable {
        var text: String
        init(from decoder: any Decoder) throws {
          let value = try decoder.singleValueContainer()
          if let name = try? value.decode(String.self) {
            text = name
          } else {
            text = "#\(try value.decode(Int.self))"
          }
        }
      }
      struct Feature: Decodable {
        struct Crossing: Decodable {
          var lon: Double
          var leaves: [String]
          var enters: [String]
        }
        var id: ID
        var type: String?
        var length_km: Double?
        var length_km_reason: String?
        var outside_km: Double?
        var area_km2: Double?
        var areas: [String]
        var length_km_by_area: [String: Double]?
        var crossings: [Crossing]
      }
      var features: [Feature]
    }
    try await inFolder { folder in
      let outcome = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", "--key", "code", "--format", "json",
        in: folder)
      #expect(outcome.code == 0)
      let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
      #expect(report.features.map(\.id.text) == ["east", "#1", "#2", "#9"])
      let east = report.features[0]
      // Geodesics at latitude 5 between the crossings of each area, by PROJ 9.1 (pyproj.Geod).
      #expect(abs((east.length_km ?? 0) - 2439.655987) < 2e-6)
      #expect(abs((east.outside_km ?? 0) - 443.594718) < 2e-6)
      #expect(abs((east.length_km_by_area?["A"] ?? 0) - 1108.976338) < 2e-6)
      #expect(abs((east.length_km_by_area?["C,D"] ?? 0) - 443.594140) < 2e-6)
      #expect(east.areas == ["A", "C,D", "B"])
      #expect(east.crossings.map(\.lon) == [0, 8, 10, 12, 14, 16, 20])
      #expect(east.crossings[2].leaves == ["A"] && east.crossings[2].enters == ["B"])
      let point = report.features[1]
      #expect(point.length_km == nil && point.length_km_reason != nil)
      #expect(point.areas == ["A", "C,D"])
      #expect(report.features[2].type == nil && report.features[2].length_km == nil)
      let square = report.features[3]
      // The area of the ring of geodesics and its perimeter, by geographiclib 2.1 for Python.
      #expect(abs((square.area_km2 ?? 0) - 12305.128751) < 1e-3)
      #expect(abs((square.length_km ?? 0) - 443.704909) < 2e-6)
      #expect(square.areas == ["A"])
    }
  }

  @Test func `GeoJSON keeps the features and replaces old measures`() async throws {
    try await inFolder { folder in
      let once = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", "--key", "code", "--format", "geojson",
        in: folder)
      #expect(once.code == 0)
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(once.output.utf8)) as? [String: Any])
      let features = try #require(json["features"] as? [[String: Any]])
      #expect(features.count == 4)
      #expect(features[0]["id"] as? String == "east")
      let properties = try #require(features[0]["properties"] as? [String: Any])
      #expect(properties["n"] as? String == "x")
      #expect(abs((properties["length_km"] as? Double ?? 0) - 2439.655987) < 2e-6)
      #expect(properties["crossings"] as? Int == 7)
      try Data(once.output.utf8).write(to: folder.appending(path: "again.geojson"))
      let again = try await Command.run(
        "measure", "again.geojson", "--by", "by.geojson", "--key", "code", "--format", "geojson",
        in: folder)
      #expect(again.output == once.output)
    }
  }

  @Test func `pipes, places for names, and the study's countries`() async throws {
    try await inFolder { folder in
      let file = try await Command.run(
        "measure", "lines.geojson", "--by", "by.geojson", in: folder)
      let pipe = try await Command.shell(
        "cat lines.geojson | \"$0\" measure - --by by.geojson", in: folder)
      #expect(file.code == 0 && file.output == pipe.output && !file.output.isEmpty)
      #expect(file.output.hasPrefix("id,type,area,length_km,total_km,area_km2,crossings\n"))
      #expect(file.output.contains("east,LineString,2,"))
      #expect(file.complaint.contains("1 polygon without an id, named by place"))
      let korea = #"{"type":"LineString","coordinates":[[126.9,37.5],[127,39]]}"#
      try Data(korea.utf8).write(to: folder.appending(path: "korea.geojson"))
      let path = folder.appending(path: "korea.geojson").path
      let borders = try await Command.run("measure", path)
      #expect(borders.output.contains("0,LineString,KR,") && borders.output.contains(",KP,"))
      let curved = try await Command.run("measure", path, "--edges", "geodesic")
      #expect(curved.code == 0 && curved.output.contains("LineString,KR,"))
    }
  }

  @Test func `what is wrong is told, and nothing is written`() async throws {
    try await inFolder { folder in
      try Data("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,95]]}".utf8)
        .write(to: folder.appending(path: "bad.geojson"))
      try Data(Self.polygons.dropLast(20).utf8).write(to: folder.appending(path: "cut.geojson"))
      for (arguments, code, words) in [
        (["none.geojson", "--by", "by.geojson"], 66, ["none.geojson", "no such file"]),
        (["lines.geojson", "--by", "none.geojson"], 66, ["none.geojson", "no such file"]),
        ([".", "--by", "by.geojson"], 66, ["this is a folder"]),
        (["bad.geojson", "--by", "by.geojson", "--out", "o"], 65, ["bad.geojson:1:43", "latit"]),
        (["lines.geojson", "--by", "cut.geojson", "--out", "o"], 65, ["cut.geojson:4:", "short"]),
        (["lines.geojson", "--by", "by.geojson", "--key", "cod"], 64, ["--key", "\"cod\""]),
        (["lines.geojson", "--by", "by.geojson", "--out", "bad.geojson"], 73, ["name a folder"]),
      ] as [([String], Int32, [String])] {
        let outcome = try await Command.run(["measure"] + arguments, in: folder)
        outcome.expectFailure(code, says: words)
      }
      let twice = try await Command.run("measure", "-", "--by", "-", in: folder)
      #expect(twice.code == 64)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "o").path))
    }
  }

  /// More features than a piece of the file, in a folder that has older tables.
  @Test func `tables are replaced when their successors are whole`() async throws {
    try await inFolder { folder in
      let features = (0..<3000).map { number in
        let y = Double(number % 100) / 10
        return
          "{\"type\":\"Feature\",\"id\":\(number),\"properties\":{},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[-1,\(y)],[11,\(y)]]}}"
      }
      let text =
        "{\"type\":\"FeatureCollection\",\"features\":[" + features.joined(separator: ",\n") + "]}"
      let file = folder.appending(path: "many.geojson")
      try Data(text.utf8).write(to: file)
      let out = folder.appending(path: "out")
      try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
      try Data("old".utf8).write(to: out.appending(path: "total.csv"))
      try Data(text.utf8.dropLast(2)).write(to: folder.appending(path: "short.geojson"))
      let failed = try await Command.run(
        "measure", "short.geojson", "--by", "by.geojson", "--key", "code", "--out", "out",
        in: folder)
      #expect(failed.code == 65)
      #expect(try Data(contentsOf: out.appending(path: "total.csv")) == Data("old".utf8))
      let done = try await Command.run(
        "measure", "many.geojson", "--by", "by.geojson", "--key", "code", "--out", "out",
        in: folder)
      #expect(done.code == 0 && done.complaint.isEmpty, "\(done.complaint)")
      let total = try String(contentsOf: out.appending(path: "total.csv"), encoding: .utf8)
      #expect(total.split(separator: "\n").count == 3001)
    }
  }
}
