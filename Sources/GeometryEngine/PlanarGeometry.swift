import CGEOS

/// A GEOS geometry in the plane, owned.
///
/// Coordinates go in and out as flat arrays `[x0, y0, x1, y1, ...]`. GEOS knows no ellipsoid:
/// predicates may run on degrees away from the antimeridian, lengths and areas may not.
@safe
package struct PlanarGeometry: ~Copyable {
  let pointer: OpaquePointer
  let context: GEOSContext

  /// Takes ownership of what a GEOS function returned; nil is that function's failure.
  init(
    owning pointer: OpaquePointer?, in context: GEOSContext, from function: String
  ) throws(EngineError) {
    guard let pointer = unsafe pointer else { throw context.failure(of: function) }
    unsafe self.pointer = pointer
    self.context = context
  }

  deinit { unsafe GEOSGeom_destroy_r(context.handle, pointer) }

  /// Reads well-known text (`GEOSWKTReader_read_r`).
  ///
  /// - Throws: `EngineError` with GEOS's message where the text is malformed.
  package init(wellKnownText: String, in context: GEOSContext) throws(EngineError) {
    guard let reader = unsafe GEOSWKTReader_create_r(context.handle) else {
      throw context.failure(of: "WKTReader_create")
    }
    defer { unsafe GEOSWKTReader_destroy_r(context.handle, reader) }
    let shape = unsafe GEOSWKTReader_read_r(context.handle, reader, wellKnownText)
    try unsafe self.init(owning: shape, in: context, from: "WKTReader_read")
  }

  /// A point (`GEOSGeom_createPointFromXY_r`).
  package init(x: Double, y: Double, in context: GEOSContext) throws(EngineError) {
    let point = unsafe GEOSGeom_createPointFromXY_r(context.handle, x, y)
    try unsafe self.init(owning: point, in: context, from: "createPointFromXY")
  }

  /// A line through two or more vertices (`GEOSGeom_createLineString_r`).
  package init(line: [Double], in context: GEOSContext) throws(EngineError) {
    let vertices = try unsafe Self.sequence(line, in: context)
    let made = unsafe GEOSGeom_createLineString_r(context.handle, vertices)
    try unsafe self.init(owning: made, in: context, from: "createLineString")
  }

  /// A polygon of closed rings, the exterior first (`GEOSGeom_createPolygon_r`).
  package init(polygon rings: [[Double]], in context: GEOSContext) throws(EngineError) {
    let made = try unsafe Self.polygon(rings, in: context)
    try unsafe self.init(owning: made, in: context, from: "createPolygon")
  }

  /// Several polygons, each a list of closed rings (`GEOSGeom_createCollection_r`).
  package init(polygons: [[[Double]]], in context: GEOSContext) throws(EngineError) {
    var members: [OpaquePointer?] = unsafe []
    do throws(EngineError) {
      for rings in polygons { try unsafe members.append(Self.polygon(rings, in: context)) }
    } catch {
      unsafe members.forEach { unsafe GEOSGeom_destroy_r(context.handle, $0) }
      throw error
    }
    let kind = Int32(GEOS_MULTIPOLYGON.rawValue)
    let count = unsafe UInt32(members.count)
    let made = unsafe GEOSGeom_createCollection_r(context.handle, kind, &members, count)
    try unsafe self.init(owning: made, in: context, from: "createCollection")
  }

  private static func polygon(
    _ rings: [[Double]], in context: GEOSContext
  ) throws(EngineError) -> OpaquePointer {
    guard let exterior = rings.first else { throw .malformed("a polygon needs a ring") }
    let shell = try unsafe ring(exterior, in: context)
    var holes: [OpaquePointer?] = unsafe []
    do throws(EngineError) {
      for flat in rings.dropFirst() { try unsafe holes.append(ring(flat, in: context)) }
    } catch {
      unsafe holes.forEach { unsafe GEOSGeom_destroy_r(context.handle, $0) }
      unsafe GEOSGeom_destroy_r(context.handle, shell)
      throw error
    }
    let count = unsafe UInt32(holes.count)
    guard let made = unsafe GEOSGeom_createPolygon_r(context.handle, shell, &holes, count) else {
      throw context.failure(of: "createPolygon")
    }
    return unsafe made
  }

  private static func ring(
    _ flat: [Double], in context: GEOSContext
  ) throws(EngineError) -> OpaquePointer {
    let vertices = try unsafe sequence(flat, in: context)
    guard let ring = unsafe GEOSGeom_createLinearRing_r(context.handle, vertices) else {
      throw context.failure(of: "createLinearRing")
    }
    return unsafe ring
  }

  private static func sequence(
    _ flat: [Double], in context: GEOSContext
  ) throws(EngineError) -> OpaquePointer {
    guard flat.count.isMultiple(of: 2) else {
      throw .malformed("\(flat.count) numbers don't make pairs of x and y")
    }
    let made = unsafe GEOSCoordSeq_copyFromBuffer_r(
      context.handle, flat, UInt32(flat.count / 2), 0, 0)
    guard let made = unsafe made else { throw context.failure(of: "CoordSeq_copyFromBuffer") }
    return unsafe made
  }
}
