import CorridorGeometry
public import CorridorStudy
import CorridorUnits

/// Findings of `check` that need the geometry: lengths, ends, straight stretches, crossings.
public struct GeometryFindings: Sendable {
  /// From here on an end of a link is off its place, though within the study's tolerance: a little
  /// more than what lies between a station and the middle of its town.
  static let endOff = Length(kilometres: 2)

  /// Longer straight lines on land are a sketch of a line and not its way.
  static let longestStraight = Length(kilometres: 60)

  let study: Study
  /// Countries that ships pass through on the study's lanes; nil where that is not known.
  let countriesOfLanes: Set<String>?
  private let borderPlaces: [String: Place]

  /// Creates the check for a study, which has sea lanes or has none.
  public init(study: Study, lanes: SeaLanes? = nil) {
    self.study = study
    let passed = (lanes?.passages ?? []).map { lanes?.countries(of: $0) }
    countriesOfLanes = passed.contains(nil) ? nil : Set(passed.flatMap { $0 ?? [] })
    var places: [String: Place] = [:]
    for place in study.places where place.border != nil { places[place.id] = place }
    borderPlaces = places
  }

  /// Findings about measured links, in their order.
  public func findings(on links: [MeasuredLink]) -> [Diagnostic] {
    let checks = [unsourced, routeFactor, ends, straight, gap, crossings, gauges]
    return links.flatMap { link in checks.flatMap { $0(link) } } + gaugeBreaks(links)
      + passedStops(links) + corridors(links) + fees(links)
  }

  /// Fees for transit of countries that no line passes through.
  private func fees(_ links: [MeasuredLink]) -> [Diagnostic] {
    guard let countriesOfLanes else { return [] }
    let passed = countriesOfLanes.union(links.lazy.flatMap(\.stretches).compactMap(\.country))
    return study.events.compactMap { event in
      guard event.kind == .fee, let country = event.country, !passed.contains(country) else {
        return nil
      }
      return event.unmet(because: "no line passes through \(country)")
    }
  }

  /// Lengths that are published of whole corridors, held against what is drawn.
  private func corridors(_ links: [MeasuredLink]) -> [Diagnostic] {
    let measured = Dictionary(links.map { ($0.link.id, $0) }) { first, _ in first }
    return study.corridors.flatMap { corridor -> [Diagnostic] in
      guard let declared = corridor.declared else { return [] }
      let what = "corridor `\(corridor.id)`"
      let parts = (corridor.links + corridor.branches).compactMap { measured[$0] }
      let traced = parts.reduce(Length.zero) { $0 + $1.traced }
      let factor = traced > .zero ? Length(kilometres: declared.kilometres) / traced : nil
      return Self.unsourced(declared, of: what, at: corridor.location)
        + (factor.map { outside($0, of: what, at: corridor.location, reason: corridor.note) } ?? [])
    }
  }

  /// A declared length that nobody can look up, though routes are costed with it.
  private func unsourced(_ measured: MeasuredLink) -> [Diagnostic] {
    let link = measured.link
    return link.declared.map {
      Self.unsourced($0, of: "link `\(link.id)`", at: link.location)
    } ?? []
  }

  private static func unsourced(
    _ declared: Link.DeclaredLength, of what: String, at location: SourceLocation
  ) -> [Diagnostic] {
    guard declared.sourceClass.isUnsourced else { return [] }
    return [
      Diagnostic(
        .warning, code: "unsourced-length", at: location,
        "the declared length of \(what), \(Self.text(declared.kilometres)) km, has no "
          + "source (\(declared.sourceClass.rawValue))",
        remedy: "name a source that states it, or leave it out: the traced length is costed then")
    ]
  }

  static func text(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? "\(Int(number))" : "\(number)"
  }

  /// Declared / traced outside the study's band, or above the limit from which it is listed.
  private func routeFactor(_ measured: MeasuredLink) -> [Diagnostic] {
    guard let factor = measured.routeFactor else { return [] }
    let settings = study.settings.geometry
    let link = measured.link
    let shown = Self.thousandths(factor)
    guard settings.routeFactor.contains(factor) else {
      return outside(
        factor, of: "link `\(link.id)`", at: link.location, reason: link.routeFactorReason)
    }
    guard factor > settings.routeFactorListed else { return [] }
    return [
      Diagnostic(
        .warning, code: "route-factor-listed", at: link.location,
        "link `\(link.id)`: declared / traced is \(shown): "
          + (link.routeFactorReason ?? "no reason is given"),
        remedy: link.routeFactorReason == nil
          ? "give `route_factor_reason`, or draw the line more closely"
          : "draw the line more closely when better positions are known")
    ]
  }

  /// A factor that lies outside the study's band.
  private func outside(
    _ factor: Double, of what: String, at location: SourceLocation, reason: String?
  ) -> [Diagnostic] {
    let band = study.settings.geometry.routeFactor
    guard !band.contains(factor) else { return [] }
    return [
      Diagnostic(
        .warning, code: "route-factor", at: location,
        "\(what): declared / traced is \(Self.thousandths(factor)), outside \(band.lowerBound) to "
          + "\(band.upperBound)" + (reason.map { " (\($0))" } ?? ""),
        remedy: "draw the line more closely, or check the declared length and its series")
    ]
  }

  private static func thousandths(_ factor: Double) -> Double { (factor * 1000).rounded() / 1000 }

  /// Ends that lie off their places; ends beyond the tolerance are errors of reading.
  private func ends(_ measured: MeasuredLink) -> [Diagnostic] {
    let link = measured.link
    let ends = [("begins", link.from, link.line.start), ("ends", link.to, link.line.end)]
    let off = ends.compactMap { verb, id, end in
      study.place(id).flatMap { place in
        let distance = Geodesic.distance(from: end, to: place.coordinate)
        return distance > Self.endOff ? "\(verb) \(Self.tenths(distance)) km from `\(id)`" : nil
      }
    }
    guard !off.isEmpty else { return [] }
    return [
      Diagnostic(
        .warning, code: "link-end-off", at: link.location,
        "link `\(link.id)` \(off.joined(separator: " and "))",
        remedy: "draw it to its place, or make a place of where it does begin or end")
    ]
  }

  /// Straight stretches on land that are longer than a drawn line may be, whether or not vertices
  /// stand on them.
  private func straight(_ measured: MeasuredLink) -> [Diagnostic] {
    let link = measured.link
    guard link.mode != .sea else { return [] }
    var chainage = Length.zero
    var long: [(length: Length, from: Coordinate, to: Coordinate)] = []
    for (from, to) in StraightPieces.of(link.line.coordinates) {
      let end = chainage + Geodesic.distance(from: from, to: to)
      let onLand = measured.lengthOnLand(from: chainage, to: end)
      if onLand > Self.longestStraight { long.append((onLand, from, to)) }
      chainage = end
    }
    guard let longest = long.max(by: { $0.length < $1.length }) else { return [] }
    let limit = Int(Self.longestStraight.kilometres)
    return [
      Diagnostic(
        .warning, code: "straight-stretch", at: link.location,
        "link `\(link.id)` is drawn straight over more than \(limit) km of land "
          + (long.count == 1 ? "once" : "\(long.count) times")
          + ", at most \(Self.tenths(longest.length)) km from \(longest.from) to \(longest.to)",
        remedy:
          "draw it station by station, with a vertex at least every \(limit) km where it bends")
    ]
  }

  private static func tenths(_ length: Length) -> Double { (length.kilometres * 10).rounded() / 10 }

  /// A railway or road that runs outside every country for longer than a coast is generalised.
  private func gap(_ measured: MeasuredLink) -> [Diagnostic] {
    guard measured.longestGap > study.settings.geometry.seaSliver else { return [] }
    let kilometres = Self.tenths(measured.longestGap)
    return [
      Diagnostic(
        .warning, code: "outside-countries", at: measured.link.location,
        "link `\(measured.link.id)` runs outside every country for \(kilometres) km, which are "
          + "counted to its neighbours",
        remedy: "add the country that is missing to borders/countries.geojson, or mend the line")
    ]
  }

  /// Declared crossings that the line does not show, and the reverse.
  private func crossings(_ measured: MeasuredLink) -> [Diagnostic] {
    let link = measured.link
    guard link.mode != .sea else { return [] }
    let shown = BorderMeasure(
      joining: measured.stretches, sliver: study.settings.geometry.sliver)
    let pairs = shown.crossings.map { [$0.from, $0.to].sorted() }
    let known = link.crossings.compactMap { id in
      borderPlaces[id]?.border.map { (id: id, pair: $0.between) }
    }
    var found: [Diagnostic] = []
    for (id, pair) in known
    where !pairs.contains(pair) && !isAtAnEnd(id, of: link) {
      found.append(
        Diagnostic(
          .warning, code: "crossing-not-shown", at: link.location,
          "link `\(link.id)` declares the crossing `\(id)` (\(pair.joined(separator: "-"))), and its "
            + "line does not pass from one to the other",
          remedy: "draw the line across the border, or take the crossing out"))
    }
    for (id, pair) in known {
      guard let place = borderPlaces[id], !isAtAnEnd(id, of: link) else { continue }
      let distances = shown.crossings.filter { [$0.from, $0.to].sorted() == pair }
        .map { Geodesic.distance(from: $0.coordinate, to: place.coordinate) }
      guard let nearest = distances.min(), nearest > study.settings.geometry.stationWithin else {
        continue
      }
      found.append(
        Diagnostic(
          .warning, code: "crossing-off", at: link.location,
          "link `\(link.id)` declares the crossing `\(id)`, which lies \(Self.tenths(nearest)) km from "
            + "where its line crosses",
          remedy: "correct the place, or declare the crossing that the line does take"))
    }
    for pair in pairs where !known.contains(where: { $0.pair == pair }) {
      found.append(
        Diagnostic(
          .warning, code: "crossing-not-declared", at: link.location,
          "the line of link `\(link.id)` passes \(pair.joined(separator: "-")), and the link declares "
            + "no such crossing",
          remedy: "add the border crossing to `crossings`, or mend the line"))
    }
    return found
  }

  /// A link may begin or end at the crossing itself.
  func isAtAnEnd(_ id: String, of link: Link) -> Bool { link.from == id || link.to == id }
}

extension MeasuredLink {
  /// The length inside countries between two chainages of the traced line.
  fileprivate func lengthOnLand(from: Length, to: Length) -> Length {
    var sum = Length.zero
    for stretch in stretches where stretch.country != nil {
      let overlap = min(stretch.to, to) - max(stretch.from, from)
      if overlap > .zero { sum += overlap }
    }
    return sum
  }
}
