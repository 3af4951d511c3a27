import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension Quantities {
  /// The kilometres of the shortest lines between points: longitude and latitude of each, in order.
  func geodesicLength(_ words: [String]) throws(QuantityFailure) -> Double {
    let numbers = words.compactMap(Double.init)
    guard numbers.count == words.count, numbers.count >= 4, numbers.count.isMultiple(of: 2) else {
      throw .wrong(
        "`\(words.joined(separator: " "))` is no list of points",
        remedy: "write longitude and latitude of two points or more")
    }
    do throws(GeometryError) {
      return try LineString(try Self.points(numbers)).length.kilometres
    } catch { throw .wrong("\(error)", remedy: "write longitude and latitude of each point") }
  }

  /// The kilometres along a link, as drawn, to where it is nearest to a point, and on to that point.
  func length(along link: MeasuredLink, to words: [String]) throws(QuantityFailure) -> Double {
    let numbers = words.compactMap(Double.init)
    guard numbers.count == 2, words.count == 2 else {
      throw .wrong(
        "`traced_km_to \(words.joined(separator: " "))` names no point",
        remedy: "write longitude and latitude behind traced_km_to")
    }
    do throws(GeometryError) {
      let point = try Self.points(numbers)[0]
      let nearest = MeasuredLine(link.link.line).nearestPoint(to: point)
      return nearest.chainage.kilometres + nearest.distance.kilometres
    } catch { throw .wrong("\(error)", remedy: "write longitude and latitude of the point") }
  }

  private static func points(_ numbers: [Double]) throws(GeometryError) -> [Coordinate] {
    var points: [Coordinate] = []
    for place in stride(from: 0, to: numbers.count - 1, by: 2) {
      points.append(
        try Coordinate(longitude: numbers[place], latitude: numbers[place + 1]).checked())
    }
    return points
  }
}
