/// What a finding follows from, so that all that follows from one mistake is told once.
public struct Cause: Hashable, Sendable {
  /// What a cause is, and by that how its findings are told.
  public enum Kind: Hashable, Sendable {
    /// A thing that is missing or wrong; whoever asks for it finds the same mistake.
    case thing
    /// A part of a study that is not there at all, with the file that should hold it, as messages print it;
    /// the finding then names that file and not the first place that asks.
    case part(file: String)
    /// A name that a file of the study, called as in the study's folder, should hold and does not.
    ///
    /// One that comes near another name is misspelt; several that do not were lost with a piece of the file.
    case name(home: String, isMisspelt: Bool)
    /// A key that a mapping lacks.
    case key(of: String, at: SourceLocation)
  }

  /// What it is.
  public var kind: Kind
  /// The thing, in words that tell it from everything else: "the source 'GDPDEF'", "zones"; of a key its name.
  public var thing: String
  /// How many findings follow from it.
  public var times = 1
  /// Other things that are told with it, in the order in which they were found.
  private(set) var others: [String] = []
  /// The others, to look them up.
  private var known: Set<String> = []
  /// The first finding as it was before it stood for all.
  var first: First?

  /// A finding's own place and words.
  struct First: Hashable, Sendable {
    let location: SourceLocation
    let message: String
    let remedy: String
  }

  /// Creates a cause of one finding.
  public init(_ thing: String, _ kind: Kind = .thing) {
    self.thing = thing
    self.kind = kind
  }

  /// The cause of a mention of something that the study has not; the remedy says whether it is misspelt.
  init(lost what: String, _ id: String, from home: String, remedy: String) {
    self.init(
      "\(what) '\(id)'", .name(home: home, isMisspelt: remedy.hasPrefix(Fields.guess)))
  }

  /// What findings of one cause have in common.
  var group: [String] {
    switch kind {
    case .thing: ["thing", thing]
    case .part(let file): ["part", file, thing]
    case .name(let home, _): ["name", home, thing]
    case .key(let subject, let location): ["key", subject, location.description]
    }
  }

  /// The file that should hold the name; nil for what is no name.
  var home: String? {
    if case .name(let home, _) = kind { home } else { nil }
  }

  /// Whether it is a name that comes near another.
  var isMisspelt: Bool {
    if case .name(_, let isMisspelt) = kind { isMisspelt } else { false }
  }

  /// Takes in what another finding of the cause says.
  mutating func absorb(_ other: Cause) {
    times += other.times
    for thing in [other.thing] + other.others
    where thing != self.thing && known.insert(thing).inserted { others.append(thing) }
  }
}
