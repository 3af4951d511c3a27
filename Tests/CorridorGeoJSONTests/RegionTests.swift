import CorridorGeoJSON
import CorridorGeometry
import Testing

/// Features that are left out because their own box lies elsewhere.
@Suite struct RegionTests {
  private let text = """
    {"type":"FeatureCollection","features":[
    {"type":"Feature","id":"near","bbox":[0,0,2,2],"properties":{"name":"]}\\"{"},
    "geometry":{"type":"Point","coordinates":[1,1]}},
    {"type":"Feature","id":"far","bbox":[50,50,52,52],"properties":{},
    "geometry":{"type":"Polygon","note":"]}\\"{[","coordinates":[[[50,50],[52,50],[52,52],[50,50]]]}},
    {"type":"Feature","id":"unboxed","properties":{},
    "geometry":{"type":"Point","coordinates":[60,60]}}
    ]}
    """

  private func ids(_ region: [BoundingBox]?) throws -> [String] {
    let collection = try GeoJSONReader.read(
      bytes: Array(text.utf8), file: "f",
      options: GeoJSONReader.Options(isStrict: false, region: region))
    return collection.features.compactMap { $0.id?.description }
  }

  @Test func `a feature whose box meets the region is read, and one without a box`() throws {
    let box = BoundingBox(west: 1, south: 1, east: 3, north: 3)
    #expect(try ids([box]) == ["near", "unboxed"])
    #expect(try ids(nil) == ["near", "far", "unboxed"])
    #expect(try ids([box, BoundingBox(west: 40, south: 40, east: 60, north: 60)]).count == 3)
  }

  @Test func `a geometry that is cut short is told even when it is passed over`() {
    let cut = String(text.prefix(420))
    #expect(throws: GeoJSONError.self) {
      try GeoJSONReader.read(
        bytes: Array(cut.utf8), file: "f",
        options: GeoJSONReader.Options(
          isStrict: false, region: [BoundingBox(west: 1, south: 1, east: 3, north: 3)]))
    }
  }
}
