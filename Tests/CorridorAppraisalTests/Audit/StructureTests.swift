import CorridorStudy
import Testing

@testable import CorridorAppraisal

@Suite struct StructureTests {
  private func separates(
    _ country: String, _ from: String = "AA", _ to: String = "CC", _ modes: [Mode] = [.rail]
  ) -> Claim.Rule {
    .separates(country: country, from: from, to: to, modes: modes)
  }

  @Test func `the country in the middle separates the others`() throws {
    let world = try AuditWorld.railway()
    #expect(try world.verdict(separates("BB")) == .supported)
    #expect(try world.verdict(separates("BB", "CC", "AA")) == .supported)
    #expect(try world.verdict(separates("CC", "AA", "BB")) == .contradicted)
    // Where the study has nothing, nothing can be said.
    #expect(throws: StudyError.self) { try world.verdict(separates("ZZ")) }
  }

  @Test func `a cable through the sea is no way by land`() throws {
    // From AA to CC north of all countries' land: 1.5 degrees north is outside every polygon.
    var world = try AuditWorld.railway()
    world.links.append(
      try AuditWorld.link("a-c", .powerLine, through: [(1, 0), (1, 1.5), (5, 1.5), (5, 0)]))
    #expect(try world.verdict(separates("BB", "AA", "CC", [.powerLine])) == .contradicted)
    let sea = try world.audited(AuditWorld.claim([separates("BB", "AA", "CC", [.powerLine])]))
    #expect(sea.why == "the study has no land way from AA to CC at all")
    #expect(try world.verdict(separates("BB", "AA", "CC", [.rail, .powerLine])) == .supported)
  }

  @Test func `a link that grazes the country is a way around it`() throws {
    // One link leaps from AA to CC with 1.1 km in BB, which is under the sliver of 1.5 km; BB is cut
    // to that by ending the first at its far border.
    var world = AuditWorld()
    world.links = [
      try AuditWorld.link("a-b", through: [(1, 0), (2.01, 0)]),
      try AuditWorld.link("b-c", through: [(3.99, 0), (5, 0)]),
    ]
    #expect(try world.verdict(separates("BB")) == .contradicted)
    let audited = try world.audited(AuditWorld.claim([separates("BB")]))
    #expect(audited.why == "a land way from AA to CC avoids BB")
  }

  @Test func `routes that pass a country`() throws {
    var world = try AuditWorld.railway()
    world.routes = [("goods:a-c/rail", ["a-b", "b-c"], []), ("goods:a-c/half", ["a-b"], [])]
    let rail = ["goods:a-c/rail"]
    let both = ["goods:a-c/rail", "goods:a-c/half"]
    #expect(try world.verdict(.passes(routes: both, country: "BB")) == .supported)
    #expect(try world.verdict(.passes(routes: rail, country: "CC")) == .supported)
    #expect(try world.verdict(.passes(routes: both, country: "CC")) == .contradicted)
    let audited = try world.audited(
      AuditWorld.claim([.passes(routes: both, country: "CC")]))
    #expect(audited.why == "no kilometre inside CC: goods:a-c/half")
  }

  @Test func `corridors that are there`() throws {
    let world = try AuditWorld.railway()
    #expect(try world.verdict(.present(corridors: ["line"])) == .supported)
    let audited = try world.audited(AuditWorld.claim([.present(corridors: ["line", "loop"])]))
    #expect(audited.verdict == .contradicted)
    #expect(audited.why == "the study lacks loop")
  }
}
