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
           corridor-workloads w5|w5k NETWORK.csv PAIRS.csv
           corridor-workloads w5sea [STUDY]
    """

  let workload: String
  /// The words before the options: files and folders.
  private(set) var files: [String] = []
  private var values: [String: UInt64] = [:]

  init(_ arguments: [String]) throws(Failure) {
    guard let workload = arguments.first else { throw Failure(message: "which workload?") }
    self.workload = workload
    var rest = arguments.dropFirst()
    while let file = rest.first, !file.hasPrefix("--") {
      files.append(file)
      rest.removeFirst()
    }
    while let name = rest.popFirst() {
      guard name.hasPrefix("--"), let text = rest.popFirst(), let value = UInt64(text) else {
        throw Failure(message: "\(name) needs a whole number")
      }
      values[String(name.dropFirst(2))] = value
    }
  }

  /// The file at a place among those given.
  func file(_ place: Int, _ what: String) throws(Failure) -> String {
    guard files.indices.contains(place) else { throw Failure(message: "\(what) is missing") }
    return files[place]
  }

  subscript(name: String) -> UInt64? { values[name] }
}

/// Ends the process with the code for wrong usage.
func fatalExit() -> Never { exit(64) }
