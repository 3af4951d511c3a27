/// What hosts that have reopened a contract take of a project, in expectation over the regimes.
///
/// The terms are those of ``HostContract``, which worlds draw. Whether a fee is raised hangs on the years
/// before in which the route was open, so that what is still to be taken is reckoned backwards, by joint
/// regime and by whether the host has raised its fee, to the decision. Each host bargains over what the stated
/// fees of the others leave, hence sums of hosts are exact.
struct ExpectedHoldUp {
  private struct Host {
    /// By year from 0, the chance that the fee is settled anew where the route is open all year.
    let chances: [Double]
    /// By year and joint regime, what is taken beyond the stated fee once it is raised, in millions.
    let taken: [[Double]]
    /// The chance and what is taken of a year after ramp-up.
    let fullChance: Double
    let fullTaken: [Double]
  }

  private let hosts: [Host]
  /// The processes as one, before the route operates and after.
  private let before: RouteRegimes
  private let after: RouteRegimes
  private let construction: Int
  /// By what a year later is worth less.
  private let rate: Double

  init(
    _ contracts: [HostContract], of project: PoliticalProject, before: RouteRegimes,
    after: RouteRegimes
  ) {
    self.before = before
    self.after = after
    construction = project.construction
    rate = project.builder.rate
    hosts = contracts.compactMap { contract in
      guard let year = project.year(of: contract.country) else { return nil }
      let chances = contract.chances(project.horizon).map(\.folded)
      let states = before.availability.indices
      func taken(_ level: Double) -> [Double] {
        states.map { state in
          guard level != 0 else { return 0 }
          let politics = RaisedFee(
            chance: 1, open: Column(before.availability[state]),
            demand: Column(before.demand[state]), fee: Column(before.fee[state]))
          return contract.taken(year, level: Column(level), politics).folded
        }
      }
      // Once everything is sunk the chance of a year is always the same.
      let full = max(project.construction, 1)
      return Host(
        chances: chances, taken: project.levels.map(taken),
        fullChance: chances.indices.contains(full) ? chances[full] : 0,
        fullTaken: taken(project.fullLevel))
    }
  }

  /// Whether no host can raise a fee.
  var isNone: Bool { hosts.isEmpty }

  /// The present value of what is taken until the horizon, by joint regime of year 0; `isFirstHeld` keeps the
  /// first process where it is.
  func taken(isFirstHeld: Bool = false) throws(PoliticsError) -> [Double] {
    let moving = try matrix(of: before, isFirstHeld: isFirstHeld)
    let operating = try matrix(of: after, isFirstHeld: isFirstHeld)
    var sum = none
    for host in hosts {
      var (raised, kept) = (none, none)
      for year in host.taken.indices.reversed() {
        if year + 1 < host.taken.count {
          let next = settled(raised, kept, chance: host.chances[year + 1])
          let matrix = year + 1 < construction ? moving : operating
          (raised, kept) = (later(matrix, raised), later(matrix, next))
        }
        raised = zip(raised, host.taken[year]).map { $0 + $1 }
      }
      // In year 0 nothing is sunk yet.
      sum = zip(sum, kept).map { $0 + $1 }
    }
    return sum
  }

  /// The present value of what is taken for ever of the finished work, by joint regime of the first full year,
  /// while no host has raised its fee.
  func takenForEver() throws(PoliticsError) -> [Double] {
    var sum = none
    for host in hosts {
      sum = zip(sum, try forEver(host).kept).map { $0 + $1 }
    }
    return sum
  }

  /// The same at the decision to build, by joint regime then: contracts are reopened during construction too.
  func takenFromDecision() throws(PoliticsError) -> [Double] {
    var sum = none
    for host in hosts {
      var (raised, kept) = try forEver(host)
      for year in (0..<construction).reversed() {
        let chance = host.chances.indices.contains(year + 1) ? host.chances[year + 1] : 0
        let next = settled(raised, kept, chance: chance)
        let matrix = before.joint.chain.matrix
        (raised, kept) = (later(matrix, raised), later(matrix, next))
      }
      sum = zip(sum, kept).map { $0 + $1 }
    }
    return sum
  }

  private func forEver(_ host: Host) throws(PoliticsError) -> (raised: [Double], kept: [Double]) {
    let chain = after.joint.chain
    let raised = try chain.value(of: host.fullTaken, rate: rate)
    // U = βP (a R + (1 - a) U), with a the chance of the year in each regime.
    let chances = before.availability.map { host.fullChance * $0 }
    let flows = later(chain.matrix, zip(chances, raised).map { $0 * $1 })
    var kept = chain.matrix
    for row in chances.indices {
      for column in chances.indices { kept[row, column] *= 1 - chances[column] }
    }
    return (raised, try chain.value(of: flows, rate: rate, kept: kept))
  }

  private var none: [Double] { before.availability.map { _ in 0 } }

  /// What is still to be taken before a year decides whether the fee is raised in it.
  private func settled(_ raised: [Double], _ kept: [Double], chance: Double) -> [Double] {
    kept.indices.map { state in
      let settles = chance * before.availability[state]
      return settles * raised[state] + (1 - settles) * kept[state]
    }
  }

  /// What next year's amounts are worth this year.
  private func later(_ matrix: SquareMatrix, _ amounts: [Double]) -> [Double] {
    (matrix * amounts).map { $0 / (1 + rate) }
  }

  private func matrix(of regimes: RouteRegimes, isFirstHeld: Bool) throws(PoliticsError)
    -> SquareMatrix
  {
    guard isFirstHeld, let first = regimes.joint.parts.first else {
      return regimes.joint.chain.matrix
    }
    let held = RegimeChain(states: first.states, matrix: .identity(first.states.count))
    return try JointRegimes([held] + regimes.joint.parts.dropFirst()).chain.matrix
  }
}

extension PoliticalProject {
  /// A year as a host bargains over it; nil where it is paid no fee.
  fileprivate func year(of country: String) -> HostContract.Year? {
    guard let fee = feesByCountry[country] else { return nil }
    let others = feesByCountry.filter { $0.key != country }.sorted { $0.key < $1.key }
      .map { Column($0.value) }
    return HostContract.Year(
      builder: Column(builder.yearly), upkeep: Column(upkeep), fee: Column(fee),
      others: others.first.map { others.dropFirst().reduce($0, +) })
  }
}
