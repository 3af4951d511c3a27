import Foundation
import Testing

@Suite struct ConvertTests {
  private static let line =
    #"{"type":"Feature","id":7,"properties":{"n":1.50},"geometry":{"type":"LineString","#
    + #""coordinates":[[170,60],[-170,65]]}}"#
  private static let cut = line.replacing(
    #""LineString","coordinates":[[170,60],[-170,65]]"#,
    with: #""MultiLineString","coordinates":[[[170,60],[180,62.5]],[[-180,62.5],[-170,65]]]"#)

  private static func write(_ text: String, _ name: String, in folder: URL) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private static func read(_ name: String, in folder: URL) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  @Test func `a file is rewritten, and what was done is said on standard error`() async throws {
    try await Command.withFolder { folder in
      let input = try Self.write(Self.line, "in.geojson", in: folder)
      let outcome = try await Command.run("convert", input, "out.geojson", in: folder)
      #expect(outcome.code == 0 && outcome.output.isEmpty)
      #expect(outcome.complaint == "out.geojson  1 feature; 1 geometry cut at longitude 180\n")
      #expect(try Self.read("out.geojson", in: folder) == Self.cut + "\n")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == ["in.geojson", "out.geojson"])
    }
  }

  /// The new text takes the old one's place when it is whole, so that a file may be rewritten where it stands.
  @Test(arguments: ["in.geojson", "./in.geojson", "link"])
  func `a file may take its own place`(output: String) async throws {
    try await Command.withFolder { folder in
      _ = try Self.write(Self.line, "in.geojson", in: folder)
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "link").path,
        withDestinationPath: folder.appending(path: "in.geojson").path)
      let outcome = try await Command.run("convert", "in.geojson", output, in: folder)
      #expect(outcome.code == 0, "\(outcome.complaint)")
      #expect(try Self.read("in.geojson", in: folder) == Self.cut + "\n")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
          == ["in.geojson", "link"])
    }
  }

  @Test func `pipes go through, and endings choose the layout`() async throws {
    try await Command.withFolder { folder in
      let input = try Self.write(Self.line + "\n" + Self.line, "in.ndjson", in: folder)
      let outcome = try await Command.shell(
        "cat '\(input)' | \"$0\" convert - - --profile plain --to seq | \"$0\" convert - out.geojsonl"
          + " && gzip out.geojsonl && \"$0\" convert out.geojsonl.gz - --to ndjson", in: folder)
      #expect(outcome.code == 0, "\(outcome.complaint)")
      #expect(outcome.output == Self.cut + "\n" + Self.cut + "\n")
      let packed = try await Command.shell(
        "\"$0\" convert '\(input)' b.geojson.gz && gzip -t b.geojson.gz && gzip -dc b.geojson.gz",
        in: folder)
      #expect(packed.code == 0 && packed.output.contains(Self.cut + ",\n"), "\(packed.complaint)")
    }
  }

  /// The bytes 1F 8B tell gzip (RFC 1952 section 2.3.1).
  @Test func `gzip is told by its first bytes, from pipes and files, also for lint`() async throws {
    try await Command.withFolder { folder in
      _ = try Self.write(Self.line, "in.geojson", in: folder)
      let outcome = try await Command.shell(
        "gzip -c in.geojson > packed; for way in 'cat packed |' ''; do "
          + "eval \"$way \\\"$0\\\" convert - - < packed\"; done; "
          + "\"$0\" convert packed -",
        in: folder)
      #expect(outcome.code == 0, "\(outcome.complaint)")
      #expect(outcome.output == String(repeating: Self.cut + "\n", count: 3))
      for command in ["lint packed", "lint - < packed"] {
        let lint = try await Command.shell("\"$0\" " + command, in: folder)
        #expect(lint.code == 1 && lint.output.contains(":1:61: warning: the geometry crosses"))
      }
      try await Command.run("lint", "packed", "--fix", in: folder)
        .expectFailure(64, says: ["packed", "compressed", "convert"])
      for command in ["convert - -", "lint -", "measure - --by in.geojson"] {
        try await Command.shell("head -c 40 packed | \"$0\" " + command, in: folder)
          .expectFailure(
            65, says: ["standard input: error: the compressed text is cut short", "at byte 40,"])
      }
      // A syntax error long before the end of what is compressed.
      let early = try await Command.shell(
        "{ echo '{]'; head -c 3000000 /dev/zero | tr '\\0' ' '; } | gzip | \"$0\" lint -",
        in: folder)
      #expect(early.code == 1 && early.output.contains(":1:2: error:"), "\(early.complaint)")
    }
  }

  /// Two members, the second with codes of its own; their length is what `wc` counts.
  @Test func `what follows compressed text is told with its place`() async throws {
    try await Command.withFolder { folder in
      let outcome = try await Command.shell(
        #"""
        point() { echo '{"type":"Point","coordinates":['$1',2],"n":'$1'}'; }
        { point 1 | gzip -n; for n in $(seq 9 150); do point $n; done | gzip; } > whole.gz
        wc -c < whole.gz
        { cat whole.gz; head -c 600 /dev/zero; } > padded.gz
        { cat whole.gz; printf 'rubbish'; } > more.gz
        head -c 300 whole.gz > less.gz
        for name in padded more less; do
          "$0" convert $name.gz $name.json; echo $?; ls $name.json
        done
        """#, in: folder)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.dropFirst() == ["0", "padded.json", "65", "65"])
      let size = try #require(lines.first)
      #expect(
        outcome.complaint.contains(
          "more.gz: error: the compressed text ends at byte \(size), and 7 bytes follow"),
        "\(outcome.complaint)")
      #expect(outcome.complaint.contains("head -c \(size)\n"))
      #expect(outcome.complaint.contains("less.gz: error: the compressed text is cut short"))
      #expect(outcome.complaint.contains("breaks off at byte 300,"))
    }
  }

  /// Standard input that is a file is looked at again; from a pipe the place is not known.
  @Test func `what gzip refuses on standard input is told in words of our own`() async throws {
    try await Command.withFolder { folder in
      _ = try Self.write(Self.line, "in.geojson", in: folder)
      let outcome = try await Command.shell(
        #"""
        gzip -c in.geojson > whole; wc -c < whole
        { cat whole; printf 'rubbish'; } > more
        { printf 'xx'; cat more; } > shifted
        "$0" lint - < more; { head -c 2 > first; "$0" lint -; } < shifted
        cat more | "$0" lint -
        """#, in: folder)
      let size = try #require(outcome.output.split(separator: "\n").first)
      let told = outcome.complaints.filter { $0.hasPrefix("standard input: error: ") }
      #expect(told.count == 3, "\(outcome.complaint)")
      #expect(
        told.prefix(2).allSatisfy {
          $0.contains("the compressed text ends at byte \(size), and 7 bytes follow")
        }, "\(told)")
      #expect(told.last?.contains("bytes follow the compressed text") == true)
      #expect(!outcome.complaint.contains("gzip: "))
    }
  }

  /// Zeros in the middle of compressed data: what is unpacked is no JSON from there on, or no data at all.
  @Test func `corrupt compressed data are told as that, and half a result as incomplete`()
    async throws
  {
    try await Command.withFolder { folder in
      let outcome = try await Command.shell(
        #"""
        for n in $(seq 1 40000); do
          echo "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Point\",\"coordinates\":[$((n * 7919 % 180)),$((n * 104729 % 90))]}}"
        done | gzip > whole.gz
        size=$(wc -c < whole.gz); half=$((size / 2))
        for at in 0 200 400 600 800; do
          { head -c $((half + at)) whole.gz; printf '\377\000\125'
            tail -c +$((half + at + 4)) whole.gz; } > bad.gz
          "$0" convert bad.gz whole.geojson; echo $?; ls whole.geojson
          "$0" convert bad.gz - > part; echo $?
          cat bad.gz | "$0" lint - > findings; echo $?
        done
        """#, in: folder)
      #expect(outcome.output.split(separator: "\n") == Array(repeating: "65", count: 15))
      let told = outcome.complaints.filter { $0.contains("error: the compressed data are corrupt") }
      #expect(told.count == 15, "\(outcome.complaint)")
      let incomplete = told.filter { $0.contains("went to standard output before is incomplete") }
      #expect(incomplete.count == 5, "\(outcome.complaint)")
    }
  }

  @Test(arguments: ["a.gpkg.gz", "b.fgb.GZ", "c.shp.gz", "d.parquet.gz", "e.kml.gz"])
  func `other formats compressed are refused`(name: String) async throws {
    try await Command.withFolder { folder in
      let input = try Self.write(Self.line, "in.geojson", in: folder)
      try await Command.run("convert", input, name, in: folder)
        .expectFailure(64, says: [name, "leave it out"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["in.geojson"])
    }
  }

  @Test func `features without a geometry are told where a format drops them`() async throws {
    try await Command.withFolder { folder in
      try Self.impostor("exit 0", in: folder)
      let null = #"{"type":"Feature","properties":{},"geometry":null}"#
      _ = try Self.write(Self.line + "\n" + null, "in.geojson", in: folder)
      let dropping = try await Self.convert(to: "a.fgb", in: folder)
      #expect(
        dropping.complaint.hasPrefix(
          "a.fgb  2 features; 1 of them without a geometry, which FlatGeobuf may leave out"))
      let keeping = try await Self.convert(to: "a.gpkg", in: folder)
      #expect(keeping.code == 0 && !keeping.complaint.contains("without"))
    }
  }

  @Test func `what is wrong is told with its place, and no file is written`() async throws {
    try await Command.withFolder { folder in
      let bad = try Self.write(
        "{\"type\":\"Point\",\n\"coordinates\":[1,NaN]}", "a.json", in: folder)
      try await Command.run("convert", bad, "b.json", in: folder)
        .expectFailure(65, says: [bad + ":2:18: error:"])
      try await Command.run("convert", "no.json", "b.json", in: folder)
        .expectFailure(66, says: ["no.json", "no such file"])
      try await Command.run("convert", bad, "none/b.json", in: folder)
        .expectFailure(73, says: ["none/b.json", "folder does not exist"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.json"])
    }
  }

  @Test func `without ogr2ogr other formats name the package`() async throws {
    try await Command.withFolder { folder in
      let input = try Self.write(Self.line, "in.geojson", in: folder)
      for arguments in ["'\(input)' out.gpkg", "in.geojson PG:dbname=x"] {
        try await Command.shell("PATH=/nowhere exec \"$0\" convert \(arguments)", in: folder)
          .expectFailure(69, says: ["ogr2ogr", "gdal-bin"])
      }
      try Data().write(to: folder.appending(path: "x.fgb"))
      try await Command.shell("PATH=/nowhere exec \"$0\" convert x.fgb -", in: folder)
        .expectFailure(69, says: ["ogr2ogr", "gdal-bin"])
    }
  }

  @Test func `other formats go to and fro through ogr2ogr`() async throws {
    try await Command.withFolder { folder in
      let input = try Self.write(Self.cut, "in.geojson", in: folder)
      for name in ["a.gpkg", "b.fgb", "c.shp"] {
        let outcome = try await Command.shell(
          "command -v ogr2ogr >/dev/null || exit 9; \"$0\" convert '\(input)' \(name) && "
            + "\"$0\" convert \(name) - --to ndjson", in: folder)
        if outcome.code == 9 { return }
        #expect(outcome.code == 0, "\(outcome.complaint)")
        let compact = outcome.output.filter { !$0.isWhitespace }
        #expect(compact.contains("[[[170.0,60.0],[180.0,62.5]],"), "\(outcome.output)")
        #expect(outcome.output.contains("1.5"))
      }
    }
  }

  /// An ogr2ogr of the test's own, which writes the first half of something and then does what is said.
  private static func impostor(_ end: String, in folder: URL) throws {
    let script = """
      #!/bin/sh
      printf half > "$3"
      case "$3" in *.shp) printf half > "${3%.shp}.dbf"; printf half > "${3%.shp}.shx" ;; esac
      \(end)

      """
    let file = folder.appending(path: "ogr2ogr")
    try Data(script.utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
  }

  /// Runs a conversion with the ogr2ogr of the folder.
  private static func convert(to name: String, in folder: URL) async throws -> Command.Outcome {
    try await Command.shell(
      "PATH=\"$PWD:$PATH\" exec \"$0\" convert in.geojson \(name)", in: folder)
  }

  @Test(arguments: ["a.gpkg", "a.shp", "a.parquet", "a.gml", "a.fgb"], ["exit 1", "kill -9 $$"])
  func `a file of another format stays whole when ogr2ogr fails`(name: String, end: String)
    async throws
  {
    try await Command.withFolder { folder in
      try Self.impostor(end, in: folder)
      _ = try Self.write(Self.line, "in.geojson", in: folder)
      let old = Set([name] + (name == "a.shp" ? ["a.dbf", "a.sbn"] : []))
      for file in old { _ = try Self.write("old \(file)", file, in: folder) }
      try await Self.convert(to: name, in: folder).expectFailure(65, says: ["ogr2ogr failed"])
      for file in old { #expect(try Self.read(file, in: folder) == "old \(file)") }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(Set(left) == old.union(["in.geojson", "ogr2ogr"]))
    }
  }

  @Test func `what makes up a Shapefile comes to its place, by a link too`() async throws {
    try await Command.withFolder { folder in
      try Self.impostor("exit 0", in: folder)
      _ = try Self.write(Self.line, "in.geojson", in: folder)
      let real = folder.appending(path: "real")
      try FileManager.default.createDirectory(at: real, withIntermediateDirectories: false)
      for name in ["b.shp", "b.prj", "b.sbn", "b.txt"] { _ = try Self.write("old", name, in: real) }
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/a.shp", withDestinationPath: "real/b.shp")
      let done = try await Self.convert(to: "a.shp", in: folder)
      #expect(done.code == 0, "\(done.complaint)")
      let now = try FileManager.default.contentsOfDirectory(atPath: real.path).sorted()
      #expect(now == ["b.dbf", "b.shp", "b.shx", "b.txt"])
      #expect(try Self.read("b.shp", in: real) == "half")
      try await Self.convert(to: "no/a.shp", in: folder)
        .expectFailure(73, says: ["no/a.shp", "folder does not exist"])
    }
  }

  @Test func `lint ends in 1 with findings and in 0 without`() async throws {
    try await Command.withFolder { folder in
      let input = try Self.write(Self.line, "in.geojson", in: folder)
      let outcome = try await Command.run("lint", input)
      #expect(outcome.code == 1 && outcome.complaint.isEmpty)
      #expect(outcome.output.contains("\(input):1:61: warning: the geometry crosses"))
      let json = try await Command.run("lint", input, "--format", "json")
      let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      let object = try #require(value as? [String: Any])
      #expect(object["warnings"] as? Int == 1)
      #expect((object["findings"] as? [[String: Any]])?.first?["code"] as? String == "antimeridian")
      let fixed = try await Command.run("lint", input, "--fix")
      #expect(fixed.code == 0, "\(fixed.output)")
      #expect(try Self.read("in.geojson", in: folder) == Self.cut + "\n")
      #expect(try await Command.run("lint", input).code == 0)
    }
  }

  @Test func `lint tells twenty of a kind as text and counts the others`() async throws {
    try await Command.withFolder { folder in
      let point = "{\"type\":\"Point\",\"coordinates\":[1,2]}"
      let feature = "{\"type\":\"Feature\",\"id\":1,\"geometry\":\(point),\"properties\":{}}\n"
      // Of fifty equal ids all but the first repeat one.
      let input = try Self.write(String(repeating: feature, count: 50), "in.geojsonl", in: folder)
      let text = try await Command.run("lint", input)
      let lines = text.output.split(separator: "\n")
      #expect(text.code == 1 && lines.count { $0.contains("[duplicate-id]") } == 20)
      #expect(
        lines.suffix(2) == [
          "and 29 more of the kind duplicate-id; --all tells every one",
          "50 features, 0 errors, 49 warnings",
        ])
      for options in [["--all"], ["--format", "json"], ["--format", "csv"]] {
        let whole = try await Command.run(["lint", input] + options)
        #expect(whole.output.split(separator: "\n").count { $0.contains("duplicate-id") } == 49)
      }
    }
  }

  @Test func `our own exports lint clean`() async throws {
    let exports = Command.root.appending(path: "Exports")
    let files = try FileManager.default.contentsOfDirectory(atPath: exports.path)
      .filter { $0.hasSuffix(".geojson") }.sorted().map { exports.appending(path: $0).path }
    #expect(files.count == 7)
    let outcome = try await Command.run(["lint"] + files)
    outcome.expectSuccess()
    #expect(outcome.output.hasSuffix(", 0 errors, 0 warnings\n"))
  }

  @Test func `a feature larger than a pipe holds comes through byte by byte`() async throws {
    try await Command.withFolder { folder in
      let script = """
        { printf '{"type":"LineString","coordinates":[[0,0]'; \
        awk 'BEGIN{for(i=0;i<300000;i++)printf ",[%d.5,%d.25]",i%170,i%80}'; printf ']}'; } > a.json
        "$0" convert a.json b.json --profile plain && tail -c1 b.json | od -An -c && \
        head -c -1 b.json | cmp - a.json
        """
      let outcome = try await Command.shell(script, in: folder)
      #expect(outcome.code == 0, "\(outcome.complaint)")
    }
  }
}
