import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// Numbers that make no sense, assumptions that were not known yet, and what rests on no source.
@Suite struct InputTests {
  private let small: SmallStudy

  init() throws { small = try SmallStudy() }

  @Test(arguments: [
    ("rail.speed", "0 km/day", "a number above 0"), ("rail.speed", "-5 km/day", "above 0"),
    ("years.construction", "0 year", "give whole years, 1 to 499"),
    ("years.operation", "1e308 year", "give whole years, 1 to 499"),
    ("years.operation", "2.5 year", "give whole years, 1 to 499"),
    ("rate.private", "-100 %/year", "a rate above -100 %"),
    ("rate.economic", "-150 %/year", "a rate above -100 %"),
    ("rate.economic", "1e308 %/year", "at most 10,000 %"),
    ("rate.reinvestment", "-100 %/year", "a rate above -100 %"),
    ("demand.growth", "-100 %/year", "a rate above -100 %"),
    ("ramp.1", "-0.1", "a share from 0 to 100 %"), ("ramp.2", "2", "a share from 0 to 100 %"),
    ("choice.weight", "0 TEU/USD @2024", "a number above 0"),
    ("choice.lambda", "0", "a number above 0"), ("choice.lambda", "1.01", "at most 1"),
    ("vot.median", "0 USD/TEU-day @2024", "above 0"), ("vot.sigma", "-1", "0 or more"),
    ("vot.reliability", "-1", "0 or more"), ("cargo.damage", "101 %", "a share from 0 to 100 %"),
    ("cargo.value", "-1 USD/TEU @2024", "0 or more"), ("cargo.mass", "0 t/TEU", "above 0"),
    ("rail-new.capex", "-1 MUSD/km @2024", "0 or more"), ("overrun.mean", "0", "above 0"),
    ("overrun.sd", "-1", "a standard deviation above 0"),
    ("overrun.sd", "0", "of an outturn that is certain"),
    ("rail-new.upkeep", "-1 %/year", "0 or more"),
    ("demand.container", "-1 TEU/year", "0 or more"), ("ship.wait", "-1 day", "0 or more"),
    ("border.time", "-1 h", "0 or more"), ("border.sd", "-1 day", "0 or more"),
    ("ice.days", "366 day", "a year has 365"), ("terrain.hilly", "-1", "0 or more"),
  ])
  func `a number out of range is named, with what is allowed`(
    id: String, text: String, words: String
  ) {
    let error = #expect(throws: AppraisalError.self) {
      try small.appraise("container:alpha-omega", [id: text])
    }
    let message = "\(String(describing: error))"
    #expect(message.contains(id), "\(message)")
    #expect(message.contains(words), "\(message)")
    #expect(message.contains("--set"), "\(message)")
  }

  /// 5.5 is rounded up, as draws of half a year are.
  @Test func `the central value of years that vary is rounded as draws are`() throws {
    func capital(_ text: String) throws -> [Double?] {
      try small.appraise("container:alpha-omega", ["years.construction": text]).routes
        .flatMap { route in ["npv_musd", "npv_private_musd"].map { route.outcome($0)?.value } }
    }
    let six = try capital("6 year")
    #expect(six.contains { $0 != nil })
    #expect(try capital("uniform(4, 7) year") == six)
    #expect(try capital("triangular(4, 5.4, 7) year") == capital("5 year"))
    #expect(try capital("5 year") != six)
  }

  @Test(arguments: [
    ("pipe.loss", "100 %/100km"), ("pipe.loss", "-1 %/100km"), ("power.capacity", "0 MW"),
  ])
  func `so are losses and power`(id: String, text: String) {
    for comparison in ["gas:alpha-omega", "power:alpha-omega"]
    where comparison.hasPrefix(
      id.hasPrefix("pipe") ? "gas" : "power")
    {
      #expect(throws: AppraisalError.self) { try small.appraise(comparison, [id: text]) }
    }
  }

  /// Extreme numbers end in an error or in results that are finite or have a reason; never in a trap.
  @Test(arguments: ["0", "1e308", "1e-308", "-1"])
  func `extreme numbers never trap`(number: String) throws {
    for comparison in small.study.comparisons {
      let needed = try small.study.assumptionIDs(neededBy: comparison)
      for row in SmallNumbers.rows where needed.contains(row.id) {
        let year = try Unit(row.unit).hasMoney ? " @2024" : ""
        let change = [row.id: "\(number) \(row.unit)\(year)"]
        do {
          try Results.expectSound(try small.appraise(comparison.id, change))
        } catch let error as AppraisalError {
          #expect(!"\(error)".isEmpty)
        } catch {
          // A network of a length that no line has, and text that is no value of the assumption.
          #expect(!"\(error)".isEmpty)
        }
      }
    }
  }

  @Test func `a figure that overflows names its suspects`() {
    let error = #expect(throws: AppraisalError.self) {
      try small.appraise("container:alpha-omega", ["rail.speed": "1e-308 km/day"])
    }
    #expect(
      String(describing: error).contains(
        "line haul, aa is not a finite number; it rests on `rail.speed` (1e-308 km/day)"))
  }

  @Test func `no demand is no error`() throws {
    let result = try small.appraise("gas:alpha-omega", ["demand.gas": "0 bcm/year"])
    #expect(try result.reason("pipe", "levelised_cost_usd_per_1000m3").contains("no finite value"))
    #expect(try result.reason("pipe", "price_usd_per_1000m3").contains("no finite value"))
    #expect(try result.value("pipe", "npv_private_musd") < 0)
  }

  @Test func `all assumptions that were not known are named at once`() throws {
    let error = #expect(throws: AppraisalError.self) {
      try small.appraise("container:alpha-omega", asOf: "2012-12-31")
    }
    guard case .notKnown(let found) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found.diagnostics.count == 3)
    #expect(found.diagnostics.allSatisfy { $0.code == "not-known-yet" })
    let text = "\(found)"
    for id in ["gauge.time", "gauge.cost", "gauge.sd"] { #expect(text.contains(id)) }
    #expect(text.contains("2015-06-30"))
    #expect(text.contains("assumptions.yaml:7"))
  }

  @Test func `what was not known and is not needed does not matter`() throws {
    let gas = try small.appraise("gas:alpha-omega", asOf: "2012-12-31")
    #expect(gas.conventions.contains { $0.subject == "vintage" && $0.text.contains("2012-12-31") })
    let set = ["gauge.time": "6 h", "gauge.cost": "40 USD/TEU @2024", "gauge.sd": "0.5 day"]
    let then = try small.appraise("container:alpha-omega", set, asOf: "2012-12-31")
    let now = try small.appraise()
    #expect(try then.value("rail", "npv_musd") == now.value("rail", "npv_musd"))
  }

  @Test func `unsourced inputs are those of memory and judgement that the route rests on`() throws {
    let result = try small.appraise()
    // The railway competes with the feeder, whose price is a judgement, and its value is discounted.
    #expect(
      try result.route("rail").unsourcedInputs == [
        "choice.lambda", "feeder.flat", "rail-new.factor", "rate.private", "terrain.hilly",
        "years.construction",
      ])
    // The sea has a share among all three ways, and no project.
    #expect(
      try result.route("sea").unsourcedInputs == [
        "choice.lambda", "feeder.flat", "rail-new.factor",
      ])
    let gas = try small.appraise("gas:alpha-omega")
    #expect(try gas.route("pipe").unsourcedInputs == ["rate.private", "years.construction"])
  }

  @Test func `conventions tell the values of this run`() throws {
    let result = try small.appraise(
      "container:alpha-omega", ["rate.economic": "3.5 %/year", "years.construction": "4 year"])
    let texts = Dictionary(uniqueKeysWithValues: result.conventions.map { ($0.subject, $0.text) })
    #expect(texts["npv"]?.contains("rate.economic (3.5 %/year)") == true)
    #expect(texts["timing"]?.contains("over 4 years") == true)
    #expect(texts["demand"]?.contains("no limit of capacity") == true)
  }
}
