/// A link as it is travelled.
public struct DirectedLink: Hashable, Sendable {
  /// The link.
  public var link: Link
  /// Whether it is travelled from its `to` to its `from`.
  public var reversed: Bool

  /// Id of the place where travel along it begins.
  public var origin: String { reversed ? link.to : link.from }
  /// Id of the place where travel along it ends.
  public var destination: String { reversed ? link.from : link.to }
}

extension Study {
  /// The links of a corridor in its order, each in the direction that continues from the last.
  ///
  /// - Throws: `StudyError.invalid` when a link is unknown, or does not begin where the last one ends.
  public func orderedLinks(of corridor: CorridorChain) throws(StudyError) -> [DirectedLink] {
    var findings = Findings()
    let hops = ChainResolver(study: self, tellsUnknown: true).hops(of: corridor, &findings)
    try findings.check()
    return hops.map { DirectedLink(link: links[$0.link], reversed: $0.reversed) }
  }

  /// The links of a route in order of travel, from its origin to its destination.
  ///
  /// A route of no comparison of the study begins where its first piece does.
  ///
  /// - Throws: `StudyError.invalid` when a piece is unknown, or does not begin where the last one ends,
  ///   or the route does not end at its destination.
  public func orderedLinks(of route: RoutePlan) throws(StudyError) -> [DirectedLink] {
    var findings = Findings()
    let hops = ChainResolver(study: self, tellsUnknown: true).hops(of: route, &findings)
    try findings.check()
    return hops.map { DirectedLink(link: links[$0.link], reversed: $0.reversed) }
  }
}

/// Puts links in order of travel; what does not join goes to the findings.
struct ChainResolver {
  /// A link, by its place among the study's links, as it is travelled.
  struct Hop {
    let link: Int
    let reversed: Bool
  }

  let study: Study
  /// Whether an unknown id is a finding here, and not one that another check tells.
  var tellsUnknown = false

  func hops(of corridor: CorridorChain, _ findings: inout Findings) -> [Hop] {
    var indices: [Int] = []
    for id in corridor.links {
      guard let index = known(id, at: corridor.location, &findings) else { return [] }
      indices.append(index)
    }
    if let twice = indices.indices.first(where: { indices[..<$0].contains(indices[$0]) }) {
      let id = study.links[indices[twice]].id
      findings.error(
        "corridor-repeat", at: corridor.location,
        "corridor '\(corridor.id)' has the link '\(id)' twice", remedy: "delete one of the two")
      return []
    }
    guard let first = indices.first else { return [] }
    var reversed = false
    if indices.count > 1 {
      let next = study.links[indices[1]]
      let (from, to) = (study.links[first].from, study.links[first].to)
      reversed = to != next.from && to != next.to && (from == next.from || from == next.to)
    }
    var chain = [Hop(link: first, reversed: reversed)]
    for index in indices.dropFirst() {
      let here = end(of: chain[chain.count - 1])
      let (from, to) = (study.links[index].from, study.links[index].to)
      guard from == here || to == here else {
        let last = study.links[chain[chain.count - 1].link].id
        findings.error(
          "corridor-gap", at: corridor.location,
          "corridor '\(corridor.id)' has a gap: '\(last)' ends at '\(here)', and "
            + "'\(study.links[index].id)' joins '\(from)' and '\(to)'",
          remedy: "put the link between them in, or correct the order of 'links'")
        return []
      }
      chain.append(Hop(link: index, reversed: from != here))
    }
    return chain
  }

  func hops(of route: RoutePlan, _ findings: inout Findings) -> [Hop] {
    let comparison = study.comparison(route.comparison)
    // A comparison that does not say where it begins is a mistake of its own.
    var here = comparison.flatMap { study.hasPlace($0.origin) ? $0.origin : nil }
    var travelled: [Hop] = []
    for piece in route.pieces {
      let chain = chain(of: piece, &findings)
      guard !chain.isEmpty, let part = part(of: chain, piece, from: here, route, &findings) else {
        return []
      }
      travelled += part
      here = part.last.map(end) ?? here
    }
    if let destination = route.destination ?? comparison?.destination, study.hasPlace(destination),
      let here, here != destination
    {
      findings.error(
        "route-end", at: route.location,
        "route '\(route.id)' ends at '\(here)' and not at its destination '\(destination)'",
        remedy: "add the piece that is missing, or write 'destination: \(here)'",
        cause: Cause("\(route.comparison) to \(destination) with routes to \(here)"))
    }
    return travelled
  }

  private func start(of hop: Hop) -> String {
    hop.reversed ? study.links[hop.link].to : study.links[hop.link].from
  }

  private func end(of hop: Hop) -> String {
    hop.reversed ? study.links[hop.link].from : study.links[hop.link].to
  }

  /// The link of that id, unless it or an end of it is unknown, which is a mistake of its own.
  private func known(_ id: String, at location: SourceLocation, _ findings: inout Findings) -> Int?
  {
    guard let index = study.linkIndex(id) else {
      if tellsUnknown {
        findings.error(
          "unknown-link", at: location, "there is no link '\(id)'",
          remedy: Fields.remedy(for: id, among: study.links.map(\.id), what: "link"))
      }
      return nil
    }
    let link = study.links[index]
    return study.hasPlace(link.from) && study.hasPlace(link.to) || tellsUnknown ? index : nil
  }

  private func chain(of piece: RoutePlan.Piece, _ findings: inout Findings) -> [Hop] {
    guard let corridor = study.corridor(piece.id) else {
      return known(piece.id, at: piece.location, &findings).map { [Hop(link: $0, reversed: false)] }
        ?? []
    }
    // What is wrong with a corridor is told once, with the corridor.
    var ignored = Findings()
    return tellsUnknown ? hops(of: corridor, &findings) : hops(of: corridor, &ignored)
  }

  /// The part of a chain that a piece asks for, in the direction of travel.
  private func part(
    of chain: [Hop], _ piece: RoutePlan.Piece, from place: String?, _ route: RoutePlan,
    _ findings: inout Findings
  ) -> [Hop]? {
    let nodes = [start(of: chain[0])] + chain.map(end)
    let last = nodes.count - 1
    let here = place ?? piece.from ?? nodes[0]
    for place in [piece.from, piece.to].compactMap(\.self) where !nodes.contains(place) {
      findings.error(
        "route-gap", at: piece.location, "'\(piece.id)' does not touch '\(place)'",
        remedy: Fields.remedy(for: place, among: nodes, what: "place"))
      return nil
    }
    if let place = piece.from, place == piece.to, positions(of: place, in: nodes).count == 1 {
      findings.error(
        "route-gap", at: piece.location, "'\(piece.id)' begins and ends at '\(place)'",
        remedy: "correct 'from' or 'to', or delete the piece")
      return nil
    }
    let begins = piece.from.map { positions(of: $0, in: nodes) } ?? [0, last]
    let ends = piece.to.map { positions(of: $0, in: nodes) } ?? [0, last]
    let choices = begins.filter { nodes[$0] == here }.flatMap { begin in
      ends.filter { $0 != begin }.map { (begin: begin, end: $0) }
    }
    guard let choice = choices.min(by: { abs($0.begin - $0.end) < abs($1.begin - $1.end) }) else {
      let places = piece.from.map { "'\($0)'" } ?? "'\(nodes[0])' or '\(nodes[last])'"
      findings.error(
        "route-gap", at: piece.location,
        "route '\(route.id)' has a gap: it is at '\(here)', and '\(piece.id)' begins at \(places)",
        remedy: nodes.contains(here)
          ? "write {id: \(piece.id), from: \(here), to: PLACE}" : "put the piece between them in")
      return nil
    }
    if piece.from != nil, piece.to == nil, choices.count > 1 {
      findings.error(
        "route-gap", at: piece.location, "'\(piece.id)' goes on from '\(here)' in two directions",
        remedy: "say with 'to' where the piece ends: '\(nodes[0])' or '\(nodes[last])'")
      return nil
    }
    return choice.begin < choice.end
      ? Array(chain[choice.begin..<choice.end])
      : chain[choice.end..<choice.begin].reversed().map {
        Hop(link: $0.link, reversed: !$0.reversed)
      }
  }

  private func positions(of place: String, in nodes: [String]) -> [Int] {
    nodes.indices.filter { nodes[$0] == place }
  }
}
