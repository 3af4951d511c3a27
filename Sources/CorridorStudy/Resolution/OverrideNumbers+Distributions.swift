/// Distributions as they are written: `fixed(5)`, `uniform(2, 5)`, `triangular(2, 3, 5)`, `pert(2, 3, 5)`,
/// `normal(3, 1)`, `lognormal(3, 1)`, `lognormal(p5: 2, p95: 5)`, `beta(2, 3, 0, 10)`, `discrete(2: 0.3, 5: 0.7)`, `empirical(2, 3, 3, 5)`.
extension OverrideNumbers {
  static func distribution(
    _ name: String, _ items: [Substring]
  ) throws(Failure) -> OverrideNumbers {
    guard let shape = Assumption.Shape(rawValue: name) else {
      throw Failure(
        what: "'\(name)' is no distribution",
        remedy: Fields.remedy(
          for: name, among: Assumption.Shape.allCases.map(\.rawValue), what: "distribution"))
    }
    if shape == .discrete { return try discrete(items) }
    if shape == .normal || shape == .lognormal, items.contains(where: { $0.contains(":") }) {
      return try percentiles(items, shape)
    }
    let numbers = try numbers(items)
    if shape == .empirical { return empirical(numbers) }
    let form = form(of: shape)
    guard numbers.count == form.count else {
      throw Failure(
        what: "\(name) has \(numbers.count) numbers and needs \(form.count)",
        remedy: "write \(form.text)")
    }
    let text = name + "(" + numbers.map(RangeCheck.rounded).joined(separator: ", ") + ")"
    switch shape {
    case .uniform:
      return try ranged(
        text, numbers[0], numbers[0] / 2 + numbers[1] / 2, numbers[1], shape, role: "midpoint")
    case .triangular, .pert:
      return try ranged(text, numbers[0], numbers[1], numbers[2], shape, role: "mode")
    case .normal, .lognormal: return try deviating(text, numbers, shape)
    case .beta: return try beta(text, numbers)
    case .fixed, .discrete, .empirical: return OverrideNumbers(base: numbers[0], shape: .fixed)
    }
  }

  private static func form(of shape: Assumption.Shape) -> (text: String, count: Int) {
    switch shape {
    case .fixed: ("fixed(value)", 1)
    case .uniform: ("uniform(low, high)", 2)
    case .triangular, .pert: ("\(shape.rawValue)(low, mode, high)", 3)
    case .normal, .lognormal: ("\(shape.rawValue)(mean, deviation)", 2)
    case .beta: ("beta(alpha, beta, low, high)", 4)
    case .discrete: ("discrete(value: probability, ...)", 1)
    case .empirical: ("empirical(value, value, ...)", 1)
    }
  }

  private static func ranged(
    _ text: String, _ low: Double, _ base: Double, _ high: Double, _ shape: Assumption.Shape,
    role: String
  ) throws(Failure) -> OverrideNumbers {
    let read = OverrideNumbers(base: base, low: low, high: high, shape: shape, role: role)
    try read.checkOrder(text)
    return read
  }

  private static func deviating(
    _ text: String, _ numbers: [Double], _ shape: Assumption.Shape
  ) throws(Failure) -> OverrideNumbers {
    guard numbers[1] > 0 else {
      throw Failure(
        what: "\(text) has a standard deviation that is not above 0",
        remedy: "write \(form(of: shape).text) with a deviation above 0, or a number alone")
    }
    guard shape == .normal || numbers[0] > 0 else {
      throw Failure(
        what: "\(text) has a mean that is not above 0",
        remedy: "write a mean above 0, or normal(mean, deviation)")
    }
    return OverrideNumbers(
      base: numbers[0], spread: .deviation(numbers[1]), shape: shape, role: "mean")
  }

  /// `p5: low, p95: high`, which is what low and high of such an assumption are.
  private static func percentiles(
    _ items: [Substring], _ shape: Assumption.Shape
  ) throws(Failure) -> OverrideNumbers {
    let form = "\(shape.rawValue)(p5: low, p95: high)"
    var found: [String: Double] = [:]
    for item in items {
      let halves = item.split(separator: ":", omittingEmptySubsequences: false)
      let name = halves.first.map { Fields.trimmed(String($0)).lowercased() } ?? ""
      guard halves.count == 2, name == "p5" || name == "p95", found[name] == nil else {
        throw Failure(
          what: "'\(Fields.trimmed(String(item)))' is no percentile that is taken",
          remedy: "write \(form)")
      }
      found[name] = try number(Fields.trimmed(String(halves[1])))
    }
    guard let low = found["p5"], let high = found["p95"] else {
      throw Failure(
        what: "a percentile of \(shape.rawValue) is missing", remedy: "write \(form)")
    }
    guard shape == .normal || low > 0 else {
      throw Failure(
        what: "p5 of lognormal is not above 0",
        remedy: "write one above 0, or normal(p5: low, p95: high)")
    }
    let middle =
      shape == .normal ? low / 2 + high / 2 : low.squareRoot() * high.squareRoot()
    return try ranged(form, low, middle, high, shape, role: "median")
  }

  private static func beta(_ text: String, _ numbers: [Double]) throws(Failure) -> OverrideNumbers {
    let (alpha, beta) = (numbers[0], numbers[1])
    guard (0.001...1_000_000).contains(alpha), (0.001...1_000_000).contains(beta) else {
      throw Failure(
        what: "\(text) has a shape outside 0.001 to 1,000,000",
        remedy: "write \(form(of: .beta).text) with such shapes")
    }
    let share = alpha / (alpha + beta)
    let mean = numbers[2] * (1 - share) + numbers[3] * share
    var read = try ranged(text, numbers[2], mean, numbers[3], .beta, role: "mean")
    read.spread = .beta(alpha: alpha, beta: beta)
    return read
  }

  private static func discrete(_ items: [Substring]) throws(Failure) -> OverrideNumbers {
    var found: [(value: Double, weight: Double)] = []
    for item in items {
      let halves = item.split(separator: ":", omittingEmptySubsequences: false)
      guard halves.count == 2 else {
        throw Failure(
          what: "'\(Fields.trimmed(String(item)))' is no value with its probability",
          remedy: "write \(form(of: .discrete).text), such as discrete(2: 0.3, 5: 0.7)")
      }
      let pair = try numbers(halves)
      guard (0...1).contains(pair[1]) else {
        throw Failure(
          what: "the probability \(RangeCheck.rounded(pair[1])) is outside 0 to 1",
          remedy: "write probabilities that sum to 1")
      }
      found.append((pair[0], pair[1]))
    }
    let sum = found.reduce(0) { $0 + $1.weight }
    guard (sum - 1).magnitude <= 1e-9 else {
      throw Failure(
        what: "the probabilities sum to \(RangeCheck.rounded(sum))", remedy: "make them sum to 1")
    }
    found = found.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
    guard let first = found.first, let last = found.last, first.value < last.value else {
      return OverrideNumbers(base: found.first?.value ?? 0, shape: .fixed)
    }
    // The lowest of the likeliest.
    let likeliest = found.reduce(first) { $1.weight > $0.weight ? $1 : $0 }
    return OverrideNumbers(
      base: likeliest.value, low: first.value, high: last.value,
      spread: .discrete(values: found.map(\.value), weights: found.map(\.weight)),
      shape: .discrete, role: "likeliest value")
  }

  private static func empirical(_ numbers: [Double]) -> OverrideNumbers {
    let sorted = numbers.sorted()
    let (low, high) = (sorted[0], sorted[sorted.count - 1])
    guard low < high else { return OverrideNumbers(base: low, shape: .fixed) }
    return OverrideNumbers(
      base: sorted[(sorted.count - 1) / 2], low: low, high: high, spread: .empirical(sorted),
      shape: .empirical, role: "median")
  }
}
