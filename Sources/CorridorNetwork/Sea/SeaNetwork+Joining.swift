public import CorridorGeometry
public import CorridorUnits

/// Where a position joins the lanes.
public struct LaneAnchor: Hashable, Sendable {
  /// The point of the lanes.
  public let coordinate: Coordinate
  /// How far it is from the position.
  public let distance: Length
  /// The node there; nil on an edge between two nodes.
  let node: Int?
  /// The edge on which it lies, and the metres from where that begins; -1 at a node.
  let edge: Int
  let chainage: Double
}

extension SeaNetwork {
  /// The point of the lanes that is nearest to a position by geodesic; nil without lanes.
  ///
  /// Any node, or a point of an edge on the open sea: nobody is put into a named passage who may not want
  /// to sail it.
  public func nearestPoint(to position: Coordinate) -> LaneAnchor? {
    guard let found = nearestNode(to: position) else { return nil }
    var best = LaneAnchor(
      coordinate: nodes[found.node], distance: found.distance, node: found.node, edge: -1,
      chainage: 0)
    let wanted = Sphere.unitPoint(of: position)
    for (number, edge) in edges.enumerated() where edge.passage < 0 {
      // By the triangle inequality no point of the edge is nearer than this: chords are shorter than arcs,
      // and nowhere is the ellipsoid more curved than the sphere of this radius.
      let chords = [edge.from, edge.to].reduce(0) { $0 + chord(from: wanted, to: $1) }
      guard (chords * 6_335_000 - edge.metres) / 2 < best.distance.metres,
        let line = try? LineString([nodes[edge.from], nodes[edge.to]])
      else { continue }
      let foot = MeasuredLine(line).nearestPoint(to: position)
      // A metre is less than it is worth to part an edge.
      guard foot.distance.metres < best.distance.metres - 1, foot.chainage.metres > 1,
        foot.chainage.metres < edge.metres - 1
      else { continue }
      best = LaneAnchor(
        coordinate: foot.coordinate, distance: foot.distance, node: nil, edge: number,
        chainage: foot.chainage.metres)
    }
    return best
  }

  private func chord(from point: SIMD3<Double>, to node: Int) -> Double {
    let difference = points[node] - point
    return (difference * difference).sum().squareRoot()
  }

  /// The same lanes with a node at each anchor, and the number of each of these nodes.
  func joined(at anchors: [LaneAnchor]) -> (network: SeaNetwork, nodes: [Int]) {
    var nodes = nodes
    var numbers = anchors.map { $0.node ?? -1 }
    var onEdge: [Int: [Int]] = [:]
    for (place, anchor) in anchors.enumerated() where anchor.node == nil {
      onEdge[anchor.edge, default: []].append(place)
    }
    var parted: [Edge] = []
    for (number, edge) in edges.enumerated() {
      var from = edge.from
      var passed = 0.0
      let places = (onEdge[number] ?? []).sorted {
        (anchors[$0].chainage, $0) < (anchors[$1].chainage, $1)
      }
      for place in places {
        numbers[place] = nodes.count
        nodes.append(anchors[place].coordinate)
        let metres = anchors[place].chainage - passed
        parted.append(
          Edge(
            from: from, to: numbers[place], metres: metres, passage: edge.passage,
            inland: edge.inland))
        (from, passed) = (numbers[place], anchors[place].chainage)
      }
      parted.append(
        Edge(
          from: from, to: edge.to, metres: edge.metres - passed, passage: edge.passage,
          inland: edge.inland))
    }
    return (SeaNetwork(nodes: nodes, edges: parted, like: self), numbers)
  }
}
