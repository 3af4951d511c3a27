public import CorridorAppraisal
import CorridorNetwork
public import CorridorRisk
public import CorridorStudy

/// Sweeps that know the politics.
extension Sweep {
  /// Evaluates the grid with what politics make of the routes, each cell anew.
  ///
  /// - Parameters:
  ///   - base: the comparison as it is without the sweep.
  ///   - axes: one or two, of different assumptions; not more than `SweepAxis.limit` cells.
  ///   - keys: results that some route has, those of ``PoliticalRoute/resultKeys(_:)`` among them.
  ///   - routes: short ids, which the comparison has.
  ///   - appraise: the politics of the comparison with changes.
  /// - Throws: what `appraise` throws for a cell whose values make no sense.
  public init(
    base: ComparisonResult, axes: [SweepAxis], keys: [String], routes: [String],
    appraise: ([Override]) throws -> PoliticalAppraisal
  ) throws {
    let cells = try Self.places(axes.map(\.values.count)).map { place in
      let appraisal = try appraise(zip(axes, place).map { $0.override($1) })
      return routes.map { route in
        keys.map { Self.value($0, of: route, in: appraisal) }
      }
    }
    self.init(base: base, axes: axes, keys: keys, routes: routes, cells: cells)
  }

  private static func value(_ key: String, of route: String, in appraisal: PoliticalAppraisal)
    -> Value
  {
    let expected = appraisal.routes.first { $0.id == route }
    switch expected?.result(key, appraisal.result.keys) {
    case .known(let value)? where value.isFinite: return .number(value)
    case .known?: return .missing("it is no finite number here")
    case .missing(let reason)?: return .missing(reason)
    case nil:
      let own = appraisal.result.routes.first { $0.route.plan.shortID == route }
      return Value(own?.outcome(key))
    }
  }

  /// Whether every result is the same in all cells.
  public var isConstant: Bool { cells.allSatisfy { $0 == cells.first } }
}
