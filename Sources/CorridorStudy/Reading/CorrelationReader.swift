/// Reads the correlations of study.yaml.
struct CorrelationReader {
  static func correlations(of root: Fields, _ draft: inout Draft) -> [CorrelatedAssumptions] {
    guard let node = root.value("correlations") else { return [] }
    guard let items = node.items else {
      root.wrongType(
        "correlations", node, wanted: "a list of '- {between: [one, other], rank: 0.5}'",
        &draft.findings)
      return []
    }
    var seen: [Set<String>: SourceLocation] = [:]
    return items.enumerated().compactMap { place, item in
      let fields = Fields(
        item, file: root.file, subject: "correlation \(place + 1)", keys: Keys.correlation,
        &draft.findings)
      guard let found = correlation(fields, &draft) else { return nil }
      if let first = seen.updateValue(found.location, forKey: Set(found.between)) {
        draft.findings.error(
          "duplicate-correlation", at: found.location,
          "'\(found.between[0])' and '\(found.between[1])' are correlated twice, first at \(first)",
          remedy: "delete one of the two")
      }
      return found
    }
  }

  private static func correlation(_ fields: Fields, _ draft: inout Draft)
    -> CorrelatedAssumptions?
  {
    let pair = fields.words("between", &draft.findings)
    guard pair.count == 2, pair[0].text != pair[1].text else {
      draft.findings.error(
        "bad-pair", at: fields.place(of: "between"),
        "'between' of \(fields.subject) does not name two different assumptions",
        remedy: "write two ids, such as [overrun.rail.mean, horizon.construction]")
      return nil
    }
    for word in pair {
      draft.mention(
        .assumption(UnitNeed([])), word, key: "between", of: fields.subject)
    }
    let rank = fields.number("rank", &draft.findings)
    if !Keys.rank.contains(rank) {
      draft.findings.error(
        "out-of-range", at: fields.place(of: "rank"), "'rank' of \(fields.subject) is \(rank)",
        remedy: "write a rank correlation from -1 to 1")
    }
    let sources = draft.mentions(.source, "sources", of: fields)
    guard let sourceClass = fields.requiredChoice("class", SourceClass.self, &draft.findings)
    else { return nil }
    return CorrelatedAssumptions(
      between: pair.map(\.text), rank: rank, sources: sources, sourceClass: sourceClass,
      note: fields.optionalText("note", &draft.findings), location: fields.location)
  }
}
