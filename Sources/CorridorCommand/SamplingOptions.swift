import ArgumentParser
import Corridor
import Foundation

/// How samples are laid out, as the command line has it.
enum SamplingMethod: String, ExpressibleByArgument, CaseIterable {
  case monteCarlo = "monte-carlo"
  case latinHypercube = "latin-hypercube"
  case sobol

  /// The same for the library.
  var design: Design.Method {
    switch self {
    case .monteCarlo: .monteCarlo
    case .latinHypercube: .latinHypercube
    case .sobol: .sobol
    }
  }
}

/// Whether the politics of a study are played out.
enum Politics: String, ExpressibleByArgument, CaseIterable {
  case on
  case none
}

/// The options of verbs that draw samples.
struct SamplingOptions: ParsableArguments {
  @Option(help: "The number of worlds, up to 2^32.", transform: SamplingOptions.count)
  var samples: UInt64 = 100_000

  @Option(help: "The same seed gives the same worlds.")
  var seed: UInt64 = 42

  @Option(help: "The number of threads; as many as there are cores without it.")
  var threads: Int?

  @Option(help: "How worlds are laid out: monte-carlo, latin-hypercube or sobol.")
  var method: SamplingMethod = .monteCarlo

  @Option(help: "Play out the politics of the study: on or none.")
  var politics: Politics = .on

  /// The most worlds of a run: a design has words of 32 bits.
  private static let mostSamples: UInt64 = 1 << 32

  /// Refuses a number of worlds that no run can have.
  func checkSamples() throws {
    guard (1...Self.mostSamples).contains(samples) else {
      throw Failure.usage("--samples is \(samples); give 1 to \(Self.mostSamples)")
    }
  }

  /// A whole number, which may be written as 1e6; its bounds are checked where it is used.
  static func count(_ text: String) throws -> UInt64 {
    guard let count = UInt64(text) ?? Double(text).flatMap({ UInt64(exactly: $0) }) else {
      throw ValidationError("give a whole number, such as 100000 or 1e6")
    }
    return count
  }

  /// The number of threads that was asked for, or that of the cores.
  func threadCount() throws -> Int {
    guard let threads else { return max(1, ProcessInfo.processInfo.activeProcessorCount) }
    guard (1...1024).contains(threads) else {
      throw Failure.usage("--threads is \(threads); give 1 to 1024")
    }
    return threads
  }
}
