import CorridorGeometry

/// Reads chainage.csv and alignments/LINK.csv.
struct ChainageReader {
  static let file = "chainage.csv"
  static let alignments = "alignments"

  static func posts(_ bytes: [UInt8], file: String, _ draft: inout Draft) -> [ChainagePost] {
    let columns = ["series", "station", "place", "km", "source", "class"]
    guard let table = CSVTable(bytes, file: file, columns: columns, &draft.findings) else {
      return []
    }
    return table.rows.compactMap { row in
      let kilometres = row[3].number("km", &draft.findings)
      let sourceClass = row[4].mentionSource(class: row[5], &draft)
      if !row[2].text.isEmpty {
        draft.mention(.place, row[2].word, key: "place", of: "the post")
      }
      for (index, name) in [(0, "series"), (1, "station")] where row[index].text.isEmpty {
        draft.findings.error(
          "missing-key", at: row[index].location, "the post has no \(name)",
          remedy: "write one, or delete the row")
      }
      guard let kilometres, let sourceClass else { return nil }
      return ChainagePost(
        series: row[0].text, station: row[1].text, place: row[2].text.isEmpty ? nil : row[2].text,
        kilometres: kilometres, source: row[4].text.isEmpty ? nil : row[4].text,
        sourceClass: sourceClass, location: row[0].location)
    }
  }

  /// Checks that the rows of an alignment are the vertices of its link, and the link by posts.
  static func check(
    alignment bytes: [UInt8], file: String, of link: Link, _ posts: PostCheck, _ draft: inout Draft
  ) {
    let columns = ["longitude", "latitude", "name", "provenance"]
    guard let table = CSVTable(bytes, file: file, columns: columns, &draft.findings) else { return }
    let vertices = link.line.coordinates
    var off: CSVTable.Field?
    for (row, vertex) in zip(table.rows, vertices) {
      guard let longitude = row[0].number("longitude", &draft.findings),
        let latitude = row[1].number("latitude", &draft.findings)
      else { continue }
      let isNear =
        abs(longitude - vertex.longitude) <= 1e-5 && abs(latitude - vertex.latitude) <= 1e-5
      if !isNear, off == nil { off = row[0] }
    }
    var seen: Set<String> = []
    for row in table.rows { checkProvenance(row[3], &seen, &draft) }
    if let off {
      draft.findings.warning(
        "alignment-differs", at: off.location,
        "the vertex is not the one that link '\(link.id)' has there",
        remedy: "bring the row and links.geojson together")
    } else if table.rows.count != vertices.count {
      draft.findings.warning(
        "alignment-differs", at: SourceLocation(file: file),
        "\(table.rows.count) rows for the \(vertices.count) vertices of link '\(link.id)'",
        remedy: "write a row for each vertex")
    } else {
      posts.check(
        link, names: table.rows.map(\.[2].text), at: SourceLocation(file: file), &draft.findings)
    }
  }

  /// Checks where a vertex comes from; an unknown source is told once for a file.
  private static func checkProvenance(
    _ field: CSVTable.Field, _ seen: inout Set<String>, _ draft: inout Draft
  ) {
    if field.text == "digitised" { return }
    if field.text.hasPrefix("geonames:"), Int(field.text.dropFirst(9)) != nil { return }
    guard seen.insert(field.text).inserted else { return }
    draft.mention(.source, field.word, key: "provenance", of: "the vertex")
  }
}
