/// What is done with two columns; a type, so that it becomes part of the loop that it is done in.
private protocol Pairing {
  static func of<L: Lanes>(_ left: L, _ right: L) -> L
}

private enum Sum: Pairing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L) -> L { left + right }
}

private enum Difference: Pairing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L) -> L { left - right }
}

private enum Product: Pairing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L) -> L { left * right }
}

private enum Quotient: Pairing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L) -> L { left / right }
}

private enum Lesser: Pairing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L) -> L { L.lesser(left, right) }
}

private enum Greater: Pairing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L) -> L { L.greater(left, right) }
}

/// What a choice between two columns depends on.
private protocol Choosing {
  static func of<L: Lanes>(_ left: L, _ right: L, _ yes: L, _ no: L) -> L
}

private enum Less: Choosing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L, _ yes: L, _ no: L) -> L {
    L.whereLess(left, right, yes, no)
  }
}

private enum LessOrEqual: Choosing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L, _ yes: L, _ no: L) -> L {
    L.whereLessOrEqual(left, right, yes, no)
  }
}

private enum Equal: Choosing {
  @inline(__always)
  static func of<L: Lanes>(_ left: L, _ right: L, _ yes: L, _ no: L) -> L {
    L.whereEqual(left, right, yes, no)
  }
}

extension Evaluator {
  mutating func binary(_ step: Step, _ left: Place, _ right: Place, to: Int) {
    switch step {
    case .add: pair(Sum.self, left, right, to: to)
    case .subtract: pair(Difference.self, left, right, to: to)
    case .multiply: pair(Product.self, left, right, to: to)
    case .divide: pair(Quotient.self, left, right, to: to)
    case .lesser: pair(Lesser.self, left, right, to: to)
    default: pair(Greater.self, left, right, to: to)
    }
  }

  /// Applies an operation to two columns, sixteen samples at a time.
  @inline(__always)
  private mutating func pair<P: Pairing>(_: P.Type, _ left: Place, _ right: Place, to: Int) {
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = P.of(
        file[left.base &+ (step & left.mask)], file[right.base &+ (step & right.mask)])
    }
  }

  mutating func unary(_ step: Step, _ from: Place, to: Int) {
    switch step {
    case .floor: floor(from, to: to)
    case .squareRoot: squareRoot(from, to: to)
    case .exponential: exponential(from, to: to)
    default: logarithm(from, to: to)
    }
  }

  private mutating func floor(_ from: Place, to: Int) {
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = file[from.base &+ (step & from.mask)].floor
    }
  }

  private mutating func squareRoot(_ from: Place, to: Int) {
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = file[from.base &+ (step & from.mask)].squareRoot
    }
  }

  private mutating func exponential(_ from: Place, to: Int) {
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = file[from.base &+ (step & from.mask)].exponential
    }
  }

  private mutating func logarithm(_ from: Place, to: Int) {
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = file[from.base &+ (step & from.mask)].logarithm
    }
  }

  mutating func choose(
    _ step: Step, _ left: Place, _ right: Place, _ yes: Place, _ no: Place, to: Int
  ) {
    switch step {
    case .whereLess: choose(Less.self, left, right, yes, no, to: to)
    case .whereLessOrEqual: choose(LessOrEqual.self, left, right, yes, no, to: to)
    default: choose(Equal.self, left, right, yes, no, to: to)
    }
  }

  @inline(__always)
  private mutating func choose<C: Choosing>(
    _: C.Type, _ left: Place, _ right: Place, _ yes: Place, _ no: Place, to: Int
  ) {
    var file = numbers.mutableSpan
    for step in 0..<Block.vectors {
      file[to &+ step] = C.of(
        file[left.base &+ (step & left.mask)], file[right.base &+ (step & right.mask)],
        file[yes.base &+ (step & yes.mask)], file[no.base &+ (step & no.mask)])
    }
  }

  /// Calls a formula for every sample that counts; the others get 0.
  mutating func call(_ formula: Formula, _ inputs: [Place], count: Int, to: Int) {
    arguments = Array(repeating: 0, count: inputs.count)
    for index in 0..<Block.samples {
      let (step, lane) = (index / laneCount, index % laneCount)
      guard index < count else {
        numbers[to + step][lane] = 0
        continue
      }
      for (argument, input) in inputs.enumerated() {
        arguments[argument] = Double(numbers[input.base + step & input.mask][lane])
      }
      numbers[to + step][lane] = L.Scalar(formula.body(arguments))
    }
  }

  /// Calls a formula with several results for every sample that counts; the others get 0.
  mutating func call(
    _ formula: JointCall, _ inputs: [Place], count: Int, places: [Int], to: [Int]
  ) {
    arguments = Array(repeating: 0, count: inputs.count)
    for index in 0..<Block.samples {
      let (step, lane) = (index / laneCount, index % laneCount)
      for (argument, input) in inputs.enumerated() {
        arguments[argument] = Double(numbers[input.base + step & input.mask][lane])
      }
      let results = index < count ? formula.body(arguments) : []
      for (place, register) in zip(places, to) {
        let value = results.indices.contains(place) ? results[place] : index < count ? .nan : 0
        numbers[register + step][lane] = L.Scalar(value)
      }
    }
  }
}
