import CorridorGeometry
public import CorridorStudy

extension Exposure {
  /// Whether a route crosses one of the borders, is in one of the countries, or takes one of the links or
  /// passages.
  public func isMet(by route: Route) -> Bool {
    let fits = { (mode: Mode) in modes.isEmpty || modes.contains(mode) }
    let crossesBorder = route.crossings.contains { crossing in
      fits(crossing.mode) && crossings.contains([crossing.from, crossing.to].sorted())
    }
    let isInside = route.stretches.contains { stretch in
      stretch.country.map(countries.contains) ?? false
    }
    let takesLink = route.parts.map(\.link).contains { link in
      fits(link.mode)
        && (links.contains(link.id) || link.passages.contains(where: passages.contains))
    }
    return crossesBorder || isInside || takesLink
  }
}
