import CorridorGeoJSON
import Testing

@Suite struct LargeFeatureTests {
  /// More than what is copied at once: the copy goes on over several pieces of the output.
  @Test func `a large feature comes through in every layout as a small one does`() throws {
    let positions = (0..<120_000).map { "[\($0 % 170).25, \($0 % 80)]" }.joined(separator: ",")
    func feature(_ coordinates: String) -> String {
      #"{"type":"Feature","id":1.50,"properties":{},"geometry":{"type":"LineString","#
        + #""coordinates":[\#(coordinates)]}}"#
    }
    let marker = "[1.25, 2],[3, 4]"
    for line in ["\n", " "] {
      let (small, large) = (feature(marker) + line, feature(positions) + line)
      for layout: ConversionOptions.Layout in [.collection, .lines, .sequence] {
        for texts in [[0], [0, 1], [1, 0]] {
          for isCollection in [false, true] {
            func input(_ features: [String]) -> String {
              let all = texts.map { features[$0] }
              guard isCollection else { return all.joined(separator: "\n") }
              let list = all.joined(separator: ",")
              return #"{"type":"FeatureCollection","features":[\#(list)],"x":1}"#
            }
            let other = feature("[5,6],[7,8]")
            var options = ConversionOptions()
            options.layout = layout
            func convert(_ text: String) throws -> String {
              let done = try GeoJSONConverter.convert(Array(text.utf8), file: "a", options: options)
              #expect(done.summary.features == texts.count)
              return String(decoding: done.bytes, as: UTF8.self)
            }
            let expected = try convert(input([small, other])).replacing(marker, with: positions)
            #expect(try convert(input([large, other])) == expected)
          }
        }
      }
    }
  }
}
