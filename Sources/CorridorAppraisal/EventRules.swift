import CorridorStudy

/// What happens at a point of a route, as far as rules ask for it.
struct Happening {
  var kind: Event.Kind
  var service: String
  var mode: Mode?
  var modes: [Mode] = []
  var between: [String] = []
  /// The country that is entered.
  var into: String?
  var place: String?
  var passage: String?
  var country: String?
}

/// Finds the rule for what happens: of all that match the one with the most conditions.
struct EventRules {
  let events: [Event]

  func rule(for happening: Happening) -> Event? {
    var best: (event: Event, conditions: Int)?
    for event in events {
      guard let conditions = event.conditions(metBy: happening) else { continue }
      if conditions >= best?.conditions ?? 0 { best = (event, conditions) }
    }
    return best?.event
  }
}

extension Event {
  /// How many conditions the rule states, all of them met; nil when one is not.
  fileprivate func conditions(metBy happening: Happening) -> Int? {
    guard kind == happening.kind else { return nil }
    let checks: [Bool?] = [
      service.map { $0 == happening.service },
      mode.map { $0 == happening.mode },
      modes.isEmpty ? nil : Set(modes) == Set(happening.modes),
      between.isEmpty ? nil : between == happening.between,
      into.map { $0 == happening.into },
      at.map { $0 == happening.place },
      passage.map { $0 == happening.passage },
      country.map { $0 == happening.country },
    ]
    let stated = checks.compactMap(\.self)
    return stated.allSatisfy(\.self) ? stated.count : nil
  }
}
