/// Finds kilometre posts that fall along their series.
///
/// Posts stand in the order of the line. The order matters to a reader and to whoever takes a length
/// from two posts; no length is computed from them here.
enum ChainageCheck {
  static func check(_ posts: [ChainagePost], _ findings: inout Findings) {
    var last: [String: ChainagePost] = [:]
    for post in posts {
      if let before = last[post.series], post.kilometres < before.kilometres {
        findings.warning(
          "chainage-falls", at: post.location,
          "the post of '\(post.station)' at \(RangeCheck.rounded(post.kilometres)) km follows "
            + "'\(before.station)' at \(RangeCheck.rounded(before.kilometres)) km in the series "
            + "'\(post.series)'",
          remedy: "correct the kilometres, put the rows in order, or give another series")
      }
      last[post.series] = post
    }
  }
}
