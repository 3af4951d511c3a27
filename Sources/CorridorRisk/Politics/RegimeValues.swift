import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// The values of a run that politics rest on, each in the unit of its use.
public struct RegimeValues: Hashable, Sendable {
  private let values: [String: Double]
  private let locations: [String: SourceLocation]

  /// Takes values by id of assumption, in the unit of ``RegimeInput/Kind``.
  ///
  /// Each is checked when it is used.
  public init(_ values: [String: Double], locations: [String: SourceLocation] = [:]) {
    self.values = values
    self.locations = locations
  }

  /// Takes the values of a run.
  ///
  /// What was not known yet is left out, and refused only when it is used. Units fit, because the
  /// reader of the study has seen to that.
  public init(_ regimes: Regimes, of study: Study, resolved: ResolvedAssumptions) {
    var values: [String: Double] = [:]
    var locations: [String: SourceLocation] = [:]
    for input in regimes.inputs {
      locations[input.id] = study.location(of: input.id, in: resolved)
      guard let value = resolved[input.id] else { continue }
      values[input.id] = try? value.unit.convert(value.value, to: input.kind.unit)
    }
    self.init(values, locations: locations)
  }

  /// A value in the unit of its kind.
  public func value(_ id: String, _ kind: RegimeInput.Kind) throws(PoliticsError) -> Double {
    let location = locations[id] ?? SourceLocation(file: "regimes.yaml")
    guard let value = values[id] else {
      throw .study(
        "the politics need `\(id)`, which has no value in this run",
        remedy: "set one with --set '\(id)=VALUE', or choose a later date", location: location)
    }
    guard kind.allows(value) else {
      throw .assumption(id: id, value: value, allowed: kind.words, location: location)
    }
    return value
  }
}
