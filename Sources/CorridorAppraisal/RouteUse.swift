public import CorridorNetwork
public import CorridorStudy

/// Whether a route can be used, and whether shippers may choose it in a run.
struct RouteUse {
  /// Why it can't be used as the study and its scenario have it; nil when it can.
  let unavailable: String?
  /// Why the scenario lets nothing pass; nil when it closes nothing on the way.
  let closed: String?
  /// Why shippers have no choice of it; nil when they have.
  let notChosen: String?

  /// Finds out about a route of a study, which is as its scenario left it.
  init(of route: Route, in study: Study) {
    closed = Self.closure(of: route, in: study)
    unavailable = closed ?? Self.reason(route, study)
    switch study.openness.choice {
    case .ifOpen: notChosen = closed.map { "closed in this scenario: \($0)" }
    case .available: notChosen = unavailable.map { "not open in this scenario: \($0)" }
    }
  }

  /// Why the scenario lets nothing pass; nil when it closes nothing on the way.
  static func closure(of route: Route, in study: Study) -> String? {
    study.openness.closures.lazy.compactMap { reason($0, route, study) }.first
  }

  /// What a closure means for a route; nil when it is not on the way.
  private static func reason(_ closure: Opening, _ route: Route, _ study: Study) -> String? {
    let name: String
    switch closure.subject {
    case .link(let id):
      guard let part = route.parts.first(where: { $0.link.id == id }) else { return nil }
      name = part.link.names.english
    case .crossing(let id):
      guard crossings(of: route).contains(id) else { return nil }
      name = study.place(id)?.names.english ?? id
    case .border(let one, let other):
      let isDeclared = crossings(of: route).contains {
        study.place($0)?.border?.between == [one, other]
      }
      guard
        isDeclared
          || route.crossings.contains(where: { [$0.from, $0.to].sorted() == [one, other] })
      else { return nil }
      name = "the border \(one)-\(other)"
    case .passage(let passage):
      guard route.parts.contains(where: { $0.link.passages.contains(passage) }) else { return nil }
      name = "the passage \(passage)"
    case .route(let id):
      guard route.plan.id == id else { return nil }
      name = route.plan.names.english
    }
    return "\(name) is closed" + (closure.reason.map { ": \($0)" } ?? "")
  }

  /// Ids of the places on the way; a border that a link declares counts, even if the drawn line
  /// passes it unseen.
  private static func crossings(of route: Route) -> [String] {
    route.parts.flatMap { [$0.link.from] + $0.link.crossings + [$0.link.to] }
      + route.crossings.compactMap(\.place)
  }

  /// Why the study lets nothing pass; nil when it does.
  private static func reason(_ route: Route, _ study: Study) -> String? {
    let closed = route.parts.filter { $0.link.status != .operating }
    if !closed.isEmpty {
      return closed.map { "\($0.link.names.english) is \($0.link.status.rawValue)" }
        .joined(separator: "; ")
    }
    for id in crossings(of: route) {
      guard let place = study.place(id), let border = place.border, !border.open else { continue }
      return "\(place.names.english) is closed" + (border.reason.map { ": \($0)" } ?? "")
    }
    if let part = route.parts.first(where: { $0.link.works != .none }) {
      return "\(part.link.names.english) has to be brought up first (\(part.link.works.rawValue))"
    }
    return nil
  }
}

extension Route {
  /// Why nothing passes on it in the scenario of a study; nil where that closes nothing on the way.
  ///
  /// - Parameter study: the study as its scenario left it.
  /// - Returns: the reason with what is closed, such as a border or a passage.
  public func closure(in study: Study) -> String? { RouteUse.closure(of: self, in: study) }
}
