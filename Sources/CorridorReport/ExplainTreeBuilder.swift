import CorridorAppraisal
import CorridorStudy
import CorridorUnits

/// Lays out the entries of a tree: figures in the order in which they are met, each once, and under an
/// assumption whose money was restated how that was done.
struct ExplainTreeBuilder {
  typealias Entry = ExplainTree.Entry

  private let study: Study
  private let assumptions: ResolvedAssumptions?
  private var entries: [Entry] = []
  private var figures: [ObjectIdentifier: Int] = [:]
  /// Steps and facts of restatements, which assumptions share, by what they are.
  private var shared: [String: Int] = [:]

  init(study: Study, assumptions: ResolvedAssumptions?) {
    self.study = study
    self.assumptions = assumptions
  }

  /// Everything under a figure, which comes first.
  mutating func entries(of figure: Figure) -> [Entry] {
    var operations: [(place: Int, inputs: [Figure])] = []
    var pending = [figure]
    while let next = pending.popLast() {
      guard figures[ObjectIdentifier(next)] == nil else { continue }
      let place = entries.count
      figures[ObjectIdentifier(next)] = place
      entries.append(entry(of: next))
      if case .assumption(let id) = next.origin { addRestatement(of: id, at: place) }
      if !next.inputs.isEmpty { operations.append((place, next.inputs)) }
      pending += next.inputs.reversed()
    }
    for (place, inputs) in operations {
      entries[place].inputs = inputs.compactMap { figures[ObjectIdentifier($0)] }
    }
    return entries
  }

  private func entry(of figure: Figure) -> Entry {
    let (kind, how, sources): (ExplainTree.Kind, String, [String]) =
      switch figure.origin {
      case .operation(let operation, _): (.operation, operation.symbol, [])
      case .constant(let reason): (.constant, reason, [])
      case .length(let id, let basis, let sources, let sourceClass):
        (.length, "\(id): \(basis)" + (sourceClass.map { ", \($0.rawValue)" } ?? ""), sources)
      case .assumption(let id): (.assumption, how(id), provenance(of: id)?.sources ?? [])
      }
    return Entry(
      label: figure.label, value: figure.value, unit: figure.unit.description, kind: kind,
      how: how, sources: sources)
  }

  /// Where the value of the run is known from: a changed one owes nothing to the study's sources.
  private func provenance(of id: String) -> Override.Provenance? {
    assumptions?[id]?.provenance ?? study.assumption(id)?.provenance
  }

  private func how(_ id: String) -> String {
    ([id, provenance(of: id)?.sourceClass.rawValue, assumptions?[id]?.origin.words] as [String?])
      .compactMap(\.self).joined(separator: ", ")
  }

  private mutating func addRestatement(of id: String, at place: Int) {
    guard let stated = assumptions?[id]?.stated ?? study.assumption(id)?.base,
      let restatement = study.restatement(of: stated)
    else { return }
    var inputs = [entries.count]
    entries.append(
      Entry(
        label: "as stated", value: stated.value, unit: stated.unit.description, kind: .stated,
        how: "prices of \(stated.priceYear.map(String.init) ?? "?")"))
    var base = restatement.from
    for step in restatement.steps {
      inputs.append(add(step, from: base))
      base = step.base
    }
    entries[place].inputs = inputs
  }

  private mutating func add(_ step: Restatement.Step, from base: PriceBase) -> Int {
    let label = "\(base) in \(step.base)"
    if let place = shared[label] { return place }
    let place = entries.count
    shared[label] = place
    let isExchange = step.kind == .exchange
    entries.append(
      Entry(
        label: label, value: step.factor,
        unit: isExchange ? "\(step.base.currency)/\(base.currency)" : "1",
        kind: isExchange ? .exchange : .deflation,
        how: isExchange ? "exchange rate" : "price index, \(step.base.year) over \(base.year)"))
    let inputs = step.facts.map { add($0) }
    entries[place].inputs = inputs
    return place
  }

  private mutating func add(_ fact: PriceFact) -> Int {
    let label = "\(fact.row.series) of \(fact.row.year)"
    if let place = shared["fact " + label] { return place }
    shared["fact " + label] = entries.count
    let isRate = fact.row.series.contains("/")
    entries.append(
      Entry(
        label: label, value: fact.row.value, unit: isRate ? fact.row.series : "1",
        kind: isRate ? .rate : .index, how: "deflators.csv, \(fact.sourceClass.rawValue)",
        sources: fact.source.map { [$0] } ?? []))
    return entries.count - 1
  }
}
