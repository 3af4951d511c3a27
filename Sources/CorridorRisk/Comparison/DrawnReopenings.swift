import CorridorStudy

/// Numbers that decide in which years hosts reopen contracts, the same for all routes of a world.
struct DrawnReopenings {
  /// By country, a number evenly spread from 0 to 1 for each year from 0 on.
  private let draws: [String: [Column]]

  /// Draws a number a year for each host, in a stream of its own.
  init(_ hosts: [ReopeningHost], years: Int, in world: inout World) {
    let stream = world.stream
    var draws: [String: [Column]] = [:]
    for host in hosts where host.reason == nil {
      world.stream = host.stream
      draws[host.terms.country] = (0..<years).map { _ in world.uniform() }
    }
    world.stream = stream
    self.draws = draws
  }

  /// By year, whether a host has raised its fee by then: 0 or 1.
  ///
  /// A raised fee stays raised. A year decides by its chance times the share of it in which the route is open.
  func raised(by country: String, chances: [Column], open: [Column]) -> [Column] {
    var state: Column = 0
    var states: [Column] = []
    for (year, draw) in (draws[country] ?? []).enumerated() {
      let chance = chances[year] * open[year]
      // What is not a number must not pass as a year without an event.
      state = .select(draw < chance, 1, state) + chance * 0
      states.append(state)
    }
    return states
  }
}
