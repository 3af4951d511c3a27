/// What a result that is no number, or too large a one, hangs on, found by experiment: inputs are put back to their base.
enum Culprits: Hashable {
  /// Each of these alone, put back, makes it a number; by place.
  case alone([Int])
  /// All of these together do, and none of them can be left out.
  case together([Int])
  /// It is none with every input at its base either.
  case elsewhere

  /// Experiments with the inputs of one sample.
  ///
  /// - Parameters:
  ///   - values: the inputs with which the result is no number.
  ///   - bases: what they are put back to.
  ///   - places: the inputs that the result reads.
  ///   - holds: whether the result is a number with some inputs, and one that is allowed.
  init(
    _ values: [Double], bases: [Double], among places: [Int], holds: ([Double]) -> Bool
  ) {
    let alone = places.filter { place in
      var inputs = values
      inputs[place] = bases[place]
      return holds(inputs)
    }
    guard alone.isEmpty else {
      self = .alone(alone)
      return
    }
    var inputs = values
    for place in places { inputs[place] = bases[place] }
    guard holds(inputs) else {
      self = .elsewhere
      return
    }
    // Those that may be as they were are innocent, one after the other.
    var together: [Int] = []
    for place in places {
      inputs[place] = values[place]
      if holds(inputs) { continue }
      inputs[place] = bases[place]
      together.append(place)
    }
    self = .together(together)
  }
}
