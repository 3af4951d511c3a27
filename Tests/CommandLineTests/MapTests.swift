import Foundation
import Testing

@Suite struct MapTests {
  @Test func `a picture is written, in any locale the same`() async throws {
    try await Command.withFolder { folder in
      let files = ["a.svg", "b.svg"].map { folder.appending(path: $0).path }
      let first = try await Command.run("map", "gas:vladivostok-seoul", "-o", files[0])
      #expect(first.code == 0 && first.output.isEmpty, "\(first.complaint)")
      let second = try await Command.run(
        ["map", "gas:vladivostok-seoul", "-o", files[1]],
        with: ["LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Seoul"])
      #expect(second.code == 0)
      let bytes = try files.map { try Data(contentsOf: URL(filePath: $0)) }
      #expect(bytes[0] == bytes[1] && bytes[0].starts(with: Data("<svg ".utf8)))
    }
  }

  @Test func `countries are named in the language of the picture`() async throws {
    try await Command.withFolder { folder in
      let file = folder.appending(path: "a.svg")
      let outcome = try await Command.run(
        "map", "gas:vladivostok-seoul", "--language", "ru", "-o", file.path)
      #expect(outcome.code == 0, "\(outcome.complaint)")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(">Россия<") && !text.contains(">Russia<"))
    }
  }

  @Test func `what is missing is named with its package, and nothing is written`() async throws {
    try await Command.withFolder { folder in
      let page = folder.appending(path: "map.html").path
      try await Command.run("map", "-o", page, "--leaflet", folder.path)
        .expectFailure(69, says: ["Leaflet", "libjs-leaflet", folder.path])
      let picture = folder.appending(path: "map.png").path
      try await Command.run(["map", "-o", picture], with: ["PATH": folder.path])
        .expectFailure(69, says: ["rsvg-convert", "librsvg2-bin"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `a program that fails is told of, and the old file stays`() async throws {
    try await Command.withFolder { folder in
      let tool = folder.appending(path: "rsvg-convert")
      try Data("#!/bin/sh\necho no memory >&2\nexit 3\n".utf8).write(to: tool)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool.path)
      let picture = folder.appending(path: "map.png")
      try Data("old".utf8).write(to: picture)
      try await Command.run(["map", "-o", picture.path], with: ["PATH": folder.path])
        .expectFailure(70, says: ["rsvg-convert failed", "no memory"])
      #expect(try Data(contentsOf: picture) == Data("old".utf8))
    }
  }

  @Test(arguments: [
    (["-o", "map.pdf"], "end the name in .html"), (["-o", "map"], "end the name in .html"),
    (["-o", "map.html/"], "name a file in it, such as 'map.html/map.html'"),
    (["-o", "map.svg", "--bbox", "1,2,3"], "write four numbers"),
    (["-o", "map.svg", "--bbox", "10,50,20,40"], "write four numbers"),
    (["-o", "map.svg", "--bbox", "nan,50,20,60"], "write four numbers"),
    (["-o", "map.svg", "--bbox", "-180,-90,180,90"], "ask for a part of it"),
    (["-o", "map.html", "--bbox", "-179,-60,179,75"], "leave --bbox out"),
    (["-o", "map.svg", "--language", "xx"], "there are: en, ko, ru"),
    (["-o", "map.png", "--width", "0"], "100 to 20000"),
    (["-o", "map.svg", "--width", "500"], "an SVG has any width"),
    (["-o", "map.html", "--width", "500"], "a page has any width"),
    (["gas:vladivostok-soul", "-o", "map.svg"], "gas:vladivostok-seoul"),
  ])
  func `a wrong command line is refused`(arguments: [String], word: String) async throws {
    try await Command.withFolder { folder in
      let outcome = try await Command.run(
        ["map"] + arguments + ["--study", Command.root.path + "/Geo"], in: folder)
      #expect(outcome.code == 64 && outcome.complaint.contains(word), "\(outcome.complaint)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  /// Corners a quarter of the way round the Earth from the middle of a box are nearest to the equator there.
  @Test(arguments: [
    ("-60,-30,120,60", 0.0...10.0, "", 20.0...40.0, "E"),
    // The part that the refusal of too wide a box names.
    ("-20,-40,160,75", 0.0...10.0, "", 60.0...80.0, "E"),
    ("-180,0,180,90", 80.0...90.0, "N", 0.0...180.0, ""),
  ])
  func `a box of half the Earth is shown round its own middle`(
    box: String, latitudes: ClosedRange<Double>, north: String, longitudes: ClosedRange<Double>,
    east: String
  ) async throws {
    try await Command.withFolder { folder in
      let picture = folder.appending(path: "map.svg")
      let outcome = try await Command.run("map", "--bbox", box, "-o", picture.path)
      #expect(outcome.code == 0, "\(outcome.complaint)")
      let text = try String(contentsOf: picture, encoding: .utf8)
      let match = try #require(
        text.firstMatch(of: /round ([0-9.]+)°([NS]), ([0-9.]+)°([EW])/), "no centre")
      #expect(latitudes.contains(try #require(Double(match.1))), "\(match.0)")
      #expect(longitudes.contains(try #require(Double(match.3))), "\(match.0)")
      #expect(north.isEmpty || match.2 == north)
      #expect(east.isEmpty || match.4 == east)
    }
  }

  @Test func `what a scenario closes is drawn so, with the reason`() async throws {
    try await Command.withFolder { folder in
      let picture = folder.appending(path: "map.svg")
      func map(_ arguments: String...) async throws -> String {
        let outcome = try await Command.run(["map", "-o", picture.path] + arguments)
        #expect(outcome.code == 0, "\(outcome.complaint)")
        return try String(contentsOf: picture, encoding: .utf8)
      }
      let closed = ["closed in this scenario", "a ship aground or a war shuts the canal"]
      let lane = "stroke=\"#0072b2\" stroke-width=\"2.5\" stroke-dasharray"
      for arguments in [["container:busan-hamburg"], []] {
        let open = try await map(arguments.first ?? "--language=en")
        let shut = try await map(arguments.first ?? "--language=en", "--scenario", "suez-closed")
        for words in closed { #expect(shut.contains(words) && !open.contains(words), "\(words)") }
        #expect(shut.contains(lane) && shut.contains("suez-closed"))
      }
      let korean = try await map(
        "container:busan-hamburg", "--scenario", "by-pl-closed", "--language", "ko")
      #expect(korean.contains("이 시나리오에서 폐쇄"))
    }
  }

  @Test func `a folder that is not there is told of`() async throws {
    try await Command.run("map", "gas:vladivostok-seoul", "-o", "/nowhere/map.svg")
      .expectFailure(73, says: ["/nowhere/map.svg"])
  }

  @Test func `a folder in the place of the file is told of before the work begins`() async throws {
    try await Command.withFolder { folder in
      let path = folder.appending(path: "map.html").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      // The map library would be missed next.
      try await Command.run("map", "-o", path, "--leaflet", folder.path)
        .expectFailure(73, says: ["map.html", "name a file in it"])
      try await Command.run("report", "gas:vladivostok-seoul", "-o", path)
        .expectFailure(73, says: ["map.html", "name a file in it"])
    }
  }
}
