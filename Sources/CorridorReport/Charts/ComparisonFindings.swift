public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// Everything that is known of one comparison, for its charts and its report.
public struct ComparisonFindings: Sendable {
  /// The study as the run saw it.
  public let study: Study
  /// The appraisal.
  public let result: ComparisonResult
  /// Many worlds; nil where none were drawn.
  public var risk: RiskReport?
  /// Every assumption at its ends; nil where none has a range.
  public var tornado: SensitivityReport?
  /// Shares of variance; nil where none were taken.
  public var indices: SensitivityReport?
  /// Switching values; nil where nothing can turn.
  public var breakEven: BreakEvenReport?
  /// Switching values of two assumptions together.
  public var frontiers: [BreakEvenFrontierReport] = []
  /// What politics make of it; nil without politics.
  public var politics: PoliticsReport?
  /// The assumptions of the politics that worlds and politics rest on; none without politics.
  public var politicalAssumptions: [String] = []
  /// A map as an SVG document; nil where none was drawn.
  public var map: [UInt8]?

  /// Begins with the appraisal alone.
  public init(study: Study, result: ComparisonResult) {
    self.study = study
    self.result = result
  }

  /// Short ids of the routes in the order of the study.
  var routes: [String] { result.routes.map(\.shortID) }

  /// The style of a route, the same in every chart.
  func style(of route: String) -> SeriesStyle {
    SeriesStyle.at(routes.firstIndex(of: route) ?? 0)
  }

  // MARK: - Units

  /// Such as `USD of 2024`.
  var money: String { "\(study.settings.priceBase)" }
  /// Such as `USD of 2024 per TEU`.
  var moneyPerLoad: String { "\(money) per \(result.service.unit)" }
  /// Such as `million USD of 2024`.
  var millions: String { "million \(money)" }

  /// What a key says, and its unit.
  func quantity(_ key: String) -> (name: String, unit: String) {
    let keys = result.keys
    switch key {
    case keys.economicValue: return ("Economic net present value", millions)
    case keys.privateValue: return ("Private net present value", millions)
    case keys.holdUp: return ("Taken by hosts that reopened the contract", millions)
    case keys.generalisedCost: return ("Generalised cost", moneyPerLoad)
    case keys.price: return ("Price", moneyPerLoad)
    case keys.levelisedCost: return ("Levelised cost", moneyPerLoad)
    default: return (key, key.hasSuffix(keys.millions) ? millions : "as its key says")
    }
  }
}

extension RouteResult {
  /// The id after the slash.
  var shortID: String { route.plan.shortID }
}

/// The charts of a comparison, those that its findings allow, in the order of the report.
public struct ComparisonCharts {
  let findings: ComparisonFindings
  /// What ids of charts begin with where several comparisons stand in one document.
  let prefix: String

  /// Prepares charts.
  public init(_ findings: ComparisonFindings, prefix: String = "") {
    self.findings = findings
    self.prefix = prefix
  }

  /// Every chart.
  public func all() -> [Chart] {
    [
      timeLadders(), costLadders(), borders(), shares(), cashFlows(), accounts(), distribution(),
      beats(), tornado(), indices(), frontier(),
    ].compactMap(\.self) + regimes()
  }

  func id(_ name: String) -> String { prefix + name }
}
