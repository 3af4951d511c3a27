import CorridorStudy
public import CorridorUnits

/// What routes of one network have in common: kilometres of the way itself, whatever links are called.
///
/// A link runs along another where the two have one mode and their drawn lines are within
/// ``CommonWay/reach`` of each other: links side by side on one alignment, parts of longer links, sea legs
/// over the same lanes, and either of them the other way round. What was found is kept.
public struct CommonWay: Sendable {
  /// How far from each other two lines may be drawn to be one way.
  public static let reach = Length(metres: 100)

  /// Less in one piece is a crossing or a junction, and no way in common; of a line that is shorter than
  /// twice as much, half of it.
  public static let shortest = Length(kilometres: 1)

  private var links: [MeasuredLink]
  private var numbers: [String: Int]
  /// How many of the links it was prepared for; behind them are those of routes that were looked at.
  private let ownCount: Int
  private var lines: [Int: LineOverlap] = [:]
  private var known: [Pair: [Range<Double>]] = [:]

  private struct Pair: Hashable {
    let link: Int
    let other: Int
  }

  /// Prepares to compare routes along links.
  public init(_ links: [MeasuredLink]) {
    var (kept, numbers): ([MeasuredLink], [String: Int]) = ([], [:])
    for link in links where numbers[link.key] == nil {
      numbers[link.key] = kept.count
      kept.append(link)
    }
    (self.links, self.numbers, ownCount) = (kept, numbers, kept.count)
  }

  /// Share of the costed length of a route that lies on the way of another, from 0 to 1.
  public mutating func share(of route: Route, with other: Route) -> Double {
    let theirs = other.parts.map(\.measured.key)
    let length = route.length.metres
    guard length > 0 else { return 0 }
    // A route may run through the parts of a link, and has it whole then.
    for part in route.parts + other.parts where numbers[part.measured.key] == nil {
      numbers[part.measured.key] = links.count
      links.append(part.measured)
    }
    var shared = 0.0
    for part in route.parts {
      shared += part.measured.costed.metres * share(of: part.measured.key, on: theirs)
    }
    return min(1, shared / length)
  }

  /// Share of a link that runs along any of others, from 0 to 1, by their keys; nothing is known of foreign
  /// links.
  public mutating func share(of link: String, on others: [String]) -> Double {
    if others.contains(link) { return 1 }
    guard let number = numbers[link] else { return 0 }
    var found: [Range<Double>] = []
    for other in others.compactMap({ numbers[$0] }) { found += stretches(number, along: other) }
    guard !found.isEmpty, let length = lines[number]?.length.metres, length > 0 else { return 0 }
    let shortest = min(Self.shortest.metres, length / 2)
    let shared = found.joined.map { $0.upperBound - $0.lowerBound }
    return min(1, shared.reduce(0) { $1 >= shortest ? $0 + $1 : $0 } / length)
  }

  private mutating func stretches(_ number: Int, along other: Int) -> [Range<Double>] {
    guard links[number].link.mode == links[other].link.mode else { return [] }
    let pair = Pair(link: number, other: other)
    if let found = known[pair] { return found }
    let found = line(number).stretches(along: line(other), within: Self.reach)
    known[pair] = found
    return found
  }

  private mutating func line(_ number: Int) -> LineOverlap {
    if let line = lines[number] { return line }
    let line = LineOverlap(links[number].link.line)
    lines[number] = line
    return line
  }

  /// For each link in order, the links that run along it and the share of it that each covers.
  public mutating func pairs() -> [[(other: Int, share: Double)]] {
    var pairs: [[(other: Int, share: Double)]] = []
    for link in links.prefix(ownCount) {
      var along: [(other: Int, share: Double)] = []
      for (number, other) in links.prefix(ownCount).enumerated() where other.key != link.key {
        let share = share(of: link.key, on: [other.key])
        if share > 0 { along.append((number, share)) }
      }
      pairs.append(along)
    }
    return pairs
  }
}
