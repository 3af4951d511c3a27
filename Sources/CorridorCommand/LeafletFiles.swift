import Corridor
import Foundation

/// Finds the map library of pages on this machine.
enum LeafletFiles {
  /// Where packages put it: Debian's and Fedora's, npm's, and those of brew.
  private static let folders = [
    "/usr", "/usr/local", "/opt/homebrew", "/home/linuxbrew/.linuxbrew",
  ]
  .flatMap { prefix in
    [
      "share/javascript/leaflet", "share/nodejs/leaflet/dist", "lib/node_modules/leaflet/dist",
    ].map { "\(prefix)/\($0)" }
  }

  /// Reads the library from a folder, or from the first place where a package puts it.
  ///
  /// - Throws: `Failure` (69) that names the package, when it is not there.
  static func read(folder: String?) throws -> Leaflet {
    let places = folder.map { [$0] } ?? folders
    for place in places {
      for name in ["leaflet.min.js", "leaflet.js"] {
        guard let script = file(place + "/" + name), let style = file(place + "/leaflet.css") else {
          continue
        }
        var pictures: [String: [UInt8]] = [:]
        for picture in Leaflet.pictures(of: style) where !picture.contains("..") {
          pictures[picture] = file(place + "/" + picture)
        }
        return Leaflet(script: script, style: style, pictures: pictures)
      }
    }
    throw Companion.missing(
      "the map library Leaflet is needed for a page and is not in "
        + (folder ?? "any of its usual places"),
      packages: "libjs-leaflet (Debian, Ubuntu), or `npm install --global leaflet`, or name its"
        + " folder with --leaflet")
  }

  private static func file(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(filePath: path))).map { Array($0) }
  }
}
