/// What GEOS or PROJ refused, in the library's own words.
package enum EngineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A GEOS function failed.
  case geos(function: String, message: String)
  /// A PROJ function failed.
  case proj(function: String, message: String)
  /// Coordinates handed to the engine can't make the shape that was asked for.
  case malformed(String)

  package var description: String {
    switch self {
    case .geos(let function, let message): "GEOS \(function): \(message)"
    case .proj(let function, let message): "PROJ \(function): \(message)"
    case .malformed(let message): message
    }
  }
}
