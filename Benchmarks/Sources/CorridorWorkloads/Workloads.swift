/// The command: a workload's name and its options.
@main
struct Workloads {
  static func main() async {
    do {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      switch options.workload {
      case "w3":
        try await MonteCarloWorkload(
          samples: options["samples"] ?? 1_000_000,
          threads: Int(clamping: options["threads"] ?? 1), seed: options["seed"] ?? 42
        ).run()
      case "w4":
        try SobolWorkload(
          samples: Int(clamping: options["samples"] ?? 1 << 14), seed: options["seed"] ?? 42
        ).run()
      default: throw Options.Failure(message: "there is no workload \(options.workload)")
      }
    } catch {
      print("corridor-workloads: \(error)")
      print(Options.usage)
      fatalExit()
    }
  }
}
