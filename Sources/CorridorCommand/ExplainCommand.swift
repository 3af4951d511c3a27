import ArgumentParser
import Corridor

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "How a figure came about: formula, inputs, sources.",
    discussion: """
      corridor explain container:westport-eastport/rail/price_usd_per_teu
      corridor explain rail.speed

      A figure is COMPARISON/ROUTE/KEY with a key of `compare --format json`, such as \
      container:westport-eastport/rail/price_usd_per_teu. The id of an assumption shows that \
      assumption.
      """)

  @Argument(help: "A figure, or the id of an assumption.", completion: StudyWords.figures)
  var id: String

  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try reporting {
      let session = try Session(options)
      if let assumption = session.study.assumption(id) {
        let card = AssumptionCard(
          study: session.study, assumption: assumption, resolved: session.assumptions)
        return try output.print(
          table: card.text(on: .output), markdown: card.markdown(), csv: card.csv(),
          json: card.json())
      }
      let figure = try figureID(session)
      let result = try session.result(of: figure.comparison)
      guard let route = result.routes.first(where: { $0.route.plan.shortID == figure.route }),
        let outcome = route.outcome(figure.key)
      else {
        let keys = result.routes.first { $0.route.plan.shortID == figure.route }?.keys ?? []
        let within = keys.filter { $0.hasPrefix(figure.key + ".") }
        throw Failure.usage(
          "no figure `\(figure.key)`"
            + (within.isEmpty
              ? Self.suggestion(for: figure.key, among: keys)
              : "; name one of: " + within.joined(separator: ", ")))
      }
      try print(outcome, session)
    }
  }

  /// What was meant of the keys of a route, else all of them; what is stated by country or by party
  /// stands once.
  private static func suggestion(for key: String, among keys: [String]) -> String {
    let found = Session.suggestion(for: key, among: keys)
    guard found.isEmpty else { return found }
    var short: [String] = []
    for key in keys {
      let parts = key.split(separator: ".", maxSplits: 1)
      let isShort = parts.count == 1 || keys.count { $0.hasPrefix(parts[0] + ".") } == 1
      let text = isShort ? key : parts[0] + ".*"
      if !short.contains(text) { short.append(text) }
    }
    return "; there are: " + short.joined(separator: ", ")
  }

  private func print(_ outcome: Outcome, _ session: Session) throws {
    switch outcome {
    case .figure(let figure):
      let tree = ExplainTree(
        study: session.study, figure: figure, assumptions: session.assumptions)
      try output.print(
        table: tree.text(on: .output), markdown: tree.markdown(), csv: tree.csv(),
        json: tree.json(id: id))
    case .missing(let reason):
      let text = "\(id): no figure: \(reason)\n"
      try output.print(
        table: text, markdown: text,
        csv: CSV.line(["id", "reason"]) + "\n" + CSV.line([id, reason]) + "\n",
        json: .object(["id": .string(id), "value": .null, "value_reason": .string(reason)]))
    }
  }

  /// What else in the study has the id, with who tells of it; nil for nothing.
  private func otherThing(_ study: Study) -> String? {
    let claims = try? StudyReader.claims(of: study)
    if claims?.contains(where: { $0.id == id }) == true {
      return "a claim; `corridor audit` holds it against what the study says"
    }
    let drawn: [(isOne: Bool, what: String)] = [
      (study.corridors.contains { $0.id == id }, "a corridor"), (study.link(id) != nil, "a link"),
      (study.place(id) != nil, "a place"),
    ]
    return drawn.first(where: \.isOne).map {
      "\($0.what), which `corridor export` tells of; figures are COMPARISON/ROUTE/KEY"
    }
  }

  /// What the id names, as far as the study alone can tell.
  private func figureID(_ session: Session) throws -> (
    comparison: Comparison, route: String, key: String
  ) {
    let parts = id.split(separator: "/", maxSplits: 2).map(String.init)
    guard parts.count > 1 || session.study.comparison(id) != nil else {
      if let other = otherThing(session.study) {
        throw Failure.usage("`\(id)` is \(other)")
      }
      let names = session.study.assumptions.map(\.id) + session.study.comparisons.map(\.id)
      let suggestion = Session.suggestion(for: id, among: names)
      let otherwise = "; assumptions stand in \(session.study.folder)/assumptions.yaml"
      throw Failure.usage(
        "`\(id)` is neither an assumption nor a figure COMPARISON/ROUTE/KEY"
          + (suggestion.isEmpty ? otherwise : suggestion))
    }
    let comparison = try session.comparison(parts[0])
    let routes = session.study.routes(of: comparison.id).map(\.shortID)
    guard parts.count > 1 else {
      throw Failure.usage(
        "`\(id)` is a comparison; name a figure \(id)/ROUTE/KEY, where ROUTE is one of: "
          + routes.joined(separator: ", "))
    }
    guard routes.contains(parts[1]) else {
      throw Failure.usage(
        "no route `\(parts[1])` in \(comparison.id)"
          + Session.suggestion(for: parts[1], among: routes))
    }
    guard parts.count > 2 else {
      throw Failure.usage(
        "`\(parts[0])/\(parts[1])` is a route; name a figure of it, such as "
          + "\(parts[0])/\(parts[1])/length_km")
    }
    return (comparison, parts[1], parts[2])
  }
}
