import CorridorUnits
import Testing

@Suite struct SpellingTests {
  // Published pairs: kitten and sitting are 3 apart (Levenshtein's usual example), saturday and sunday 3.
  @Test(arguments: [
    ("kitten", "sitting", 3), ("saturday", "sunday", 3), ("", "abc", 3), ("abc", "", 3),
    ("", "", 0),
    ("tkr-east", "tkr-esat", 1), ("flaw", "lawn", 2), ("ca", "abc", 3),
  ])
  func `distance counts edits and swaps`(first: String, second: String, edits: Int) {
    #expect(Spelling.distance(first, second) == edits)
    #expect(Spelling.distance(second, first) == edits)
  }

  @Test func `the nearest candidate is found whatever the order`() {
    let ids = ["tkr-east", "tkr-west", "sea-suez", "sea-cape", "rajin"]
    #expect(Spelling.nearest(to: "tkr-esat", in: ids) == "tkr-east")
    #expect(Spelling.nearest(to: "Rajin", in: ids) == "rajin")
    #expect(Spelling.nearest(to: "najin", in: ids) == "rajin")
    #expect(Spelling.nearest(to: "tkr-xest", in: ids.reversed()) == "tkr-west")
    #expect(Spelling.nearest(to: "panama", in: ids) == nil)
    #expect(Spelling.nearest(to: "x", in: ids) == nil)
    #expect(Spelling.nearest(to: "", in: ids) == nil)
    #expect(Spelling.nearest(to: "rajin", in: []) == nil)
    #expect(Spelling.nearest(to: "bat", in: ["hat", "cat"]) == "cat")
  }

  @Test func `a name is gone on from behind a mark`() {
    let ids = ["rail.speed.tsr", "oil.speed", "rail.speeding", "rail.speed", "rail.speed.kp.today"]
    #expect(
      Spelling.continuations(of: "rail.speed", in: ids) == [
        "rail.speed.kp.today", "rail.speed.tsr",
      ])
    #expect(Spelling.continuations(of: "rail.speed.kp.today", in: ids) == [])
    #expect(Spelling.continuations(of: "oil", in: ids, behind: ["-"]) == [])
    #expect(Spelling.continuations(of: "", in: [".a"]) == [])
  }
}
