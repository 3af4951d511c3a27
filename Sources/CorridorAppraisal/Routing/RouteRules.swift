import CorridorNetwork
import CorridorStudy

/// Constraints as a search asks them of links and of what lies between.
struct RouteRules {
  /// More things than these can't be required of one route.
  static let limit = 32

  private let network: TransportNetwork
  /// The links that pass the places that are asked for without beginning or ending there.
  private let passing: [String: Set<Int>]
  private let avoided: [RouteConstraint.Subject]
  private let required: [RouteConstraint.Subject]
  private let needsAvailable: Bool
  private let known: [RouteObjective]
  /// Loads a year that every point has to let pass.
  private let flow: Double

  init(_ constraints: [RouteConstraint], in network: TransportNetwork) {
    self.network = network
    var avoided: [RouteConstraint.Subject] = []
    var required: [RouteConstraint.Subject] = []
    var known: [RouteObjective] = []
    var needsAvailable = false
    var flow = 0.0
    for constraint in constraints {
      switch constraint.demand {
      case .avoid(let subject): avoided.append(subject)
      case .require(let subject): required.append(subject)
      case .available: needsAvailable = true
      case .known(let objective): known.append(objective)
      case .flow(let loads): flow = max(flow, loads)
      }
    }
    precondition(required.count <= Self.limit, "at most \(Self.limit) requirements")
    (self.avoided, self.required) = (avoided, required)
    passing = (avoided + required).reduce(into: [:]) { passing, subject in
      guard case .place(let id) = subject, passing[id] == nil else { return }
      passing[id] = network.links(passing: id)
    }
    (self.needsAvailable, self.known, self.flow) = (needsAvailable, known, flow)
  }

  /// Whether the flow that is asked for can pass what has these terms.
  func letsPass(_ terms: RouteTerms) -> Bool { terms.capacity >= flow }

  /// What a route has to have met, a bit for each requirement.
  var all: UInt32 { required.isEmpty ? 0 : UInt32.max >> UInt32(Self.limit - required.count) }

  /// What is met by beginning or ending at a place; nil when it is avoided.
  func met(at place: String) -> UInt32? {
    func isMet(_ subject: RouteConstraint.Subject) -> Bool {
      switch subject {
      case .place(let id): id == place
      case .country(let code): network.country(of: place) == code
      case .link, .border, .passage, .mode, .regime: false
      }
    }
    return avoided.contains(where: isMet) ? nil : bits(isMet)
  }

  /// What of the requirements a way meets; nil when it may not be travelled.
  func met(by way: Int) -> UInt32? {
    if network.hazards == nil, known.contains(.risk) { return nil }
    let terms = network.ways[way].terms
    for objective in known {
      switch objective {
      case .time where terms.days == nil, .cost where terms.money == nil: return nil
      case .generalised where terms.days == nil || terms.money == nil: return nil
      case .time, .cost, .generalised, .distance, .risk: break
      }
    }
    if needsAvailable, !isAvailable(network.link(way)) { return nil }
    if avoided.contains(where: { meets($0, way: way) }) { return nil }
    guard let start = met(at: network.start(of: way)), let end = met(at: network.end(of: way))
    else { return nil }
    return start | end | bits { meets($0, way: way) }
  }

  /// What of the requirements is met between two ways; nil when they may not follow one another.
  func met(by joint: TransportJoint) -> UInt32? {
    if joint.crossings.isEmpty, joint.exposures == 0 { return 0 }
    if avoided.contains(where: { meets($0, joint: joint) }) { return nil }
    return bits { meets($0, joint: joint) }
  }

  private func bits(_ isMet: (RouteConstraint.Subject) -> Bool) -> UInt32 {
    var bits: UInt32 = 0
    for (place, subject) in required.enumerated() where isMet(subject) {
      bits |= 1 << UInt32(place)
    }
    return bits
  }

  private func isAvailable(_ link: Link) -> Bool {
    link.status == .operating && link.works == .none
      && ([link.from] + link.crossings + [link.to]).allSatisfy {
        network.study.place($0)?.border?.open ?? true
      }
  }

  private func meets(_ subject: RouteConstraint.Subject, way number: Int) -> Bool {
    let way = network.ways[number]
    let link = network.link(number)
    switch subject {
    case .country(let code):
      return way.countries.contains(code) || sails(link, through: code)
    case .place(let id):
      return link.passes(border: id) || way.crossings.contains { $0.place == id }
        || passing[id]?.contains(way.link) ?? false
    case .link(let id): return link.id == id
    case .border(let one, let other):
      let declared = ([link.from] + link.crossings + [link.to]).contains {
        network.study.place($0)?.border?.between == [one, other]
      }
      return declared || Self.crosses(way.crossings, one, other)
    case .passage(let name): return link.passages.contains(name)
    case .mode(let mode): return link.mode == mode
    case .regime(_, let exposures): return Self.meets(exposures, way.exposures)
    }
  }

  private func sails(_ link: Link, through country: String) -> Bool {
    for passage in link.passages {
      if let countries = network.passageCountries[passage], countries.contains(country) {
        return true
      }
    }
    return false
  }

  private func meets(_ subject: RouteConstraint.Subject, joint: TransportJoint) -> Bool {
    switch subject {
    case .place(let id): joint.crossings.contains { $0.place == id }
    case .border(let one, let other): Self.crosses(joint.crossings, one, other)
    case .regime(_, let exposures): Self.meets(exposures, joint.exposures)
    case .country, .link, .passage, .mode: false
    }
  }

  private static func crosses(_ crossings: [Route.Crossing], _ one: String, _ other: String) -> Bool
  {
    crossings.contains { [$0.from, $0.to].sorted() == [one, other] }
  }

  private static func meets(_ exposures: [Int], _ mask: UInt64) -> Bool {
    exposures.contains { mask & (1 << UInt64($0)) != 0 }
  }
}

extension TransportNetwork {
  /// The links on land whose drawn line passes a place.
  fileprivate func links(passing id: String) -> Set<Int> {
    guard let place = place(id) else { return [] }
    return Set(links.indices.filter { links[$0].point(passing: place) != nil })
  }
}
