/// How a link carries its load.
public enum Mode: String, Hashable, Sendable, CaseIterable {
  case rail
  case road
  case sea
  case oilPipeline = "oil_pipeline"
  case gasPipeline = "gas_pipeline"
  case powerLine = "power_line"
}

/// Whether a link can be used.
public enum Status: String, Hashable, Sendable, CaseIterable {
  /// In use today.
  case operating
  /// Under construction.
  case building
  /// Drawn on paper only.
  case proposed
  /// Built, and not in use.
  case dormant
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
  case flat
  case hilly
  case mountain
}
