import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What differs of the things of two studies and of how they hang together.
struct NetworkDiff {
  private let old: Study
  private let new: Study

  init(_ old: Study, _ new: Study) {
    self.old = old
    self.new = new
  }

  func changes() -> [StudyDiff.Change] {
    changes("place", old.places, new.places, Self.texts)
      + changes("link", old.links, new.links, Self.texts)
      + changes("corridor", old.corridors, new.corridors) {
        [
          ("links", $0.links.joined(separator: " ")),
          ("branches", $0.branches.joined(separator: " ")),
          ("declared_km", $0.declared.map { NumberFormat.plain($0.kilometres) } ?? ""),
        ]
      }
      + changes("route", old.routes, new.routes) {
        [
          ("pieces", $0.pieces.map(Self.text).joined(separator: " ")),
          ("nest", $0.nest ?? ""), ("destination", $0.destination ?? ""),
          ("works", $0.works.map { "\($0.name) at \($0.at)" }.joined(separator: ", ")),
        ]
      }
      + changes("comparison", old.comparisons, new.comparisons) {
        [("origin", $0.origin), ("destination", $0.destination), ("service", $0.service)]
      } + closures()
  }

  private static func texts(_ place: Place) -> [(String, String)] {
    [
      ("name", place.names.english), ("kind", place.kind.rawValue),
      ("country", place.country ?? ""),
      ("at", "\(place.coordinate.longitude), \(place.coordinate.latitude)"),
      ("open", place.border.map { $0.open ? "true" : "false" } ?? ""),
    ]
  }

  private static func texts(_ link: Link) -> [(String, String)] {
    [
      ("from", link.from), ("to", link.to), ("mode", link.mode.rawValue),
      ("class", link.linkClass), ("status", link.status.rawValue),
      ("works", link.works.rawValue), ("spent", link.spent ?? ""),
      ("terrain", link.terrain.rawValue),
      ("gauge_mm", link.gaugesMillimetres.map { "\($0)" }.joined(separator: " ")),
      ("declared_km", link.declared.map { NumberFormat.plain($0.kilometres) } ?? ""),
      ("crossings", link.crossings.joined(separator: " ")),
      ("passages", link.passages.joined(separator: " ")),
    ]
  }

  private static func text(_ piece: RoutePlan.Piece) -> String {
    piece.from == nil && piece.to == nil
      ? piece.id : "\(piece.id)(\(piece.from ?? "")-\(piece.to ?? ""))"
  }

  private func closures() -> [StudyDiff.Change] {
    let (before, after) = (old.openness, new.openness)
    var found: [StudyDiff.Change] = []
    let subjects = before.closures.map(\.subject) + after.closures.map(\.subject)
    for (index, subject) in subjects.enumerated() where !subjects[..<index].contains(subject) {
      let left = before.closures.first { $0.subject == subject }
      let right = after.closures.first { $0.subject == subject }
      guard left?.reason != right?.reason || (left == nil) != (right == nil) else { continue }
      found.append(
        StudyDiff.Change(
          subject: subject.words, key: "closed by the scenario",
          old: left.map { $0.reason ?? "" } ?? "no", new: right.map { $0.reason ?? "" } ?? "no"))
    }
    if before.choice != after.choice {
      found.append(
        StudyDiff.Change(
          subject: "scenario", key: "choice", old: before.choice.rawValue,
          new: after.choice.rawValue))
    }
    return found
  }

  private func changes<T: Identifiable<String>>(
    _ what: String, _ old: [T], _ new: [T], _ texts: (T) -> [(String, String)]
  ) -> [StudyDiff.Change] {
    let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
    let after = Set(new.map(\.id))
    var found: [StudyDiff.Change] = []
    for item in new {
      let subject = "\(what) '\(item.id)'"
      guard let was = before[item.id] else {
        found.append(StudyDiff.Change(subject: subject, key: what, old: nil, new: "added"))
        continue
      }
      for ((key, left), (_, right)) in zip(texts(was), texts(item)) where left != right {
        found.append(StudyDiff.Change(subject: subject, key: key, old: left, new: right))
      }
    }
    for item in old where !after.contains(item.id) {
      found.append(
        StudyDiff.Change(subject: "\(what) '\(item.id)'", key: what, old: "removed", new: nil))
    }
    return found
  }
}

/// What differs of the lines of the links that two networks share.
struct GeometryDiff {
  private let old: StudyNetwork
  private let new: StudyNetwork

  init(_ old: StudyNetwork, _ new: StudyNetwork) {
    self.old = old
    self.new = new
  }

  func moved() -> [StudyDiff.Moved] {
    new.links.compactMap { link in
      guard let was = old.link(link.link.id) else { return nil }
      let (before, after) = (Self.crossings(was), Self.crossings(link))
      let isSame = was.link.line == link.link.line
      guard !isSame || before != after || was.traced != link.traced else { return nil }
      return StudyDiff.Moved(
        link: link.link.id, oldKilometres: was.traced.kilometres,
        newKilometres: link.traced.kilometres, oldCrossings: before, newCrossings: after,
        distanceKilometres: isSame ? 0 : Self.distance(was.link.line, link.link.line))
    }
  }

  /// How often the country changes from one to another, the sea between them left out.
  private static func crossings(_ link: MeasuredLink) -> Int {
    let codes = link.stretches.map(\.country)
    return zip(codes, codes.dropFirst()).count { $0 != nil && $1 != nil && $0 != $1 }
  }

  private static func distance(_ one: LineString, _ other: LineString) -> Double {
    max(farthest(one, from: MeasuredLine(other)), farthest(other, from: MeasuredLine(one)))
  }

  private static func farthest(_ line: LineString, from other: MeasuredLine) -> Double {
    line.coordinates.reduce(0) { max($0, other.nearestPoint(to: $1).distance.kilometres) }
  }
}
