import CorridorUnits

/// Reads assumptions.yaml.
struct AssumptionReader {
  static let file = "assumptions.yaml"

  private let file: String
  /// Units that were read before, by their text.
  private var units: [String: Unit] = [:]

  init(file: String) { self.file = file }

  /// Every assumption of the file; what is wrong goes to the draft.
  mutating func read(_ root: ConfigNode, _ draft: inout Draft) -> [Assumption] {
    guard let entries = root.entries else {
      draft.findings.error(
        "wrong-type", at: SourceLocation(file: file, line: root.line, column: root.column),
        "the file is \(root.kind) and not a mapping of assumptions by id",
        remedy: "write 'ID:' with the keys of an assumption below it")
      return []
    }
    var assumptions: [Assumption] = []
    assumptions.reserveCapacity(entries.count)
    for entry in entries {
      if let assumption = assumption(entry, &draft) {
        assumptions.append(assumption)
      } else {
        draft.broken.insert(entry.key)
      }
    }
    return assumptions
  }

  private mutating func assumption(
    _ entry: ConfigNode.Entry, _ draft: inout Draft
  ) -> Assumption? {
    let location = SourceLocation(file: file, line: entry.line, column: entry.column)
    IDs.check(entry.key, what: "assumption", allowing: "_", at: location, &draft.findings)
    let fields = Fields(
      entry.value, file: file, subject: "assumption '\(entry.key)'", keys: Keys.assumption,
      at: location,
      &draft.findings)
    if entry.value.entries == nil { return nil }
    let unit = fields.word("unit", &draft.findings).flatMap { self.unit($0, &draft.findings) }
    let year = year(of: fields, unit: unit, &draft.findings)
    let values =
      fields.has("distribution")
      ? distribution(fields, unit: unit, year: year, &draft.findings)
      : range(fields, unit: unit, year: year, &draft.findings)
    let name = fields.text("name", &draft.findings)
    let knownAt = fields.date("known_at", &draft.findings)
    let note = fields.optionalText("note", &draft.findings)
    let origin = ProvenanceReader.read(fields, &draft)
    guard let values, let sourceClass = origin.sourceClass else { return nil }
    return Assumption(
      id: entry.key, name: name, low: values.low, base: values.base, high: values.high,
      shape: values.shape, spread: values.spread, knownAt: knownAt, sources: origin.sources,
      sourceClass: sourceClass, formula: origin.formula, note: note, location: location)
  }

  private struct Values {
    var low: Assumption.Stated?
    var base: Assumption.Stated
    var high: Assumption.Stated?
    var shape: Assumption.Shape
    var spread: Spread?
  }

  /// The values of low, base and high.
  private mutating func range(
    _ fields: Fields, unit: Unit?, year: Int?, _ findings: inout Findings
  ) -> Values? {
    let low = stated("low", fields, unit: unit, year: year, &findings)
    let base = stated("base", fields, unit: unit, year: year, &findings)
    let high = stated("high", fields, unit: unit, year: year, &findings)
    if !fields.has("base") { fields.missing("base", &findings) }
    let shape = shape(fields, &findings)
    return base.map { Values(low: low, base: $0, high: high, shape: shape) }
  }

  /// The values of a text such as `discrete(2: 0.3, 5: 0.7)`.
  private func distribution(
    _ fields: Fields, unit: Unit?, year: Int?, _ findings: inout Findings
  ) -> Values? {
    let others = ["low", "base", "high", "shape"].filter(fields.has)
    if let first = others.first {
      let names = others.map { "'\($0)'" }.joined(separator: ", ")
      findings.error(
        "superfluous-key", at: fields.place(of: first),
        "\(fields.subject) has \(names) beside 'distribution'",
        remedy: "delete \(names), or 'distribution'")
    }
    guard let word = fields.word("distribution", &findings) else { return nil }
    guard let unit else {
      if !fields.has("unit") { fields.missing("unit", &findings) }
      return nil
    }
    do throws(OverrideNumbers.Failure) {
      let read = try OverrideNumbers.read(word.text, shape: .fixed)
      let base = checked(
        read.base, unit, year, "distribution", fields, hasOwnYear: false, &findings)
      func stated(_ value: Double?) -> Assumption.Stated? {
        value.map { Assumption.Stated(value: $0, unit: unit, priceYear: base.priceYear) }
      }
      return Values(
        low: stated(read.low), base: base, high: stated(read.high), shape: read.shape,
        spread: read.spread)
    } catch {
      findings.error(
        "bad-value", at: word.location, "\(error.what), in 'distribution' of \(fields.subject)",
        remedy: error.remedy ?? "write a distribution such as triangular(2, 3, 5), without its unit"
      )
      return nil
    }
  }

  private mutating func unit(_ word: Fields.Word, _ findings: inout Findings) -> Unit? {
    if let known = units[word.text] { return known }
    do throws(UnitError) {
      let unit = try Unit(word.text)
      units[word.text] = unit
      return unit
    } catch {
      findings.error(
        "bad-unit", at: word.location, what: "unit '\(word.text)'", error.description,
        remedy: "write a unit such as USD/TEU-km, km/day or %/year")
      return nil
    }
  }

  /// The price year of all values that have none of their own.
  private func year(of fields: Fields, unit: Unit?, _ findings: inout Findings) -> Int? {
    let year = fields.optionalInteger("price_year", in: 1800...2200, &findings)
    if let unit, !unit.hasMoney, year != nil,
      !["low", "base", "high"].contains(where: { fields.value($0)?.entries != nil })
    {
      findings.error(
        "superfluous-price-year", at: fields.place(of: "price_year"),
        "\(fields.subject) has a price year, and its unit '\(unit)' has no money",
        remedy: "delete 'price_year', or write the currency in 'unit'")
    }
    return year
  }

  private mutating func stated(
    _ key: String, _ fields: Fields, unit: Unit?, year: Int?, _ findings: inout Findings
  ) -> Assumption.Stated? {
    guard let node = fields.value(key) else { return nil }
    guard node.entries != nil else {
      if unit == nil, !fields.has("unit"), fields.value("base") == node {
        fields.missing("unit", &findings)
      }
      guard let value = fields.number(of: node, key, &findings), let unit else { return nil }
      return checked(value, unit, year, key, fields, hasOwnYear: false, &findings)
    }
    let own = Fields(
      node, file: file, subject: "'\(key)' of \(fields.subject)",
      keys: Keys.stated, &findings)
    let value = own.number("value", &findings)
    let ownYear = own.optionalInteger("price_year", in: 1800...2200, &findings)
    let ownUnit = own.word("unit", &findings).flatMap { self.unit($0, &findings) }
    if ownUnit == nil, unit == nil, !own.has("unit") { fields.missing("unit", &findings) }
    guard let unit = ownUnit ?? unit else { return nil }
    return checked(
      value, unit, ownYear ?? (unit.hasMoney ? year : nil), key, fields,
      hasOwnYear: own.has("price_year"), &findings)
  }

  private func checked(
    _ value: Double, _ unit: Unit, _ year: Int?, _ key: String, _ fields: Fields,
    hasOwnYear: Bool, _ findings: inout Findings
  ) -> Assumption.Stated {
    if unit.hasMoney, year == nil, !hasOwnYear, !fields.has("price_year") {
      // What is stated without a unit of its own shares the year too: one mistake of the assumption.
      let isOwn = fields.value(key)?.entries != nil
      findings.error(
        "missing-price-year", at: fields.place(of: isOwn ? key : "unit"),
        (isOwn ? "'\(key)' of " : "")
          + "\(fields.subject) is money (\(unit)) without a price year",
        remedy: "add 'price_year', the year in whose prices it is stated")
    }
    if !unit.hasMoney, hasOwnYear {
      findings.error(
        "superfluous-price-year", at: fields.place(of: key),
        "'\(key)' of \(fields.subject) has a price year, and its unit '\(unit)' has no money",
        remedy: "delete 'price_year', or write the currency in 'unit'")
    }
    return Assumption.Stated(value: value, unit: unit, priceYear: unit.hasMoney ? year : nil)
  }

  private func shape(_ fields: Fields, _ findings: inout Findings) -> Assumption.Shape {
    let hasLow = fields.has("low")
    if hasLow != (fields.has("high")) {
      findings.error(
        "half-range", at: fields.place(of: hasLow ? "low" : "high"),
        "\(fields.subject) has '\(hasLow ? "low" : "high")' alone",
        remedy: "write both 'low' and 'high', or neither",
        cause: fields.absence(of: hasLow ? "high" : "low"))
    }
    let shape =
      hasLow
      ? fields.requiredChoice("shape", Assumption.Shape.self, &findings)
      : fields.choice("shape", Assumption.Shape.self, &findings)
    if let shape, !shape.isRange {
      findings.error(
        "bad-value", at: fields.place(of: "shape"),
        "\(fields.subject) is \(shape.rawValue), which low, base and high do not say",
        remedy: "write 'distribution: \(shape.rawValue)(...)' in place of low, base, high and shape"
      )
      return .fixed
    }
    if !hasLow, let shape, shape != .fixed {
      findings.error(
        "half-range", at: fields.place(of: "shape"),
        "\(fields.subject) is \(shape.rawValue) and has no range",
        remedy: "write 'low' and 'high', or the shape 'fixed'")
    }
    return shape ?? .fixed
  }
}
