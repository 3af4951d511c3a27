public import CorridorAppraisal
import CorridorRisk
public import CorridorStudy
import CorridorUnits

/// What a report was made of, so that it can be made again.
public struct ReportManifest: Hashable, Sendable {
  /// The version of the program.
  public var version: String
  /// Id of the scenario; nil for the if-open case.
  public var scenario: String?
  /// What was set for the run, as it was written.
  public var changes: [String]
  /// Whether politics were to be played out; nil where no worlds were drawn.
  public var hasPolitics: Bool?
  /// The files of the study with their hashes, in order of their names.
  public var files: [(name: String, hash: UInt64)]

  /// Creates a manifest.
  public init(
    version: String, scenario: String?, changes: [String], hasPolitics: Bool? = nil,
    files: [(name: String, hash: UInt64)]
  ) {
    self.version = version
    self.scenario = scenario
    self.changes = changes
    self.hasPolitics = hasPolitics
    self.files = files
  }

  /// Whether two manifests are the same, field by field.
  public static func == (one: ReportManifest, other: ReportManifest) -> Bool {
    one.version == other.version && one.scenario == other.scenario
      && one.changes == other.changes && one.hasPolitics == other.hasPolitics
      && one.files.elementsEqual(other.files) { $0 == $1 }
  }

  /// Takes in every field.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(version)
    hasher.combine(scenario)
    hasher.combine(changes)
    hasher.combine(hasPolitics)
    for file in files {
      hasher.combine(file.name)
      hasher.combine(file.hash)
    }
  }
}

/// Everything that was found of one or several comparisons as one document.
///
/// The words come from templates and hold no figures; every figure comes from a result or from the study.
public struct StudyReport: Sendable {
  let study: Study
  let assumptions: ResolvedAssumptions
  let comparisons: [ComparisonFindings]
  let claims: [AuditedClaim]
  let manifest: ReportManifest

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - study: the study as the run saw it.
  ///   - assumptions: the values of the run.
  ///   - comparisons: what was found, comparison by comparison.
  ///   - claims: the ledger with verdicts.
  ///   - manifest: what it was made of.
  public init(
    study: Study, assumptions: ResolvedAssumptions, comparisons: [ComparisonFindings],
    claims: [AuditedClaim], manifest: ReportManifest
  ) {
    self.study = study
    self.assumptions = assumptions
    self.comparisons = comparisons
    self.claims = claims
    self.manifest = manifest
  }

  /// One HTML file that asks no network for anything and prints well.
  public func html() -> String { DocumentHTML(document: document).page() }

  /// Markdown.
  ///
  /// - Parameter charts: the folder of the charts as seen from the document; nil to name them only.
  /// - Returns: the document.
  public func markdown(charts: String? = nil) -> String {
    DocumentMarkdown(document: document, charts: charts).text()
  }

  /// The charts as files: an SVG with a CSV of the same name for each, and the map.
  public func chartFiles() -> [(name: String, bytes: [UInt8])] {
    var files: [(name: String, bytes: [UInt8])] = []
    for chart in document.charts {
      let name = Chart.fileName(chart.id)
      files.append((name + ".svg", Array(chart.svg().utf8)))
      files.append((name + ".csv", Array(chart.csv().utf8)))
    }
    for (place, findings) in comparisons.enumerated() {
      guard let map = findings.map else { continue }
      files.append((prefix(place).isEmpty ? "map.svg" : prefix(place) + "map.svg", map))
    }
    return files
  }

  /// What anchors and files of a comparison begin with; nothing where there is only one.
  private func prefix(_ place: Int) -> String {
    comparisons.count > 1
      ? Chart.fileName(comparisons[place].result.comparison.id) + "-" : ""
  }

  var document: Document {
    let chapters = comparisons.enumerated().map { place, findings in
      ComparisonChapter(findings: findings, prefix: prefix(place))
    }
    let sections: [Document.Section]
    if let only = chapters.first, chapters.count == 1 {
      sections = only.sections
    } else {
      sections = chapters.map { chapter in
        let comparison = chapter.findings.result.comparison
        return Document.Section(
          id: Chart.fileName(comparison.id), title: comparison.title, sections: chapter.sections)
      }
    }
    let title =
      comparisons.count == 1
      ? comparisons.first?.result.comparison.title ?? study.settings.title : study.settings.title
    let isOpen = manifest.scenario == nil
    let subtitle: Prose =
      "\(study.settings.title); money in real \("\(study.settings.priceBase)"); \(isOpen ? "the if-open case" : "scenario \(manifest.scenario ?? "")")"
    return Document(
      title: title, subtitle: subtitle.text, sections: sections + StudyChapters(self).sections)
  }
}
