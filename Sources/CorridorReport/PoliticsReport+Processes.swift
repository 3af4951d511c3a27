import CorridorGeoJSON
import CorridorRisk
import CorridorStudy

extension PoliticsReport {
  /// A process: its regimes and matrix, then where its chances come from and where they lead.
  func processBlocks(_ process: PoliticalProcess) -> [Block] {
    let matrix = process.matrix
    let title =
      "\(process.process.name) (\(process.process.id)), matrix \(matrix.id): \(matrix.sourceClass), known since "
      + "\(matrix.knownAt)"
    var blocks = [
      Block(title: title, table: regimes(process), notes: facts(of: process)),
      Block(title: "chances of the years ahead", table: ahead(process), notes: ends(of: process)),
    ]
    if let counts = counts(process) { blocks.insert(counts, at: 1) }
    if !process.interests.isEmpty { blocks.append(worth(process)) }
    return blocks
  }

  /// What the regimes are worth to countries: a year in each, and what is to come from it on.
  private func worth(_ process: PoliticalProcess) -> Block {
    let states = process.process.states
    var table = TextTable(
      [("worth to", .left), ("", .left)] + states.map { ($0.short ?? $0.id, .right) })
    var notes = [
      "pure numbers, to be compared within a row; to come: the discounted mean of all years from that "
        + "regime on, as a worth a year"
    ]
    for interest in process.interests {
      for (what, answer) in [("a year", interest.perYear), ("to come", interest.toCome)] {
        if let values = answer.value {
          table.add(
            [interest.country, what] + values.map { NumberFormat.table($0, decimals: 3) })
        } else {
          notes.append("\(interest.country), \(what): \(answer.reason ?? "")")
        }
      }
    }
    return Block(title: "what regimes are worth to countries", table: table, notes: notes)
  }

  private func short(_ process: PoliticalProcess, _ id: String) -> String {
    process.process.states.first { $0.id == id }?.short ?? id
  }

  private func regimes(_ process: PoliticalProcess) -> TextTable {
    let states = process.process.states
    var table = TextTable(
      [("regime", .left), ("", .left), ("row", .left)]
        + states.map { ($0.short ?? $0.id, .right) })
    for (place, state) in states.enumerated() {
      table.add(
        [
          (place == process.start ? "* " : "  ") + state.name, state.short ?? "",
          process.rows[place].rawValue,
        ] + process.chain.matrix.rows[place].map { NumberFormat.percent($0) })
    }
    return table
  }

  private func counts(_ process: PoliticalProcess) -> Block? {
    guard let counts = process.counts,
      let means = try? counts.posteriorMeans(prior: process.prior)
    else { return nil }
    let coding = process.process.coding.filter { year in
      year.year <= (process.matrix.estimate?.through ?? process.matrix.start.year)
    }
    var table = TextTable(
      [("counted steps from", .left)]
        + counts.states.map { (short(process, $0), .right) }
        + counts.states.map { ("mean \(short(process, $0))", .right) })
    for (place, state) in counts.states.enumerated() {
      table.add(
        [short(process, state)] + counts.counts[place].map { "\($0)" }
          + means[place].map { NumberFormat.percent($0) })
    }
    let unsourced = coding.count { $0.sourceClass.isUnsourced }
    let years = "\(coding.first?.year ?? 0) to \(coding.last?.year ?? 0)"
    return Block(
      title:
        "coded years \(years), n = \(coding.count), \(unsourced) of them from memory or judged",
      table: table,
      notes: [Self.mean(process, of: counts)])
  }

  /// How counts become chances, with the numbers of the study.
  private static func mean(_ process: PoliticalProcess, of counts: TransitionCounts) -> String {
    let each = NumberText.text(process.prior)
    let all = NumberText.text(
      NumberFormat.significant(process.prior * Double(counts.states.count), digits: 12))
    return "mean: of the posterior for "
      + (process.prior == 1 ? "a uniform prior" : "a symmetric Dirichlet prior of \(each)")
      + ", (steps + \(each)) / (all steps + \(all))"
      + (process.matrix.estimate == nil ? "; no row is taken from it" : "")
  }

  private func facts(of process: PoliticalProcess) -> [String] {
    var notes = process.inputs.map { input in
      let from = input.from.map { short(process, $0) }.joined(separator: ", ")
      let to = input.to.map { short(process, $0) }
      let origin = "\(input.id), \(input.sourceClass?.rawValue ?? "no class")"
      if input.isShare {
        return "of what goes from \(from) to \(to.joined(separator: " and ")), "
          + "\(NumberFormat.percent(input.value)) goes to \(to.first ?? "") (\(origin))"
      }
      return "\(from) to \(to.joined()): \(NumberFormat.percent(input.value)) a year (\(origin))"
    }
    if let generator = process.generator { notes.append(rates(of: generator, process)) }
    if process.isHeld { notes.append("held in the regime in which the run begins") }
    if let note = process.matrix.note { notes.append(note) }
    return notes
  }

  private func rates(of generator: RegimeGenerator, _ process: PoliticalProcess) -> String {
    let states = generator.states
    let rates = states.indices.flatMap { from in
      states.indices.compactMap { to -> String? in
        let rate = generator.matrix[from, to]
        guard from != to, rate > 0 else { return nil }
        return "\(short(process, states[from])) to \(short(process, states[to])) "
          + NumberText.text(rate)
      }
    }
    return "rates a year, Q: \(rates.joined(separator: ", ")); the chances of a year are exp(Q)"
  }

  private func ahead(_ process: PoliticalProcess) -> TextTable {
    let states = process.process.states
    var table = TextTable([("after", .left)] + states.map { ($0.short ?? $0.id, .right) })
    for (years, chances) in process.distributions {
      table.add(["\(years) years"] + chances.map { NumberFormat.percent($0) })
    }
    if let shares = process.longRun.value {
      table.add(["long run"] + shares.map { NumberFormat.percent($0) })
    }
    return table
  }

  private func ends(of process: PoliticalProcess) -> [String] {
    var notes = process.longRun.reason.map { ["no long run: \($0)"] } ?? []
    guard let absorption = process.absorption.value else {
      return notes + ["no end: \(process.absorption.reason ?? "")"]
    }
    for (place, state) in absorption.transient.enumerated() {
      let chances = zip(absorption.absorbing, absorption.probabilities[place]).map {
        "\(short(process, $0)) \(NumberFormat.percent($1))"
      }
      notes.append(
        "from \(short(process, state)): \(NumberFormat.table(absorption.steps[place], decimals: 1)) years until "
          + "\(absorption.absorbing.map { short(process, $0) }.joined(separator: " or ")), which is "
          + chances.joined(separator: ", "))
    }
    return notes
  }
}
