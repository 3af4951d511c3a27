import CorridorStudy
import CorridorUnits

@testable import CorridorAppraisal

/// The small study with something changed.
extension SmallStudy {
  /// One link class changed.
  func changing(linkClass id: String, _ change: (inout LinkClass) -> Void) -> Study {
    var classes = study.linkClasses
    for index in classes.indices where classes[index].id == id { change(&classes[index]) }
    return study.with(linkClasses: classes)
  }

  /// A link class without a factor of emissions.
  func withoutEmissions(of id: String) -> Study { changing(linkClass: id) { $0.emissions = [:] } }

  /// The railway through BB operates, and a second one beside it is to be built.
  func withOperatingTransit() -> Study {
    var links = study.links
    var twin = links.first { $0.id == "bb" }
    for index in links.indices where links[index].id == "bb" {
      links[index].status = .operating
      links[index].works = .none
    }
    twin?.id = "bypass"
    if let twin { links.append(twin) }
    let plan = RoutePlan(
      shortID: "bypass", comparison: "container:alpha-omega", names: Names(english: "bypass"),
      nest: "land",
      pieces: ["aa", "bypass", "cc-west", "cc-east"].map {
        RoutePlan.Piece(id: $0, location: Self.nowhere)
      }, location: Self.nowhere)
    return study.with(links: links, routes: study.routes + [plan])
  }
}

extension Study {
  /// The study with other collections.
  func with(
    links: [Link]? = nil, routes: [RoutePlan]? = nil, linkClasses: [LinkClass]? = nil,
    assumptions: [Assumption]? = nil, services: [Service]? = nil
  ) -> Study {
    Study(
      folder: folder, settings: settings, places: places, links: links ?? self.links,
      corridors: corridors, routes: routes ?? self.routes, comparisons: comparisons,
      services: services ?? self.services, linkClasses: linkClasses ?? self.linkClasses,
      events: events,
      assumptions: assumptions ?? self.assumptions, citations: citations, deflators: deflators,
      warnings: warnings)
  }

  /// The study with one more assumption.
  func adding(_ id: String, _ value: Double, _ unit: String) throws -> Study {
    let unit = try Unit(unit)
    return with(
      assumptions: assumptions + [
        Assumption(
          id: id, name: id,
          base: Assumption.Stated(
            value: value, unit: unit, priceYear: unit.hasMoney ? 2024 : nil),
          shape: .fixed, knownAt: "2000-01-01", sources: ["S"], sourceClass: .sourced,
          location: SmallStudy.nowhere)
      ])
  }
}
