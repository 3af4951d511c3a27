import CorridorAppraisal
import Testing

@testable import CorridorRisk

/// Eight numbers at a time give the bits that one at a time gives, which tests of its own hold to mpmath.
@Suite("Exponentials and logarithms of many numbers")
struct ElementaryLanesTests {
  private static let special: [Double] = [
    0, -0.0, 1, -1, 0.5, 2, .infinity, -.infinity, .nan, 745.9, 746, -745.1, -746, -750, 709.78,
    709.79, -708.4, -744.4, 1e-300, -1e-300, 0x1p-1074, 0x1p-1030, 0x1p-1022,
    .greatestFiniteMagnitude,
    1e308, -1e308, 0x1.6a09e667f3bcdp0, 0x1.6a09e667f3bcep0, 3.5, -0.35, 0.34657359027997264,
    1.0397207708399179,
  ]

  private static let random: [Double] = {
    let generator = Philox(seed: 5)
    return (0..<4096).map { place in
      let word = generator.words(sample: UInt64(place) << 4, stream: 0, block: 0)
      let fraction = (Double(word.0[0]) + 0.5) * 0x1p-32
      return place.isMultiple(of: 2)
        ? (fraction - 0.5) * 1500 : Elementary.exp((fraction - 0.5) * 1400)
    }
  }()

  @Test("have the bits of one at a time")
  func bits() {
    let numbers = Self.special + Self.random
    for start in stride(from: 0, to: numbers.count, by: 8) {
      var eight = SIMD8<Double>()
      for lane in 0..<8 { eight[lane] = numbers[start + lane] }
      let exponentials = ElementaryLanes.exponential(eight)
      let logarithms = ElementaryLanes.logarithm(eight)
      for lane in 0..<8 {
        let x = eight[lane]
        expectSame(exponentials[lane], Elementary.exp(x), "exp \(x)")
        expectSame(logarithms[lane], Elementary.log(x), "log \(x)")
      }
    }
  }

  private func expectSame(_ one: Double, _ other: Double, _ what: String) {
    #expect(one.bitPattern == other.bitPattern || (one.isNaN && other.isNaN), "\(what)")
  }
}
