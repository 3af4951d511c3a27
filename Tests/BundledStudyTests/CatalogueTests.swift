import Corridor
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

  @Test func `the study has no error and every assumption says its class`() throws {
    let study = try BundledStudy.study.get()
    #expect(study.warnings.allSatisfy { $0.severity == .warning })
    for assumption in study.assumptions where !assumption.sourceClass.isUnsourced {
      #expect(!assumption.sources.isEmpty, "\(assumption.id)")
    }
  }
}
