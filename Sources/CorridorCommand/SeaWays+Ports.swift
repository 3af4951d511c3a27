import Corridor

/// In which countries the ports of the lanes lie.
extension SeaWays {
  /// The ports of the lanes with their countries, where somebody asks for countries: by the borders of the
  /// study, and off their coast the nearest within ``coastWithin``.
  func located(_ session: Session, _ legs: [MeasuredLink], _ constraints: [RouteConstraint]) throws
    -> (ports: [Place], notes: [String])
  {
    guard let asked = constraints.first(where: { $0.country != nil }) else { return (ports, []) }
    let called = Set(legs.flatMap { [$0.link.from, $0.link.to] })
    guard ports.contains(where: { called.contains($0.id) }) else { return (ports, []) }
    let countries = try session.borders().countries
    var notes: [String] = []
    let located = ports.map { port in
      guard called.contains(port.id) else { return port }
      var port = port
      port.country = Self.country(at: port.coordinate, among: countries)
      if port.country == nil {
        notes.append(
          "port \(port.id): the borders of the study have no country within "
            + "\(Int(Self.coastWithin)) km of it, so \(asked.origin) takes it as lying in none")
      }
      return port
    }
    return (located, notes)
  }

  /// How far off its coast a country has its ports, in kilometres.
  private static let coastWithin = 32.0

  private static func country(at position: Coordinate, among all: [CountryShape]) -> String? {
    var reach = 0.0
    while reach <= coastWithin {
      let within = Length(kilometres: reach)
      if let found = all.first(where: { country in
        country.polygon.polygons.contains { $0.isNear(position, within: within) }
      }) {
        return found.code
      }
      reach = max(1, reach * 2)
    }
    return nil
  }

  /// At most so many ports of a country that is required are called at.
  private static let mostPorts = 12

  /// Ids of the ports of the lanes in countries that are required, which a ship may meet by calling there.
  func inRequiredCountries(_ session: Session, _ constraints: [RouteConstraint]) throws -> (
    ids: [String], notes: [String]
  ) {
    let asked = constraints.filter { constraint in
      if case .require(.country) = constraint.demand { true } else { false }
    }
    guard !asked.isEmpty, !ports.isEmpty else { return ([], []) }
    let countries = try session.borders().countries
    let coast = Length(kilometres: Self.coastWithin)
    var (ids, notes): ([String], [String]) = ([], [])
    for constraint in asked {
      let shapes = countries.filter { $0.code == constraint.country }.flatMap(\.polygon.polygons)
      let found = ports.filter { port in
        shapes.contains { $0.isNear(port.coordinate, within: coast) }
          && Self.country(at: port.coordinate, among: countries) == constraint.country
      }
      if found.count > Self.mostPorts {
        notes.append(
          "\(constraint.origin): of the \(found.count) ports of the lanes there ships call at the first "
            + "\(Self.mostPorts) of sea/ports.geojson; --require a port by its id for another")
      }
      ids += found.prefix(Self.mostPorts).map(\.id).filter { !ids.contains($0) }
    }
    return (ids, notes)
  }
}
