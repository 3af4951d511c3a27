import Foundation
import Testing

/// What becomes of fields and of kinds of geometry in formats that GDAL writes, read back by `ogrinfo`; without GDAL
/// nothing is tested.
@Suite struct ForeignFormatTests {
  /// Runs a line of shell where GDAL's programs are there; nil where they are not.
  private func shell(_ line: String, in folder: URL) async throws -> Command.Outcome? {
    let outcome = try await Command.shell(
      "command -v ogr2ogr >/dev/null && command -v ogrinfo >/dev/null || exit 9; \(line)",
      in: folder)
    return outcome.code == 9 ? nil : outcome
  }

  /// How many features an export has, by a reader that is not the converter's; nil of a mixture of kinds.
  private func features(of name: String) throws -> (count: Int, isMixed: Bool) {
    let data = try Data(contentsOf: Command.root.appending(path: "Exports/\(name).geojson"))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let features = try #require(object["features"] as? [[String: Any]])
    let kinds = features.compactMap { ($0["geometry"] as? [String: Any])?["type"] as? String }
      .map { $0.replacing("Multi", with: "") }
    return (features.count, Set(kinds).count > 1)
  }

  @Test(arguments: [
    "borders", "comparisons", "corridors", "crossings", "links", "places", "zones",
  ])
  func `exports go into other formats whole`(name: String) async throws {
    let (count, isMixed) = try features(of: name)
    let input = Command.root.appending(path: "Exports/\(name).geojson").path
    try await Command.withFolder { folder in
      for file in ["a.fgb", "a.gpkg", "a.shp"] where !(isMixed && file == "a.shp") {
        guard
          let outcome = try await shell(
            "\"$0\" convert '\(input)' \(file) && ogrinfo -so -al \(file)", in: folder)
        else { return }
        #expect(outcome.code == 0, "\(outcome.complaint)")
        #expect(outcome.output.contains("Feature Count: \(count)\n"), "\(file)")
      }
    }
  }

  /// Lists of every kind, and of truth values, which are 1 wide.
  private static let lists =
    #"{"type":"Feature","properties":{"ints":[1,2],"longs":[5000000000,1],"reals":[1.5,2],"#
    + #""words":["a","b"],"name":"Łódź 부산","truths":[true,false],"at":"12:34:56","when":"2020-01-02T03:04:05Z"},"#
    + #""geometry":{"type":"Point","coordinates":[1,2]}}"#

  @Test(arguments: ["a.fgb", "a.gpkg", "a.shp", "a.kml", "a.gml", "a.sqlite"])
  func `lists, times of day and names are kept`(file: String) async throws {
    try await Command.withFolder { folder in
      try Data(Self.lists.utf8).write(to: folder.appending(path: "in.geojson"))
      guard
        let outcome = try await shell(
          "\"$0\" convert in.geojson \(file) && ogrinfo -q -al \(file)", in: folder)
      else { return }
      #expect(outcome.code == 0, "\(outcome.complaint)")
      // As text `(2:1,2)`, or as JSON, and truth values as numbers or words.
      let text = outcome.output.filter { $0 != " " }
      for parts in ["1,2", "5000000000,1", "1.5,2", "a,b|\"a\",\"b\"", "1,0|true,false"] {
        #expect(parts.split(separator: "|").contains { text.contains($0) }, "\(parts): \(text)")
      }
      #expect(text.contains("Łódź부산"), "\(text)")
      #expect(text.contains("12:34:56") && text.contains("03:04:05"), "\(text)")
    }
  }

  @Test func `a Shapefile of several kinds of geometry is refused with the remedy`() async throws {
    let input = Command.root.appending(path: "Exports/borders.geojson").path
    try await Command.withFolder { folder in
      guard let outcome = try await shell("\"$0\" convert '\(input)' o.shp", in: folder) else {
        return
      }
      outcome.expectFailure(
        65,
        says: [
          "ERROR 1: Attempt to write non-polygon", "one kind of geometry",
          "5 lines and 245 areas", ".gpkg",
        ])
      #expect(!outcome.complaint.contains("Warning"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  /// An ogr2ogr of the test's own, which says what is given and fails.
  @Test(arguments: [
    ("Warning 1: w1\nWarning 6: w2\nWarning 1: w3\nERROR 1: no\n", "ogr2ogr failed: ERROR 1: no\n"),
    ("Warning 1: w1\nout of breath\n", "ogr2ogr failed: out of breath\n"),
    ("Warning 1: w1\n", "ogr2ogr failed: Warning 1: w1\n"),
    ("", "ogr2ogr failed: it said nothing\n"),
  ])
  func `errors are told before warnings`(words: String, told: String) async throws {
    try await Command.withFolder { folder in
      try Data(words.utf8).write(to: folder.appending(path: "words"))
      try Data(Self.lists.utf8).write(to: folder.appending(path: "in.geojson"))
      let program = folder.appending(path: "ogr2ogr")
      try Data("#!/bin/sh\ncat words >&2\nexit 1\n".utf8).write(to: program)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
      let outcome = try await Command.shell(
        "PATH=\"$PWD:$PATH\" exec \"$0\" convert in.geojson a.fgb", in: folder)
      #expect(outcome.code == 65)
      #expect(outcome.complaint.hasSuffix(told), "\(outcome.complaint)")
    }
  }
}
