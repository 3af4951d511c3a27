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
}
