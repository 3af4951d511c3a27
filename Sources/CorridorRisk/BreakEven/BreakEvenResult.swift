/// Where a function of a parameter is 0.
public struct BreakEvenRoot: Hashable, Sendable {
  /// Which way the function passes through 0 as the parameter rises.
  public enum Direction: String, Hashable, Sendable {
    /// From below 0 to above it.
    case rising
    /// From above 0 to below it.
    case falling
    /// It only touches 0.
    case touching

    /// At an end of what is searched, where one of the values is 0, the other side decides.
    init(before: Double, after: Double) {
      let (before, after) = (before == 0 ? -after : before, after == 0 ? -before : after)
      self =
        before < 0 && after > 0 ? .rising : before > 0 && after < 0 ? .falling : .touching
    }
  }

  /// Where it is 0: one value, or all values of an interval seen by the scan.
  public var span: ClosedRange<Double>
  /// Which way the function passes.
  public var direction: Direction
  /// The function's value there, in the unit of the output.
  public var residual: Double
  /// Whether the function jumps over 0 there without being 0.
  public var isJump: Bool

  /// The switching value: the lower end of the span.
  public var value: Double { span.lowerBound }
}

/// The switching values of one target within the range of a parameter.
public struct SwitchingValue: Hashable, Sendable {
  /// How the function runs over the range, judged at the points of the scan.
  public enum Shape: String, Hashable, Sendable {
    /// It never falls.
    case rising
    /// It never rises.
    case falling
    /// The parameter makes no difference.
    case constant
    /// It is not monotone: it rises here and falls there.
    case turning
  }

  /// What the search within the range came to.
  public enum Outcome: Hashable, Sendable {
    /// These values flip the target, in rising order.
    case roots([BreakEvenRoot])
    /// No value in the range flips it: the function is above 0 wherever it is defined.
    case alwaysAbove
    /// No value in the range flips it: the function is below 0 wherever it is defined.
    case alwaysBelow
    /// The function is 0 at every point of the range.
    case alwaysEqual
    /// The function is defined nowhere in the range.
    case undefined
  }

  /// What is to be 0, in words: `npv = 0.0`.
  public var target: String
  /// What the search within the range came to.
  public var outcome: Outcome
  /// Roots outside the range, within the wider interval, in rising order.
  public var beyond: [BreakEvenRoot]
  /// How the function runs over the range.
  public var shape: Shape
  /// Where in the range and the wider interval the function is no number, as far as the scan sees.
  public var undefined: [ClosedRange<Double>]

  init(_ target: String, range: ClosedRange<Double>, scan: Scan) {
    self.target = target
    undefined = scan.undefined
    shape = scan.shape(within: range)
    let inside = scan.roots.filter { $0.span.overlaps(range) }
    beyond = scan.roots.filter { !$0.span.overlaps(range) }
    let own = zip(scan.places, scan.values).filter { range.contains($0.0) && $0.1.isFinite }
    if own.isEmpty {
      outcome = .undefined
    } else if own.allSatisfy({ $0.1 == 0 }) && scan.undefined.isEmpty {
      outcome = .alwaysEqual
    } else if inside.isEmpty {
      let isAbove = own.allSatisfy { $0.1 > 0 }
      let isBelow = own.allSatisfy { $0.1 < 0 }
      // Signs that differ without a root stand on two sides of a gap.
      outcome = isAbove ? .alwaysAbove : isBelow ? .alwaysBelow : .roots([])
    } else {
      outcome = .roots(inside)
    }
  }

  /// The roots in the range.
  public var roots: [BreakEvenRoot] {
    if case .roots(let roots) = outcome { return roots }
    return []
  }

  /// The outcome in words, without a full stop.
  public var statement: String {
    let gaps = undefined.isEmpty ? "" : ", where it is defined"
    switch outcome {
    case .roots(let roots) where roots.isEmpty:
      return "flips across a stretch in which it is not defined"
    case .roots(let roots):
      let values = roots.map { "\($0.value)" }.joined(separator: " and ")
      return "flips at \(values)" + (shape == .turning ? "; not monotone" : "")
    case .alwaysAbove, .alwaysBelow:
      let nearest = beyond.map { "\($0.value)" }.joined(separator: " and ")
      return "no value in its range flips this" + gaps
        + (beyond.isEmpty ? "" : "; beyond it \(nearest) would")
    case .alwaysEqual: return "a tie at every value in its range"
    case .undefined: return "not defined anywhere in its range"
    }
  }
}

/// The switching values of a parameter.
public struct BreakEvenResult: Hashable, Sendable {
  /// The method with its source.
  public var method = "scan and root (Brent 1973)"
  /// The name of the parameter.
  public var parameter: String
  /// Its range.
  public var range: ClosedRange<Double>
  /// The wider interval that was searched too.
  public var wider: ClosedRange<Double>
  /// The number of steps of the scan of the range.
  public var steps: Int
  /// How often the model was evaluated, for all targets.
  public var evaluations: Int
  /// The switching values in the order of the targets.
  public var targets: [SwitchingValue]
}
