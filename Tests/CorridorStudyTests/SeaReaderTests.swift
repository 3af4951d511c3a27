import CorridorGeometry
import CorridorStudy
import Foundation
import Testing

/// What lanes say of themselves: waters, bends and places that were moved.
@Suite struct SeaReaderTests {
  private static func lanes(_ properties: String) throws -> SeaLanes? {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "sea"), withIntermediateDirectories: true)
    let text = """
      {"type": "FeatureCollection", "features": [
      {"type": "Feature", "id": "open", "properties": {\(properties)},
      "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 0.5], [2, 0], [3, 0]]}}
      ]}
      """
    try Data(text.utf8).write(to: folder.appending(path: "sea/lanes.geojson"))
    return try StudyReader.seaLanes(folder: folder.path)
  }

  private static func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
    Coordinate(longitude: longitude, latitude: latitude)
  }

  @Test func `bends are left out and moved places put back in the lanes before`() throws {
    let read = try Self.lanes(
      #""inland": "Canal", "added": [[1, 0.5]], "moved": [[2, 0, 2.25, 0.1]]"#)
    let lanes = try #require(read)
    #expect(lanes.inlandWaters == ["Canal"])
    let lane = try #require(lanes.lanes.first)
    #expect(lane.added == [Self.at(1, 0.5)] && lane.moved == [Self.at(2, 0): Self.at(2.25, 0.1)])
    let before = try #require(lanes.beforeAmendment.lanes.first)
    #expect(before.lines == [[Self.at(0, 0), Self.at(2.25, 0.1), Self.at(3, 0)]])
    #expect(before.added.isEmpty && before.moved.isEmpty && before.inland == "Canal")
    let plain = try #require(try Self.lanes(#""passage": "strait""#))
    #expect(plain.beforeAmendment == plain)
  }

  @Test(arguments: [
    #""added": [1, 0.5]"#, #""added": [[1, 0.5, 2]]"#, #""added": "1, 0.5""#, #""moved": [[2, 0]]"#,
    #""moved": [[2, 0, "2.25", 0.1]]"#,
  ])
  func `rows of another shape are told where they stand`(properties: String) throws {
    let error = #expect(throws: StudyError.self) { try Self.lanes(properties) }
    let told = try #require(error?.diagnostics.first)
    #expect(told.location.file.hasSuffix("sea/lanes.geojson") && told.location.line == 2)
    #expect(told.code == "wrong-type")
  }
}
