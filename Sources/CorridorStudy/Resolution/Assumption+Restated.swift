public import CorridorUnits

/// Why an assumption has no value in a price base; the text says what is wrong and the remedy.
public struct RestatementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and the remedy.
  public let description: String
  /// The series, or the year of it, that deflators.csv lacks; nil when it lacks none.
  public let lack: String?

  init(description: String, lack: String? = nil) {
    self.description = description
    self.lack = lack
  }

  /// What everything that needs the same row of deflators.csv follows from.
  var cause: Cause? { lack.map { Cause($0, .name(home: DeflatorReader.file, isMisspelt: false)) } }
}

extension Assumption {
  /// The values of an assumption in one unit and one price base.
  public struct Restated: Hashable, Sendable {
    /// The low value; nil when there is no range.
    public var low: Double?
    /// The value that is taken.
    public var base: Double
    /// The high value; nil when there is no range.
    public var high: Double?
    /// The unit of the assumption's base value, money in the currency of the price base.
    public var unit: Unit
  }

  /// Low, base and high in the unit of the base value, money in the prices of a price base.
  ///
  /// Each value is restated from its own currency and price year, and then put in that unit.
  public func restated(
    to priceBase: PriceBase, with deflators: Deflators
  ) throws(RestatementError) -> Restated {
    let unit = base.unit.inCurrency(priceBase.currency)
    return Restated(
      low: try low.map { stated throws(RestatementError) in
        try stated.value(in: unit, of: priceBase, with: deflators)
      }, base: try base.value(in: unit, of: priceBase, with: deflators),
      high: try high.map { stated throws(RestatementError) in
        try stated.value(in: unit, of: priceBase, with: deflators)
      }, unit: unit)
  }
}

extension Assumption.Stated {
  /// The value in a unit of a price base.
  func value(
    in unit: Unit, of priceBase: PriceBase, with deflators: Deflators
  ) throws(RestatementError) -> Double {
    do {
      guard self.unit.hasMoney, let priceYear else { return try self.unit.convert(value, to: unit) }
      let restated = try deflators.restate(
        value, unit: self.unit, priceYear: priceYear, to: priceBase)
      return restated.unit == unit
        ? restated.value : try restated.unit.convert(restated.value, to: unit)
    } catch let error as UnitError {
      throw RestatementError(description: error.description)
    } catch let error as DeflatorError {
      throw RestatementError(description: error.description, lack: error.lack)
    } catch {
      throw RestatementError(description: "it can't be restated")
    }
  }
}
