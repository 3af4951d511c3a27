public import CorridorUnits
package import GeometryEngine

/// Country polygons, laid out for finding the country of a position and of each part of a line.
///
/// Polygons are read as RFC 7946 writes them: edges straight in longitude and latitude, cut at the
/// antimeridian; a polygon that is not cut there is cut first. Countries may touch and should not
/// overlap; where they do, and where a line runs along an edge, these rules decide:
///
/// - The inside of a country goes before the edge of another.
/// - Of several insides, and of several edges, the country that was given first has it.
/// - The edge of a country that is nobody else's belongs to it.
///
/// The answer does not depend on the direction of a line. Which side of an edge a point lies on is
/// decided exactly (Shewchuk's predicate); pieces of a line shorter than 1e-9 degrees (0.1 mm) are
/// not told apart.
///
/// Building is linear in the edges, about a millisecond for a hundred thousand; a line is then
/// measured without looking at countries that it doesn't come near.
public struct BorderIndex: Sendable {
  /// The codes of the countries, in the order in which they were first given.
  public let codes: [String]
  let edges: EdgeRuns
  let bands: BorderBands
  let grid: EdgeGrid
  /// The country, as an index of `codes`, of each polygon.
  let country: [Int32]

  /// Builds an index of countries; polygons that share a code are one country.
  ///
  /// - Throws: `GeometryError` where a polygon that crosses the antimeridian is invalid, so that it
  ///   can't be cut.
  public init(countries: [(code: String, polygon: MultiPolygon)]) throws(GeometryError) {
    var codes: [String] = []
    var numbers: [String: Int32] = [:]
    var polygons: [Polygon] = []
    var owners: [Int32] = []
    for (code, area) in countries {
      let number = numbers[code] ?? Int32(codes.count)
      if numbers.updateValue(number, forKey: code) == nil { codes.append(code) }
      polygons += area.polygons
      owners += repeatElement(number, count: area.polygons.count)
    }
    var edges = EdgeRuns(FlatRings(polygons))
    if edges.hasWideRun, polygons.contains(where: \.crossesAntimeridian) {
      var parts: [Polygon] = []
      var partOwners: [Int32] = []
      for (polygon, owner) in zip(polygons, owners) {
        let cut = try polygon.cutAtAntimeridian().polygons
        parts += cut
        partOwners += repeatElement(owner, count: cut.count)
      }
      (edges, owners) = (EdgeRuns(FlatRings(parts)), partOwners)
    }
    self.codes = codes
    self.edges = edges
    bands = BorderBands(edges)
    grid = EdgeGrid(edges)
    country = owners
  }

  fileprivate init(
    codes: [String], country: [Int32], edges: EdgeRuns, bands: BorderBands, grid: EdgeGrid
  ) {
    (self.codes, self.country) = (codes, country)
    (self.edges, self.bands, self.grid) = (edges, bands, grid)
  }

  /// How a line runs between its vertices.
  public enum Edges: Hashable, Sendable {
    /// As a geodesic, cut by the borders with at most this deviation.
    case geodesic(deviation: Length)
    /// Straight in longitude and latitude, as RFC 7946 section 3.1.1 has it; only the length of the
    /// pieces is geodesic.
    case planar
  }

  /// Cuts a line by the countries: stretches, lengths, crossings.
  ///
  /// With geodesic edges the chainages add up to the line's geodesic length. With planar edges they
  /// are the sum of the geodesic lengths of the pieces, which grows a little with every cut of a
  /// long segment. Vertices more than 180 degrees of longitude apart lie on two sides of the
  /// antimeridian either way.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - edges: how it runs between its vertices.
  ///   - sliver: stretches shorter than this join their neighbours, by the rules of
  ///     `BorderMeasure.init(joining:sliver:)`; zero keeps all.
  /// - Returns: what the line passes.
  /// - Throws: `GeometryError` when the deviation is not a finite length above zero.
  public func measure(
    _ line: LineString, edges: Edges, sliver: Length
  ) throws(GeometryError) -> BorderMeasure {
    var cutter = BorderCutter(self)
    switch edges {
    case .geodesic(let deviation):
      cutter.cut(try line.densePath(deviation: deviation), isGeodesic: true)
    case .planar:
      cutter.cut(line.plainPath(), isGeodesic: false)
    }
    return cutter.measure(sliver: sliver)
  }

  /// Cuts a line of geodesics by the countries; see `measure(_:edges:sliver:)`.
  public func measure(
    _ line: LineString, deviation: Length, sliver: Length
  ) throws(GeometryError) -> BorderMeasure {
    try measure(line, edges: .geodesic(deviation: deviation), sliver: sliver)
  }

  /// The code of the country at a position, edges included; nil outside all.
  public func country(at coordinate: Coordinate) -> String? {
    var locator = BorderLocator()
    let found = locator.country(at: coordinate, in: self, ignoring: [])
    return found < 0 ? nil : codes[Int(found)]
  }
}

// MARK: - Coding

extension BorderIndex {
  /// Writes the index, edges and grid included, so that it need not be built again.
  package func write(to writer: inout ByteWriter) {
    writer.write(UInt32(codes.count))
    for code in codes { writer.write(code) }
    writer.write(country)
    edges.rings.write(to: &writer)
    bands.write(to: &writer)
    grid.write(to: &writer)
  }

  /// Reads an index that was written; nil where the bytes make no sense, or one place in them leads
  /// beyond another.
  package init?(_ reader: inout ByteReader) {
    guard let codes = reader.readList({ $0.readText() }),
      let country = reader.readNumbers(Int32.self),
      country.allSatisfy({ 0 <= $0 && $0 < codes.count }),
      let rings = FlatRings(&reader, polygons: country.count)
    else { return nil }
    let edges = EdgeRuns(rings)
    guard let bands = BorderBands(&reader, of: edges), let grid = EdgeGrid(&reader, of: edges)
    else { return nil }
    self.init(codes: codes, country: country, edges: edges, bands: bands, grid: grid)
  }
}
