import CorridorGeoJSON
import Foundation
import Testing

/// A line that was cut at the antimeridian and is continued afterwards is the line continued at once.
@Suite struct RejoinedLineTests {
  private func convert(
    _ text: String, _ antimeridian: ConversionOptions.Antimeridian, trips: Bool = false
  ) throws -> String {
    let options = ConversionOptions(antimeridian: antimeridian, dressing: trips ? .trips : .none)
    let done = try GeoJSONConverter.convert(Array(text.utf8), file: "a", options: options)
    return String(decoding: done.bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  /// The lines of a geometry, by a reader that is not the converter's.
  private func lines(_ text: String) throws -> [[[Double]]] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let geometry = object?["geometry"] as? [String: Any] ?? object
    if let line = geometry?["coordinates"] as? [[Double]] { return [line] }
    return try #require(geometry?["coordinates"] as? [[[Double]]])
  }

  @Test func `a line that comes back from the west`() throws {
    let line = #"{"type":"LineString","coordinates":[[178,1],[-179,3],[177,0],[-177,1]]}"#
    let cut = try convert(line, .cut)
    #expect(try lines(cut).count == 4)
    #expect(
      try lines(convert(cut, .continued)) == [
        [
          [178, 1], [180, 2.3333333], [181, 3], [180, 2.25], [177, 0], [180, 0.5], [183, 1],
        ]
      ])
    #expect(try lines(convert(line, .continued)) == [[[178, 1], [181, 3], [177, 0], [183, 1]]])
  }

  /// What is on the antimeridian left out, and the first position brought to -180...180, so that lines are the same
  /// that differ by vertices of cuts and by whole turns.
  private func bare(_ line: [[Double]]) -> [[Double]] {
    let kept = line.filter { abs($0[0].remainder(dividingBy: 360)) != 180 }
    guard let first = kept.first else { return [] }
    let shift = 360 * (first[0] / 360).rounded()
    return kept.map { [$0[0] - shift, $0[1]] }
  }

  /// Lines of whole degrees, now and then on the antimeridian.
  @Test(arguments: UInt64(1)...40)
  func `cut and continued is continued at once`(_ seed: UInt64) throws {
    var numbers = SplitMix64(state: seed &* 1_000_003)
    for round in 0..<25 {
      let count = Int.random(in: 2...9, using: &numbers)
      let reach = round.isMultiple(of: 2) ? 4 : 100
      let positions = (0..<count).map { _ -> String in
        let x = 180 + Int.random(in: -reach...reach, using: &numbers)
        let isFarWest = x > 180 || (x == 180 && Bool.random(using: &numbers))
        return "[\(isFarWest ? x - 360 : x),\(Int.random(in: -60...60, using: &numbers))]"
      }
      let line =
        #"{"type":"LineString","coordinates":[\#(positions.joined(separator: ","))]}"#
      let atOnce = try lines(convert(line, .continued))
      let cut = try convert(line, .cut)
      let after = try lines(convert(cut, .continued))
      #expect(atOnce.count == 1 && after.count == 1, "\(line)")
      #expect(bare(atOnce[0]) == bare(after[0]), "\(line)")
      // Nothing leaps: each edge goes the short way.
      for path in after {
        #expect(zip(path, path.dropFirst()).allSatisfy { abs($0[0] - $1[0]) <= 180 }, "\(line)")
      }
      // And it is what the cut gave, by turns and without the ends that met.
      let parts = try lines(cut)
      #expect(after[0].count == parts.reduce(0) { $0 + $1.count } - (parts.count - 1))
    }
  }

  @Test func `lines that end elsewhere stay apart`() throws {
    for lines in [
      "[[[170,0],[180,1]],[[-180,2],[-170,3]]]", "[[[170,0],[179,1]],[[179,1],[170,3]]]",
      "[[[180,1],[170,0]],[[-170,3],[-180,1]]]",
    ] {
      let text = #"{"type":"MultiLineString","coordinates":\#(lines)}"#
      #expect(try convert(text, .continued) == text)
    }
  }

  @Test func `altitudes that differ where two lines meet are both kept`() throws {
    let text =
      #"{"type":"MultiLineString","coordinates":[[[170,0,5],[180,1,5]],"#
      + #"[[-180,1,HIGH],[-170,3,5]]]}"#
    #expect(
      try lines(convert(text.replacing("HIGH", with: "9"), .continued))
        == [[[170, 0, 5], [180, 1, 5], [180, 1, 9], [190, 3, 5]]])
    #expect(
      try lines(convert(text.replacing("HIGH", with: "5.0"), .continued))
        == [[[170, 0, 5], [180, 1, 5], [190, 3, 5]]])
  }

  @Test func `times of a cut line that stand for each position are kept`() throws {
    let text =
      #"{"type":"Feature","properties":{"times":[0,60,60,120]},"geometry":{"type":"MultiLineString","#
      + #""coordinates":[[[170,0],[180,1]],[[-180,1],[-170,2]]]}}"#
    #expect(
      try lines(convert(text, .continued, trips: true)) == [
        [[170, 0, 0, 0], [180, 1, 0, 60], [180, 1, 0, 60], [190, 2, 0, 120]]
      ])
  }
}
