import CorridorGeometry
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

@Suite struct QuantityTests {
  private func value(_ name: String, in world: AuditWorld, asOf: String? = nil) throws -> Double {
    try world.quantities(asOf: asOf).value(of: name)
  }

  private func failure(_ name: String, in world: AuditWorld, asOf: String? = nil)
    throws -> QuantityFailure
  {
    let quantities = try world.quantities(asOf: asOf)
    do throws(QuantityFailure) {
      let found = try quantities.value(of: name)
      Issue.record("{\(name)} is \(found)")
      return .unavailable("")
    } catch { return error }
  }

  // Two degrees on the equator each; the second link has no published length.
  @Test func `lengths of links and corridors`() throws {
    let world = try AuditWorld.railway()
    let degree = AuditWorld.degree
    #expect(abs(try value("link:a-b traced_km", in: world) - 2 * degree) < 1e-6)
    #expect(try value("link:a-b declared_km", in: world) == 250)
    #expect(abs(try value("link:a-b route_factor", in: world) - 125 / degree) < 1e-9)
    #expect(abs(try value("corridor:line traced_km", in: world) - 4 * degree) < 1e-6)
    #expect(abs(try value("corridor:line costed_km", in: world) - 250 - 2 * degree) < 1e-6)
    #expect(abs(try value("corridor:line km.AA", in: world) - 125) < 1e-3)
    #expect(abs(try value("corridor:line km.CC", in: world) - degree) < 1e-3)
    #expect(try value("corridor:line km.ZZ", in: world) == 0)
    #expect(try value("corridor:line crossings", in: world) == 2)
    #expect(
      try failure("corridor:line declared_km", in: world)
        == .unavailable("no length is published for b-c"))
  }

  @Test func `links that can't be measured in a case leave the rest`() throws {
    let world = try AuditWorld.railway()
    let quantities = try world.quantities().unmeasured(because: "too early")
    for name in ["link:a-b traced_km", "corridor:line crossings", "route:x/y npv_musd"] {
      let expected = QuantityFailure.unavailable(
        "the links can't be measured in this case: too early")
      #expect(throws: expected) { try quantities.value(of: name) }
    }
    #expect(try quantities.value(of: "deflator:2010") == 1.25)
  }

  // The arc of the meridian from 1 S to 1 N on WGS 84, twice 110,574.38855780 m.
  @Test func `length of a boundary`() throws {
    let world = try AuditWorld.railway()
    #expect(abs(try value("boundary:aa-bb traced_km", in: world) - 221.1487771156) < 1e-9)
    #expect(
      try failure("boundary:aa-bb declared_km", in: world)
        == .unavailable("no length is published for boundary `aa-bb`"))
  }

  // 80 of 2010 are worth 100 of 2020: the factor is 1.25.
  @Test func `assumptions and deflators`() throws {
    var world = try AuditWorld.railway()
    world.assumptions = [
      try AuditWorld.assumption("price", 4, "USD/t", year: 2010),
      try AuditWorld.assumption("speed", 48, "km/h"),
      try AuditWorld.assumption("late", 1, "1", knownAt: "2015-01-01"),
    ]
    #expect(try value("deflator:2010", in: world) == 1.25)
    #expect(try value("deflator:2020", in: world) == 1)
    #expect(try value("assumption:price", in: world) == 5)
    #expect(abs(try value("assumption:speed in km/day", in: world) - 1152) < 1e-9)
    #expect(
      try failure("assumption:late", in: world, asOf: "2012-12-31")
        == .unavailable("assumption `late` has no value in this run"))
    guard case .unavailable = try failure("deflator:1990", in: world) else {
      Issue.record("a year without an index")
      return
    }
    guard case .wrong = try failure("assumption:speed in t", in: world) else {
      Issue.record("a unit that does not fit")
      return
    }
  }

  @Test func `places and zones`() throws {
    var world = try AuditWorld.railway()
    world.assumptions = [try AuditWorld.assumption("ice", 75, "day")]
    let corner = Coordinate(longitude: 3.5, latitude: -0.5)
    world.zones = ["BB", "BB", "CC"].enumerated().map { index, country in
      Zone(
        id: "z\(index)", names: Names(english: "Z"), kind: .economicZone, country: country,
        since: index == 0 ? 1991 : nil, shape: .point(corner), location: AuditWorld.location())
    }
    #expect(try value("place:a ice_days", in: world) == 75)
    #expect(try value("place:a longitude", in: world) == 1)
    #expect(
      try failure("place:b ice_days", in: world)
        == .unavailable("place `b` states no days of ice"))
    #expect(try value("zones:economic_zone", in: world) == 3)
    #expect(try value("zones:economic_zone BB", in: world) == 2)
    #expect(try value("zones:piracy", in: world) == 0)
    #expect(try value("zone:z0 since", in: world) == 1991)
    #expect(try value("zone:z0 latitude", in: world) == -0.5)
    #expect(try failure("zone:z1 since", in: world) == .unavailable("zone `z1` states no year"))
  }

  @Test func `results of routes and why there are none`() throws {
    var world = try AuditWorld.railway()
    world.routes = [
      (
        "goods:a-c/rail", ["a-b", "b-c"],
        [
          ("length_km", .figure(Figure.constant("length", 472, because: "a test"))),
          ("share", .missing(reason: "nobody chooses")),
        ]
      )
    ]
    #expect(try value("route:goods:a-c/rail length_km", in: world) == 472)
    #expect(abs(try value("route:goods:a-c/rail km.CC", in: world) - AuditWorld.degree) < 1e-3)
    #expect(
      try failure("route:goods:a-c/rail share", in: world)
        == .unavailable("goods:a-c/rail has no share: nobody chooses"))
    #expect(
      try failure("route:goods:a-c/rail lenght_km", in: world)
        == .wrong(
          "there is no key of route `goods:a-c/rail` `lenght_km`",
          remedy: "did you mean `length_km`?"))
    world.missing = ["goods:a-c": "a price was not known yet"]
    let claim = AuditWorld.claim(
      [.figure(quantity: "{route:goods:a-c/rail length_km}", tolerance: 0, contested: 0)],
      stated: Claim.Stated(low: 472, high: 472, unit: "km"))
    let audited = try world.audited(claim)
    #expect(audited.verdict == .notComputed)
    #expect(audited.figure == nil)
    #expect(audited.why == "goods:a-c can't be appraised: a price was not known yet")
  }

  @Test(arguments: [
    "corridor", "corridor:lime traced_km", "line:a-b traced_km", "link:a-b weight", "link:a-x x",
    "boundary:aa-bb width", "place:x ice_days", "place:a depth", "zone:x since", "zones:fog",
    "assumption:x", "route:x/y length_km", "deflator:soon", "",
  ])
  func `what the study does not have is wrong`(_ name: String) throws {
    switch try failure(name, in: AuditWorld.railway()) {
    case .wrong: #expect(name != "zone:x since")
    case .absent(let kind, let asked, let file):
      // The world has no zone at all.
      #expect((kind, asked, file) == ("zones", "x", "zones.geojson") && name == "zone:x since")
    default: Issue.record("{\(name)} is not told as wrong")
    }
  }
}
