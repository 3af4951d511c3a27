extension SquareMatrix {
  /// The exponential of the matrix, by a Padé approximant of order 13 with scaling and squaring.
  ///
  /// - Source: Higham (2005), The scaling and squaring method for the matrix exponential revisited,
  ///   *SIAM Journal on Matrix Analysis and Applications* 26(4).
  public func exponential() throws(PoliticsError) -> SquareMatrix {
    let size = norm
    try PoliticsCheck.finite(size, "the norm of a matrix")
    // Halved until the approximant is exact to rounding: its bound is 5.37.
    let halvings = size > Self.largestNorm ? Int((size / Self.largestNorm).exponent) + 1 : 0
    let scaled = Double(sign: .plus, exponent: -halvings, significand: 1) * self
    var result = try scaled.approximant()
    for _ in 0..<halvings { result = result * result }
    return result
  }

  private static var largestNorm: Double { 5.371920351148152 }

  /// The numbers of the approximant, from the constant up.
  private static var terms: [Double] {
    [
      64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600,
      1_187_353_796_428_800, 129_060_195_264_000, 10_559_470_521_600, 670_442_572_800,
      33_522_128_640, 1_323_241_920, 40_840_800, 960_960, 16_380, 182, 1,
    ]
  }

  private func approximant() throws(PoliticsError) -> SquareMatrix {
    let terms = Self.terms
    let second = self * self
    let fourth = second * second
    let sixth = fourth * second
    // The sum of every other term, begun with `first`: constant, then powers 2, 4, 6 and the rest.
    let everyOther = { (first: Int) -> SquareMatrix in
      let low =
        terms[first] * SquareMatrix.identity(order) + terms[first + 2] * second
        + terms[first + 4] * fourth + terms[first + 6] * sixth
      let high =
        terms[first + 8] * second + terms[first + 10] * fourth + terms[first + 12] * sixth
      return low + sixth * high
    }
    let even = everyOther(0)
    let odd = self * everyOther(1)
    return try LinearSystem(even - odd).solve(even + odd)
  }
}
