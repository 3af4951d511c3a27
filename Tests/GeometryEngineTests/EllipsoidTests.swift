import GeometryEngine
import Testing

@Suite struct EllipsoidTests {
  let earth = Ellipsoid.wgs84

  @Test(arguments: referenceGeodesics)
  func `the inverse problem agrees with the published lines`(_ line: ReferenceGeodesic) {
    let found = earth.inverse(
      latitude1: line.latitude1, longitude1: line.longitude1, latitude2: line.latitude2,
      longitude2: line.longitude2)
    #expect(abs(found.distance - line.distance) < 1e-8)
    #expect(abs(found.azimuth1 - line.azimuth1) < 1e-13)
    #expect(abs(found.azimuth2 - line.azimuth2) < 1e-13)
  }

  @Test(arguments: referenceGeodesics)
  func `the direct problem arrives at the published end`(_ line: ReferenceGeodesic) {
    let found = earth.direct(
      latitude: line.latitude1, longitude: line.longitude1, azimuth: line.azimuth1,
      distance: line.distance)
    let turn = (found.longitude - line.longitude2).remainder(dividingBy: 360)
    #expect(abs(found.latitude - line.latitude2) < 1e-13)
    #expect(abs(turn) < 1e-12)
    #expect(abs(found.azimuth - line.azimuth2) < 1e-12)
  }

  @Test func `the table holds all twenty lines`() {
    #expect(referenceGeodesics.count == 20)
  }

  // GeographicLib's test GeodSolve0 and the documentation of its Python package (Wellington to
  // Salamanca); C. F. F. Karney, Algorithms for geodesics (2013), table 4; half the meridian,
  // 20,003,931.4586 m, and a degree of the equator, 111,319.4908 m, of WGS 84.
  @Test(arguments: [
    (40.6, -73.8, 49.01666667, 2.55, 5_853_226, 0.5),
    (-41.32, 174.81, 40.96, -5.50, 19_959_679.267, 1e-3),
    (0, 0, 0, 179.5, 19_980_862, 0.5),
    (-30, 0, 29.9, 179.8, 19_989_832.827610, 1e-6),
    (40.6, -73.8, 51.6, -0.5, 5_551_759.4003186785, 1e-6),
    (90, 0, -90, 123, 20_003_931.4586, 1e-4),
    (0, 0, 0, 180, 20_003_931.4586, 1e-4),
    (0, 10, 0, 11, 111_319.4908, 1e-4),
    (90, 10, 90, -170, 0, 1e-9),
    (52.5, 13.4, 52.5, 13.4, 0, 0),
    (12, 180, 12, -180, 0, 1e-9),
  ])
  func `hard pairs of points have their published distance`(
    _ latitude1: Double, _ longitude1: Double, _ latitude2: Double, _ longitude2: Double,
    _ metres: Double, _ tolerance: Double
  ) {
    let found = earth.inverse(
      latitude1: latitude1, longitude1: longitude1, latitude2: latitude2, longitude2: longitude2)
    #expect(abs(found.distance - metres) <= tolerance)
    let alone = earth.distance(
      latitude1: latitude1, longitude1: longitude1, latitude2: latitude2, longitude2: longitude2)
    #expect(alone == found.distance)
  }

  @Test func `the azimuths of the nearly antipodal pair are published too`() {
    let found = earth.inverse(latitude1: -30, longitude1: 0, latitude2: 29.9, longitude2: 179.8)
    #expect(abs(found.azimuth1 - 161.890524736) < 1e-8)
    #expect(abs(found.azimuth2 - 18.090737246) < 1e-8)
  }

  @Test func `the azimuths of Kennedy to de Gaulle are published`() {
    let found = earth.inverse(
      latitude1: 40.6, longitude1: -73.8, latitude2: 49.01666667, longitude2: 2.55)
    #expect(abs(found.azimuth1 - 53.47022) < 0.5e-5)
    #expect(abs(found.azimuth2 - 111.59367) < 0.5e-5)
  }

  @Test func `the direct problem from Kennedy airport is GeodSolve1`() {
    let found = earth.direct(
      latitude: 40.63972222, longitude: -73.77888889, azimuth: 53.5, distance: 5_850_000)
    #expect(abs(found.latitude - 49.01467) < 0.5e-5)
    #expect(abs(found.longitude - 2.56106) < 0.5e-5)
    #expect(abs(found.azimuth - 111.62947) < 0.5e-5)
  }

  /// Karney (2013), table 2.
  @Test func `the direct problem over ten thousand kilometres is Karney's example`() {
    let found = earth.direct(latitude: 40, longitude: 0, azimuth: 30, distance: 10_000_000)
    #expect(abs(found.latitude - 41.79331020506) < 1e-11)
    #expect(abs(found.longitude - 137.84490004377) < 1e-11)
    #expect(abs(found.azimuth - 149.09016931807) < 1e-11)
  }

  /// Geocentric Datum of Australia technical manual: Flinders Peak to Buninyong on GRS 80.
  @Test func `Flinders Peak to Buninyong on GRS 80`() {
    func degrees(_ degrees: Double, _ minutes: Double, _ seconds: Double) -> Double {
      degrees + minutes / 60 + seconds / 3600
    }
    let found = Ellipsoid.grs80.inverse(
      latitude1: -degrees(37, 57, 3.72030), longitude1: degrees(144, 25, 29.52440),
      latitude2: -degrees(37, 39, 10.15610), longitude2: degrees(143, 55, 35.38390))
    let second = 1.0 / 3600
    #expect(abs(found.distance - 54_972.271) < 1e-3)
    #expect(abs(found.azimuth1 + 360 - degrees(306, 52, 5.37)) < 0.01 * second)
    #expect(abs(found.azimuth2 + 180 - degrees(127, 10, 25.07)) < 0.01 * second)
  }

  @Test func `on a sphere a quarter of the equator is a quarter of the circumference`() {
    let sphere = Ellipsoid(equatorialRadius: 1_000_000, flattening: 0)
    let found = sphere.distance(latitude1: 0, longitude1: 0, latitude2: 0, longitude2: 90)
    #expect(abs(found - 1_000_000 * .pi / 2) < 1e-6)
  }

  /// The polygon of Antarctica in the documentation of GeographicLib.
  @Test func `the area and perimeter of Antarctica are the published ones`() {
    let points: [(Double, Double)] = [
      (-63.1, -58), (-72.9, -74), (-71.9, -102), (-74.9, -102), (-74.3, -131), (-77.5, -163),
      (-77.4, 163), (-71.7, 172), (-65.9, 140), (-65.7, 113), (-66.6, 88), (-66.9, 59),
      (-69.8, 25), (-70.0, -4), (-71.0, -14), (-77.3, -33), (-77.9, -46), (-74.7, -61),
    ]
    let found = earth.polygon(latitudes: points.map(\.0), longitudes: points.map(\.1))
    #expect(abs(found.perimeter - 16_831_067.893) < 1e-3)
    #expect(abs(abs(found.area) - 13_662_703_680_020.1) < 0.1)
    let back = earth.polygon(
      latitudes: points.reversed().map(\.0), longitudes: points.reversed().map(\.1))
    #expect(abs(back.area + found.area) < 0.1)
  }

  @Test func `an arc gives the same points as the direct problem`() {
    let arc = GeodesicArc(
      earth, latitude1: 55.7, longitude1: 37.6, latitude2: 43.1, longitude2: 131.9)
    let azimuth = earth.inverse(
      latitude1: 55.7, longitude1: 37.6, latitude2: 43.1, longitude2: 131.9
    ).azimuth1
    for share in [0, 0.25, 0.5, 1] {
      let one = arc.position(at: arc.length * share)
      let other = earth.direct(
        latitude: 55.7, longitude: 37.6, azimuth: azimuth, distance: arc.length * share)
      #expect(abs(one.latitude - other.latitude) < 1e-12)
      #expect(abs(one.longitude - other.longitude) < 1e-12)
    }
  }
}
