import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// A point of a route at which something happens.
struct RoutePoint {
  let happening: Happening
  let chainage: Length
  /// Id of the place, passage or country.
  let subject: String
  let label: String

  /// Whether a load loses time or money there, so that a study without a rule for it leaves it out.
  var isExpected: Bool {
    switch happening.kind {
    case .border, .gauge, .transfer, .terminal: true
    case .door, .passage, .fee, .ice: false
    }
  }
}

/// Finds everything that happens at points of a route, in the order in which a load meets it.
struct RoutePoints {
  let route: Route
  let study: Study
  let service: Service
  /// The names of places that the study does not have.
  var otherNames: [String: String] = [:]

  var points: [RoutePoint] {
    door(route.nodes.first, mode: route.parts.first?.link.mode, "collection") + nodes + ice
      + crossings + passages + fees
      + door(route.nodes.last, mode: route.parts.last?.link.mode, "delivery")
  }

  private func name(_ place: String) -> String {
    study.place(place)?.names.english ?? otherNames[place] ?? place
  }

  private func door(_ node: Route.Node?, mode: Mode?, _ label: String) -> [RoutePoint] {
    guard let node else { return [] }
    let happening = Happening(kind: .door, service: service.id, mode: mode, place: node.place)
    return [
      RoutePoint(
        happening: happening, chainage: node.chainage, subject: node.place,
        label: "\(label), \(name(node.place))")
    ]
  }

  private var nodes: [RoutePoint] {
    route.nodes.map { node in
      let place = name(node.place)
      var happening = Happening(kind: .terminal, service: service.id, place: node.place)
      let label: String
      switch node.kind {
      case .terminal(let mode):
        happening.mode = mode
        label = "terminal, \(place)"
      case .transfer(let from, let to):
        happening.kind = .transfer
        happening.modes = [from, to]
        label =
          from == to
          ? "change of ship, \(place)" : "transfer \(from.rawValue) to \(to.rawValue), \(place)"
      case .gauge(let from, let to):
        happening.kind = .gauge
        happening.mode = .rail
        label = "change of gauge \(from) to \(to) mm, \(place)"
      }
      return RoutePoint(
        happening: happening, chainage: node.chainage, subject: node.place, label: label)
    }
  }

  private var crossings: [RoutePoint] {
    route.crossings.map { crossing in
      let happening = Happening(
        kind: .border, service: service.id, mode: crossing.mode,
        between: [crossing.from, crossing.to].sorted(), into: crossing.to,
        place: crossing.place)
      return RoutePoint(
        happening: happening, chainage: crossing.chainage,
        subject: crossing.place ?? "\(crossing.from)-\(crossing.to)",
        label: "border \(crossing.from) to \(crossing.to)")
    }
  }

  private var passages: [RoutePoint] {
    route.parts.flatMap { part in
      part.link.passages.enumerated().map { index, passage in
        RoutePoint(
          happening: Happening(
            kind: .passage, service: service.id, mode: part.link.mode, passage: passage),
          chainage: chainage(ofPassage: index, on: part), subject: passage,
          label: "passage \(passage)")
      }
    }
  }

  /// Where a lane's passages are: where it is known; else halfway across the land of the one country that it crosses, as a
  /// canal does; at the lane's beginning where it crosses none or several, as in open straits.
  private func chainage(ofPassage index: Int, on part: Route.Part) -> Length {
    if let lane = part.measured.lane, lane.passages.indices.contains(index) {
      let traced = lane.passages[index]
      let sailed = part.isReversed ? part.measured.traced - traced : traced
      let factor = part.measured.costed / part.measured.traced
      return part.start + (factor.isFinite ? sailed * factor : .zero)
    }
    let end = part.start + part.measured.costed
    let inland = route.stretches.filter {
      $0.country != nil && min($0.to, end) > max($0.from, part.start)
    }
    guard Set(inland.map(\.country)).count == 1, let first = inland.first, let last = inland.last
    else { return part.start }
    return (max(first.from, part.start) + min(last.to, end)) * 0.5
  }

  /// A country asks for transit when the load neither begins nor ends its way there.
  private var fees: [RoutePoint] {
    let ends = [route.nodes.first, route.nodes.last].compactMap { node in
      node.flatMap { study.place($0.place)?.country }
    }
    return route.lengthByCountry.map(\.country).filter { !ends.contains($0) }.map { country in
      RoutePoint(
        happening: Happening(kind: .fee, service: service.id, country: country),
        chainage: route.stretches.first { $0.country == country }?.from ?? .zero,
        subject: country, label: "transit fee, \(country)")
    }
  }

  private var ice: [RoutePoint] {
    route.nodes.compactMap { node in
      guard study.place(node.place)?.iceDays != nil else { return nil }
      switch node.kind {
      case .terminal(.sea), .transfer:
        return RoutePoint(
          happening: Happening(kind: .ice, service: service.id, place: node.place),
          chainage: node.chainage, subject: node.place, label: "ice, \(name(node.place))")
      case .terminal, .gauge: return nil
      }
    }
  }
}
