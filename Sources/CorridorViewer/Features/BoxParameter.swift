import CorridorGeometry

/// The parameter `bbox` of OGC API - Features.
enum BoxParameter {
  /// The numbers of `west,south,east,north`, or of six with heights; nil for anything else, as for a
  /// south above the north.
  static func numbers(_ text: String) -> [Double]? {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 4 || parts.count == 6 else { return nil }
    let numbers = parts.compactMap { part in
      part.isEmpty || part.contains(where: \.isWhitespace) ? nil : Double(part)
    }
    guard numbers.count == parts.count, numbers.allSatisfy(\.isFinite),
      numbers[1] <= numbers[numbers.count / 2 + 1]
    else { return nil }
    return numbers
  }

  /// The box: heights are left aside, longitudes may be any multiple of a turn away.
  static func box(_ text: String) -> BoundingBox? {
    guard let numbers = numbers(text) else { return nil }
    let corners = numbers.count == 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers
    let (south, north) = (min(max(corners[1], -90), 90), min(max(corners[3], -90), 90))
    guard corners[2] - corners[0] < 360 else {
      return BoundingBox(west: -180, south: south, east: 180, north: north)
    }
    return BoundingBox(
      west: wrapped(corners[0]), south: south, east: wrapped(corners[2]), north: north)
  }

  /// The longitude within -180 to 180.
  private static func wrapped(_ longitude: Double) -> Double {
    guard longitude.magnitude > 180 else { return longitude }
    let turned = longitude.truncatingRemainder(dividingBy: 360)
    return turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned
  }
}
