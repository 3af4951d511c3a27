import CorridorGeometry
import CorridorUnits

/// Finds stretches that are drawn longer than the kilometre posts at their ends say.
///
/// Drawn from point to point, a line is shorter than it is on the ground and never longer. Where it is longer, a vertex
/// is not on the line, or a post is wrong.
struct PostCheck {
  /// Most posts are told in whole kilometres: the difference of two may be off by this.
  static let rounding = Length(kilometres: 1)

  /// The kilometre posts of the study.
  let posts: [ChainagePost]
  /// The study, for the places of posts.
  let study: Study

  /// A post and how far along the line the vertex is at which it stands.
  private struct Standing {
    var post: ChainagePost
    var chainage: Length
  }

  /// Checks a link, whose vertices have these names.
  ///
  /// Counted are posts of the series of its declared length: those of a station that a vertex is
  /// named after, and those of a place at which a vertex stands.
  func check(_ link: Link, names: [String], at location: SourceLocation, _ findings: inout Findings)
  {
    guard let series = link.declared?.series else { return }
    let own = posts.filter { $0.series == series }
    guard own.count > 1 else { return }
    let standing = standings(of: own, on: link.line, names: names)
    var worst: (over: Length, from: Standing, to: Standing)?
    for (index, from) in standing.enumerated() {
      for to in standing.dropFirst(index + 1) {
        let apart = Length(kilometres: abs(to.post.kilometres - from.post.kilometres))
        let over = to.chainage - from.chainage - apart
        guard over > Self.rounding else { continue }
        if let worst, worst.over >= over { continue }
        worst = (over, from, to)
      }
    }
    guard let worst else { return }
    let (from, to) = (worst.from, worst.to)
    let drawn = ((to.chainage - from.chainage).kilometres * 10).rounded() / 10
    let apart = RangeCheck.rounded(abs(to.post.kilometres - from.post.kilometres))
    findings.warning(
      "drawn-longer", at: location,
      "link '\(link.id)' is drawn \(RangeCheck.rounded(drawn)) km from '\(from.post.station)' to "
        + "'\(to.post.station)', whose posts are \(apart) km apart in the series '\(series)'",
      remedy: "take out or replace the vertex that is not on the line, or correct the post")
  }

  /// The posts that stand at vertices, in the order of the line; a name counts before a place.
  private func standings(of posts: [ChainagePost], on line: LineString, names: [String])
    -> [Standing]
  {
    let measured = MeasuredLine(line)
    return posts.compactMap { post in
      let vertex =
        names.firstIndex(of: post.station)
        ?? line.coordinates.firstIndex { isAt($0, post.place) }
      return vertex.map { Standing(post: post, chainage: measured.chainage(ofVertex: $0)) }
    }
    .sorted { $0.chainage < $1.chainage }
  }

  /// Whether a place has this position, to what a file keeps of it.
  private func isAt(_ coordinate: Coordinate, _ place: String?) -> Bool {
    guard let place = place.flatMap({ study.place($0) }) else { return false }
    return abs(place.coordinate.longitude - coordinate.longitude) <= 1e-5
      && abs(place.coordinate.latitude - coordinate.latitude) <= 1e-5
  }
}
