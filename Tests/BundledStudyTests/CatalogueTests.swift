import Corridor
import Foundation
import Testing

/// What the study has to hold.
@Suite struct CatalogueTests {
  @Test(arguments: [
    "tsr", "khasan-link", "rajin-spur", "tkr-east", "tkr-west", "tcr", "europe-link",
    "chita-harbin", "espo", "espo-china", "gas-tkr", "hv-tkr", "hv-submarine", "sea-suez",
    "sea-cape",
  ])
  func `a corridor is there, with a source and a name in English, Korean and Russian`(id: String)
    throws
  {
    let chain = try #require(try BundledStudy.study.get().corridor(id))
    let links = try BundledStudy.corridor(id).parts.map(\.link)
    #expect(!chain.sources.isEmpty || links.contains { !$0.sources.isEmpty })
    #expect(chain.names.translations["ko"] != nil)
    #expect(chain.names.translations["ru"] != nil)
  }

  @Test(arguments: [
    ("container:busan-hamburg", 7), ("container:busan-moscow", 5), ("oil:taishet-kozmino", 3),
    ("gas:vladivostok-seoul", 3), ("power:vladivostok-seoul", 2),
  ])
  func `a comparison is there with its routes`(id: String, routes: Int) throws {
    let study = try BundledStudy.study.get()
    #expect(study.comparison(id) != nil)
    #expect(study.routes(of: id).count >= routes)
  }

  @Test(arguments: ["README.md", "Geo/README.md"])
  func `the counts of assumptions by class that a README tells are those of the study`(file: String)
    throws
  {
    let text = try String(contentsOfFile: BundledStudy.root + "/" + file, encoding: .utf8)
      .replacing("`", with: "")
    let told = try #require(
      text.firstMatch(
        of:
          /Of the (\d+) .*?(\d+) \D*(?:read at the source|sourced), (\d+) \D*excerpt, (\d+) \D*(\d+)\D*memory and (\d+) \D*judgement/
      ), "\(file) counts no more")
    let assumptions = try BundledStudy.study.get().assumptions
    let classes: [SourceClass] = [.sourced, .excerpt, .derived, .memory, .judgement]
    let counts = classes.map { kind in assumptions.count { $0.sourceClass == kind } }
    #expect(
      [told.1, told.2, told.3, told.4, told.5, told.6].map { Int($0) }
        == [assumptions.count] + counts)
  }

  @Test func `what is drawn as a proposal says so`() throws {
    for link in try BundledStudy.study.get().links where link.status == .proposed {
      #expect(link.isProposal || link.mode == .sea, "\(link.id)")
    }
  }

  @Test func `the four economic zones are there`() throws {
    let zones = try StudyReader.zones(folder: BundledStudy.root + "/Geo")
    let economic = zones.filter { $0.kind == .economicZone }
    #expect(economic.count == 4)
    #expect(economic.allSatisfy { $0.country == "KP" && $0.since != nil && !$0.sources.isEmpty })
  }

  @Test func `the ledger has all 91 claims`() throws {
    let claims = try StudyReader.claims(of: BundledStudy.study.get())
    #expect(claims.count == 91)
    #expect(claims.count { $0.id.hasPrefix("S0-") } == 43)
    #expect(claims.count { $0.id.hasPrefix("S3-") } == 48)
  }

  @Test func `what regimes are worth is judged half way between two profiles`() throws {
    let study = try BundledStudy.study.get()
    let regimes = try #require(
      try StudyReader.regimes(folder: BundledStudy.root + "/Geo", study: study))
    let scenarios = try StudyReader.scenarios(folder: study.folder, study: study)
    let profiles = [
      "RU": ["russia-welcomes-union", "russia-prefers-status-quo"],
      "CN": ["china-keeps-buffer", "china-takes-north"],
    ]
    let worth = regimes.processes.flatMap(\.worth)
    #expect(Set(worth.map(\.country)) == Set(profiles.keys))
    for party in worth {
      let values = try #require(profiles[party.country]).map { id in
        let scenario = try #require(scenarios.first { $0.id == id })
        let resolved = try study.patched(by: scenario).study.resolved(scenario: scenario)
        return try party.worth.map { try #require(resolved[$0]).value }
      }
      for (place, id) in party.worth.enumerated() {
        let own = try #require(study.assumption(id))
        let ends = [values[0][place], values[1][place]].sorted()
        #expect(own.low?.value == ends[0] && own.high?.value == ends[1], "\(id)")
        #expect(abs(own.base.value - (ends[0] + ends[1]) / 2) < 1e-12, "\(id)")
        #expect(own.sourceClass == .judgement)
      }
    }
  }

  @Test func `the study has no error and every assumption says its class`() throws {
    let study = try BundledStudy.study.get()
    #expect(study.warnings.allSatisfy { $0.severity == .warning })
    for assumption in study.assumptions where !assumption.sourceClass.isUnsourced {
      #expect(!assumption.sources.isEmpty, "\(assumption.id)")
    }
  }

  /// The collapse and its split, and the chances of the two-state processes.
  ///
  /// Rows are counts of the coded years, which are contested by their coding.
  @Test func `what is contested of a matrix is an assumption with a range`() throws {
    let study = try BundledStudy.study.get()
    let regimes = try #require(
      try StudyReader.regimes(folder: BundledStudy.root + "/Geo", study: study))
    for process in regimes.processes {
      for matrix in process.matrices {
        #expect(!matrix.inputs.isEmpty, "\(process.id), \(matrix.id)")
        for input in matrix.inputs {
          let assumption = try #require(study.assumptions.first { $0.id == input.id })
          #expect(assumption.shape != .fixed, "\(input.id)")
        }
      }
    }
    let peninsula = try #require(regimes.processes.first { $0.id == "peninsula" })
    for matrix in peninsula.matrices {
      #expect(matrix.hazards.count == 1 && matrix.splits.count == 1, "\(matrix.id)")
    }
  }

  @Test func `overruns of every class of works go with the years of construction`() throws {
    let study = try BundledStudy.study.get()
    let classes = Set(study.linkClasses.compactMap { $0.overrun?.mean })
    let pairs = study.correlations.filter { $0.between.contains("horizon.construction") }
    #expect(classes == Set(pairs.flatMap(\.between)).subtracting(["horizon.construction"]))
    #expect(pairs.allSatisfy { $0.rank == 0.5 } && classes.count == 3)
  }
}
