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
      case "w5":
        try RoutingWorkload.paths(
          network: options.file(0, "NETWORK.csv"), pairs: options.file(1, "PAIRS.csv"))
      case "w5k":
        try RoutingWorkload.simplePaths(
          network: options.file(0, "NETWORK.csv"), pairs: options.file(1, "PAIRS.csv"))
      case "w5sea": try RoutingWorkload.sea(folder: options.files.first ?? "Geo")
      default: throw Options.Failure(message: "there is no workload \(options.workload)")
      }
    } catch {
      print("corridor-workloads: \(error)")
      print(Options.usage)
      fatalExit()
    }
  }
}
