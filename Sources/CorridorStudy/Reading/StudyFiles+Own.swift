#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension StudyReader {
  /// The folder of the study that is read from a file, whether or not the file is there; nil for any other.
  ///
  /// A study is where a `study.yaml` is. Symbolic links are followed, and a file that one leads to
  /// is the study's as the link is.
  ///
  /// - Parameter path: where a file is, or would be written.
  /// - Returns: the folder, with its links resolved.
  public static func study(readFrom path: String) -> String? {
    let named = URL(filePath: path).absoluteURL
    let folder = named.deletingLastPathComponent().resolvingSymlinksInPath()
    let places = [
      folder.appending(path: named.lastPathComponent), named.resolvingSymlinksInPath(),
    ]
    return places.lazy.compactMap(StudyFiles.study(readFrom:)).first
  }
}

extension StudyFiles {
  private static let own: Set<String> = [
    SettingsReader.file, PlaceReader.file, LinkReader.file, ChainageReader.file,
    CorridorReader.file, BorderReader.zonesFile, BorderReader.countriesFile,
    BorderReader.boundariesFile, SeaReader.lanesFile, SeaReader.portsFile, AssumptionReader.file,
    RegimeReader.file, ClaimReader.file, BackcastReader.file, CitationReader.file,
    DeflatorReader.file,
  ]

  /// Whether a study is read from a file of this path in its folder.
  private static func isOwn(_ file: String) -> Bool {
    own.contains(file)
      || file.hasPrefix(ScenarioReader.folder + "/") && file.hasSuffix(".yaml")
      || file.hasPrefix(ChainageReader.alignments + "/") && file.hasSuffix(".csv")
  }

  /// The folder of the study that is read from a file whose folder's links are resolved.
  fileprivate static func study(readFrom file: URL) -> String? {
    let folder = file.deletingLastPathComponent()
    let candidates = [
      (folder, file.lastPathComponent),
      (
        folder.deletingLastPathComponent(),
        folder.lastPathComponent + "/" + file.lastPathComponent
      ),
    ]
    return candidates.first { folder, name in
      isOwn(name)
        && FileManager.default.fileExists(
          atPath: folder.appending(path: SettingsReader.file).path)
    }?.0.path
  }
}
