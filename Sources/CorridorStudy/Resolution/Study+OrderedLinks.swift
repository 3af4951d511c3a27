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

  /// The same link travelled the other way.
  func turned() -> DirectedLink { DirectedLink(link: link, reversed: !reversed) }
}

extension Study {
  /// The links of a corridor in its order, each in the direction that continues from the last.
  ///
  /// - Throws: `StudyError.invalid` when a link is unknown, or does not begin where the last one ends.
  public func orderedLinks(of corridor: CorridorChain) throws(StudyError) -> [DirectedLink] {
    var findings = Findings()
    let ordered = ChainResolver(study: self).links(of: corridor, &findings)
    try findings.check()
    return ordered
  }

  /// The links of a route in order of travel, from its origin to its destination.
  ///
  /// A route of no comparison of the study begins where its first piece does.
  ///
  /// - Throws: `StudyError.invalid` when a piece is unknown, or does not begin where the last one ends,
  ///   or the route does not end at its destination.
  public func orderedLinks(of route: RoutePlan) throws(StudyError) -> [DirectedLink] {
    var findings = Findings()
    let ordered = ChainResolver(study: self).links(of: route, &findings)
    try findings.check()
    return ordered
  }
}

/// Puts links in order of travel; what does not join goes to the findings.
struct ChainResolver {
  let study: Study

  func links(of corridor: CorridorChain, _ findings: inout Findings) -> [DirectedLink] {
    let links = corridor.links.compactMap { study.link($0) }
    guard links.count == corridor.links.count, let first = links.first else { return [] }
    var reversed = false
    if links.count > 1 {
      let next = [links[1].from, links[1].to]
      reversed = !next.contains(first.to) && next.contains(first.from)
    }
    var chain = [DirectedLink(link: first, reversed: reversed)]
    for link in links.dropFirst() {
      let here = chain[chain.count - 1]
      guard link.from == here.destination || link.to == here.destination else {
        findings.error(
          "corridor-gap", at: corridor.location,
          "corridor '\(corridor.id)' has a gap: '\(here.link.id)' ends at '\(here.destination)', and "
            + "'\(link.id)' joins '\(link.from)' and '\(link.to)'",
          remedy: "put the link between them in, or correct the order of 'links'")
        return []
      }
      chain.append(DirectedLink(link: link, reversed: link.from != here.destination))
    }
    return chain
  }

  func links(of route: RoutePlan, _ findings: inout Findings) -> [DirectedLink] {
    let comparison = study.comparison(route.comparison)
    var here = comparison?.origin
    var travelled: [DirectedLink] = []
    for piece in route.pieces {
      let chain = chain(of: piece)
      guard !chain.isEmpty else { return [] }
      guard let part = part(of: chain, piece, from: here, route, &findings) else { return [] }
      travelled += part
      here = part.last?.destination ?? here
    }
    if let destination = route.destination ?? comparison?.destination, let here, here != destination
    {
      findings.error(
        "route-end", at: route.location,
        "route '\(route.id)' ends at '\(here)' and not at its destination '\(destination)'",
        remedy: "add the piece that is missing, or write 'destination: \(here)'")
    }
    return travelled
  }

  private func chain(of piece: RoutePlan.Piece) -> [DirectedLink] {
    if let corridor = study.corridor(piece.id) {
      var ignored = Findings()
      return links(of: corridor, &ignored)
    }
    return study.link(piece.id).map { [DirectedLink(link: $0, reversed: false)] } ?? []
  }

  /// The part of a chain that a piece asks for, in the direction of travel.
  private func part(
    of chain: [DirectedLink], _ piece: RoutePlan.Piece, from place: String?, _ route: RoutePlan,
    _ findings: inout Findings
  ) -> [DirectedLink]? {
    let nodes = [chain[0].origin] + chain.map(\.destination)
    for place in [piece.from, piece.to].compactMap(\.self) where !nodes.contains(place) {
      findings.error(
        "route-gap", at: piece.location, "'\(piece.id)' does not touch '\(place)'",
        remedy: Fields.remedy(for: place, among: nodes, what: "place"))
      return nil
    }
    let last = nodes.count - 1
    let here = place ?? piece.from ?? nodes[0]
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
      : chain[choice.end..<choice.begin].reversed().map { $0.turned() }
  }

  private func positions(of place: String, in nodes: [String]) -> [Int] {
    nodes.indices.filter { nodes[$0] == place }
  }
}
