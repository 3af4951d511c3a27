extension Unit: CustomStringConvertible {
  /// Reads a unit such as `USD/TEU-km`, `USD/1000m3/100km`, `%/year` or `1`.
  ///
  /// A slash divides by the product that follows it, up to the next slash; a hyphen or a dot
  /// multiplies. A whole number may stand in front of a symbol, and `^n` behind one.
  public init(_ text: String) throws(UnitError) {
    var reader = UnitReader(text)
    self = try reader.unit()
  }

  /// The unit as it can be read again, in a fixed order: `USD/TEU-km`.
  public var description: String {
    var above = ""
    var below = ""
    var previousIsPlain = false
    for place in 0..<Int(count) {
      let plain = multipliers[place] == 1
      for text in factorTexts(place) {
        if powers[place] > 0 {
          above += (above.isEmpty ? "" : "-") + text
        } else {
          below += (previousIsPlain && plain ? "-" : "/") + text
          previousIsPlain = plain
        }
      }
    }
    return (above.isEmpty ? "1" : above) + below
  }

  /// What the unit measures, such as `money/containers-length`.
  public var dimensionDescription: String {
    func part(_ sign: Int8) -> String {
      Dimension.allCases.compactMap { dimension -> String? in
        let power = dimensions[dimension.rawValue] * sign
        guard power > 0 else { return nil }
        return dimension.name + (power == 1 ? "" : "^\(power)")
      }.joined(separator: "-")
    }
    let (above, below) = (part(1), part(-1))
    if below.isEmpty { return above.isEmpty ? "a pure number" : above }
    return (above.isEmpty ? "1" : above) + "/" + below
  }

  /// A factor as it is written; one with a number in front is repeated, since `100km^2` would be unclear.
  private func factorTexts(_ place: Int) -> [String] {
    let symbol = Int(symbols[place])
    let power = Int(powers[place].magnitude)
    var text = UnitSymbol.all[symbol].text
    if symbol < UnitSymbol.moneyPrefixes.count {
      text = UnitSymbol.moneyPrefixes[symbol] + (namedCurrency?.code ?? "")
    }
    if multipliers[place] != 1 {
      return Array(repeating: "\(multipliers[place])\(text)", count: power)
    }
    return [power == 1 ? text : "\(text)^\(power)"]
  }
}
