import GeometryEngine
import Testing

@Suite struct ProjectionTests {
  /// IOGP Guidance Note 7-2, transverse Mercator: British National Grid on the Airy ellipsoid.
  @Test func `the British grid example comes out`() throws {
    let grid = try Projection(
      parameters:
        "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy")
    let found = try grid.forward([0.5, 50.5])
    #expect(abs(found[0] - 577_274.99) < 0.01)
    #expect(abs(found[1] - 69_740.50) < 0.01)
    let back = try grid.inverse(found)
    #expect(abs(back[0] - 0.5) < 1e-10)
    #expect(abs(back[1] - 50.5) < 1e-10)
  }

  @Test func `systems by name have their axes in the order of maps`() throws {
    let zone = try Projection(from: "EPSG:4326", to: "EPSG:32652")
    let found = try zone.forward([129, 0])
    #expect(abs(found[0] - 500_000) < 1e-6)
    #expect(abs(found[1]) < 1e-6)
  }

  @Test func `distances from the centre of an equidistant projection are geodesic`() throws {
    let local = try Projection(parameters: "+proj=aeqd +lat_0=60 +lon_0=30 +ellps=WGS84")
    let point = try local.forward([37, 63])
    let planar = (point[0] * point[0] + point[1] * point[1]).squareRoot()
    let geodesic = Ellipsoid.wgs84.distance(
      latitude1: 60, longitude1: 30, latitude2: 63, longitude2: 37)
    #expect(abs(planar - geodesic) < 1e-3)
  }

  @Test(arguments: ["+proj=nonsense", "+proj=tmerc +lat_0=north +ellps=nowhere", ""])
  func `wrong parameters are a typed error`(_ parameters: String) {
    #expect(throws: EngineError.self) { _ = try Projection(parameters: parameters) }
  }

  @Test func `unknown systems are a typed error`() {
    #expect(throws: EngineError.self) {
      _ = try Projection(from: "EPSG:4326", to: "EPSG:999999")
    }
  }

  @Test func `a point that can't be projected is named`() throws {
    let local = try Projection(parameters: "+proj=gnom +lat_0=0 +lon_0=0 +ellps=WGS84")
    do throws(EngineError) {
      _ = try local.forward([10, 10, 170, 0])
      Issue.record("the far side of the Earth was projected")
    } catch {
      #expect(error.description.contains("(170.0, 0.0)"))
    }
  }
}
