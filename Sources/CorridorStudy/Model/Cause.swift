/// One mistake from which several findings follow, so that they are told as one.
public struct Cause: Hashable, Sendable {
  /// What is missing, in words that tell it from everything else: "the source GDPDEF", "zones".
  public var thing: String
  /// The file that should hold it, as messages print it, where the study has nothing of the kind at all;
  /// the finding then names that file and not the first place that asks.
  public var file: String?
  /// How many findings follow from it.
  public var times: Int

  /// Creates a cause of one finding, or of several that were counted.
  public init(_ thing: String, file: String? = nil, times: Int = 1) {
    self.thing = thing
    self.file = file
    self.times = times
  }
}

extension [Diagnostic] {
  /// The findings with those of one cause as a single one, at the place of the first and with their number.
  ///
  /// It takes what it gave for what it is: what is told once stays so.
  public var toldOnce: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var causes: [Cause: Int] = [:]
    var told: [(finding: Diagnostic, times: Int)] = []
    for finding in self where seen.insert(finding).inserted {
      guard let cause = finding.cause else {
        told.append((finding, 0))
        continue
      }
      let key = Cause(cause.thing, file: cause.file, times: 0)
      if let place = causes[key] {
        told[place].times += cause.times
      } else {
        causes[key] = told.count
        told.append((finding, cause.times))
      }
    }
    return told.map { $0.finding.standing(for: $0.times) }
  }
}

extension Diagnostic {
  /// The finding in place of all that follow from its cause.
  fileprivate func standing(for times: Int) -> Diagnostic {
    guard var cause, location.file != cause.file, cause.file != nil || cause.times < times else {
      return self
    }
    var one = self
    let own = cause.times > 1 ? Self.more(cause.times) : ""
    let message =
      self.message.hasSuffix(own) ? String(self.message.dropLast(own.count)) : self.message
    if let file = cause.file {
      one.location = SourceLocation(file: file)
      one.message =
        "the study has no \(cause.thing), and \(times) place\(times == 1 ? " asks" : "s ask") for "
        + "them, first at \(location): \(message)"
    } else {
      one.message = message + Self.more(times)
    }
    cause.times = times
    one.cause = cause
    return one
  }

  private static func more(_ times: Int) -> String {
    times == 2 ? " (and once more)" : " (and \(times - 1) more times)"
  }
}
