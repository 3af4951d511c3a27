// swift-tools-version: 6.2
import PackageDescription

// A package of its own: what libFuzzer drives has no `main`, which a plain `swift build` can't link.
// `scripts/fuzz.sh` builds and runs it.
let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "corridor", path: "..")],
  targets: [
    .executableTarget(
      name: "FuzzGeoJSON",
      dependencies: [.product(name: "CorridorGeoJSON", package: "corridor")],
      swiftSettings: [
        .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(["-parse-as-library"]),
      ])
  ],
  swiftLanguageModes: [.v6]
)
