import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorRisk

/// Parts of a run as files: the merge is the run, and what does not fit is refused by name.
@Suite("Parts of a run")
struct SummaryPartTests {
  static let count: UInt64 = 3000

  static func part(_ shard: Int, of shards: Int, seed: UInt64 = 4) async throws -> Part {
    let simulation = try Simulation(EngineRunTests.world(), seed: seed, count: count)
    let samples = try #require(Part.samples(ofShard: shard, of: shards, count: count))
    let result = try await simulation.run(samples: samples, rankings: EngineRunTests.rankings)
    return Part(
      Part.Run(
        simulation, of: "a:b-c",
        prices: PriceBase(currency: try #require(Currency("EUR")), year: 2019),
        version: "1", inputs: "abc",
        circumstances: Circumstances(
          scenario: "s", asOf: "2010-12-31", changes: ["a=1 km", "b=2"]),
        hasPolitics: true), samples: samples,
      summary: result.summary)
  }

  @Test("merges files to the bytes of the whole run")
  func merging() async throws {
    let whole = try await Self.part(1, of: 1)
    var parts: [(name: String, part: Part)] = []
    for shard in [3, 1, 4, 2] {
      let part = try await Self.part(shard, of: 4)
      parts.append(("\(shard)", try Part(decoding: part.encoded, name: "\(shard)")))
    }
    #expect(try Part.merge(parts).encoded == whole.encoded)
    #expect(try Part(decoding: whole.encoded, name: "whole") == whole)
  }

  @Test("shares samples out without gaps", arguments: [1, 3, 7, 3000])
  func shards(shards: Int) {
    var reached: UInt64 = 0
    for shard in 1...shards {
      let samples = Part.samples(ofShard: shard, of: shards, count: Self.count)
      #expect(samples?.lowerBound == reached)
      reached = samples?.upperBound ?? 0
    }
    #expect(reached == Self.count)
    #expect(Part.samples(ofShard: 0, of: 3, count: 10) == nil)
    #expect(Part.samples(ofShard: 4, of: 3, count: 10) == nil)
  }

  @Test("refuses bytes that are changed, cut off or foreign")
  func corruption() async throws {
    let bytes = try await Self.part(1, of: 2).encoded
    for place in stride(from: 12, to: bytes.count, by: 97) {
      var changed = bytes
      changed[place] ^= 0x10
      #expect(throws: PartError.corrupted("p")) { try Part(decoding: changed, name: "p") }
    }
    for size in [12, 40, bytes.count - 1] {
      #expect(throws: PartError.corrupted("p")) {
        try Part(decoding: Array(bytes.prefix(size)), name: "p")
      }
    }
    #expect(throws: PartError.notAPart("p")) {
      try Part(decoding: Array("{}".utf8), name: "p")
    }
    #expect(throws: PartError.notAPart("p")) { try Part(decoding: [], name: "p") }
    var newer = bytes
    newer[8] = 9
    #expect(throws: PartError.format("p", found: 9, expected: Part.format)) {
      try Part(decoding: newer, name: "p")
    }
  }

  @Test("refuses parts that do not make a run")
  func refusals() async throws {
    let first = try await Self.part(1, of: 3)
    let last = try await Self.part(3, of: 3)
    let half = try await Self.part(1, of: 2)
    let foreign = try await Self.part(2, of: 3, seed: 9)
    #expect(throws: PartError.noParts) { try Part.merge([]) }
    #expect(throws: PartError.missing([1000..<2000], of: 3000)) {
      try Part.merge([("c", last), ("a", first)])
    }
    #expect(throws: PartError.overlap("a", "h", samples: 0..<1000)) {
      try Part.merge([("h", half), ("a", first)])
    }
    #expect(throws: PartError.differentRuns("a", "f", field: "seed: 4, 9")) {
      try Part.merge([("a", first), ("f", foreign), ("c", last)])
    }
  }
}
