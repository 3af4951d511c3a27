import Foundation
import PackagePlugin

/// Makes every file of a target's folder `Resources` a string constant of `enum Resources`.
///
/// Pages, style sheets and scripts stay files of their own, and the command needs no file beside it.
@main
struct EmbedText: BuildToolPlugin {
  /// One command per target: `embed.sh` writes the constants.
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL.appending(path: "Resources")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles
    ).sorted { $0.lastPathComponent < $1.lastPathComponent }
    let script = context.package.directoryURL.appending(path: "Plugins/EmbedText/embed.sh")
    let output = context.pluginWorkDirectoryURL.appending(path: "Resources.swift")
    return [
      .buildCommand(
        displayName: "Embedding the resources of \(target.name)",
        executable: URL(filePath: "/bin/sh"),
        arguments: [script.path, output.path] + files.map(\.path),
        inputFiles: [script] + files, outputFiles: [output])
    ]
  }
}
