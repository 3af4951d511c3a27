import GeometryEngine

/// A position on a map, in metres from its centre.
public struct MapPoint: Hashable, Sendable {
  /// Metres to the right.
  public var x: Double
  /// Metres upward.
  public var y: Double

  /// Creates a position.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// A map of the Earth round one position: Lambert's azimuthal equal-area projection of WGS 84.
///
/// Areas are true everywhere, and nothing is cut: only the antipode of the centre has no place on the
/// map, so that a line across the antimeridian is as whole as any other. North is up on the
/// meridian of the centre.
///
/// - Source: PROJ, `+proj=laea`; J. P. Snyder, Map Projections: A Working Manual, USGS Professional
///   Paper 1395 (1987), doi:10.3133/pp1395, section 24.
public struct EqualAreaMap: ~Copyable {
  /// The position in the middle of the map.
  public let centre: Coordinate
  private let projection: Projection

  /// Creates a map round a position.
  ///
  /// - Throws: `GeometryError` when PROJ refuses the centre.
  public init(centre: Coordinate) throws(GeometryError) {
    self.centre = centre
    do throws(EngineError) {
      projection = try Projection(parameters: Self.parameters(centre: centre))
    } catch {
      throw .engine(error.description)
    }
  }

  /// The projection in PROJ's words.
  public static func parameters(centre: Coordinate) -> String {
    "+proj=laea +lat_0=\(centre.latitude) +lon_0=\(centre.longitude) +ellps=WGS84"
  }

  /// The map's positions of vertices, one each.
  ///
  /// - Throws: `GeometryError` for a vertex at the antipode of the centre.
  public borrowing func points(of path: [Coordinate]) throws(GeometryError) -> [MapPoint] {
    let flat: [Double]
    do throws(EngineError) {
      flat = try projection.forward(path.flat)
    } catch {
      throw .engine(error.description)
    }
    return stride(from: 0, to: flat.count - 1, by: 2).map { MapPoint(x: flat[$0], y: flat[$0 + 1]) }
  }

  /// The positions on the Earth of points of the map, one each.
  ///
  /// - Throws: `GeometryError` for a point beyond the Earth's edge.
  public borrowing func coordinates(of points: [MapPoint]) throws(GeometryError) -> [Coordinate] {
    do throws(EngineError) {
      return [Coordinate](flat: try projection.inverse(points.flatMap { [$0.x, $0.y] }))
    } catch {
      throw .engine(error.description)
    }
  }

  /// The map's position of one vertex.
  ///
  /// - Throws: `GeometryError` for the antipode of the centre.
  public borrowing func point(of coordinate: Coordinate) throws(GeometryError) -> MapPoint {
    try points(of: [coordinate])[0]
  }
}

extension LineString {
  /// The line with vertices added on its geodesics, so that no piece is longer than a length.
  ///
  /// - Parameter piece: the greatest length in metres, above zero.
  /// - Returns: the vertices, those of the line among them.
  public func divided(every piece: Double) -> [Coordinate] {
    var result = [start]
    for (from, to) in zip(coordinates, coordinates.dropFirst()) {
      let length = Geodesic.metres(from: from, to: to)
      // The Earth is no longer round than 40,100 km.
      let count = Int(min(max(length / piece, 1), 1e6).rounded(.up))
      for index in 1..<max(count, 1) {
        result.append(
          Geodesic.interpolate(from: from, to: to, fraction: Double(index) / Double(count)))
      }
      result.append(to)
    }
    return result
  }
}

extension Coordinate {
  /// The middle of the smallest circle round positions, to about a hundredth of its radius.
  ///
  /// Each step moves towards the farthest position by a shrinking part of the way, after
  /// M. Badoiu and K. L. Clarkson, Smaller core-sets for balls, SODA 2003, with geodesics for lines.
  /// Nil for no positions.
  public static func middle(of positions: [Coordinate]) -> (centre: Coordinate, radius: Double)? {
    // Some hundred positions tell as much of the extent as all.
    let step = max(1, positions.count / 300)
    let sample = stride(from: 0, to: positions.count, by: step).map { positions[$0] }
    guard var centre = sample.first else { return nil }
    func farthest() -> (Coordinate, Double) {
      var found = (centre, 0.0)
      for position in sample {
        let metres = Geodesic.metres(from: centre, to: position)
        if metres > found.1 { found = (position, metres) }
      }
      return found
    }
    for index in 1...100 {
      let (target, metres) = farthest()
      guard metres > 0 else { break }
      centre = Geodesic.interpolate(from: centre, to: target, fraction: 1 / Double(index + 1))
    }
    return (centre, farthest().1)
  }
}
