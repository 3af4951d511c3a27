/// The steps under a world's results, each once, after its inputs, with constants worked out.
struct Folding {
  /// A step with the places of its inputs.
  struct Entry: Hashable {
    var step: Step
    var inputs: [Int]
  }

  private(set) var entries: [Entry] = []
  private var placeOfEntry: [Entry: Int] = [:]
  /// The places of constants by their bits: what is not a number equals nothing, so that each of these
  /// would be a step of its own, and whatever rests on it too.
  private var placeOfConstant: [UInt64: Int] = [:]
  private var placeOfNode: [ObjectIdentifier: Int] = [:]

  /// The place of a node; what it rests on is laid out before it, without recursion.
  mutating func place(_ node: Node) -> Int {
    var pending = [node]
    while let next = pending.last {
      guard placeOfNode[ObjectIdentifier(next)] == nil else {
        pending.removeLast()
        continue
      }
      let missing = next.inputs.filter { placeOfNode[ObjectIdentifier($0)] == nil }
      guard missing.isEmpty else {
        pending.append(contentsOf: missing.reversed())
        continue
      }
      pending.removeLast()
      let inputs = next.inputs.compactMap { placeOfNode[ObjectIdentifier($0)] }
      placeOfNode[ObjectIdentifier(next)] = add(Entry(step: next.step, inputs: inputs))
    }
    return placeOfNode[ObjectIdentifier(node)] ?? 0
  }

  private mutating func add(_ entry: Entry) -> Int {
    if let simpler = simplified(entry) { return simpler }
    var entry = entry
    if let value = folded(entry) { entry = Entry(step: .constant(value), inputs: []) }
    if case .constant(let value) = entry.step {
      // Zero has two signs and is one constant.
      let bits = value == 0 ? 0 : value.bitPattern
      if let known = placeOfConstant[bits] { return known }
      placeOfConstant[bits] = entries.count
    } else {
      if entry.step == .add || entry.step == .multiply { entry.inputs.sort() }
      if let known = placeOfEntry[entry] { return known }
      placeOfEntry[entry] = entries.count
    }
    entries.append(entry)
    return entries.count - 1
  }

  private func constant(_ place: Int) -> Double? {
    if case .constant(let value) = entries[place].step { return value }
    return nil
  }

  /// One of the inputs, where the step changes nothing.
  private func simplified(_ entry: Entry) -> Int? {
    guard entry.inputs.count >= 2 else { return nil }
    let (left, right) = (entry.inputs[0], entry.inputs[1])
    switch entry.step {
    case .add:
      if constant(right) == 0 { return left }
      return constant(left) == 0 ? right : nil
    case .multiply:
      if constant(right) == 1 { return left }
      return constant(left) == 1 ? right : nil
    case .subtract: return constant(right) == 0 ? left : nil
    case .divide: return constant(right) == 1 ? left : nil
    case .whereLess, .whereLessOrEqual, .whereEqual:
      if entry.inputs[2] == entry.inputs[3] { return entry.inputs[2] }
      guard let first = constant(left), let second = constant(right) else { return nil }
      let holds =
        switch entry.step {
        case .whereLess: first < second
        case .whereLessOrEqual: first <= second
        default: first == second
        }
      return entry.inputs[holds ? 2 : 3]
    default: return nil
    }
  }

  /// The value of a step on constants alone.
  private func folded(_ entry: Entry) -> Double? {
    let values = entry.inputs.compactMap(constant)
    guard !values.isEmpty, values.count == entry.inputs.count else { return nil }
    switch entry.step {
    case .formula(let formula): return formula.body(values)
    case .part(let call, let place):
      let results = call.body(values)
      return results.indices.contains(place) ? results[place] : .nan
    default: return entry.step.number(for: values)
    }
  }
}
