/// The keys of claims.yaml and backcasts.yaml.
extension Keys {
  static let claim = KeyTable([
    .must("statement", .text, "what is claimed, in the study's own words"),
    .must("source", .id, "key of sources.json"),
    .must("mode", .choice(Claim.Mode.self), "what kind of claim it is"),
    .may("figure", .mapping(figure), "what it says"),
    .may("checks", .list(check), "what it is held against"),
    .may("covers", .text, "what of it the checks cover, where that is not all"),
    .may("needs", .text, "what the study lacks to check it, or the rest of it"),
    .may("note", .text, "what a reader should know"),
  ])

  static let figure = KeyTable([
    .may("value", .number, "one number, or low and high"),
    .may("low", .number, "lower end of a range"),
    .may("high", .number, "upper end of a range"),
    .must("unit", .text, "unit of the figure"),
    .may("price_year", priceYear, "of money"),
  ])

  /// What every check may have.
  static let circumstances = KeyTable([
    .may("scenario", .id, "in which scenario"),
    .may("as_of", .date, "at which vintage"),
    .may("set", .things(pattern: assumptionID, .text), "as after --set"),
  ])

  /// The kinds of checks with their own keys.
  static let checkKinds: [(word: String, table: KeyTable)] = [
    (
      "figure",
      KeyTable([
        .must("quantity", .text, "expression with references such as {link:ID traced_km}"),
        .must("tolerance", .share, "share of the figure within which it is supported"),
        .must("contested", .share, "share beyond which it is contradicted"), states,
      ])
    ),
    (
      "arithmetic",
      KeyTable([
        .must("expression", .text, "of the document's own figures"),
        .must("tolerance", .share, "share of the figure"), states,
      ])
    ),
    (
      "relation",
      KeyTable([
        .must("left", .text, "expression"),
        .must("is", .choice(Claim.Relation.self), "above or below"),
        .must("right", .text, "expression"),
        .may("unit", .text, "for the reader"),
      ])
    ),
    (
      "comparable",
      KeyTable([.must("attributes", .filled(.mapping(attribute)), "what is compared")])
    ),
    (
      "separates",
      KeyTable([
        .must("country", .country, "which lies between"), .must("from", .country, "here"),
        .must("to", .country, "there"), .must("modes", .filled(mode), "by which modes"),
      ])
    ),
    (
      "passes",
      KeyTable([
        .must("routes", .filled(.id), "COMPARISON/ROUTE"), .must("country", .country, "which"),
      ])
    ),
    ("present", KeyTable([.must("corridors", .filled(.id), "which the study has")])),
  ]

  private static let states = KeyTable.Key.may(
    "states", .mapping(figure), "a figure of its own")

  /// The keys of a check of each kind, all of them.
  static let checks: [(word: String, table: KeyTable)] = checkKinds.map { kind in
    let common = KeyTable([
      .must("kind", .word([kind.word]), "kind of check"),
      .may("about", .text, "what is held against what"),
      .may("premise", .flag, "it holds only what the claim presumes: it can't support it"),
    ])
    let sides = kind.table.keys.filter { furtherSides.contains($0.name) }.map(\.name)
    let also = KeyTable([
      .may("in", .text, "the circumstances, in words"),
      .may("also", .list(.mapping(further(sides))), "further circumstances"),
    ])
    return (kind.word, common + circumstances + also + kind.table)
  }

  /// Sides of a check that further circumstances may state anew.
  static let furtherSides = ["left", "right", "quantity", "expression"]

  /// The keys of further circumstances of a check that has these sides.
  static func further(_ sides: [String]) -> KeyTable {
    circumstances
      + KeyTable(
        [.may("in", .text, "the circumstances, in words")]
          + sides.map { .may($0, .text, "expression in place of that of the check") })
  }

  static let check = KeyKind.variants(key: "kind", checks)

  static let attribute = KeyTable([
    .must("what", .text, "which attribute"), .must("left", .text, "of the one"),
    .must("right", .text, "of the other"),
  ])

  static let backcast =
    KeyTable([
      .must("title", .text, "the case, in a few words"),
      .must("fed", .text, "what was fed, in words"),
    ]) + circumstances
    + KeyTable([
      .must("happened", .text, "what happened, in words"),
      .may("sources", .list(.id), "keys of sources.json"),
      .may("outcomes", .things(pattern: anyID, .text), "expressions with all that is known"),
      .must("figures", .filled(.mapping(backcastFigure)), "what is held against what happened"),
      .may("calibration", .flag, "whether the model was fitted to it"),
      .may("note", .text, "what a reader should know"),
    ])

  static let backcastFigure = KeyTable([
    .must("about", .text, "what it is"),
    .must("quantity", .text, "expression"),
    .must("unit", .text, "unit"),
    .may("low", .text, "expression: passes from here"),
    .may("high", .text, "expression: passes up to here"),
    .may("against", .text, "expression: what happened"),
  ])
}
