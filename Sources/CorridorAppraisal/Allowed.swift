/// Which numbers make sense for an assumption, whatever its unit.
enum Allowed {
  case any
  case positive
  case notNegative
  /// What is taken for carriage: 0 or more.
  case price
  /// A standard deviation: above 0.
  case deviation
  /// From 0 to 1.
  case share
  /// From 0 to less than 1.
  case loss
  /// Above -1 and at most ``highestRate``, for rates that compound.
  case rate
  /// Above 0 and at most 1.
  case dissimilarity
  /// From 0 to 365.
  case daysOfYear
  /// Whole years of a timeline.
  case years

  /// Whatever a year multiplies by more than this leaves nothing of any later one.
  static let highestRate = 100.0

  /// The least and the greatest of them.
  var bounds: ClosedRange<Double> {
    let most = Double.greatestFiniteMagnitude
    return switch self {
    case .any: -most...most
    case .positive, .deviation: Double.leastNonzeroMagnitude...most
    case .notNegative, .price: 0...most
    case .share: 0...1
    case .loss: 0...1.0.nextDown
    case .rate: (-1.0).nextUp...Self.highestRate
    case .dissimilarity: Double.leastNonzeroMagnitude...1
    case .daysOfYear: 0...365
    case .years: Timeline.years.lowerBound...Timeline.years.upperBound.nextDown
    }
  }

  func allows(_ value: Double) -> Bool { bounds.contains(value) }

  /// What is allowed, in words.
  var words: String {
    switch self {
    case .any: "a finite number"
    case .positive: "a number above 0"
    case .deviation:
      "a standard deviation above 0 (of an outturn that is certain one as good as none, such as 0.0001)"
    case .notNegative: "0 or more"
    case .price: "0 or more (a subsidy may be the cost of an event below 0)"
    case .share: "a share from 0 to 100 %"
    case .loss: "a share from 0 to less than 100 %"
    case .rate: "a rate above -100 %, and at most 10,000 %"
    case .dissimilarity: "a number above 0 and at most 1, as the dissimilarity of a nest is"
    case .daysOfYear: "0 to 365 days, as a year has 365"
    case .years: "whole years, 1 to 499"
    }
  }
}
