/// Simplestyle properties for features that have those of other viewers.
///
/// - Source: simplestyle-spec 1.1.0 for the names; Leaflet's reference of `Path` for theirs.
enum SimplestyleNames {
  /// What each property of Leaflet's is called in simplestyle.
  private static let names = [
    ("color", "stroke"), ("weight", "stroke-width"), ("opacity", "stroke-opacity"),
    ("fillColor", "fill"), ("fillOpacity", "fill-opacity"), ("name", "title"),
  ]

  /// The members that properties lack; none is replaced.
  static func members(for properties: JSONObject?) -> JSONObject {
    var extra = JSONObject()
    guard let properties else { return extra }
    for (old, new) in names where properties[new] == nil {
      guard let value = properties[old], value.string != nil || value.number != nil else {
        continue
      }
      extra[new] = value
    }
    return extra
  }
}
