import CorridorGeoJSON
import CorridorGeometry

/// Lines cut again and again until no junction is missing.
extension LinkImport {
  /// The import with every junction that it takes, and the lines cut at them.
  ///
  /// A junction is a place, which ends may reach that reached nothing before. So the lines are cut anew
  /// until no junction is missing: whoever imports them again begins there.
  func settled(_ drawn: [Line]) -> (LinkImport, Net) {
    var current = self
    var net = current.net(of: drawn)
    while !net.missing.isEmpty {
      current = with(current.places[ownCount...] + net.missing)
      net = current.net(of: drawn)
    }
    // What a later junction made needless goes, if the others need no further one then.
    let needed = (ownCount..<current.places.count).filter(net.used.contains)
    if needed.count < current.places.count - ownCount {
      let fewer = with(needed.map { current.places[$0] })
      let other = fewer.net(of: drawn)
      if other.missing.isEmpty { return (fewer, other) }
    }
    return (current, net)
  }

  /// Lines and where they stop.
  struct Net {
    let lines: [Line]
    let stops: [[Stop]]
    /// Whether each place hangs together with one of the study, or was made.
    let anchored: [Bool]
    /// The places at which links begin or end.
    let used: Set<Int>
    /// Junctions that links need and that are no places yet.
    let missing: [Place]
    /// What was found on the way.
    let findings: [Diagnostic]
  }

  /// The lines cut at the places, the study's and those made so far.
  private func net(of drawn: [Line]) -> Net {
    var findings: [Diagnostic] = []
    let lines = joined(drawn)
    var junctions: [Junction] = []
    let meetings = stops(at: meetings(of: lines), of: lines, &junctions, &findings)
    let cut = lines.indices.map { stopping(lines[$0], at: meetings[$0]) }
    let stops = cut.map(\.stops)
    let anchored = anchored(stops, junctionCount: junctions.count)
    let used = used(stops, anchored)
    return Net(
      lines: cut.map(\.line), stops: stops, anchored: anchored, used: used,
      missing: junctionPlaces(junctions, used: used), findings: findings)
  }

  /// The links of a net that misses no junction, and what it leaves open.
  func finish(_ net: Net, _ outcome: inout Outcome) {
    outcome.findings += net.findings
    let ends = LineEnds(net.lines)
    let landings = landingsOnStudy(of: net.lines)
    for (index, line) in net.lines.enumerated() {
      let stops = net.stops[index]
      if stops.count >= 2, !stops.contains(where: { net.anchored[$0.place] }) {
        tellOrphan(line, landings: landings, &outcome)
      } else {
        let near = Neighbours(ends: ends, own: index, landings: landings)
        tellEnds(of: line, near, stops: stops, &outcome)
      }
    }
    var writer = LinkWriter(study: study, options: options, nodes: places, known: known)
    for (line, stops) in zip(net.lines, net.stops) {
      if known.contains(line.vertices), stops.allSatisfy({ $0.place < ownCount }) {
        writer.tellKnown(line, &outcome)
        continue
      }
      for (from, to) in zip(stops, stops.dropFirst()) where net.anchored[from.place] {
        guard let link = writer.link(from, to, of: line, isWhole: stops.count == 2, &outcome)
        else { continue }
        outcome.links.append(link)
      }
    }
    outcome.places = places[ownCount...].map(LinkWriter.feature(of:))
    tellCrossings(of: net.lines, &outcome)
    tellPassed(net, &outcome)
  }

  /// The same import with junctions behind the study's places.
  private func with(_ made: some Sequence<Place>) -> LinkImport {
    LinkImport(
      into: study, options: options, borders: borders, made: Array(made), known: known)
  }
}
