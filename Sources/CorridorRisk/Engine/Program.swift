/// A world's arithmetic as a list of instructions on registers, each a column of numbers.
struct Program: Sendable {
  /// One operation on whole columns.
  ///
  /// Registers of numbers and of words are counted apart.
  enum Instruction: Sendable {
    /// Four columns of words of one block of the generator.
    case words(stream: UInt32, block: UInt32, to: (Int, Int, Int, Int))
    /// One column of words of a design.
    case design(stream: UInt32, variable: Int, to: Int)
    case uniform(word: Int, low: Int, width: Int, to: Int)
    case triangular(word: Int, shape: TriangularShape, to: Int)
    /// scale x table + offset.
    case table(word: Int, table: Int, scale: Int, offset: Int, to: Int)
    case quantile(word: Int, marginal: Marginal, to: Int)
    case given(input: Int, to: Int)
    case binary(Step, Int, Int, to: Int)
    case unary(Step, Int, to: Int)
    case choose(Step, Int, Int, Int, Int, to: Int)
    case curve(Int, of: Int, to: Int)
    case formula(Formula, [Int], to: Int)
    /// The results that are wanted, by their places, and the registers that they go to.
    case joint(JointCall, [Int], places: [Int], to: [Int])
    case start(UInt32, to: Int)
    case next(TransitionTable, state: Int, word: Int, to: Int)
    case lookup([Double], state: Int, to: Int)
  }

  var instructions: [Instruction] = []
  var tables: [QuantileTable] = []
  var curves: [NormalCurve] = []
  /// The constants that instructions name by operands below 0: operand -1 is the first.
  var constants: [Double] = []
  var numberRegisters = 0
  var wordRegisters = 0
  /// The operand of each output.
  var outputs: [Int] = []
}

/// A triangular distribution, prepared.
struct TriangularShape: Hashable, Sendable {
  let low: Double
  let high: Double
  /// The probability up to the mode.
  let share: Double
  /// (high - low) (mode - low) and (high - low) (high - mode).
  let rising: Double
  let falling: Double

  init(low: Double, mode: Double, high: Double) {
    self.low = low
    self.high = high
    share = high > low ? (mode - low) / (high - low) : 0
    rising = (high - low) * (mode - low)
    falling = (high - low) * (high - mode)
  }
}
