public import CorridorStudy
public import CorridorUnits

/// The summary of part of a run, with what is needed to put the parts together.
public struct Part: Hashable, Sendable {
  /// What identifies a run: parts of one run agree in all of it.
  public struct Run: Hashable, Sendable {
    /// The id of the comparison, or of whatever else the worlds are about.
    public var subject: String
    /// The currency and the year of the prices of all money.
    public var prices: PriceBase
    /// The version of the program.
    public var version: String
    /// A hash of everything that went into the world, as text.
    public var inputs: String
    /// How samples are laid out.
    public var method: String
    /// How precisely numbers are kept.
    public var precision: String
    /// The seed.
    public var seed: UInt64
    /// The number of samples of the whole run.
    public var count: UInt64
    /// What a report says of the run beside its numbers, line by line.
    public var notes: [String]
    /// What the run takes the study with.
    public var circumstances: Circumstances
    /// Whether a path of regimes is drawn in every world.
    public var hasPolitics: Bool

    /// Creates the identity of a run.
    public init(
      _ simulation: Simulation, of subject: String, prices: PriceBase, version: String,
      inputs: String, notes: [String] = [], circumstances: Circumstances = Circumstances(),
      hasPolitics: Bool = false
    ) {
      self.subject = subject
      self.prices = prices
      self.version = version
      self.inputs = inputs
      self.notes = notes
      self.circumstances = circumstances
      self.hasPolitics = hasPolitics
      method = simulation.method.rawValue
      precision = simulation.precision.rawValue
      seed = simulation.seed
      count = simulation.count
    }

    init(
      subject: String, prices: PriceBase, version: String, inputs: String, method: String,
      precision: String, seed: UInt64,
      count: UInt64, notes: [String], circumstances: Circumstances, hasPolitics: Bool
    ) {
      self.subject = subject
      self.prices = prices
      self.version = version
      self.inputs = inputs
      self.notes = notes
      self.circumstances = circumstances
      self.hasPolitics = hasPolitics
      self.method = method
      self.precision = precision
      self.seed = seed
      self.count = count
    }
  }

  /// The run.
  public let run: Run
  /// The samples that the part covers.
  public let samples: Range<UInt64>
  /// What is kept of them.
  public let summary: WorldSummary

  /// Creates a part.
  public init(_ run: Run, samples: Range<UInt64>, summary: WorldSummary) {
    self.run = run
    self.samples = samples
    self.summary = summary
  }

  /// The samples of one of several equal parts of a run, counted from 1; nil for no such part.
  public static func samples(ofShard shard: Int, of shards: Int, count: UInt64)
    -> Range<UInt64>?
  {
    guard shards > 0, (1...shards).contains(shard) else { return nil }
    func bound(_ place: Int) -> UInt64 {
      let product = count.multipliedFullWidth(by: UInt64(place))
      return UInt64(shards).dividingFullWidth(product).quotient
    }
    return bound(shard - 1)..<bound(shard)
  }

  /// The part with the samples of a run of the same world besides, which begin where it ends.
  public func continued(by result: SimulationResult) -> Part {
    precondition(result.covered.lowerBound == samples.upperBound, "the samples do not go on")
    var summary = summary
    summary.merge(result.summary)
    return Part(run, samples: samples.lowerBound..<result.covered.upperBound, summary: summary)
  }

  /// Puts parts together: the same bits in whatever order they come.
  ///
  /// - Parameter parts: the parts of one run with a name each, such as a file's, for messages.
  /// - Returns: the part that covers the whole run.
  /// - Throws: `PartError` when they belong to different runs, overlap, or leave samples out.
  public static func merge(_ parts: [(name: String, part: Part)]) throws(PartError) -> Part {
    let sorted = parts.sorted {
      ($0.part.samples.lowerBound, $0.part.samples.upperBound, $0.name)
        < ($1.part.samples.lowerBound, $1.part.samples.upperBound, $1.name)
    }
    guard let first = sorted.first else { throw .noParts }
    var missing: [Range<UInt64>] = []
    var reached: UInt64 = 0
    var last = first.name
    for (name, part) in sorted {
      if let field = first.part.difference(from: part) {
        throw .differentRuns(first.name, name, field: field)
      }
      if part.samples.isEmpty { continue }
      if part.samples.lowerBound < reached {
        throw .overlap(
          last, name,
          samples: part.samples.lowerBound..<Swift.min(reached, part.samples.upperBound))
      }
      if part.samples.lowerBound > reached { missing.append(reached..<part.samples.lowerBound) }
      reached = part.samples.upperBound
      last = name
    }
    if reached < first.part.run.count { missing.append(reached..<first.part.run.count) }
    guard missing.isEmpty else { throw .missing(missing, of: first.part.run.count) }
    var summary = first.part.summary
    for (_, part) in sorted.dropFirst() { summary.merge(part.summary) }
    return Part(first.part.run, samples: 0..<reached, summary: summary)
  }

  /// The first thing in which two parts differ as to their run; nil for parts of one run.
  private func difference(from other: Part) -> String? {
    if let field = run.difference(from: other.run) { return field }
    if summary.names != other.summary.names { return "outputs" }
    if summary.rankings.map(\.ranking) != other.summary.rankings.map(\.ranking) {
      return "rankings"
    }
    return nil
  }
}

extension Part.Run {
  /// The first thing in which two runs differ, in words for a message, with the value of this one and then the
  /// other's where they are short; nil for the same run.
  public func difference(from other: Part.Run) -> String? {
    if subject != other.subject { return "of: \(subject), \(other.subject)" }
    if prices != other.prices { return "prices: \(prices), \(other.prices)" }
    if version != other.version { return "version: \(version), \(other.version)" }
    if inputs != other.inputs { return "inputs: \(inputs), \(other.inputs)" }
    if method != other.method { return "method: \(method), \(other.method)" }
    if precision != other.precision { return "precision: \(precision), \(other.precision)" }
    if seed != other.seed { return "seed: \(seed), \(other.seed)" }
    if count != other.count { return "samples in all: \(count), \(other.count)" }
    if circumstances != other.circumstances { return "scenario, date or what was set" }
    if hasPolitics != other.hasPolitics { return "politics" }
    if notes != other.notes { return "notes" }
    return nil
  }
}

/// Why parts of a run cannot be read or put together.
public enum PartError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing to put together.
  case noParts
  /// The bytes are not those of a part.
  case notAPart(String)
  /// The part was written by a program with another format.
  case format(String, found: UInt32, expected: UInt32)
  /// The part is cut off or has been changed.
  case corrupted(String)
  /// Two parts belong to different runs.
  case differentRuns(String, String, field: String)
  /// Two parts cover the same samples.
  case overlap(String, String, samples: Range<UInt64>)
  /// Samples that no part covers.
  case missing([Range<UInt64>], of: UInt64)

  /// What is wrong and the remedy, as one sentence without a full stop.
  public var description: String {
    switch self {
    case .noParts: "there are no parts to merge; name at least one"
    case .notAPart(let name): "\(name) is no part of a run; name files that --shard has written"
    case .format(let name, let found, let expected):
      "\(name) has format \(found), and this program reads \(expected); run the shard again"
    case .corrupted(let name):
      "\(name) is cut off or has been changed: its checksum does not fit; run the shard again"
    case .differentRuns(let first, let second, let field):
      "\(first) and \(second) belong to different runs (\(field)); merge parts of one run"
    case .overlap(let first, let second, let samples):
      "\(first) and \(second) both cover samples \(samples.lowerBound) to "
        + "\(samples.upperBound - 1); leave one out"
    case .missing(let ranges, let count):
      "of \(count) samples "
        + ranges.map { "\($0.lowerBound) to \($0.upperBound - 1)" }.joined(separator: ", ")
        + " are in no part; run the missing shards"
    }
  }
}
