public import CorridorGeometry
public import CorridorStudy
public import CorridorUnits

/// A place that a link passes without ending there, where a journey begins or ends on the way.
public struct PassedStop: Hashable, Sendable {
  /// The place.
  public let place: Place
  /// Id of the link.
  public let link: String
  /// Costed length from the beginning of the link to the point that is nearest to the place.
  public let chainage: Length
  /// Costed length of the whole link.
  public let length: Length
  /// How far the place is from that point.
  public let distance: Length
}

extension MeasuredLink {
  /// How near to a place the line of a link on land has to be to pass it.
  ///
  /// - Source: docs/routing.md, *What is asked*.
  public static let passesWithin = Length(kilometres: 1)

  /// The point of the drawn line that is nearest to a place that the link passes.
  ///
  /// - Returns: nil where the line is further away than ``passesWithin``, for a ship, which passes what it
  ///   does not call at, and for a border crossing, which links declare or cross.
  public func point(passing place: Place) -> NearestPoint? {
    guard link.mode != .sea, place.kind != .borderCrossing else { return nil }
    let near = BoundingBox(around: place.coordinate, within: Self.passesWithin)
    guard link.line.geodesicBoxes().contains(where: { $0.intersects(near) }) else { return nil }
    let point = link.line.nearestPoint(to: place.coordinate)
    return point.distance <= Self.passesWithin ? point : nil
  }

  /// Where on its way the link passes a place at which it does not end; nil where it does not.
  public func stop(at place: Place) -> PassedStop? {
    guard let foot = foot(of: place) else { return nil }
    return PassedStop(
      place: place, link: link.id, chainage: costed * (foot.chainage / link.line.length),
      length: costed, distance: foot.distance)
  }

  /// The point of the line at which a journey to a place on the way ends.
  private func foot(of place: Place) -> NearestPoint? {
    guard place.id != link.from, place.id != link.to, let point = point(passing: place) else {
      return nil
    }
    // A metre is less than it is worth to part a link.
    let isOnTheWay = point.chainage.metres > 1 && (link.line.length - point.chainage).metres > 1
    return isOnTheWay ? point : nil
  }

  /// The link in parts that end at places that it passes, in order; itself where it passes none of them.
  ///
  /// A part has the share of the costed length that it has of the drawn line, the countries along it, and
  /// of the border crossings that the link declares those that are nearest to it. It keeps the id and
  /// whatever else is said of the whole.
  ///
  /// - Parameters:
  ///   - places: where to part it.
  ///   - study: has the places of border crossings.
  /// - Returns: the parts.
  public func parted(at places: [Place], of study: Study) -> [MeasuredLink] {
    let line = MeasuredLine(link.line)
    let stops = places.compactMap { place in
      foot(of: place).map { (place: place, at: $0.chainage) }
    }.sorted { ($0.at, $0.place.id) < ($1.at, $1.place.id) }
    guard !stops.isEmpty else { return [self] }
    let crossings = link.crossings.map { id in
      (id: id, at: study.place(id).map { line.nearestPoint(to: $0.coordinate).chainage } ?? .zero)
    }
    var parts: [MeasuredLink] = []
    var (from, start) = (link.from, Length.zero)
    for (to, end) in stops.map({ ($0.place.id, $0.at) }) + [(link.to, line.length)] {
      // Two places at one point: the link is parted once, and the second has no part to it.
      guard let piece = try? line.substring(from: start, to: end) else { continue }
      let isLast = to == link.to
      let own = crossings.filter { $0.at >= start && ($0.at < end || isLast) }.map(\.id)
      parts.append(
        part(
          from: from, to: to, along: piece, crossings: own,
          share: (start / line.length)...(end / line.length), in: study))
      (from, start) = (to, end)
    }
    return parts
  }

  /// The part between two of the places at which the link may be parted, its own ends included.
  ///
  /// - Returns: the link itself from its beginning to its end; nil where no part leads so.
  public func part(from: String, to: String, of study: Study) -> MeasuredLink? {
    if from == link.from, to == link.to { return self }
    return parted(at: [from, to].compactMap { study.place($0) }, of: study)
      .first { $0.link.from == from && $0.link.to == to }
  }

  private func part(
    from: String, to: String, along piece: LineString, crossings: [String],
    share: ClosedRange<Double>, in study: Study
  ) -> MeasuredLink {
    func name(_ id: String) -> String { study.place(id)?.names.english ?? id }
    let size = share.upperBound - share.lowerBound
    var part = link
    (part.from, part.to, part.line, part.crossings) = (from, to, piece, crossings)
    part.names.english += ", part \(name(from))-\(name(to))"
    part.otherLengths = []
    part.declared = link.declared.map { declared in
      Link.DeclaredLength(
        kilometres: declared.kilometres * size, series: declared.series, source: declared.source,
        sourceClass: SourceClass.weakest(of: [declared.sourceClass, .derived]) ?? .derived)
    }
    var factor: (id: String, value: Double)?
    if case .factored(let id, let value) = basis { factor = (id, value) }
    return MeasuredLink(
      part, line: line.part(share, from: piece.start, to: piece.end), factor: factor)
  }
}

extension LineMeasure {
  /// What a part of the line measures, from share to share of its length.
  fileprivate func part(_ share: ClosedRange<Double>, from start: Coordinate, to end: Coordinate)
    -> LineMeasure
  {
    let (first, last) = (traced * share.lowerBound, traced * share.upperBound)
    let own = stretches.compactMap { stretch -> CountryStretch? in
      guard stretch.to > first, stretch.from < last else { return nil }
      var part = stretch
      if stretch.from < first { (part.from, part.start) = (first, start) }
      if stretch.to > last { (part.to, part.end) = (last, end) }
      part.from = part.from - first
      part.to = part.to - first
      return part
    }
    return LineMeasure(traced: last - first, stretches: own, longestGap: longestGap)
  }
}

extension [MeasuredLink] {
  /// Links with those of some classes in parts that pass one of some places; see
  /// ``MeasuredLink/parted(at:of:)``.
  ///
  /// - Parameters:
  ///   - places: where to part them.
  ///   - classes: ids of the link classes; links of others stay whole.
  ///   - study: has the places of border crossings.
  /// - Returns: the links, where they are parted, and as they were those that are.
  public func parted(at places: [Place], classes: Set<String>, of study: Study) -> (
    links: [MeasuredLink], stops: [PassedStop], wholes: [MeasuredLink]
  ) {
    guard !places.isEmpty else { return (self, [], []) }
    var (stops, wholes): ([PassedStop], [MeasuredLink]) = ([], [])
    let links = flatMap { link in
      let own =
        classes.contains(link.link.linkClass) ? places.compactMap { link.stop(at: $0) } : []
      guard !own.isEmpty else { return [link] }
      stops += own
      wholes.append(link)
      return link.parted(at: places, of: study)
    }
    return (links, stops, wholes)
  }
}
