public import CorridorAppraisal
import CorridorStudy

extension RouteRefusal {
  /// Why there is no route over a network, as a sentence.
  public func words(
    from origin: String, to destination: String, for service: String,
    in network: TransportNetwork
  ) -> String {
    let journey = "from \(origin) to \(destination)"
    guard case .blocked(let constraints, let undecided) = self else {
      return "no route \(journey) was found, but the search was cut before it could be sure that "
        + "there is none; ask for less with --require, or name nearer places"
    }
    if constraints.isEmpty {
      return "no way for \(service) \(journey), whatever is asked or left out: the study's links "
        + "don't join them"
    }
    let ends = [("the origin", origin), ("the destination", destination)]
    let list = constraints.map { constraint in
      constraint.words
        + ends.filter { Self.isAvoided(network.place($0.1), by: constraint) }
        .map { ", and \($0.0) is there" }.joined()
    }.joined(separator: "; ")
    if undecided.isEmpty {
      return "no route \(journey). What blocks it, of which nothing can be left out: \(list)"
    }
    return "no route \(journey). What blocks it: \(list). Whether all of it is needed could not be "
      + "decided within the limit of the search, as to: "
      + undecided.map(\.words).joined(separator: "; ")
  }

  /// Whether a place at an end of the journey is what a constraint avoids, or lies in it.
  private static func isAvoided(_ place: Place?, by constraint: RouteConstraint) -> Bool {
    switch constraint.demand {
    case .avoid(.place(let id)): place?.id == id
    case .avoid(.country(let code)): place?.country == code
    default: false
    }
  }
}
