import ArgumentParser
import Corridor

/// What the arguments of verbs may be in the study of a line: ids, each with what it is behind a tab.
///
/// A study that can't be read has none, and nothing is said of it: a line is being typed.
struct StudyWords {
  private let line: [String]
  /// The beginning of the word that is being typed.
  private let typed: String

  private static func completion(_ words: @escaping @Sendable (StudyWords) -> [String])
    -> CompletionKind
  {
    .custom { line, _, typed in words(StudyWords(line: line, typed: typed)) }
  }

  /// The comparisons.
  static let comparisons = completion(\.comparisons)
  /// The scenarios.
  static let scenarios = completion(\.scenarios)
  /// The scenarios, `base`, and folders.
  static let scenariosAndFolders = completion {
    $0.scenarios + ["base\tThe study without a scenario."] + [":folder"]
  }
  /// The assumptions.
  static let assumptions = completion { $0.assumptions(ending: "") }
  /// The assumptions with an equals sign, for `--set`.
  static let changes = completion { $0.assumptions(ending: "=") }
  /// The comparisons, and behind one the assumptions with an equals sign.
  static let sweep = completion { words in
    words.comparison == nil ? words.comparisons : words.assumptions(ending: "=")
  }
  /// The routes of the comparison on the line.
  static let routes = completion(\.routes)
  /// The keys of results of the comparison on the line.
  static let keys = completion(\.keys)
  /// The assumptions, and the figures of comparisons, part by part.
  static let figures = completion(\.figures)
  /// The places.
  static let places = completion(\.places)
  /// The comparisons and the places.
  static let comparisonsAndPlaces = completion { $0.comparisons + $0.places }
  /// What a route can avoid or pass.
  static let subjects = completion(\.subjects)
  /// The passages that links name.
  static let passages = completion { $0.passages }
  /// The services.
  static let services = completion { $0.study?.services.map(\.id) ?? [] }
  /// The classes of links.
  static let linkClasses = completion { $0.study?.linkClasses.map(\.id) ?? [] }
  /// The keys of sources.
  static let sources = completion {
    $0.study?.citations.map { "\($0.id)\t\($0.title)" } ?? []
  }
  /// The languages that names are in.
  static let languages = completion { words in
    Set(["en"] + (words.study?.places.flatMap { $0.names.translations.keys } ?? [])).sorted()
  }

  // MARK: - The study

  /// The folder that `--study` names on the line, or the nearest study.
  private var folder: String {
    for (index, word) in line.enumerated() {
      if word.hasPrefix("--study=") { return String(word.dropFirst("--study=".count)) }
      if word == "--study", index + 1 < line.count { return line[index + 1] }
    }
    return StudyOptions.folder(nil)
  }

  private var study: Study? { try? StudyReader.read(folder: folder) }

  /// The comparison that the line names.
  private var comparison: Comparison? {
    guard let study else { return nil }
    return line.lazy.compactMap { study.comparison($0) }.first
  }

  private var comparisons: [String] {
    study?.comparisons.map { "\($0.id)\t\($0.title)" } ?? []
  }

  private var scenarios: [String] {
    guard let study else { return [] }
    let found = try? StudyReader.scenarios(folder: study.folder, study: study)
    return found?.map { "\($0.id)\t\($0.name)" } ?? []
  }

  private func assumptions(ending: String) -> [String] {
    study?.assumptions.map { "\($0.id)\(ending)\t\($0.name)" } ?? []
  }

  private var routes: [String] {
    guard let study else { return [] }
    let wanted = comparison.map { [$0] } ?? study.comparisons
    return wanted.flatMap { study.routes(of: $0.id) }
      .map { "\($0.shortID)\t\($0.names.english)" }
  }

  private var places: [String] {
    study?.places.map { "\($0.id)\t\($0.names.english)" } ?? []
  }

  private var passages: [String] {
    Set(study?.links.flatMap(\.passages) ?? []).sorted()
  }

  private var subjects: [String] {
    guard let study else { return [] }
    let countries = study.places.flatMap {
      ($0.country.map { [$0] } ?? []) + ($0.border?.between ?? [])
    }
    return Set(countries).sorted().map { "\($0)\tcountry" }
      + study.links.map { "\($0.id)\t\($0.names.english)" } + places
      + passages.map { "\($0)\tpassage" } + Mode.allCases.map { "\($0.rawValue)\tmode" }
  }

  // MARK: - Results

  /// The keys of a comparison, or of one of its routes; the appraisal knows them.
  private func keys(of comparison: Comparison, route: String? = nil, in study: Study) -> [String] {
    let result = try? Session(study: study, scenario: nil, overrides: [], asOf: nil)
      .result(of: comparison)
    let routes = (result?.routes ?? []).filter { route == nil || $0.route.plan.shortID == route }
    var seen: Set<String> = []
    return routes.flatMap(\.keys).filter { seen.insert($0).inserted }
  }

  private var keys: [String] {
    guard let study, let comparison else { return [] }
    return keys(of: comparison, in: study)
  }

  private var figures: [String] {
    guard let study else { return [] }
    let parts = typed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let comparison = study.comparison(parts[0]) else {
      return study.comparisons.map { "\($0.id)/\t\($0.title)" } + assumptions(ending: "")
    }
    let lead = parts[0] + "/"
    guard parts.count > 2 else {
      return study.routes(of: comparison.id).map { "\(lead)\($0.shortID)/\t\($0.names.english)" }
    }
    return keys(of: comparison, route: parts[1], in: study).map { "\(lead)\(parts[1])/\($0)" }
  }
}
