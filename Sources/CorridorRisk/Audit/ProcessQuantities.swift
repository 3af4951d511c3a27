import CorridorAppraisal
import CorridorStudy
import CorridorUnits

/// A political process, as quantities.
///
/// | key | is |
/// | --- | --- |
/// | `chance FROM TO` | the chance of a year that one regime follows another |
/// | `operating FROM TO` | the same while a corridor operates |
/// | `chance FROM TO N` | the chance of a regime N years after another |
/// | `operating FROM TO N` | the same while a corridor operates |
/// | `coded YEAR STATE` | 1 where the year is coded as that regime, else 0 |
/// | `starts STATE` | 1 where the run begins in that regime, else 0 |
/// | `worth COUNTRY STATE` | what a year in a regime is worth to a country |
/// | `prospect COUNTRY STATE` | the discounted mean of the years to come from that regime on |
/// | `spread COUNTRY STATE` | by how much that mean differs from path to path: its standard deviation |
/// | `operating_prospect COUNTRY STATE`, `operating_spread COUNTRY STATE` | the same while a corridor operates |
struct ProcessQuantities {
  let regimes: Regimes
  let model: RegimeModel
  let study: Study
  let resolved: ResolvedAssumptions

  func value(of id: String, _ words: [String]) throws(QuantityFailure) -> Double {
    guard let process = regimes.process(id), let run = model.processes.first(where: { $0.id == id })
    else { throw PoliticalQuantities.unknown("process", id, regimes.processes.map(\.id)) }
    switch (words.first, words.count) {
    case ("chance", 3...4): return try chance(run.chain, words.dropFirst().map(\.self))
    case ("operating", 3...4): return try chance(run.operating, words.dropFirst().map(\.self))
    case ("worth", 3):
      return try worth(of: process, words[1])[place(words[2], run.chain)]
    case ("prospect", 3):
      return try prospect(of: process, words[1], run.chain)[place(words[2], run.chain)]
    case ("operating_prospect", 3):
      return try prospect(of: process, words[1], run.operating)[place(words[2], run.chain)]
    case ("spread", 3):
      return try spread(of: process, words[1], run.chain)[place(words[2], run.chain)]
    case ("operating_spread", 3):
      return try spread(of: process, words[1], run.operating)[place(words[2], run.chain)]
    case ("starts", 2): return try place(words[1], run.chain) == run.start ? 1 : 0
    case ("coded", 3):
      _ = try place(words[2], run.chain)
      guard let year = Int(words[1]), let coded = process.coding.first(where: { $0.year == year })
      else { throw .unavailable("the year \(words[1]) of process '\(id)' is not coded") }
      return coded.state == words[2] ? 1 : 0
    default:
      throw .wrong(
        "`\(words.joined(separator: " "))` is nothing of a process",
        remedy: "write chance FROM TO, operating FROM TO, coded YEAR STATE, starts STATE, "
          + "worth XX STATE, prospect XX STATE or spread XX STATE")
    }
  }

  private func place(_ state: String, _ chain: RegimeChain) throws(QuantityFailure) -> Int {
    guard let place = chain.states.firstIndex(of: state) else {
      throw PoliticalQuantities.unknown("regime", state, chain.states)
    }
    return place
  }

  /// What each regime is worth a year to a country.
  private func worth(of process: RegimeProcess, _ country: String) throws(QuantityFailure)
    -> [Double]
  {
    guard let found = process.worth.first(where: { $0.country == country }) else {
      throw PoliticalQuantities.unknown(
        "country with a worth in process '\(process.id)'", country, process.worth.map(\.country))
    }
    var values: [Double] = []
    for id in found.worth { values.append(try value(of: id, in: .one)) }
    return values
  }

  private func value(of id: String, in unit: Unit) throws(QuantityFailure) -> Double {
    guard let value = resolved[id] else {
      throw .unavailable("assumption `\(id)` has no value in this run")
    }
    do { return try value.unit.convert(value.value, to: unit) } catch {
      throw .unavailable("assumption `\(id)`: \(error)")
    }
  }

  /// (1 - β) V with V = (I - βP)⁻¹u, at the rate of the economic account.
  private func prospect(of process: RegimeProcess, _ country: String, _ chain: RegimeChain)
    throws(QuantityFailure) -> [Double]
  {
    try discounted(worth(of: process, country)) { worth, rate throws(PoliticsError) in
      try chain.value(of: worth, rate: rate)
    }
  }

  /// The standard deviation of (1 - β) times the sum over a path, whose mean is the prospect.
  private func spread(of process: RegimeProcess, _ country: String, _ chain: RegimeChain)
    throws(QuantityFailure) -> [Double]
  {
    try discounted(worth(of: process, country)) { worth, rate throws(PoliticsError) in
      try chain.deviation(of: worth, rate: rate)
    }
  }

  /// (1 - β) times what is made of a worth a year at the rate of the economic account.
  private func discounted(
    _ worth: [Double], _ body: ([Double], Double) throws(PoliticsError) -> [Double]
  ) throws(QuantityFailure) -> [Double] {
    let perYear: Unit
    do { perYear = try Unit.one / .year } catch { throw .unavailable("\(error)") }
    let rate = try value(of: study.settings.appraisal.economicRate, in: perYear)
    do throws(PoliticsError) { return try body(worth, rate).map { $0 * rate / (1 + rate) } } catch {
      throw .unavailable("\(error)")
    }
  }

  private func chance(_ chain: RegimeChain, _ words: [String]) throws(QuantityFailure) -> Double {
    let (from, to) = (try place(words[0], chain), try place(words[1], chain))
    if words.count == 2 { return chain.matrix[from, to] }
    guard let years = Int(words[2]), (0...10_000).contains(years) else {
      throw .wrong("`\(words[2])` is no number of years", remedy: "write one from 0 to 10000")
    }
    do throws(PoliticsError) { return try chain.distribution(from: from, after: years)[to] } catch {
      throw .unavailable("\(error)")
    }
  }
}
