import CorridorUnits

/// Reads the services, link classes and events of study.yaml.
struct ServiceReader {
  /// The mappings of a section by their ids; an empty section is one without things.
  static func things(
    _ section: String, of root: Fields, what: String, _ findings: inout Findings
  ) -> [(id: Fields.Word, node: ConfigNode)] {
    guard let node = root.value(section) else { return [] }
    guard let entries = node.entries else {
      root.wrongType(section, node, wanted: "a mapping of things by id", &findings)
      return []
    }
    return entries.map { entry in
      let location = SourceLocation(file: root.file, line: entry.line, column: entry.column)
      return (Fields.Word(text: entry.key, location: location), entry.value)
    }
  }

  /// The units of the services, which the needs of everything else depend on.
  static func units(of root: Fields, _ findings: inout Findings) -> [String: Unit] {
    var units: [String: Unit] = [:]
    for (id, node) in things("services", of: root, what: "service", &findings) {
      guard let entry = node.entries?.first(where: { $0.key == "unit" }),
        case .scalar(let text, _) = entry.value.content
      else { continue }
      do throws(UnitError) { units[id.text] = try Unit(text) } catch {
        let location = SourceLocation(
          file: root.file, line: entry.value.line, column: entry.value.column)
        findings.error(
          "bad-unit", at: location, what: "unit of service '\(id.text)'", error.description,
          remedy: "write what is counted, such as TEU")
      }
    }
    return units
  }

  static func services(
    of root: Fields, units: [String: Unit], needs: UnitNeeds, _ draft: inout Draft
  ) -> [Service] {
    let found = things("services", of: root, what: "service", &draft.findings)
    return found.map { id, node in
      IDs.check(id.text, what: "service", at: id.location, &draft.findings)
      let fields = Fields(
        node, file: root.file, subject: "service '\(id.text)'", keys: Keys.service, at: id.location,
        &draft.findings)
      if !fields.has("unit") { fields.missing("unit", &draft.findings) }
      let name = fields.text("name", &draft.findings)
      let key = fields.text("key", &draft.findings)
      IDs.check(
        key, what: "key of a service", allowing: "_", at: fields.place(of: "key"), &draft.findings)
      check(key, against: fields, &draft.findings)
      let price = needs.price(of: id.text)
      return Service(
        id: id.text, name: name, unit: units[id.text] ?? .one, key: key,
        value: draft.mention(.assumption(price), "value", of: fields),
        damage: draft.mention(.assumption(needs.pureNumber), "damage", of: fields),
        reliabilityRatio: draft.mention(
          .assumption(needs.pureNumber), "reliability_ratio", of: fields),
        valueOfTime: valueOfTime(fields, service: id.text, needs, &draft),
        mass: draft.mention(.assumption(needs.mass(of: id.text)), "mass", of: fields),
        lossEmissions: draft.mention(
          .assumption(needs.eventEmissions(of: id.text)), "loss_emissions", of: fields),
        location: id.location)
    }
  }

  /// The key is the unit as keys of JSON write it: in lower case.
  private static func check(_ key: String, against fields: Fields, _ findings: inout Findings) {
    var ignored = Findings()
    guard let unit = fields.word("unit", &ignored)?.text, (try? Unit(unit)) != nil, !key.isEmpty
    else { return }
    let wanted = unit.lowercased()
      .replacing("/", with: "_per_").filter { $0.isLetter || $0.isNumber || $0 == "_" }
    guard key != wanted, !wanted.isEmpty else { return }
    findings.error(
      "key-mismatch", at: fields.place(of: "key"),
      "'key' of \(fields.subject) is '\(key)', and its unit is \(unit)",
      remedy: "write 'key: \(wanted)', since keys such as price_usd_per_\(wanted) end in the unit, "
        + "or correct the unit")
  }

  private static func valueOfTime(
    _ fields: Fields, service: String, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> Service.ValueOfTime? {
    guard
      let inner = fields.fields("value_of_time", keys: Keys.valueOfTime, &draft.findings)
    else { return nil }
    return Service.ValueOfTime(
      median: draft.required(
        .assumption(needs.valueOfTime(of: service)), "median", of: inner),
      sigma: draft.required(.assumption(needs.pureNumber), "sigma", of: inner))
  }

  static func linkClasses(
    of root: Fields, needs: UnitNeeds, _ draft: inout Draft
  ) -> [LinkClass] {
    let found = things("link_classes", of: root, what: "link class", &draft.findings)
    return found.compactMap { id, node -> LinkClass? in
      IDs.check(id.text, what: "link class", at: id.location, &draft.findings)
      let fields = Fields(
        node, file: root.file, subject: "link class '\(id.text)'", keys: Keys.linkClass,
        at: id.location,
        &draft.findings)
      let name = fields.text("name", &draft.findings)
      let includesTerrain = fields.flag("capex_includes_terrain", &draft.findings)
      let paysLevelisedCost = fields.flag("pays_levelised_cost", &draft.findings)
      guard let mode = fields.requiredChoice("mode", Mode.self, &draft.findings) else {
        draft.broken.insert(id.text)
        return nil
      }
      return LinkClass(
        id: id.text, mode: mode, name: name,
        speed: draft.mention(.assumption(needs.speed), "speed", of: fields),
        serviceSpeed: draft.byService("service_speed", of: fields) { _ in needs.speed },
        tariff: draft.byService("tariff", of: fields) { needs.tariff(of: $0) },
        networkTariff: draft.byService("network_tariff", of: fields) { needs.price(of: $0) },
        flat: draft.byService("flat", of: fields) { needs.price(of: $0) },
        wait: draft.mention(.assumption(needs.time), "wait", of: fields),
        avoidable: draft.byService("avoidable", of: fields) { needs.tariff(of: $0) },
        emissions: draft.byService("emissions", of: fields) { needs.emissions(of: $0) },
        capex: capex(fields, needs, &draft), capexIncludesTerrain: includesTerrain ?? false,
        upkeep: draft.mention(.assumption(needs.upkeep), "upkeep", of: fields),
        loss: draft.mention(.assumption(needs.loss), "loss", of: fields),
        overrun: overrun(fields, needs, &draft),
        routeFactor: draft.mention(.assumption(needs.pureNumber), "route_factor", of: fields),
        paysLevelisedCost: paysLevelisedCost ?? false, location: id.location)
    }
  }

  private static func capex(
    _ fields: Fields, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> [Works: String] {
    let kinds = Works.allCases.filter { $0 != .none }
    guard let inner = fields.fields("capex", keys: Keys.classCapital, &draft.findings) else {
      return [:]
    }
    var found: [Works: String] = [:]
    for kind in kinds {
      found[kind] = draft.mention(.assumption(needs.capital), kind.rawValue, of: inner)
    }
    return found
  }

  /// A reference class of overruns, or nil when the key is missing.
  static func overrun(
    _ fields: Fields, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> LinkClass.Overrun? {
    guard let inner = fields.fields("overrun", keys: Keys.overrun, &draft.findings) else {
      return nil
    }
    return LinkClass.Overrun(
      mean: draft.required(.assumption(needs.pureNumber), "mean", of: inner),
      deviation: draft.required(.assumption(needs.pureNumber), "deviation", of: inner))
  }
}
