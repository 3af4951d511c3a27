import CPROJ

/// A PROJ transformation between longitude and latitude in degrees and another system, owned.
///
/// It keeps a PROJ context of its own, with the network switched off so that results never depend
/// on it.
@safe
package struct Projection: ~Copyable {
  private let context: OpaquePointer
  private let operation: OpaquePointer

  /// A projection by its PROJ parameters, such as `+proj=aeqd +lat_0=60 +lon_0=30 +ellps=WGS84`.
  ///
  /// - Throws: `EngineError` with PROJ's reason where the parameters are wrong.
  package init(parameters: String) throws(EngineError) {
    let pipeline =
      "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step "
      + parameters
    try unsafe self.init("create") { unsafe proj_create($0, pipeline) }
  }

  /// A transformation between two coordinate systems by name, such as `EPSG:4326` and `EPSG:32652`.
  ///
  /// Axes are in the order of maps: x or longitude, then y or latitude.
  package init(from source: String, to target: String) throws(EngineError) {
    try unsafe self.init("create_crs_to_crs") { context in
      guard let raw = unsafe proj_create_crs_to_crs(context, source, target, nil) else {
        return nil
      }
      defer { unsafe proj_destroy(raw) }
      return unsafe proj_normalize_for_visualization(context, raw)
    }
  }

  private init(
    _ function: String, _ make: (OpaquePointer) -> OpaquePointer?
  ) throws(EngineError) {
    guard let context = unsafe proj_context_create() else {
      throw .proj(function: "context_create", message: "no context could be made")
    }
    _ = unsafe proj_context_set_enable_network(context, 0)
    _ = unsafe proj_log_level(context, PJ_LOG_NONE)
    guard let operation = unsafe make(context) else {
      let text = unsafe Self.message(proj_context_errno(context), in: context)
      _ = unsafe proj_context_destroy(context)
      throw .proj(function: function, message: text)
    }
    unsafe self.context = context
    unsafe self.operation = operation
  }

  deinit {
    _ = unsafe proj_destroy(operation)
    _ = unsafe proj_context_destroy(context)
  }

  /// Flat coordinates `[longitude, latitude, ...]` in degrees as `[x, y, ...]` of the system.
  package borrowing func forward(_ flat: [Double]) throws(EngineError) -> [Double] {
    try transform(flat, PJ_FWD)
  }

  /// Flat coordinates `[x, y, ...]` of the system as `[longitude, latitude, ...]` in degrees.
  package borrowing func inverse(_ flat: [Double]) throws(EngineError) -> [Double] {
    try transform(flat, PJ_INV)
  }

  private borrowing func transform(
    _ flat: [Double], _ direction: PJ_DIRECTION
  ) throws(EngineError) -> [Double] {
    var result = flat
    for index in stride(from: 0, to: flat.count - 1, by: 2) {
      let point = proj_coord(flat[index], flat[index + 1], 0, 0)
      let moved = unsafe proj_trans(operation, direction, point)
      let (x, y) = unsafe (moved.xy.x, moved.xy.y)
      guard x.isFinite, y.isFinite else {
        let code = unsafe proj_errno(operation)
        _ = unsafe proj_errno_reset(operation)
        let reason = unsafe Self.message(code, in: context)
        throw .proj(
          function: "trans", message: "\(reason) at (\(flat[index]), \(flat[index + 1]))")
      }
      (result[index], result[index + 1]) = (x, y)
    }
    return result
  }

  private static func message(_ code: Int32, in context: OpaquePointer) -> String {
    guard let text = unsafe proj_context_errno_string(context, code) else { return "code \(code)" }
    return unsafe String(cString: text)
  }
}
