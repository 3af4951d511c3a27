/// A quantity of a world: one number in every sample.
///
/// Columns are combined as numbers are, in ordinary expressions and loops; what comes out is a plan
/// that a `Simulation` carries out for many samples at once.
///
///     var volume = demand
///     var value: Column = 0
///     for year in 1...30 {
///       value = value + volume * price * discount[year]
///       volume = volume * growth
///     }
public struct Column: Sendable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  let node: Node

  /// What is the same in every sample is worked out here, so that it never becomes a step.
  init(_ step: Step, _ inputs: [Column] = []) {
    let nodes = inputs.map(\.node)
    let constants = nodes.compactMap(\.constant)
    if !nodes.isEmpty, constants.count == nodes.count, let value = step.number(for: constants) {
      node = Node(.constant(value))
    } else {
      node = Node(step, nodes)
    }
  }

  init(_ node: Node) { self.node = node }

  /// Creates the column that has the same number in every sample.
  public init(_ value: Double) { self.init(.constant(value)) }
  /// Creates the column that has the same number in every sample.
  public init(floatLiteral value: Double) { self.init(value) }
  /// Creates the column that has the same number in every sample.
  public init(integerLiteral value: Int) { self.init(Double(value)) }

  /// The sums.
  public static func + (left: Column, right: Column) -> Column { Column(.add, [left, right]) }
  /// The differences.
  public static func - (left: Column, right: Column) -> Column { Column(.subtract, [left, right]) }
  /// The products.
  public static func * (left: Column, right: Column) -> Column { Column(.multiply, [left, right]) }
  /// The quotients.
  public static func / (left: Column, right: Column) -> Column { Column(.divide, [left, right]) }
  /// The numbers with the other sign.
  public static prefix func - (column: Column) -> Column { 0 - column }
  /// Adds to the column.
  public static func += (left: inout Column, right: Column) { left = left + right }
  /// Takes away from the column.
  public static func -= (left: inout Column, right: Column) { left = left - right }
  /// Multiplies the column.
  public static func *= (left: inout Column, right: Column) { left = left * right }
  /// Divides the column.
  public static func /= (left: inout Column, right: Column) { left = left / right }

  /// The greatest whole numbers that are not above.
  public var floor: Column { Column(.floor, [self]) }
  /// The square roots; not a number below 0.
  public var squareRoot: Column { Column(.squareRoot, [self]) }
  /// The exponentials.
  public var exponential: Column { Column(.exponential, [self]) }
  /// The natural logarithms; not a number below 0.
  public var logarithm: Column { Column(.logarithm, [self]) }

  /// The lesser number of each sample.
  public static func min(_ left: Column, _ right: Column) -> Column {
    Column(.lesser, [left, right])
  }

  /// The greater number of each sample.
  public static func max(_ left: Column, _ right: Column) -> Column {
    Column(.greater, [left, right])
  }

  /// A column of a formula that is called sample by sample: slow, for what no other operation says.
  ///
  /// - Parameters:
  ///   - name: what the formula is, for messages.
  ///   - inputs: the columns whose numbers it is given, in this order.
  ///   - body: the formula; the same inputs must give the same bits.
  /// - Returns: the formula's numbers.
  public static func formula(
    _ name: String, of inputs: [Column], _ body: @escaping @Sendable ([Double]) -> Double
  ) -> Column {
    Column(.formula(Formula(name, body)), inputs)
  }

  /// Columns of a formula that gives several numbers and is called once for all of them.
  ///
  /// - Parameters:
  ///   - count: how many numbers it gives; what it does not give is not a number.
  ///   - name: what the formula is, for messages.
  ///   - inputs: the columns whose numbers it is given, in this order.
  ///   - body: the formula; the same inputs must give the same bits.
  /// - Returns: a column for each number.
  public static func formulas(
    _ count: Int, _ name: String, of inputs: [Column],
    _ body: @escaping @Sendable ([Double]) -> [Double]
  ) -> [Column] {
    let call = JointCall(name, body)
    return (0..<Swift.max(count, 0)).map { Column(.part(call, at: $0), inputs) }
  }
}

/// What holds in some samples and not in others.
public struct Condition: Sendable {
  indirect enum Kind: Sendable {
    case compare(Step, Column, Column)
    case both(Kind, Kind)
    case either(Kind, Kind)
    case not(Kind)
  }

  let kind: Kind

  /// Holds where both hold.
  public static func && (left: Condition, right: Condition) -> Condition {
    Condition(kind: .both(left.kind, right.kind))
  }

  /// Holds where at least one holds.
  public static func || (left: Condition, right: Condition) -> Condition {
    Condition(kind: .either(left.kind, right.kind))
  }

  /// Holds where the other does not.
  public static prefix func ! (condition: Condition) -> Condition {
    Condition(kind: .not(condition.kind))
  }
}

extension Column {
  /// Holds where the left number is below the right one.
  public static func < (left: Column, right: Column) -> Condition {
    Condition(kind: .compare(.whereLess, left, right))
  }

  /// Holds where the left number is not above the right one.
  public static func <= (left: Column, right: Column) -> Condition {
    Condition(kind: .compare(.whereLessOrEqual, left, right))
  }

  /// Holds where the left number is above the right one.
  public static func > (left: Column, right: Column) -> Condition { right < left }
  /// Holds where the left number is not below the right one.
  public static func >= (left: Column, right: Column) -> Condition { right <= left }
  /// Holds where the two numbers are equal.
  public static func == (left: Column, right: Column) -> Condition {
    Condition(kind: .compare(.whereEqual, left, right))
  }

  /// The first column's number where the condition holds, the second's elsewhere.
  public static func select(_ condition: Condition, _ yes: Column, _ no: Column) -> Column {
    select(condition.kind, yes, no)
  }

  private static func select(_ kind: Condition.Kind, _ yes: Column, _ no: Column) -> Column {
    switch kind {
    case .compare(let step, let left, let right): Column(step, [left, right, yes, no])
    case .both(let first, let second): select(first, select(second, yes, no), no)
    case .either(let first, let second): select(first, yes, select(second, yes, no))
    case .not(let other): select(other, no, yes)
    }
  }
}
