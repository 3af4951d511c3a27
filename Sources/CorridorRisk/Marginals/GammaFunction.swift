import CorridorAppraisal

/// The gamma and beta functions, as logarithms, in portable arithmetic.
enum GammaFunction {
  /// ln Γ(z) for z > 0: Stirling's series from 10 upward, below it the power series about 2.
  ///
  /// Relative error about 1e-15, absolute near the zeros at 1 and 2.
  static func logarithm(_ z: Double) -> Double {
    if z >= 10 {
      return (z - 0.5) * Elementary.log(z) - z + halfLogTwoPi + stirling(z)
    }
    var (shifted, above, below) = (z, 1.0, 1.0)
    while shifted > 2.5 {
      shifted -= 1
      above *= shifted
    }
    while shifted < 1.5 {
      below *= shifted
      shifted += 1
    }
    return aboutTwo(shifted - 2) + Elementary.log(above / below)
  }

  /// ln Γ(2 + t) for |t| ≤ ½: (1 - γ) t + Σ (-1)^k (ζ(k) - 1) t^k / k from k = 2.
  ///
  /// - Source: NIST Digital Library of Mathematical Functions, 5.7.3.
  private static func aboutTwo(_ t: Double) -> Double {
    var sum = 0.0
    for coefficient in zetaTerms.reversed() { sum = coefficient - t * sum }
    return t * (0.42278433509846714 + t * sum)
  }

  /// (ζ(k) - 1) / k from k = 2.
  private static let zetaTerms: [Double] = [
    0.3224670334241132, 0.0673523010531981, 0.020580808427784546, 0.007385551028673986,
    0.0028905103307415234, 0.001192753911703261, 0.0005096695247430425, 0.00022315475845357939,
    9.945751278180853e-05, 4.492623673813314e-05, 2.050721277567069e-05, 9.439488275268397e-06,
    4.374866789907488e-06, 2.039215753801366e-06, 9.55141213040742e-07, 4.492469198764566e-07,
    2.1207184805554665e-07, 1.0043224823968099e-07, 4.7698101693639804e-08,
    2.2711094608943164e-08, 1.0838659214896955e-08, 5.183475041970047e-09,
    2.4836745438024785e-09, 1.1921401405860912e-09, 5.731367241678862e-10,
    2.7595228851242334e-10,
  ]

  /// ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b), without the cancellation of the last two for a large b.
  static func logarithmOfBeta(_ a: Double, _ b: Double) -> Double {
    let (small, large) = (min(a, b), max(a, b))
    let sum = small + large
    if large < 10 {
      return logarithm(small) + logarithm(large) - logarithm(sum)
    }
    let ratio = small / large
    if small < 10 {
      let difference = small - (large - 0.5) * Elementary.log1p(ratio) - small * Elementary.log(sum)
      return logarithm(small) + (difference + stirling(large) - stirling(sum))
    }
    let corrections = stirling(small) + stirling(large) - stirling(sum)
    return halfLogTwoPi - 0.5 * Elementary.log(large) + corrections
      + (small - 0.5) * Elementary.log(ratio / (1 + ratio)) - large * Elementary.log1p(ratio)
  }

  /// What Stirling's formula lacks: ln Γ(z) - (z - ½) ln z + z - ½ ln 2π, for z ≥ 10.
  ///
  /// - Source: the asymptotic series 5.11.1 of the NIST Digital Library of Mathematical Functions.
  static func stirling(_ z: Double) -> Double {
    let square = 1 / (z * z)
    var sum = -3617.0 / 122_400
    sum = sum * square + 1.0 / 156
    sum = sum * square - 691.0 / 360_360
    sum = sum * square + 1.0 / 1188
    sum = sum * square - 1.0 / 1680
    sum = sum * square + 1.0 / 1260
    sum = sum * square - 1.0 / 360
    sum = sum * square + 1.0 / 12
    return sum / z
  }

  private static let halfLogTwoPi = 0x1.d67f1c864beb5p-1
}
