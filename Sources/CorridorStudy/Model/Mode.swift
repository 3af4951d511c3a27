/// How a link carries its load.
public enum Mode: String, Hashable, Sendable, CaseIterable {
  /// Railway.
  case rail
  /// Road.
  case road
  /// Ship.
  case sea
  /// Pipeline for oil.
  case oilPipeline = "oil_pipeline"
  /// Pipeline for gas.
  case gasPipeline = "gas_pipeline"
  /// Line for power.
  case powerLine = "power_line"
}

/// Whether a link can be used, the nearest to use first.
public enum Status: String, Hashable, Sendable, CaseIterable, Comparable {
  /// In use today.
  case operating
  /// Under construction: somebody is at work on it.
  case building
  /// Built, and not in use: nobody is at work on it.
  case dormant
  /// Drawn on paper only.
  case proposed

  /// Whether the first is nearer to use.
  public static func < (first: Status, second: Status) -> Bool { first.place < second.place }

  private var place: Int {
    switch self {
    case .operating: 0
    case .building: 1
    case .dormant: 2
    case .proposed: 3
    }
  }
}

/// What must be done to a link before a route can use it.
public enum Works: String, Hashable, Sendable, CaseIterable {
  /// Nothing: its capital is sunk.
  case none
  /// The line is there and is repaired.
  case rehabilitate
  /// The line is there and is rebuilt from the ground.
  case reconstruct
  /// The line is there and gets its catenary.
  case electrify
  /// There is no line.
  case new
}

/// The ground under a link, as far as it changes what building costs.
public enum Terrain: String, Hashable, Sendable, CaseIterable {
  /// Flat ground.
  case flat
  /// Hilly ground.
  case hilly
  /// Mountains.
  case mountain
}
