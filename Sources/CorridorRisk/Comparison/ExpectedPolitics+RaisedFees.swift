import CorridorStudy

extension ExpectedPolitics {
  /// The chances that a host has raised its fee by then, by year and by what politics do.
  ///
  /// Whether a fee is raised hangs on the years before in which the route was open, and what it then takes on
  /// what the regimes of the year are. So the chance u[t] of every joint regime together with a fee
  /// that was not raised is carried on, u[t] = (P u[t-1]) (1 - h[t] open), with h the host's chance; the mean
  /// over the paths is exact.
  func raisedFees(of country: String, chances: [Column], exposure: RouteExposure)
    throws(PoliticsError) -> [[RaisedFee]]
  {
    let joint = try JointEffects(self, exposure)
    var all = joint.start
    var unraised = all
    var years: [[RaisedFee]] = []
    for (year, chance) in chances.enumerated() {
      if year > 0 {
        let matrices = joint.processes.map { matrix(of: $0, in: year) }
        all = Self.step(all, matrices)
        unraised = Self.step(unraised, matrices)
      }
      var cases: [RaisedFee] = []
      for state in all.indices where all[state].node.constant != 0 {
        unraised[state] = unraised[state] * (1 - chance * joint.open[state])
        let raised = all[state] - unraised[state]
        guard raised.node.constant != 0 else { continue }
        cases.append(
          RaisedFee(
            chance: raised, open: joint.open[state], demand: joint.demand[state],
            fee: joint.fee[state]))
      }
      years.append(cases)
    }
    return years
  }

  /// The chances of joint regimes a year later; of these the last process runs fastest.
  private static func step(_ chances: [Column], _ matrices: [[[Column]]]) -> [Column] {
    var chances = chances
    var stride = chances.count
    for rows in matrices {
      stride /= rows.count
      chances = chances.indices.map { to in
        let place = to / stride % rows.count
        let first = to - place * stride
        return rows.indices.reduce(Column(0)) { sum, from in
          sum.adding(rows[from][place], times: chances[first + from * stride])
        }
      }
    }
    return chances
  }
}

/// The joint regimes of the processes that matter to a route, and what each does.
private struct JointEffects {
  /// The places of the processes that matter.
  private(set) var processes: [Int] = []
  /// By joint regime: the chance of beginning in it.
  private(set) var start: [Column] = [1]
  /// By joint regime, what it does.
  private(set) var open: [Column] = [1]
  private(set) var demand: [Column] = [1]
  private(set) var fee: [Column] = [1]

  init(_ politics: ExpectedPolitics, _ exposure: RouteExposure) throws(PoliticsError) {
    for (process, place) in exposure.effects.enumerated() {
      guard let place else { continue }
      let effects = politics.regimes.processes[process].effects[place].effects
      processes.append(process)
      start = Self.joined(start, politics.start(of: process))
      open = Self.joined(open, try politics.states(effects, \.availability, .share, none: 1))
      demand = Self.joined(demand, try politics.states(effects, \.demand, .factor, none: 1))
      fee = Self.joined(fee, try politics.states(effects, \.fee, .factor, none: 1))
    }
  }

  private static func joined(_ left: [Column], _ right: [Column]) -> [Column] {
    left.flatMap { first in right.map { first * $0 } }
  }
}
