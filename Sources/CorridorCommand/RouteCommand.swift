import ArgumentParser
import Corridor

struct RouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract: "Finds routes in the study's network: the best, others, and what blocks one.",
    discussion: """
      corridor route westport eastport                     by generalised cost
      corridor route westport eastport -k 3 --dissimilar   three unlike ways
      corridor route westport eastport --avoid sea --by time
      corridor route westport eastport --pareto            by time, price, risk
      corridor route 0.1,1.02 eastport --format geojson

      A place is an id, a name in any language, or LONGITUDE,LATITUDE; after -- where it begins with a \
      minus. Prices are those of `compare`. Without a route it ends with 1 and says what blocks it.
      """)

  @Argument(help: "Where routes begin.", completion: StudyWords.places)
  var origin: String

  @Argument(help: "Where they end.", completion: StudyWords.places)
  var destination: String

  @Option(name: .customShort("k"), help: ArgumentHelp("How many routes.", valueName: "n"))
  var count: Int = 1

  @Flag(help: "Routes that share little with each other.")
  var dissimilar = false

  @Option(
    help: ArgumentHelp(
      "With --dissimilar: the most of its length that a route shares with another, 0 to 1; default: "
        + "0.6.",
      valueName: "share"))
  var share: Double?

  @Flag(help: "Every route that no other beats in time, price and risk.")
  var pareto = false

  @Option(help: "Output: table, json, csv, markdown or geojson.")
  var format: RouteFormat = .table

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var options: StudyOptions

  enum RouteFormat: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, markdown, geojson
  }

  func validate() throws {
    guard (1...1000).contains(count) else {
      throw ValidationError("-k \(count): ask for 1 to 1000 routes.")
    }
    if let share {
      guard share >= 0, share <= 1 else {
        throw ValidationError("--share takes a share from 0 to 1.")
      }
      guard dissimilar else {
        throw ValidationError("--share is for --dissimilar: add that, or leave it out.")
      }
    }
    if pareto, dissimilar || count > 1 || routing.by != nil {
      throw ValidationError("--pareto has routes of its own: leave out -k, --dissimilar and --by.")
    }
  }

  func run() throws {
    try reporting {
      let session = try Session(options)
      let setup = try RoutingSetup(session, routing, service: nil, ends: [origin, destination])
      let (start, end) = try setup.ends(origin, destination)
      var request = setup.request(from: start.place.id, to: end.place.id)
      if pareto { request.objective = .generalised }
      let finder = RouteFinder(setup.network)
      let answer = try answer(request, finder)
      // Where a route is proven but was not found before the limit, that is not decided either.
      let refusal = answer.routes.isEmpty ? try finder.refusal(of: request) ?? .undecided : nil
      let report = RouteReport(
        network: setup.network,
        question: RouteReport.Question(
          request: request, origin: start, destination: end, choice: choice,
          scenario: session.scenario?.id, notes: setup.notes,
          wanted: pareto ? nil : count),
        answer: answer, why: refusal)
      try print(report)
      guard let refusal = report.refusal else { Output.end() }
      throw Failure.unanswered(refusal, notes: setup.notes)
    }
  }

  private func answer(_ request: RouteRequest, _ finder: RouteFinder) throws -> RouteAnswer {
    if pareto { return try finder.pareto(request) }
    guard dissimilar else { return try finder.best(request, count: count) }
    return try finder.dissimilar(
      request, count: count, terms: DissimilarPaths.Terms(share: mostShared))
  }

  /// The most that dissimilar routes share.
  private var mostShared: Double { share ?? 0.6 }

  private var choice: String {
    if pareto { return "what no other beats in time, price and risk, sorted" }
    if dissimilar { return "up to \(count) that share at most \(Int(mostShared * 100)) %" }
    return count == 1 ? "the best" : "the best \(count)"
  }

  /// Prints an answer; one without routes is nothing in a table, and an empty list in data.
  private func print(_ report: RouteReport) throws {
    switch format {
    case .json: try Output.write(report.json())
    case .csv: try Output.write(report.csv())
    case .geojson: try Output.write(String(decoding: report.geoJSON(), as: UTF8.self))
    case .table: if report.refusal == nil { try Output.write(report.text(on: .output)) }
    case .markdown: if report.refusal == nil { try Output.write(report.markdown()) }
    }
  }
}
