public import CorridorGeometry

/// What a conversion does to GeoJSON.
public struct ConversionOptions: Hashable, Sendable {
  /// Which way rings run.
  public enum Winding: Hashable, Sendable {
    /// As they stand.
    case kept
    /// Exterior rings counter-clockwise and holes clockwise, as RFC 7946 section 3.1.6 asks.
    case rightHand
    /// The other way round, as spherical clients such as d3 take them.
    case clockwise
  }

  /// What becomes of geometries at the 180th meridian.
  public enum Antimeridian: Hashable, Sendable {
    /// They stay as they stand.
    case kept
    /// They are cut there, and longitudes beyond it come back into -180...180.
    case cut
    /// Longitudes go on beyond 180, so that the parts lie side by side on a flat map.
    case continued
  }

  /// How features follow each other in the output.
  public enum Layout: Hashable, Sendable {
    /// One object: a FeatureCollection, one feature a line; a single feature or geometry alone.
    case collection
    /// One feature a line.
    case lines
    /// A text sequence: a record separator before each feature (RFC 8142).
    case sequence
  }

  /// Members and properties that a viewer wants.
  public enum Dressing: Hashable, Sendable {
    /// Nothing is added.
    case none
    /// A time as the fourth number of every position of a line.
    case trips
    /// The member `tippecanoe` with the name of a layer.
    case tippecanoe(layer: String)
    /// Simplestyle properties for those of Leaflet.
    case simplestyle
  }

  /// Which way rings run.
  public var winding: Winding
  /// What becomes of geometries at the 180th meridian.
  public var antimeridian: Antimeridian
  /// How edges run where they are cut.
  public var edges: EdgeShape
  /// The decimals that longitudes, latitudes and altitudes are rounded to; nil keeps their text.
  public var precision: Int?
  /// Whether every feature and the collection get a bounding box; those that stand there are left
  /// out then.
  public var writesBoxes: Bool
  /// How features follow each other.
  public var layout: Layout
  /// Members and properties for a viewer.
  public var dressing: Dressing
  /// Whether every feature becomes a Feature, a geometry alone too.
  public var wrapsGeometries = false
  /// Whether what RFC 7946 forbids passes as it stands where it can't be mended; else it is an error.
  public var isLenient: Bool
  /// Whether what can be mended without guessing is: open rings are closed, a null id and a `crs` that
  /// names WGS 84 left out, missing members of a Feature written as null.
  public var isMending = true
  /// How many arrays and objects may stand inside each other.
  public var depthLimit = 256
  /// The most bytes of one feature.
  public var featureLimit = GeoJSONLinter.featureLimit

  /// Creates options; without arguments those of the profile `rfc7946`.
  public init(
    winding: Winding = .rightHand, antimeridian: Antimeridian = .cut, edges: EdgeShape = .straight,
    precision: Int? = nil, writesBoxes: Bool = false, layout: Layout = .collection,
    dressing: Dressing = .none, isLenient: Bool = false
  ) {
    self.winding = winding
    self.antimeridian = antimeridian
    self.edges = edges
    self.precision = precision
    self.writesBoxes = writesBoxes
    self.layout = layout
    self.dressing = dressing
    self.isLenient = isLenient
  }
}

extension ConversionOptions {
  /// Nothing is changed but what an option asks for.
  public static var plain: ConversionOptions {
    var options = ConversionOptions(winding: .kept, antimeridian: .kept)
    options.isMending = false
    return options
  }
}

/// Who the output is for.
public enum ViewerProfile: String, Hashable, Sendable, CaseIterable {
  /// RFC 7946 to the letter.
  case rfc7946
  /// Nothing is changed but what an option asks for.
  case plain
  /// Continued longitudes, as Leaflet draws them.
  case leaflet
  /// Continued longitudes, as MapLibre draws them.
  case maplibre
  /// Trips of kepler.gl, with the time as fourth number.
  case kepler
  /// The layer of each feature named for tippecanoe.
  case tippecanoe
  /// Simplestyle and continued longitudes for geojson.io.
  case geojsonio
  /// Rings that turn as d3-geo wants them.
  case d3
  /// The standard, with a style beside the file.
  case qgis

  /// What the profile does, unless single options say otherwise; see docs/convert.md for the reasons.
  ///
  /// - Parameter layer: the name of the layer, for tippecanoe.
  /// - Returns: the options.
  public func options(layer: String) -> ConversionOptions {
    switch self {
    case .rfc7946, .qgis: ConversionOptions()
    case .plain: .plain
    case .leaflet, .maplibre: ConversionOptions(antimeridian: .continued)
    case .kepler: ConversionOptions(antimeridian: .continued, dressing: .trips)
    case .tippecanoe: ConversionOptions(dressing: .tippecanoe(layer: layer))
    case .geojsonio: ConversionOptions(antimeridian: .continued, dressing: .simplestyle)
    case .d3: ConversionOptions(winding: .clockwise, antimeridian: .kept)
    }
  }
}
