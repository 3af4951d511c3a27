import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What has to be spent before a route can be used.
public struct Capital: Sendable {
  /// One piece of works with its estimate and its reference class.
  public struct Item: Sendable {
    /// What is built, in words.
    public let label: String
    /// Id of the link or place.
    public let subject: String
    /// The estimate of what is still to be spent, in millions.
    public let estimate: Figure
    /// The estimate times the mean overrun of its reference class, in millions.
    public let expected: Figure
    /// Mean and standard deviation of outturn / estimate; nil when no reference class is given.
    public let overrun: (mean: Figure, deviation: Figure)?
    /// Yearly upkeep, in millions a year; nil when none is given.
    public let upkeep: Figure?
  }

  /// Everything that is built; empty when the route needs nothing.
  public let items: [Item]
  /// The sum of expected capital, in millions.
  public let expected: Figure
  /// The sum of estimates before any overrun, in millions.
  public let estimate: Figure
  /// The sum of upkeep, in millions a year.
  public let upkeep: Figure

  /// Capital at a percentile of its reference classes, taken to move together, in millions.
  ///
  /// - Source: lognormal with the class's mean and standard deviation; model of Flyvbjerg et al. 2003.
  ///
  /// - Parameter probability: the share of projects that cost no more, between 0 and 1.
  /// - Returns: the capital; not a number where there is no such percentile.
  /// - Throws: `AppraisalError` when units do not fit.
  public func percentile(_ probability: Double) throws(AppraisalError) -> Figure {
    let name = "P\((probability * 1000).rounded() / 10)".replacingSuffix(".0")
    var terms: [Figure] = []
    for item in items {
      guard let overrun = item.overrun else {
        terms.append(item.estimate)
        continue
      }
      terms.append(
        Figure(
          "\(item.label) at \(name)", unit: item.estimate.unit,
          .formula("estimate x lognormal quantile of outturn / estimate") { numbers in
            let ratio = try? Lognormal(mean: numbers[1], deviation: numbers[2])
              .quantile(probability)
            return numbers[0] * (ratio ?? .nan)
          }, of: [item.estimate, overrun.mean, overrun.deviation]))
    }
    return try .sum("capital at \(name)", terms, unit: expected.unit)
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}

/// Works out the capital of a route from the works that its links and places need.
struct CapitalBuilder {
  let inputs: Inputs
  let units: ResultUnits
  let lengths: RouteLengths
  /// The power that the line is built for, for money per unit of power.
  let capacity: Figure?

  func capital() throws(AppraisalError) -> Capital {
    var items: [Capital.Item] = []
    // Routes take links whole: one that is passed twice is built and kept up once.
    var built: Set<String> = []
    for (part, length) in zip(lengths.route.parts, lengths.parts)
    where part.link.works != .none && built.insert(part.link.id).inserted {
      items.append(try item(for: part.link, length: length))
    }
    for works in lengths.route.plan.works { items.append(try item(for: works)) }
    return Capital(
      items: items,
      expected: try .sum("capital", items.map(\.expected), unit: units.millions),
      estimate: try .sum("estimates", items.map(\.estimate), unit: units.millions),
      upkeep: try .sum("upkeep", items.compactMap(\.upkeep), unit: units.millionsPerYear))
  }

  private func item(for link: Link, length: Figure) throws(AppraisalError) -> Capital.Item {
    let linkClass = try inputs.linkClass(of: link)
    guard let rateID = linkClass.capex[link.works] else {
      throw .missing(
        what: "link `\(link.id)` needs works `\(link.works.rawValue)`, and its class "
          + "`\(linkClass.id)` has no capex for them", location: linkClass.location)
    }
    let label = "\(link.works.rawValue), \(link.names.english)"
    var factors = [try inputs.figure(rateID, .notNegative, for: linkClass.location), length]
    let terrain = inputs.study.settings.appraisal.terrain[link.terrain]
    if !linkClass.capexIncludesTerrain, let terrain {
      factors.append(try inputs.figure(terrain, in: .one, .notNegative, for: linkClass.location))
    }
    let estimate = try money("estimate, \(label)", factors, in: units.millions)
    return try item(
      label: label, subject: link.id, estimate: estimate, spent: spent(on: link), length: length,
      overrun: linkClass.overrun, upkeep: linkClass.upkeep, at: linkClass.location)
  }

  /// Share of the estimate of a link's works that has been spent; nil where none is stated.
  private func spent(on link: Link) throws(AppraisalError) -> Figure? {
    try link.spent.map { id throws(AppraisalError) in
      try inputs.figure(id, in: .one, .share, for: link.location)
    }
  }

  private func item(for works: RoutePlan.NodeWorks) throws(AppraisalError) -> Capital.Item {
    let location = lengths.route.plan.location
    let estimate = try money(
      "estimate, \(works.name)", [inputs.figure(works.capex, .notNegative, for: location)],
      in: units.millions)
    return try item(
      label: works.name, subject: works.at, estimate: estimate, spent: nil, length: nil,
      overrun: works.overrun, upkeep: works.upkeep, at: location)
  }

  /// Money from a rate that may be per unit of power.
  private func money(_ label: String, _ factors: [Figure], in unit: Unit) throws(AppraisalError)
    -> Figure
  {
    do { return try .product(label, factors, in: unit) } catch {
      guard let capacity else { throw error }
      return try .product(label, factors + [capacity], in: unit)
    }
  }

  private func item(
    label: String, subject: String, estimate whole: Figure, spent: Figure?, length: Figure?,
    overrun: LinkClass.Overrun?, upkeep: String?, at location: SourceLocation
  ) throws(AppraisalError) -> Capital.Item {
    var estimate = whole
    if let spent {
      let one = Figure.constant("all of it", 1, because: "the whole estimate")
      estimate = try .product(
        "estimate still to be spent, \(label)",
        [whole, .difference("share still to be spent", one, spent)], in: units.millions)
    }
    var expected = estimate
    // What is kept up is the whole of the works, whenever they were paid for.
    var kept = whole
    var reference: (mean: Figure, deviation: Figure)?
    if let overrun {
      let mean = try inputs.figure(overrun.mean, in: .one, .positive, for: location)
      let deviation = try inputs.figure(overrun.deviation, in: .one, .deviation, for: location)
      reference = (mean, deviation)
      expected = try .product("capital, \(label)", [estimate, mean], in: units.millions)
      kept =
        spent == nil
        ? expected : try .product("whole capital, \(label)", [whole, mean], in: units.millions)
    }
    return Capital.Item(
      label: label, subject: subject, estimate: estimate, expected: expected, overrun: reference,
      upkeep: try self.upkeep(upkeep, label: label, capital: kept, length: length, at: location))
  }

  /// Yearly upkeep: a share of capital a year, or money per length and year.
  private func upkeep(
    _ id: String?, label: String, capital: Figure, length: Figure?, at location: SourceLocation
  ) throws(AppraisalError) -> Figure? {
    guard let id else { return nil }
    let rate = try inputs.figure(id, .notNegative, for: location)
    let factors = rate.unit.hasMoney ? [rate] + (length.map { [$0] } ?? []) : [rate, capital]
    return try money("upkeep, \(label)", factors, in: units.millionsPerYear)
  }
}
