import ArgumentParser
import Corridor

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "How a figure came about: formula, inputs, sources.",
    discussion: """
      A figure is COMPARISON/ROUTE/KEY with a key of `compare --format json`, such as
      container:busan-hamburg/tkr-east/price_usd_per_teu. The id of an assumption shows that assumption.
      """)

  @Argument(help: "A figure, or the id of an assumption.")
  var id: String

  @OptionGroup var options: StudyOptions

  func run() throws {
    try reporting {
      let session = try Session(options)
      let tree = ExplainTree(study: session.study)
      if let assumption = session.study.assumption(id) {
        return try Output.write(tree.text(of: assumption, resolved: session.assumptions))
      }
      let parts = id.split(separator: "/", maxSplits: 2).map(String.init)
      guard parts.count == 3 else {
        throw Failure.usage(
          "`\(id)` is neither an assumption nor COMPARISON/ROUTE/KEY"
            + Session.suggestion(for: id, among: session.study.assumptions.map(\.id)))
      }
      let comparison = try session.comparison(parts[0])
      let links = try StudyNetwork.links(of: comparison.id, in: session.study)
      let result = try session.result(of: comparison, network: session.network(links: links))
      guard let route = result.routes.first(where: { $0.route.plan.shortID == parts[1] }) else {
        throw Failure.usage(
          "no route `\(parts[1])` in \(comparison.id)"
            + Session.suggestion(
              for: parts[1], among: result.routes.map { $0.route.plan.shortID }))
      }
      switch route.outcome(parts[2]) {
      case .figure(let figure): try Output.write(tree.text(of: figure))
      case .missing(let reason): try Output.write("\(id): no figure: \(reason)\n")
      case nil:
        throw Failure.usage(
          "no figure `\(parts[2])`"
            + Session.suggestion(for: parts[2], among: route.outcomes.map(\.key)))
      }
    }
  }
}
