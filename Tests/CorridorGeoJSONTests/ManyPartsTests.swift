import CorridorGeoJSON
import Foundation
import Testing

/// Geometries of many parts are taken part by part: each must come out as it does alone.
@Suite struct ManyPartsTests {
  private func coordinates(
    _ type: String, _ parts: [String], _ options: ConversionOptions
  ) throws -> (type: String?, elements: [NSArray], summary: GeoJSONConverter.Summary) {
    let text = #"{"type":"\#(type)","coordinates":[\#(parts.joined(separator: ","))]}"#
    let done = try GeoJSONConverter.convert(Array(text.utf8), file: "a", options: options)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(done.bytes)) as? [String: Any])
    let elements = try #require(object["coordinates"] as? [NSArray])
    return (object["type"] as? String, elements, done.summary)
  }

  @Test func `lines are cut one by one in their order`() throws {
    var parts: [String] = []
    var expected: [[[Double]]] = []
    for number in 0..<3000 {
      let y = Double(number % 80)
      if number.isMultiple(of: 7) {
        parts.append("[[170,\(y)],[-170,\(y)]]")
        expected += [[[170, y], [180, y]], [[-180, y], [-170, y]]]
      } else {
        parts.append("[[1,\(y)],[2,\(y)]]")
        expected.append([[1, y], [2, y]])
      }
    }
    let done = try coordinates("MultiLineString", parts, ConversionOptions())
    #expect(done.type == "MultiLineString")
    #expect(done.elements == expected.map { $0 as NSArray })
    #expect(done.summary.cut == 1)
  }

  @Test func `polygons are turned and moved one by one`() throws {
    let clockwise = "[[[0,0],[0,1],[1,0],[0,0]]]"
    let east = "[[[179,0],[180,0],[180,1],[179,0]]]"
    let west = "[[[-180,0],[-179,0],[-180,1],[-180,0]]]"
    let parts = [clockwise, west, east]
    let cut = try coordinates("MultiPolygon", parts, ConversionOptions())
    #expect(cut.elements[0] == [[[0, 0], [1, 0], [0, 1], [0, 0]]] as NSArray)
    #expect(cut.summary.rewound == 1)
    let continued = try coordinates(
      "MultiPolygon", parts, ConversionOptions(antimeridian: .continued))
    #expect(continued.elements[1] == [[[180, 0], [181, 0], [180, 1], [180, 0]]] as NSArray)
    #expect(continued.elements[2] == [[[179, 0], [180, 0], [180, 1], [179, 0]]] as NSArray)
    #expect(continued.summary.continued == 1)
  }

  @Test func `lines that were cut become one again and lose the brackets`() throws {
    let parts = ["[[170,1],[180,2]]", "[[-180,2],[-170,3]]"]
    let options = ConversionOptions(antimeridian: .continued, writesBoxes: true)
    let done = try coordinates("MultiLineString", parts, options)
    #expect(done.type == "LineString")
    #expect(done.elements == [[170, 1], [180, 2], [190, 3]] as [NSArray])
    let three = try coordinates("MultiLineString", parts + ["[[1,1],[2,2]]"], options)
    #expect(three.type == "MultiLineString")
    #expect(three.elements.count == 2)
  }
}
