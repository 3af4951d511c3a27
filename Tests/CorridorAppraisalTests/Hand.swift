import Foundation

/// The small study worked out with plain arithmetic, without the library.
struct Hand {
  /// What a container meets on one way.
  struct Way {
    var nest: String
    var price: Double
    var lineHaul: Double
    var terminals: Double
    var door: Double
    var deviation: Double
    var kilograms: Double
    /// Price less avoidable cost on the links that are there, and on those that are built.
    var margin: Double
    var marginOnWorks = 0.0
    var fee = 0.0
    /// What shippers pay and lose from door to door.
    var doorPrice: Double { price + 2 * 150 + 20_000 * 0.001 }
  }

  /// 6 degrees of new line at 1.2, of which 4 are in the country that asks for transit.
  let newLine = 6 * SmallStudy.degree * 1.2
  let transit = 4 * SmallStudy.degree * 1.2

  var sea: Way {
    Way(
      nest: "sea", price: 4800 * 0.2 + 2 * 100, lineHaul: 4800 / 800, terminals: 6 + 2 + 2 * 1,
      door: 6 + 2 + 2 * 1 + 2 * 1, deviation: root(0.5, 0.5, 0.2, 0.2), kilograms: 4800 * 0.08,
      margin: 4800 * (0.2 - 0.12))
  }

  var feeder: Way {
    // Ice for 73 of 365 days: a fifth of 2 days and of 30 dollars.
    let running = 2000.0 / 500 + 1050.0 / 1000
    let terminals = running + 1 + 1 + 1.5 + 0.5 + 0.4
    return Way(
      nest: "land", price: 200 + 1050 * 0.3 + 100 + 120 + 60 + 6, lineHaul: running,
      terminals: terminals, door: terminals + 2, deviation: root(0.5, 0.5, 0.25, 0.2, 0.2),
      kilograms: 2000 * 0.2 + 1050 * 0.15, margin: 200 - 2000 * 0.05 + 1050 * 0.1)
  }

  var rail: Way {
    let old = 800.0 + 250 + 1050
    let running = old / 1000 + newLine / 800
    let terminals = running + 2 * 0.5 + 0.5 + 1 + 0.25
    return Way(
      nest: "land",
      price: old * 0.3 + newLine * 0.4 + 2 * 60 + 50 + 80 + 40 + transit * 0.05,
      lineHaul: running, terminals: terminals, door: terminals + 2,
      deviation: root(0.5, 1, 0.5, 0.25, 0.25, 0.2, 0.2),
      kilograms: old * 0.15 + newLine * 0.12, margin: old * 0.1, marginOnWorks: newLine * 0.3,
      fee: transit * 0.05)
  }

  var estimate: Double { newLine * 0.3 * 1.5 + 20 }
  var capital: Double { newLine * 0.3 * 1.5 * 1.4 + 20 }
  var upkeep: Double { newLine * 0.3 * 1.5 * 1.4 * 0.02 }

  private func root(_ deviations: Double...) -> Double {
    deviations.map { $0 * $0 }.reduce(0, +).squareRoot()
  }

  /// Shares and mean logsum, by 4,000 even steps of the normal distribution from -9 to 9.
  static func choice(_ ways: [Way], weight: Double = 0.002, lambda: Double = 0.6)
    -> (shares: [Double], logsum: Double)
  {
    var shares = ways.map { _ in 0.0 }
    var logsum = 0.0
    var total = 0.0
    for step in 0...4000 {
      let z = -9 + 18 * Double(step) / 4000
      let density = exp(-z * z / 2)
      let day = 40 * exp(0.8 * z)
      let utility = ways.map {
        -weight * ($0.doorPrice + day * $0.door + day * 0.8 * $0.deviation)
      }
      // Relative to the best, which changes no share, so that no exponential vanishes in all.
      let best = utility.max() ?? 0
      var nests: [String: Double] = [:]
      for (way, value) in zip(ways, utility) {
        nests[way.nest, default: 0] += exp((value - best) / lambda)
      }
      let whole = nests.values.reduce(0) { $0 + pow($1, lambda) }
      for (index, way) in ways.enumerated() {
        guard let nest = nests[way.nest], nest > 0 else { continue }
        let own = exp((utility[index] - best) / lambda)
        shares[index] += density * own * pow(nest, lambda - 1) / whole
      }
      logsum += density * (best + log(whole))
      total += density
    }
    return (shares.map { $0 / total }, logsum / total)
  }

  /// Present value of spending 1 over 3 years, of 1 in each of the 20 years after, and of demand in these.
  static func factors(rate: Double, growth: Double = 0.02, ramp: [Double] = [0.5, 0.8])
    -> (capital: Double, upkeep: Double, demand: Double)
  {
    var found = (capital: 0.0, upkeep: 0.0, demand: 0.0)
    for year in 0..<23 {
      let discount = pow(1 + rate, -Double(year))
      if year < 3 {
        found.capital += discount / 3
        continue
      }
      let age = year - 3
      found.upkeep += discount
      found.demand += discount * (age < ramp.count ? ramp[age] : 1) * pow(1 + growth, Double(age))
    }
    return found
  }
}

/// Whether two numbers agree to a relative tolerance, or absolutely for numbers below 1.
func agree(_ left: Double, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
  (left - right).magnitude <= tolerance * max(1, left.magnitude, right.magnitude)
}
