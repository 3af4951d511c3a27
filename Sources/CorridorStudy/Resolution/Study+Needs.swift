extension Study {
  /// The ids of the assumptions that the appraisal of a comparison may need, sorted.
  ///
  /// What the study's settings name, and what the comparison, its service, the events for that service
  /// and the links, their classes, places and works of its routes name.
  public func assumptionIDs(neededBy comparison: Comparison) throws(StudyError) -> [String] {
    var ids: Set<String> = []
    let appraisal = settings.appraisal
    ids.formUnion([
      appraisal.constructionYears, appraisal.operationYears, appraisal.economicRate,
      appraisal.privateRate, appraisal.reinvestmentRate, appraisal.carbonPrice,
    ])
    if let premium = appraisal.countryPremium { ids.insert(premium) }
    ids.formUnion(appraisal.terrain.values)
    ids.formUnion(comparison.demand.assumptionIDs)
    if let service = service(comparison.service) { ids.formUnion(service.assumptionIDs) }
    for event in events where event.service == nil || event.service == comparison.service {
      ids.formUnion(
        [event.time, event.cost, event.deviation, event.emissions, event.loss].compactMap(\.self))
    }
    for route in routes(of: comparison.id) {
      for works in route.works { ids.formUnion(works.assumptionIDs) }
      for directed in try orderedLinks(of: route) {
        let link = directed.link
        ids.formUnion([link.from, link.to].compactMap { place($0)?.iceDays })
        if let spent = link.spent { ids.insert(spent) }
        if let linkClass = linkClass(link.linkClass) {
          ids.formUnion(linkClass.assumptionIDs(service: comparison.service))
        }
      }
    }
    return ids.sorted()
  }
}

extension Comparison.Demand {
  fileprivate var assumptionIDs: [String] {
    [volume, growth, value, supplyCost, capacity, choice?.costWeight, choice?.nestLambda]
      .compactMap(\.self) + rampUp + (choice.map { Array($0.constants.values) } ?? [])
  }
}

extension Service {
  fileprivate var assumptionIDs: [String] {
    [
      value, damage, reliabilityRatio, mass, lossEmissions, valueOfTime?.median, valueOfTime?.sigma,
    ].compactMap(\.self)
  }
}

extension RoutePlan.NodeWorks {
  fileprivate var assumptionIDs: [String] {
    [capex, upkeep, overrun?.mean, overrun?.deviation].compactMap(\.self)
  }
}

extension LinkClass {
  fileprivate func assumptionIDs(service: String) -> [String] {
    [
      speed(of: service), wait, upkeep, loss, routeFactor, overrun?.mean, overrun?.deviation,
      tariff[service], networkTariff[service], flat[service], avoidable[service],
      emissions[service],
    ].compactMap(\.self) + Array(capex.values)
  }
}
