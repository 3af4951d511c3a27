import CorridorGeometry
public import CorridorNetwork
public import CorridorStudy

/// Which exposure a route has to each political process, found in its geometry.
public struct RouteExposure: Hashable, Sendable {
  /// By process, in the order of the study: the place among its effects; nil where it does not matter.
  public let effects: [Int?]

  /// Creates an exposure from the place of an effect in each process.
  public init(effects: [Int?]) { self.effects = effects }

  /// The ids of the exposures, by process; nil where the process does not matter.
  public func ids(in regimes: Regimes) -> [String?] {
    zip(regimes.processes, effects).map { process, place in
      place.map { process.effects[$0].exposure }
    }
  }
}

extension Regimes {
  /// What a route is exposed to: of each process the first of its effects whose exposure it meets.
  public func exposure(of route: Route) -> RouteExposure {
    let met = Set(exposures.filter { $0.isMet(by: route) }.map(\.id))
    return RouteExposure(
      effects: processes.map { process in
        process.effects.firstIndex { met.contains($0.exposure) }
      })
  }

  /// The countries on a route that may reopen a contract, in the order of the study.
  public func hosts(on route: Route) -> [HostTerms] {
    hosts.filter { host in route.stretches.contains { $0.country == host.country } }
  }
}
