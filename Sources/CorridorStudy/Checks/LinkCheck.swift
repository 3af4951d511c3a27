import CorridorGeometry
import CorridorUnits

/// Finds links that do not reach their places, leap to swapped axes, or whose class is of another mode.
struct LinkCheck {
  let places: [String: Place]
  let classes: [String: LinkClass]
  let within: Length

  func check(_ links: [Link], _ findings: inout Findings) {
    for link in links {
      checkEnds(of: link, &findings)
      checkVertices(of: link, &findings)
      if let linkClass = classes[link.linkClass], linkClass.mode != link.mode {
        findings.error(
          "mode-mismatch", at: link.location,
          "link '\(link.id)' is of the mode '\(link.mode.rawValue)', and its class "
            + "'\(linkClass.id)' of '\(linkClass.mode.rawValue)'",
          remedy: "choose a class of the link's mode")
      }
    }
  }

  private func checkEnds(of link: Link, _ findings: inout Findings) {
    guard let from = places[link.from], let to = places[link.to] else { return }
    let gaps = (
      begin: Geodesic.distance(from: link.line.start, to: from.coordinate),
      end: Geodesic.distance(from: link.line.end, to: to.coordinate)
    )
    guard gaps.begin > within || gaps.end > within else { return }
    let isBackwards =
      isNear(link.line.start, to.coordinate) && isNear(link.line.end, from.coordinate)
    if isBackwards {
      findings.error(
        "link-reversed", at: link.location,
        "link '\(link.id)' is drawn from '\(to.id)' to '\(from.id)'",
        remedy: "swap 'from' and 'to', or draw the line the other way round")
      return
    }
    let ends = [
      ("begins", gaps.begin, from, link.line.start), ("ends", gaps.end, to, link.line.end),
    ]
    let isTurned = ends.allSatisfy { _, _, place, end in
      Self.swapped(end).map { isNear($0, place.coordinate) } ?? false
    }
    for (verb, gap, place, end) in ends where gap > within {
      let turned = Self.swapped(place.coordinate).map { isNear($0, end) } ?? false
      findings.error(
        "link-end-far", at: link.location,
        "link '\(link.id)' \(verb) \(RangeCheck.rounded(gap.kilometres)) km from its place "
          + "'\(place.id)', and \(RangeCheck.rounded(within.kilometres)) km are allowed",
        remedy: isTurned
          ? "swap the axes of the line: write longitude first"
          : turned
            ? "swap the axes of '\(place.id)' at \(place.location): write longitude first"
            : "draw the line to its place at \(place.location), or name another place",
        cause: isTurned
          ? Cause("axes of link '\(link.id)'") : turned ? Self.axes(of: place) : nil)
    }
  }

  /// What everything that finds the axes of a place swapped follows from.
  static func axes(of place: Place) -> Cause { Cause("axes of place '\(place.id)'") }

  private func isNear(_ first: Coordinate, _ second: Coordinate) -> Bool {
    Geodesic.distance(from: first, to: second) <= within
  }

  /// Nearer to its neighbours than this, in degrees, a vertex is not looked at.
  private static let leap = 2.0
  /// A vertex is taken to have its axes swapped where the way by the swapped one is this share as long.
  private static let shorter = 0.2

  private func checkVertices(of link: Link, _ findings: inout Findings) {
    for vertex in Self.swappedVertices(of: link.line.coordinates) {
      findings.error(
        "swapped-axes", at: link.location,
        "vertex \(vertex.index + 1) of link '\(link.id)', \(vertex.leap)", remedy: vertex.remedy)
    }
  }

  /// A vertex whose axes look swapped.
  struct SwappedVertex {
    /// Its place in the line, from 0.
    let index: Int
    /// Where it lies and how far from the vertex before, in words.
    let leap: String
    /// What to write instead, in words.
    let remedy: String
  }

  /// The vertices far from both of their neighbours that lie between them once their axes are swapped.
  static func swappedVertices(of line: [Coordinate]) -> [SwappedVertex] {
    line.indices.dropFirst().dropLast().compactMap { index in
      let (before, vertex, after) = (line[index - 1], line[index], line[index + 1])
      guard leaps(before, vertex), leaps(vertex, after), let turned = swapped(vertex),
        way(before, turned, after) < shorter * way(before, vertex, after)
      else { return nil }
      let kilometres = Int(Geodesic.distance(from: before, to: vertex).kilometres)
      return SwappedVertex(
        index: index, leap: "\(vertex), lies \(kilometres) km from the one before it",
        remedy: "swapped axes? write longitude first: \(turned)")
    }
  }

  private static func leaps(_ start: Coordinate, _ end: Coordinate) -> Bool {
    let east = abs(start.longitude - end.longitude)
    return max(min(east, 360 - east), abs(start.latitude - end.latitude)) > leap
  }

  private static func way(_ start: Coordinate, _ middle: Coordinate, _ end: Coordinate) -> Length {
    Geodesic.distance(from: start, to: middle) + Geodesic.distance(from: middle, to: end)
  }

  /// A coordinate with its axes swapped, where that is one.
  static func swapped(_ coordinate: Coordinate) -> Coordinate? {
    guard abs(coordinate.longitude) <= 90 else { return nil }
    return Coordinate(longitude: coordinate.latitude, latitude: coordinate.longitude)
  }
}
