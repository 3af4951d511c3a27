public import CorridorAppraisal
import CorridorGeoJSON
public import CorridorGeometry
public import CorridorNetwork
public import CorridorStudy

/// A map of a study: a page for a browser, or a picture for print.
public struct StudyMap {
  private let layout: MapLayout

  /// Borders keep at most so many vertices, which is about two megabytes of a page.
  private static let limit = 150_000

  /// Prepares a map.
  ///
  /// - Parameters:
  ///   - network: the links, all measured.
  ///   - borders: the base map.
  ///   - zones: economic zones and their like.
  ///   - assumptions: what the places' figures rest on.
  ///   - scenario: id of the scenario that the study is seen in; nil where there is none, or where the comparison says it.
  ///   - result: the comparison that the map is about; nil for the whole network.
  ///   - window: the part of the world to show; nil for all that is drawn.
  public init(
    network: StudyNetwork, borders: Borders, zones: [Zone], assumptions: ResolvedAssumptions,
    scenario: String? = nil, result: ComparisonResult? = nil, window: BoundingBox? = nil
  ) {
    layout = MapLayout(
      exporter: StudyExporter(
        network: network, borders: borders, zones: zones, assumptions: assumptions, results: []),
      scenario: result?.scenario ?? scenario, result: result, window: window)
  }

  /// A page that holds everything that it needs and asks no network for anything.
  ///
  /// - Parameters:
  ///   - leaflet: the map library to put into it.
  ///   - language: the language in which it opens.
  /// - Returns: the page in UTF-8.
  /// - Throws: `MapError`, `GeometryError`, `NetworkError` or `JSONWriter.NotFiniteError`.
  public func page(leaflet: Leaflet, language: String = "en") throws -> [UInt8] {
    let words = try MapWords(language: language)
    let content = try layout.content(margin: 0.6, limit: Self.limit)
    let page = MapPage(content: content, words: words, language: language)
    return Array(try page.html(leaflet: leaflet).utf8)
  }

  /// A picture as SVG 1.1, 1200 units wide.
  ///
  /// - Parameter language: the language of names and words; English where one is lacking.
  /// - Returns: the picture in UTF-8.
  /// - Throws: `MapError`, `GeometryError` or `NetworkError`.
  public func picture(language: String = "en") throws -> [UInt8] {
    let words = try MapWords(language: language)
    let content = try layout.content(margin: 0.5, limit: Self.limit)
    var closer = layout
    let cluster = MapCluster(of: content)
    closer.window = cluster?.window
    let detail = cluster == nil ? nil : try closer.content(margin: 1, limit: Self.limit)
    let picture = MapPicture(content: content, detail: detail, words: words, language: language)
    return Array(picture.svg().utf8)
  }

  /// The languages that the study gives names in, English first.
  public var languages: [String] {
    let study = layout.exporter.study
    let names = study.links.map(\.names) + study.places.map(\.names)
    return ["en"] + Set(names.flatMap(\.translations.keys)).subtracting(["en"]).sorted()
  }
}
