public import CorridorUnits

/// How an amount of money came into the study's price base: what was stated, exchanged at the rate of its
/// year, then deflated.
public struct Restatement: Hashable, Sendable {
  /// One of the two steps.
  public struct Step: Hashable, Sendable {
    /// What is done.
    public enum Kind: String, Hashable, Sendable {
      /// Exchange into the currency of the price base, at the rate of the stated price year.
      case exchange
      /// Restatement in the prices of the price base, by the index of its currency.
      case deflation
    }

    /// What is done.
    public var kind: Kind
    /// What the amount is multiplied with; in a unit such as `1/USD` what it is divided by.
    public var factor: Double
    /// The price base after the step.
    public var base: PriceBase
    /// The rates or indices that make the factor, an index of the earlier price base first.
    public var facts: [PriceFact]
  }

  /// The value as it was stated.
  public var stated: Assumption.Stated
  /// Its price base.
  public var from: PriceBase
  /// The steps in order; at least one.
  public var steps: [Step]
}

extension Study {
  /// How a stated value came into the study's price base; nil where it has no money or is in that base.
  public func restatement(of stated: Assumption.Stated) -> Restatement? {
    let base = settings.priceBase
    guard let from = foreignBase(of: stated), let rows = try? deflators.rows(from: from, to: base)
    else { return nil }
    let exchanged = PriceBase(currency: base.currency, year: from.year)
    var steps: [Restatement.Step] = []
    if !rows.exchange.isEmpty, let factor = try? deflators.factor(from: from, to: exchanged) {
      steps.append(
        Restatement.Step(
          kind: .exchange, factor: factor, base: exchanged, facts: rows.exchange.map(fact)))
    }
    if !rows.indices.isEmpty, let factor = try? deflators.factor(from: exchanged, to: base) {
      steps.append(
        Restatement.Step(
          kind: .deflation, factor: factor, base: base, facts: rows.indices.map(fact)))
    }
    return steps.isEmpty ? nil : Restatement(stated: stated, from: from, steps: steps)
  }

  /// The series without a source by which money was restated, by id of assumption.
  ///
  /// They are named `deflators.EUR/USD`; an assumption that rests on none is left out.
  public func unsourcedSeries(under assumptions: ResolvedAssumptions) -> [String: [String]] {
    var known: [PriceBase: [String]] = [:]
    var found: [String: [String]] = [:]
    for (id, stated) in assumptions.statedMoney {
      guard let from = foreignBase(of: stated) else { continue }
      let names: [String]
      if let before = known[from] {
        names = before
      } else {
        let rows = try? deflators.rows(from: from, to: settings.priceBase)
        names = ((rows?.exchange ?? []) + (rows?.indices ?? []))
          .filter { fact(of: $0).sourceClass.isUnsourced }
          .map { PriceFact.inputName(ofSeries: $0.series) }
        known[from] = names
      }
      if !names.isEmpty { found[id] = names }
    }
    return found
  }

  /// The price base of stated money that is not the study's own; nil for anything else.
  private func foreignBase(of stated: Assumption.Stated) -> PriceBase? {
    guard let currency = stated.unit.currency, let year = stated.priceYear else { return nil }
    let from = PriceBase(currency: currency, year: year)
    return from == settings.priceBase ? nil : from
  }

  /// A row with what the file says of it; rows that were handed in without a file are judgements.
  private func fact(of row: Deflators.Row) -> PriceFact {
    priceFacts.fact(of: row)
      ?? PriceFact(
        row: row, sourceClass: .judgement, location: SourceLocation(file: DeflatorReader.file))
  }
}
