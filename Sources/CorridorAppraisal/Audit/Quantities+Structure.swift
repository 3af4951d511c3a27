import CorridorGeometry
import CorridorNetwork
import CorridorStudy

extension Quantities {
  /// Whether every land way between two countries leads through a third.
  ///
  /// The graph has the study's links of these modes; two links meet at a place. A link that touches
  /// the third country is taken out; a way is then looked for from any place in one country to any in
  /// the other.
  func separation(by country: String, from: String, to: String, modes: [Mode])
    -> AuditedClaim.Finding
  {
    let links = network.links.filter { modes.contains($0.link.mode) }
    func isReachable(_ links: [MeasuredLink]) -> Bool {
      var neighbours: [String: [String]] = [:]
      var starts: Set<String> = []
      var ends: Set<String> = []
      for link in links {
        let ids = [link.link.from, link.link.to]
        neighbours[ids[0], default: []].append(ids[1])
        neighbours[ids[1], default: []].append(ids[0])
        let shown = Set(link.stretches.compactMap(\.country))
        if shown.contains(from) { starts.formUnion(ids) }
        if shown.contains(to) { ends.formUnion(ids) }
      }
      var seen = starts
      var pending = Array(starts)
      while let place = pending.popLast() {
        if ends.contains(place) { return true }
        for next in neighbours[place] ?? [] where seen.insert(next).inserted {
          pending.append(next)
        }
      }
      return false
    }
    let tolerance = network.study.settings.geometry.sliver
    let without = links.filter { link in
      !link.stretches.contains { $0.country == country && $0.length > tolerance }
    }
    let open = isReachable(links)
    let closed = !isReachable(without)
    return AuditedClaim.Finding(
      verdict: open && closed ? .supported : .contradicted, figure: nil,
      why: !open
        ? "the study has no land way from \(from) to \(to) at all"
        : closed
          ? "without the links inside \(country) no land way is left from \(from) to \(to)"
          : "a land way from \(from) to \(to) avoids \(country)")
  }

  /// Whether each route has kilometres inside the country.
  func passage(of routes: [String], through country: String) throws(Expression.Failure)
    -> AuditedClaim.Finding
  {
    var inside: [(route: String, km: Double)] = []
    for route in routes {
      inside.append((route, try value(of: "route:\(route) km.\(country)")))
    }
    let missing = inside.filter { $0.km <= 0 }
    return AuditedClaim.Finding(
      verdict: missing.isEmpty ? .supported : .contradicted,
      figure: inside.map(\.km).min(),
      why: missing.isEmpty
        ? "kilometres inside \(country): "
          + inside.map { "\($0.route) \(Int($0.km.rounded()))" }.joined(separator: ", ")
        : "no kilometre inside \(country): " + missing.map(\.route).joined(separator: ", "))
  }
}
