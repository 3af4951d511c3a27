import CorridorStudy
import Foundation
import Testing

@Suite struct FolderTests {
  private static let needed = [
    "study.yaml", "assumptions.yaml", "places.geojson", "links.geojson", "corridors.yaml",
    "deflators.csv", "sources.json",
  ]

  @Test func `reading the same folder twice gives the same study`() throws {
    try Fixture().inFolder { folder in
      let (first, second) = try (
        StudyReader.read(folder: folder), StudyReader.read(folder: folder)
      )
      #expect(first.settings == second.settings)
      #expect(first.places == second.places)
      #expect(first.links == second.links)
      #expect(first.corridors == second.corridors)
      #expect(first.routes == second.routes)
      #expect(first.comparisons == second.comparisons)
      #expect(first.services == second.services)
      #expect(first.linkClasses == second.linkClasses)
      #expect(first.events == second.events)
      #expect(first.assumptions == second.assumptions)
      #expect(first.citations == second.citations)
      #expect(first.deflators == second.deflators)
      #expect(try first.resolved() == second.resolved())
    }
  }

  @Test func `what the fixture says is what is read`() throws {
    let study = try Fixture().read()
    #expect(study.places.map(\.id) == ["alpha", "beta", "gamma", "delta"])
    #expect(study.place("alpha")?.names.translations["ko"] == "알파")
    #expect(study.place("beta")?.border?.gaugeMillimetres == ["AA": 1435, "BB": 1520])
    #expect(study.place("beta")?.border?.between == ["AA", "BB"])
    #expect(study.link("east")?.gaugesMillimetres == [1435, 1520])
    #expect(study.link("west")?.declared?.kilometres == 150)
    #expect(study.route("container:alpha-delta/land")?.shortID == "land")
    #expect(study.assumption("rail.capex")?.note == "Two lines\nof words.\n")
    #expect(study.assumption("rail.capex")?.low?.priceYear == 2020)
    #expect(study.assumption("rail.capex")?.high?.priceYear == 2010)
    #expect(study.citation("BOOK")?.year == 2011)
    #expect(study.place("nowhere") == nil)
  }

  @Test func `a name in any language is read wherever a name is`() throws {
    let shapes = ["places": "Gamma", "links": "Ferry", "zones": "Park"]
    var fixture = Fixture()
    for (file, name) in shapes {
      fixture = try fixture.changing(
        "\(file).geojson", "\"name\": \"\(name)\"",
        to: "\"name\": \"\(name)\", \"name_pt\": \"O \(name)\", \"name_ar\": \"غ\"")
    }
    fixture =
      try fixture
      .changing("borders/countries.geojson", "\"Aland\"", to: "\"Aland\", \"name_sv\": \"Åland\"")
      .changing("borders/boundaries.geojson", "\"Border\"", to: "\"Border\", \"name_pt\": \"Raia\"")
      .changing("corridors.yaml", "name: The trunk line", to: "name: T\n    name_pt: Tronco")
      .changing("corridors.yaml", "name: By rail and ship", to: "name: R\n    name_pt: Rota")
    let whole = try fixture.inFolder { try StudyReader.everything(folder: $0) }
    let gamma = try #require(whole.study.place("gamma")).names
    #expect(gamma.translations == ["pt": "O Gamma", "ar": "غ"])
    #expect(gamma.sortedTranslations.map(\.language) == ["ar", "pt"])
    #expect(gamma.sortedTranslations.map(\.name) == ["غ", "O Gamma"])
    #expect(whole.study.link("ferry")?.names.translations["pt"] == "O Ferry")
    #expect(whole.zones.first?.names.translations["pt"] == "O Park")
    #expect(whole.borders.countries.first?.names.translations == ["sv": "Åland"])
    #expect(whole.borders.names == ["AA": "Aland", "BB": "Bland"])
    #expect(whole.borders.boundaries.first?.names.translations == ["pt": "Raia"])
    #expect(whole.study.corridor("trunk")?.names.translations == ["pt": "Tronco"])
    let route = whole.study.route("container:alpha-delta/land")
    #expect(route?.names.translations == ["pt": "Rota"])
  }

  @Test func `a folder that is not there is a case of its own`() throws {
    let error = #expect(throws: StudyError.self) {
      try StudyReader.read(folder: "/nowhere/at/all")
    }
    guard case .noFolder(let folder, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(folder == "/nowhere/at/all")
    #expect(error?.description.contains("--study") == true)
  }

  @Test func `a file in place of the folder is a case of its own`() throws {
    try Fixture().inFolder { folder in
      let error = #expect(throws: StudyError.self) {
        try StudyReader.read(folder: folder + "/study.yaml")
      }
      #expect(error?.diagnostics == [])
    }
  }

  @Test(arguments: needed) func `a missing file is one mistake`(file: String) throws {
    let mistakes = try Fixture().with(file, nil).mistakes()
    #expect(mistakes.map(\.code) == ["missing-file"])
    #expect(mistakes.first?.location == SourceLocation(file: file))
  }

  @Test(
    arguments: needed,
    ["", " \n\n", "\u{FEFF}", "42", "[", "{", "[[[", "null", "\u{0}", "- a\n- b"])
  func `a file that is empty, cut off or of another kind is a mistake in that file`(
    file: String, text: String
  ) throws {
    let mistakes = try Fixture().with(file, text).mistakes()
    #expect(!mistakes.isEmpty)
    #expect(mistakes.contains { $0.location.file == file }, "\(mistakes)")
  }

  @Test(arguments: ["study.yaml", "assumptions.yaml", "corridors.yaml"])
  func `a YAML file that is no mapping is one mistake, not one for all that it should hold`(
    file: String
  ) throws {
    let mistakes = try Fixture().with(file, "- a\n- b").mistakes()
    #expect(mistakes.map(\.code) == ["wrong-type"], "\(mistakes)")
  }

  @Test func `the mistakes of several files come in one run, in order`() throws {
    let mistakes = try Fixture()
      .changing("assumptions.yaml", "class: judgement", to: "class: guess")
      .changing("links.geojson", "\"from\": \"alpha\"", to: "\"from\": \"alpa\"")
      .changing("scenarios/slow.yaml", "inherits: base", to: "inherits: bas")
      .mistakes()
    #expect(
      mistakes.map(\.location.file) == [
        "assumptions.yaml", "links.geojson", "scenarios/slow.yaml",
      ])
  }

  @Test func `a cut off file of links does not make mistakes of everything that names a link`()
    throws
  {
    let fixture = Fixture()
    try fixture.inFolder { folder in
      let text = try String(contentsOfFile: folder + "/links.geojson", encoding: .utf8)
      let mistakes = try fixture.with("links.geojson", String(text.dropLast(200))).mistakes()
      #expect(mistakes.map(\.code) == ["geojson"])
      #expect((mistakes.first?.location.line ?? 0) > 1)
    }
  }

  @Test func `damage of any byte is a mistake or nothing, and never a trap`() throws {
    var dice = Dice(state: 20)
    let fixture = Fixture()
    try fixture.inFolder { folder in
      let names = fixture.files.keys.sorted()
      let noise = Array("\n :-#[]{}'\",\\ab01\t.~@%".utf8)
      for round in 0..<1000 {
        let file = folder + "/" + names[round % names.count]
        let whole = Array((fixture.files[names[round % names.count]] ?? "").utf8)
        var bytes = whole
        for _ in 0..<Int.random(in: 1...3, using: &dice) where !bytes.isEmpty {
          let index = Int.random(in: 0..<bytes.count, using: &dice)
          switch Int.random(in: 0..<4, using: &dice) {
          case 0: bytes.remove(at: index)
          case 1: bytes[index] = dice.pick(noise)
          case 2: bytes[index] = UInt8.random(in: 0...255, using: &dice)
          default: bytes.removeSubrange(index..<min(index + 12, bytes.count))
          }
        }
        try Data(bytes).write(to: URL(filePath: file))
        do throws(StudyError) {
          _ = try StudyReader.everything(folder: folder)
        } catch {
          #expect(!error.diagnostics.isEmpty)
        }
        try Data(whole).write(to: URL(filePath: file))
      }
      _ = try StudyReader.everything(folder: folder)
    }
  }

  @Test(arguments: [
    ("scenarios", "scenarios"), ("scenarios", "nowhere"), ("zones.geojson", "zones.geojson"),
    ("alignments", "nowhere"), ("regimes.yaml", "nowhere"), ("places.geojson", "nowhere"),
  ])
  func `a symbolic link that leads to nothing or to itself is told`(name: String, to: String) throws
  {
    try Fixture().inFolder { folder in
      let path = folder + "/" + name
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: to)
      #expect {
        _ = try StudyReader.everything(folder: folder)
      } throws: { error in
        (error as? StudyError)?.diagnostics.contains {
          $0.location.file == path && $0.message.contains("symbolic link")
        } ?? false
      }
    }
  }

  @Test func `a file in place of a folder is told`() throws {
    try Fixture().inFolder { folder in
      let path = folder + "/scenarios"
      try? FileManager.default.removeItem(atPath: path)
      try Data("text".utf8).write(to: URL(filePath: path))
      #expect {
        _ = try StudyReader.everything(folder: folder)
      } throws: { error in
        (error as? StudyError)?.diagnostics.contains {
          $0.location.file == path && $0.message.contains("not a folder")
        } ?? false
      }
    }
  }
}
