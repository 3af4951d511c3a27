public import CorridorStudy

/// Which matrices a run takes, where its processes begin, and which of them stay there.
public struct RegimeSelection: Hashable, Sendable {
  /// The id of the matrix, by the id of the process; without one it is the one known last.
  public var matrices: [String: String]
  /// The id of the first regime, by the id of the process; without one it is that of the matrix.
  public var starts: [String: String]
  /// The ids of the processes that stay in their first regime.
  public var held: Set<String>

  /// Creates a selection.
  public init(
    matrices: [String: String] = [:], starts: [String: String] = [:], held: Set<String> = []
  ) {
    self.matrices = matrices
    self.starts = starts
    self.held = held
  }

  /// What a scenario says: a matrix for every process that has one of that id, and states, by id or short
  /// name, each for the process that has it.
  public init(_ patch: RegimePatch, in regimes: Regimes) throws(PoliticsError) {
    self.init()
    if let matrix = patch.matrix {
      for process in regimes.processes where process.matrix(matrix) != nil {
        matrices[process.id] = matrix
      }
      if matrices.isEmpty {
        throw .study(
          "no process has the matrix '\(matrix)'", remedy: "name one that regimes.yaml has",
          location: patch.location)
      }
    }
    for start in patch.states {
      guard let found = regimes.state(start) else {
        throw .study(
          "no process has the state '\(start)'", remedy: "name one that regimes.yaml has",
          location: patch.location)
      }
      let id = found.process.states[found.place].id
      if let other = starts[found.process.id], other != id {
        throw .study(
          "'\(other)' and '\(id)' are states of one process, '\(found.process.id)'",
          remedy: "keep one of them", location: patch.location)
      }
      starts[found.process.id] = id
    }
    switch patch.held {
    case .none: held = []
    case .named: held = Set(starts.isEmpty ? regimes.processes.map(\.id) : Array(starts.keys))
    case .states(let states): held = Set(states.compactMap { regimes.state($0)?.process.id })
    }
  }
}
