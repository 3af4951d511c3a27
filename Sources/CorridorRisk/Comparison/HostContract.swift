import CorridorStudy
import CorridorUnits

/// When a host settles its fee anew and how much it takes then, in every world.
///
/// The terms of ``HoldUp`` without stoppages and terminations: the years in which regimes close a border were
/// coded from such events, so that drawing both would count them twice.
struct HostContract {
  /// The code of the country.
  let country: String
  private let earlyHazard: Column
  private let lateHazard: Column
  private let threshold: Column
  /// The chance that a reopened contract is settled and leads to no stoppage.
  private let settles: Column
  /// What it demands / what was agreed.
  private let demand: Column
  private let settlement: Settlement

  private enum Settlement {
    /// The host's share of what is bargained over.
    case nash(Column)
    /// The terms after a reopened contract / those before.
    case observed(Column)
  }

  /// Takes the terms of a host: drawn where an assumption is, else the values of the run.
  init(_ terms: HostTerms, values: RegimeValues, drawn: [String: (column: Column, unit: Unit)])
    throws(PoliticsError)
  {
    let values = ChanceValues<Column>(values, drawn: drawn)
    country = terms.country
    earlyHazard = try values.value(terms.earlyHazard, .chance)
    lateHazard = try values.value(terms.lateHazard, .chance)
    threshold = try values.value(terms.sunkThreshold, .share)
    settles = 1 - (try values.value(terms.stoppageChance, .share))
    demand = try values.value(terms.demand, .multiple)
    settlement =
      switch terms.bargain {
      case .nash: .nash(try values.value(terms.power, .share))
      case .observed: .observed(try values.value(terms.settlement, .factor))
      }
  }

  /// By year, the chance that the fee is settled anew in it where the route is open all year.
  func chances(_ horizon: HorizonColumns) -> [Column] {
    horizon.sunk.indices.map { year in
      // Nothing is reopened before something is sunk; years begin with what was spent before.
      guard year > 0 else { return 0 }
      let sunk = horizon.sunk[year - 1]
      return settles
        * .select(sunk > 0, .select(threshold <= sunk, lateHazard, earlyHazard), 0)
    }
  }

  /// What a year of the project brings and costs at the stated demand, in millions.
  struct Year {
    /// What varies with demand, of who builds.
    let builder: Column
    /// What is due while the project runs.
    let upkeep: Column
    /// The fee of the host.
    let fee: Column
    /// The fees of all others on the way; nil where there are none.
    let others: Column?
  }

  /// What the host takes in a year beyond the stated fee and what a regime adds to it, in millions.
  ///
  /// The settled fee is f* = max{f, min{f + φ (q - f)⁺, M f}}, of what passes in the year: q is what it leaves
  /// the builder before the fee f. Of what a regime makes of the fee and a settled one the host takes
  /// the greater; a regime that lowers fees lowers the settled one as much.
  func taken(_ year: Year, level: Column, _ politics: RaisedFee) -> Column {
    let passing = level * politics.open * politics.demand
    let fee = passing * year.fee
    let regime = politics.fee - 1
    let settled: Column
    switch settlement {
    case .nash(let power):
      let margin = year.others.map { year.builder - regime * $0 } ?? year.builder
      let left = passing * margin - year.upkeep
      settled = .min(power * .max(left, 0), fee * .max(demand - 1, 0))
    case .observed(let multiple):
      settled = fee * .max(.min(multiple, demand) - 1, 0)
    }
    return .max(settled * .min(politics.fee, 1) - fee * .max(regime, 0), 0)
  }
}

/// What politics do in a year in which a host has raised its fee by then.
struct RaisedFee {
  /// The chance of just this: 0 or 1 where paths are drawn.
  let chance: Column
  /// The share of the year in which the route is open, and by what demand is multiplied.
  let open: Column
  let demand: Column
  /// By what a regime multiplies fees.
  let fee: Column
}
