import CorridorGeometry
import CorridorUnits
import Testing

/// SplitMix64: the same numbers on every machine.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A position from longitude and latitude, in GeoJSON's order.
func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
  Coordinate(longitude: longitude, latitude: latitude)
}

/// A line from pairs of longitude and latitude.
func line(_ pairs: (Double, Double)...) throws -> LineString {
  try LineString(pairs.map { at($0.0, $0.1) })
}

/// A polygon from pairs of longitude and latitude; the ring is closed here.
func polygon(_ pairs: (Double, Double)...) throws -> Polygon {
  let ring = pairs.map { at($0.0, $0.1) }
  return try Polygon(exterior: ring + ring.prefix(1))
}

/// A rectangle of degrees.
func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) throws -> Polygon {
  try polygon((west, south), (east, south), (east, north), (west, north))
}

/// The error of a geometric call, or nil when it worked.
func failure(_ body: () throws(GeometryError) -> Void) -> GeometryError? {
  do throws(GeometryError) {
    try body()
    return nil
  } catch {
    return error
  }
}

/// Metres, shortly.
func metres(_ value: Double) -> Length { Length(metres: value) }
