import CorridorGeometry
import CorridorNetwork
import CorridorStudy

/// What happens between the ways of a network that follow one another.
///
/// Legs over the open sea are many, and between two of them, or one and a link on land, nothing depends on
/// more than the place and the two link classes: no border is crossed there, and what politics close is
/// met on either of them alone. Such joints are priced once for a place and two classes. So is that of
/// a leg and a link at sea that touches a country, for which only what politics close is looked at.
struct TransportJoints: Sendable {
  /// Joints by the numbers of the two ways.
  private var single: [Int: TransportJoint] = [:]
  /// Joints by place and classes.
  private var common: [Int: TransportJoint] = [:]
  /// The class of each way, by its number.
  private let classes: [Int]
  private let classCount: Int
  /// The place where each way ends, by its number.
  private let ends: [Int]
  private let surfaces: [Surface]

  private enum Surface: Hashable {
    case land
    /// A link at sea that touches a country.
    case coast
    case openSea
  }

  init(
    of ways: [TransportLink], _ leaving: [String: [Int]], along links: [MeasuredLink],
    _ pricer: TransportPricer
  ) throws(AppraisalError) {
    var (names, places): ([String: Int], [String: Int]) = ([:], [:])
    var (classes, ends): ([Int], [Int]) = ([], [])
    for way in ways {
      let link = links[way.link].link
      let (name, place) = ("\(link.mode.rawValue) \(link.linkClass)", way.end(among: links))
      let (number, end) = (names[name] ?? names.count, places[place] ?? places.count)
      (names[name], places[place]) = (number, end)
      classes.append(number)
      ends.append(end)
    }
    (self.classes, self.ends, classCount) = (classes, ends, names.count)
    surfaces = ways.map { way in
      let link = links[way.link]
      if link.link.mode != .sea { return .land }
      return link.stretches.allSatisfy { $0.country == nil } ? .openSea : .coast
    }
    for (first, way) in ways.enumerated() {
      for second in leaving[way.end(among: links)] ?? [] where second ^ 1 != first {
        func priced() throws(AppraisalError) -> TransportJoint {
          let next = ways[second]
          return try pricer.joint((way, links[way.link]), (next, links[next.link]))
        }
        let pair = first * ways.count + second
        guard surfaces[first] == .openSea || surfaces[second] == .openSea else {
          single[pair] = try priced()
          continue
        }
        let key = commonKey(first, second)
        if common[key] == nil {
          common[key] = TransportJoint(terms: try priced().terms, crossings: [], exposures: 0)
        }
        if !isCommon(first, second), let terms = common[key]?.terms {
          let next = ways[second]
          single[pair] = TransportJoint(
            terms: terms, crossings: [],
            exposures: pricer.exposures(
              along: [
                (links[way.link], way.isReversed), (links[next.link], next.isReversed),
              ]))
        }
      }
    }
  }

  /// What happens between a way and one that leaves where it ends.
  func joint(_ first: Int, _ second: Int) -> TransportJoint? {
    isCommon(first, second)
      ? common[commonKey(first, second)] : single[first * ends.count + second]
  }

  private func isCommon(_ first: Int, _ second: Int) -> Bool {
    switch (surfaces[first], surfaces[second]) {
    case (.openSea, .openSea), (.openSea, .land), (.land, .openSea): true
    default: false
    }
  }

  private func commonKey(_ first: Int, _ second: Int) -> Int {
    (ends[first] * classCount + classes[first]) * classCount + classes[second]
  }
}
