import Corridor

/// The politics of a session as far as routes are concerned.
struct RoutePolitics {
  let regimes: Regimes?
  let model: RegimeModel?
  let hazards: RouteHazards?

  init(_ session: Session) throws {
    guard let regimes = try session.regimes() else {
      (self.regimes, model, hazards) = (nil, nil, nil)
      return
    }
    let assumptions = session.assumptions
    let model = try RegimeModel(
      regimes, values: RegimeValues(regimes, of: session.study, resolved: assumptions),
      selection: session.selection(in: regimes), asOf: assumptions.asOf)
    self.regimes = regimes
    self.model = model
    guard regimes.exposures.count <= RouteHazards.limit else {
      hazards = nil
      return
    }
    let places = regimes.exposures.map(\.id)
    hazards = RouteHazards(
      exposures: regimes.exposures,
      processes: model.processes.map { process in
        RouteHazards.Process(
          id: process.id, regime: process.chain.states[process.start],
          effects: process.effects.compactMap { effect in
            places.firstIndex(of: effect.exposure).map {
              RouteHazards.Effect(exposure: $0, availability: effect.availability[process.start])
            }
          })
      })
  }

  /// The exposures that a regime keeps shut for most of the year; nil for no such regime.
  func shut(in name: String) -> (id: String, exposures: [Int])? {
    guard let regimes, let model, let (process, place) = regimes.state(name),
      let found = model.processes.first(where: { $0.id == process.id })
    else { return nil }
    let shut = found.effects.filter { $0.availability[place] < RoutingSetup.shutBelow }
    return (
      process.states[place].id,
      shut.compactMap { effect in regimes.exposures.firstIndex { $0.id == effect.exposure } }
    )
  }

  /// The names of all regimes.
  var names: [String] { regimes?.processes.flatMap { $0.states.map(\.id) } ?? [] }
}
