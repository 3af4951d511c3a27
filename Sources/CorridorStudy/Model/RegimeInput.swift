public import CorridorUnits

/// An assumption that the politics of a study rest on, with what it must measure there.
public struct RegimeInput: Hashable, Sendable {
  /// What kind of number it is.
  public enum Kind: Hashable, Sendable, CaseIterable {
    /// The chance of something in a year, from 0 to 1.
    case chance
    /// A share from 0 to 1.
    case share
    /// How a year later is valued, above 0 and up to 1.
    case patience
    /// A factor, 0 or more.
    case factor
    /// A multiple of what was agreed, 1 or more.
    case multiple
    /// Days, 0 or more.
    case delay
    /// Years, 0 or more.
    case years
    /// What is added to a logit.
    case logit

    /// The unit in which the value is taken.
    public var unit: Unit {
      switch self {
      case .chance: (try? .one / .year) ?? .one
      case .share, .patience, .factor, .multiple, .logit: .one
      case .delay: .day
      case .years: .year
      }
    }

    /// The least and the greatest value that makes sense, in that unit.
    public var bounds: ClosedRange<Double> {
      switch self {
      case .chance, .share: 0...1
      case .patience: Double.leastNonzeroMagnitude...1
      case .factor, .delay, .years: 0...Double.greatestFiniteMagnitude
      case .multiple: 1...Double.greatestFiniteMagnitude
      case .logit: -50...50
      }
    }

    /// Whether a value in that unit makes sense.
    public func allows(_ value: Double) -> Bool { bounds.contains(value) }

    /// What makes sense, in words.
    public var words: String {
      switch self {
      case .chance: "a chance from 0 to 100 % a year"
      case .share: "a share from 0 to 100 %"
      case .patience: "a number above 0, up to 1"
      case .factor: "a factor of 0 or more"
      case .multiple: "a multiple of 1 or more of what was agreed"
      case .delay, .years: "a time of 0 or more"
      case .logit: "a number from -50 to 50"
      }
    }
  }

  /// Id of the assumption.
  public var id: String
  /// What kind of number it is.
  public var kind: Kind

  /// Creates an input.
  public init(_ id: String, _ kind: Kind) {
    self.id = id
    self.kind = kind
  }
}

extension Regimes {
  /// Every assumption that is named, once for each kind of use, in the order of the file.
  public var inputs: [RegimeInput] {
    var seen: Set<RegimeInput> = []
    return (processes.flatMap(\.inputs) + hosts.flatMap(\.inputs)).filter {
      seen.insert($0).inserted
    }
  }
}

extension RegimeProcess {
  /// Every assumption that is named, in the order of the file.
  public var inputs: [RegimeInput] {
    matrices.flatMap(\.inputs) + effects.flatMap { $0.effects.flatMap(\.inputs) }
      + tilts.map { RegimeInput($0.logit, .logit) }
  }
}

extension RegimeMatrix {
  /// Every assumption that is named, in the order of the file.
  public var inputs: [RegimeInput] {
    hazards.map { RegimeInput($0.chance, .chance) } + splits.map { RegimeInput($0.share, .share) }
  }
}

extension RegimeEffect {
  /// Every assumption that is named.
  public var inputs: [RegimeInput] {
    let named: [(String?, RegimeInput.Kind)] = [
      (availability, .share), (demand, .factor), (fee, .factor), (delay, .delay), (loss, .share),
    ]
    return named.compactMap { id, kind in id.map { RegimeInput($0, kind) } }
  }
}
