import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// A corridor with its branches, as one.
struct CorridorWhole {
  /// The corridor from end to end, then each of its branches.
  let routes: [Route]

  var parts: [Route.Part] { routes.flatMap(\.parts) }
  var traced: Length { routes.reduce(.zero) { $0 + $1.traced } }
  var costed: Length { routes.reduce(.zero) { $0 + $1.length } }
  var seaLength: Length { routes.reduce(.zero) { $0 + $1.seaLength } }

  /// Costed kilometres by country, sorted by code.
  var lengthByCountry: [(country: String, length: Length)] {
    var sums: [String: Length] = [:]
    for (country, length) in routes.flatMap(\.lengthByCountry) {
      sums[country, default: .zero] += length
    }
    return sums.sorted { $0.key < $1.key }.map { (country: $0.key, length: $0.value) }
  }
}

/// What is published of a corridor's length: of the whole, or link by link.
struct CorridorLengths {
  /// The length of the whole, or the sum of its links; nil when a link has none.
  let declared: Length?
  /// Names of the links without a declared length.
  let undeclared: [String]
  /// Declared / traced, of the whole or over the links that have a declared length; nil when none has.
  let factor: Double?
  /// What the factor is of, in words.
  let basis: String
  /// The series of the declared lengths, each once.
  let series: [String]

  init(chain: CorridorChain, parts: [Route.Part]) {
    let traced = parts.reduce(Length.zero) { $0 + $1.measured.traced }
    undeclared = parts.filter { $0.link.declared == nil }.map(\.link.names.english)
    if let whole = chain.declared {
      let length = Length(kilometres: whole.kilometres)
      declared = length
      factor = traced > .zero ? length / traced : nil
      basis = "declared over traced, as published for the whole"
      series = [whole.series]
      return
    }
    let known = parts.compactMap { part in part.link.declared.map { (part: part, length: $0) } }
    let sum = known.reduce(Length.zero) { $0 + Length(kilometres: $1.length.kilometres) }
    let drawn = known.reduce(Length.zero) { $0 + $1.part.measured.traced }
    declared = undeclared.isEmpty ? sum : nil
    factor = drawn > .zero ? sum / drawn : nil
    basis =
      drawn == .zero
      ? "class factor: assumed, since no length is published"
      : undeclared.isEmpty
        ? "declared over traced" : "declared over traced of the parts whose length is published"
    series = known.map(\.length.series).removingRepeats()
  }
}

extension [String] {
  /// Each element once, where it first stands.
  func removingRepeats() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension MeasuredLink {
  /// How well the costed length is sourced: as the published one, else as the factor of its class.
  ///
  /// It is derived at best where it is traced.
  func sourceClass(in assumptions: ResolvedAssumptions) -> SourceClass {
    if let declared = link.declared { return declared.sourceClass }
    guard case .factored(let id, _) = basis, let factor = assumptions[id] else { return .derived }
    return SourceClass.weakest(of: [.derived, factor.sourceClass]) ?? .derived
  }
}
