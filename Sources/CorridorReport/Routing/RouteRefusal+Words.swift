public import CorridorAppraisal

extension RouteRefusal {
  /// Why there is no route, as a sentence.
  public func words(from origin: String, to destination: String, for service: String) -> String {
    let ends = "from \(origin) to \(destination)"
    guard case .blocked(let constraints, let undecided) = self else {
      return "no route \(ends) was found, but the search was cut before it could be sure that "
        + "there is none; ask for less with --require, or name nearer places"
    }
    if constraints.isEmpty {
      return "no way for \(service) \(ends), whatever is asked or left out: the study's links "
        + "don't join them"
    }
    let list = constraints.map(\.words).joined(separator: "; ")
    if undecided.isEmpty {
      return "no route \(ends). What blocks it, of which nothing can be left out: \(list)"
    }
    return "no route \(ends). What blocks it: \(list). Whether all of it is needed could not be "
      + "decided within the limit of the search, as to: "
      + undecided.map(\.words).joined(separator: "; ")
  }
}
