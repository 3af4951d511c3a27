import ArgumentParser
import Corridor

struct CriticalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "critical",
    abstract: "Which link or border, if lost, costs most, and the best detour for each.",
    discussion: """
      corridor critical                      every comparison of the study
      corridor critical container:westport-eastport
      corridor critical westport eastport --by time
      """)

  @Argument(
    help: "A comparison, or the two ends of a journey; nothing for every comparison.",
    completion: StudyWords.comparisonsAndPlaces)
  var ends: [String] = []

  @OptionGroup var routing: RoutingOptions
  @OptionGroup var options: StudyOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard ends.count <= 2 else {
      throw ValidationError("\(ends.count) words; name a comparison, or two places.")
    }
  }

  func run() throws {
    try reporting {
      let session = try Session(options)
      var journeys: [CriticalReport.Journey] = []
      var notes: [String] = []
      if ends.count == 2 {
        let setup = try RoutingSetup(session, routing, service: nil, ends: ends)
        let (start, end) = try setup.ends(ends[0], ends[1])
        notes = setup.notes
        journeys.append(
          try ProgressLine.during("searching") { _ in
            try journey(setup, from: start.place.id, to: end.place.id, nil)
          })
      } else {
        let comparisons =
          try ends.isEmpty
          ? session.study.comparisons : [session.comparison(ends[0])]
        try ProgressLine.during("searching") { progress in
          for comparison in comparisons {
            let setup = try RoutingSetup(
              session, routing, service: comparison.service,
              ends: [comparison.origin, comparison.destination])
            notes += setup.notes.filter { !notes.contains($0) }
            journeys.append(
              try journey(
                setup, from: comparison.origin, to: comparison.destination, comparison))
            progress.advance(of: comparisons.count)
          }
        }
      }
      let report = CriticalReport(journeys, scenario: session.scenario?.id, notes: notes)
      let refusal = journeys.count == 1 ? journeys[0].refusal : nil
      // As `route` does: without an answer a table is empty, and the reason is told once.
      if refusal == nil || output.format == .json || output.format == .csv {
        try output.print(
          table: report.text(on: .output), markdown: report.markdown(), csv: report.csv(),
          json: report.json())
      }
      if let refusal { throw Failure.unanswered(refusal, notes: notes) }
      Output.end()
    }
  }

  private func journey(
    _ setup: RoutingSetup, from origin: String, to destination: String, _ comparison: Comparison?
  ) throws -> CriticalReport.Journey {
    let finder = RouteFinder(setup.network)
    var request = setup.request(from: origin, to: destination)
    var criticality = try Criticality(of: request, in: finder)
    var refusal = try Self.refusal(of: request, criticality, finder)
    // What is built charges what its demand makes it: without a price the shortest way is looked at.
    if case .blocked(let found, _)? = refusal, routing.by == nil,
      found.allSatisfy({ if case .known = $0.demand { true } else { false } })
    {
      request.objective = .distance
      criticality = try Criticality(of: request, in: finder)
      refusal = try Self.refusal(of: request, criticality, finder)
    }
    let volume = try comparison.map {
      try setup.loadsPerYear(of: $0)
    }
    return CriticalReport.Journey(
      comparison: comparison?.id, request: request, network: setup.network,
      criticality: criticality, loadsPerYear: volume ?? nil,
      refusal: refusal?.words(
        from: origin, to: destination, for: setup.service.id, in: setup.network))
  }

  private static func refusal(
    of request: RouteRequest, _ criticality: Criticality, _ finder: RouteFinder
  ) throws -> RouteRefusal? {
    criticality.best == nil ? try finder.refusal(of: request) ?? .undecided : nil
  }
}

extension RoutingSetup {
  /// The demand of a comparison, loads a year; nil when it was not known yet.
  func loadsPerYear(of comparison: Comparison) throws -> Double? {
    guard let volume = session.assumptions[comparison.demand.volume] else { return nil }
    return try? volume.unit.convert(volume.value, to: service.unit / .year)
  }
}
