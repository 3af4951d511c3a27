import CGEOS

/// One GEOS context: what the reentrant C API needs in place of global state.
///
/// Make one where the work is and pass it to everything built on it. It is not `Sendable`, so the
/// compiler refuses to share it between tasks; each task makes its own, which costs microseconds.
@safe
package final class GEOSContext {
  let handle: GEOSContextHandle_t
  private var message: String?

  /// Creates a context that keeps the last error message of GEOS.
  ///
  /// - Throws: `EngineError` when GEOS can't start (`GEOS_init_r`).
  package init() throws(EngineError) {
    guard let handle = unsafe GEOS_init_r() else {
      throw .geos(function: "init", message: "no context could be made")
    }
    unsafe self.handle = handle
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    _ = unsafe GEOSContext_setErrorMessageHandler_r(
      handle,
      { text, me in
        guard let text = unsafe text, let me = unsafe me else { return }
        let context = unsafe Unmanaged<GEOSContext>.fromOpaque(me).takeUnretainedValue()
        context.message = unsafe String(cString: text)
      }, me)
  }

  deinit { unsafe GEOS_finish_r(handle) }

  /// The error of the call that just failed; reading it clears it, so that no later error repeats it.
  func failure(of function: String) -> EngineError {
    let text = message ?? "failed without a message"
    message = nil
    return .geos(function: function, message: text)
  }

  /// Reads GEOS's answer of a predicate: 0 no, 1 yes, 2 failure.
  func answer(_ value: CChar, of function: String) throws(EngineError) -> Bool {
    guard value == 0 || value == 1 else { throw failure(of: function) }
    return value == 1
  }
}
