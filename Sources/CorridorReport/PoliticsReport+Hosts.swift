import CorridorRisk

extension PoliticsReport {
  /// A host that may reopen the contract: what that takes, and what helps.
  func hostBlocks(
    _ host: PoliticalHost, _ route: PoliticalRoute, _ appraisal: PoliticalAppraisal
  ) -> [Block] {
    let title = "\(route.id): \(host.country) may reopen the contract, \(unit(appraisal))"
    guard let result = host.holdUp.value else {
      return [Block(title: title, table: nil, notes: [host.holdUp.reason ?? ""])]
    }
    var mitigants = TextTable([
      ("what is agreed beforehand", .left), ("adds to investor", .right),
      ("to host", .right), ("to guarantor", .right),
    ])
    for row in result.mitigants {
      mitigants.add([
        Self.words(row.mitigant), Self.number(row.investor), Self.number(row.host),
        Self.number(row.guarantor),
      ])
    }
    let terms = Block(title: title, table: terms(result), notes: holdUpNotes(result))
    guard !result.mitigants.isEmpty else { return [terms] }
    return [
      terms, Block(title: "\(route.id): what would help against \(host.country)", table: mitigants),
    ]
  }

  private func terms(_ result: PoliticalHost.Result) -> TextTable {
    var table = TextTable([("present values", .left), ("", .right)])
    for (key, value) in Self.figures(of: result) { table.add([Self.labels[key] ?? key, value]) }
    return table
  }

  private static let labels = [
    "investor": "investor, the contract kept", "investor_held_up": "investor, held up",
    "host": "host, at the investor's rate", "host_own": "host, as it values them itself",
    "lost": "lost to stoppages and the end", "reopenings": "times the contract is reopened",
    "ended": "chance that it is ended", "surplus": "surplus S", "capital": "capital K",
    "zone": "not built though worth it", "in_zone": "K is in that zone",
    "fee": "fee of the study, a year", "self_enforcing_fee": "fee that keeps the host to its word",
  ]

  private static func figures(of result: PoliticalHost.Result) -> [(String, String)] {
    let values = result.values
    return [
      ("investor", number(values.undisturbed)), ("investor_held_up", number(values.investor)),
      ("host", number(values.host)), ("host_own", number(values.hostOwn)),
      ("lost", number(values.lost)), ("reopenings", number(values.reopenings)),
      ("ended", NumberFormat.percent(result.ended)), ("surplus", number(result.surplus)),
      ("capital", number(result.capital)),
      ("zone", result.zone.map { "\(number($0.above)) to \(number($0.through))" } ?? "-"),
      ("in_zone", result.isInZone.map { $0 ? "yes" : "no" } ?? "-"), ("fee", number(result.fee)),
      ("self_enforcing_fee", number(result.selfEnforcingFee)),
    ]
  }

  private func holdUpNotes(_ result: PoliticalHost.Result) -> [String] {
    var notes = [
      "the whole contract, stoppages and ends included, apart from the values above: "
        + "private flows of the builder at \(NumberFormat.percent(result.contract.rate)), regimes left out; "
        + "the fee is added to what it earns and paid to the host; capital not spent because the "
        + "project ended is not lost",
      "S: what is earned beyond the investor's other choice, before capital; the host's share of it is "
        + "\(NumberFormat.percent(result.contract.power, decimals: 0)); the fee that keeps it to its "
        + "word makes up for one full year of all that is left to the investor "
        + "(\(Self.number(result.gain))), at a patience of \(result.contract.hostPatience)",
    ]
    if result.zone == nil {
      notes.append("no zone: the project earns nothing beyond the investor's other choice")
    }
    return notes
  }

  /// A mitigant in words, with its size in the run.
  static func words(_ mitigant: Mitigant) -> String {
    switch mitigant {
    case .escrow(let years): "account that holds \(number(years)) years of fee"
    case .prepaidFee(let share): "\(percent(share)) of the fee paid ahead"
    case .inKind(let share, let worth):
      "\(percent(share)) of the fee in kind, worth \(number(worth)) times that to the host"
    case .stagedBuild(let outlays):
      "capital spread over \(outlays.count { $0 > 0 }) years, the last in operation"
    case .fallback(let yearly): "another way to earn \(number(yearly)) a year"
    case .guarantee(let share, let premium):
      "guarantee of \(percent(share)) of the capital lost"
        + (premium > 0 ? " for \(number(premium)) a year" : ", free of charge")
    }
  }

  /// A stable name of a mitigant.
  static func key(_ mitigant: Mitigant) -> String {
    switch mitigant {
    case .escrow: "escrow"
    case .prepaidFee: "prepaid_fee"
    case .inKind: "in_kind"
    case .stagedBuild: "staged_build"
    case .fallback: "fallback"
    case .guarantee: "guarantee"
    }
  }

  private static func percent(_ share: Double) -> String {
    NumberFormat.percent(share, decimals: 0)
  }
}
