import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// The values of a run that politics rest on, each in the unit of its use.
public struct RegimeValues: Hashable, Sendable {
  private let values: [String: Double]
  private let locations: [String: SourceLocation]
  private let drawn: [String: ClosedRange<Double>]
  private var venue = Venue.command

  /// Takes values by id of assumption, in the unit of ``RegimeInput/Kind``.
  ///
  /// Each is checked when it is used.
  public init(
    _ values: [String: Double], locations: [String: SourceLocation] = [:],
    drawn: [String: ClosedRange<Double>] = [:]
  ) {
    self.values = values
    self.locations = locations
    self.drawn = drawn
  }

  /// Takes the values of a run.
  ///
  /// What was not known yet is left out, and refused only when it is used. Units fit, because the
  /// reader of the study has seen to that. `drawn` has the least and the greatest value of what a run
  /// draws, in the unit of the assumption; both are checked with the value.
  public init(
    _ regimes: Regimes, of study: Study, resolved: ResolvedAssumptions,
    drawn: [String: ClosedRange<Double>] = [:]
  ) {
    var values: [String: Double] = [:]
    var locations: [String: SourceLocation] = [:]
    var extremes: [String: ClosedRange<Double>] = [:]
    for input in regimes.inputs {
      locations[input.id] = study.location(of: input.id, in: resolved)
      guard let value = resolved[input.id] else { continue }
      guard let factor = try? value.unit.factor(to: input.kind.unit) else { continue }
      values[input.id] = value.value * factor
      extremes[input.id] = drawn[input.id].map { $0.lowerBound * factor...$0.upperBound * factor }
    }
    self.init(values, locations: locations, drawn: extremes)
    venue = resolved.venue
  }

  /// A value in the unit of its kind.
  public func value(_ id: String, _ kind: RegimeInput.Kind) throws(PoliticsError) -> Double {
    let location = locations[id] ?? SourceLocation(file: "regimes.yaml")
    guard let value = values[id] else {
      throw .study(
        "the politics need `\(id)`, which has no value in this run",
        remedy: "set one \(venue.setting(id)), or choose a later date", location: location)
    }
    guard kind.allows(value) else {
      throw .assumption(id: id, value: value, allowed: kind.words, location: location)
    }
    if let draws = drawn[id], !kind.allows(draws.lowerBound) || !kind.allows(draws.upperBound) {
      throw .drawn(id: id, kind, location: location)
    }
    return value
  }
}

extension Regimes {
  /// Refuses values of a run that no chance, share or other input of the politics can have.
  ///
  /// It is for every run, whether or not it plays them out. What a run draws is checked where it is drawn.
  ///
  /// - Throws: `PoliticsError` naming the first of them and where it was stated.
  public func requireSensible(_ resolved: ResolvedAssumptions, of study: Study)
    throws(PoliticsError)
  {
    let values = RegimeValues(self, of: study, resolved: resolved)
    for input in inputs where resolved[input.id] != nil {
      _ = try values.value(input.id, input.kind)
    }
  }
}
