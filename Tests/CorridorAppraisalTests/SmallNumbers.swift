import CorridorStudy
import CorridorUnits

@testable import CorridorAppraisal

/// The numbers of the small study, where tests can read them as plain numbers.
enum SmallNumbers {
  /// Id, value, unit, class.
  static let rows: [(id: String, value: Double, unit: String, sourceClass: SourceClass)] = [
    ("years.construction", 3, "year", .judgement), ("years.operation", 20, "year", .sourced),
    ("rate.economic", 6, "%/year", .sourced), ("rate.private", 8, "%/year", .memory),
    ("rate.reinvestment", 5, "%/year", .sourced), ("carbon.price", 50, "USD/tCO2e", .sourced),
    ("terrain.flat", 1, "1", .sourced), ("terrain.hilly", 1.5, "1", .judgement),
    ("rail.speed", 1000, "km/day", .sourced), ("rail.tariff", 0.3, "USD/TEU-km", .excerpt),
    ("rail.avoidable", 0.2, "USD/TEU-km", .sourced), ("rail.ghg", 0.15, "kgCO2e/TEU-km", .sourced),
    ("rail-new.speed", 800, "km/day", .sourced), ("rail-new.tariff", 0.4, "USD/TEU-km", .sourced),
    ("rail-new.avoidable", 0.1, "USD/TEU-km", .sourced),
    ("rail-new.ghg", 0.12, "kgCO2e/TEU-km", .sourced),
    ("rail-new.capex", 0.3, "MUSD/km", .sourced), ("rail-new.upkeep", 2, "%/year", .sourced),
    ("rail-new.factor", 1.2, "1", .memory), ("overrun.mean", 1.4, "1", .sourced),
    ("overrun.sd", 0.4, "1", .sourced), ("yard.capex", 20, "MUSD", .sourced),
    ("ship.speed", 800, "km/day", .sourced), ("ship.tariff", 0.2, "USD/TEU-km", .sourced),
    ("ship.avoidable", 0.12, "USD/TEU-km", .sourced), ("ship.ghg", 0.08, "kgCO2e/TEU-km", .sourced),
    ("ship.wait", 2, "day", .sourced), ("feeder.speed", 500, "km/day", .sourced),
    ("feeder.flat", 200, "USD/TEU", .judgement), ("feeder.wait", 1, "day", .sourced),
    ("feeder.avoidable", 0.05, "USD/TEU-km", .sourced),
    ("feeder.ghg", 0.2, "kgCO2e/TEU-km", .sourced),
    ("border.time", 12, "h", .sourced), ("border.cost", 50, "USD/TEU", .sourced),
    ("border.sd", 0.5, "day", .sourced), ("border.bc.time", 1, "day", .sourced),
    ("border.bc.cost", 80, "USD/TEU", .sourced), ("border.bc.sd", 1, "day", .sourced),
    ("gauge.time", 6, "h", .sourced), ("gauge.cost", 40, "USD/TEU", .sourced),
    ("gauge.sd", 0.5, "day", .sourced), ("port.time", 1, "day", .sourced),
    ("port.cost", 100, "USD/TEU", .sourced), ("port.sd", 0.5, "day", .sourced),
    ("yard.time", 0.5, "day", .sourced), ("yard.cost", 60, "USD/TEU", .sourced),
    ("yard.sd", 0.25, "day", .sourced), ("transfer.time", 1.5, "day", .sourced),
    ("transfer.cost", 120, "USD/TEU", .sourced), ("transfer.sd", 0.5, "day", .sourced),
    ("door.time", 1, "day", .sourced), ("door.cost", 150, "USD/TEU", .sourced),
    ("door.sd", 0.2, "day", .sourced), ("ice.time", 2, "day", .sourced),
    ("ice.cost", 30, "USD/TEU", .sourced), ("ice.days", 73, "day", .sourced),
    ("fee.container", 0.05, "USD/TEU-km", .sourced),
    ("fee.gas", 1, "USD/1000m3/100km", .sourced), ("fee.power", 2, "USD/MWh", .sourced),
    ("cargo.value", 20_000, "USD/TEU", .sourced), ("cargo.damage", 0.1, "%", .sourced),
    ("cargo.mass", 8, "t/TEU", .sourced), ("vot.median", 40, "USD/TEU-day", .sourced),
    ("vot.sigma", 0.8, "1", .sourced), ("vot.reliability", 0.8, "1", .sourced),
    ("choice.weight", 0.002, "TEU/USD", .sourced), ("choice.lambda", 0.6, "1", .judgement),
    ("demand.container", 200_000, "TEU/year", .sourced), ("demand.growth", 2, "%/year", .sourced),
    ("ramp.1", 0.5, "1", .sourced), ("ramp.2", 0.8, "1", .sourced),
    ("pipe.speed", 600, "km/day", .sourced), ("pipe.ghg", 0.05, "kgCO2e/1000m3-km", .sourced),
    ("pipe.capex", 2, "MUSD/km", .sourced), ("pipe.upkeep", 3, "%/year", .sourced),
    ("pipe.loss", 0.4, "%/100km", .sourced), ("pipe.factor", 1.1, "1", .sourced),
    ("lng.speed", 700, "km/day", .sourced), ("lng.ghg", 0.1, "kgCO2e/1000m3-km", .sourced),
    ("lng.flat", 90, "USD/1000m3", .sourced), ("demand.gas", 10, "bcm/year", .sourced),
    ("gas.value", 400, "USD/1000m3", .sourced), ("gas.supply", 200, "USD/1000m3", .sourced),
    ("wire.ghg", 0.02, "kgCO2e/MWh-km", .sourced), ("wire.capex", 500, "USD/MW-km", .sourced),
    ("wire.upkeep", 2, "%/year", .sourced), ("wire.loss", 3, "%/1000km", .sourced),
    ("converter.capex", 150_000, "USD/MW", .sourced), ("power.capacity", 1000, "MW", .sourced),
    ("demand.power", 6_000_000, "MWh/year", .sourced), ("power.value", 90, "USD/MWh", .sourced),
    ("power.supply", 30, "USD/MWh", .sourced),
  ]

  /// The value of an assumption in its own unit.
  static subscript(id: String) -> Double { rows.first { $0.id == id }?.value ?? .nan }
}

extension SmallStudy {
  static var assumptions: [Assumption] {
    get throws {
      try SmallNumbers.rows.map { row in
        let unit = try Unit(row.unit)
        return Assumption(
          id: row.id, name: row.id,
          base: Assumption.Stated(
            value: row.value, unit: unit, priceYear: unit.hasMoney ? 2024 : nil),
          shape: .fixed, knownAt: row.id.hasPrefix("gauge") ? "2015-06-30" : "2010-01-01",
          sources: ["S"], sourceClass: row.sourceClass,
          location: SourceLocation(file: "assumptions.yaml", line: 7))
      }
    }
  }
}
