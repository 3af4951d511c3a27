public import CorridorStudy
public import CorridorUnits

/// A number that knows its unit and how it came about.
///
/// Figures form a directed graph without cycles: leaves are assumptions and measured lengths, every
/// other figure is an operation on figures. The graph is what `explain` prints, what says which
/// inputs a result rests on, and what can be evaluated again with other values of its leaves.
/// A figure is a reference because its identity matters: one that several results share is one node.
///
/// - Units: each figure carries its own. Money is always in the study's currency and price year.
public final class Figure: Sendable {
  /// What it is, in words.
  public let label: String
  /// Its value in `unit`.
  public let value: Double
  /// Its unit.
  public let unit: Unit
  /// How it came about.
  public let origin: Origin

  /// No result is larger in its own unit: what is rests on an absurd input.
  public static let largest = 1e15
  /// The same for messages.
  public static let largestText = "1e+15"

  /// Whether a result is a number, and not too large to mean anything.
  public static func isSensible(_ value: Double) -> Bool { value.magnitude <= largest }

  /// How a figure came about.
  public enum Origin: Sendable {
    /// The assumption with this id.
    case assumption(String)
    /// A length, stated or measured, with what it belongs to, the keys of its sources and, of a stated
    /// one, their class.
    case length(of: String, basis: String, sources: [String], sourceClass: SourceClass? = nil)
    /// A constant of the method, with the reason for it.
    case constant(String)
    /// An operation on other figures.
    case operation(Operation, [Figure])
  }

  /// What is done with the inputs of a figure.
  public enum Operation: Sendable {
    /// The inputs added up.
    case sum
    /// The first input less the others.
    case difference
    /// The inputs multiplied.
    case product
    /// The first input divided by the second.
    case quotient
    /// A formula with its name; its inputs come in the order of the figures.
    case formula(String, @Sendable ([Double]) -> Double)
    /// One of the results of a formula that gives several; the inputs are the formula's.
    case part(of: JointFormula, at: Int)

    /// How the operation is written in a tree.
    public var symbol: String {
      switch self {
      case .sum: "sum"
      case .difference: "difference"
      case .product: "product"
      case .quotient: "quotient"
      case .formula(let name, _): name
      case .part(let formula, _): formula.name
      }
    }

    /// The result for the inputs.
    public func callAsFunction(_ inputs: [Double]) -> Double {
      switch self {
      case .sum: inputs.reduce(0, +)
      case .difference: inputs.dropFirst().reduce(inputs.first ?? 0, -)
      case .product: inputs.reduce(1, *)
      case .quotient: inputs.dropFirst().reduce(inputs.first ?? 0, /)
      case .formula(_, let body): body(inputs)
      case .part(let formula, let index): formula(inputs)[index]
      }
    }
  }

  /// Creates a leaf.
  public init(_ label: String, _ value: Double, _ unit: Unit, origin: Origin) {
    self.label = label
    self.value = value
    self.unit = unit
    self.origin = origin
  }

  /// Creates the result of an operation whose unit the caller has worked out.
  public convenience init(
    _ label: String, unit: Unit, _ operation: Operation, of inputs: [Figure]
  ) {
    self.init(
      label, operation(inputs.map(\.value)), unit, origin: .operation(operation, inputs))
  }

  /// The figures that it was computed from.
  public var inputs: [Figure] {
    if case .operation(_, let inputs) = origin { return inputs }
    return []
  }

  /// The same figure under another name.
  public func named(_ label: String) -> Figure {
    Figure(label, value, unit, origin: origin)
  }

  /// The same quantity in another unit.
  ///
  /// - Throws: `AppraisalError.unit` when the units measure different things.
  public func converted(to target: Unit) throws(AppraisalError) -> Figure {
    if target == unit { return self }
    let factor = try Figure.factor(from: unit, to: target, in: label)
    return Figure(
      label, unit: target, .formula("in \(target)") { ($0.first ?? 0) * factor }, of: [self])
  }

  static func factor(from unit: Unit, to target: Unit, in label: String) throws(AppraisalError)
    -> Double
  {
    do { return try unit.factor(to: target) } catch {
      throw .unit(figure: label, found: unit.description, expected: target.description)
    }
  }
}

extension Figure {
  /// The sum of figures of one kind, in the unit of the first, or `unit` when there are none.
  ///
  /// - Throws: `AppraisalError.unit` when one of them measures something else.
  public static func sum(_ label: String, _ terms: [Figure], unit: Unit) throws(AppraisalError)
    -> Figure
  {
    var converted: [Figure] = []
    for term in terms { converted.append(try term.converted(to: unit)) }
    return Figure(label, unit: unit, .sum, of: converted)
  }

  /// The first figure less the second, in the unit of the first.
  public static func difference(_ label: String, _ first: Figure, _ second: Figure)
    throws(AppraisalError) -> Figure
  {
    Figure(
      label, unit: first.unit, .difference, of: [first, try second.converted(to: first.unit)])
  }

  /// The product of figures, expressed in a unit.
  public static func product(_ label: String, _ factors: [Figure], in unit: Unit)
    throws(AppraisalError) -> Figure
  {
    var found = Unit.one
    for figure in factors { found = try combine(found, figure.unit, label) { try $0 * $1 } }
    let scale = try factor(from: found, to: unit, in: label)
    if scale == 1 { return Figure(label, unit: unit, .product, of: factors) }
    return Figure(
      label, unit: unit, .formula("product, in \(unit)") { $0.reduce(scale, *) }, of: factors)
  }

  /// The quotient of two figures, expressed in a unit.
  public static func quotient(
    _ label: String, _ numerator: Figure, _ denominator: Figure, in unit: Unit
  ) throws(AppraisalError) -> Figure {
    let found = try combine(numerator.unit, denominator.unit, label) { try $0 / $1 }
    let scale = try factor(from: found, to: unit, in: label)
    if scale == 1 { return Figure(label, unit: unit, .quotient, of: [numerator, denominator]) }
    return Figure(
      label, unit: unit,
      .formula("quotient, in \(unit)") { scale * ($0.first ?? 0) / ($0.last ?? 1) },
      of: [numerator, denominator])
  }

  private static func combine(
    _ left: Unit, _ right: Unit, _ label: String, _ body: (Unit, Unit) throws -> Unit
  ) throws(AppraisalError) -> Unit {
    do { return try body(left, right) } catch {
      throw .unit(figure: label, found: "\(left) and \(right)", expected: "each other")
    }
  }

  /// A figure that no assumption changes.
  public static func constant(
    _ label: String, _ value: Double, _ unit: Unit = .one, because reason: String
  ) -> Figure {
    Figure(label, value, unit, origin: .constant(reason))
  }
}

extension Figure {
  /// What figures rest on in the end.
  public struct Leaves: Hashable, Sendable {
    /// Ids of assumptions, sorted.
    public let assumptions: [String]
    /// Names of the stated lengths of class memory or judgement, sorted: `LINK.declared_km`.
    public let unsourcedLengths: [String]
  }

  /// Ids of every assumption that the figures rest on, sorted.
  public static func assumptions(under figures: [Figure]) -> [String] {
    leaves(under: figures).assumptions
  }

  /// Everything that the figures rest on, however far down.
  public static func leaves(under figures: [Figure]) -> Leaves {
    var seen: Set<ObjectIdentifier> = []
    seen.reserveCapacity(1024)
    var assumptions: Set<String> = []
    var lengths: Set<String> = []
    var pending = figures
    while let figure = pending.popLast() {
      switch figure.origin {
      case .assumption(let id): assumptions.insert(id)
      case .length(let id, _, _, let sourceClass):
        if sourceClass?.isUnsourced ?? false { lengths.insert(id + ".declared_km") }
      case .operation(_, let inputs):
        for input in inputs where seen.insert(ObjectIdentifier(input)).inserted {
          pending.append(input)
        }
      case .constant: break
      }
    }
    return Leaves(assumptions: assumptions.sorted(), unsourcedLengths: lengths.sorted())
  }
}
