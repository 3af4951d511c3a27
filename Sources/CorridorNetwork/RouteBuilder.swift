import CorridorGeometry
public import CorridorStudy
import CorridorUnits

/// Lays routes out from measured links: chainage, countries, crossings, transfers, breaks of gauge.
public struct RouteBuilder: Sendable {
  private let settings: Settings.GeometrySettings
  private let borderPlaces: [Place]

  /// Creates a builder for the places and tolerances of a study.
  public init(study: Study) {
    settings = study.settings.geometry
    borderPlaces = study.places.filter { $0.border != nil }
  }

  /// Lays out a route whose links are measured and in order of travel.
  public func route(_ plan: RoutePlan, along links: [(measured: MeasuredLink, isReversed: Bool)])
    -> Route
  {
    var parts: [Route.Part] = []
    var start = Length.zero
    for link in links {
      parts.append(
        Route.Part(measured: link.measured, isReversed: link.isReversed, start: start))
      start += link.measured.costed
    }
    let nodes = nodes(along: parts)
    var stretches: [CountryStretch] = []
    var crossings: [Route.Crossing] = []
    for run in Self.runs(of: parts) {
      let layout = RunLayout(parts: Array(parts[run]))
      let isSea = parts[run.lowerBound].link.mode == .sea
      let measure = BorderMeasure(
        joining: layout.stretches, sliver: isSea ? settings.seaSliver : settings.sliver)
      if !isSea { crossings += self.crossings(of: measure, layout: layout, nodes: nodes) }
      stretches += measure.stretches.map(layout.costed)
    }
    return Route(
      plan: plan, parts: parts, nodes: nodes, crossings: crossings, stretches: stretches)
  }

  /// Maximal runs of links that are all at sea or all not.
  private static func runs(of parts: [Route.Part]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in parts.indices {
      if let last = runs.last,
        (parts[last.lowerBound].link.mode == .sea) == (parts[index].link.mode == .sea)
      {
        runs[runs.count - 1] = last.lowerBound..<(index + 1)
      } else {
        runs.append(index..<(index + 1))
      }
    }
    return runs
  }

  private func nodes(along parts: [Route.Part]) -> [Route.Node] {
    guard let first = parts.first, let last = parts.last else { return [] }
    var nodes = [
      Route.Node(kind: .terminal(first.link.mode), place: first.origin, chainage: .zero)
    ]
    var gauges: [Int] = []
    for (index, part) in parts.enumerated() {
      if index > 0, part.link.loadsChange(after: parts[index - 1].link) {
        let kind = Route.Node.Kind.transfer(from: parts[index - 1].link.mode, to: part.link.mode)
        nodes.append(Route.Node(kind: kind, place: part.origin, chainage: part.start))
        gauges = []
      }
      let offered = part.link.gaugesMillimetres
      let kept = gauges.filter(offered.contains)
      if !gauges.isEmpty, !offered.isEmpty, kept.isEmpty {
        let kind = Route.Node.Kind.gauge(from: gauges[0], to: offered[0])
        nodes.append(Route.Node(kind: kind, place: part.origin, chainage: part.start))
      }
      if !offered.isEmpty { gauges = kept.isEmpty ? offered : kept }
    }
    let end = last.start + last.measured.costed
    nodes.append(
      Route.Node(kind: .terminal(last.link.mode), place: last.destination, chainage: end))
    return nodes
  }

  private func crossings(of measure: BorderMeasure, layout: RunLayout, nodes: [Route.Node])
    -> [Route.Crossing]
  {
    measure.crossings.map { crossing in
      let chainage = layout.costed(crossing.chainage)
      let link = layout.link(at: crossing.chainage)
      let breaksGauge = nodes.contains { node in
        guard case .gauge = node.kind else { return false }
        return (node.chainage.metres - chainage.metres).magnitude <= settings.stationWithin.metres
      }
      let pair = [crossing.from, crossing.to].sorted()
      return Route.Crossing(
        from: crossing.from, to: crossing.to, mode: link?.mode ?? .rail,
        chainage: chainage, coordinate: crossing.coordinate,
        place: borderPlace(between: pair, near: crossing.coordinate, on: link),
        breaksGauge: breaksGauge)
    }
  }

  /// The nearest declared crossing within reach: of those that the link declares, else of all.
  private func borderPlace(between pair: [String], near coordinate: Coordinate, on link: Link?)
    -> String?
  {
    let near = borderPlaces.filter { $0.border?.between == pair }
      .map { (place: $0, distance: Geodesic.distance(from: $0.coordinate, to: coordinate)) }
      .filter { $0.distance <= settings.stationWithin }
    let own = near.filter { link?.passes(border: $0.place.id) ?? false }
    return (own.isEmpty ? near : own)
      .min { ($0.distance, $0.place.id) < ($1.distance, $1.place.id) }?.place.id
  }
}

/// Links laid end to end, with the way from traced to costed chainage.
struct RunLayout {
  private let parts: [Route.Part]
  /// Traced chainage where each part begins, from the beginning of the run.
  private let starts: [Length]

  init(parts: [Route.Part]) {
    self.parts = parts
    var starts: [Length] = []
    var start = Length.zero
    for part in parts {
      starts.append(start)
      start += part.measured.traced
    }
    self.starts = starts
  }

  /// Countries along the run in traced chainage, link after link.
  var stretches: [CountryStretch] {
    zip(parts, starts).flatMap { part, start in
      let own = part.measured.stretches
      let travelled = part.isReversed ? own.reversed().map { $0.reversed(of: part) } : own
      return travelled.map { stretch in
        var moved = stretch
        moved.from += start
        moved.to += start
        return moved
      }
    }
  }

  /// A stretch in the costed chainage of the route.
  func costed(_ stretch: CountryStretch) -> CountryStretch {
    var costed = stretch
    costed.from = self.costed(stretch.from)
    costed.to = self.costed(stretch.to)
    return costed
  }

  /// Costed chainage on the route of a traced chainage on the run.
  func costed(_ traced: Length) -> Length {
    let index = part(at: traced)
    guard parts.indices.contains(index) else { return .zero }
    let part = parts[index]
    guard part.measured.traced > .zero else { return part.start }
    let share = (traced - starts[index]) / part.measured.traced
    return part.start + part.measured.costed * min(max(share, 0), 1)
  }

  /// The link at a traced chainage on the run.
  func link(at traced: Length) -> Link? {
    let index = part(at: traced)
    return parts.indices.contains(index) ? parts[index].link : nil
  }

  private func part(at traced: Length) -> Int {
    (starts.lastIndex { $0 <= traced }) ?? 0
  }
}

extension Link {
  /// Whether a load that came by another link changes to what carries it on this one: of another mode,
  /// or a ship of another class.
  func loadsChange(after other: Link) -> Bool {
    mode != other.mode || (mode == .sea && linkClass != other.linkClass)
  }

  /// Whether the link declares a border crossing, on its way or at an end.
  public func passes(border place: String) -> Bool {
    crossings.contains(place) || from == place || to == place
  }
}

extension CountryStretch {
  /// The stretch as it is met when the link is travelled backwards.
  fileprivate func reversed(of part: Route.Part) -> CountryStretch {
    let length = part.measured.traced
    return CountryStretch(
      country: country, from: length - to, to: length - from, start: end, end: start)
  }
}
