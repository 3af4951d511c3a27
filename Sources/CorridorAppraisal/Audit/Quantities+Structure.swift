import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension Quantities {
  /// Refuses countries in which the study has nothing, and misspelt corridors, of which a verdict would say nothing.
  func requireNamed(in rule: Claim.Rule) throws(QuantityFailure) {
    switch rule {
    case .separates(let country, let from, let to, _):
      for code in [country, from, to] { try requireCountry(code) }
    case .passes(_, let country): try requireCountry(country)
    case .present(let corridors):
      // A corridor that the study lacks is what the check asks for; one that is misspelt is a mistake.
      let known = network.study.corridors.map(\.id)
      for id in corridors where !known.contains(id) {
        guard let near = Spelling.nearest(to: id, in: known) else { continue }
        throw .wrong("no corridor `\(id)`", remedy: "did you mean `\(near)`?")
      }
    case .figure, .arithmetic, .relation, .comparable: return
    }
  }

  private func requireCountry(_ code: String) throws(QuantityFailure) {
    let ofPlaces = network.study.places.flatMap {
      ($0.border?.between ?? []) + [$0.country].compactMap(\.self)
    }
    let known = Set(ofPlaces + network.links.flatMap { $0.stretches.compactMap(\.country) })
    guard !known.contains(code) else { return }
    throw .wrong(
      "no place and no link of the study lies in the country `\(code)`",
      remedy: Spelling.nearest(to: code, in: known).map { "did you mean `\($0)`?" }
        ?? "name one of: \(known.sorted().joined(separator: ", "))")
  }

  /// Whether every land way between two countries leads through a third.
  ///
  /// The graph has the study's links of these modes, without those that cross the sea; two links meet
  /// at a place. Links that touch the third country are taken out; a way is then looked for from any
  /// place in one country to any in the other.
  func separation(by country: String, from: String, to: String, modes: [Mode])
    -> AuditedClaim.Finding
  {
    let geometry = network.study.settings.geometry
    let links = network.links.filter { link in
      modes.contains(link.link.mode)
        && !link.stretches.contains { $0.country == nil && $0.length > geometry.seaSliver }
    }
    let without = links.filter { link in
      !link.stretches.contains { $0.country == country && $0.length > geometry.sliver }
    }
    let open = Self.joins(links, from: from, to: to)
    let closed = !Self.joins(without, from: from, to: to)
    return AuditedClaim.Finding(
      open && closed ? .supported : .contradicted,
      why: !open
        ? "the study has no land way from \(from) to \(to) at all"
        : closed
          ? "without the links inside \(country) no land way is left from \(from) to \(to)"
          : "a land way from \(from) to \(to) avoids \(country)")
  }

  /// Whether a chain of links leads from one country to another.
  private static func joins(_ links: [MeasuredLink], from: String, to: String) -> Bool {
    var neighbours: [String: [String]] = [:]
    var starts: Set<String> = []
    var ends: Set<String> = []
    for link in links {
      let ids = [link.link.from, link.link.to]
      neighbours[ids[0], default: []].append(ids[1])
      neighbours[ids[1], default: []].append(ids[0])
      let countries = Set(link.stretches.compactMap(\.country))
      if countries.contains(from) { starts.formUnion(ids) }
      if countries.contains(to) { ends.formUnion(ids) }
    }
    var seen = starts
    var pending = Array(starts)
    while let place = pending.popLast() {
      if ends.contains(place) { return true }
      for next in neighbours[place] ?? [] where seen.insert(next).inserted { pending.append(next) }
    }
    return false
  }

  /// Whether each route has kilometres inside the country.
  func passage(of routes: [String], through country: String) throws(QuantityFailure)
    -> AuditedClaim.Finding
  {
    var inside: [(route: String, km: Double)] = []
    for route in routes {
      inside.append((route, try value(of: "route:\(route) km.\(country)")))
    }
    let missing = inside.filter { $0.km <= 0 }
    return AuditedClaim.Finding(
      missing.isEmpty ? .supported : .contradicted,
      why: missing.isEmpty
        ? "kilometres inside \(country): "
          + inside.map { "\($0.route) \(Int($0.km.rounded()))" }.joined(separator: ", ")
        : "no kilometre inside \(country): " + missing.map(\.route).joined(separator: ", "))
  }
}
