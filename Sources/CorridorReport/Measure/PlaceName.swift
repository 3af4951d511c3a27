/// Names of what has none: its place in the text, from 0, behind a number sign, so that it is no number that
/// something else has for an id.
enum PlaceName {
  /// The name of what stands at a place.
  static func text(_ place: Int) -> String { "#\(place)" }

  /// Whether a name of the text looks like one of a place.
  static func isMistakable(_ name: String) -> Bool {
    name.utf8.first == UInt8(ascii: "#") && name.utf8.count > 1
      && name.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
