import CGEOS

extension PlanarGeometry {
  /// The lines in this geometry, in GEOS's order, each flat; points and areas are left out.
  package borrowing func lines() throws(EngineError) -> [[Double]] {
    var found: [[Double]] = []
    try unsafe Self.visit(pointer, in: context) { part, kind throws(EngineError) in
      if kind == GEOS_LINESTRING || kind == GEOS_LINEARRING {
        try unsafe found.append(Self.coordinates(of: part, in: context))
      }
    }
    return found
  }

  /// The polygons in this geometry, each a list of closed flat rings, the exterior first.
  package borrowing func polygons() throws(EngineError) -> [[[Double]]] {
    var found: [[[Double]]] = []
    try unsafe Self.visit(pointer, in: context) { part, kind throws(EngineError) in
      guard kind == GEOS_POLYGON, unsafe GEOSisEmpty_r(context.handle, part) == 0 else { return }
      try unsafe found.append(Self.rings(of: part, in: context))
    }
    return found
  }

  /// Calls `body` for each simple geometry inside a geometry, with its kind.
  private static func visit(
    _ geometry: OpaquePointer, in context: GEOSContext,
    _ body: (OpaquePointer, GEOSGeomTypes) throws(EngineError) -> Void
  ) throws(EngineError) {
    let kind = unsafe GEOSGeomTypes(
      rawValue: UInt32(bitPattern: GEOSGeomTypeId_r(context.handle, geometry)))
    guard kind.rawValue >= GEOS_MULTIPOINT.rawValue else {
      return try unsafe body(geometry, kind)
    }
    for index in 0..<(unsafe GEOSGetNumGeometries_r(context.handle, geometry)) {
      guard let part = unsafe GEOSGetGeometryN_r(context.handle, geometry, index) else {
        throw context.failure(of: "GetGeometryN")
      }
      try unsafe visit(part, in: context, body)
    }
  }

  private static func rings(
    of polygon: OpaquePointer, in context: GEOSContext
  ) throws(EngineError) -> [[Double]] {
    guard let exterior = unsafe GEOSGetExteriorRing_r(context.handle, polygon) else {
      throw context.failure(of: "GetExteriorRing")
    }
    var rings = [try unsafe coordinates(of: exterior, in: context)]
    for index in 0..<(unsafe GEOSGetNumInteriorRings_r(context.handle, polygon)) {
      guard let hole = unsafe GEOSGetInteriorRingN_r(context.handle, polygon, index) else {
        throw context.failure(of: "GetInteriorRingN")
      }
      try unsafe rings.append(coordinates(of: hole, in: context))
    }
    return rings
  }

  private static func coordinates(
    of line: OpaquePointer, in context: GEOSContext
  ) throws(EngineError) -> [Double] {
    guard let vertices = unsafe GEOSGeom_getCoordSeq_r(context.handle, line) else {
      throw context.failure(of: "getCoordSeq")
    }
    var count: UInt32 = 0
    guard unsafe GEOSCoordSeq_getSize_r(context.handle, vertices, &count) == 1 else {
      throw context.failure(of: "CoordSeq_getSize")
    }
    var flat = [Double](repeating: 0, count: Int(count) * 2)
    guard unsafe GEOSCoordSeq_copyToBuffer_r(context.handle, vertices, &flat, 0, 0) == 1 else {
      throw context.failure(of: "CoordSeq_copyToBuffer")
    }
    return flat
  }
}
