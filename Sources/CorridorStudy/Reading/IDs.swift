import CorridorUnits

/// Rules for the ids of things.
enum IDs {
  /// Checks the form of an id: lower case letters, digits, `-` and `.`, and what else is allowed.
  static func check(
    _ id: String, what: String, allowing more: String = "", at location: SourceLocation,
    _ findings: inout Findings
  ) {
    let extra = Array(more.utf8)
    let isFine = id.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == Byte.dash || $0 == Byte.dot
        || extra.contains($0)
    }
    if isFine, !id.isEmpty { return }
    findings.error(
      "bad-id", at: location, "'\(id)' can't be an id (\(what))",
      remedy: "use lower case letters, digits, '-' and '.'"
        + (more.isEmpty ? "" : ", with '\(more)' where the format has it"))
  }

  /// Finds ids that stand twice among things that share a namespace; each is told once, and how often,
  /// with how often it stands beyond these things.
  static func checkUnique(
    _ things: [(id: String, what: String, location: SourceLocation)],
    leftOut: [String: Int] = [:], _ findings: inout Findings
  ) {
    var seen: [String: (what: String, location: SourceLocation)] = [:]
    seen.reserveCapacity(things.count)
    var again: [(thing: (id: String, what: String, location: SourceLocation), times: Int)] = []
    var places: [String: Int] = [:]
    for thing in things {
      if let place = places[thing.id] {
        again[place].times += 1
      } else if seen[thing.id] != nil {
        places[thing.id] = again.count
        again.append((thing, 1))
      } else {
        seen[thing.id] = (thing.what, thing.location)
      }
    }
    for (thing, kept) in again {
      guard let first = seen[thing.id] else { continue }
      let times = kept + leftOut[thing.id, default: 0]
      var cause = Cause("id '\(thing.id)' of \(first.location)")
      cause.times = times
      findings.error(
        "duplicate-id", at: thing.location,
        "the \(thing.what) '\(thing.id)' has the id of the \(first.what) at \(first.location)",
        remedy: "rename or delete one of the two", cause: times > 1 ? cause : nil)
    }
  }
}

extension Findings {
  /// Adds a mistake that another module describes as "what is wrong; remedy".
  mutating func error(
    _ code: String, at location: SourceLocation, what: String, _ description: String,
    remedy fallback: String, cause: Cause? = nil
  ) {
    let halves = description.split(separator: ";", maxSplits: 1)
    let remedy = halves.count == 2 ? Fields.trimmed(String(halves[1])) : fallback
    error(
      code, at: location, what + ": " + (halves.first.map(String.init) ?? description),
      remedy: remedy, cause: cause)
  }
}
