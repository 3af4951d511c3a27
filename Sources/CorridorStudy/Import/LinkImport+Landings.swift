import CorridorGeometry
import CorridorUnits

/// Ends of lines that lie on links of the study, which an import does not cut.
extension LinkImport {
  /// Where an end lies on a link of the study.
  struct Landing {
    /// Id of the link.
    let link: String
    /// How far from the beginning of its line.
    let chainage: Length
    /// How long its line is.
    let length: Length
    /// How far off the line the end is.
    let distance: Length
  }

  /// What is near the ends of one line.
  struct Neighbours {
    /// The ends of all lines.
    let ends: LineEnds
    /// The number of the line among them.
    let own: Int
    /// The ends that lie on links of the study.
    let landings: [Coordinate: Landing]
  }

  /// The ends that no place is near and that lie on a link of the study of that mode, each on the nearest.
  func landingsOnStudy(of lines: [Line]) -> [Coordinate: Landing] {
    let ends = LineEnds(lines).positions.filter {
      placeIndex.nearest(to: $0, within: options.tolerance) == nil
    }
    guard !ends.isEmpty else { return [:] }
    let index = PositionIndex(ends)
    var found: [Coordinate: Landing] = [:]
    for link in study.links where link.mode == options.mode {
      let line = MeasuredLine(link.line)
      for neighbour in LineReach(line).neighbours(in: index, within: options.tolerance) {
        let end = ends[neighbour.number]
        let points = line.passages(of: end, within: options.tolerance, along: neighbour.segments)
        for point in points where point.distance < found[end]?.distance ?? Length(metres: .infinity)
        {
          found[end] = Landing(
            link: link.id, chainage: point.chainage, length: line.length, distance: point.distance)
        }
      }
    }
    return found
  }

  /// Where an end lies, in words that follow its name.
  static func text(_ landing: Landing) -> String {
    "lies on the study's link '\(landing.link)', which is not cut, at \(text(landing.chainage)) of "
      + text(landing.length)
      + (landing.distance.metres < 1 ? "" : ", \(text(landing.distance)) off it")
  }

  /// What to do about ends that lie on links of the study; nil where none does.
  static func remedy(of ends: [Coordinate], _ landings: [Coordinate: Landing]) -> String? {
    var links: [String] = []
    for end in ends {
      if let link = landings[end]?.link, !links.contains(link) { links.append(link) }
    }
    guard !links.isEmpty else { return nil }
    let names = links.map { "'\($0)'" }.joined(separator: " and ")
    return "take \(names) out of links.geojson and import "
      + (links.count == 1 ? "its line" : "their lines")
      + " together with this one: they are cut where they meet"
  }
}
