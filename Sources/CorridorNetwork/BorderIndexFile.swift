public import CorridorGeometry
public import CorridorStudy
import GeometryEngine

/// The index of a study's countries, edges and grid, kept in a file of the study.
///
/// The file is "CORRINDX", the format's number, the fingerprint of the countries' text, the index, and
/// the fingerprint of all before it; numbers stand lowest byte first. One of another text, cut off or
/// changed is as good as absent.
public enum BorderIndexFile {
  /// The file, inside the study's folder.
  public static let file = "borders/countries.index"
  /// The number of the format, counted up when the index is laid out in another way.
  static let format: UInt32 = 1
  private static let magic = Array("CORRINDX".utf8)

  /// What a study's folder keeps.
  public enum Kept: Sendable {
    /// There is no file.
    case none
    /// The countries changed since, or the file did.
    case stale
    case index(BorderIndex)
  }

  /// The index that a study keeps.
  ///
  /// - Parameter folder: the study's folder.
  /// - Returns: the index, or that there is none that holds.
  /// - Throws: `StudyError` for a folder that is not there.
  public static func kept(in folder: String) throws(StudyError) -> Kept {
    guard let bytes = try StudyReader.optionalFile(file, folder: folder) else { return .none }
    guard let countries = try StudyReader.countriesFingerprint(folder: folder),
      let index = index(in: bytes, of: countries)
    else { return .stale }
    return .index(index)
  }

  /// The bytes of the file.
  ///
  /// - Parameters:
  ///   - index: the index of the study's countries.
  ///   - countries: fingerprint of the countries' text.
  /// - Returns: the file, sealed.
  public static func bytes(of index: BorderIndex, countries: UInt64) -> [UInt8] {
    var writer = ByteWriter()
    for byte in magic { writer.write(byte) }
    writer.write(format)
    writer.write(countries)
    index.write(to: &writer)
    writer.write(Fingerprint.of(writer.bytes))
    return writer.bytes
  }

  /// The index in the bytes of the file; nil when it is of another text, cut off or changed.
  static func index(in bytes: [UInt8], of countries: UInt64) -> BorderIndex? {
    guard bytes.count > magic.count + 8, bytes.starts(with: magic) else { return nil }
    let end = bytes.count - 8
    var tail = ByteReader(bytes[end...])
    var reader = ByteReader(bytes[magic.count..<end])
    guard reader.read(UInt32.self) == format, reader.read(UInt64.self) == countries,
      Fingerprint.of(bytes.span.extracting(0..<end)) == tail.read(UInt64.self),
      let index = BorderIndex(&reader), reader.remaining == 0
    else { return nil }
    return index
  }
}

extension BorderIndex {
  /// The index of a study's countries: the one that the study keeps if it still holds, else laid out from
  /// their text.
  ///
  /// - Parameters:
  ///   - folder: the study's folder.
  ///   - region: where a country has to be to be read, should the text have to be read; nil for anywhere.
  /// - Throws: `StudyError` with every mistake in the text, `GeometryError` for a polygon that can't be cut
  ///   at the antimeridian.
  public init(countriesOf folder: String, region: [BoundingBox]? = nil) throws {
    if case .index(let kept) = try BorderIndexFile.kept(in: folder) {
      self = kept
    } else {
      let borders = try StudyReader.borders(folder: folder, region: region)
      try self.init(countries: borders.countries.map { ($0.code, $0.polygon) })
    }
  }
}
