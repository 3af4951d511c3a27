import CorridorUnits

extension Functions {
  /// What a function that there is makes of what is known of its arguments.
  ///
  /// Of numbers without units it makes one.
  static func measure(of name: String, _ arguments: [Measure], in whole: String)
    throws(QuantityFailure) -> Measure
  {
    if arguments.allSatisfy(\.isBare) { return bare(name, arguments) }
    switch name {
    case "min", "max":
      return try like(arguments, in: whole)
    case "power":
      try require(arguments[1], .pure, of: name, in: whole)
      guard case .bare(let exponent) = arguments[1].kind else {
        try require(arguments[0], .pure, of: name, in: whole)
        return .pure
      }
      return arguments[0].raised(to: exponent)
    case "lognormal_share":
      _ = try like(arguments, in: whole)
      return .pure
    case "lognormal_quantile":
      try require(arguments[0], .pure, of: name, in: whole)
      return try like(Array(arguments.dropFirst()), in: whole)
    case "annuity_rate", "annuity":
      let rate = try Measure(.year).inverse(in: whole)
      for (argument, measure) in zip(arguments, [rate, Measure(.year), Measure(.year)])
      where !argument.isBare {
        try require(argument, measure, of: name, in: whole)
      }
      return name == "annuity" ? Measure(.year) : rate
    case "jeffreys":
      _ = try like(arguments, in: whole)
      return .pure
    default:
      for argument in arguments { try require(argument, .pure, of: name, in: whole) }
      return .pure
    }
  }

  private static func bare(_ name: String, _ arguments: [Measure]) -> Measure {
    var numbers: [Double] = []
    for argument in arguments {
      guard case .bare(let number?) = argument.kind else { return Measure(kind: .bare(nil)) }
      numbers.append(number)
    }
    guard let found = try? value(of: name, numbers), found.isFinite else {
      return Measure(kind: .bare(nil))
    }
    return Measure(literal: found)
  }

  /// The one measure of arguments that may be added.
  private static func like(_ arguments: [Measure], in whole: String) throws(QuantityFailure)
    -> Measure
  {
    var sum = Measure(literal: 0)
    for argument in arguments { sum = try sum.sum(with: argument, in: whole) }
    return sum
  }

  private static func require(
    _ argument: Measure, _ wanted: Measure, of name: String, in whole: String
  ) throws(QuantityFailure) {
    guard argument.difference(from: wanted) != nil else { return }
    throw .wrong(
      "`\(whole)`: `\(name)` takes \(wanted) and not \(argument)",
      remedy: "write ` in \(wanted.unit ?? .one)` behind it, or divide it by what has its unit")
  }
}
