import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What carriers and treasuries take in per load, by the country where the load is carried.
struct RevenueByCountry {
  let costing: RouteCosting
  let units: ResultUnits

  func entries() throws(AppraisalError) -> [(country: String, revenue: Figure)] {
    var terms: [String: [Figure]] = [:]
    let countries = costing.route.lengthByCountry.map(\.country)
    for (part, charge) in zip(costing.route.parts, costing.linkCharges) {
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
    for (country, fee) in costing.fees { terms[country, default: []].append(fee) }
    var entries: [(country: String, revenue: Figure)] = []
    for (country, figures) in terms.sorted(by: { $0.key < $1.key }) {
      entries.append((country, try .sum("revenue in \(country)", figures, unit: units.price)))
    }
    return entries
  }
}
