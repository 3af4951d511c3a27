import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy

/// What a map shows, laid out in its projection.
struct MapContent {
  /// A link or a boundary.
  struct Line {
    let id: String
    let names: Names
    let properties: JSONObject
    let points: [MapPoint]
    /// Nil for a boundary.
    let link: Link?
    /// Short ids of the routes of the comparison that travel it.
    var routes: [String] = []
    /// Why the scenario lets nothing pass; nil where it closes nothing of it.
    var closed: String?
  }

  /// A place, a crossing or a zone without an outline.
  struct Mark {
    let id: String
    let names: Names
    let kind: Kind
    let properties: JSONObject
    let point: MapPoint
    let coordinate: Coordinate
    /// 0 for the ends of comparisons, more for what matters less.
    let rank: Int
  }

  /// What a mark stands for.
  enum Kind: String {
    case port
    case crossing
    case terminal
    case station
    case zone
  }

  /// A zone with an outline.
  struct Area {
    let id: String
    let names: Names
    let properties: JSONObject
    let rings: [[MapPoint]]
  }

  let study: Study
  let result: ComparisonResult?
  /// Id of the scenario; nil for the if-open case.
  let scenario: String?
  let centre: Coordinate
  let ground: MapGround
  /// The box round everything that is drawn as asked for.
  let box: MapBox
  /// Meridians and parallels with the degree of each, negative west and south.
  let graticule: [(degree: Double, isMeridian: Bool, points: [MapPoint])]
  let boundaries: [Line]
  /// Every link; with a comparison, those off its routes come first and have no routes.
  let links: [Line]
  let marks: [Mark]
  let areas: [Area]
  /// Every source that anything on the map names.
  let citations: [Citation]

  /// The languages of the names, English first.
  var languages: [String] {
    let names = links.map(\.names) + marks.map(\.names)
    return ["en"] + Set(names.flatMap(\.translations.keys)).subtracting(["en"]).sorted()
  }

  /// The links that the map is about.
  var wanted: [Line] { result == nil ? links : links.filter { !$0.routes.isEmpty } }
}

extension Names {
  /// The name in a language, else in English.
  func text(in language: String) -> String { translations[language] ?? english }
}
