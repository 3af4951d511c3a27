import CGEOS

extension PlanarGeometry {
  /// What two geometries share (`GEOSIntersection_r`).
  package borrowing func intersection(
    _ other: borrowing PlanarGeometry
  ) throws(EngineError) -> PlanarGeometry {
    let made = unsafe GEOSIntersection_r(context.handle, pointer, other.pointer)
    return try unsafe PlanarGeometry(owning: made, in: context, from: "Intersection")
  }

  /// What the first has and the second has not (`GEOSDifference_r`).
  package borrowing func difference(
    _ other: borrowing PlanarGeometry
  ) throws(EngineError) -> PlanarGeometry {
    let made = unsafe GEOSDifference_r(context.handle, pointer, other.pointer)
    return try unsafe PlanarGeometry(owning: made, in: context, from: "Difference")
  }

  /// The members of a collection merged (`GEOSUnaryUnion_r`).
  package borrowing func union() throws(EngineError) -> PlanarGeometry {
    let made = unsafe GEOSUnaryUnion_r(context.handle, pointer)
    return try unsafe PlanarGeometry(owning: made, in: context, from: "UnaryUnion")
  }

  /// A valid geometry of the same lines (`GEOSMakeValid_r`): an area has what its rings go round an odd
  /// number of times.
  package borrowing func valid() throws(EngineError) -> PlanarGeometry {
    let made = unsafe GEOSMakeValid_r(context.handle, pointer)
    return try unsafe PlanarGeometry(owning: made, in: context, from: "MakeValid")
  }

  /// The points within a distance, in the units of the plane (`GEOSBuffer_r`).
  package borrowing func buffer(
    _ distance: Double, segmentsPerQuarter: Int
  ) throws(EngineError) -> PlanarGeometry {
    let made = unsafe GEOSBuffer_r(
      context.handle, pointer, distance, Int32(clamping: segmentsPerQuarter))
    return try unsafe PlanarGeometry(owning: made, in: context, from: "Buffer")
  }

  /// Whether the two share a point (`GEOSIntersects_r`).
  package borrowing func intersects(_ other: borrowing PlanarGeometry) throws(EngineError) -> Bool {
    try context.answer(
      unsafe GEOSIntersects_r(context.handle, pointer, other.pointer), of: "Intersects")
  }

  /// Area in square units of the plane (`GEOSArea_r`): meaningless on degrees.
  package borrowing func area() throws(EngineError) -> Double {
    var area = 0.0
    guard unsafe GEOSArea_r(context.handle, pointer, &area) == 1 else {
      throw context.failure(of: "Area")
    }
    return area
  }

  /// Why a geometry is invalid, and where.
  package struct Defect: Hashable, Sendable {
    /// GEOS's reason, such as `Self-intersection`.
    package var reason: String
    package var x: Double
    package var y: Double
  }

  /// The first defect that GEOS finds (`GEOSisValidDetail_r`), nil when the geometry is valid.
  package borrowing func defect() throws(EngineError) -> Defect? {
    var reason: UnsafeMutablePointer<CChar>?
    var place: OpaquePointer?
    let result = unsafe GEOSisValidDetail_r(context.handle, pointer, 0, &reason, &place)
    defer {
      if let reason = unsafe reason { unsafe GEOSFree_r(context.handle, reason) }
      if let place = unsafe place { unsafe GEOSGeom_destroy_r(context.handle, place) }
    }
    if try context.answer(result, of: "isValidDetail") { return nil }
    var defect = Defect(reason: "invalid", x: .nan, y: .nan)
    if let reason = unsafe reason { defect.reason = unsafe String(cString: reason) }
    if let place = unsafe place {
      _ = unsafe GEOSGeomGetX_r(context.handle, place, &defect.x)
      _ = unsafe GEOSGeomGetY_r(context.handle, place, &defect.y)
    }
    return defect
  }
}
