/// The map library of pages, as it goes into one.
public struct Leaflet: Sendable {
  /// The script, without a reference to other files.
  let script: String
  /// The style sheet with its pictures inside.
  let style: String

  /// Prepares Leaflet's files.
  ///
  /// - Parameters:
  ///   - script: `leaflet.js`.
  ///   - style: `leaflet.css`.
  ///   - pictures: PNG files by the names under which the style sheet refers to them, such as
  ///     `images/layers.png`.
  public init(script: [UInt8], style: [UInt8], pictures: [String: [UInt8]]) {
    let lines = String(decoding: script, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    // This ends the element of a script wherever it stands; in a string `<\/` is the same.
    self.script = Self.replacing(
      "</script", by: "<\\/script",
      in: lines.filter { !$0.hasPrefix("//# sourceMappingURL") }.joined(separator: "\n"))
    var sheet = String(decoding: style, as: UTF8.self)
    for (name, bytes) in pictures.sorted(by: { $0.key < $1.key }) {
      sheet = Self.replacing(
        "url(\(name))", by: "url(data:image/png;base64,\(Base64.text(bytes)))", in: sheet)
    }
    self.style = Self.replacing("</style", by: "<\\/style", in: sheet)
  }

  /// The pictures that the style sheet refers to.
  public static func pictures(of style: [UInt8]) -> [String] {
    let parts = Self.split(String(decoding: style, as: UTF8.self), at: "url(").dropFirst()
    let names = parts.compactMap { part in part.firstIndex(of: ")").map { String(part[..<$0]) } }
    return Set(names.filter { $0.hasSuffix(".png") }).sorted()
  }

  private static func replacing(_ mark: String, by text: String, in whole: String) -> String {
    split(whole, at: mark).joined(separator: text)
  }

  /// The parts of a text between marks of ASCII.
  private static func split(_ text: String, at mark: String) -> [String] {
    let (bytes, mark) = (Array(text.utf8), Array(mark.utf8))
    var parts: [String] = []
    var start = 0
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) {
        parts.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
