import Testing

@testable import CorridorGeometry

@Suite struct OrientationTests {
  @Test func `left is positive and right is negative`() {
    #expect(Orientation.sign(at(0, 0), at(1, 0), at(0, 1)) > 0)
    #expect(Orientation.sign(at(0, 0), at(1, 0), at(0, -1)) < 0)
    #expect(Orientation.sign(at(0, 0), at(1, 1), at(0.5, 0.5)) == 0)
  }

  /// Points a few units in the last place from a line, where plain arithmetic errs.
  ///
  /// Coordinates are whole multiples of 2^-53, so that 128-bit integers give the true sign.
  @Test(arguments: UInt64(1)...20)
  func `signs are right to the last bit`(_ seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let unit = 1 / 9_007_199_254_740_992.0
    func whole(_ value: Double) -> Int128 { Int128(value / unit) }
    for _ in 0..<500 {
      let a = at(
        0.5 + unit * Double(Int.random(in: 0..<64, using: &numbers)),
        0.5 + unit * Double(Int.random(in: 0..<64, using: &numbers)))
      let (b, c) = (at(0.75, 0.75), at(0.875, 0.875))
      let left = (whole(a.longitude) - whole(c.longitude)) * (whole(b.latitude) - whole(c.latitude))
      let right =
        (whole(a.latitude) - whole(c.latitude)) * (whole(b.longitude) - whole(c.longitude))
      let found = Orientation.sign(a, b, c)
      #expect((found > 0) == (left > right))
      #expect((found < 0) == (left < right))
      let turned = Orientation.sign(b, c, a)
      #expect((turned > 0) == (found > 0))
      #expect((turned < 0) == (found < 0))
    }
  }
}
