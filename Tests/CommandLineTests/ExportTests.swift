import Foundation
import Testing

@Suite(.serialized) struct ExportTests {
  static let files = [
    "borders", "comparisons", "corridors", "crossings", "links", "places", "zones",
  ].map { $0 + ".geojson" }

  private static func bytes(in folder: URL) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      found[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return found
  }

  @Test func `folders are made, and two exports are alike in any locale`() async throws {
    try await Command.withFolder { folder in
      let first = try await Command.run("export", folder.appending(path: "a/b c/층").path)
      #expect(first.code == 0 && first.output.isEmpty, "\(first.complaint)")
      #expect(first.complaints.count == Self.files.count)
      let second = try await Command.run(
        "export", folder.appending(path: "d").path,
        with: ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Seoul"])
      #expect(second.code == 0)
      let one = try Self.bytes(in: folder.appending(path: "a/b c/층"))
      #expect(one.keys.sorted() == Self.files, "and nothing else is left")
      #expect(try one == Self.bytes(in: folder.appending(path: "d")))
    }
  }

  @Test func `an export says what run it is of`() async throws {
    try await Command.withFolder { folder in
      let run = try await Command.run(
        "export", folder.path, "--scenario", "base-2010", "--set", "rail.speed.tsr=900 km/day")
      #expect(run.code == 0)
      for name in Self.files {
        let data = try Data(contentsOf: folder.appending(path: name))
        let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(root["scenario"] as? String == "base-2010")
        #expect(root["as_of"] as? String == "2010-12-31")
        #expect(root["set"] as? [String] == ["rail.speed.tsr=900 km/day"])
      }
    }
    for name in Self.files {
      let data = try Data(contentsOf: Command.root.appending(path: "Exports/" + name))
      let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(root["scenario"] == nil && root["as_of"] == nil && root["set"] == nil)
    }
  }

  @Test func `a pipe breaks no gauge, and a railway may`() throws {
    let data = try Data(contentsOf: Command.root.appending(path: "Exports/crossings.geojson"))
    let root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    for feature in try #require(root["features"] as? [[String: Any]]) {
      let properties = try #require(feature["properties"] as? [String: Any])
      let isRail = properties["mode"] as? String == "rail"
      #expect((properties["gauge_break"] is Bool) == isRail)
      #expect((properties["gauge_break_reason"] as? String != nil) == !isRail)
    }
  }

  @Test func `what can't be written to is refused before anything is written`() async throws {
    try await Command.withFolder { folder in
      let file = folder.appending(path: "file")
      try Data("mine".utf8).write(to: file)
      let link = folder.appending(path: "link")
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: "nowhere")
      for (target, word) in [
        (file.path, "name a folder"), (file.path + "/below", "can't be made"),
        ("/dev/null", "name a folder"), ("/proc/corridor-exports", "can't be made"),
        (link.path, "leads nowhere"),
      ] {
        try await Command.run("export", target).expectFailure(73, says: [target, word])
      }
      #expect(try Data(contentsOf: file) == Data("mine".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }
  }

  @Test func `a folder in the place of a file stops the export before it begins`() async throws {
    try await Command.withFolder { folder in
      let last = folder.appending(path: "zones.geojson")
      try FileManager.default.createDirectory(at: last, withIntermediateDirectories: true)
      try await Command.run("export", folder.path).expectFailure(73, says: ["zones.geojson"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["zones.geojson"])
    }
  }

  @Test func `a bad study leaves the folder as it was`() async throws {
    try await Command.withStudy { parent, study in
      _ = try Damage.cut("borders/countries.geojson", after: "\"geometry\"").make(in: study)
      let outcome = try await Command.run("export", "out", in: parent)
      outcome.expectFailure(65, says: ["Geo/borders/countries.geojson"])
      #expect(!FileManager.default.fileExists(atPath: parent.appending(path: "out").path))
    }
  }

  @Test func `a write that fails leaves the old files whole`() async throws {
    try await Command.withFolder { folder in
      let old = Data("old".utf8)
      for name in Self.files { try old.write(to: folder.appending(path: name)) }
      // No file may grow beyond a megabyte here, as on a disk that fills up meanwhile.
      let outcome = try await Command.shell(
        "trap '' XFSZ; ulimit -f 2000; \"$0\" export '\(folder.path)'")
      outcome.expectFailure(74, says: ["borders.geojson: error:"])
      let left = try Self.bytes(in: folder)
      #expect(left.keys.sorted() == Self.files)
      #expect(left.values.allSatisfy { $0 == old })
    }
  }

  @Test func `an export that is killed while it writes leaves every file whole`() async throws {
    try await Command.withFolder { folder in
      let old = Data("{\"type\": \"FeatureCollection\", \"features\": []}".utf8)
      for name in Self.files { try old.write(to: folder.appending(path: name)) }
      // Killed as soon as the first file has changed, while the others are being written.
      let first = folder.appending(path: Self.files[0]).path
      try await Command.runUntil(["export", folder.path]) {
        let size = try? FileManager.default.attributesOfItem(atPath: first)[.size] as? Int
        return size != old.count
      }
      for name in Self.files {
        let data = try Data(contentsOf: folder.appending(path: name))
        let json = try JSONSerialization.jsonObject(with: data)
        #expect((json as? [String: Any])?["type"] as? String == "FeatureCollection", "\(name)")
      }
    }
  }
}
