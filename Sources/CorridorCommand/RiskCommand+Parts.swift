import Corridor
import Foundation

/// What a run leaves in files, whole or stopped.
extension RiskCommand {
  /// Refuses before any work that one file is written over by the other.
  func refuseOneFile() throws {
    guard let out, let worlds else { return }
    for file in [out, Self.partial(out)] where Folder.isSame(file, worlds) {
      throw Failure.usage(
        "-o '\(out)' and --worlds '\(worlds)' would write over each other; name two files")
    }
  }

  /// Where what is done of a run that was stopped is kept: never in the file itself, which is whole or as it was.
  static func partial(_ out: String) -> String { out + ".partial" }

  /// Samples, for messages.
  static func words(_ samples: Range<UInt64>) -> String {
    "samples \(samples.lowerBound) to \(samples.upperBound - 1)"
  }

  /// The part that a file holds, when it is what this run gives for these samples.
  static func part(at path: String, of setup: RiskSetup, _ samples: Range<UInt64>) -> Part? {
    part(at: path, of: setup).flatMap { $0.samples == samples ? $0 : nil }
  }

  /// The first samples of these, as a run that was stopped has left them.
  static func begun(beside out: String, _ setup: RiskSetup, _ samples: Range<UInt64>) -> Part? {
    part(at: partial(out), of: setup).flatMap { part in
      let isFirst = part.samples.lowerBound == samples.lowerBound
      return isFirst && part.samples.upperBound < samples.upperBound ? part : nil
    }
  }

  private static func part(at path: String, of setup: RiskSetup) -> Part? {
    guard let part = try? read(path), part.run == setup.run, !part.samples.isEmpty,
      part.summary.rankings.map(\.ranking) == setup.rankings
    else { return nil }
    return part
  }

  /// What a file holds; nil where there is none.
  private static func read(_ path: String) throws(PartError) -> Part? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return try Part(decoding: [UInt8](data), name: path)
  }

  /// Says why --resume does not take what an earlier run has left.
  func tellLeftOut(_ setup: RiskSetup, _ samples: Range<UInt64>) {
    guard resume, let out else { return }
    for file in [out, Self.partial(out)] {
      guard let why = Self.whyLeftOut(file, setup, samples) else { continue }
      Output.complain("\(file): not taken by --resume, \(why); all samples are run")
    }
  }

  private static func whyLeftOut(_ path: String, _ setup: RiskSetup, _ samples: Range<UInt64>)
    -> String?
  {
    do throws(PartError) {
      guard let part = try read(path) else { return nil }
      if part.summary.rankings.map(\.ranking) != setup.rankings {
        return "it is of another run (rankings)"
      }
      if let field = part.run.difference(from: setup.run) {
        return "it is of another run (there and here: \(field))"
      }
      return "it has \(words(part.samples)) and not \(words(samples))"
    } catch {
      return switch error {
      case .corrupted: "it is cut off or has been changed"
      case .format(_, let found, let expected): "it has format \(found) and not \(expected)"
      default: "it is no part of a run"
      }
    }
  }

  /// Keeps what is done of a run that was stopped.
  func keepPartial(_ part: Part, beside out: String) throws {
    guard keepsPartial, part.summary.count > 0 else { return }
    try AtomicFile.write(part.encoded, to: Self.partial(out))
  }

  /// Takes away what an earlier run of the same has left, now that all is done.
  func removePartial(of setup: RiskSetup, beside out: String) {
    guard Self.part(at: Self.partial(out), of: setup) != nil else { return }
    try? FileManager.default.removeItem(atPath: Self.partial(out))
  }

  /// Beside a pipe or a device there is no place for a file.
  private var keepsPartial: Bool {
    out.map { [nil, .typeRegular].contains(Folder.kind(of: $0)) } ?? false
  }

  /// 130: stopped by the user, as shells have it, and what is there of the run now.
  func stopped(_ part: Part, isPrinted: Bool) -> Failure {
    let isKept = keepsPartial && part.summary.count > 0
    var words = isPrinted ? ["the results above are partial"] : isKept ? [] : ["nothing is kept"]
    let lost = [out, worlds].compactMap(\.self)
    if !lost.isEmpty, isPrinted || isKept {
      words.append(
        "\(lost.joined(separator: " and ")) \(lost.count == 1 ? "is" : "are") not written")
    }
    if let out, isKept {
      words.append(
        "\(Self.partial(out)) has \(Self.words(part.samples))"
          + (worlds == nil ? ": the same command with --resume goes on from there" : ""))
    }
    return Failure(
      message: "the run was stopped; " + words.joined(separator: ", and "), code: 130)
  }
}
