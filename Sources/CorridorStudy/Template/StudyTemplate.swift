public import CorridorGeoJSON

/// The files of a small, commented study to begin with: two countries that do not exist, a railway and a
/// sea lane, every figure made up and marked as such.
public enum StudyTemplate {
  /// One file.
  public struct File: Hashable, Sendable {
    /// Its path inside the study's folder.
    public let path: String
    /// What it holds.
    public let text: String
  }

  /// The folder of the JSON Schemas that the YAML files name in their first line.
  public static let schemas = "schemas"

  /// Every file, with the schemas of those that people edit.
  ///
  /// - Throws: `JSONWriter.NotFiniteError` never, in truth: schemas hold no such number.
  public static func files() throws(JSONWriter.NotFiniteError) -> [File] {
    var files = [
      File(path: "README.md", text: Resources.readmeMd),
      File(path: "study.yaml", text: Resources.studyYaml),
      File(path: "places.geojson", text: Resources.placesGeojson),
      File(path: "links.geojson", text: Resources.linksGeojson),
      File(path: "corridors.yaml", text: Resources.corridorsYaml),
      File(path: "assumptions.yaml", text: Resources.assumptionsYaml),
      File(path: "sources.json", text: Resources.sourcesJson),
      File(path: "deflators.csv", text: Resources.deflatorsCsv),
      File(path: "borders/countries.geojson", text: Resources.countriesGeojson),
      File(path: "scenarios/base.yaml", text: Resources.baseYaml),
      File(path: "scenarios/slow-border.yaml", text: Resources.slowBorderYaml),
    ]
    for file in StudySchema.files {
      guard let schema = StudySchema.schema(of: file) else { continue }
      files.append(
        File(
          path: schemas + "/" + StudySchema.fileName(for: file), text: try JSONWriter().text(schema)
        ))
    }
    return files
  }
}
