extension Unit {
  /// The product of two units; they may not have two currencies.
  public static func * (left: Unit, right: Unit) throws(UnitError) -> Unit {
    try combined(left, right, power: 1) { "\(left)-\(right)" }
  }

  /// The quotient of two units; they may not have two currencies.
  public static func / (left: Unit, right: Unit) throws(UnitError) -> Unit {
    try combined(left, right, power: -1) { "\(left)/(\(right))" }
  }

  /// A power of the unit.
  public func raised(to power: Int) throws(UnitError) -> Unit {
    guard (-9...9).contains(power) else { throw .tooLong(text: "(\(self))^\(power)") }
    return try Unit.combined(.one, self, power: power) { "(\(self))^\(power)" }
  }

  private static func combined(
    _ left: Unit, _ right: Unit, power: Int, text: () -> String
  ) throws(UnitError) -> Unit {
    var result = left
    for place in 0..<Int(right.count) {
      guard
        result.include(
          symbol: right.symbols[place], multiplier: right.multipliers[place],
          power: Int(right.powers[place]) * power)
      else { throw .tooLong(text: text()) }
    }
    if let first = left.namedCurrency, let second = right.namedCurrency, first != second {
      throw .twoCurrencies(text: text())
    }
    result.namedCurrency = left.namedCurrency ?? right.namedCurrency
    result.settle()
    guard result.isMeasurable else { throw .tooLong(text: text()) }
    return result
  }

  /// Takes one more factor in, or returns false when there is no room for it.
  mutating func include(symbol: UInt8, multiplier: Int32, power: Int) -> Bool {
    for place in 0..<Int(count)
    where symbols[place] == symbol && multipliers[place] == multiplier {
      let sum = Int(powers[place]) + power
      guard abs(sum) <= 9 else { return false }
      powers[place] = Int8(sum)
      if sum == 0 { remove(at: place) }
      return true
    }
    if power == 0 { return true }
    guard count < 8, abs(power) <= 9 else { return false }
    symbols[Int(count)] = symbol
    multipliers[Int(count)] = multiplier
    powers[Int(count)] = Int8(power)
    count += 1
    return true
  }

  /// Puts the factors in their order, numerators first, and works out what they make.
  mutating func settle() {
    for end in 1..<max(2, Int(count)) {
      var place = end
      while place > 0, place < Int(count), precedes(place, place - 1) {
        swapFactors(place, place - 1)
        place -= 1
      }
    }
    if !symbols(below: UnitSymbol.moneyPrefixes.count) { namedCurrency = nil }
    measure()
  }

  private func symbols(below limit: Int) -> Bool {
    (0..<Int(count)).contains { symbols[$0] < limit }
  }

  private func precedes(_ first: Int, _ second: Int) -> Bool {
    let below = (powers[first] < 0, powers[second] < 0)
    if below.0 != below.1 { return !below.0 }
    if symbols[first] != symbols[second] { return symbols[first] < symbols[second] }
    return multipliers[first] < multipliers[second]
  }

  private mutating func swapFactors(_ first: Int, _ second: Int) {
    (symbols[first], symbols[second]) = (symbols[second], symbols[first])
    (powers[first], powers[second]) = (powers[second], powers[first])
    (multipliers[first], multipliers[second]) = (multipliers[second], multipliers[first])
  }

  private mutating func remove(at place: Int) {
    for next in place + 1..<max(place + 1, Int(count)) { swapFactors(next, next - 1) }
    count -= 1
    symbols[Int(count)] = 0
    powers[Int(count)] = 0
    multipliers[Int(count)] = 0
  }
}
