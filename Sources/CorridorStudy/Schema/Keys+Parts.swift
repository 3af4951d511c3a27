/// The keys of assumptions.yaml, corridors.yaml and scenarios.
extension Keys {
  private static let statedValue = KeyKind.either([.number, .mapping(stated)])

  static let assumption =
    KeyTable(
      [
        .must("name", .text, "what it is"),
        .may("low", statedValue, "lower bound or P5, as the shape has it"),
        .may("base", statedValue, "likeliest value, mean or median; required without distribution"),
        .may("high", statedValue, "upper bound or P95"),
        .may("unit", .unit, "unit such as USD/t-km, km/day or '%/year'"),
        .may("price_year", priceYear, "required when the unit has money"),
        .may(
          "shape", .word(Assumption.Shape.allCases.filter(\.isRange).map(\.rawValue)),
          "with a range"),
        .may("distribution", .text, "in place of low, base, high: discrete(20: 0.3, 30: 0.7)"),
        .must("known_at", .date, "since when it could be known"),
      ],
      needs: [
        .oneOf(["base", "distribution"]),
        .hereOrIn("unit", others: ["low", "base", "high", "distribution"]),
        .brings("low", ["high", "shape"]), .brings("high", ["low"]),
      ]) + provenance + note

  /// A value with a unit or price year of its own.
  static let stated = KeyTable([
    .must("value", .number, "the number"),
    .may("unit", .unit, "where it differs"),
    .may("price_year", priceYear, "where it differs"),
  ])

  static let chains = KeyTable([
    .may("corridors", .things(pattern: plainID, .mapping(chain)), "chains of links"),
    .may("routes", .things(pattern: routeID, .mapping(route)), "COMPARISON/ROUTE"),
  ])

  static let chain =
    names
    + KeyTable([
      .must("links", .filled(.id), "links in order of travel"),
      .may("branches", .list(.id), "links that leave it on its way"),
      .may("declared", .mapping(length), "a length published of the whole only"),
      .may("sources", .list(.id), "keys of sources.json"),
      .may("note", .text, "what a reader should know"),
    ])

  static let route =
    names
    + KeyTable([
      .may("nest", .text, "nest of the choice model, such as rail"),
      .must("pieces", .filled(.either([.id, .mapping(piece)])), "corridors and links in order"),
      .may("destination", .id, "when it differs from the comparison's"),
      .may("works", .list(.mapping(nodeWorks)), "what must be built at places"),
      .may("note", .text, "what a reader should know"),
    ])

  static let piece = KeyTable([
    .must("id", .id, "a corridor or a link"),
    .may("from", .id, "place where the route joins it"),
    .may("to", .id, "place where the route leaves it"),
  ])

  static let nodeWorks = KeyTable([
    .must("name", .text, "what is built"),
    .must("at", .id, "at which place"),
    .must("capex", .id, "assumption in millions"),
    .may("upkeep", .id, "assumption in %/year"),
    .may("overrun", .mapping(overrun), "reference class of overruns"),
  ])

  static let scenario = KeyTable([
    .must("name", .text, "name of the scenario"),
    .may("inherits", .id, "another scenario"),
    .may("set", .things(pattern: assumptionID, .either([.amount, .mapping(setting)])), "values"),
    .may("links", .things(pattern: plainID, .mapping(linkPatch)), "links that differ"),
    .may("borders", .things(pattern: anyID, .mapping(opening)), "crossings or AA-BB"),
    .may("passages", .things(pattern: anyID, .mapping(opening)), "such as suez"),
    .may("routes", .things(pattern: anyID, .mapping(routePatch)), "COMPARISON/ROUTE"),
    .may("choice", .choice(Openness.Choice.self), "among which routes shippers choose"),
    .may("regimes", .mapping(regimePatch), "where political processes begin"),
    .may("as_of", .date, "vintage of a run"),
    .may("known_at", .date, "since when its figures could be known"),
    .may("note", .text, "what a reader should know"),
    .may("sources", .list(.id), "keys of sources.json"),
  ])

  /// A value of a scenario with where it comes from.
  static let setting =
    KeyTable([
      .must("value", .amount, "NUMBER UNIT @YEAR, or a distribution"),
      .may("known_at", .date, "since when it could be known"),
      .may("note", .text, "what a reader should know"),
    ]) + provenance

  static let linkPatch = KeyTable([
    .may("status", .choice(Status.self), "whether it runs"),
    .may("works", .choice(Works.self), "what must be done first"),
    .may("gauge_mm", .either([.integer(gauges), .list(.integer(gauges))]), "one or two"),
    .may("class", .id, "another link class of the same mode"),
    .may("terrain", .choice(Terrain.self), "its ground"),
    .may("open", .flag, "whether it is open"),
    .may("reason", .text, "required of what is closed"),
  ])

  static let gauges = 500...2200

  static let opening = KeyTable([
    .may("open", .flag, "whether it is open"),
    .may("reason", .text, "required of what is closed"),
  ])

  static let routePatch =
    opening
    + KeyTable([
      .may("works", .list(.mapping(nodeWorks)), "what must be built at places, in place of its own")
    ])

  static let regimePatch = KeyTable([
    .may("matrix", .id, "transition matrix"),
    .may("start", .either([.text, .list(.text)]), "states at the start, one of a process"),
    .may("held", .either([.flag, .list(.text)]), "which of them stay"),
  ])
}
