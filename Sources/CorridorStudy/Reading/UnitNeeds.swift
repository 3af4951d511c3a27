import CorridorUnits

/// What the assumptions of a study must measure, by their use.
struct UnitNeeds {
  private let money: Unit
  /// The units of the services, by id.
  private let services: [String: Unit]

  let speed = Self.need("km/day")
  let time = Self.need("day")
  let years = Self.need("year")
  let yearlyRate = Self.need("%/year")
  let pureNumber = Self.need("1")
  let loss = Self.need("%/100km")
  let power = Self.need("MW")
  let carbonPrice: UnitNeed
  let capital: UnitNeed
  let nodeCapital: UnitNeed
  let upkeep: UnitNeed
  let moneyPerYear: UnitNeed

  init(currency: Currency, services: [String: Unit]) {
    let code = currency.code
    money = Unit(currency)
    self.services = services
    carbonPrice = Self.need("\(code)/tCO2e")
    capital = Self.need("M\(code)/km", "\(code)/MW-km", "M\(code)", "\(code)/MW")
    nodeCapital = Self.need("M\(code)", "\(code)/MW")
    moneyPerYear = Self.need("M\(code)/year")
    upkeep = Self.need("%/year", "\(code)/km/year", "\(code)/MW-km/year")
  }

  private static func need(_ texts: String...) -> UnitNeed {
    UnitNeed(texts.compactMap { try? Unit($0) })
  }

  /// Money per unit of a service; per unit of any when no service is named.
  func price(of service: String?) -> UnitNeed { each(service) { try money / $0 } }

  /// Money per unit of a service and kilometre.
  func tariff(of service: String) -> UnitNeed { each(service) { try money / ($0 * .kilometre) } }

  /// What a country asks: money per unit, or per unit and kilometre.
  func fee(of service: String?) -> UnitNeed {
    UnitNeed(
      price(of: service).examples
        + each(service) { try money / ($0 * .kilometre) }.examples)
  }

  /// Money per unit and day.
  func valueOfTime(of service: String) -> UnitNeed { each(service) { try money / ($0 * .day) } }

  /// Greenhouse gases per unit and kilometre.
  func emissions(of service: String) -> UnitNeed {
    each(service) { try .kilogramCO2e / ($0 * .kilometre) }
  }

  /// Greenhouse gases per unit.
  func eventEmissions(of service: String?) -> UnitNeed { each(service) { try .kilogramCO2e / $0 } }

  /// Tonnes in a unit.
  func mass(of service: String) -> UnitNeed { each(service) { try .tonne / $0 } }

  /// Units per year.
  func volume(of service: String) -> UnitNeed { each(service) { try $0 / .year } }

  /// Units per year of a service; of any when no service is named.
  func capacity(of service: String?) -> UnitNeed { each(service) { try $0 / .year } }

  /// Utility per money and unit.
  func costWeight(of service: String) -> UnitNeed { each(service) { try $0 / money } }

  private func each(_ service: String?, _ make: (Unit) throws -> Unit) -> UnitNeed {
    let units: [Unit]
    if let service {
      units = services[service].map { [$0] } ?? []
    } else {
      units = services.sorted { $0.key < $1.key }.map(\.value)
    }
    return UnitNeed(units.compactMap { try? make($0) })
  }
}
