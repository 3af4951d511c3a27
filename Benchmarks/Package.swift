// swift-tools-version: 6.2
import PackageDescription

// The workloads that Corridor is measured with, through the same public interface that anyone uses.
let package = Package(
  name: "CorridorBenchmarks",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "corridor-workloads", targets: ["CorridorWorkloads"])],
  dependencies: [.package(name: "corridor", path: "..")],
  targets: [
    .executableTarget(
      name: "CorridorWorkloads",
      dependencies: [.product(name: "Corridor", package: "corridor")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
