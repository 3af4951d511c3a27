import CorridorGeoJSON
import CorridorGeometry
import CorridorUnits

/// The measures of many features as three tables of CSV.
///
/// `total` has a row for each feature: `route,km`. `country` has for each a row with what lies outside
/// all areas, `-`, and one for each area that it meets, in the order in which it meets them:
/// `route,code,km`. `crossings` has the places, rounded to six decimals and each once, where it enters or
/// leaves areas, from west to east: `route,lon,lat,codes`. A cell is empty where there is no length.
public struct MeasureTables {
  /// The rows of `total.csv`.
  public private(set) var total: [UInt8]
  /// The rows of `country.csv`.
  public private(set) var country: [UInt8]
  /// The rows of `crossings.csv`.
  public private(set) var crossings: [UInt8]

  private let codes: [String]

  /// Creates the tables with their headings.
  ///
  /// - Parameter names: the names of the areas.
  public init(names: [String]) {
    codes = names.map { CSV.line([$0]) }
    total = Array("route,km\n".utf8)
    country = Array("route,code,km\n".utf8)
    crossings = Array("route,lon,lat,codes\n".utf8)
  }

  /// The tables with the names of their files.
  public var files: [(name: String, bytes: [UInt8])] {
    [("total.csv", total), ("country.csv", country), ("crossings.csv", crossings)]
  }

  /// Adds the rows of a feature.
  public mutating func add(_ feature: MeasuredFeature) {
    let id = Array(CSV.line([feature.id.text]).utf8)
    Self.row(id, nil, feature.kilometres, &total)
    let outside = feature.hasLines ? feature.measure.outside.kilometres : nil
    if feature.hasLines || feature.measure.hasPointOutside {
      Self.row(id, "-", outside, &country)
    }
    for share in feature.measure.shares {
      Self.row(id, codes[share.area], feature.hasLines ? share.length.kilometres : nil, &country)
    }
    for place in CrossingPlace.places(feature.measure.crossings) {
      crossings += id
      for number in [place.east, place.north] {
        crossings.append(UInt8(ascii: ","))
        FixedText.append(millionths: number, to: &crossings)
      }
      crossings.append(UInt8(ascii: ","))
      FixedText.append(place.areas.map { codes[$0] }.joined(separator: ";"), to: &crossings)
      crossings.append(UInt8(ascii: "\n"))
    }
  }

  private static func row(
    _ id: [UInt8], _ code: String?, _ kilometres: Double?, _ bytes: inout [UInt8]
  ) {
    bytes += id
    bytes.append(UInt8(ascii: ","))
    if let code {
      FixedText.append(code, to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    if let kilometres { FixedText.append(kilometres, to: &bytes) }
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// A place, in millionths of a degree, where a feature enters or leaves areas.
struct CrossingPlace {
  var east: Int64
  var north: Int64
  /// The areas, each once, in the order of their numbers.
  var areas: [Int]

  /// The places of crossings, each once, from west to east and from south to north.
  static func places(_ crossings: [AreaMeasure.Crossing]) -> [CrossingPlace] {
    let sorted = zip(positions(of: crossings), crossings)
      .map { ($0.east, $0.north, $1.area) }.sorted(by: <)
    var places: [CrossingPlace] = []
    for (east, north, area) in sorted {
      if let last = places.last, last.east == east, last.north == north {
        if last.areas.last != area { places[places.count - 1].areas.append(area) }
      } else {
        places.append(CrossingPlace(east: east, north: north, areas: [area]))
      }
    }
    return places
  }

  /// Where each of some crossings lies, in millionths of a degree.
  ///
  /// One place may be reckoned from several edges, with other last bits: what lies within a billionth
  /// of a degree of another gets its numbers, so that rounding does not set them apart; and what some
  /// edges have at longitude -180 and others at 180 is at 180.
  static func positions(
    of crossings: [AreaMeasure.Crossing]
  ) -> [(east: Int64, north: Int64)] {
    let east = gathered(crossings.map(\.coordinate.longitude)).map(millionths)
    let north = gathered(crossings.map(\.coordinate.latitude)).map(millionths)
    let positions = Array(zip(east, north))
    let eastern = Set(positions.filter { $0.0 == Self.antimeridian }.map(\.1))
    return positions.map { east, north in
      let isBoth = east == -Self.antimeridian && eastern.contains(north)
      return (isBoth ? Self.antimeridian : east, north)
    }
  }

  private static let antimeridian: Int64 = 180_000_000

  /// A tenth of a millimetre.
  private static let nearness = 1e-9

  /// Numbers of which those that follow each other closely have become the least of them.
  private static func gathered(_ numbers: [Double]) -> [Double] {
    var gathered = numbers
    var last: (number: Double, first: Double)?
    for index in numbers.indices.sorted(by: { (numbers[$0], $0) < (numbers[$1], $1) }) {
      let number = numbers[index]
      let first = last.flatMap { number - $0.number <= nearness ? $0.first : nil } ?? number
      gathered[index] = first
      last = (number, first)
    }
    return gathered
  }

  private static func millionths(_ degrees: Double) -> Int64 {
    Int64((degrees * 1e6).rounded(.toNearestOrEven))
  }
}
