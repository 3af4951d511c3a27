import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What it costs when something on the best route is lost.
public struct CriticalLoss: Sendable {
  /// What is lost.
  public let subject: RouteConstraint.Subject
  /// The best route without it; nil when there is none.
  public let detour: FoundRoute?
  /// By how much that is worse, in the unit of the objective.
  public let increase: Outcome
}

/// The best route between two places, and what losing each part of it costs.
public struct Criticality: Sendable {
  /// The best route with nothing lost; nil when there is none.
  public let best: FoundRoute?
  /// Every link, border and passage of the best route, the gravest loss first: what has no detour, then
  /// by increase, and of equals in order of travel.
  public let losses: [CriticalLoss]

  /// Takes out one thing after another; what is not on the best route costs nothing when lost.
  public init(of request: RouteRequest, in finder: RouteFinder) throws(AppraisalError) {
    guard let best = try finder.best(request).routes.first else {
      (self.best, losses) = (nil, [])
      return
    }
    self.best = best
    let base = best.outcome(by: request.objective)
    var losses: [CriticalLoss] = []
    for subject in Self.subjects(of: best.route) {
      var without = request
      without.constraints.append(RouteConstraint(.avoid(subject), origin: "lost"))
      let answer = try finder.best(without)
      guard let detour = answer.routes.first else {
        losses.append(
          CriticalLoss(
            subject: subject, detour: nil,
            increase: .missing(
              reason: answer.isComplete
                ? try Self.reason(without: request, in: finder, subject)
                : "the search was cut before it found one")))
        continue
      }
      losses.append(
        CriticalLoss(
          subject: subject, detour: detour,
          increase: try Self.increase(from: base, to: detour.outcome(by: request.objective))))
    }
    self.losses = losses.enumerated().sorted { left, right in
      let (one, other) = (
        left.element.increase.value ?? .infinity, right.element.increase.value ?? .infinity
      )
      return one != other ? one > other : left.offset < right.offset
    }.map(\.element)
  }

  /// Why nothing is left without a subject: what is asked beside, or that no other way joins the places.
  private static func reason(
    without request: RouteRequest, in finder: RouteFinder, _ subject: RouteConstraint.Subject
  ) throws(AppraisalError) -> String {
    let lost = RouteConstraint(.avoid(subject), origin: "lost")
    var asked = request
    asked.constraints.append(lost)
    guard case .blocked(let blocking, _)? = try finder.refusal(of: asked) else {
      return "the search was cut before it found one"
    }
    let others = blocking.filter { $0 != lost }.map(\.words)
    return others.isEmpty
      ? "no other way joins the two places"
      : "no other way has what is asked: " + others.joined(separator: "; ")
  }

  private static func increase(from base: Outcome, to detour: Outcome) throws(AppraisalError)
    -> Outcome
  {
    guard let base = base.figure else { return .missing(reason: base.reason ?? "no figure") }
    guard let detour = detour.figure else { return .missing(reason: detour.reason ?? "no figure") }
    return .figure(try .difference("increase", detour, base))
  }

  /// What can be lost of a route: links, then borders, then passages, each in order of travel.
  private static func subjects(of route: Route) -> [RouteConstraint.Subject] {
    var subjects = route.parts.map { RouteConstraint.Subject.link($0.link.id) }
    for crossing in route.crossings {
      let pair = [crossing.from, crossing.to].sorted()
      subjects.append(.border(pair[0], pair[1]))
    }
    subjects += route.parts.flatMap(\.link.passages).map { .passage($0) }
    var seen: Set<RouteConstraint.Subject> = []
    return subjects.filter { seen.insert($0).inserted }
  }
}
