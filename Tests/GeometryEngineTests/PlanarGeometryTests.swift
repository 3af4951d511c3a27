import GeometryEngine
import Testing

@Suite struct PlanarGeometryTests {
  /// The error of an engine call, or nil when it worked.
  private func failure(_ body: () throws(EngineError) -> Void) -> EngineError? {
    do throws(EngineError) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func `malformed text gives GEOS's own message`() throws {
    let context = try GEOSContext()
    let error = failure { () throws(EngineError) in
      _ = try PlanarGeometry(wellKnownText: "LINESTRING (0 0, 1", in: context)
    }
    guard case .geos("WKTReader_read", let message) = error else {
      Issue.record("not a reader's error: \(String(describing: error))")
      return
    }
    #expect(message.contains("ParseException"))
  }

  @Test func `an error is reported once and not again with the next`() throws {
    let context = try GEOSContext()
    let first = failure { () throws(EngineError) in
      _ = try PlanarGeometry(wellKnownText: "NONSENSE", in: context)
    }
    let second = failure { () throws(EngineError) in
      _ = try PlanarGeometry(line: [0, 0], in: context)
    }
    #expect(first?.description.contains("NONSENSE") == true)
    #expect(second?.description.contains("NONSENSE") == false)
  }

  @Test func `a line of one point is refused`() throws {
    let context = try GEOSContext()
    let error = failure { () throws(EngineError) in
      _ = try PlanarGeometry(line: [1, 2], in: context)
    }
    guard case .geos("createLineString", let message) = error else {
      Issue.record("not a line's error: \(String(describing: error))")
      return
    }
    #expect(message.contains("IllegalArgumentException"))
  }

  @Test func `a ring that isn't closed is refused, in a hole and in a collection too`() throws {
    let context = try GEOSContext()
    let square = [0.0, 0, 4, 0, 4, 4, 0, 4, 0, 0]
    let open = [1.0, 1, 2, 1, 2, 2, 1, 2]
    #expect(
      failure { () throws(EngineError) in
        _ = try PlanarGeometry(polygon: [open], in: context)
      } != nil)
    #expect(
      failure { () throws(EngineError) in
        _ = try PlanarGeometry(polygon: [square, open], in: context)
      } != nil)
    #expect(
      failure { () throws(EngineError) in
        _ = try PlanarGeometry(polygons: [[square], [open]], in: context)
      } != nil)
  }

  @Test func `numbers that aren't pairs and polygons without rings are malformed`() throws {
    let context = try GEOSContext()
    #expect(
      failure { () throws(EngineError) in
        _ = try PlanarGeometry(line: [1, 2, 3], in: context)
      } == .malformed("3 numbers don't make pairs of x and y"))
    #expect(
      failure { () throws(EngineError) in
        _ = try PlanarGeometry(polygon: [], in: context)
      } == .malformed("a polygon needs a ring"))
  }

  @Test func `a line is cut by a square`() throws {
    let context = try GEOSContext()
    let square = try PlanarGeometry(polygon: [[0, 0, 4, 0, 4, 4, 0, 4, 0, 0]], in: context)
    let line = try PlanarGeometry(line: [-2, 1, 6, 1], in: context)
    #expect(try square.intersection(line).lines() == [[0, 1, 4, 1]])
    #expect(try line.difference(square).lines() == [[-2, 1, 0, 1], [4, 1, 6, 1]])
    #expect(try square.intersects(line))
    #expect(try square.area() == 16)
  }

  @Test func `coordinates come back as they went in`() throws {
    let context = try GEOSContext()
    let rings: [[Double]] = [
      [0, 0, 9, 0, 9, 9, 0, 9, 0, 0], [1, 1, 1, 2, 2, 2, 2, 1, 1, 1],
    ]
    let other: [[Double]] = [[20, 0, 21, 0, 21, 1, 20, 0]]
    #expect(
      try PlanarGeometry(polygons: [rings, other], in: context).polygons() == [rings, other])
    #expect(try PlanarGeometry(wellKnownText: "POLYGON EMPTY", in: context).polygons().isEmpty)
  }

  @Test func `a bow tie is invalid where it crosses`() throws {
    let context = try GEOSContext()
    let tie = try PlanarGeometry(polygon: [[0, 0, 2, 2, 2, 0, 0, 2, 0, 0]], in: context)
    let defect = try #require(try tie.defect())
    #expect(defect.reason == "Self-intersection")
    #expect(defect.x == 1)
    #expect(defect.y == 1)
    let square = try PlanarGeometry(polygon: [[0, 0, 4, 0, 4, 4, 0, 4, 0, 0]], in: context)
    #expect(try square.defect() == nil)
  }

  @Test func `overlapping squares join`() throws {
    let context = try GEOSContext()
    let pair = try PlanarGeometry(
      polygons: [[[0, 0, 2, 0, 2, 2, 0, 2, 0, 0]], [[1, 0, 3, 0, 3, 2, 1, 2, 1, 0]]], in: context)
    #expect(try pair.union().area() == 6)
  }

  @Test func `a buffer of a point nears the circle from within`() throws {
    let context = try GEOSContext()
    let disc = try PlanarGeometry(x: 3, y: 4, in: context).buffer(10, segmentsPerQuarter: 32)
    let area = try disc.area()
    #expect(area < 100 * .pi)
    #expect(area > 99.9 * .pi)
  }
}
