import Testing

@testable import CorridorAppraisal

@Suite struct LogitTests {
  // O-56, by a second implementation in Python.
  @Test func `multinomial logit`() throws {
    let choice = try Logit.multinomial([-1, -1.5, -2])
    expect(choice.shares, [0.50648039, 0.30719589, 0.18632372], within: 5e-9)
    #expect(abs(choice.logsum + 0.31973032935826545) < 1e-15)
  }

  // O-57, by a second implementation in Python.
  @Test func `nested logit`() throws {
    let choice = try Logit.nested([-1, -1.5, -2], nests: [0, 0, 1], lambdas: [0.5, 1])
    expect(choice.shares, [0.55613087, 0.20458911, 0.23928002], within: 5e-9)
    #expect(abs(choice.logsum + 0.5698792077223553) < 1e-15)
  }

  // O-58: the red bus and the blue bus (Debreu 1960; Train 2009, section 3.3.2), exact.
  @Test func `red bus and blue bus`() throws {
    let root = 2.0.squareRoot()
    expect(try Logit.multinomial([1, 1, 1]).shares, [1.0 / 3, 1.0 / 3, 1.0 / 3], within: 1e-15)
    for (lambda, car, tolerance) in [
      (1e-9, 0.5, 1e-8), (0.5, root - 1, 1e-15), (1, 1.0 / 3, 1e-15),
    ] {
      let shares = try Logit.nested([1, 1, 1], nests: [0, 1, 1], lambdas: [1, lambda]).shares
      expect(shares, [car, (1 - car) / 2, (1 - car) / 2], within: tolerance)
    }
  }

  @Test func `with every lambda at 1 nests do not matter`() throws {
    let utilities = [-3.0, 1, 0.2, -0.7]
    let nested = try Logit.nested(utilities, nests: [0, 1, 0, 1], lambdas: [1, 1])
    let plain = try Logit.multinomial(utilities)
    expect(nested.shares, plain.shares, within: 1e-15)
    #expect(abs(nested.logsum - plain.logsum) < 1e-15)
  }

  @Test(arguments: [0.0, 700, -700, 1e8, -1e8], [1e-300, 1e-6, 0.3, 1])
  func `shares sum to 1 and shift with nothing`(shift: Double, lambda: Double) throws {
    let utilities = [-1, -1.5, -2, 0.5].map { $0 + shift }
    let choice = try Logit.nested(utilities, nests: [0, 0, 1, 2], lambdas: [lambda, 1, 1])
    #expect(abs(choice.shares.reduce(0, +) - 1) < 1e-7)
    #expect(choice.shares.allSatisfy { $0 >= 0 && $0 <= 1 + 1e-7 })
    let still = try Logit.nested(
      [-1, -1.5, -2, 0.5], nests: [0, 0, 1, 2], lambdas: [lambda, 1, 1])
    #expect(abs(choice.logsum - shift - still.logsum) < 1e-7)
  }

  @Test(arguments: [0.1, 0.5, 1], [-20.0, -1, 0, 3])
  func `one more alternative never lowers the logsum`(lambda: Double, utility: Double) throws {
    let before = try Logit.nested([-1, -1.5], nests: [0, 1], lambdas: [lambda, 1])
    for nest in [0, 1] {
      let after = try Logit.nested(
        [-1, -1.5, utility], nests: [0, 1, nest], lambdas: [lambda, 1])
      #expect(after.logsum >= before.logsum)
    }
  }

  @Test func `an alternative that is not to be had changes nothing`() throws {
    let with = try Logit.nested(
      [-1, -.infinity, -2, -.infinity], nests: [0, 0, 1, 2], lambdas: [0.5, 1, 0.5])
    let without = try Logit.nested([-1, -2], nests: [0, 1], lambdas: [0.5, 1])
    expect(with.shares, [without.shares[0], 0, without.shares[1], 0], within: 1e-15)
    #expect(with.logsum == without.logsum)
  }

  // Roy's identity: the derivative of the logsum is the share; here by a central difference.
  @Test func `the logsum grows with the share`() throws {
    let step = 1e-5
    let (nests, lambdas) = ([0, 0, 1], [0.4, 1.0])
    let shares = try Logit.nested([-1, -1.5, -2], nests: nests, lambdas: lambdas).shares
    for place in 0..<3 {
      var (up, down) = ([-1, -1.5, -2], [-1, -1.5, -2])
      up[place] += step
      down[place] -= step
      let slope =
        (try Logit.nested(up, nests: nests, lambdas: lambdas).logsum
          - Logit.nested(down, nests: nests, lambdas: lambdas).logsum) / (2 * step)
      #expect(abs(slope - shares[place]) < 1e-9)
    }
  }

  @Test func `elasticities are what a small change of cost does`() throws {
    let theta = 0.0013
    let costs = [1500.0, 2600, 2300]
    func shares(_ costs: [Double]) throws -> [Double] {
      try Logit.multinomial(costs.map { -theta * $0 }).shares
    }
    let base = try shares(costs)
    let more = try shares([costs[0] * 1.00001, costs[1], costs[2]])
    let less = try shares([costs[0] * 0.99999, costs[1], costs[2]])
    let measured = zip(base, zip(more, less)).map { ($1.0 - $1.1) / $0 / 0.00002 }
    let own = Logit.ownElasticity(costWeight: theta, cost: costs[0], share: base[0])
    let cross = Logit.crossElasticity(
      costWeight: theta, otherCost: costs[0], otherShare: base[0])
    expect(measured, [own, cross, cross], within: 1e-8)
    // Shares still sum to 1, so the changes cancel.
    #expect(abs(base[0] * own + (base[1] + base[2]) * cross) < 1e-12)
  }

  @Test func `bad input is a typed error`() {
    #expect(throws: MathematicsError.empty("alternatives")) { try Logit.multinomial([]) }
    #expect(throws: MathematicsError.self) { try Logit.multinomial([1, .nan]) }
    #expect(throws: MathematicsError.notFinite("utilities[0]", .infinity)) {
      try Logit.multinomial([.infinity])
    }
    #expect(throws: MathematicsError.self) { try Logit.multinomial([-.infinity, -.infinity]) }
    for lambda in [0, -0.5, 1.5, .nan] {
      #expect(throws: MathematicsError.self) {
        try Logit.nested([1], nests: [0], lambdas: [lambda])
      }
    }
    #expect(throws: MathematicsError.self) { try Logit.nested([1], nests: [1], lambdas: [1]) }
    #expect(throws: MathematicsError.sizes("utilities", 2, "nests", 1)) {
      try Logit.nested([1, 2], nests: [0], lambdas: [1])
    }
  }
}

/// Expects two lists to agree, number by number, within an absolute tolerance.
func expect(
  _ values: [Double], _ expected: [Double], within tolerance: Double,
  at location: SourceLocation = #_sourceLocation
) {
  #expect(values.count == expected.count, sourceLocation: location)
  for (value, other) in zip(values, expected) {
    #expect(abs(value - other) <= tolerance, sourceLocation: location)
  }
}
