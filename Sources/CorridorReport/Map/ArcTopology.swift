/// Rings taken apart into arcs, each of which is stored once however many rings run along it.
///
/// What is done to an arc then happens to all its rings alike, so that neighbours stay neighbours.
struct ArcTopology {
  /// The arcs as vertices; a ring without a node is one arc that ends where it begins.
  private(set) var arcs: [[Int]] = []
  /// The rings that run along each arc.
  private(set) var users: [[Int]] = []
  /// The arcs of each ring in order; `~index` is the arc travelled backwards.
  private(set) var rings: [[Int]] = []

  /// The two ends of an arc with the vertices next to them, which tell it from all others.
  private struct Key: Hashable {
    let first: Int
    let second: Int
    let secondLast: Int
    let last: Int
    let count: Int
  }

  /// Takes rings apart.
  ///
  /// - Parameters:
  ///   - rings: vertices of each ring, 0..<count, the first not repeated at the end.
  ///   - count: how many vertices there are.
  ///   - marked: whether each vertex lies where maps are cut; an arc lies along the cut or does not.
  init(rings: [[Int]], count: Int, marked: [Bool]) {
    let isNode = Self.nodes(of: rings, count: count, marked: marked)
    var known: [Key: Int] = [:]
    for (number, ring) in rings.enumerated() {
      var references: [Int] = []
      for path in Self.paths(of: ring, isNode: isNode) {
        let backwards = Array(path.reversed())
        let isForward = (path[0], path[1]) <= (backwards[0], backwards[1])
        let arc = isForward ? path : backwards
        let key = Key(
          first: arc[0], second: arc[1], secondLast: arc[arc.count - 2], last: arc[arc.count - 1],
          count: arc.count)
        let index = known[key] ?? arcs.count
        if index == arcs.count {
          known[key] = index
          arcs.append(arc)
          users.append([])
        }
        users[index].append(number)
        references.append(isForward ? index : ~index)
      }
      self.rings.append(references)
    }
  }

  /// Where rings part from each other, and where a ring meets the cut of the map.
  private static func nodes(of rings: [[Int]], count: Int, marked: [Bool]) -> [Bool] {
    var isNode = [Bool](repeating: false, count: count)
    var neighbours = [(Int, Int)](repeating: (-1, -1), count: count)
    for ring in rings {
      for (index, vertex) in ring.enumerated() {
        let before = ring[(index + ring.count - 1) % ring.count]
        let after = ring[(index + 1) % ring.count]
        let pair = (min(before, after), max(before, after))
        if neighbours[vertex] == (-1, -1) {
          neighbours[vertex] = pair
        } else if neighbours[vertex] != pair {
          isNode[vertex] = true
        }
        if marked[vertex], marked[before] != marked[after] { isNode[vertex] = true }
      }
    }
    return isNode
  }

  /// The paths of a ring from node to node.
  private static func paths(of ring: [Int], isNode: [Bool]) -> [[Int]] {
    let nodes = ring.indices.filter { isNode[ring[$0]] }
    // Without a node the ring begins at its least vertex, whoever runs along it.
    let least = ring.indices.min { ring[$0] < ring[$1] }
    guard let start = nodes.first ?? least else { return [] }
    let turned = Array(ring[start...] + ring[..<start]) + [ring[start]]
    var paths: [[Int]] = [[turned[0]]]
    for vertex in turned.dropFirst() {
      paths[paths.count - 1].append(vertex)
      if isNode[vertex] { paths.append([vertex]) }
    }
    return paths.filter { $0.count > 1 }
  }
}
