public import CorridorStudy

/// The politics of a study as numbers: every process with its chances and effects in a run.
public struct RegimeModel: Hashable, Sendable {
  /// One process.
  public struct Process: Hashable, Sendable {
    /// Its id.
    public let id: String
    /// The id of the matrix that was taken.
    public let matrix: String
    /// The chances of a year.
    public let chain: RegimeChain
    /// The same while a corridor that is exposed operates.
    public let operating: RegimeChain
    /// The place of the regime in which a run begins.
    public let start: Int
    /// The year in which it begins.
    public let startYear: Int
    /// What the regimes do, by exposure in the order of the study.
    public let effects: [Effects]
  }

  /// What the regimes of a process do to routes of an exposure, regime by regime.
  public struct Effects: Hashable, Sendable {
    /// The id of the exposure.
    public let exposure: String
    /// The share of a year in which the route can be used.
    public let availability: [Double]
    /// By what demand is multiplied.
    public let demand: [Double]
    /// By what fees are multiplied.
    public let fee: [Double]
    /// Days that the border takes beyond its time.
    public let delayDays: [Double]
    /// The share of the assets that is lost on entering the regime.
    public let entryLoss: [Double]
    /// Whether sanctions are in force.
    public let hasSanctions: [Bool]
  }

  /// The processes, in the order of the study.
  public let processes: [Process]

  /// Makes chains of what the study says.
  ///
  /// - Parameters:
  ///   - regimes: What the study says.
  ///   - values: The values of the run.
  ///   - selection: Matrices and first regimes.
  ///   - date: The ISO date after which nothing may be known; nil for no limit.
  /// - Throws: `PoliticsError` with file and line for ids that are not there, matrices not known yet and
  ///   values out of their range.
  public init(
    _ regimes: Regimes, values: RegimeValues, selection: RegimeSelection = RegimeSelection(),
    asOf date: String? = nil
  ) throws(PoliticsError) {
    let named = Set(selection.matrices.keys).union(selection.starts.keys).union(selection.held)
    for id in named.sorted() where regimes.process(id) == nil {
      throw .states(
        "there is no process '\(id)'; use one of: "
          + regimes.processes.map(\.id).joined(separator: ", "))
    }
    var processes: [Process] = []
    for process in regimes.processes {
      let matrix = try process.matrix(named: selection.matrices[process.id], asOf: date)
      processes.append(try Process(process, matrix, values, selection))
    }
    self.processes = processes
  }

  /// The processes that a route is exposed to, as one.
  public func regimes(of exposure: RouteExposure, isOperating: Bool = false)
    throws(PoliticsError) -> RouteRegimes
  {
    var parts: [(process: Process, effects: Effects)] = []
    for (process, place) in zip(processes, exposure.effects) {
      guard let place, process.effects.indices.contains(place) else { continue }
      parts.append((process, process.effects[place]))
    }
    return try RouteRegimes(parts, isOperating: isOperating)
  }
}

extension RegimeProcess {
  /// The matrix of that id, or the one known last.
  func matrix(named id: String?, asOf date: String?) throws(PoliticsError)
    -> RegimeMatrix
  {
    guard let id else {
      if let matrix = latestMatrix(asOf: date) { return matrix }
      throw .study(
        "no matrix of process '\(self.id)' was known at \(date ?? "any date")",
        remedy: "add one that was, or choose a later date", location: location)
    }
    guard let matrix = matrix(id) else {
      throw .study(
        "process '\(self.id)' has no matrix '\(id)'",
        remedy: "use one of: " + matrices.map(\.id).joined(separator: ", "), location: location)
    }
    if let date, matrix.knownAt > date {
      throw .study(
        "matrix '\(id)' of process '\(self.id)' is known since \(matrix.knownAt), which is after "
          + "\(date)", remedy: "name another matrix, or choose a later date",
        location: matrix.location)
    }
    return matrix
  }
}

extension RegimeModel.Process {
  fileprivate init(
    _ process: RegimeProcess, _ matrix: RegimeMatrix, _ values: RegimeValues,
    _ selection: RegimeSelection
  ) throws(PoliticsError) {
    id = process.id
    self.matrix = matrix.id
    let rows = try matrix.rows(of: process, values: ChanceValues(values))
    let states = process.states.map(\.id)
    let moving = try RegimeChain(states: states, rows: rows)
    let isHeld = selection.held.contains(process.id)
    chain = isHeld ? RegimeChain(states: states, matrix: .identity(states.count)) : moving
    var tilts: [RegimeTilt] = []
    for tilt in process.tilts {
      let logit = try values.value(tilt.logit, .logit)
      let to = try chain.index(of: tilt.to)
      for from in tilt.from {
        tilts.append(RegimeTilt(from: try chain.index(of: from), to: to, logit: logit))
      }
    }
    operating = try chain.tilted(tilts)
    start = try chain.index(of: selection.starts[process.id] ?? matrix.start.state)
    startYear = matrix.start.year
    var effects: [RegimeModel.Effects] = []
    for effect in process.effects { effects.append(try RegimeModel.Effects(effect, values)) }
    self.effects = effects
  }
}

extension RegimeModel.Effects {
  fileprivate init(_ effects: RegimeEffects, _ values: RegimeValues) throws(PoliticsError) {
    let each = {
      (key: KeyPath<RegimeEffect, String?>, kind: RegimeInput.Kind, none: Double)
        throws(PoliticsError) -> [Double] in
      var result: [Double] = []
      for effect in effects.effects {
        result.append(
          try effect[keyPath: key].map { id throws(PoliticsError) in
            try values.value(id, kind)
          } ?? none)
      }
      return result
    }
    exposure = effects.exposure
    availability = try each(\.availability, .share, 1)
    demand = try each(\.demand, .factor, 1)
    fee = try each(\.fee, .factor, 1)
    delayDays = try each(\.delay, .delay, 0)
    entryLoss = try each(\.loss, .share, 0)
    hasSanctions = effects.effects.map(\.hasSanctions)
  }
}
