import CorridorGeoJSON
import Testing

@Suite struct LargeMemberTests {
  @Test func `a large member of a collection is not called a feature`() throws {
    var options = ConversionOptions()
    options.featureLimit = 1 << 20
    let text =
      #"{"type":"FeatureCollection","features":[],"meta":""#
      + String(repeating: "a", count: 5 << 20) + #""}"#
    let error = #expect(throws: StreamError.self) {
      try GeoJSONConverter.convert(Array(text.utf8), file: "a", options: options)
    }
    let words = try #require(error?.description)
    #expect(words.contains(#"the member "meta" of the collection"#))
    #expect(!words.contains("several features"))
  }
}
