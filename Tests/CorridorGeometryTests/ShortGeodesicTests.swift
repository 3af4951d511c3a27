@testable import CorridorGeometry
import GeometryEngine
import Testing

/// The quick lengths of short segments against PROJ, and against GeographicLib's Python package.
@Suite struct ShortGeodesicTests {
  // Latitude 1, longitude 1, latitude 2, longitude 2, metres, by geographiclib 2.1 for Python, whose
  // algorithms are its own; the azimuths are spread over the circle.
  private static let rows: [[Double]] = [
    [-88.9, 67.489523936, -88.489004101, 61.90665749, 47999.99998731791],
    [-88.9, 85.143791182, -89.062054997, 107.742479814, 48000.00000258484],
    [-88.9, -168.645133503, -88.971624522, -168.645133503, 7999.999989140194],
    [-61.3, -138.585470619, -61.3, -138.585502337, 1.6999718579792882],
    [-61.3, 131.035028458, -61.29999199, 131.08167334, 2500.0000059973745],
    [-61.3, 15.122626747, -61.277565176, 15.122626747, 2499.999987874745],
    [-12.5, -101.627461234, -12.321610553, -101.693493134, 21000.000028485018],
    [-12.5, -113.998988031, -12.499999997, -113.997792055, 129.99998377765326],
    [-12.5, 94.363986232, -12.066099939, 94.363986232, 48000.0000374178],
    [0, 41.430549806, 0.031715952, 41.495141847, 8000.000012826781],
    [0, -131.790015045, 1.3178e-05, -131.790007179, 1.70000693676941],
    [0, -177.103210004, 0.407917553, -177.250688602, 48000.00002249182],
    [0.2, -67.026461719, 0.2, -67.025293902, 130.00000707185094],
    [0.2, 13.502778387, 0.20000674, 13.502792113, 1.7000284000540289],
    [0.2, 44.385679857, 0.297813839, 44.223976403, 21000.000010067033],
    [23.7, -171.299435609, 23.700514544, -171.298289928, 130.00002479391756],
    [23.7, -119.753687605, 23.699998059, -119.729174499, 2500.0000401303337],
    [23.7, -84.819137795, 23.699987741, -84.819147826, 1.7000044582463025],
    [43.1, 63.022527089, 43.027988899, 63.022527089, 8000.000039804713],
    [43.1, -155.429985153, 43.09936267, -155.428645909, 129.9999696180155],
    [43.1, 113.210952649, 43.101170173, 113.210952649, 130.00001391160612],
    [60.0, -10.303809117, 59.999992402, -10.348611976, 2499.999984821926],
    [60.0, -158.650668156, 59.999984741, -158.650668156, 1.7000400933570174],
    [60.0, 159.871710171, 60.000000012, 159.87171022, 0.0030435639794316495],
    [77.7, 102.222574521, 77.628342677, 102.222574521, 7999.9999781122215],
    [77.7, -44.637547698, 77.699070026, -44.64083598, 130.00002833096556],
    [77.7, -175.759015905, 78.129936094, -175.759015905, 48000.00000103988],
    [88.2, 90.797899245, 88.200000027, 90.797899245, 0.0030157072943012594],
    [88.2, 157.309647106, 88.342763956, 170.789383984, 48000.00000270531],
    [88.2, 3.961076324, 88.199999624, 3.998130447, 129.99999986766878],
  ]

  @Test(arguments: rows)
  func `a short length agrees with GeographicLib`(_ row: [Double]) {
    let found = ShortGeodesic.metres(at(row[1], row[0]), at(row[3], row[2]))
    #expect(abs(found - row[4]) < 5e-6)
    #expect(abs(ShortGeodesic.metres(at(row[3], row[2]), at(row[1], row[0])) - found) < 1e-8)
  }

  /// The case of GeographicLib's own tests for a line of 7 cm (GeodSolve4).
  @Test func `seven centimetres`() {
    let found = ShortGeodesic.metres(
      at(0, 36.493349428792), at(0.0000008, 36.49334942879201))
    #expect(abs(found - 0.072) < 0.5e-3)
  }

  private func exact(_ a: Coordinate, _ b: Coordinate) -> Double {
    Ellipsoid.wgs84.distance(
      latitude1: a.latitude, longitude1: a.longitude, latitude2: b.latitude,
      longitude2: b.longitude)
  }

  /// The bound that docs/measure.md states, on the edge of the range where the error is greatest.
  @Test func `no length in the range is off by a twentieth of a millimetre`() {
    var (worst, count) = (0.0, 0)
    for middle in stride(from: -88.7, through: 88.8, by: 0.1) {
      for step in -8...8 {
        let share = Double(step) / 8
        for (north, east) in [(share * 0.5, 1.0), (0.5, share), (share * 0.5, 0.7)] {
          let a = at(20, middle - north / 2)
          let b = at(20 + east, middle + north / 2)
          worst = max(worst, abs(ShortGeodesic.metres(a, b) - exact(a, b)))
          count += 1
        }
      }
    }
    #expect(count > 80_000)
    #expect(worst < 5e-5)
    // The bound is not idle: there is an error to see.
    #expect(worst > 1e-5)
  }

  @Test(arguments: [(25_000.0, 5e-6), (8_000, 2e-6), (1_000, 1e-8), (1, 1e-8), (0.01, 1e-8)])
  func `shorter segments are better by far`(_ metres: Double, _ tolerance: Double) {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<4000 {
      let start = at(
        .random(in: -178...178, using: &numbers), .random(in: -88.5...88.5, using: &numbers))
      let end = Geodesic.direct(
        from: start, azimuth: .random(in: -180...180, using: &numbers),
        distance: CorridorGeometryTests.metres(metres)
      ).end
      #expect(abs(ShortGeodesic.metres(start, end) - exact(start, end)) < tolerance)
    }
  }

  /// Beyond the range PROJ answers, to the bit.
  @Test func `long, polar and wide segments are PROJ's`() {
    var numbers = SeededNumbers(seed: 8)
    for number in 0..<3000 {
      let start = at(
        .random(in: -180...180, using: &numbers), .random(in: -90...90, using: &numbers))
      var end = at(
        .random(in: -180...180, using: &numbers), .random(in: -90...90, using: &numbers))
      if number.isMultiple(of: 3) { end = at(start.longitude + 360, start.latitude) }
      guard abs(end.longitude - start.longitude) > 1 || abs(end.latitude - start.latitude) > 0.5
      else { continue }
      #expect(ShortGeodesic.metres(start, end) == exact(start, end))
    }
    #expect(ShortGeodesic.metres(at(10, 89.9), at(10.5, 90)) == exact(at(10, 89.9), at(10.5, 90)))
    #expect(ShortGeodesic.metres(at(10, 90), at(10, 90)) == 0)
    #expect(ShortGeodesic.metres(at(10, 50), at(10, 50)) == 0)
  }
}
