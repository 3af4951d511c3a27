public import CorridorStudy

/// One political process of a study, with what follows from its chances.
public struct PoliticalProcess: Sendable {
  /// A regime counts as one in which the process ends when it lasts a year with this chance or more.
  public static let endurance = 0.95

  /// The process as the study has it.
  public let process: RegimeProcess
  /// The matrix that was taken.
  public let matrix: RegimeMatrix
  /// The chances of a year.
  public let chain: RegimeChain
  /// The place of the regime in which a run begins.
  public let start: Int
  /// Whether it stays there.
  public let isHeld: Bool
  /// Where the chances of each row come from, in the order of the regimes.
  public let rows: [RowOrigin]
  /// Hazards and shares with their values, in the order of the file.
  public let inputs: [Input]
  /// The rates a year that the chances of a year follow from, Q; nil where there are none.
  public let generator: RegimeGenerator?
  /// How often each regime followed each in the coded years that the matrix could know; nil without any.
  ///
  /// Of a matrix with an estimate the regimes that it counts; else all that were seen.
  public let counts: TransitionCounts?
  /// The parameter of the prior with which the counts make chances: that of the estimate, else 1.
  public let prior: Double
  /// The chances of each regime after so many years from the start.
  public let distributions: [(years: Int, chances: [Double])]
  /// The shares of the long run, or why there are none.
  public let longRun: PoliticalAnswer<[Double]>
  /// What happens until the process is in a regime that lasts, or why that can't be said.
  public let absorption: PoliticalAnswer<RegimeAbsorption>
  /// What the regimes are worth to countries.
  public let interests: [RegimeInterest]

  /// Where the chances of a row come from.
  public enum RowOrigin: String, Hashable, Sendable {
    /// They stand in the study.
    case stated
    /// Counted from the coded years, by the mean of the posterior.
    case counted
    /// They follow from rates a year: P = exp(Q).
    case rates
    /// The regime lasts but for its hazards.
    case hazards
  }

  /// A hazard or a share with its value.
  public struct Input: Hashable, Sendable {
    /// The regimes that are left.
    public let from: [String]
    /// The regime that is entered, or of a share the two.
    public let to: [String]
    /// The id of the assumption.
    public let id: String
    /// A chance a year, or of a share the part of the first.
    public let value: Double
    /// Whether it is a share.
    public let isShare: Bool
    /// How well it is sourced in this run.
    public let sourceClass: SourceClass?
  }

  /// Every process of a study.
  ///
  /// - Throws: `PoliticsError` for values that are not there.
  public static func all(
    _ regimes: Regimes, model: RegimeModel, of study: Study, resolved: ResolvedAssumptions,
    selection: RegimeSelection
  ) throws(PoliticsError) -> [PoliticalProcess] {
    let values = RegimeValues(regimes, of: study, resolved: resolved)
    var all: [PoliticalProcess] = []
    for (process, numbers) in zip(regimes.processes, model.processes) {
      guard let matrix = process.matrix(numbers.matrix) else { continue }
      all.append(
        try PoliticalProcess(
          process, matrix, numbers, isHeld: selection.held.contains(process.id), values: values,
          resolved: resolved,
          interests: RegimeInterest.all(
            of: process, regimes, model: model, of: study, resolved: resolved)))
    }
    return all
  }

  init(
    _ process: RegimeProcess, _ matrix: RegimeMatrix, _ numbers: RegimeModel.Process, isHeld: Bool,
    values: RegimeValues, resolved: ResolvedAssumptions, interests: [RegimeInterest]
  ) throws(PoliticsError) {
    self.process = process
    self.interests = interests
    self.matrix = matrix
    self.isHeld = isHeld
    chain = numbers.chain
    start = numbers.start
    rows = process.states.map { state in
      if !matrix.rates.isEmpty { return .rates }
      if matrix.rows[state.id] != nil { return .stated }
      return matrix.estimate?.states.contains(state.id) == true ? .counted : .hazards
    }
    inputs = try Self.inputs(matrix, values, resolved)
    generator = try matrix.generator(of: process)
    counts = try Self.counts(process, matrix)
    prior = matrix.estimate?.prior ?? 1
    var distributions: [(years: Int, chances: [Double])] = []
    for years in [5, 10, 20] {
      distributions.append((years, try chain.distribution(from: start, after: years)))
    }
    self.distributions = distributions
    longRun = isHeld ? .missing(reason: "it is held") : Self.answer(chain.stationary)
    absorption = try Self.absorption(chain, isHeld: isHeld)
  }

  private static func inputs(
    _ matrix: RegimeMatrix, _ values: RegimeValues, _ resolved: ResolvedAssumptions
  ) throws(PoliticsError) -> [Input] {
    var inputs: [Input] = []
    for hazard in matrix.hazards {
      inputs.append(
        Input(
          from: hazard.from, to: [hazard.to], id: hazard.chance,
          value: try values.value(hazard.chance, .chance), isShare: false,
          sourceClass: resolved[hazard.chance]?.sourceClass))
    }
    for split in matrix.splits {
      inputs.append(
        Input(
          from: split.from, to: split.to, id: split.share,
          value: try values.value(split.share, .share), isShare: true,
          sourceClass: resolved[split.share]?.sourceClass))
    }
    return inputs
  }

  /// Counts the coded years up to the one in which the matrix begins, or through which it is estimated.
  private static func counts(_ process: RegimeProcess, _ matrix: RegimeMatrix)
    throws(PoliticsError) -> TransitionCounts?
  {
    let last = matrix.estimate?.through ?? matrix.start.year
    let coded = process.coding.filter { $0.year <= last }
    guard !coded.isEmpty else { return nil }
    let seen = Set(coded.map(\.state))
    return try TransitionCounts(
      of: coded.map { (year: $0.year, state: $0.state) },
      states: matrix.estimate?.states ?? process.states.map(\.id).filter(seen.contains))
  }

  /// Until a regime that lasts: those that are never left, and beside them those that hardly are.
  private static func absorption(_ chain: RegimeChain, isHeld: Bool) throws(PoliticsError)
    -> PoliticalAnswer<RegimeAbsorption>
  {
    if isHeld { return .missing(reason: "it is held") }
    guard !chain.absorbing.isEmpty else {
      return .missing(reason: "every regime can be left, so none of them ends the process")
    }
    var rows = chain.matrix.rows
    for place in rows.indices where rows[place][place] >= endurance {
      rows[place] = rows.indices.map { $0 == place ? 1 : 0 }
    }
    let ending = try RegimeChain(states: chain.states, rows: rows)
    return answer(ending.absorption)
  }

  private static func answer<Value>(_ body: () throws(PoliticsError) -> Value)
    -> PoliticalAnswer<Value>
  {
    do throws(PoliticsError) { return .known(try body()) } catch {
      let text = "\(error)"
      return .missing(reason: text.hasPrefix("error: ") ? String(text.dropFirst(7)) : text)
    }
  }
}
