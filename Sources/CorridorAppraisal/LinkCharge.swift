import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What a load pays for a link, and what of that its carrier does not need for it.
///
/// Money per load sent: what was lost before the link is not charged on it.
struct LinkCharge {
  /// Tariff over its length, its share of a network's price and flat price; nil when the load pays none.
  let price: Figure?
  /// The price less what the carrier saves without the load.
  ///
  /// Nil when no avoidable cost is stated, so that the price is taken for what the carriage costs.
  let margin: Figure?

  /// Refuses a route that is carried for nothing on a link.
  ///
  /// - Throws: `AppraisalError.missing` for the first link whose class states no price for the service and
  ///   does not pay its levelised cost either.
  static func requirePrices(
    _ charges: [LinkCharge], on route: Route, service: Service, inputs: Inputs
  ) throws(AppraisalError) {
    for (part, charge) in zip(route.parts, charges) where charge.price == nil {
      let linkClass = try inputs.linkClass(of: part.link)
      if linkClass.paysLevelisedCost { continue }
      throw .missing(
        what:
          "link `\(part.link.id)` has no price for `\(service.id)`: its class `\(linkClass.id)` "
          + "has none in `tariff`, `network_tariff` or `flat`, and no `pays_levelised_cost`; an "
          + "assumption of 0 says that it is free", location: linkClass.location)
    }
  }

  /// What each link of a route charges, in order of travel.
  ///
  /// The price of a network is paid once for a run of links that name the same assumption, and is
  /// told by link as their share of the run's length.
  static func along(
    _ lengths: RouteLengths, _ passing: Passing, service: Service, inputs: Inputs,
    units: ResultUnits
  ) throws(AppraisalError) -> [LinkCharge] {
    let parts = lengths.route.parts
    var classes: [LinkClass] = []
    for part in parts { classes.append(try inputs.linkClass(of: part.link)) }
    let networks = classes.map { $0.paysLevelisedCost ? nil : $0.networkTariff[service.id] }
    var shares: [Figure?] = []
    while shares.count < parts.count {
      let start = shares.count
      let end = networks[start...].firstIndex { $0 != networks[start] } ?? parts.count
      guard let id = networks[start] else {
        shares += [Figure?](repeating: nil, count: end - start)
        continue
      }
      let price = try inputs.figure(id, in: units.price, .price, for: classes[start].location)
      let run = try Figure.sum(
        "length in the network", Array(lengths.parts[start..<end]), unit: .kilometre)
      for place in start..<end {
        if end - start == 1 {
          shares.append(price)
        } else {
          let share = try Figure.quotient(
            "share of the length in the network", lengths.parts[place], run, in: .one)
          shares.append(
            try .product(
              "network tariff, \(parts[place].link.names.english)", [price, share],
              in: units.price))
        }
      }
    }
    var charges: [LinkCharge] = []
    for (place, part) in parts.enumerated() {
      charges.append(
        try LinkCharge(
          part: part, length: lengths.parts[place], linkClass: classes[place],
          network: shares[place],
          reaching: passing.share(
            at: part.start, beforeLink: true, of: part.link.names.english), service: service,
          inputs: inputs, units: units))
    }
    return charges
  }

  private init(
    part: Route.Part, length: Figure, linkClass: LinkClass, network: Figure?,
    reaching: Figure?, service: Service, inputs: Inputs, units: ResultUnits
  ) throws(AppraisalError) {
    let name = part.link.names.english
    let at = linkClass.location
    var charges = network.map { [$0] } ?? []
    if let id = linkClass.tariff[service.id], !linkClass.paysLevelisedCost {
      charges.append(
        try .product(
          "tariff, \(name)", [inputs.figure(id, .price, for: at), length], in: units.price))
    }
    if let id = linkClass.flat[service.id] {
      charges.append(try inputs.figure(id, in: units.price, .price, for: at))
    }
    guard let first = charges.first else {
      (price, margin) = (nil, nil)
      return
    }
    var price =
      charges.count == 1 ? first : try Figure.sum("price, \(name)", charges, unit: units.price)
    if let reaching { price = try .product(price.label, [price, reaching], in: units.price) }
    self.price = price
    guard let id = linkClass.avoidable[service.id] else {
      margin = nil
      return
    }
    margin = try .difference(
      "margin, \(name)", price,
      .product(
        "avoidable cost, \(name)",
        [inputs.figure(id, .notNegative, for: at), length] + (reaching.map { [$0] } ?? []),
        in: units.price))
  }
}

/// What carriers take for a route above what they would save without the load, money per load.
struct Margins {
  /// Price of links that are to be built.
  let priceOfWorks: Figure
  /// Price less avoidable cost of links that are to be built.
  let onWorks: Figure
  /// Price less avoidable cost of every other link.
  let elsewhere: Figure

  init(parts: [Route.Part], charges: [LinkCharge], units: ResultUnits) throws(AppraisalError) {
    let pairs = Array(zip(parts, charges))
    let works = pairs.filter { $0.0.link.works != .none }.map(\.1)
    let others = pairs.filter { $0.0.link.works == .none }.map(\.1)
    priceOfWorks = try .sum(
      "price of what is built", works.compactMap(\.price), unit: units.price)
    onWorks = try .sum("margin on what is built", works.compactMap(\.margin), unit: units.price)
    elsewhere = try .sum("margin on other links", others.compactMap(\.margin), unit: units.price)
  }

  /// What running the links that are to be built costs, money per load.
  func runningOnWorks() throws(AppraisalError) -> Figure {
    try .difference("running cost of what is built", priceOfWorks, onWorks)
  }
}
