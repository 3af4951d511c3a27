import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// The leaves of an appraisal: every assumption as a figure, and the units that results are in.
struct Inputs: Sendable {
  let study: Study
  private let leaves: [String: Figure]

  init(study: Study, resolved: ResolvedAssumptions) {
    self.study = study
    var leaves: [String: Figure] = [:]
    for assumption in study.assumptions {
      guard let value = resolved[assumption.id] else { continue }
      leaves[assumption.id] = Figure(
        assumption.name, value.value, value.unit, origin: .assumption(assumption.id))
    }
    self.leaves = leaves
  }

  /// The assumption as a figure.
  func figure(_ id: String, for location: SourceLocation) throws(AppraisalError) -> Figure {
    guard let leaf = leaves[id] else {
      throw .missing(
        what: "assumption `\(id)` has no value in this run; define it, or drop --as-of",
        location: location)
    }
    return leaf
  }

  /// The assumption as a figure in a unit.
  func figure(_ id: String, in unit: Unit, for location: SourceLocation) throws(AppraisalError)
    -> Figure
  {
    try figure(id, for: location).converted(to: unit)
  }

  /// The assumption as a whole number of years, at least 1.
  func years(_ id: String, for location: SourceLocation) throws(AppraisalError) -> Figure {
    let figure = try figure(id, in: .year, for: location)
    guard figure.value >= 0.5, figure.value < 500 else {
      throw .range(figure: figure.label, message: "is \(figure.value) years; give 1 to 499")
    }
    return Figure(
      figure.label, unit: .year, .formula("rounded") { ($0.first ?? 0).rounded() }, of: [figure])
  }
}

/// The units in which the results for one service are stated.
struct ResultUnits: Sendable {
  /// What is counted, such as TEU.
  let load: Unit
  /// Money per load.
  let price: Unit
  /// Money, millions.
  let millions: Unit
  /// Money, millions a year.
  let millionsPerYear: Unit
  /// Loads a year.
  let flow: Unit
  /// Greenhouse gases per load.
  let emissions: Unit
  let tonneCO2e: Unit

  init(service: Service, base: PriceBase) throws(AppraisalError) {
    do {
      load = service.unit
      price = try Unit(base.currency) / load
      millions = try Unit("M\(base.currency)")
      millionsPerYear = try millions / .year
      flow = try load / .year
      emissions = try .kilogramCO2e / load
      tonneCO2e = try Unit("tCO2e")
    } catch {
      throw .unit(
        figure: "service \(service.id)", found: service.unit.description,
        expected: "something that can be counted")
    }
  }

  /// The unit of a rate.
  static func perYear() throws(AppraisalError) -> Unit {
    do { return try .one / .year } catch {
      throw .unit(figure: "rate", found: "1/year", expected: "1/year")
    }
  }
}
