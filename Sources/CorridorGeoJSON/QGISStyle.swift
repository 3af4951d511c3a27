/// A style file of QGIS that draws simplestyle properties: colours, widths, opacities, and dashes for
/// what is proposed.
///
/// QGIS takes a file of the same name with the ending `.qml` for the style of a layer.
public struct QGISStyle: Hashable, Sendable {
  /// What the geometries of a layer consist of.
  public enum Shapes: Hashable, Sendable {
    /// Points.
    case points
    /// Lines.
    case lines
    /// Areas.
    case areas
  }

  /// What the geometries consist of.
  public let shapes: Shapes

  /// Creates a style.
  public init(_ shapes: Shapes) {
    self.shapes = shapes
  }

  /// The text of the file.
  public var text: String {
    """
    <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
    <qgis version="3.22" styleCategories="Symbology">
      <renderer-v2 type="singleSymbol" enableorderby="0" forceraster="0" symbollevels="0">
        <symbols>
          <symbol name="0" type="\(symbolType)" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="\(layerClass)" enabled="1" locked="0" pass="0">
              <Option type="Map">
    \(options.map { "            <Option type=\"QString\" name=\"\($0)\" value=\"\($1)\"/>" }
      .joined(separator: "\n"))
              </Option>
              <data_defined_properties>
                <Option type="Map">
                  <Option type="QString" name="name" value=""/>
                  <Option type="Map" name="properties">
    \(expressions.map(property).joined(separator: "\n"))
                  </Option>
                  <Option type="QString" name="type" value="collection"/>
                </Option>
              </data_defined_properties>
            </layer>
          </symbol>
        </symbols>
      </renderer-v2>
      <blendMode>0</blendMode>
      <featureBlendMode>0</featureBlendMode>
      <layerGeometryType>\(geometryType)</layerGeometryType>
    </qgis>

    """
  }

  private var symbolType: String {
    switch shapes {
    case .points: "marker"
    case .lines: "line"
    case .areas: "fill"
    }
  }

  private var layerClass: String {
    switch shapes {
    case .points: "SimpleMarker"
    case .lines: "SimpleLine"
    case .areas: "SimpleFill"
    }
  }

  private var geometryType: Int {
    switch shapes {
    case .points: 0
    case .lines: 1
    case .areas: 2
    }
  }

  private var options: [(String, String)] {
    switch shapes {
    case .points:
      [("name", "circle"), ("color", "126,126,126,255"), ("size", "2"), ("size_unit", "MM")]
    case .lines:
      [("line_color", "85,85,85,255"), ("line_width", "0.5"), ("line_width_unit", "MM")]
    case .areas:
      [
        ("color", "85,85,85,153"), ("style", "solid"), ("outline_color", "85,85,85,255"),
        ("outline_width", "0.5"), ("outline_width_unit", "MM"),
      ]
    }
  }

  /// The properties of QGIS and the expressions that take them from simplestyle; a simplestyle
  /// property that a feature lacks has the value that its specification gives.
  private var expressions: [(String, String)] {
    let stroke = Self.colour("stroke", "#555555", "stroke-opacity", "1")
    // A pixel of 96 to the inch.
    let width = "coalesce(attribute('stroke-width'), 2) * 0.2646"
    switch shapes {
    case .points:
      return [
        ("fillColor", "coalesce(attribute('marker-color'), '#7e7e7e')"),
        (
          "size",
          "if(attribute('marker-size') = 'large', 4, if(attribute('marker-size') = 'small', 2, 3))"
        ),
      ]
    case .lines:
      return [
        ("outlineColor", stroke), ("outlineWidth", width),
        ("outlineStyle", "if(attribute('status') = 'proposed', 'dash', 'solid')"),
      ]
    case .areas:
      return [
        ("fillColor", Self.colour("fill", "#555555", "fill-opacity", "0.6")),
        ("outlineColor", stroke), ("outlineWidth", width),
      ]
    }
  }

  private static func colour(
    _ colour: String, _ standard: String, _ opacity: String, _ full: String
  ) -> String {
    "set_color_part(coalesce(attribute('\(colour)'), '\(standard)'), 'alpha',"
      + " 255 * coalesce(attribute('\(opacity)'), \(full)))"
  }

  private func property(_ name: String, _ expression: String) -> String {
    """
                    <Option type="Map" name="\(name)">
                      <Option type="bool" name="active" value="true"/>
                      <Option type="QString" name="expression" value="\(expression)"/>
                      <Option type="int" name="type" value="3"/>
                    </Option>
    """
  }
}

extension QGISStyle.Shapes {
  /// What a geometry consists of; the first part tells of a collection.
  init?(_ geometry: RawGeometry) {
    switch geometry.type {
    case .point, .multiPoint: self = .points
    case .lineString, .multiLineString: self = .lines
    case .polygon, .multiPolygon: self = .areas
    case .collection:
      guard let first = geometry.parts.first else { return nil }
      self.init(first)
    }
  }
}
