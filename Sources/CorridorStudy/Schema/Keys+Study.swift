/// The keys of study.yaml.
extension Keys {
  static let study = KeyTable([
    .must("id", .ownID(pattern: plainID), "id of the study"),
    .must("title", .text, "title of the study"),
    .must("summary", .text, "what it is about, in a sentence or two"),
    .must("worldview", .text, "whose borders are drawn"),
    .must("attribution", .text, "credit and licences of the data"),
    .must("money", .mapping(money), "currency and price year of all results"),
    .must("geometry", .mapping(geometry), "tolerances of lines and lengths"),
    .must("appraisal", .mapping(appraisal), "horizon, rates, terrain"),
    .may("services", .things(pattern: plainID, .mapping(service)), "what moves"),
    .may("link_classes", .things(pattern: plainID, .mapping(linkClass)), "kinds of links"),
    .may("events", .list(.mapping(event)), "rules: the one with the most conditions wins"),
    .may(
      "comparisons", .things(pattern: "^[a-z0-9.:-]+$", .mapping(comparison)),
      "SERVICE:ORIGIN-DESTINATION, whose routes stand in corridors.yaml"),
    .may("correlations", .list(.mapping(correlation)), "rank correlations of assumptions"),
  ])

  static let money = KeyTable([
    .must("currency", .currency, "code of ISO 4217, such as USD"),
    .must("price_year", priceYear, "the year in whose prices results are told"),
  ])

  /// A finer line than 10 cm costs time for nothing, and the rest are lengths on one planet: metres.
  static let deviation = 0.1...10_000.0
  /// Metres.
  static let sliver = 0.1...1e6
  /// Kilometres.
  static let within = 0.001...1000.0
  /// A rank correlation.
  static let rank = -1.0...1.0

  static let geometry = KeyTable([
    .must("deviation_m", .measure(deviation), "how far a densified line may be from its geodesics"),
    .must("sliver_m", .measure(sliver), "stretches abroad that are shorter count to the neighbour"),
    .must("sea_sliver_m", .measure(sliver), "the same at sea"),
    .must("station_within_km", .measure(within), "how far a kilometre post may be from the line"),
    .must("link_end_within_km", .measure(within), "how far a line may end from its place"),
    .must("route_factor", .tuple(.positive, count: 2), "band of declared / traced lengths"),
    .must("route_factor_listed", .positive, "factors above ask for a reason"),
  ])

  static let appraisal = KeyTable([
    .must("construction_years", .id, "assumption in years"),
    .must("operation_years", .id, "assumption in years"),
    .must("economic_rate", .id, "assumption in %/year"),
    .must("private_rate", .id, "assumption in %/year"),
    .may("country_premium", .id, "assumption in %/year, added to the private rate"),
    .must("reinvestment_rate", .id, "assumption in %/year"),
    .must("carbon_price", .id, "assumption in money/tCO2e"),
    .may("terrain", .mapping(terrain), "multipliers of capital by ground"),
  ])

  static let terrain = KeyTable(
    Terrain.allCases.map { .may($0.rawValue, .id, "assumption: multiplier of capital") })

  static let service = KeyTable([
    .must("name", .text, "name of what moves"),
    .must("unit", .unit, "what is counted, such as TEU or t"),
    .must("key", .text, "end of keys in results, such as teu"),
    .may("value", .id, "assumption in money per unit"),
    .may("damage", .id, "assumption: share of the value lost on a journey"),
    .may("reliability_ratio", .id, "assumption: weight of a standard deviation of time"),
    .may("value_of_time", .mapping(valueOfTime), "lognormal value of a day"),
    .may("mass", .id, "assumption in t per unit"),
    .may("loss_emissions", .id, "assumption in kgCO2e per unit lost or burnt on the way"),
  ])

  static let valueOfTime = KeyTable([
    .must("median", .id, "assumption in money per unit and day"),
    .must("sigma", .id, "assumption: standard deviation of the logarithm"),
  ])

  private static let byService = KeyKind.things(pattern: plainID, .id)

  static let linkClass = KeyTable([
    .must("name", .text, "name of the class"),
    .must("mode", mode, "mode of its links"),
    .may("speed", .id, "assumption in km/day"),
    .may("service_speed", byService, "by service that goes at another speed: assumption in km/day"),
    .may("tariff", byService, "by service: assumption in money per unit and km"),
    .may(
      "network_tariff", byService,
      "by service: assumption in money per unit, once for links in a row that name it"),
    .may("flat", byService, "by service: assumption in money per unit"),
    .may("wait", .id, "assumption in days"),
    .may("avoidable", byService, "by service: assumption in money per unit and km"),
    .may("emissions", byService, "by service: assumption in kgCO2e per unit and km"),
    .may("capex", .mapping(classCapital), "by works: assumption in millions per km"),
    .may("capex_includes_terrain", .flag, "the rate is stated for this ground"),
    .may("upkeep", .id, "assumption in %/year or money/km/year"),
    .may("loss", .id, "assumption in %/100km"),
    .may("overrun", .mapping(overrun), "reference class of overruns"),
    .may("route_factor", .id, "assumption: length / drawn line where none is published"),
    .may("pays_levelised_cost", .flag, "its users pay what it costs"),
  ])

  static let classCapital = KeyTable(
    Works.allCases.filter { $0 != .none }.map { .may($0.rawValue, .id, "assumption") })

  static let event = KeyTable([
    .must("kind", .choice(Event.Kind.self), "when it happens"),
    .may("service", .id, "of one service only"),
    .may("mode", mode, "of one mode only"),
    .may("modes", .tuple(mode, count: 2), "modes before and after a transfer"),
    .may("between", .tuple(.country, count: 2), "of one border only"),
    .may("into", .country, "of one direction only: the country that is entered"),
    .may("at", .id, "at one place only"),
    .may("passage", .text, "a passage that links name"),
    .may("country", .country, "who asks a fee"),
    .may("time", .id, "assumption in days"),
    .may("cost", .id, "assumption in money per unit"),
    .may("deviation", .id, "assumption: standard deviation of the time"),
    .may("emissions", .id, "assumption in kgCO2e per unit"),
    .may("loss", .id, "assumption: share of the load that is lost there"),
    .may("capacity", .id, "assumption in units a year that can pass"),
  ])

  static let comparison = KeyTable([
    .must("title", .text, "title of the comparison"),
    .must("question", .text, "what it asks"),
    .must("service", .id, "what moves"),
    .must("origin", .id, "place where every route begins"),
    .must("destination", .id, "place where routes end"),
    .must("demand", .mapping(demand), "how much, and how it chooses"),
    .may("note", .text, "what a reader should know"),
  ])

  static let demand = KeyTable([
    .must("volume", .id, "assumption in units per year"),
    .may("growth", .id, "assumption in %/year"),
    .may("ramp_up", .list(.id), "assumptions: shares of the first years of operation"),
    .may("choice", .mapping(choice), "how shippers choose among routes"),
    .may("value", .id, "assumption in money per unit, without a choice model"),
    .may("supply_cost", .id, "assumption in money per unit, without a choice model"),
    .may("capacity", .id, "assumption in MW, for power"),
  ])

  static let choice = KeyTable([
    .must("cost_weight", .id, "assumption: utility per money and unit"),
    .must("nest_lambda", .id, "assumption: dissimilarity of routes in a nest"),
    .may("constants", .things(pattern: anyID, .id), "by route: assumption"),
  ])

  static let correlation = KeyTable([
    .must("between", .tuple(.id, count: 2), "two assumptions"),
    .must("rank", .measure(rank), "Spearman's correlation, from -1 to 1"),
    .may("sources", .list(.id), "keys of sources.json"),
    .must("class", .choice(SourceClass.self), "how well it is sourced"),
    .may("note", .text, "what a reader should know"),
  ])
}
