/// What politics make of one route.
public struct PoliticalRoute: Sendable {
  /// The id after the slash.
  public let id: String
  /// What it is exposed to, by process in the order of the study; nil where a process does not matter.
  public let exposures: [String?]
  /// The ids of the processes that matter.
  public let processes: [String]
  /// The years of operation, in which it could be open; nil where a comparison has no years.
  public let operation: Int
  /// The years of operation in which it is expected to be open, or why none can be told: the scenario has
  /// closed it, which no regime opens.
  public let yearsOpen: PoliticalAnswer<Double>
  /// The project, or why there is none.
  public let project: PoliticalAnswer<PoliticalProject>
  /// Net present values by account; the same keys as ``PoliticalAccount/View``.
  public let values: [PoliticalAccount.View: PoliticalAnswer<Values>]
  /// What holds from each regime of the first process that matters; empty where none does, and of a route that
  /// the scenario has closed.
  public let regimes: [Regime]
  /// By account, the regimes of all processes together, joined by `+`, in which building now is best.
  public let buildIn: [PoliticalAccount.View: PoliticalAnswer<[String]>]
  /// Hosts on the way that may reopen a contract.
  public let hosts: [PoliticalHost]
  /// The countries of those whose raised fees the expected values of the builder have.
  public let raisers: [String]
  /// The capital at the decision, by account, for the option: its present value in millions.
  public let presentCapital: [PoliticalAccount.View: Double]
  /// What keeping the chance to build costs a year, in millions, and whether the study says so.
  public let optionUpkeep: (value: Double, isStated: Bool)

  /// Net present values of a project in millions.
  public struct Values: Hashable, Sendable {
    /// When no politics disturb it.
    public let undisturbed: Double
    /// In expectation over the politics, the raised fees of hosts included.
    public let expected: Double
    /// What hosts that have reopened the contract are expected to take beyond the stated fee, which is taken
    /// off; 0 where none can, and of all parties together, to whom a fee is a transfer.
    public let heldUp: Double
  }

  /// What holds when a run begins in, or stays in, one regime of the first process that matters.
  public struct Regime: Sendable {
    /// Its id.
    public let id: String
    /// Whether the run begins in it.
    public let isStart: Bool
    /// The years of operation in which the route is expected to be open.
    public let yearsOpen: Double
    /// By account.
    public let accounts: [PoliticalAccount.View: PoliticalAnswer<Account>]
  }

  /// One account in a regime, in millions.
  public struct Account: Sendable {
    /// Net present value when the regime lasts for ever and nothing else disturbs the route, no host either.
    public let heldAlone: Double
    /// The same while the other processes run on and hosts may raise their fees.
    public let held: Double
    /// Net present value in expectation from this regime.
    public let expected: Double
    /// What the finished work is worth, for ever at the demand of the first full year, before a host has raised
    /// its fee.
    public let worth: Double
    /// What is best to do here, or why that is not known.
    public let option: PoliticalAnswer<RegimeOption.Outcome>
  }

  init(
    id: String, exposures: [String?], exposure: RouteExposure, model: RegimeModel,
    project: PoliticalAnswer<PoliticalProject>, hosts: [PoliticalHost],
    contracts: [HostContract], years: [Int], closed: String? = nil
  ) throws(PoliticsError) {
    self.id = id
    self.exposures = exposures
    self.project = project
    self.hosts = hosts
    raisers = contracts.map(\.country)
    let construction = years.first ?? 0
    operation = years.dropFirst().first ?? 0
    let expectation = PoliticalExpectation(
      model, exposure, years: construction + operation, opening: construction)
    processes = expectation.processes.map(\.id)
    let courses = expectation.processes.map { PoliticalCourse.running(from: $0.start) }
    yearsOpen =
      closed.map { .missing(reason: $0) }
      ?? .known(expectation.open(courses).dropFirst(construction).reduce(0, +))
    let upkeep = hosts.compactMap(\.optionUpkeep)
    optionUpkeep = (upkeep.reduce(0, +), !upkeep.isEmpty)
    let before = try model.regimes(of: exposure)
    let after = try model.regimes(of: exposure, isOperating: true)
    let holdUp = project.value.map {
      ExpectedHoldUp(contracts, of: $0, before: before, after: after)
    }
    let start = before.start
    var values: [PoliticalAccount.View: PoliticalAnswer<Values>] = [:]
    var capital: [PoliticalAccount.View: Double] = [:]
    for view in PoliticalAccount.View.allCases {
      values[view] = try Self.account(view, of: project) {
        project, account throws(PoliticsError) in
        capital[view] = project.presentCapital(account)
        let heldUp = try account.view == .private ? holdUp?.taken()[start] ?? 0 : 0
        return Values(
          undisturbed: project.value(account, expectation.columns(courses.map { _ in .leftOut })),
          expected: project.value(account, expectation.columns(courses)) - heldUp,
          heldUp: heldUp)
      }
    }
    self.values = values
    presentCapital = capital
    guard closed == nil else {
      (regimes, buildIn) = ([], [:])
      return
    }
    let cases = RegimeCases(
      expectation, before: before, after: after, holdUp: holdUp, construction: construction,
      upkeep: optionUpkeep.value)
    (regimes, buildIn) = try cases.regimes(of: project)
  }

  /// Something of an account, or why there is none.
  fileprivate static func account<Value>(
    _ view: PoliticalAccount.View, of project: PoliticalAnswer<PoliticalProject>,
    _ body: (PoliticalProject, PoliticalAccount) throws(PoliticsError) -> Value
  ) throws(PoliticsError) -> PoliticalAnswer<Value> {
    guard let found = project.value else { return .missing(reason: project.reason ?? "") }
    return try found.account(view).map { account throws(PoliticsError) in
      try body(found, account)
    }
  }
}

/// Goes through the regimes of the first process that matters to a route.
private struct RegimeCases {
  let expectation: PoliticalExpectation
  /// The processes as one, before the route operates and after.
  let before: RouteRegimes
  let after: RouteRegimes
  /// What hosts take of the builder; nil without a project.
  let holdUp: ExpectedHoldUp?
  let construction: Int
  let upkeep: Double

  init(
    _ expectation: PoliticalExpectation, before: RouteRegimes, after: RouteRegimes,
    holdUp: ExpectedHoldUp?, construction: Int, upkeep: Double
  ) {
    self.expectation = expectation
    self.before = before
    self.after = after
    self.holdUp = holdUp
    self.construction = construction
    self.upkeep = upkeep
  }

  func regimes(of project: PoliticalAnswer<PoliticalProject>) throws(PoliticsError)
    -> ([PoliticalRoute.Regime], [PoliticalAccount.View: PoliticalAnswer<[String]>])
  {
    guard let first = expectation.processes.first else { return ([], [:]) }
    var found: [PoliticalAccount.View: PoliticalAnswer<Accounts>] = [:]
    for view in PoliticalAccount.View.allCases {
      found[view] = try PoliticalRoute.account(view, of: project) {
        project, account throws(PoliticsError) in try accounts(project, account, first)
      }
    }
    var regimes: [PoliticalRoute.Regime] = []
    for (place, state) in first.chain.states.enumerated() {
      var accounts: [PoliticalAccount.View: PoliticalAnswer<PoliticalRoute.Account>] = [:]
      for (view, list) in found { accounts[view] = try list.map { $0.byRegime[place] } }
      let open = expectation.open(courses(.running(from: place)))
      regimes.append(
        PoliticalRoute.Regime(
          id: state, isStart: place == first.start,
          yearsOpen: open.dropFirst(construction).reduce(0, +), accounts: accounts))
    }
    var buildIn: [PoliticalAccount.View: PoliticalAnswer<[String]>] = [:]
    for (view, list) in found {
      buildIn[view] = list.value?.buildIn ?? .missing(reason: list.reason ?? "")
    }
    return (regimes, buildIn)
  }

  /// One account in every regime of the first process, and where building now is best.
  private struct Accounts {
    let byRegime: [PoliticalRoute.Account]
    let buildIn: PoliticalAnswer<[String]>
  }

  /// The first process on a course, the others as they run, or left out.
  private func courses(_ first: PoliticalCourse, alone: Bool = false) -> [PoliticalCourse] {
    [first]
      + expectation.processes.dropFirst().map { alone ? .leftOut : .running(from: $0.start) }
  }

  /// The account in every regime of the first process.
  private func accounts(
    _ project: PoliticalProject, _ account: PoliticalAccount, _ first: RegimeModel.Process
  ) throws(PoliticsError) -> Accounts {
    let others = expectation.processes.dropFirst().map(\.start)
    let worth = try after.joint.chain.value(
      of: project.flows(account, in: after), rate: account.rate)
    var heldUp: HeldUp?
    if account.view == .private, let holdUp { heldUp = try HeldUp(holdUp) }
    let options = try options(project, account, worth, less: heldUp?.fromDecision)
    var accounts: [PoliticalRoute.Account] = []
    for place in first.chain.states.indices {
      let joint = try before.joint.index(of: [place] + others)
      func value(_ courses: [PoliticalCourse]) -> Double {
        project.value(account, expectation.columns(courses))
      }
      accounts.append(
        PoliticalRoute.Account(
          heldAlone: value(courses(.held(in: place), alone: true)),
          held: value(courses(.held(in: place))) - (heldUp?.held[joint] ?? 0),
          expected: value(courses(.running(from: place))) - (heldUp?.running[joint] ?? 0),
          worth: worth[joint] - (heldUp?.forEver[joint] ?? 0),
          option: try options.map { $0[joint] }))
    }
    return Accounts(
      byRegime: accounts,
      buildIn: try options.map { $0.filter { $0.decision == .build }.map(\.state) })
  }

  /// What hosts take of the builder, by joint regime.
  private struct HeldUp {
    let running: [Double]
    let held: [Double]
    let forEver: [Double]
    let fromDecision: [Double]

    /// Nil where none can.
    init?(_ expected: ExpectedHoldUp) throws(PoliticsError) {
      guard !expected.isNone else { return nil }
      running = try expected.taken()
      held = try expected.taken(isFirstHeld: true)
      forEver = try expected.takenForEver()
      fromDecision = try expected.takenFromDecision()
    }
  }

  /// `less` is what building now gives up of the worth at the decision.
  private func options(
    _ project: PoliticalProject, _ account: PoliticalAccount, _ worth: [Double], less: [Double]?
  ) throws(PoliticsError) -> PoliticalAnswer<[RegimeOption.Outcome]> {
    guard before.joint.chain.states.count <= RegimeOption.largest else {
      return .missing(
        reason: "an option is solved for at most \(RegimeOption.largest) joint regimes, and there "
          + "are \(before.joint.chain.states.count)")
    }
    let option = try RegimeOption(
      chain: before.joint.chain, values: worth, lag: construction, less: less, upkeep: upkeep,
      rate: account.rate)
    return .known(try option.outcomes(capital: project.presentCapital(account)))
  }
}
