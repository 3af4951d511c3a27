import CorridorGeometry
import CorridorUnits

/// The net of stops: which hang together with a place of the study, and the places that are made.
extension LinkImport {
  /// The stops of a line at places and where it meets others, in order; one place once in a row unless a
  /// loop lies between.
  func merged(_ atPlaces: [Passage], _ atMeetings: [Stop]) -> [Stop] {
    let further = atMeetings.filter { stop in
      !atPlaces.contains {
        $0.stop.place == stop.place
          && ($0.stop.chainage - stop.chainage).magnitude <= 2 * options.tolerance.metres
      }
    }
    // A line that only wanders off and comes back stops once, where it is nearest.
    let loop = max(Self.meeting, 4 * options.tolerance.metres)
    let passed = atPlaces.map { (stop: $0.stop, distance: Double?.some($0.distance)) }
    let all = (passed + further.map { ($0, nil) }).sorted {
      ($0.stop.chainage, $0.stop.place) < ($1.stop.chainage, $1.stop.place)
    }
    var result: [(stop: Stop, distance: Double?)] = []
    for next in all {
      guard let last = result.last, last.stop.place == next.stop.place else {
        result.append(next)
        continue
      }
      if next.stop.chainage - last.stop.chainage > loop {
        result.append(next)
      } else if let later = next.distance, later < last.distance ?? 0 {
        result[result.count - 1] = next
      }
    }
    return result.map(\.stop)
  }

  /// Whether each place and each junction hangs together with a place of the study.
  func anchored(_ stops: [[Stop]], junctionCount: Int) -> [Bool] {
    var neighbours: [[Int]] = Array(repeating: [], count: junctionCount)
    var isAnchored =
      Array(repeating: true, count: places.count) + Array(repeating: false, count: junctionCount)
    var reached: [Int] = []
    for stops in stops {
      for (from, to) in zip(stops, stops.dropFirst()) {
        for (one, other) in [(from.place, to.place), (to.place, from.place)]
        where one >= places.count {
          if other < places.count {
            reached.append(one)
          } else {
            neighbours[one - places.count].append(other)
          }
        }
      }
    }
    while let next = reached.popLast() {
      guard !isAnchored[next] else { continue }
      isAnchored[next] = true
      reached += neighbours[next - places.count]
    }
    return isAnchored
  }

  /// The junctions at which a link will begin or end.
  func used(_ stops: [[Stop]], _ anchored: [Bool]) -> Set<Int> {
    var used: Set<Int> = []
    for stops in stops {
      for (from, to) in zip(stops, stops.dropFirst())
      where from.place != to.place && anchored[from.place] {
        used.formUnion([from.place, to.place])
      }
    }
    return used
  }

  /// The junctions that links need as places of the study, numbered in the order of the lines.
  func junctionPlaces(_ junctions: [Junction], used: Set<Int>) -> [Place] {
    let taken = Set((study.places + places[ownCount...]).map(\.id))
    var number = 0
    return junctions.indices.filter { used.contains(places.count + $0) }.map { index in
      repeat { number += 1 } while taken.contains("junction-\(number)")
      return Place(
        id: "junction-\(number)", names: Names(english: "Junction \(number)"), kind: .junction,
        country: junctions[index].country, coordinate: junctions[index].position,
        provenance: options.alignment,
        note: "where lines meet: " + Self.list(junctions[index].lines), sources: options.sources,
        location: SourceLocation(file: "places.geojson"))
    }
  }
}
