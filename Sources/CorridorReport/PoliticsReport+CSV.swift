import CorridorGeoJSON

extension PoliticsReport {
  /// A row for every number, true or false, and word of the JSON under `processes` and `routes`.
  ///
  /// The subject is the id of the process or route; the key is the way to the value, its levels
  /// joined by dots: members by name, items of arrays by their id, country or place from 0.
  public func csv() -> String {
    var lines = [CSV.line(["subject", "key", "value", "reason"])]
    let object = json().object ?? JSONObject()
    for part in ["processes", "routes"] {
      for item in object[part]?.array ?? [] {
        let id = item.object?["id"]?.string ?? ""
        Self.flatten(item, at: "") { key, value, reason in
          lines.append(CSV.line([id, key, value, reason]))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func flatten(
    _ value: JSONValue, at key: String, reason: String = "",
    _ row: (_ key: String, _ value: String, _ reason: String) -> Void
  ) {
    if let object = value.object {
      for member in object.members where !member.key.hasSuffix("reason") {
        let reason = object[member.key + "_reason"]?.string ?? object["reason"]?.string ?? ""
        flatten(member.value, at: join(key, member.key), reason: reason, row)
      }
    } else if let array = value.array {
      for (place, item) in array.enumerated() {
        let name =
          item.object?["id"]?.string ?? item.object?["country"]?.string ?? "\(place)"
        flatten(item, at: join(key, name), row)
      }
    } else if let number = value.number {
      row(key, NumberText.text(number), "")
    } else if let text = value.string {
      row(key, text, "")
    } else if let truth = value.bool {
      row(key, truth ? "true" : "false", "")
    } else {
      row(key, "", reason)
    }
  }

  private static func join(_ key: String, _ name: String) -> String {
    key.isEmpty ? name : key + "." + name
  }
}
