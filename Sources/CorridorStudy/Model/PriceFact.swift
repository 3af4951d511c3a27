public import CorridorUnits

/// A price index or an exchange rate of one year, and where it comes from: a row of deflators.csv.
public struct PriceFact: Hashable, Sendable {
  /// The series, year and value.
  public var row: Deflators.Row
  /// Key of sources.json; nil for one from memory or judgement.
  public var source: String?
  /// How well it is sourced.
  public var sourceClass: SourceClass
  /// Where it stands in its file.
  public var location: SourceLocation

  /// Creates a fact.
  public init(
    row: Deflators.Row, source: String? = nil, sourceClass: SourceClass, location: SourceLocation
  ) {
    self.row = row
    self.source = source
    self.sourceClass = sourceClass
    self.location = location
  }

  /// The name under which a series without a source stands among the inputs of a result.
  public static func inputName(ofSeries series: String) -> String { "deflators." + series }
}

/// The price indices and exchange rates of a study in the order of their file, found by series and year.
public struct PriceFacts: Hashable, Sendable {
  private struct Key: Hashable {
    let series: String
    let year: Int
  }

  /// Every fact.
  public let all: [PriceFact]
  private let index: [Key: Int]

  /// Creates the facts; of two of one series and year the first counts.
  public init(_ all: [PriceFact] = []) {
    self.all = all
    index = Dictionary(
      zip(all.lazy.map { Key(series: $0.row.series, year: $0.row.year) }, all.indices)
    ) { first, _ in first }
  }

  /// The fact that a value of the deflators is.
  public func fact(of row: Deflators.Row) -> PriceFact? {
    index[Key(series: row.series, year: row.year)].map { all[$0] }
  }
}
