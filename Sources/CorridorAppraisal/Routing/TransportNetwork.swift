import CorridorGeometry
public import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// The network of a study as one service can travel it, priced by the assumptions of a run.
///
/// Prices, times and what happens at places come from the rules that comparisons are priced by: a route
/// that is found costs what `compare` says of the same links. What depends on a whole route is left to
/// the pricing of what is found: the spread of time, and losses on the way.
public struct TransportNetwork: Sendable {
  /// The study.
  public let study: Study
  /// What moves.
  public let service: Service
  /// The links that carry the service, in the study's order, then those that were added.
  public let links: [MeasuredLink]
  /// What politics close; nil where nothing is known of them.
  public let hazards: RouteHazards?
  /// Places of added links that the study does not have, such as ports of the sea lanes.
  public let otherPlaces: [Place]
  /// The countries in which passages of sea lanes lie, by the name of the passage.
  public let passageCountries: [String: [String]]
  /// As they were, the links that are here in parts, by id.
  let wholes: [String: MeasuredLink]
  let inputs: Inputs
  let units: ResultUnits
  /// Every link both ways: the place of a link twice, and 1 more for the way back.
  let ways: [TransportLink]
  /// Which ways leave each place.
  let leaving: [String: [Int]]
  /// The countries in which the ends of links lie.
  private let countries: [String: String]
  /// What happens between ways that follow one another.
  private let joints: TransportJoints

  /// Prices a network.
  ///
  /// - Parameters:
  ///   - study: the study.
  ///   - links: the links that may be travelled; those that don't carry the service are left out.
  ///   - service: what moves.
  ///   - assumptions: the values of the run.
  ///   - hazards: what politics close; nil when it is not known.
  ///   - otherPlaces: places of added links that the study does not have.
  ///   - passageCountries: the countries in which passages lie, beside what links themselves cross.
  ///   - wholes: as they were, the links that are given in parts: a route that runs through from part to
  ///     part has what the whole has, and no wait or flat price of it twice.
  /// - Throws: `AppraisalError` when an assumption is missing, has the wrong unit or is out of range.
  public init(
    study: Study, links: [MeasuredLink], service: Service, assumptions: ResolvedAssumptions,
    hazards: RouteHazards? = nil, otherPlaces: [Place] = [],
    passageCountries: [String: [String]] = [:], wholes: [MeasuredLink] = []
  ) throws(AppraisalError) {
    self.study = study
    self.service = service
    self.hazards = hazards
    self.otherPlaces = otherPlaces
    self.passageCountries = passageCountries
    self.wholes = wholes.reduce(into: [:]) { $0[$1.link.id] = $1 }
    inputs = Inputs(study: study, resolved: assumptions)
    units = try ResultUnits(service: service, base: study.settings.priceBase)
    let carrying = study.linkClasses(carrying: service.id)
    self.links = links.filter { carrying.contains($0.link.linkClass) }
    let pricer = TransportPricer(
      study: study, service: service, inputs: inputs, units: units, hazards: hazards,
      otherPlaces: otherPlaces, wholes: self.wholes)
    var ways: [TransportLink] = []
    var leaving: [String: [Int]] = [:]
    for (place, measured) in self.links.enumerated() {
      for isReversed in [false, true] {
        leaving[isReversed ? measured.link.to : measured.link.from, default: []].append(ways.count)
        ways.append(try pricer.way(measured, number: place, isReversed: isReversed))
      }
    }
    self.ways = ways
    self.leaving = leaving
    countries = leaving.keys.reduce(into: [:]) { countries, id in
      let place = study.place(id) ?? otherPlaces.first { $0.id == id }
      if let country = place?.country { countries[id] = country }
    }
    joints = try TransportJoints(of: ways, leaving, along: self.links, pricer)
  }

  /// The place where a way begins.
  func start(of way: Int) -> String {
    let link = links[ways[way].link].link
    return ways[way].isReversed ? link.to : link.from
  }

  /// The place where a way ends.
  func end(of way: Int) -> String { ways[way].end(among: links) }

  func joint(_ first: Int, _ second: Int) -> TransportJoint? { joints.joint(first, second) }

  func link(_ way: Int) -> Link { links[ways[way].link].link }

  /// The place of that id, of the study or of links that were added.
  public func place(_ id: String) -> Place? {
    study.place(id) ?? otherPlaces.first { $0.id == id }
  }

  /// The country in which a place lies; nil for a border crossing, and where nobody said.
  func country(of place: String) -> String? { countries[place] }

  /// Whether a link of the network begins or ends at a place.
  public func has(place: String) -> Bool { leaving[place] != nil }

  /// The places of the network, in the study's order.
  public var places: [Place] { study.places.filter { leaving[$0.id] != nil } }

  /// The passages of a route that lie in a country and for which the study has no rule: they cost no fee
  /// and no time of their own.
  public func passagesWithoutRule(of route: FoundRoute) -> [String] {
    let rules = EventRules(events: study.events)
    var names: [String] = []
    for part in route.route.parts {
      let passages = part.isReversed ? part.link.passages.reversed() : part.link.passages
      for name in passages where !(passageCountries[name] ?? []).isEmpty && !names.contains(name) {
        let happening = Happening(
          kind: .passage, service: service.id, mode: part.link.mode, passage: name)
        if rules.rule(for: happening) == nil { names.append(name) }
      }
    }
    return names
  }

  /// Prices what happens at places and along links.
  var pricer: TransportPricer {
    TransportPricer(
      study: study, service: service, inputs: inputs, units: units, hazards: hazards,
      otherPlaces: otherPlaces, wholes: wholes)
  }

  /// The links of ways in order of travel, those whole through whose parts they run.
  func travelled(_ ways: [Int]) -> [Travelled] {
    var found: [Travelled] = []
    for way in ways {
      let next = Travelled(
        measured: links[self.ways[way].link], isReversed: self.ways[way].isReversed)
      if let last = found.last, let through = pricer.through(last, next) {
        found[found.count - 1] = through
      } else {
        found.append(next)
      }
    }
    return found
  }
}
