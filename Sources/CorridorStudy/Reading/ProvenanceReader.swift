/// Reads where a value comes from: the keys `sources`, `class` and `formula` of whatever has one.
enum ProvenanceReader {
  /// Where a value comes from; what is wrong goes to the draft.
  ///
  /// - Parameters:
  ///   - fields: what has the keys.
  ///   - asksFormula: whether what is derived has to say by which formula.
  ///   - draft: takes what is wrong.
  /// - Returns: the sources, the class (nil where it is missing or wrong) and the formula.
  static func read(
    _ fields: Fields, asksFormula: Bool = true, _ draft: inout Draft
  ) -> (sources: [String], sourceClass: SourceClass?, formula: String?) {
    let sources = draft.mentions(.source, "sources", of: fields)
    let sourceClass = fields.requiredChoice("class", SourceClass.self, &draft.findings)
    let formula = asksFormula ? fields.optionalText("formula", &draft.findings) : nil
    if let sourceClass, sources.isEmpty, !sourceClass.isUnsourced {
      draft.findings.error(
        "missing-source", at: fields.location,
        "\(fields.subject) is of class '\(sourceClass.rawValue)' and names no source",
        remedy: "add 'sources: [KEY]', or say that the class is memory or judgement")
    }
    if asksFormula, sourceClass == .derived, formula == nil {
      draft.findings.error(
        "missing-formula", at: fields.location, "\(fields.subject) is derived and has no formula",
        remedy: "add 'formula', or another class")
    }
    return (sources, sourceClass, formula)
  }
}
