import Testing

@testable import CorridorAppraisal

@Suite struct InternalRateTests {
  // O-12 and O-13 (numpy's documentation of irr), O-14 (numpy-financial's tests), O-18 (Microsoft's
  // documentation of IRR), O-21 (by factoring); the further roots from numpy.roots.
  @Test(
    arguments: [
      ([-100, 39, 59, 55, 20], [0.2809484211599611], 1e-15),
      ([-100, 0, 0, 74], [-0.0954958303489725], 1e-15),
      ([-100, 100, 0, -7], [-0.6788943736323867, -0.08329966618493256], 1e-13),
      ([-100, 100, 0, 7], [0.06206], 1e-5),
      (
        [-5, 10.5, 1, -8, 1], [-0.8702012474847411, 0.08859833852775534, 0.7095595276861841],
        1e-13
      ),
      ([-250_000, 100_000, 150_000, 200_000, 250_000, 300_000], [0.5672303344358536], 1e-15),
      ([-70000, 12000, 15000, 18000, 21000], [-0.0212448], 1e-7),
      ([-70000, 12000, 15000, 18000, 21000, 26000], [0.0866309], 1e-7),
      ([-70000, 12000, 15000], [-0.4435069], 1e-7),
      ([-1000, 2300, -1320], [0.1, 0.2], 1e-13),
      ([1000, -6000, 11000, -6000], [0, 1, 2], 1e-13),
      (
        [-60] + [Double](repeating: 12, count: 30) + [-250],
        [-0.014901524081354478, 0.1958781173577897],
        1e-12
      ),
      ([67, -55, -89, -40, -43, 75], [-0.33266067231106167, 0.7659663595142194], 1e-13),
      (
        [83, -99, 0, 65, -74, 60, -77, -6, 64, -40, -32, -45], [0.22913636318613384], 1e-13
      ),
      ([44, -49, 99, -11, -4, 1, 17, 11, 2, 100, 62, 59], [], 0),
      (
        [
          65, 26, -12, 3, -47, -1, -24, -51, 99, -98, -81, -62, 94, 39, 77, -60, 44, -26, -2, -100,
        ], [0.10918687150772399], 1e-13
      ),
      ([89, 25, 37], [], 0), ([0, 0, 0], [], 0), ([5], [], 0),
      ([0, 0, -100, 110, 0, 0], [0.1], 1e-14),
      ([-1, 1e12], [1e12 - 1], 1), ([-1e12, 1], [-1 + 1e-12], 1e-16), ([-7, 7], [0], 0),
    ] as [([Double], [Double], Double)])
  func `all roots are found`(flows: [Double], roots: [Double], tolerance: Double) throws {
    let rates = try InternalRates(of: flows)
    #expect(rates.roots.count == roots.count)
    for (rate, root) in zip(rates.roots, roots) { #expect(abs(rate - root) <= tolerance) }
  }

  // (1 - 1.1x)² has the double root 10 %, (1 - 1.1x)³ the triple one: rounding blurs these to about the
  // square and cube root of the precision.
  @Test func `a multiple root is one root`() throws {
    let double = try InternalRates(of: [1000, -2200, 1210])
    #expect(double.roots.count == 1)
    #expect(abs(try #require(double.only) - 0.1) < 1e-7)
    let triple = try InternalRates(of: [-1000, 3300, -3630, 1331])
    #expect(triple.roots.count == 1)
    #expect(abs(try #require(triple.only) - 0.1) < 1e-4)
  }

  // The product of (1 - (1+r)x) over the roots r, expanded exactly in whole numbers.
  @Test(arguments: 2...9)
  func `many roots are told apart`(count: Int) throws {
    var flows = [1.0]
    for place in 1...count {
      let shifted = [0] + flows.map { $0 * Double(place + 1) }
      flows = zip(flows + [0], shifted).map { $0 - $1 }
    }
    let rates = try InternalRates(of: flows)
    #expect(rates.signChanges == count)
    #expect(rates.roots.count == count)
    for (rate, place) in zip(rates.roots, 1...count) { #expect(abs(rate - Double(place)) < 1e-6) }
  }

  @Test(arguments: 0..<200)
  func `the net present value at every root is 0 and Descartes' rule holds`(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func draw() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64(bitPattern: state) >> 40) / Double(1 << 23)
    }
    let flows = (0..<2 + seed % 60).map { _ in draw() }
    let rates = try InternalRates(of: flows)
    #expect(rates.roots.count <= rates.signChanges)
    #expect((rates.signChanges - rates.roots.count).isMultiple(of: 2))
    #expect(rates.roots == rates.roots.sorted())
    for rate in rates.roots {
      let value = try Discounting.netPresentValue(of: flows, rate: rate)
      let size = try Discounting.netPresentValue(of: flows.map(\.magnitude), rate: rate)
      #expect(abs(value) <= 1e-12 * size)
    }
  }

  // The test is for the running sum: -100, -61, -2, 53, 73 changes once; -1000, 1300, -20 twice.
  @Test func `Norstrøm's test tells when there is one rate above 0`() throws {
    #expect(try InternalRates(of: [-100, 39, 59, 55, 20]).passesNorstrom)
    #expect(try InternalRates(of: [-1000, 2300, -1320]).passesNorstrom == false)
    #expect(try InternalRates(of: [-100, 50, -20, 90, 30]).passesNorstrom)
    #expect(try InternalRates(of: [-100, 100]).passesNorstrom == false)
    let several = try InternalRates(of: [-100, 50, -20, 90, 30])
    #expect(several.signChanges == 3)
    #expect(several.roots.filter { $0 > 0 }.count == 1)
  }

  @Test func `no rate, or several, has a reason`() throws {
    #expect(try InternalRates(of: [1, 2]).reason == "the flows never change sign")
    #expect(try InternalRates(of: [-1, 2]).reason == nil)
    #expect(try InternalRates(of: [1, -1, 1]).reason?.hasPrefix("no rate above -100 %") == true)
    let two = try InternalRates(of: [-1000, 2300, -1320])
    #expect(two.only == nil)
    #expect(two.reason == "the flows change sign 2 times and have 2 rates")
    #expect(throws: MathematicsError.empty("flows")) { try InternalRates(of: []) }
    #expect(throws: MathematicsError.self) { try InternalRates(of: [1, .nan]) }
  }

  // O-20: the example of MIRR in Microsoft's documentation of Excel.
  @Test func `modified rate as in Excel`() throws {
    let rate = try InternalRates.modified(
      [-120_000, 39000, 30000, 21000, 37000, 46000], finance: 0.1, reinvestment: 0.12)
    #expect(isNear(rate, 0.1260941303659051, 1e-13))
    for flows in [[], [-1], [1, 2], [-1, -2]] as [[Double]] {
      #expect(throws: MathematicsError.self) {
        try InternalRates.modified(flows, finance: 0.1, reinvestment: 0.1)
      }
    }
  }

  @Test func `the modified rate at the internal rate is the internal rate`() throws {
    let flows = [-100.0, 39, 59, 55, 20]
    let rate = try #require(InternalRates(of: flows).only)
    let modified = try InternalRates.modified(flows, finance: rate, reinvestment: rate)
    #expect(abs(modified - rate) < 1e-14)
  }

  // O-19: the example of XNPV and XIRR in Microsoft's documentation of Excel.
  @Test func `dated flows as in Excel`() throws {
    let flows = try [
      DatedFlow(year: 2008, month: 1, day: 1, amount: -10000),
      DatedFlow(year: 2008, month: 3, day: 1, amount: 2750),
      DatedFlow(year: 2008, month: 10, day: 30, amount: 4250),
      DatedFlow(year: 2009, month: 2, day: 15, amount: 3250),
      DatedFlow(year: 2009, month: 4, day: 1, amount: 2750),
    ]
    let value = try DatedFlow.netPresentValue(of: flows, rate: 0.09)
    #expect(isNear(value, 2086.647602031535, 1e-13))
    let rate = try #require(DatedFlow.internalRates(of: flows).only)
    #expect(abs(rate - 0.3733625335) < 1e-9)
    #expect(abs(try DatedFlow.netPresentValue(of: flows, rate: rate)) < 1e-9)
  }

  // Day numbers as in Python's datetime.date.toordinal: differences between dates.
  @Test(arguments: [
    ((1900, 1, 1), (2000, 3, 1), 36584), ((2000, 2, 29), (2100, 3, 1), 36525),
    ((2024, 2, 28), (2024, 3, 1), 2), ((1999, 12, 31), (2000, 1, 1), 1),
  ])
  func `days are counted by the Gregorian calendar`(
    from: (Int, Int, Int), to: (Int, Int, Int), days: Int
  ) throws {
    let first = try DatedFlow(year: from.0, month: from.1, day: from.2, amount: 0)
    let second = try DatedFlow(year: to.0, month: to.1, day: to.2, amount: 0)
    #expect(second.day - first.day == days)
  }

  @Test func `a day that is not in the calendar is an error`() {
    for (year, month, day) in [(2023, 2, 29), (1900, 2, 29), (2024, 13, 1), (2024, 4, 31)] {
      #expect(throws: MathematicsError.self) {
        try DatedFlow(year: year, month: month, day: day, amount: 0)
      }
    }
    #expect(throws: Never.self) { try DatedFlow(year: 2000, month: 2, day: 29, amount: 0) }
    #expect(throws: MathematicsError.self) { try DatedFlow.internalRates(of: []) }
  }
}
