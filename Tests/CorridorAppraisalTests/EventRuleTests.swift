import CorridorNetwork
import CorridorStudy
import Testing

@testable import CorridorAppraisal

/// Of all rules that match, the one with the most conditions wins; of two alike the later.
@Suite struct EventRuleTests {
  private func rule(
    _ time: String, _ kind: Event.Kind = .border, service: String? = nil, mode: Mode? = nil,
    modes: [Mode] = [], between: [String] = [], into: String? = nil, at: String? = nil
  ) -> Event {
    Event(
      kind: kind, service: service, mode: mode, modes: modes, between: between, into: into, at: at,
      time: time, location: SmallStudy.nowhere)
  }

  private let crossing = Happening(
    kind: .border, service: "container", mode: .rail, between: ["AA", "BB"], into: "BB",
    place: "gate")

  private func found(_ events: [Event], _ happening: Happening? = nil) -> String? {
    EventRules(events: events).rule(for: happening ?? crossing)?.time
  }

  @Test func `the more conditions, the stronger, in any order`() {
    let events = [
      rule("none"), rule("mode", mode: .rail), rule("pair", mode: .rail, between: ["BB", "AA"]),
      rule("place", service: "container", mode: .rail, between: ["AA", "BB"], at: "gate"),
    ]
    #expect(found(events) == "place")
    #expect(found(events.reversed()) == "place")
    #expect(found(Array(events.prefix(3))) == "pair")
    #expect(found(Array(events.prefix(2)).reversed()) == "mode")
  }

  @Test func `of two alike the later`() {
    #expect(found([rule("first", mode: .rail), rule("second", service: "container")]) == "second")
  }

  @Test func `one condition that is not met rules out`() {
    #expect(found([rule("a", mode: .road)]) == nil)
    #expect(found([rule("a", service: "gas")]) == nil)
    #expect(found([rule("a", between: ["AA", "CC"])]) == nil)
    #expect(found([rule("a", at: "elsewhere")]) == nil)
    #expect(found([rule("a", .gauge)]) == nil)
    #expect(found([]) == nil)
  }

  @Test func `a border's rule may hold in one direction only`() {
    let events = [
      rule("both", between: ["AA", "BB"]), rule("there", between: ["AA", "BB"], into: "BB"),
      rule("back", between: ["AA", "BB"], into: "AA"),
    ]
    var back = crossing
    back.into = "AA"
    #expect(found(events) == "there" && found(events, back) == "back")
    #expect(found(Array(events.prefix(2)), back) == "both")
    #expect(found([rule("any", into: "CC")]) == nil)
  }

  @Test func `the narrowest point of a way is the least of the capacities that rules state`() throws
  {
    let small = try SmallStudy()
    let before = try small.appraise(changed: small.study).route("rail")
    #expect(before.ladder.narrowest == nil)
    var study = small.study
    let border = try #require(
      study.events.first { event in
        event.kind == .border && before.ladder.steps.contains { $0.kind == .border }
      })
    let entered = try #require(before.route.crossings.first).to
    for (into, capacity) in [(entered, "demand.container"), ("XX", "ramp.1")] {
      study.events.append(
        Event(
          kind: .border, service: "container", mode: .rail, into: into, time: border.time,
          capacity: capacity, location: SmallStudy.nowhere))
    }
    let after = try small.appraise(changed: study).route("rail")
    let narrowest = try #require(after.ladder.narrowest)
    #expect(narrowest.kind == .border && narrowest.capacity?.value == 200_000)
    #expect(narrowest.label.hasSuffix(" to \(entered)"))
  }

  @Test func `modes of a transfer are in either order`() {
    let transfer = Happening(kind: .transfer, service: "container", modes: [.rail, .sea])
    #expect(found([rule("a", .transfer, modes: [.sea, .rail])], transfer) == "a")
    #expect(found([rule("a", .transfer, modes: [.sea, .road])], transfer) == nil)
  }

  @Test func `a country asks for transit, not for what begins or ends there`() throws {
    let small = try SmallStudy()
    var study = small.study
    study.events.append(
      Event(kind: .fee, service: "container", cost: "yard.cost", location: SmallStudy.nowhere))
    let fees = try small.appraise(changed: study).route("rail").ladder.steps
      .filter { $0.kind == .fee }
    #expect(fees.map(\.subject) == ["BB"])
    // The rule that names the country is the stronger.
    #expect(fees.first?.cost?.value != 60)
  }
}
