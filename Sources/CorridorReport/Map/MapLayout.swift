import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// Lays the layers of an export out on a map round what is asked for.
struct MapLayout {
  let exporter: StudyExporter
  /// Id of the scenario that the study is seen in; nil for the if-open case.
  let scenario: String?
  /// The comparison that the map is about; nil for the whole network.
  let result: ComparisonResult?
  /// The part of the world to show; nil for all that is drawn.
  var window: BoundingBox?

  private var study: Study { exporter.study }
  /// Geodesics are drawn straight between points at most so far apart, in metres.
  private static let piece = 50_000.0
  /// From here on, in metres, the middle of a box is sought on its own meridian: steps towards the farthest
  /// position, as others take, need less than half of the Earth.
  private static let wide = 6_000_000.0
  /// Farther from its middle, a third of the way round the Earth, a map of one piece shows nothing as it is.
  private static let farthest = 13_350_000.0

  /// Lays everything out.
  ///
  /// - Parameters:
  ///   - margin: how much of the world beyond what is asked for is shown, as a share of its size.
  ///   - limit: the most vertices of borders.
  /// - Returns: what the map shows.
  /// - Throws: `MapError`, `GeometryError` or `NetworkError`.
  func content(margin: Double, limit: Int) throws -> MapContent {
    let routes = routesByLink
    let lines = study.links.map { link in
      (link: link, path: link.line.divided(every: Self.piece), routes: routes[link.id] ?? [])
    }
    let wanted = lines.filter { result == nil || !$0.routes.isEmpty }
    var aim = window.map(Self.positions) ?? wanted.flatMap(\.path)
    if aim.isEmpty { aim = study.places.map(\.coordinate) }
    guard var found = Coordinate.middle(of: aim) else {
      throw MapError.nothingToDraw(study: study.folder)
    }
    if let window, found.radius > Self.wide { found = Self.middle(of: window, round: aim) }
    guard window == nil || found.radius <= Self.farthest else { throw MapError.wideBox }
    let centre = Self.rounded(found.centre, radius: found.radius)
    let map = try EqualAreaMap(centre: centre)
    guard let box = MapBox(try map.points(of: aim)) else {
      throw MapError.nothingToDraw(study: study.folder)
    }
    let size = max(box.width, box.height, 20_000)
    let view = box.padded(by: size * margin)
    let properties = try Self.properties(of: LinksLayer(exporter: exporter).features())
    let links = try lines.map { line in
      MapContent.Line(
        id: line.link.id, names: line.link.names, properties: properties[line.link.id] ?? [:],
        points: try map.points(of: line.path), link: line.link, routes: line.routes,
        closed: closure(of: line.link, routes: line.routes))
    }
    let boundaries = try self.boundaries(on: map)
    let marks = try self.marks(on: map)
    let areas = try self.areas(on: map)
    return MapContent(
      study: study, result: result, scenario: scenario, centre: centre,
      ground: MapGround(borders: exporter.borders, on: map, in: view, limit: limit), box: box,
      graticule: Graticule(size: size).lines(on: map, in: view), boundaries: boundaries,
      links: links.filter(\.routes.isEmpty) + links.filter { !$0.routes.isEmpty }, marks: marks,
      areas: areas,
      citations: citations(
        of: (links + boundaries).map(\.properties) + marks.map(\.properties)
          + areas.map(\.properties)))
  }

  /// The short ids of the routes of the comparison, by link.
  private var routesByLink: [String: [String]] {
    var routes: [String: [String]] = [:]
    for route in result?.routes ?? [] {
      for part in route.route.parts where routes[part.link.id]?.last != route.route.plan.shortID {
        routes[part.link.id, default: []].append(route.route.plan.shortID)
      }
    }
    return routes
  }

  /// Why the scenario lets nothing pass a link; nil where it closes neither the link, nor a border or a
  /// passage on it, nor every route that travels it.
  private func closure(of link: Link, routes: [String]) -> String? {
    let closures = study.openness.closures
    guard !closures.isEmpty, let measured = exporter.network.link(link.id) else { return nil }
    let plan = RoutePlan(
      shortID: link.id, comparison: "map", names: link.names,
      pieces: [RoutePlan.Piece(id: link.id, location: link.location)], location: link.location)
    let alone = RouteBuilder(study: study).route(plan, along: [(measured, false)])
    if let reason = alone.closure(in: study) { return reason }
    let own = closures.map(\.subject)
    let travelling = (result?.routes ?? []).map(\.route).filter {
      routes.contains($0.plan.shortID)
    }
    guard travelling.allSatisfy({ own.contains(.route($0.plan.id)) }) else { return nil }
    return travelling.first?.closure(in: study)
  }

  /// The position on the meridian in the middle of a box, in whole degrees, that is nearest to the farthest of
  /// some positions; by symmetry none of another meridian is nearer.
  private static func middle(of box: BoundingBox, round positions: [Coordinate])
    -> (centre: Coordinate, radius: Double)
  {
    let half = (box.west + box.east + (box.crossesAntimeridian ? 360 : 0)) / 2
    let longitude = half > 180 ? half - 360 : half
    func reach(_ latitude: Int) -> (centre: Coordinate, radius: Double) {
      let centre = Coordinate(longitude: longitude, latitude: Double(latitude))
      return (centre, positions.map { Geodesic.distance(from: centre, to: $0).metres }.max() ?? 0)
    }
    return (-89...90).map(reach).reduce(reach(-90)) { $0.radius <= $1.radius ? $0 : $1 }
  }

  /// Positions round a box, and some in it: the outline of more than half of the Earth is that of the rest, too.
  private static func positions(of box: BoundingBox) -> [Coordinate] {
    let east = box.crossesAntimeridian ? box.east + 360 : box.east
    let inner = (1...7).flatMap { row in
      (1...7).map { column in
        let longitude = box.west + (east - box.west) * Double(column) / 8
        return Coordinate(
          longitude: longitude > 180 ? longitude - 360 : longitude,
          latitude: box.south + (box.north - box.south) * Double(row) / 8)
      }
    }
    return (0...24).flatMap { step -> [Coordinate] in
      let share = Double(step) / 24
      let longitude = box.west + (east - box.west) * share
      let wrapped = longitude > 180 ? longitude - 360 : longitude
      let latitude = box.south + (box.north - box.south) * share
      return [
        Coordinate(longitude: wrapped, latitude: box.south),
        Coordinate(longitude: wrapped, latitude: box.north),
        Coordinate(longitude: box.west, latitude: latitude),
        Coordinate(longitude: box.east, latitude: latitude),
      ]
    } + inner
  }

  /// A centre in whole degrees, or tenths on maps of a region, so that small changes don't move it.
  private static func rounded(_ centre: Coordinate, radius: Double) -> Coordinate {
    let scale = radius > 1_000_000 ? 1.0 : 10.0
    return Coordinate(
      longitude: (centre.longitude * scale).rounded() / scale,
      latitude: (centre.latitude * scale).rounded() / scale)
  }

  private static func properties(of features: [Feature]) -> [String: JSONObject] {
    Dictionary(features.map { ($0.id?.description ?? "", $0.properties) }) { first, _ in first }
  }

  private func boundaries(on map: borrowing EqualAreaMap) throws -> [MapContent.Line] {
    let properties = Self.properties(
      of: BordersLayer(borders: exporter.borders, study: study).boundaries())
    return try exporter.borders.boundaries.map { boundary in
      MapContent.Line(
        id: boundary.id, names: boundary.names, properties: properties[boundary.id] ?? [:],
        points: try map.points(of: boundary.line.divided(every: Self.piece)), link: nil)
    }
  }

  private func areas(on map: borrowing EqualAreaMap) throws -> [MapContent.Area] {
    let properties = Self.properties(of: ZonesLayer(zones: exporter.zones).features())
    return try exporter.zones.compactMap { zone in
      guard case .area(let area) = zone.shape else { return nil }
      let rings = area.polygons.flatMap(\.rings)
      return MapContent.Area(
        id: zone.id, names: zone.names, properties: properties[zone.id] ?? [:],
        rings: try rings.map { try map.points(of: $0) })
    }
  }

  private func citations(of properties: [JSONObject]) -> [Citation] {
    var keys: Set<String> = []
    for object in properties {
      keys.formUnion(object["sources"]?.array?.compactMap(\.string) ?? [])
      if let source = object["declared_source"]?.string { keys.insert(source) }
    }
    return study.citations.filter { keys.contains($0.id) }
  }
}

// MARK: - Marks

extension MapLayout {
  private func marks(on map: borrowing EqualAreaMap) throws -> [MapContent.Mark] {
    let crossings = try self.crossings(on: map)
    let taken = Set(crossings.compactMap { $0.properties["place"]?.string })
    let ends = Set(wantedLinks.flatMap { [$0.from, $0.to] })
    let goals = Set(
      (result.map { [$0.comparison] } ?? study.comparisons).flatMap { [$0.origin, $0.destination] })
    let properties = Self.properties(of: PlacesLayer(exporter: exporter).features())
    let places = try study.places.compactMap { place -> MapContent.Mark? in
      guard !taken.contains(place.id), let kind = Self.kind(of: place.kind) else { return nil }
      let isEnd = ends.contains(place.id)
      // With a comparison the places of other routes would only be in the way.
      guard result == nil || isEnd || goals.contains(place.id) else { return nil }
      return MapContent.Mark(
        id: place.id, names: place.names, kind: kind, properties: properties[place.id] ?? [:],
        point: try map.point(of: place.coordinate), coordinate: place.coordinate,
        rank: goals.contains(place.id) ? 0 : kind == .station ? (isEnd ? 3 : 4) : 1)
    }
    return try places.sorted { $0.rank > $1.rank } + zones(on: map) + crossings
  }

  private var wantedLinks: [Link] {
    result.map { $0.routes.flatMap { $0.route.parts.map(\.link) } } ?? study.links
  }

  private static func kind(of kind: Place.Kind) -> MapContent.Kind? {
    switch kind {
    case .port: .port
    case .field, .terminal, .landing: .terminal
    case .station, .junction, .city: .station
    case .borderCrossing: .crossing
    case .zone: nil
    }
  }

  private func zones(on map: borrowing EqualAreaMap) throws -> [MapContent.Mark] {
    let properties = Self.properties(of: ZonesLayer(zones: exporter.zones).features())
    return try exporter.zones.compactMap { zone in
      guard case .point(let coordinate) = zone.shape else { return nil }
      return MapContent.Mark(
        id: zone.id, names: zone.names, kind: .zone, properties: properties[zone.id] ?? [:],
        point: try map.point(of: coordinate), coordinate: coordinate, rank: 2)
    }
  }

  /// The crossings of the routes or of all corridors, one for each place and mode.
  private func crossings(on map: borrowing EqualAreaMap) throws -> [MapContent.Mark] {
    let layer = CorridorsLayer(exporter: exporter)
    let features: [Feature]
    var origins: [String: Names] = [:]
    func note(_ id: String, _ route: Route) {
      origins[id] = route.parts.first.flatMap { study.place($0.origin)?.names }
    }
    if let result {
      features = result.routes.flatMap { layer.crossings(of: $0.route.plan.shortID, $0.route) }
      for route in result.routes { note(route.route.plan.shortID, route.route) }
    } else {
      features = try layer.features().crossings
      for chain in study.corridors { note(chain.id, try exporter.network.corridor(chain)) }
    }
    var order: [String] = []
    var found: [String: (feature: Feature, passes: [JSONValue])] = [:]
    for feature in features {
      let at = feature.geometry?.points.first
      let key =
        (feature.properties["place"]?.string ?? at.map { "\($0)" } ?? "")
        + (feature.properties["mode"]?.string ?? "")
      let names = feature.properties["corridor"]?.string.flatMap { origins[$0] }
      let origin = names.map { ComparisonFigures.names($0) } ?? .null
      let pass: JSONValue = [
        "route": feature.properties["corridor"] ?? .null,
        "chainage_km": feature.properties["chainage_km"] ?? .null,
        "origin": origin,
        "from": feature.properties["from"] ?? .null, "to": feature.properties["to"] ?? .null,
      ]
      if found[key] == nil {
        order.append(key)
        found[key] = (feature, [])
      }
      found[key]?.passes.append(pass)
    }
    return try order.compactMap { found[$0] }.compactMap { feature, passes in
      guard let at = feature.geometry?.points.first else { return nil }
      var properties = feature.properties
      properties["passes"] = .array(passes)
      return MapContent.Mark(
        id: feature.id?.description ?? "", names: properties.names, kind: .crossing,
        properties: properties, point: try map.point(of: at), coordinate: at,
        rank: properties["open"]?.bool == nil ? 3 : 1)
    }.sorted { $0.rank > $1.rank }
  }
}
