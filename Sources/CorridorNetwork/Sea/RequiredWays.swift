import CorridorUnits

/// Shortest ways over sea lanes between ports that pass what is required of them.
///
/// A way passes no point of a passage twice, be that open or closed: a ship neither turns round in a strait
/// nor sails it to and fro, and closing a passage opens no way. On the open sea a way may cross its own track.
///
/// The search knows of which points a way must not pass one twice: at first those of the passages that are
/// required. Where the shortest way passes a point of another passage twice, that is watched as well, and
/// the search begins anew; what comes in the end is the shortest of all.
///
/// Hops over open water are made once for all searches that part the lanes in the same way.
struct RequiredWays {
  /// From which port to which, by their places among the ports, and what is to be passed, a bit a group.
  struct Wish: Hashable {
    let start: Int
    let end: Int
    let groups: UInt32
  }

  private let network: SeaNetwork
  private let ports: [Int]
  /// What each passage meets of the groups.
  private let bits: [UInt32]
  /// The passages of which each node is a point.
  private let belongs: [Int: Set<Int>]
  private var parted: [Parting: PartedLanes] = [:]

  /// How lanes are parted: by what is watched, and what else is closed.
  private struct Parting: Hashable {
    let watched: Set<Int>
    let closed: Set<Int>
  }

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - network: the lanes.
  ///   - ports: the nodes where ways begin and end.
  ///   - groups: passages of each of which one is to be passed.
  init(over network: SeaNetwork, between ports: [Int], passing groups: [Set<String>]) {
    self.network = network
    self.ports = ports
    bits = network.passages.map { name in
      groups.indices.reduce(0) { $0 | (groups[$1].contains(name) ? 1 << UInt32($1) : 0) }
    }
    var belongs: [Int: Set<Int>] = [:]
    for edge in network.edges where edge.passage >= 0 {
      for node in [edge.from, edge.to] { belongs[node, default: []].insert(edge.passage) }
    }
    self.belongs = belongs
  }

  /// The shortest way for each wish without the passages that are closed; nil where there is none.
  mutating func routes(_ wishes: [Wish], closed names: Set<String>) -> [SeaFinder.Route?] {
    let closed = Set(network.passages.indices.filter { names.contains(network.passages[$0]) })
    let asked = Set(bits.indices.filter { bits[$0] != 0 })
    let open = asked.subtracting(closed).reduce(0) { $0 | bits[$1] }
    let possible = wishes.filter { $0.groups & ~open == 0 }
    var parting = Parting(watched: asked, closed: closed.subtracting(asked))
    while true {
      let lanes =
        parted[parting]
        ?? PartedLanes(network, ports, watching: parting.watched, closed: parting.closed)
      parted[parting] = lanes
      let tracks = PassageSearch(lanes, bits: bits, closed: closed).tracks(possible)
      var twice: Set<Int> = []
      for track in tracks.values {
        var seen: Set<Int> = []
        for node in track.nodes where !seen.insert(node).inserted {
          twice.formUnion(belongs[node] ?? [])
        }
      }
      if twice.isSubset(of: parting.watched) {
        return wishes.map { wish in
          tracks[wish].map {
            network.route(
              along: $0.edges, nodes: $0.nodes, weight: Length(kilometres: $0.cost))
          }
        }
      }
      parting = Parting(
        watched: parting.watched.union(twice), closed: parting.closed.subtracting(twice))
    }
  }
}
