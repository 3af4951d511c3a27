/// Finds works whose upkeep, or whose overrun, no assumption states: results count none of them.
struct WorksCheck {
  let study: Study

  func check(_ findings: inout Findings) {
    for linkClass in study.linkClasses {
      let built = study.links.filter {
        $0.linkClass == linkClass.id && linkClass.capex[$0.works] != nil
      }
      guard let first = built.first else { continue }
      let more = built.count > 1 ? " and \(built.count - 1) more" : ""
      tell(
        "link class '\(linkClass.id)'", of: "link '\(first.id)'\(more)", linkClass.upkeep,
        linkClass.overrun, at: linkClass.location, &findings)
    }
    for route in study.routes {
      for works in route.works {
        tell(
          "route '\(route.id)'", of: "'\(works.name)'", works.upkeep, works.overrun,
          at: route.location, &findings)
      }
    }
  }

  private func tell(
    _ subject: String, of works: String, _ upkeep: String?, _ overrun: LinkClass.Overrun?,
    at location: SourceLocation, _ findings: inout Findings
  ) {
    if upkeep == nil {
      findings.warning(
        "no-upkeep", at: location,
        "\(subject) has no 'upkeep' for the works of \(works): results count none",
        remedy: "add 'upkeep: ID', an assumption of 0 where nothing is to be kept up")
    }
    if overrun == nil {
      findings.warning(
        "no-overrun", at: location,
        "\(subject) has no 'overrun' for the works of \(works): their estimate is taken as it is",
        remedy: "add 'overrun: {mean: ID, deviation: ID}', the outturn of works of their kind")
    }
  }
}
