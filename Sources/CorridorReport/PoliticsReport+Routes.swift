import CorridorRisk

extension PoliticsReport {
  /// Every route: what it is exposed to, and what that takes.
  func summary(_ appraisal: PoliticalAppraisal) -> Block {
    var table = TextTable([
      ("route", .left), ("years open\nof operation", .right),
      ("economic NPV\nif open", .right), ("economic\nexpected", .right),
      ("private NPV\nif open", .right), ("private\nexpected", .right),
    ])
    var notes = Groups()
    for route in appraisal.routes {
      let met = route.exposures.compactMap(\.self).joined(separator: ", ")
      notes.add("exposed to \(met.isEmpty ? "nothing" : met)", route.id)
      if let reason = route.yearsOpen.reason { notes.add(reason, route.id) }
      let open = route.yearsOpen.value.map { "\(Self.number($0)) of \(route.operation)" }
      var cells = [route.id, open ?? "-"]
      for view in PoliticalAccount.View.allCases {
        let values = route.values[view]
        cells += [Self.number(values?.value?.undisturbed), Self.number(values?.value?.expected)]
      }
      table.add(cells)
    }
    for route in appraisal.routes {
      if let note = heldUp(route, appraisal) { notes.add(note, route.id) }
      for view in PoliticalAccount.View.allCases {
        if let reason = route.values[view]?.reason { notes.add(reason, route.id) }
      }
    }
    return Block(title: "routes, \(unit(appraisal))", table: table, notes: notes.lines)
  }

  /// What hosts are expected to take of the builder, and who; nil where none can.
  private func heldUp(_ route: PoliticalRoute, _ appraisal: PoliticalAppraisal) -> String? {
    guard let values = route.values[.private]?.value, !route.raisers.isEmpty else { return nil }
    return "private expected has \(Self.number(values.heldUp)) taken off that "
      + route.raisers.joined(separator: " and ")
      + " is expected to take beyond the stated fee once it has reopened the contract"
  }

  /// What holds for several routes, each text once.
  private struct Groups {
    private var groups: [(text: String, routes: [String])] = []

    mutating func add(_ text: String, _ route: String) {
      guard let known = groups.firstIndex(where: { $0.text == text }) else {
        groups.append((text, [route]))
        return
      }
      if groups[known].routes.last != route { groups[known].routes.append(route) }
    }

    var lines: [String] { groups.map { "\($0.routes.joined(separator: ", ")): \($0.text)" } }
  }

  /// A route by the regimes of the first process that matters, and what is best to do in each.
  func routeBlocks(_ route: PoliticalRoute, _ appraisal: PoliticalAppraisal) -> [Block] {
    guard route.project.value != nil else {
      var table = TextTable([("regime", .left), ("years open", .right)])
      for regime in route.regimes { table.add([name(regime), Self.number(regime.yearsOpen)]) }
      return [
        Block(title: "\(route.id) by regime", table: table, notes: [route.project.reason ?? ""])
      ]
    }
    return [values(route, appraisal)]
      + PoliticalAccount.View.allCases.compactMap { options(route, $0, appraisal) }
  }

  private func name(_ regime: PoliticalRoute.Regime) -> String {
    (regime.isStart ? "* " : "  ") + regime.id
  }

  private func values(_ route: PoliticalRoute, _ appraisal: PoliticalAppraisal) -> Block {
    var columns: [(title: String, alignment: TextTable.Alignment)] = [
      ("regime", .left), ("years\nopen", .right),
    ]
    for view in PoliticalAccount.View.allCases {
      columns += [
        ("\(view.rawValue) NPV\nheld", .right), ("with\nothers", .right),
        ("from\nhere", .right), ("V for\never", .right),
      ]
    }
    var table = TextTable(columns)
    for regime in route.regimes {
      var cells = [name(regime), Self.number(regime.yearsOpen)]
      for view in PoliticalAccount.View.allCases {
        let account = regime.accounts[view]?.value
        cells += [
          Self.number(account?.heldAlone), Self.number(account?.held),
          Self.number(account?.expected), Self.number(account?.worth),
        ]
      }
      table.add(cells)
    }
    let reasons = PoliticalAccount.View.allCases.compactMap { view in
      route.values[view]?.reason.map { "no \(view.rawValue) account: \($0)" }
    }
    return Block(
      title: "\(route.id) by regime of \(route.processes.first ?? ""), \(unit(appraisal))",
      table: table, notes: reasons)
  }

  private func joint(_ route: PoliticalRoute) -> String {
    route.processes.joined(separator: " and ")
  }

  /// Build now, wait or give up.
  private func options(
    _ route: PoliticalRoute, _ view: PoliticalAccount.View, _ appraisal: PoliticalAppraisal
  ) -> Block? {
    guard let project = route.project.value, let capital = route.presentCapital[view] else {
      return nil
    }
    var table = TextTable([
      ("regime", .left), ("best", .left), ("build now", .right), ("right F", .right),
      ("option value", .right), ("critical K*", .right), ("hurdle", .right),
    ])
    var notes: [String] = []
    for regime in route.regimes {
      let option = regime.accounts[view]?.value?.option
      if let reason = option?.reason, !notes.contains(reason) { notes.append(reason) }
      let outcome = option?.value
      table.add([
        name(regime), outcome?.decision.rawValue ?? "-", Self.number(outcome?.buildNow),
        Self.number(outcome?.value), Self.number(outcome?.optionValue),
        Self.number(outcome?.criticalCost), Self.number(outcome?.hurdle),
      ])
    }
    if let states = route.buildIn[view]?.value {
      notes.append(
        "building now is best in "
          + (states.isEmpty ? "no regime of \(joint(route))" : states.joined(separator: ", "))
          + (route.processes.count > 1
            ? "; in the table the other processes are in the regime in which the run begins" : ""))
    }
    let upkeep = route.optionUpkeep
    notes.append(
      "capital K = \(Self.number(capital)) at the decision, \(project.construction) years of building; "
        + "keeping the chance costs \(Self.number(upkeep.value)) a year"
        + (upkeep.isStated ? "" : " (the study states no cost)")
        + "; K*: the capital up to which building now is best; hurdle: worth / K*; dash: never")
    return Block(
      title:
        "\(route.id), \(view.rawValue) account: build now, wait or give up, \(unit(appraisal))",
      table: table, notes: notes)
  }
}
