/// Finds events that nothing on the way of any link meets, and passages that are spelt as nowhere else.
///
/// Only what the study's own files decide is told: where links end, of which mode they are, and between which
/// countries border crossings lie. Which countries a line passes through is left to its geometry.
struct EventCheck {
  private let study: Study
  private let hasLanes: Bool
  /// The modes of all links, and of those that end at a place.
  private let modes: Set<Mode>
  private let modesAtEnds: [String: Set<Mode>]
  private let crossed: Set<String>

  init(study: Study, lanes: SeaLanes?) {
    self.study = study
    hasLanes = lanes != nil
    modes = Set(study.links.map(\.mode)).union(lanes == nil ? [] : [.sea])
    var ends: [String: Set<Mode>] = [:]
    for link in study.links {
      ends[link.from, default: []].insert(link.mode)
      ends[link.to, default: []].insert(link.mode)
    }
    modesAtEnds = ends
    crossed = Set(study.links.flatMap(\.crossings))
  }

  func check(_ findings: inout Findings) {
    for event in study.events {
      guard let reason = reason(whyUnmet: event) else { continue }
      findings.add([event.unmet(because: reason)])
    }
    if !hasLanes { checkPassages(&findings) }
  }

  /// Why nothing can meet an event; nil where something may.
  private func reason(whyUnmet event: Event) -> String? {
    let asked = event.modes + [event.mode].compactMap(\.self)
    if let mode = asked.first(where: { !modes.contains($0) }) {
      return "no link is of the mode '\(mode.rawValue)'"
    }
    if let place = event.at, let reason = reason(whyUnmet: event, at: place, of: asked) {
      return reason
    }
    let pairs = study.places.compactMap { $0.border?.between.sorted() }
    if event.between.count == 2, !pairs.contains(event.between) {
      return "no border crossing lies between \(event.between.joined(separator: " and "))"
    }
    if let country = event.into, !pairs.contains(where: { $0.contains(country) }) {
      return "no border crossing lies at the border of \(country)"
    }
    return nil
  }

  private func reason(whyUnmet event: Event, at place: String, of asked: [Mode]) -> String? {
    switch event.kind {
    case .border:
      return study.place(place)?.border == nil || !crossed.contains(place)
        ? "no link declares '\(place)' among its crossings" : nil
    case .ice:
      return study.place(place)?.iceDays == nil ? "'\(place)' has no 'ice_days'" : nil
    case .gauge where crossed.contains(place): return nil
    case .gauge, .terminal, .transfer:
      // Ships sail along lanes to any port.
      let isCalled = hasLanes && study.place(place)?.kind == .port
      let there = (modesAtEnds[place] ?? []).union(isCalled ? [.sea] : [])
      let needed = event.kind == .gauge ? [.rail] : asked
      if let mode = needed.first(where: { !there.contains($0) }) {
        return "no link of the mode '\(mode.rawValue)' begins or ends at '\(place)'"
      }
      let isAlone = event.kind == .transfer && there.count < 2 && asked != [.sea, .sea]
      return there.isEmpty || isAlone ? "no two links of different modes meet at '\(place)'" : nil
    case .door, .passage, .fee: return nil
    }
  }

  /// Without lanes nothing declares passages: told is a name that comes near one that is used more often, and of two
  /// that are used once each the later one.
  private func checkPassages(_ findings: inout Findings) {
    let links = study.links.flatMap(\.passages)
    let used = Set(links)
    var times: [String: Int] = [:]
    for name in links + study.events.compactMap(\.passage) where used.contains(name) {
      times[name, default: 0] += 1
    }
    var earlier: Set<String> = []
    for link in study.links {
      for name in link.passages {
        let own = times[name] ?? 0
        let known = times.filter { other, count in
          count > own || count == 1 && own == 1 && earlier.contains(other)
        }.keys
        earlier.insert(name)
        let remedy = Fields.remedy(
          for: name, among: known.filter { $0 != name }, what: "passage")
        guard remedy.hasPrefix(Fields.guess) else { continue }
        let who = own == 1 ? "nothing else" : "little else"
        findings.warning(
          "unknown-passage", at: link.location,
          "'passages' of link '\(link.id)' names the passage '\(name)', as \(who) does",
          remedy: remedy)
      }
    }
  }
}

extension Event {
  /// What is told of an event that nothing can meet.
  package func unmet(because reason: String) -> Diagnostic {
    Diagnostic(
      .warning, code: "unused-event", at: location,
      "no way meets this event of the kind '\(kind.rawValue)': \(reason)",
      remedy: "correct the condition, or delete the event")
  }
}
