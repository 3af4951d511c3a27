import CorridorGeometry
import CorridorUnits
import Testing

@Suite struct ShapeTests {
  @Test func `a line of one point says how many it needs`() {
    let error = failure { () throws(GeometryError) in _ = try LineString([at(1, 2)]) }
    #expect(error == .tooFewVertices(shape: "line", count: 1, needed: 2))
    #expect(error?.description == "a line has 1 vertex; give at least 2")
    #expect(
      failure { () throws(GeometryError) in _ = try LineString([]) }
        == .tooFewVertices(shape: "line", count: 0, needed: 2))
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that isn't finite is refused with its vertex`(_ bad: Double) {
    for vertex in [at(bad, 0), at(0, bad), at(bad, bad)] {
      let error = failure { () throws(GeometryError) in _ = try LineString([at(0, 0), vertex]) }
      guard case .notFinite(vertex: 1, _) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  @Test func `latitude 91 is refused`() {
    let error = failure { () throws(GeometryError) in
      _ = try LineString([at(10, 0), at(130, 91)])
    }
    #expect(error == .latitudeOutOfRange(vertex: 1, at(130, 91)))
    #expect(
      error?.description
        == "vertex 1 has latitude 91.0, outside -90...90; write degrees north")
  }

  @Test func `swapped axes are suspected where the latitude would do as a longitude`() {
    let error = failure { () throws(GeometryError) in
      _ = try LineString([at(42.3, 130.6), at(42.4, 130.7)])
    }
    #expect(error?.description.contains("write longitude first") == true)
  }

  @Test func `projected metres are recognised`() {
    let error = failure { () throws(GeometryError) in
      _ = try LineString([at(500_000, 4_700_000), at(0, 0)])
    }
    #expect(error?.description.contains("projected metres") == true)
    let eastings = failure { () throws(GeometryError) in
      _ = try LineString([at(500_000, 12), at(0, 0)])
    }
    #expect(eastings?.description.contains("projected metres") == true)
  }

  @Test func `longitude 230 is refused with the longitude to write`() {
    let error = failure { () throws(GeometryError) in
      _ = try LineString([at(0, 0), at(230, 1)])
    }
    #expect(error == .longitudeOutOfRange(vertex: 1, at(230, 1)))
    #expect(error?.description.contains("write -130.0") == true)
  }

  @Test func `the edges of the map are allowed`() throws {
    #expect(try line((-180, -90), (180, 90)).coordinates.count == 2)
  }

  @Test func `rings must be closed and have four vertices`() {
    let open = failure { () throws(GeometryError) in
      _ = try Polygon(exterior: [at(0, 0), at(1, 0), at(1, 1), at(0, 1)])
    }
    #expect(open == .inRing(0, .ringNotClosed(first: at(0, 0), last: at(0, 1))))
    let short = failure { () throws(GeometryError) in
      _ = try Polygon(exterior: [at(0, 0), at(1, 0), at(0, 0)])
    }
    #expect(short == .inRing(0, .tooFewVertices(shape: "ring", count: 3, needed: 4)))
  }

  @Test func `an error in a hole says which`() throws {
    let exterior = try box(0, 0, 9, 9).exterior
    let error = failure { () throws(GeometryError) in
      _ = try Polygon(exterior: exterior, holes: [exterior, [at(0, 0)]])
    }
    #expect(error?.description == "ring 2 (hole): a ring has 1 vertex; give at least 4")
  }

  @Test func `reversal turns a line round and twice gives it back`() throws {
    let route = try line((1, 2), (3, 4), (5, 6))
    #expect(route.reversed().start == at(5, 6))
    #expect(route.reversed().reversed() == route)
    #expect(abs((route.reversed().length - route.length).metres) < 1e-9)
  }

  @Test func `orientation follows the right hand`() throws {
    let hole = try box(2, 2, 3, 3).exterior
    let clockwise = try Polygon(exterior: box(0, 0, 9, 9).exterior.reversed(), holes: [hole])
    let oriented = clockwise.oriented()
    #expect(try oriented.exterior == box(0, 0, 9, 9).exterior)
    #expect(oriented.holes == [hole.reversed()])
    #expect(oriented.oriented() == oriented)
  }
}
