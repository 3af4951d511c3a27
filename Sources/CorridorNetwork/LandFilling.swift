import CorridorGeometry
import CorridorUnits

/// Gives every stretch of a railway or road to a country.
///
/// Coasts and rivers of country polygons are generalised, so that a line by the water leaves them;
/// yet a railway does not run at sea. A stretch outside every country takes:
///
/// 1. the country on its two sides, where both are the same;
/// 2. each its half, where they differ;
/// 3. at an end of the line, the country of its only neighbour;
/// 4. where the whole line is outside, the countries of its two places, by rules 1 to 3.
struct LandFilling {
  /// From the beginning of the line to its end, without gaps.
  private(set) var stretches: [CountryStretch]
  /// The longest stretch that was outside every country.
  private(set) var longestGap = Length.zero
  private let line: LineString

  /// Takes the stretches of a line; the first then begins at 0 and the last ends at its length.
  init(_ stretches: [CountryStretch], of line: LineString, length: Length) {
    self.stretches = stretches
    self.line = line
    guard !stretches.isEmpty else { return }
    self.stretches[0].from = .zero
    self.stretches[stretches.count - 1].to = length
  }

  /// Fills the gaps.
  mutating func fill(ends: (from: String?, to: String?)) {
    let gaps = stretches.filter { $0.country == nil }
    guard let longest = gaps.map(\.length).max() else { return }
    longestGap = longest
    let isAllOutside = gaps.count == stretches.count
    var filled: [CountryStretch] = []
    for (index, stretch) in stretches.enumerated() {
      guard stretch.country == nil else {
        filled.append(stretch)
        continue
      }
      let before = index > 0 ? stretches[index - 1].country : isAllOutside ? ends.from : nil
      let after =
        index + 1 < stretches.count
        ? stretches[index + 1].country : isAllOutside ? ends.to : nil
      filled += given(stretch, before: before ?? after, after: after ?? before)
    }
    stretches = filled
  }

  /// Fills a short gap at an end whose place lies in the country beside the gap.
  ///
  /// For pipelines and power lines, which may lie at sea: so a terminal by the water stays on land.
  mutating func fillEnds(_ ends: (from: String?, to: String?), below limit: Length) {
    guard stretches.count > 1 else { return }
    let last = stretches.count - 1
    for (index, beside, country) in [(0, 1, ends.from), (last, last - 1, ends.to)] {
      guard stretches[index].country == nil, let country, stretches[index].length < limit,
        stretches[beside].country == country
      else { continue }
      stretches[index].country = country
    }
  }

  private func given(_ gap: CountryStretch, before: String?, after: String?) -> [CountryStretch] {
    var (first, second) = (gap, gap)
    first.country = before
    guard before != after else { return [first] }
    let middle = gap.from + gap.length / 2.0
    first.to = middle
    first.end = MeasuredLine(line).coordinate(at: middle)
    second.country = after
    (second.from, second.start) = (first.to, first.end)
    return [first, second]
  }
}
