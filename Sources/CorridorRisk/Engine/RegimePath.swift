/// The words from which on a chain goes to the next higher state, for each state that it is in.
struct TransitionTable: Hashable, Sendable {
  let states: Int
  /// For each step up, the thresholds of all states: `thresholds[step * states + state]`.
  let thresholds: [UInt32]
  /// No word reaches this threshold: words are compared after the last one is taken down by 1.
  static let never = UInt32.max

  /// The most states that a chain may have to be drawn.
  static let limit = 64

  init(_ chain: RegimeChain) {
    let matrix = chain.matrix.rows
    states = matrix.count
    var thresholds: [UInt32] = []
    var sums = [Double](repeating: 0, count: states)
    for step in 0..<(states - 1) {
      for state in 0..<states {
        sums[state] += matrix[state][step]
        // The rest of a row may be 0 where rounding leaves its sum below 1.
        let rest = matrix[state][(step + 1)...].contains { $0 > 0 }
        thresholds.append(rest ? Self.threshold(sums[state]) : Self.never)
      }
    }
    self.thresholds = thresholds
  }

  /// The first word whose uniform is not below a probability.
  private static func threshold(_ probability: Double) -> UInt32 {
    let word = (probability * 0x1p32 - 0.5).rounded(.up)
    return word >= Double(never) ? never : UInt32(Swift.max(word, 0))
  }
}

/// The regime of every sample in one year.
public struct RegimeState: Sendable {
  /// How the state is kept: in words, which chains of numbers move on fast, or as a number.
  enum Kind: Sendable {
    case words(Node)
    case number(Column)
  }

  let kind: Kind
  let count: Int

  /// A number by state: the first for state 0, and so on; the last stands for all further states.
  public func lookup(_ values: [Double]) -> Column {
    let last = values.last ?? .nan
    let padded = (0..<count).map { $0 < values.count ? values[$0] : last }
    switch kind {
    case .words(let node): return Column(Node(.lookup(padded), [node]))
    case .number: return lookup(columns: padded.map { Column($0) })
    }
  }

  /// A column by state: the first for state 0, and so on; not a number where the state is none.
  public func lookup(columns: [Column]) -> Column {
    let now = index
    return columns.prefix(count).enumerated().reversed().reduce(Column(Double.nan)) {
      .select(now == Column(Double($1.offset)), $1.element, $0)
    }
  }

  /// 1 in the samples whose state is among those given, 0 elsewhere.
  public func isAmong(_ states: Set<Int>) -> Column {
    lookup((0..<count).map { states.contains($0) ? 1 : 0 })
  }

  /// The number of the state, from 0.
  public var index: Column {
    switch kind {
    case .words: lookup((0..<count).map(Double.init))
    case .number(let column): column
    }
  }
}
