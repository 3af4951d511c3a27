import Testing

@testable import CorridorAppraisal

@Suite struct DiscountingTests {
  // O-15: the example of numpy-financial's npv: -40000, 5000, 8000, 12000, 30000 at 8 %.
  @Test func `net present value as in numpy-financial`() throws {
    let value = try Discounting.netPresentValue(
      of: [-40000, 5000, 8000, 12000, 30000], rate: 0.08)
    #expect(isNear(value, 3065.2226681795255, 1e-13))
  }

  // O-16 and O-17: the examples of NPV in Microsoft's documentation of Excel.
  @Test func `present value from year one as in Excel`() throws {
    let first = try Discounting.presentValueFromYearOne(
      of: [-10000, 3000, 4200, 6800], rate: 0.1)
    #expect(isNear(first, 1188.4434123352216, 1e-13))
    let inflows = [8000.0, 9200, 10000, 12000, 14500]
    let second = try Discounting.presentValueFromYearOne(of: inflows, rate: 0.08) - 40000
    #expect(isNear(second, 1922.061554932363, 1e-12))
    let third = try Discounting.presentValueFromYearOne(of: inflows + [-9000], rate: 0.08) - 40000
    #expect(isNear(third, -3749.4650870155747, 1e-12))
  }

  // O-21, by rational arithmetic: -1000 + 2300/1.15 - 1320/1.15² = 2.5/1.3225.
  @Test func `net present value between two roots`() throws {
    let value = try Discounting.netPresentValue(of: [-1000, 2300, -1320], rate: 0.15)
    #expect(abs(value - 2.5 / 1.3225) < 1e-11)
    #expect(abs(value - 1.890359168) < 1e-9)
  }

  @Test func `mid-year flows are worth half a year of interest more than flows at the end`() throws
  {
    let flows = [1.0, 1, 1]
    let end = try Discounting.presentValueFromYearOne(of: flows, rate: 0.21)
    let middle = try Discounting.presentValueMidYear(of: flows, rate: 0.21)
    #expect(isNear(middle, end * 1.1, 1e-15))
  }

  // O-22: rates of the Green Book's annex; factors to four decimals agree with its table.
  @Test(
    arguments: zip(
      [1, 5, 10, 20, 30, 31, 40, 50, 60, 75, 76, 100, 125],
      [
        0.9662, 0.8420, 0.7089, 0.5026, 0.3563, 0.3459, 0.2651, 0.1973, 0.1468, 0.0942, 0.0919,
        0.0508, 0.0274,
      ]))
  func `declining rates as in the Green Book`(year: Int, factor: Double) throws {
    let factors = try DecliningRate.greenBook.factors(years: 130)
    #expect(abs(factors[year] - factor) <= 0.00005)
  }

  @Test func `a constant rate is a declining rate with one step`() throws {
    let declining = try DecliningRate([.init(until: nil, rate: 0.08)]).factors(years: 40)
    #expect(declining == (try Discounting.factors(rate: 0.08, years: 40)))
    let flows = (0...40).map { Double($0 * $0 - 300) }
    let byFactors = try Discounting.presentValue(of: flows, factors: declining)
    #expect(isNear(byFactors, try Discounting.netPresentValue(of: flows, rate: 0.08), 1e-12))
  }

  @Test func `real and nominal agree`() throws {
    let real = try Discounting.realRate(nominal: 0.1, inflation: 0.04)
    #expect(abs((1 + real) * 1.04 - 1.1) < 1e-15)
  }

  @Test func `bad input is a typed error`() throws {
    #expect(throws: MathematicsError.empty("flows")) {
      try Discounting.netPresentValue(of: [], rate: 0.1)
    }
    for rate in [-1, -1.5] {
      #expect(throws: MathematicsError.outside("rate", rate, range: "above -1")) {
        try Discounting.netPresentValue(of: [1], rate: rate)
      }
    }
    #expect(throws: MathematicsError.notFinite("flows[1]", .infinity)) {
      try Discounting.netPresentValue(of: [1, .infinity], rate: 0.1)
    }
    #expect(throws: MathematicsError.self) {
      try Discounting.netPresentValue(of: [1, .nan], rate: 0.1)
    }
    #expect(throws: MathematicsError.self) {
      try Discounting.netPresentValue(of: [1], rate: .nan)
    }
    #expect(throws: MathematicsError.sizes("flows", 2, "factors", 1)) {
      try Discounting.presentValue(of: [1, 2], factors: [1])
    }
    #expect(throws: MathematicsError.self) { try Discounting.factors(rate: 0.1, years: -1) }
    #expect(throws: MathematicsError.empty("steps")) { try DecliningRate([]) }
    #expect(throws: MathematicsError.self) { try DecliningRate([.init(until: 30, rate: 0.03)]) }
    #expect(throws: MathematicsError.self) {
      try DecliningRate([
        .init(until: 30, rate: 0.03), .init(until: 20, rate: 0.02), .init(until: nil, rate: 0.01),
      ])
    }
  }
}

/// Whether two numbers agree to a relative tolerance.
func isNear(_ value: Double, _ expected: Double, _ tolerance: Double) -> Bool {
  abs(value - expected) <= tolerance * abs(expected)
}
