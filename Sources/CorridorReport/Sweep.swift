public import CorridorAppraisal
import CorridorNetwork
public import CorridorStudy

/// Chosen results of a comparison over a grid of one or two assumptions.
///
/// The figures of a run are laid out once and evaluated for each cell; only where that gives no number
/// the comparison is appraised anew, which tells why.
public struct Sweep: Sendable {
  /// A result in a cell.
  public enum Value: Hashable, Sendable {
    /// A number in the unit of the outcome.
    case number(Double)
    /// There is none, for this reason.
    case missing(String)

    /// The number, if there is one.
    public var number: Double? {
      if case .number(let value) = self { value } else { nil }
    }
  }

  /// The comparison with the study's own values on the axes.
  public let base: ComparisonResult
  /// One or two.
  public let axes: [SweepAxis]
  /// Keys of results, as in `compare --format json`, or as in `politics --format csv` of what is expected.
  public let keys: [String]
  /// Short ids of routes.
  public let routes: [String]
  /// By cell (the last axis runs fastest), then route, then key.
  public let cells: [[[Value]]]

  init(
    base: ComparisonResult, axes: [SweepAxis], keys: [String], routes: [String], cells: [[[Value]]]
  ) {
    self.base = base
    self.axes = axes
    self.keys = keys
    self.routes = routes
    self.cells = cells
  }

  /// Cells that are appraised anew for the sake of a reason; the reasons of more would be no news.
  private static let reasons = 200

  /// Evaluates the grid.
  ///
  /// - Parameters:
  ///   - base: the comparison as it is without the sweep.
  ///   - axes: one or two, of different assumptions; not more than `SweepAxis.limit` cells.
  ///   - keys: results that some route has.
  ///   - routes: short ids, which the comparison has.
  ///   - whole: ids of assumptions that count in whole years, whose cells are all appraised.
  ///   - value: the value of an axis at an index, in the unit that the run computes in.
  ///   - step: called when a cell is done.
  ///   - appraise: the comparison with changes.
  /// - Throws: what `value` and `appraise` throw for a cell whose values make no sense.
  public init(
    base: ComparisonResult, axes: [SweepAxis], keys: [String], routes: [String],
    whole: Set<String>, value: (SweepAxis, Int) throws -> Double, step: () -> Void = {},
    appraise: ([Override]) throws -> ComparisonResult
  ) throws {
    self.base = base
    self.axes = axes
    self.keys = keys
    self.routes = routes
    let values = try axes.map { axis in
      try axis.values.indices.map { try value(axis, $0) }
    }
    let grid = Self.places(axes.map(\.values.count))
    // The corners are appraised: what is out of range there is told with its remedy.
    let corners = Set(
      grid.filter { place in
        zip(place, axes).allSatisfy { $0 == 0 || $0 == $1.values.count - 1 }
      })
    var appraised: [[Int]: ComparisonResult] = [:]
    for place in grid
    where corners.contains(place) || axes.contains(where: { whole.contains($0.id) }) {
      appraised[place] = try appraise(zip(axes, place).map { $0.override($1) })
      step()
    }
    let layout = Layout(
      results: [base] + grid.compactMap { appraised[$0] }, routes: routes, keys: keys)
    var cells: [[[Value]]] = []
    var asked = 0
    for place in grid {
      if let result = appraised[place] {
        cells.append(layout.values(of: result))
        continue
      }
      var changed: [String: Double] = [:]
      for (axis, index) in axes.indices.map({ ($0, place[$0]) }) {
        changed[axes[axis].id] = values[axis][index]
      }
      var cell = layout.values(changed)
      if asked < Self.reasons, cell.contains(where: { $0.contains { $0.number == nil } }),
        layout.mayDiffer
      {
        asked += 1
        cell = layout.values(of: try appraise(zip(axes, place).map { $0.override($1) }))
      }
      cells.append(cell)
      step()
    }
    self.cells = cells
  }

  /// The places of a grid, the last axis running fastest.
  static func places(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { grid, count in
      grid.flatMap { place in (0..<count).map { place + [$0] } }
    }
  }
}

extension Sweep.Value {
  /// What an appraisal has of a key.
  init(_ outcome: Outcome?) {
    self =
      switch outcome {
      case .figure(let figure)? where figure.value.isFinite: .number(figure.value)
      case .figure?: .missing("it is no finite number here")
      case .missing(let reason)?: .missing(reason)
      case nil: .missing("this route has no such result")
      }
  }
}

/// The figures that are swept, laid out once.
private struct Layout {
  private let routes: [String]
  private let keys: [String]
  /// By route and key: the place among the graph's results, or why there is none anywhere.
  private let places: [[Int?]]
  private let reasons: [[String]]
  private let graph: FigureGraph
  /// Whether a figure that one cell lacks may be there in another.
  let mayDiffer: Bool

  init(results: [ComparisonResult], routes: [String], keys: [String]) {
    self.routes = routes
    self.keys = keys
    var figures: [Figure] = []
    var places: [[Int?]] = []
    var reasons: [[String]] = []
    for route in routes {
      var row: [Int?] = []
      var why: [String] = []
      for key in keys {
        let outcomes = results.compactMap { Self.outcome(key, of: route, in: $0) }
        if let figure = outcomes.lazy.compactMap(\.figure).first {
          row.append(figures.count)
          figures.append(figure)
        } else {
          row.append(nil)
        }
        why.append(outcomes.lazy.compactMap(\.reason).first ?? "this route has no such result")
      }
      places.append(row)
      reasons.append(why)
    }
    self.places = places
    self.reasons = reasons
    graph = FigureGraph(figures)
    mayDiffer = !figures.isEmpty
  }

  private static func outcome(
    _ key: String, of route: String, in result: ComparisonResult
  ) -> Outcome? {
    result.routes.first { $0.route.plan.shortID == route }?.outcome(key)
  }

  /// The values of an appraised cell.
  func values(of result: ComparisonResult) -> [[Sweep.Value]] {
    routes.map { route in
      keys.map { key in
        Sweep.Value(Self.outcome(key, of: route, in: result))
      }
    }
  }

  /// The values with other assumptions.
  func values(_ changed: [String: Double]) -> [[Sweep.Value]] {
    let found = graph.evaluate(with: changed)
    return places.indices.map { route in
      places[route].indices.map { key in
        guard let place = places[route][key] else { return .missing(reasons[route][key]) }
        return Figure.isSensible(found[place])
          ? .number(found[place]) : .missing("there is none here")
      }
    }
  }
}
