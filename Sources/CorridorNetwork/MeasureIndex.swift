import CorridorGeoJSON
public import CorridorGeometry
public import CorridorStudy
import CorridorUnits

/// What the lines of a study's links measure against its borders, kept in a file of the study.
///
/// Reading country polygons takes longer than everything else in a run, and they seldom change. So
/// the result is kept with a fingerprint of all that it rests on: the bytes of the countries, the
/// line, its mode, the countries of its ends, the tolerances, and the way of measuring. An entry
/// whose fingerprint differs, or that was tampered with, is as good as absent.
public struct MeasureIndex: Sendable {
  /// The file, inside the study's folder.
  public static let file = "borders/measures.json"

  /// A kept measure and the fingerprint that seals it.
  struct Entry: Sendable {
    let seal: UInt64
    let measure: LineMeasure
  }

  private var entries: [String: Entry]

  private init(_ entries: [String: Entry]) { self.entries = entries }

  /// The measures that a study keeps in its folder and that still hold.
  ///
  /// One that holds also tells that the countries are those that were checked when it was made.
  ///
  /// - Parameters:
  ///   - links: the links that are needed.
  ///   - study: the study.
  /// - Returns: By id of link; nil when the study keeps none.
  /// - Throws: `StudyError` for a folder that is not there.
  public static func kept(of links: [Link], in study: Study) throws(StudyError)
    -> [String: LineMeasure]?
  {
    guard let bytes = try StudyReader.optionalFile(file, folder: study.folder),
      let countries = try StudyReader.countriesFingerprint(folder: study.folder)
    else { return nil }
    return MeasureIndex(bytes: bytes)?.measures(of: links, in: study, countries: countries) ?? [:]
  }

  /// The measures of links that still hold, by id of link.
  ///
  /// - Parameters:
  ///   - links: the links that are needed.
  ///   - study: the study.
  ///   - countries: fingerprint of the countries' file.
  /// - Returns: the measures whose fingerprint is the same now; the others are left out.
  public func measures(of links: [Link], in study: Study, countries: UInt64) -> [String:
    LineMeasure]
  {
    var found: [String: LineMeasure] = [:]
    for link in links {
      guard let entry = entries[link.id],
        entry.seal == Self.seal(of: entry.measure, link, in: study, countries: countries)
      else { continue }
      found[link.id] = entry.measure
    }
    return found
  }

  private static func seal(
    of measure: LineMeasure, _ link: Link, in study: Study, countries: UInt64
  ) -> UInt64 {
    let settings = study.settings.geometry
    let ends = study.countries(of: link)
    var print = Fingerprint()
    print.add(LineMeasurer.version)
    print.add(countries)
    print.add(settings.deviation.metres)
    print.add(settings.seaSliver.metres)
    print.add(link.mode.rawValue)
    print.add(ends.from)
    print.add(ends.to)
    for coordinate in link.line.coordinates { print.add(coordinate) }
    print.add(measure.traced.metres)
    print.add(measure.longestGap.metres)
    for stretch in measure.stretches {
      print.add(stretch.country)
      print.add(stretch.from.metres)
      print.add(stretch.to.metres)
      print.add(stretch.start)
      print.add(stretch.end)
    }
    return print.value
  }
}

extension Fingerprint {
  fileprivate mutating func add(_ coordinate: Coordinate) {
    add(coordinate.longitude)
    add(coordinate.latitude)
  }
}

// MARK: - The file

extension MeasureIndex {
  /// The index in the bytes of its file; nil when they are no index, which is then made anew.
  public init?(bytes: [UInt8]) {
    guard let root = try? JSONParser().parse(bytes), let links = root.object?["links"]?.object
    else { return nil }
    entries = [:]
    for member in links.members {
      guard let entry = Entry(member.value) else { continue }
      entries[member.key] = entry
    }
  }

  /// The ground that two countries have, as the study keeps it with its measures; none where the countries
  /// changed since.
  ///
  /// - Parameter study: the study.
  /// - Returns: the overlaps, as they were found when the measures were kept.
  /// - Throws: `StudyError` for a folder that is not there.
  public static func keptOverlaps(in study: Study) throws(StudyError) -> [AreaOverlap] {
    guard let bytes = try StudyReader.optionalFile(file, folder: study.folder),
      let rows = (try? JSONParser().parse(bytes))?.object?["overlaps"]?.array, !rows.isEmpty,
      let countries = try StudyReader.countriesFingerprint(folder: study.folder)
    else { return [] }
    return rows.compactMap { row in
      guard let cells = row.array, cells.count == 6, let first = cells[0].string,
        let second = cells[1].string, let size = cells[2].number, let east = cells[3].number,
        let north = cells[4].number
      else { return nil }
      let overlap = AreaOverlap(
        first: first, second: second, squareMetres: size,
        coordinate: Coordinate(longitude: east, latitude: north))
      return cells[5].string == seal(of: overlap, countries: countries) ? overlap : nil
    }
  }

  private static func value(of overlap: AreaOverlap, countries: UInt64) -> JSONValue {
    .array([
      .string(overlap.first), .string(overlap.second), .number(overlap.squareMetres),
      .number(overlap.coordinate.longitude), .number(overlap.coordinate.latitude),
      .string(seal(of: overlap, countries: countries)),
    ])
  }

  private static func seal(of overlap: AreaOverlap, countries: UInt64) -> String {
    var print = Fingerprint()
    print.add(countries)
    print.add(overlap.first)
    print.add(overlap.second)
    print.add(overlap.squareMetres)
    print.add(overlap.coordinate)
    return String(print.value, radix: 16)
  }

  /// The bytes of the file for the measures of a study's links.
  ///
  /// - Parameters:
  ///   - measures: by id of link.
  ///   - study: the study.
  ///   - countries: fingerprint of the countries' file.
  ///   - overlaps: ground that two countries have, of which a reader is to be told.
  /// - Returns: JSON in UTF-8, the links in the study's order.
  public static func bytes(
    of measures: [String: LineMeasure], in study: Study, countries: UInt64,
    overlaps: [AreaOverlap] = []
  ) -> [UInt8] {
    var links = JSONObject()
    for link in study.links {
      guard let measure = measures[link.id] else { continue }
      links[link.id] =
        Entry(
          seal: seal(of: measure, link, in: study, countries: countries), measure: measure
        ).value
    }
    var root = JSONObject()
    root["note"] = .string(
      "What the lines of links measure against countries.geojson: made by `corridor check "
        + "--write-index`, not for editing. Metres; a stretch is country, from, to, and the "
        + "longitude and latitude of its beginning and its end.")
    root["links"] = .object(links)
    if !overlaps.isEmpty {
      root["overlaps"] = .array(overlaps.map { value(of: $0, countries: countries) })
    }
    // Lengths and coordinates that were measured are finite.
    return (try? JSONWriter().bytes(.object(root))) ?? []
  }
}

extension MeasureIndex.Entry {
  fileprivate init?(_ value: JSONValue) {
    guard let object = value.object, let text = object["seal"]?.string,
      let seal = UInt64(text, radix: 16), let traced = object["traced_m"]?.number,
      let gap = object["longest_gap_m"]?.number, let rows = object["stretches"]?.array
    else { return nil }
    var stretches: [CountryStretch] = []
    for row in rows {
      guard let cells = row.array, cells.count == 7 else { return nil }
      let numbers = cells.dropFirst().compactMap(\.number)
      guard numbers.count == 6, numbers.allSatisfy(\.isFinite) else { return nil }
      stretches.append(
        CountryStretch(
          country: cells[0].string, from: Length(metres: numbers[0]),
          to: Length(metres: numbers[1]),
          start: Coordinate(longitude: numbers[2], latitude: numbers[3]),
          end: Coordinate(longitude: numbers[4], latitude: numbers[5])))
    }
    self.seal = seal
    measure = LineMeasure(
      traced: Length(metres: traced), stretches: stretches, longestGap: Length(metres: gap))
  }

  fileprivate var value: JSONValue {
    var object = JSONObject()
    object["seal"] = .string(String(seal, radix: 16))
    object["traced_m"] = .number(measure.traced.metres)
    object["longest_gap_m"] = .number(measure.longestGap.metres)
    object["stretches"] = .array(
      measure.stretches.map { stretch in
        .array(
          [stretch.country.map { .string($0) } ?? .null]
            + [
              stretch.from.metres, stretch.to.metres, stretch.start.longitude,
              stretch.start.latitude, stretch.end.longitude, stretch.end.latitude,
            ].map { .number($0) })
      })
    return .object(object)
  }
}
