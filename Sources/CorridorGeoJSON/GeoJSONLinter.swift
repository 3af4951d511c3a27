/// Finds what RFC 7946 forbids or advises against in a GeoJSON text of any size.
///
/// The text is read once, piece by piece; memory holds one feature at a time, and hashes of the ids.
/// An error of syntax ends the search, because what follows it can't be told.
public struct GeoJSONLinter: ~Copyable {
  /// What is asked of a text.
  public struct Options: Hashable, Sendable {
    /// The most decimals of a coordinate; seven are about a centimetre.
    public var decimals: Int
    /// How many arrays and objects may stand inside each other.
    public var depthLimit: Int
    /// The most bytes of one feature.
    public var featureLimit: Int

    /// Creates options.
    public init(
      decimals: Int = 7, depthLimit: Int = 256, featureLimit: Int = GeoJSONLinter.featureLimit
    ) {
      self.decimals = decimals
      self.depthLimit = depthLimit
      self.featureLimit = featureLimit
    }
  }

  /// The most bytes of one feature unless something else is asked for: 256 MiB, which take up to nine
  /// times as much memory.
  public static let featureLimit = 256 << 20

  private var document: GeoJSONDocument
  private var isAtEnd = false
  /// The name of the text for messages.
  public let file: String

  /// Creates a linter of a text.
  public init(_ source: consuming ByteSource, options: Options = Options()) {
    file = source.name
    var scanner = GeoJSONScanner(
      source: source, depthLimit: options.depthLimit, limit: options.featureLimit,
      decimals: options.decimals)
    scanner.ids = []
    scanner.looksAtHoles = true
    document = GeoJSONDocument(scanner: scanner)
  }

  /// Features and geometries that were read so far.
  public var features: Int { document.count }

  /// How the texts that were read so far follow each other.
  public var layout: ConversionOptions.Layout {
    if document.hasSeparators { return .sequence }
    return document.isFirstText ? .collection : .lines
  }

  /// The findings of the next part of the text, in their order there; nil at its end.
  ///
  /// - Throws: `FileError` when the text can't be read on.
  public mutating func next() throws(FileError) -> [GeoJSONFinding]? {
    guard !isAtEnd else { return nil }
    do throws(StreamError) {
      while try document.next() != nil {
        if let id = document.scanner.pendingID {
          document.scanner.ids?.insert(id)
          document.scanner.pendingID = nil
        }
        let findings = document.scanner.findings
        if !findings.isEmpty { return findings.sorted { $0.position < $1.position } }
      }
      isAtEnd = true
      return nil
    } catch {
      isAtEnd = true
      switch error {
      case .text(let error):
        let before = document.scanner.findings.sorted { $0.position < $1.position }
        return before + [GeoJSONFinding(error.problem, at: error.position)]
      case .file(let error): throw error
      }
    }
  }
}
