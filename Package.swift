// swift-tools-version: 6.2
import PackageDescription

// Every target is checked alike; only GeometryEngine, which talks to C, says `unsafe`.
let checked: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: checked)
}

/// A room with a folder `Resources`, whose text files become constants of `enum Resources`.
func roomWithPages(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: ["Resources"], swiftSettings: checked,
    plugins: ["EmbedText"])
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: checked)
}

let package = Package(
  name: "Corridor",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Corridor", targets: ["Corridor"]),
    // The reader, writer, converter and linter alone, for what needs no more, such as `Fuzz/`.
    .library(
      name: "CorridorGeoJSON",
      targets: ["CorridorUnits", "CorridorGeometry", "CorridorGeoJSON"]),
    .executable(name: "corridor", targets: ["CorridorCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
    .systemLibrary(
      name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
    room("GeometryEngine", ["CGEOS", "CPROJ"]),
    room("CorridorUnits"),
    room("CorridorGeometry", ["CorridorUnits", "GeometryEngine"]),
    room("CorridorGeoJSON", ["CorridorUnits", "CorridorGeometry", "GeometryEngine"]),
    roomWithPages(
      "CorridorStudy",
      ["GeometryEngine", "CorridorUnits", "CorridorGeometry", "CorridorGeoJSON"]),
    room(
      "CorridorNetwork", ["GeometryEngine", "CorridorUnits", "CorridorGeometry", "CorridorStudy"]),
    room(
      "CorridorAppraisal",
      ["CorridorUnits", "CorridorGeometry", "CorridorStudy", "CorridorNetwork"]),
    room(
      "CorridorRisk",
      [
        "GeometryEngine", "CorridorUnits", "CorridorGeometry", "CorridorStudy", "CorridorNetwork",
        "CorridorAppraisal",
      ]),
    .plugin(name: "EmbedText", capability: .buildTool()),
    roomWithPages(
      "CorridorReport",
      [
        "CorridorUnits", "CorridorGeometry", "CorridorGeoJSON", "CorridorStudy", "CorridorNetwork",
        "CorridorAppraisal", "CorridorRisk",
      ]),
    roomWithPages(
      "CorridorViewer",
      [
        "CorridorUnits", "CorridorGeometry", "CorridorGeoJSON", "CorridorStudy", "CorridorNetwork",
        "CorridorAppraisal", "CorridorRisk", "CorridorReport",
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),
    room(
      "Corridor",
      [
        "CorridorUnits", "CorridorGeometry", "CorridorGeoJSON", "CorridorStudy", "CorridorNetwork",
        "CorridorAppraisal", "CorridorRisk", "CorridorReport",
      ]),
    .executableTarget(
      name: "CorridorCommand",
      dependencies: [
        "Corridor", "CorridorViewer", "GeometryEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: checked),
    tests("GeometryEngine", ["GeometryEngine"]),
    tests("CorridorUnits", ["CorridorUnits"]),
    tests("CorridorGeometry", ["CorridorUnits", "CorridorGeometry", "GeometryEngine"]),
    tests("CorridorGeoJSON", ["CorridorUnits", "CorridorGeometry", "CorridorGeoJSON"]),
    // Yams is the oracle of the study's own YAML reader.
    tests(
      "CorridorStudy",
      [
        "CorridorUnits", "CorridorGeometry", "CorridorGeoJSON", "CorridorStudy",
        .product(name: "Yams", package: "Yams"),
      ]),
    tests(
      "CorridorNetwork", ["CorridorUnits", "CorridorGeometry", "CorridorStudy", "CorridorNetwork"]),
    tests(
      "CorridorAppraisal",
      [
        "CorridorUnits", "CorridorGeometry", "CorridorStudy", "CorridorNetwork",
        "CorridorAppraisal",
      ]
    ),
    tests(
      "CorridorRisk",
      [
        "GeometryEngine", "CorridorUnits", "CorridorGeometry", "CorridorStudy", "CorridorNetwork",
        "CorridorAppraisal", "CorridorRisk",
      ]),
    tests("CorridorReport", ["Corridor"]),
    tests("CorridorViewer", ["Corridor", "CorridorViewer"]),
    tests("BundledStudy", ["Corridor"]),
    tests("CommandLine", ["Corridor", "CorridorCommand"]),
  ],
  swiftLanguageModes: [.v6]
)
