/// Several independent political processes as one: a regime of each makes a regime of all.
///
/// P = P₁ ⊗ P₂ ⊗ ...; of the joint regimes the last process runs fastest.
public struct JointRegimes: Hashable, Sendable {
  /// The processes.
  public let parts: [RegimeChain]
  /// All of them as one chain; the ids of its regimes are those of the parts, joined by `+`.
  public let chain: RegimeChain

  /// Joins processes; without any there is one regime, which lasts.
  public init(_ parts: [RegimeChain]) throws(PoliticsError) {
    var size = 1
    for part in parts { size = min(size * part.states.count, RegimeChain.largest + 1) }
    guard size <= RegimeChain.largest else {
      throw .states(
        "\(parts.count) processes make more than \(RegimeChain.largest) regimes together; "
          + "value some of them apart")
    }
    self.parts = parts
    var states = parts.isEmpty ? ["always"] : [""]
    var matrix = SquareMatrix.identity(1)
    for part in parts {
      states = states.flatMap { left in
        part.states.map { left.isEmpty ? $0 : left + "+" + $0 }
      }
      matrix = matrix.kronecker(part.matrix)
    }
    try RegimeChain.check(states)
    chain = RegimeChain(states: states, matrix: matrix)
  }

  /// The joint regime of one regime of each process, by their places.
  public func index(of places: [Int]) throws(PoliticsError) -> Int {
    guard places.count == parts.count else {
      throw .size("regimes, one for each process", found: places.count, needed: parts.count)
    }
    var index = 0
    for (part, place) in zip(parts, places) {
      try part.check(place)
      index = index * part.states.count + place
    }
    return index
  }

  /// The regime of each process in a joint regime, by their places.
  public func places(of index: Int) throws(PoliticsError) -> [Int] {
    try chain.check(index)
    var left = index
    var places: [Int] = []
    for part in parts.reversed() {
      places.append(left % part.states.count)
      left /= part.states.count
    }
    return places.reversed()
  }

  /// What a flow for ever is worth in each joint regime, as ``RegimeChain/value(of:rate:entryLosses:)``.
  ///
  /// The losses are, for each process, the share of what is left that is lost on entering each of its
  /// regimes from another.
  public func value(
    of flows: [Double], rate: Double, entryLosses: [[Double]]
  ) throws(PoliticsError) -> [Double] {
    guard entryLosses.count == parts.count else {
      throw .size(
        "lists of losses, one for each process", found: entryLosses.count,
        needed: parts.count)
    }
    var kept = SquareMatrix.identity(1)
    for (part, losses) in zip(parts, entryLosses) {
      try PoliticsCheck.vector(
        losses, "losses on entry, one for each regime", count: part.states.count)
      for loss in losses { try PoliticsCheck.share(loss, "a share lost on entry") }
      kept = kept.kronecker(part.matrix.timesEach(RegimeChain.survival(losses)))
    }
    return try chain.value(of: flows, rate: rate, kept: kept)
  }
}
