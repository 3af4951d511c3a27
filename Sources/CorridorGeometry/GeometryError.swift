/// Why a shape can't be made or measured, and what to do about it.
///
/// Vertices and rings are counted from 0; ring 0 is the exterior.
public enum GeometryError: Error, Hashable, Sendable {
  /// A line or ring has fewer vertices than its kind needs.
  case tooFewVertices(shape: String, count: Int, needed: Int)
  /// A coordinate is NaN or infinite.
  case notFinite(vertex: Int, Coordinate)
  /// A latitude is beyond a pole.
  case latitudeOutOfRange(vertex: Int, Coordinate)
  /// A longitude is outside -180...180.
  case longitudeOutOfRange(vertex: Int, Coordinate)
  /// The last vertex of a ring is not its first.
  case ringNotClosed(first: Coordinate, last: Coordinate)
  /// A ring of a polygon is at fault.
  indirect case inRing(Int, GeometryError)
  /// A length must be greater than zero and finite.
  case lengthNotPositive(name: String, metres: Double)
  /// A chainage lies outside the line, or a stretch has no length.
  case badStretch(fromMetres: Double, toMetres: Double, lengthMetres: Double)
  /// A shape reaches too far for one local projection.
  case tooLargeForProjection(reachKilometres: Double, limitKilometres: Double)
  /// A buffer would cover a pole, where a plane of longitude and latitude has no such shape.
  case coversPole(Coordinate)
  /// GEOS or PROJ failed.
  case engine(String)
}

extension GeometryError: CustomStringConvertible {
  /// What is wrong and the remedy, in one line.
  public var description: String {
    switch self {
    case .tooFewVertices(let shape, let count, let needed):
      "a \(shape) has \(count) \(count == 1 ? "vertex" : "vertices"); give at least \(needed)"
    case .notFinite(let vertex, let coordinate):
      "vertex \(vertex) is \(coordinate), not finite numbers; give degrees"
    case .latitudeOutOfRange(let vertex, let coordinate):
      "vertex \(vertex) has latitude \(coordinate.latitude), outside -90...90; "
        + Self.latitudeRemedy(coordinate)
    case .longitudeOutOfRange(let vertex, let coordinate):
      "vertex \(vertex) has longitude \(coordinate.longitude), outside -180...180; "
        + Self.longitudeRemedy(coordinate)
    case .ringNotClosed(let first, let last):
      "a ring starts at \(first) and ends at \(last); repeat the first vertex at the end"
    case .inRing(let ring, let error):
      "ring \(ring)\(ring == 0 ? " (exterior)" : " (hole)"): \(error)"
    case .lengthNotPositive(let name, let metres):
      "\(name) is \(metres) m; give a finite length greater than 0"
    case .badStretch(let from, let to, let length):
      "no stretch from \(from) m to \(to) m on a line of \(length) m; "
        + "give 0 <= from < to <= length"
    case .tooLargeForProjection(let reach, let limit):
      "the shape reaches \(reach) km from its centre, too far for a local projection; "
        + "divide it into parts within \(limit) km"
    case .coversPole(let coordinate):
      "the buffer would cover the pole near \(coordinate); make it smaller or keep it away"
    case .engine(let message):
      message
    }
  }

  /// Swapped axes are the likely cause when the latitude would do as a longitude.
  private static func latitudeRemedy(_ coordinate: Coordinate) -> String {
    if abs(coordinate.longitude) <= 90, abs(coordinate.latitude) <= 180 {
      return "longitude and latitude look swapped: write longitude first"
    }
    return abs(coordinate.latitude) > 360
      ? "these look like projected metres: write degrees of WGS 84" : "write degrees north"
  }

  private static func longitudeRemedy(_ coordinate: Coordinate) -> String {
    guard abs(coordinate.longitude) <= 540 else {
      return "these look like projected metres: write degrees of WGS 84"
    }
    let turned = coordinate.longitude - (coordinate.longitude > 0 ? 360 : -360)
    return "write \(turned)"
  }
}
