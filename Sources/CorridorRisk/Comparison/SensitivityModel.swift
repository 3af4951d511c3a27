public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// A comparison as a function of its assumptions, for sensitivity and break-even analysis.
///
/// It is the appraisal of the study with other values of what varies. Politics, where they play a part, are
/// taken at their mean over all paths (`ExpectedPolitics`), so that results depend on the inputs alone and
/// on no seed; the chances of regimes and the terms of hosts are inputs then like any other.
public struct SensitivityModel: Sendable {
  /// An assumption that is varied.
  public struct Input: Sendable, Identifiable {
    /// Its id, distribution, unit and class.
    public let assumption: DrawnAssumption
    /// The value of the run, in its unit.
    public let base: Double
    /// The range of the tornado and of break-even: the bounds of the distribution where it has some, else
    /// its P5 to P95.
    public let range: ClosedRange<Double>
    /// What is searched for switching values beside the range: a tenth of its low to ten times its high, as far
    /// as a chance can be; the range itself for shares and other pure numbers, for what has no low above 0, and
    /// for years.
    public let wider: ClosedRange<Double>

    /// The id of the assumption.
    public var id: String { assumption.id }
  }

  /// A result of a route.
  public struct Output: Hashable, Sendable {
    /// The short id of the route.
    public let route: String
    /// The key of the result.
    public let key: String
    /// Its value with every input at its base; not a number where there is none.
    public let base: Double

    /// The name of the output.
    public var name: String { route + "/" + key }
  }

  /// What is varied, in the order of the study; last what is varied for hosts alone.
  public let inputs: [Input]
  /// What the results rest on that has no range and so is not varied, by id in the order of the study.
  public let unvaried: [String]
  /// The changes of the run, as they were written, without each of which a result is a number at the base.
  private let changesToBlame: @Sendable (Output) -> [String]
  /// What is known of each route.
  public let outputs: [Output]
  /// The function: a column for each input, in its unit, and one for each output.
  public let model: BatchModel
  /// The rank correlations among the inputs.
  public let correlations: [RankCorrelation]
  /// What makes the inputs go together, by their places.
  let copula: Copula
  /// How inconsistent correlations are repaired; nil when they are consistent.
  public let repair: Copula.Repair?
  /// Outturns of which the mean or the deviation is an input, and the score another.
  let outturns: [DrawnOutturn]
  /// The politics whose mean is taken; nil without.
  public let politics: RegimeModel?
  /// Hosts that may reopen the contract of a route whose value to the builder is among the outputs; none
  /// without politics.
  public let hosts: [ReopeningHost]
  /// Makes a function of a comparison.
  ///
  /// - Parameters:
  ///   - result: the comparison, appraised with the values of the run.
  ///   - keys: the results that are wanted.
  ///   - routes: short ids of routes; nil for all.
  ///   - study: the study.
  ///   - resolved: the values of the run.
  ///   - regimes: the politics of the study; nil to leave the routes open, as the appraisal has them.
  ///   - selection: which matrices and first regimes the politics take.
  ///   - asOf: the ISO date after which nothing may be known; nil for no limit.
  ///   - samples: how many values will be drawn, which decides how far distributions reach.
  /// - Throws: `RiskModelError`, `key` among them for a key that no wanted route has.
  public init(
    _ result: ComparisonResult, keys: [String], routes: [String]? = nil, of study: Study,
    resolved: ResolvedAssumptions, regimes: Regimes? = nil,
    selection: RegimeSelection = RegimeSelection(), asOf: String? = nil, samples: UInt64 = 100_000
  ) throws(RiskModelError) {
    let layout = SensitivityLayout(result, keys: keys, routes: routes, of: study)
    guard !layout.wanted.isEmpty else {
      throw .key(
        keys.joined(separator: ", "),
        known: SensitivityLayout.keys(of: result, routes: routes))
    }
    let political: [String]
    do throws(PoliticsError) {
      political =
        try regimes.map { regimes throws(PoliticsError) in
          try regimes.inputs(feltBy: layout.routesWithValues, selection: selection, asOf: asOf)
            .map(\.id)
        } ?? []
    } catch { throw .politics(error) }
    let hosts = regimes.map { layout.hosts(regimes: $0, resolved: resolved) } ?? []
    let drawn = try DrawnAssumptions(
      under: layout.figures, overruns: layout.overruns,
      others: political + hosts.flatMap(\.inputs), of: study, resolved: resolved)
    let extremes = drawn.extremes(worlds: samples)
    try drawn.check(extremes, in: result, of: study, resolved: resolved)
    var world = World()
    var columns: [String: (column: Column, unit: Unit)] = [:]
    do throws(SimulationError) {
      for assumption in drawn.drawn {
        columns[assumption.id] = (
          try world.input(assumption.id, assumption.marginal), assumption.unit
        )
      }
    } catch { throw .simulation(error) }
    columns = drawn.withOutturns(columns)
    var politics: (model: RegimeModel, mean: ExpectedPolitics)?
    let years = try layout.years(drawn, at: result.comparison.location)
    if let regimes, layout.hasValues {
      let values = RegimeValues(regimes, of: study, resolved: resolved, drawn: extremes)
      do throws(PoliticsError) {
        let model = try RegimeModel(regimes, values: values, selection: selection, asOf: asOf)
        let mean = try ExpectedPolitics(
          regimes, model: model, values: values, drawn: columns, held: selection.held,
          years: years, opening: layout.risk.opening)
        politics = (model, mean)
      } catch { throw .politics(error) }
    }
    let mean = politics?.mean
    try drawn.explaining(extremes) { () throws(RiskModelError) in
      try layout.lay(out: columns, mean, hosts, years: years, in: &world)
    }
    self.politics = politics?.model
    self.hosts = hosts
    let function: WorldFunction
    do throws(SimulationError) { function = try WorldFunction(world) } catch {
      throw .simulation(error)
    }
    model = layout.model(function, drawn, hasPolitics: politics != nil)
    let timed = layout.timed
    var inputs: [Input] = []
    for assumption in drawn.drawn {
      let base =
        assumption.base ?? resolved[assumption.id]?.value ?? assumption.marginal.quantile(0.5)
      let kinds = regimes?.inputs.filter { $0.id == assumption.id }.map(\.kind) ?? []
      inputs.append(
        Input(
          assumption, base: base, isTimed: timed.contains(assumption.id), kinds: kinds))
    }
    self.inputs = inputs
    unvaried = drawn.fixed
    changesToBlame = { output in
      study.changes(of: resolved, in: result) { result, resolved in
        let model = try? SensitivityModel(
          result, keys: [output.key], routes: [output.route], of: study, resolved: resolved,
          regimes: regimes, selection: selection, asOf: asOf, samples: samples)
        return model?.outputs.first.map { Figure.isSensible($0.base) } == true
      }
    }
    correlations = drawn.correlations
    copula = drawn.copula
    repair = drawn.repair
    outturns = drawn.outturns
    let bases: [[Double]]
    do throws(SimulationError) { bases = try function(inputs.map { [$0.base] }) } catch {
      throw .simulation(error)
    }
    outputs = zip(layout.wanted, bases).map { wanted, value in
      Output(route: wanted.short, key: wanted.key, base: value.first ?? .nan)
    }
  }

  /// What is wrong, in one sentence: of a result that is no number, or too large a one, also which inputs are to blame.
  ///
  /// To blame are those that need to be at their base for the result to be a number; where that doesn't make it
  /// one, the changes of the run without which it is.
  public func explanation(of error: SensitivityError) -> String {
    guard case .notFinite(let name, let value, let row, let values) = error,
      let output = outputs.firstIndex(where: { $0.name == name }), values.count == inputs.count
    else { return error.description }
    let numbers = values.map(\.value)
    let culprits = Culprits(numbers, bases: inputs.map(\.base), among: Array(inputs.indices)) {
      let found = try? model.evaluate($0.map { [$0] }, 1)
      return found?[output].first.map(Figure.isSensible) == true
    }
    let named = { (places: [Int]) in
      places.map { "\(inputs[$0].id) = \(numbers[$0]) \(inputs[$0].assumption.unit)" }
    }
    let why: String
    switch culprits {
    case .alone(let places): why = SimulationError.text(.alone, of: value, named(places))
    case .together(let places): why = SimulationError.text(.together, of: value, named(places))
    case .elsewhere:
      let changes = changesToBlame(outputs[output])
      why = SimulationError.text(
        changes.isEmpty ? .elsewhere(inputs: inputs.count) : .changes(changes), of: value, [])
    }
    return "\(name) is \(SimulationError.text(value)) in row \(row)" + why
  }

  /// The inputs that are the deviation of a class of overruns: they widen its outturn and leave its mean, so
  /// that alone they change no result.
  public var deviations: [Int] {
    let ids = Set(outturns.compactMap(\.deviation))
    return inputs.indices.filter { ids.contains(inputs[$0].id) }
  }

  /// Columns of all inputs in which some alone are moved, with outturns at the mean of their class.
  func holdMeans(in columns: inout [[Double]], moving places: [Int]) {
    outturns.holdMeans(in: &columns, of: inputs.map(\.id), moving: places)
  }

  /// The place of an input; nil when nothing rests on it or it has no range.
  public func input(_ id: String) -> Int? { inputs.firstIndex { $0.id == id } }
}

extension SensitivityModel.Input {
  /// `kinds` are what the politics take it as.
  init(_ assumption: DrawnAssumption, base: Double, isTimed: Bool, kinds: [RegimeInput.Kind]) {
    self.assumption = assumption
    self.base = base
    let marginal = assumption.marginal
    let (low, high): (Double, Double)
    switch marginal {
    case .fixed, .uniform, .triangular, .pert, .beta, .discrete, .empirical:
      (low, high) = (marginal.quantile(0), marginal.quantile(1))
    case .normal, .lognormal:
      (low, high) = (marginal.quantile(0.05), marginal.quantile(0.95))
    }
    range = min(low, high)...max(low, high)
    // A share has an end that ten times its range would pass.
    let isScaled = !isTimed && low > 0 && !assumption.unit.isCompatible(with: .one)
    let most = kinds.compactMap { kind in
      try? kind.unit.convert(kind.bounds.upperBound, to: assumption.unit)
    }.min()
    wider = isScaled ? (low / 10)...max(high, min(high * 10, most ?? .infinity)) : range
  }
}
