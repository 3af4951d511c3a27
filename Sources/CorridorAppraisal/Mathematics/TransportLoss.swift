/// What does not arrive of what is sent.
public enum TransportLoss {
  /// The share of gas that arrives when compressors burn a part of it.
  ///
  /// V_out / V_in = (1 - a)^(D / 100 km), with the part a burnt in each 100 km.
  public static func gasDelivered(
    fuelPer100Kilometres: Double, kilometres: Double
  ) throws(MathematicsError) -> Double {
    try Check.share(fuelPer100Kilometres, "fuel per 100 km")
    try Check.notNegative(kilometres, "distance")
    return Elementary.pow(1 - fuelPer100Kilometres, kilometres / 100)
  }

  /// The share of power that is lost on a direct current line with a converter at both ends.
  ///
  /// 1 - (1 - c)² (1 - l)^(D / 1000 km), with the part c lost in a converter and l in each 1,000 km.
  public static func line(
    perConverter: Double, per1000Kilometres: Double, kilometres: Double, converters: Int = 2
  ) throws(MathematicsError) -> Double {
    try Check.share(perConverter, "loss of a converter")
    try Check.share(per1000Kilometres, "loss per 1000 km")
    try Check.notNegative(kilometres, "distance")
    try Check.notNegative(Double(converters), "converters")
    return 1 - Elementary.pow(1 - perConverter, Double(converters))
      * Elementary.pow(1 - per1000Kilometres, kilometres / 1000)
  }
}
