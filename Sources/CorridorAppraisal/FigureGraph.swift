import CorridorUnits

/// Figures laid out to be evaluated again with other values of their assumptions.
///
/// Each figure under the results stands once, after its inputs; an evaluation is one pass over them.
public struct FigureGraph: Sendable {
  private enum Node: Sendable {
    case value(Double)
    case assumption(String, Double)
    case operation(Figure.Operation, [Int])
    case part(of: Int, at: Int)
  }

  /// A formula with several results: evaluated when the first of its parts is.
  private struct Joint: Sendable {
    let formula: JointFormula
    let inputs: [Int]
  }

  private let nodes: [Node]
  private let joints: [Joint]
  private let results: [Int]

  /// Lays out everything that results rest on.
  public init(_ results: [Figure]) {
    var places: [ObjectIdentifier: Int] = [:]
    var nodes: [Node] = []
    var joints: [Joint] = []
    var jointPlaces: [ObjectIdentifier: Int] = [:]
    // Depth first without recursion: a figure waits until all its inputs have a place.
    var pending = Array(results.reversed())
    while let figure = pending.last {
      if places[ObjectIdentifier(figure)] != nil {
        pending.removeLast()
        continue
      }
      let inputs = figure.inputs
      let missing = inputs.filter { places[ObjectIdentifier($0)] == nil }
      guard missing.isEmpty else {
        pending.append(contentsOf: missing)
        continue
      }
      pending.removeLast()
      places[ObjectIdentifier(figure)] = nodes.count
      switch figure.origin {
      case .assumption(let id): nodes.append(.assumption(id, figure.value))
      case .length, .constant: nodes.append(.value(figure.value))
      case .operation(.part(let formula, let index), _):
        let id = ObjectIdentifier(formula)
        if jointPlaces[id] == nil {
          jointPlaces[id] = joints.count
          joints.append(
            Joint(
              formula: formula, inputs: inputs.compactMap { places[ObjectIdentifier($0)] }))
        }
        nodes.append(.part(of: jointPlaces[id] ?? 0, at: index))
      case .operation(let operation, _):
        let order = inputs.compactMap { places[ObjectIdentifier($0)] }
        nodes.append(.operation(operation, order))
      }
    }
    self.nodes = nodes
    self.joints = joints
    self.results = results.compactMap { places[ObjectIdentifier($0)] }
  }

  /// Ids of every assumption that the results rest on, sorted.
  public var assumptions: [String] {
    var found: Set<String> = []
    for case .assumption(let id, _) in nodes { found.insert(id) }
    return found.sorted()
  }

  /// The values of the results, in their order.
  ///
  /// - Parameter values: by id of assumption, in the unit of its figure; the others stay.
  /// - Returns: the values; not a number where the assumptions allow none.
  public func evaluate(with values: [String: Double] = [:]) -> [Double] {
    var found: [Double] = []
    found.reserveCapacity(nodes.count)
    var parts = [[Double]](repeating: [], count: joints.count)
    for node in nodes {
      switch node {
      case .value(let value): found.append(value)
      case .assumption(let id, let value): found.append(values[id] ?? value)
      case .operation(let operation, let inputs): found.append(operation(inputs.map { found[$0] }))
      case .part(let joint, let index):
        if parts[joint].isEmpty {
          parts[joint] = joints[joint].formula(joints[joint].inputs.map { found[$0] })
        }
        found.append(parts[joint][index])
      }
    }
    return results.map { found[$0] }
  }
}

extension Figure {
  /// The value that the figure has with other values of the assumptions under it.
  ///
  /// - Parameter values: by id of assumption, in the unit of its figure; the others stay.
  /// - Returns: the value; not a number where the assumptions allow none.
  public func evaluate(with values: [String: Double]) -> Double {
    FigureGraph([self]).evaluate(with: values).first ?? .nan
  }
}
