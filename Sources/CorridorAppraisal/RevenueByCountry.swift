import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What carriers and treasuries take in, by the country where it is taken.
///
/// Carriage over land is split by where the line runs; what is paid for carriage at sea goes to no
/// country. A passage's charge goes to the country whose land its lane crosses, a fee to who asks it.
///
/// - Source: R(j, t) = sum over routes of Q (tariff x km in j + fee of j).
struct RevenueByCountry {
  let costing: RouteCosting
  let units: ResultUnits

  private var countries: [String] { costing.route.lengthByCountry.map(\.country) }

  /// Money per load, sorted by country.
  func perLoad() throws(AppraisalError) -> [(country: String, revenue: Figure)] {
    var terms: [String: [Figure]] = [:]
    for (part, charge) in zip(costing.route.parts, costing.linkCharges)
    where part.link.mode != .sea {
      guard let price = charge.price else { continue }
      for country in countries {
        let share = costing.lengths.share(of: part, in: country)
        if share == 0 { continue }
        let inside = Figure.constant(
          "share of \(part.link.names.english) inside \(country)", share,
          because: "geometry against the study's borders")
        terms[country, default: []].append(
          try .product(
            "price in \(country), \(part.link.names.english)", [price, inside],
            in: units.price))
      }
    }
    for step in costing.ladder.steps where step.kind == .passage {
      guard let charge = step.cost, let country = owner(of: step.subject) else { continue }
      terms[country, default: []].append(charge)
    }
    for (country, fee) in costing.fees { terms[country, default: []].append(fee) }
    var entries: [(country: String, revenue: Figure)] = []
    for (country, figures) in terms.sorted(by: { $0.key < $1.key }) {
      entries.append((country, try .sum("revenue in \(country)", figures, unit: units.price)))
    }
    return entries
  }

  /// Millions a year at a flow of loads, for amounts per load by country.
  func perYear(_ label: String, _ amounts: [(country: String, revenue: Figure)], flow: Figure)
    throws(AppraisalError) -> [(country: String, revenue: Figure)]
  {
    var entries: [(country: String, revenue: Figure)] = []
    for (country, amount) in amounts {
      entries.append(
        (
          country,
          try .product("\(label) in \(country) a year", [amount, flow], in: units.millionsPerYear)
        ))
    }
    return entries
  }

  /// The one country whose land the lane with this passage crosses.
  private func owner(of passage: String) -> String? {
    let owners = Set(
      costing.route.parts.filter { $0.link.passages.contains(passage) }.flatMap { part in
        countries.filter { costing.lengths.share(of: part, in: $0) > 0 }
      })
    return owners.count == 1 ? owners.first : nil
  }
}
