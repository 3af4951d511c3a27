public import CorridorAppraisal

/// Figures of an appraisal laid out as columns of a world.
///
/// What rests on no sampled assumption becomes a constant; sums, differences, products and quotients
/// become arithmetic; any other formula is called sample by sample.
public struct FigureColumns: Sendable {
  /// The columns of the figures, in their order, each in its figure's unit.
  public let columns: [Column]

  /// Lays out figures.
  ///
  /// - Parameters:
  ///   - figures: the results that are wanted.
  ///   - sampled: a column by id of assumption, in the unit of its figure; the others keep their values.
  public init(_ figures: [Figure], sampled: [String: Column]) {
    var layout = Layout(sampled: sampled)
    columns = figures.map { layout.column($0) }
  }

  private struct Layout {
    let sampled: [String: Column]
    /// The column of each figure; nil for one that rests on nothing sampled.
    private var known: [ObjectIdentifier: Column?] = [:]
    /// The parts of each expected choice, which is laid out as arithmetic.
    private var choices: [ObjectIdentifier: [Column]] = [:]
    /// The calls of formulas with several results, which their parts share.
    private var calls: [ObjectIdentifier: JointCall] = [:]

    init(sampled: [String: Column]) { self.sampled = sampled }

    /// Depth first without recursion: a figure waits until all its inputs are laid out.
    mutating func column(_ figure: Figure) -> Column {
      var pending = [figure]
      while let next = pending.last {
        guard known[ObjectIdentifier(next)] == nil else {
          pending.removeLast()
          continue
        }
        let missing = next.inputs.filter { known[ObjectIdentifier($0)] == nil }
        guard missing.isEmpty else {
          pending.append(contentsOf: missing.reversed())
          continue
        }
        pending.removeLast()
        known.updateValue(layOut(next), forKey: ObjectIdentifier(next))
      }
      return laidOut(figure) ?? Column(figure.value)
    }

    private func laidOut(_ figure: Figure) -> Column? { known[ObjectIdentifier(figure)] ?? nil }

    private mutating func layOut(_ figure: Figure) -> Column? {
      switch figure.origin {
      case .assumption(let id): return sampled[id]
      case .length, .constant: return nil
      case .operation(let operation, let inputs):
        guard inputs.contains(where: { laidOut($0) != nil }) else { return nil }
        return combine(operation, inputs.map { laidOut($0) ?? Column($0.value) })
      }
    }

    private mutating func combine(_ operation: Figure.Operation, _ inputs: [Column]) -> Column {
      let rest = inputs.dropFirst()
      let first = inputs.first ?? 0
      switch operation {
      case .sum: return inputs.reduce(0, +)
      case .difference: return rest.reduce(first, -)
      case .product: return inputs.reduce(1, *)
      case .quotient: return rest.reduce(first, /)
      case .formula(let name, let body): return .formula(name, of: inputs, body)
      case .part(let formula, let place):
        let id = ObjectIdentifier(formula)
        if case .expectedChoice(let nests) = formula.kind {
          let parts = choices[id] ?? ChoiceColumns.parts(inputs: inputs, nests: nests)
          choices[id] = parts
          return parts[place]
        }
        let call = calls[id] ?? JointCall(formula.name) { formula($0) }
        calls[id] = call
        return Column(.part(call, at: place), inputs)
      }
    }
  }
}
