#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What stands on the command line: a workload, then options with a whole number each.
struct Options {
  struct Failure: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
  }

  static let usage = """
    usage: corridor-workloads w3 [--samples N] [--threads T] [--seed S]
           corridor-workloads w4 [--samples N] [--seed S]
    """

  let workload: String
  private var values: [String: UInt64] = [:]

  init(_ arguments: [String]) throws(Failure) {
    guard let workload = arguments.first else { throw Failure(message: "which workload?") }
    self.workload = workload
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      guard name.hasPrefix("--"), let text = rest.popFirst(), let value = UInt64(text) else {
        throw Failure(message: "\(name) needs a whole number")
      }
      values[String(name.dropFirst(2))] = value
    }
  }

  subscript(name: String) -> UInt64? { values[name] }
}

/// Ends the process with the code for wrong usage.
func fatalExit() -> Never { exit(64) }
