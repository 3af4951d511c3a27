/// What is kept of a run: a summary of every output and of every ranking.
public struct WorldSummary: Hashable, Sendable {
  /// The names of the outputs.
  public let names: [String]
  /// The summaries of the outputs, in the order of the names.
  public internal(set) var outputs: [OutputSummary]
  /// The rankings.
  public internal(set) var rankings: [RankingSummary]
  /// The places of the outputs that each ranking takes.
  let members: [[Int]]

  /// Creates the summary of no samples.
  ///
  /// - Throws: `SimulationError.unknownOutput` when a ranking names none of the outputs.
  public init(outputs names: [String], rankings: [Ranking]) throws(SimulationError) {
    self.names = names
    outputs = Array(repeating: OutputSummary(), count: names.count)
    self.rankings = rankings.map(RankingSummary.init)
    var members: [[Int]] = []
    for ranking in rankings {
      var places: [Int] = []
      for name in ranking.outputs {
        guard let place = names.firstIndex(of: name) else { throw .unknownOutput(name) }
        places.append(place)
      }
      members.append(places)
    }
    self.members = members
  }

  /// The number of samples.
  public var count: UInt64 { outputs.first?.count ?? 0 }

  /// The summary of an output.
  public subscript(name: String) -> OutputSummary? {
    names.firstIndex(of: name).map { outputs[$0] }
  }

  /// Adds samples: a column for each output, all finite.
  mutating func add(_ columns: [[Double]]) {
    for (place, column) in columns.enumerated() { outputs[place].add(column) }
    for (place, members) in members.enumerated() {
      rankings[place].add(members.map { columns[$0] })
    }
  }

  /// Adds what is kept of other samples of the same outputs and rankings.
  mutating func merge(_ other: WorldSummary) {
    for place in outputs.indices { outputs[place].merge(other.outputs[place]) }
    for place in rankings.indices { rankings[place].merge(other.rankings[place]) }
  }
}
