public import CorridorGeoJSON

/// Why a map can't be made, and what to do about it.
public enum MapError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The study has neither links nor places.
  case nothingToDraw(study: String)
  /// The part of the world that was asked for is no rectangle.
  case badBox(String)
  /// The part of the world that was asked for is more than one map shows.
  case wideBox
  /// A resource of the command's own is damaged.
  case badWords(JSONError)

  /// What is wrong and the remedy, in one line.
  public var description: String {
    switch self {
    case .nothingToDraw(let study):
      "\(study): error: there is nothing to draw; add places and links"
    case .badBox(let text):
      "--bbox '\(text)' is no part of the world; write four numbers in degrees, west,south,east,north,"
        + " such as --bbox 120,33,135,45"
    case .wideBox:
      "--bbox reaches farther than a third of the way round the Earth from its middle, where no equal-area map "
        + "of one piece shows lands as they are; ask for a part of it, such as --bbox -20,-40,160,75, or leave "
        + "--bbox out for all that is drawn"
    case .badWords(let error):
      "the words of the map are damaged: \(error); install corridor again"
    }
  }
}
