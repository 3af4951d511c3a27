/// Reads the comparisons of study.yaml.
struct ComparisonReader {
  static func comparisons(
    of root: Fields, needs: UnitNeeds, _ draft: inout Draft
  ) -> [Comparison] {
    let found = ServiceReader.things("comparisons", of: root, what: "comparison", &draft.findings)
    return found.map { id, node in
      IDs.check(id.text, what: "comparison", allowing: ":", at: id.location, &draft.findings)
      let fields = Fields(
        node, file: root.file, subject: "comparison '\(id.text)'", keys: Keys.comparison,
        at: id.location,
        &draft.findings)
      let service = draft.required(.service, "service", of: fields)
      if !service.isEmpty, !id.text.hasPrefix(service + ":") {
        draft.findings.error(
          "bad-id", at: id.location, "comparison '\(id.text)' does not begin with its service",
          remedy: "write '\(service):ORIGIN-DESTINATION'")
      }
      let title = fields.text("title", &draft.findings)
      let question = fields.text("question", &draft.findings)
      let note = fields.optionalText("note", &draft.findings)
      return Comparison(
        id: id.text, title: title, question: question, service: service,
        origin: draft.required(.place, "origin", of: fields),
        destination: draft.required(.place, "destination", of: fields),
        demand: demand(fields, service: service, needs, &draft), note: note, location: id.location)
    }
  }

  private static func demand(
    _ owner: Fields, service: String, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> Comparison.Demand {
    guard let fields = owner.fields("demand", keys: Keys.demand, &draft.findings) else {
      owner.missing("demand", &draft.findings)
      return Comparison.Demand(volume: "")
    }
    let price = needs.price(of: service)
    return Comparison.Demand(
      volume: draft.required(.assumption(needs.volume(of: service)), "volume", of: fields),
      growth: draft.mention(.assumption(needs.yearlyRate), "growth", of: fields),
      rampUp: draft.mentions(.assumption(needs.pureNumber), "ramp_up", of: fields),
      choice: choice(fields, service: service, needs, &draft),
      value: draft.mention(.assumption(price), "value", of: fields),
      supplyCost: draft.mention(.assumption(price), "supply_cost", of: fields),
      capacity: draft.mention(.assumption(needs.power), "capacity", of: fields))
  }

  private static func choice(
    _ owner: Fields, service: String, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> Comparison.Choice? {
    guard let fields = owner.fields("choice", keys: Keys.choice, &draft.findings) else {
      return nil
    }
    var constants: [String: String] = [:]
    for (route, id) in fields.pairs("constants", &draft.findings) {
      draft.mention(
        .assumption(needs.pureNumber), id, key: "constants", of: fields.subject)
      constants[route.text] = id.text
    }
    return Comparison.Choice(
      costWeight: draft.required(
        .assumption(needs.costWeight(of: service)), "cost_weight", of: fields),
      nestLambda: draft.required(.assumption(needs.pureNumber), "nest_lambda", of: fields),
      constants: constants)
  }
}
