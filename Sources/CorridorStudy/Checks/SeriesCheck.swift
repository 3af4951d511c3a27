import CorridorUnits

/// Finds declared lengths that do not agree with the kilometre posts of a series.
///
/// Posts of one series tell the length between two places of its railway. A length of another series that stands beside
/// them was counted otherwise, from another station or along another line.
struct SeriesCheck {
  /// The kilometres of the places of a series.
  private let kilometres: [String: [String: Double]]
  private let study: Study

  init(posts: [ChainagePost], study: Study) {
    var kilometres: [String: [String: Double]] = [:]
    for post in posts {
      guard let place = post.place, kilometres[post.series]?[place] == nil else { continue }
      kilometres[post.series, default: [:]][place] = post.kilometres
    }
    self.kilometres = kilometres
    self.study = study
  }

  func check(_ findings: inout Findings) {
    for link in study.links { check(link, &findings) }
    for corridor in study.corridors { check(corridor, &findings) }
  }

  /// What the posts of a series at both ends of a link say; nil where it has none there.
  private func length(of link: Link, in series: String) -> Length? {
    guard let posts = kilometres[series], let from = posts[link.from], let to = posts[link.to]
    else { return nil }
    return Length(kilometres: abs(to - from))
  }

  private func check(_ link: Link, _ findings: inout Findings) {
    guard let declared = link.declared, let posts = length(of: link, in: declared.series),
      abs(declared.kilometres - posts.kilometres) > PostCheck.rounding.kilometres
    else { return }
    findings.warning(
      "declared-against-posts", at: link.location,
      "link '\(link.id)' declares \(RangeCheck.rounded(declared.kilometres)) km, and the posts of "
        + "'\(link.from)' and '\(link.to)' are \(RangeCheck.rounded(posts.kilometres)) km apart in its series "
        + "'\(declared.series)'",
      remedy: "correct the length or a post, or name the series that the length is of")
  }

  /// Finds lengths of another series where that of the corridor's other links tells the length too.
  ///
  /// A corridor may join railways, each with posts of its own: posts of one do not reach the other's ends.
  private func check(_ corridor: CorridorChain, _ findings: inout Findings) {
    let links = corridor.links.compactMap { study.link($0) }
    for link in links {
      guard let own = link.declared else { continue }
      let others = links.compactMap { $0.id == link.id ? nil : $0.declared?.series }
      guard !others.contains(own.series),
        let series = others.first(where: { length(of: link, in: $0) != nil }),
        let posts = length(of: link, in: series)
      else { continue }
      findings.warning(
        "mixed-series", at: link.location,
        "link '\(link.id)' declares \(RangeCheck.rounded(own.kilometres)) km of the series '\(own.series)', and "
          + "corridor '\(corridor.id)' has links of the series '\(series)', whose posts at both ends are "
          + "\(RangeCheck.rounded(posts.kilometres)) km apart",
        remedy: "declare the length of '\(series)', and put the other under 'other_lengths'")
    }
  }
}
