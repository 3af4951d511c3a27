import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorNetwork

/// Where the track gauge breaks along a row of links.
@Suite struct GaugeTests {
  private func breaks(_ line: String, _ links: [String]) throws -> [String] {
    let drawing = try Drawing(
      countries: String(repeating: "A", count: line.count - 1), line: line)
    var parts: [(measured: MeasuredLink, isReversed: Bool)] = []
    for id in links {
      let name = id.hasPrefix("-") ? String(id.dropFirst()) : id
      parts.append((try drawing.measured(name), id.hasPrefix("-")))
    }
    let plan = RoutePlan(
      shortID: "r", comparison: "c", names: Names(english: ""), pieces: [],
      location: Drawing.nowhere)
    return RouteBuilder(study: drawing.study).route(plan, along: parts).nodes.compactMap { node in
      guard case .gauge(let from, let to) = node.kind else { return nil }
      return "\(node.place) \(from)>\(to)"
    }
  }

  @Test func `one break where the gauge changes`() throws {
    #expect(try breaks("a--b==c", ["a", "b"]) == ["b 1435>1520"])
    #expect(try breaks("a--b--c", ["a", "b"]) == [])
  }

  @Test func `track of both gauges is travelled on the gauge that one comes with`() throws {
    // The break comes where the own gauge ends, whichever way one travels.
    #expect(try breaks("a--b##c==d", ["a", "b", "c"]) == ["c 1435>1520"])
    #expect(try breaks("a--b##c==d", ["-c", "-b", "-a"]) == ["b 1520>1435"])
  }

  @Test func `both gauges between the same gauge break nothing`() throws {
    #expect(try breaks("a--b##c--d", ["a", "b", "c"]) == [])
  }

  @Test func `who begins on both gauges goes on on either`() throws {
    #expect(try breaks("a##b==c", ["a", "b"]) == [])
    #expect(try breaks("a##b--c==d", ["a", "b", "c"]) == ["c 1435>1520"])
  }

  @Test func `a stretch at sea forgets the gauge`() throws {
    #expect(try breaks("a--b~~c==d", ["a", "b", "c"]) == [])
  }

  @Test func `a break near a crossing is told at the crossing`() throws {
    let drawing = try Drawing(countries: "AAAAABBBBB", line: "a----b====c")
    #expect(try drawing.route("a", "b").crossings.map(\.breaksGauge) == [true])
    let far = try Drawing(countries: "AAAAABBBBB", line: "a---b=====c")
    #expect(try far.route("a", "b").crossings.map(\.breaksGauge) == [false])
  }

  /// What `check` finds of a row of railways over a border of 1435 mm in AA and 1520 mm in BB.
  private func found(
    _ line: String, crossedBy: String? = nil, change: (inout Study) -> Void = { _ in }
  ) throws -> [String] {
    let drawing = try Drawing(
      countries: "AAAAABBBBB", line: line, gauges: ["AA": 1435, "BB": 1520]
    ) { if $0.id == crossedBy { $0.crossings = ["x-aa-bb"] } }
    var study = drawing.study
    change(&study)
    return GeometryFindings(study: study)
      .findings(on: try study.links.map { try drawing.measured($0.id) })
      .filter { $0.code.hasPrefix("gauge-break") }
      .map { finding in
        finding.code + " "
          + String(finding.message.map { $0 == "`" ? "|" : $0 }.prefix { $0 != "," })
      }
  }

  @Test func `a break of gauge away from a border is found, and not at one`() throws {
    #expect(try found("a----b====c") == [])
    #expect(try found("a--b--c") == [])
    let broken = try found("a--b==c")
    #expect(broken.count == 1 && broken[0].hasPrefix("gauge-break railways of 1435 mm (|a|)"))
    #expect(broken.first?.hasSuffix("meet at |b|") == true)
    // Track of both gauges leads from the one to the other.
    #expect(try found("a--b##c==d") == [])
  }

  @Test func `a break that the study says of is none to find`() throws {
    let at = { (kind: Event.Kind) in
      Event(kind: kind, at: "b", location: Drawing.nowhere)
    }
    #expect(try found("a--b==c") { $0.events = [at(.gauge)] } == [])
    #expect(try found("a--b==c") { $0.events = [at(.terminal)] }.count == 1)
  }

  @Test func `a crossing of two gauges that all railways pass on one is found`() throws {
    // The line changes its gauge 222 km behind the crossing: both places are told.
    let found = try found("a------b==c", crossedBy: "a")
    #expect(found.count == 2)
    #expect(
      found.last?.hasPrefix("gauge-break-not-shown border crossing |x-aa-bb| has 1435") == true)
    #expect(try self.found("a####b====c") == [])
  }
}
