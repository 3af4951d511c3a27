import CorridorGeoJSON
import CorridorRisk
import CorridorStudy

/// What differs of the politics of two sides: matrices, starts, chances of a year, and what regimes do.
struct PoliticsDiff {
  /// The politics of a side as its scenario leaves them.
  private struct Side {
    let regimes: Regimes
    let selection: RegimeSelection
    let model: RegimeModel
    /// What regimes are worth to countries, by process.
    let interests: [[RegimeInterest]]

    init?(_ side: DiffSide) throws(PoliticsError) {
      guard let politics = side.politics else { return nil }
      regimes = politics.regimes
      selection = politics.selection
      model = try RegimeModel(
        regimes, values: RegimeValues(regimes, of: side.study, resolved: side.assumptions),
        selection: selection, asOf: side.assumptions.asOf)
      let (all, numbers) = (regimes, model)
      interests = all.processes.map {
        RegimeInterest.all(
          of: $0, all, model: numbers, of: side.study, resolved: side.assumptions)
      }
    }
  }

  private let old: Side?
  private let new: Side?

  /// Takes the politics of two sides; none where a side has none.
  init(_ old: DiffSide, _ new: DiffSide) throws(PoliticsError) {
    self.old = try Side(old)
    self.new = try Side(new)
  }

  func changes() -> [StudyDiff.Change] {
    let found = { (what: String, texts: (Side) -> [(String, [(String, String)])]) in
      Self.changes(what, old.map(texts) ?? [], new.map(texts) ?? [])
    }
    return found("process", Self.processes) + found("coding", Self.coding)
      + found("tilt", Self.tilts) + found("worth", Self.worth) + found("effects", Self.effects)
      + found("exposure", Self.exposures) + found("host", Self.hosts)
  }

  private typealias Thing = (id: String, texts: [(String, String)])

  private static func processes(_ side: Side) -> [Thing] {
    zip(side.regimes.processes, side.model.processes).map { process, numbers in
      let states = numbers.chain.states
      var texts = [
        ("states", states.joined(separator: " ")), ("matrix", numbers.matrix),
        ("start", states[numbers.start]),
        ("held", side.selection.held.contains(process.id) ? "yes" : "no"),
      ]
      // A process that is held keeps its chances for nothing.
      guard !side.selection.held.contains(process.id) else { return (process.id, texts) }
      for (kind, chain) in [("", numbers.chain), (", operating", numbers.operating)] {
        for (from, row) in zip(states, chain.matrix.rows) {
          for (to, chance) in zip(states, row) {
            texts.append(("\(from) to \(to)\(kind)", chances(chance)))
          }
        }
      }
      return (process.id, texts)
    }
  }

  private static func coding(_ side: Side) -> [Thing] {
    side.regimes.processes.flatMap { process in
      process.coding.map { ("\(process.id) \($0.year)", [("state", $0.state)]) }
    }
  }

  private static func tilts(_ side: Side) -> [Thing] {
    side.regimes.processes.flatMap { process in
      process.tilts.map { tilt in
        let from = tilt.from.joined(separator: ", ")
        return ("\(process.id), \(from) to \(tilt.to)", [("logit", tilt.logit)])
      }
    }
  }

  private static func worth(_ side: Side) -> [Thing] {
    zip(side.regimes.processes, side.interests).flatMap { process, interests in
      interests.map { interest in
        let states = process.states.map(\.id)
        var texts = Array(zip(states, interest.assumptions))
        for (what, answer) in [("a year", interest.perYear), ("to come", interest.toCome)] {
          for (state, value) in zip(states, answer.value ?? []) {
            let text = NumberText.text(NumberFormat.significant(value, digits: 4))
            texts.append(("\(state), \(what)", text))
          }
        }
        return ("\(process.id) to \(interest.country)", texts)
      }
    }
  }

  private static func chances(_ value: Double) -> String {
    NumberText.text(NumberFormat.significant(value * 100, digits: 6)) + " %/year"
  }

  private static func effects(_ side: Side) -> [Thing] {
    side.regimes.processes.flatMap { process in
      process.effects.flatMap { effects in
        zip(process.states, effects.effects).map { state, effect in
          (
            "\(state.id) on \(effects.exposure)",
            [
              ("availability", effect.availability ?? ""), ("demand", effect.demand ?? ""),
              ("fee", effect.fee ?? ""), ("delay", effect.delay ?? ""),
              ("loss", effect.loss ?? ""), ("sanctions", effect.hasSanctions ? "true" : "false"),
            ]
          )
        }
      }
    }
  }

  private static func exposures(_ side: Side) -> [Thing] {
    side.regimes.exposures.map { exposure in
      (
        exposure.id,
        [
          (
            "crossings", exposure.crossings.map { $0.joined(separator: "-") }.joined(separator: " ")
          ),
          ("countries", exposure.countries.joined(separator: " ")),
          ("links", exposure.links.joined(separator: " ")),
          ("passages", exposure.passages.joined(separator: " ")),
          ("modes", exposure.modes.map(\.rawValue).joined(separator: " ")),
        ]
      )
    }
  }

  private static func hosts(_ side: Side) -> [Thing] {
    side.regimes.hosts.map { host in
      (
        host.country,
        [
          ("bargain", host.bargain.rawValue),
          ("inputs", host.inputs.map(\.id).joined(separator: " ")), ("upkeep", host.upkeep ?? ""),
        ]
      )
    }
  }

  private static func changes(_ what: String, _ old: [Thing], _ new: [Thing]) -> [StudyDiff.Change]
  {
    var found: [StudyDiff.Change] = []
    for (id, texts) in new {
      let subject = "\(what) '\(id)'"
      guard let was = old.first(where: { $0.id == id }) else {
        found.append(StudyDiff.Change(subject: subject, key: what, old: nil, new: "added"))
        continue
      }
      let before = Dictionary(was.texts) { first, _ in first }
      for (key, text) in texts where before[key] != text {
        // What a held process has no chances for is told by 'held'.
        guard what != "process" || before[key] != nil else { continue }
        found.append(StudyDiff.Change(subject: subject, key: key, old: before[key], new: text))
      }
    }
    for (id, _) in old where !new.contains(where: { $0.id == id }) {
      found.append(
        StudyDiff.Change(subject: "\(what) '\(id)'", key: what, old: "removed", new: nil))
    }
    return found
  }
}

/// What differs of the correlations of two studies.
enum CorrelationDiff {
  static func changes(_ old: Study, _ new: Study) -> [StudyDiff.Change] {
    let (before, after) = (ranks(old), ranks(new))
    return Set(before.keys).union(after.keys).sorted().compactMap { pair in
      guard before[pair] != after[pair] else { return nil }
      return StudyDiff.Change(
        subject: "correlation of \(pair)", key: "rank", old: before[pair].map(NumberFormat.plain),
        new: after[pair].map(NumberFormat.plain))
    }
  }

  private static func ranks(_ study: Study) -> [String: Double] {
    Dictionary(
      study.correlations.map { ($0.between.sorted().joined(separator: " and "), $0.rank) }
    ) { first, _ in first }
  }
}
