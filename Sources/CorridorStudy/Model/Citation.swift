/// An entry of sources.json, in CSL-JSON.
public struct Citation: Hashable, Sendable, Identifiable {
  /// The key by which it is cited.
  public var id: String
  /// CSL type, such as `webpage` or `article-journal`.
  public var type: String
  /// Its title.
  public var title: String
  /// Who published it.
  public var publisher: String?
  /// Where it is on line.
  public var url: String?
  /// Year of issue.
  public var year: Int?
  /// What a reader should know.
  public var note: String?
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a citation.
  public init(
    id: String, type: String, title: String, publisher: String? = nil, url: String? = nil,
    year: Int? = nil, note: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.type = type
    self.title = title
    self.publisher = publisher
    self.url = url
    self.year = year
    self.note = note
    self.location = location
  }
}
