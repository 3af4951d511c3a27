import CorridorUnits

/// Reads what study.yaml says of the study as a whole.
struct SettingsReader {
  static let file = "study.yaml"

  /// The currency and price year; nil, with a finding, when they are missing or wrong.
  static func priceBase(_ root: Fields, _ findings: inout Findings) -> PriceBase? {
    guard let money = root.fields("money", keys: Keys.money, &findings) else {
      root.missing("money", &findings)
      return nil
    }
    if !money.has("price_year") { money.missing("price_year", &findings) }
    let year = money.optionalInteger("price_year", in: 1800...2200, &findings)
    guard let word = money.requiredWord("currency", &findings) else { return nil }
    guard let currency = Currency(word.text) else {
      findings.error(
        "bad-currency", at: word.location, "'\(word.text)' is not a currency",
        remedy: "write a code of ISO 4217, such as USD")
      return nil
    }
    return year.map { PriceBase(currency: currency, year: $0) }
  }

  /// The settings; nil, with findings, when they can't be read.
  static func read(
    _ root: Fields, priceBase: PriceBase, needs: UnitNeeds, _ draft: inout Draft
  ) -> Settings? {
    let id = root.text("id", &draft.findings)
    IDs.check(id, what: "study", at: root.place(of: "id"), &draft.findings)
    let title = root.text("title", &draft.findings)
    let summary = root.text("summary", &draft.findings)
    let worldview = root.text("worldview", &draft.findings)
    let attribution = root.text("attribution", &draft.findings)
    let geometry = geometry(root, &draft.findings)
    let appraisal = appraisal(root, needs, &draft)
    guard let geometry, let appraisal else { return nil }
    return Settings(
      id: id, title: title, summary: summary, worldview: worldview, attribution: attribution,
      priceBase: priceBase, geometry: geometry, appraisal: appraisal)
  }

  private static func geometry(
    _ root: Fields, _ findings: inout Findings
  ) -> Settings.GeometrySettings? {
    guard let fields = root.fields("geometry", keys: Keys.geometry, &findings) else {
      root.missing("geometry", &findings)
      return nil
    }
    let deviation = fields.number("deviation_m", in: Keys.deviation, &findings)
    let sliver = fields.number("sliver_m", in: Keys.sliver, &findings)
    let seaSliver = fields.number("sea_sliver_m", in: Keys.sliver, &findings)
    let stationWithin = fields.number("station_within_km", in: Keys.within, &findings)
    let linkEndWithin = fields.number("link_end_within_km", in: Keys.within, &findings)
    let listed = fields.positive("route_factor_listed", &findings)
    guard let band = band(fields, &findings) else { return nil }
    return Settings.GeometrySettings(
      deviation: Length(metres: deviation), sliver: Length(metres: sliver),
      seaSliver: Length(metres: seaSliver), stationWithin: Length(kilometres: stationWithin),
      linkEndWithin: Length(kilometres: linkEndWithin), routeFactor: band,
      routeFactorListed: listed)
  }

  private static func band(_ fields: Fields, _ findings: inout Findings) -> ClosedRange<Double>? {
    guard let node = fields.value("route_factor") else {
      fields.missing("route_factor", &findings)
      return nil
    }
    let numbers = (node.items ?? []).compactMap {
      fields.number(of: $0, "route_factor", &findings)
    }
    guard numbers.count == 2, numbers[0] > 0, numbers[0] <= numbers[1] else {
      findings.error(
        "out-of-range", at: fields.place(node), "'route_factor' is not a band of two numbers",
        remedy: "write the smallest and the largest, such as [0.99, 1.35]")
      return nil
    }
    return numbers[0]...numbers[1]
  }

  private static func appraisal(
    _ root: Fields, _ needs: UnitNeeds, _ draft: inout Draft
  ) -> Settings.AppraisalSettings? {
    guard let fields = root.fields("appraisal", keys: Keys.appraisal, &draft.findings) else {
      root.missing("appraisal", &draft.findings)
      return nil
    }
    var terrain: [Terrain: String] = [:]
    if let grounds = fields.fields("terrain", keys: Keys.terrain, &draft.findings) {
      for kind in Terrain.allCases {
        terrain[kind] = draft.mention(.assumption(needs.pureNumber), kind.rawValue, of: grounds)
      }
    }
    return Settings.AppraisalSettings(
      constructionYears: draft.required(.assumption(needs.years), "construction_years", of: fields),
      operationYears: draft.required(.assumption(needs.years), "operation_years", of: fields),
      economicRate: draft.required(.assumption(needs.yearlyRate), "economic_rate", of: fields),
      privateRate: draft.required(.assumption(needs.yearlyRate), "private_rate", of: fields),
      countryPremium: draft.mention(
        .assumption(needs.yearlyRate), "country_premium", of: fields),
      reinvestmentRate: draft.required(
        .assumption(needs.yearlyRate), "reinvestment_rate", of: fields),
      carbonPrice: draft.required(.assumption(needs.carbonPrice), "carbon_price", of: fields),
      terrain: terrain)
  }
}
