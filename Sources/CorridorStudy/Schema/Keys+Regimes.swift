/// The keys of regimes.yaml.
extension Keys {
  static let regimes = KeyTable([
    .may("exposures", .things(pattern: plainID, .mapping(exposure)), "what routes meet"),
    .must("processes", .things(pattern: plainID, .mapping(process)), "political processes"),
    .may("hosts", .things(pattern: countryCode, .mapping(host)), "who may reopen a contract"),
    .may("note", .text, "what a reader should know"),
  ])

  static let exposure = KeyTable([
    .must("name", .text, "name"),
    .may("crossings", .list(.tuple(.country, count: 2)), "borders between two countries"),
    .may("countries", .list(.country), "stretches in these countries"),
    .may("links", .list(.id), "these links"),
    .may("passages", .list(.text), "these passages"),
    .may("modes", .list(mode), "of these modes only"),
    .may("note", .text, "what a reader should know"),
  ])

  static let process = KeyTable([
    .must("name", .text, "name"),
    .must("states", .things(pattern: plainID, .mapping(state)), "the regimes"),
    .may("coding", .things(pattern: "^[0-9]{4}$", .mapping(codedYear)), "what years were"),
    .must("matrices", .things(pattern: plainID, .mapping(matrix)), "how one follows another"),
    .must(
      "effects",
      .things(pattern: plainID, .things(pattern: plainID, .mapping(effect))),
      "by exposure and state"),
    .may("tilts", .list(.mapping(tilt)), "what an operating corridor changes"),
    .may(
      "worth", .things(pattern: countryCode, .things(pattern: plainID, .id)),
      "what states are worth to a country"),
    .may("note", .text, "what a reader should know"),
  ])

  static let state = KeyTable([
    .must("name", .text, "name"),
    .may("short", .text, "a short name"),
    .must("meaning", .text, "how one knows that it is this one"),
  ])

  /// Where what has no formula comes from.
  private static let origin = KeyTable([
    .may("sources", .list(.id), "keys of sources.json; empty only for memory and judgement"),
    .must("class", .choice(SourceClass.self), "how well it is sourced"),
  ])

  static let codedYear = KeyTable([.must("state", .id, "the regime of that year")]) + origin + note

  static let matrix =
    KeyTable([.must("known_at", .date, "since when it could be known")]) + origin
    + KeyTable([
      .must("start", .mapping(start), "where a run begins"),
      .may("rows", .things(pattern: plainID, .list(.number)), "chances, in the order of states"),
      .may("estimate", .mapping(estimate), "rows from the coded years"),
      .may(
        "rates", .things(pattern: plainID, .things(pattern: plainID, .measure(rate))),
        "in place of rows: how often a year each state goes to others"),
      .may("hazards", .list(.mapping(hazard)), "chances of a year that take a place"),
      .may("splits", .list(.mapping(split)), "how two states share a chance"),
      .may("note", .text, "what a reader should know"),
    ])

  static let start = KeyTable([
    .must("state", .id, "regime"), .must("year", .integer(1500...2200), "of which year"),
  ])

  /// How often a year: of what goes more often nothing is left after one.
  static let rate = 0.0...1000

  /// Steps.
  static let prior = 1e-6...1e6

  static let estimate = KeyTable([
    .must("states", .filled(.id), "whose rows are estimated"),
    .must("through", .integer(1500...2200), "last year that counts"),
    .must("prior", .measure(prior), "steps added to each count"),
  ])

  static let hazard = KeyTable([
    .must("from", .filled(.id), "states"), .must("to", .id, "state"),
    .must("chance", .id, "assumption in %/year"),
  ])

  static let split = KeyTable([
    .must("from", .filled(.id), "states"), .must("to", .tuple(.id, count: 2), "two states"),
    .must("share", .id, "assumption: share of the first"),
  ])

  static let tilt = KeyTable([
    .must("from", .filled(.id), "states"), .must("to", .id, "state"),
    .must("logit", .id, "assumption: added to the logit"),
  ])

  static let effect = KeyTable([
    .may("availability", .id, "assumption: share of the year"),
    .may("demand", .id, "assumption: factor"),
    .may("fee", .id, "assumption: factor"),
    .may("delay", .id, "assumption in days"),
    .may("loss", .id, "assumption: share of the assets"),
    .may("sanctions", .flag, "whether there are sanctions"),
  ])

  static let host = KeyTable([
    .must("early_hazard", .id, "assumption in %/year, before capital is sunk"),
    .must("late_hazard", .id, "assumption in %/year, after"),
    .must("sunk_threshold", .id, "assumption: share sunk"),
    .must("demand", .id, "assumption: multiple of the fee"),
    .must("settlement", .id, "assumption: multiple of the fee"),
    .must("power", .id, "assumption: share of what is bargained over"),
    .must("stoppage_chance", .id, "assumption: chance"),
    .must("stoppage_years", .id, "assumption in years"),
    .must("termination", .id, "assumption in %/year"),
    .must("salvage", .id, "assumption: share"),
    .must("patience", .id, "assumption: how a year later is valued"),
    .may("bargain", .choice(HostTerms.Bargain.self), "how it ends"),
    .may("upkeep", .id, "assumption in millions a year"),
    .may("mitigants", .mapping(mitigants), "what can be agreed beforehand"),
  ])

  static let mitigants = KeyTable([
    .may("escrow_years", .id, "assumption in years: fee in an account"),
    .may("prepaid_share", .id, "assumption: share of the fee paid ahead"),
    .may("in_kind_share", .id, "assumption: share of the fee in kind"),
    .may("in_kind_worth", .id, "assumption: multiple of its cost to the host"),
    .may("fallback_share", .id, "assumption: share of what a year leaves the builder"),
    .may("staging", .id, "assumption: multiple of the years of building"),
    .may("guarantee_share", .id, "assumption: share of the capital lost"),
    .may("guarantee_premium", .id, "assumption in %/year of the capital"),
  ])
}
