/// The politics of a study: what can happen, how likely it is, and what it does to which routes.
public struct Regimes: Hashable, Sendable {
  /// What makes a route exposed, in the order of the file.
  public var exposures: [Exposure]
  /// Independent political processes, in the order of the file.
  public var processes: [RegimeProcess]
  /// How countries may treat a contract, in the order of the file.
  public var hosts: [HostTerms]
  /// What a reader should know.
  public var note: String?

  /// Creates the politics of a study.
  public init(
    exposures: [Exposure], processes: [RegimeProcess], hosts: [HostTerms] = [],
    note: String? = nil
  ) {
    self.exposures = exposures
    self.processes = processes
    self.hosts = hosts
    self.note = note
  }

  /// The exposure of that id.
  public func exposure(_ id: String) -> Exposure? { exposures.first { $0.id == id } }

  /// The process and the place of a state in it, by the state's id or short name.
  public func state(_ name: String) -> (process: RegimeProcess, place: Int)? {
    for process in processes {
      if let place = process.states.firstIndex(where: { $0.id == name || $0.short == name }) {
        return (process, place)
      }
    }
    return nil
  }

  /// The terms of a country; nil when it keeps contracts.
  public func host(_ country: String) -> HostTerms? { hosts.first { $0.country == country } }

  /// The process of that id.
  public func process(_ id: String) -> RegimeProcess? { processes.first { $0.id == id } }
}

/// What makes a route exposed to politics: any one of what is listed, found in its geometry.
public struct Exposure: Hashable, Sendable, Identifiable {
  /// A stable name.
  public var id: String
  /// What it is, in words.
  public var name: String
  /// Pairs of countries, each sorted: a route that crosses overland from one to the other is exposed.
  public var crossings: [[String]]
  /// Countries: a route with a stretch inside one is exposed.
  public var countries: [String]
  /// Ids of links: a route that takes one is exposed.
  public var links: [String]
  /// Passages of sea lanes, such as `suez`: a route that takes one is exposed.
  public var passages: [String]
  /// Condition on crossings and links: the mode there; any when empty.
  public var modes: [Mode]
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates an exposure.
  public init(
    id: String, name: String, crossings: [[String]] = [], countries: [String] = [],
    links: [String] = [], passages: [String] = [], modes: [Mode] = [], note: String? = nil,
    location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.crossings = crossings
    self.countries = countries
    self.links = links
    self.passages = passages
    self.modes = modes
    self.note = note
    self.location = location
  }
}

/// One political process: its regimes, how they follow one another, and what they do.
public struct RegimeProcess: Hashable, Sendable, Identifiable {
  /// A stable name.
  public var id: String
  /// What it is, in words.
  public var name: String
  /// The regimes, in the order of the file, which is that of matrices.
  public var states: [Regime]
  /// The regime of each year as it is coded, in order of years.
  public var coding: [RegimeYear]
  /// The transition matrices, in the order of the file.
  public var matrices: [RegimeMatrix]
  /// What the regimes do, by exposure; a route has the first in the order of the file that it meets.
  public var effects: [RegimeEffects]
  /// What a corridor that operates does to the chances.
  public var tilts: [RegimeLogit]
  /// What the regimes are worth to countries.
  public var worth: [RegimeWorth]
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a process.
  public init(
    id: String, name: String, states: [Regime], coding: [RegimeYear] = [],
    matrices: [RegimeMatrix], effects: [RegimeEffects], tilts: [RegimeLogit] = [],
    worth: [RegimeWorth] = [], note: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.states = states
    self.coding = coding
    self.matrices = matrices
    self.effects = effects
    self.tilts = tilts
    self.worth = worth
    self.note = note
    self.location = location
  }

  /// The matrix of that id.
  public func matrix(_ id: String) -> RegimeMatrix? { matrices.first { $0.id == id } }

  /// The matrix that is taken when none is named: of those known by a date the one known last, and of
  /// two alike the first in the file; nil when none was known yet.
  public func latestMatrix(asOf date: String?) -> RegimeMatrix? {
    var best: RegimeMatrix?
    for matrix in matrices {
      if let date, matrix.knownAt > date { continue }
      if let found = best, found.knownAt >= matrix.knownAt { continue }
      best = matrix
    }
    return best
  }
}

/// What the regimes of a process are worth to a country, which no route feels.
public struct RegimeWorth: Hashable, Sendable {
  /// The code of the country.
  public var country: String
  /// Ids of assumptions for the worth of a year, in the order of the process's regimes.
  public var worth: [String]
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates the worth of regimes.
  public init(country: String, worth: [String], location: SourceLocation) {
    self.country = country
    self.worth = worth
    self.location = location
  }
}

/// A political state.
public struct Regime: Hashable, Sendable, Identifiable {
  /// A stable name.
  public var id: String
  /// What it is called.
  public var name: String
  /// A letter or two for tables; nil when there is none.
  public var short: String?
  /// How one knows that it is this one.
  public var meaning: String
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a regime.
  public init(
    id: String, name: String, short: String? = nil, meaning: String, location: SourceLocation
  ) {
    self.id = id
    self.name = name
    self.short = short
    self.meaning = meaning
    self.location = location
  }
}

/// The regime of a year, as somebody coded it.
public struct RegimeYear: Hashable, Sendable {
  /// The year.
  public var year: Int
  /// Id of the regime.
  public var state: String
  /// Keys of sources.json.
  public var sources: [String]
  /// How well it is sourced.
  public var sourceClass: SourceClass
  /// What speaks for it.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a coded year.
  public init(
    year: Int, state: String, sources: [String] = [], sourceClass: SourceClass,
    note: String? = nil, location: SourceLocation
  ) {
    self.year = year
    self.state = state
    self.sources = sources
    self.sourceClass = sourceClass
    self.note = note
    self.location = location
  }
}
