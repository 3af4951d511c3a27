/// The keys of every mapping of a study, by what the mapping describes.
enum Keys {
  /// Ids of ordinary things: lower case letters, digits, `-` and `.`.
  static let plainID = "^[a-z0-9.-]+$"
  /// Ids of assumptions, which may hold `_`.
  static let assumptionID = "^[a-z0-9._-]+$"
  /// Ids of comparisons and routes.
  static let routeID = "^[a-z0-9.:-]+/[a-z0-9.-]+$"
  /// Keys that are free, such as names of outcomes.
  static let anyID = "^.+$"
  /// A text that is not empty or blank.
  static let visible = "\\S"
  /// A day such as 2018-12-31; whether a month has so many days is for the reader.
  static let day = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
  /// Two capital letters.
  static let countryCode = "^[A-Z]{2}$"

  static let priceYear = KeyKind.integer(1800...2200)

  /// Of everything that has a name.
  static let names = KeyTable([
    .must("name", .text, "name in English"),
    .may(Fields.translationKey, .text, "name in the language with that ISO 639-1 code"),
    .may("aliases", .list(.text), "other spellings"),
  ])

  /// Where a value comes from.
  static let provenance = KeyTable([
    .may("sources", .list(.id), "keys of sources.json; empty only for memory and judgement"),
    .must("class", .choice(SourceClass.self), "how well it is sourced"),
    .may("formula", .text, "required of what is derived"),
  ])

  /// A published length.
  static let length = KeyTable([
    .must("km", .number, "kilometres as published"),
    .must("series", .text, "what the length counts from and to"),
    .must("source", .id, "key of sources.json"),
    .must("class", .choice(SourceClass.self), "how well it is sourced"),
  ])

  /// A reference class of overruns.
  static let overrun = KeyTable([
    .must("mean", .id, "assumption: outturn / estimate, mean"),
    .must("deviation", .id, "assumption: its standard deviation"),
  ])

  static let note = KeyTable([.may("note", .text, "what a reader should know")])

  /// One of the modes.
  static let mode = KeyKind.choice(Mode.self)
}
