import CorridorGeometry
import CorridorUnits

extension PostCheck {
  /// Finds posts whose place lies far from every link of their series.
  ///
  /// Such a place may lie in its country all the same, with swapped axes too where the country is large. Further
  /// than a link may end from its place is far; a place is told once.
  func checkPlaces(_ findings: inout Findings) {
    let reach = study.settings.geometry.linkEndWithin
    var lines: [String: [LineString]] = [:]
    var broken = checkSeries(&findings)
    for link in study.links {
      guard let series = link.declared?.series else { continue }
      lines[series, default: []].append(link.line)
      // A line that does not reach its own places is told by itself, and says nothing of others.
      if !reachesItsPlaces(link, within: reach) { broken.insert(series) }
    }
    var told: Set<String> = []
    for post in posts {
      guard let place = post.place.flatMap({ study.place($0) }), let own = lines[post.series],
        !broken.contains(post.series),
        !own.contains(where: { $0.hasVertex(within: reach, of: place.coordinate) })
      else { continue }
      func distance(_ position: Coordinate) -> Length {
        own.map { $0.nearestPoint(to: position).distance }.min() ?? .zero
      }
      let off = distance(place.coordinate)
      guard off > reach, told.insert(place.id).inserted else { continue }
      let turned = LinkCheck.swapped(place.coordinate).flatMap {
        distance($0) <= reach ? $0 : nil
      }
      let message =
        "place '\(place.id)' at \(place.coordinate) lies "
        + "\(RangeCheck.rounded((off.kilometres * 10).rounded() / 10)) km from the links of the series "
        + "'\(post.series)', which has its post of '\(post.station)'"
      if let turned {
        findings.error(
          "post-place-far", at: place.location, message,
          remedy: "swapped axes? write longitude first: \(turned)",
          cause: LinkCheck.axes(of: place))
      } else {
        findings.warning(
          "post-place-far", at: post.location, message,
          remedy: "correct the place at \(place.location), or name another one in the post")
      }
    }
  }

  /// Finds series of posts that no link has and of links that no post has, where another is spelt nearly so.
  ///
  /// - Returns: the names of both, of which nothing else can be told.
  private func checkSeries(_ findings: inout Findings) -> Set<String> {
    let ofLinks = Set(study.links.compactMap { $0.declared?.series })
    let ofPosts = Set(posts.map(\.series))
    var misspelt: Set<String> = []
    func near(_ series: String, in others: Set<String>) -> String? {
      others.filter { $0 != series && Spelling.distance($0, series) <= 2 }.min()
    }
    for post in posts where !ofLinks.contains(post.series) && !misspelt.contains(post.series) {
      guard let meant = near(post.series, in: ofLinks) else { continue }
      misspelt.formUnion([post.series, meant])
      findings.warning(
        "unknown-series", at: post.location,
        "no link has its length in the series '\(post.series)' of this post",
        remedy: "did you mean '\(meant)'?")
    }
    for link in study.links {
      guard let series = link.declared?.series, !ofPosts.contains(series),
        !misspelt.contains(series), let meant = near(series, in: ofPosts)
      else { continue }
      misspelt.formUnion([series, meant])
      findings.warning(
        "unknown-series", at: link.location,
        "no post is of the series '\(series)' of link '\(link.id)'",
        remedy: "did you mean '\(meant)'?")
    }
    return misspelt
  }

  private func reachesItsPlaces(_ link: Link, within reach: Length) -> Bool {
    [(link.from, link.line.start), (link.to, link.line.end)].allSatisfy { id, end in
      study.place(id).map { Geodesic.distance(from: $0.coordinate, to: end) <= reach } ?? false
    }
  }

  /// Finds places that lie on no vertex of any link, and with their axes swapped on one.
  ///
  /// A line that does not reach its own places is told by itself, and says nothing of others. Whoever is nearer to what the swap makes of it than a station to its border is left alone.
  func checkAxes(_ findings: inout Findings) {
    let reach = study.settings.geometry.linkEndWithin
    let drawn = VertexCells(study.links.filter { reachesItsPlaces($0, within: reach) })
    for place in study.places where place.border == nil {
      let position = place.coordinate
      guard let turned = LinkCheck.swapped(position), !drawn.hasVertex(near: position),
        drawn.hasVertex(near: turned),
        Geodesic.distance(from: position, to: turned) > study.settings.geometry.stationWithin
      else { continue }
      findings.error(
        "swapped-axes", at: place.location,
        "place '\(place.id)' at \(position) lies on no link, and with its axes swapped on one",
        remedy: "swapped axes? write longitude first: \(turned)", cause: LinkCheck.axes(of: place))
    }
  }
}

extension LineString {
  /// Whether a vertex lies within a distance of a position; most are ruled out by their degrees.
  fileprivate func hasVertex(within reach: Length, of position: Coordinate) -> Bool {
    // A degree of latitude has 110.6 km or more.
    let degrees = reach.kilometres / 110
    return coordinates.contains {
      abs($0.latitude - position.latitude) <= degrees
        && Geodesic.distance(from: $0, to: position) <= reach
    }
  }
}
