/// Longitudes to which turns round the Earth can be added.
///
/// Areas and lines lie on a cylinder. A ring that goes over the antimeridian keeps its longitudes going on
/// past 180 degrees, and a chord is looked up in every turn in which edges lie. What is rounded to a whole
/// number of steps has the same place in each of them, exactly: sums with 360 degrees are not rounded, and
/// the side of an edge on which a point lies does not depend on where the antimeridian is.
enum WholeTurns {
  /// Steps in a degree: as fine as doubles are between 512 and 1024 degrees, 12 nanometres.
  private static let stepsPerDegree = 0x1p43

  /// A longitude rounded to a whole number of steps.
  @inline(__always)
  static func rounded(_ longitude: Double) -> Double {
    (longitude * stepsPerDegree).rounded() / stepsPerDegree
  }

  /// A position with its longitude rounded to a whole number of steps.
  @inline(__always)
  static func rounded(_ position: Coordinate) -> Coordinate {
    Coordinate(longitude: rounded(position.longitude), latitude: position.latitude)
  }

  /// A position moved eastward by whole turns.
  @inline(__always)
  static func moved(_ position: Coordinate, by turns: Int) -> Coordinate {
    Coordinate(
      longitude: position.longitude + 360 * Double(turns), latitude: position.latitude)
  }

  /// A ring with longitudes that go on past the antimeridian, where it crosses it, and its west end
  /// within -180...180.
  ///
  /// - Returns: the ring, and whether its longitudes were rounded to whole steps, as they are where it
  ///   reaches over the antimeridian.
  static func continued(
    _ ring: ArraySlice<Coordinate>
  ) -> (ring: [Coordinate], isRounded: Bool) {
    let wrapped = ring.map {
      Coordinate(longitude: Antimeridian.wrapped($0.longitude), latitude: $0.latitude)
    }
    let plain = wrapped.unwrappedRing(nil)
    let range = plain.longitudeRange
    if range.0 >= -180, range.1 <= 180 { return (plain, false) }
    let exact = wrapped.map(rounded(_:)).unwrappedRing(nil)
    let turns = Int(((exact.longitudeRange.0 + 180) / 360).rounded(.down))
    return (exact.map { moved($0, by: -turns) }, true)
  }
}
