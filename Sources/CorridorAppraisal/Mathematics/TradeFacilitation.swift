/// The indicators by which border crossing and speed along a corridor are compared.
///
/// - Source: CAREC, *Corridor Performance Measurement and Monitoring* annual reports, Asian
///   Development Bank.
public enum TradeFacilitation {
  /// TFI1: the mean hours to clear a border crossing point.
  public static func meanClearance(hours: [Double]) throws(MathematicsError) -> Double {
    try Check.finite(hours, "border crossings")
    return hours.reduce(0, +) / Double(hours.count)
  }

  /// TFI2: the mean cost of clearing a border crossing point.
  public static func meanClearance(costs: [Double]) throws(MathematicsError) -> Double {
    try meanClearance(hours: costs)
  }

  /// TFI3: the cost of a section of 500 km for 20 tonnes of cargo.
  ///
  /// 500 · cost / distance · 20 / mass, for the cost of `mass` tonnes over the whole distance.
  public static func sectionCost(
    cost: Double, kilometres: Double, tonnes: Double
  ) throws(MathematicsError) -> Double {
    try Check.finite(cost, "cost")
    try Check.positive(kilometres, "distance")
    try Check.positive(tonnes, "mass")
    return 500 * cost / kilometres * 20 / tonnes
  }

  /// Speed without delay (SWOD): distance / time in motion, in km/h.
  public static func speedWithoutDelay(
    kilometres: Double, movingHours: Double
  ) throws(MathematicsError) -> Double {
    try speedWithDelay(kilometres: kilometres, movingHours: movingHours, delayHours: 0)
  }

  /// TFI4, speed with delay (SWD): distance / (time in motion + delay), in km/h.
  public static func speedWithDelay(
    kilometres: Double, movingHours: Double, delayHours: Double
  ) throws(MathematicsError) -> Double {
    try Check.notNegative(kilometres, "distance")
    try Check.notNegative(delayHours, "delay")
    try Check.positive(movingHours, "time in motion")
    return kilometres / (movingHours + delayHours)
  }

  /// The share of all time that is delay: 1 - SWD / SWOD.
  public static func delayShare(
    speedWithoutDelay: Double, speedWithDelay: Double
  ) throws(MathematicsError) -> Double {
    try Check.positive(speedWithoutDelay, "speed without delay")
    try Check.notNegative(speedWithDelay, "speed with delay")
    guard speedWithDelay <= speedWithoutDelay else {
      throw .outside("speed with delay", speedWithDelay, range: "at most \(speedWithoutDelay)")
    }
    return 1 - speedWithDelay / speedWithoutDelay
  }
}
