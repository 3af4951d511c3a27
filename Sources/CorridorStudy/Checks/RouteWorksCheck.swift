import CorridorGeometry
import CorridorUnits

/// Finds works at places that their route does not touch.
struct RouteWorksCheck {
  let study: Study

  /// Checks the works of a route.
  ///
  /// - Parameters:
  ///   - works: what has to be built.
  ///   - hops: the links of the route; without any they do not join, which is told elsewhere.
  ///   - subject: whose works they are, in words.
  ///   - location: where they stand.
  ///   - findings: where what is wrong goes.
  func check(
    _ works: [RoutePlan.NodeWorks], along hops: [ChainResolver.Hop], of subject: String,
    at location: SourceLocation, _ findings: inout Findings
  ) {
    guard !works.isEmpty, !hops.isEmpty else { return }
    let links = hops.map { study.links[$0.link] }
    let places = Set(links.flatMap { [$0.from, $0.to] + $0.crossings })
    for site in works {
      guard let place = study.place(site.at), !places.contains(site.at),
        !links.contains(where: { isPassed(place, by: $0) })
      else { continue }
      let near = Fields.remedy(for: site.at, among: places, what: "place")
      findings.error(
        "works-off-route", at: location,
        "\(subject) has works at '\(site.at)' (\(site.name)), which it does not touch",
        remedy: near.hasPrefix(Fields.guess)
          ? near : "name a place of its links, or give the works to the route that passes there")
    }
  }

  /// Whether a vertex of the link is as near to the place as an end of it would have to be.
  private func isPassed(_ place: Place, by link: Link) -> Bool {
    let within = study.settings.geometry.linkEndWithin
    return link.line.coordinates.contains {
      Geodesic.distance(from: $0, to: place.coordinate) <= within
    }
  }
}
