import CorridorAppraisal
import CorridorStudy

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
struct ProcessQuantities {
  let regimes: Regimes
  let model: RegimeModel

  func value(of id: String, _ words: [String]) throws(QuantityFailure) -> Double {
    guard let process = regimes.process(id), let run = model.processes.first(where: { $0.id == id })
    else { throw PoliticalQuantities.unknown("process", id, regimes.processes.map(\.id)) }
    switch (words.first, words.count) {
    case ("chance", 3...4): return try chance(run.chain, words.dropFirst().map(\.self))
    case ("operating", 3...4): return try chance(run.operating, words.dropFirst().map(\.self))
    case ("starts", 2): return try place(words[1], run.chain) == run.start ? 1 : 0
    case ("coded", 3):
      _ = try place(words[2], run.chain)
      guard let year = Int(words[1]), let coded = process.coding.first(where: { $0.year == year })
      else { throw .unavailable("the year \(words[1]) of process '\(id)' is not coded") }
      return coded.state == words[2] ? 1 : 0
    default:
      throw .wrong(
        "`\(words.joined(separator: " "))` is nothing of a process",
        remedy: "write chance FROM TO, operating FROM TO, coded YEAR STATE or starts STATE")
    }
  }

  private func place(_ state: String, _ chain: RegimeChain) throws(QuantityFailure) -> Int {
    guard let place = chain.states.firstIndex(of: state) else {
      throw PoliticalQuantities.unknown("regime", state, chain.states)
    }
    return place
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
