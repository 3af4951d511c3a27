import Corridor

/// Reads what `--avoid` and `--require` name.
struct RouteSubjects {
  let study: Study
  let links: [MeasuredLink]
  /// The passages, their countries, and places that the study itself does not have.
  let sea: SeaWays
  let politics: RoutePolitics
  /// The countries of the study's borders.
  let borders: () throws -> [CountryShape]

  private static let kinds = [
    "country", "place", "link", "border", "passage", "mode", "regime",
  ]

  /// The constraints of the options, in their order.
  func constraints(_ options: RoutingOptions, notes: inout [String]) throws -> [RouteConstraint] {
    var found: [RouteConstraint] = []
    for text in options.avoid {
      let subject = try subject(text, option: "--avoid")
      if case .regime(let id, let exposures) = subject {
        notes.append(note(id, exposures))
        if exposures.isEmpty { continue }
      }
      notes += note(subject)
      found.append(RouteConstraint(.avoid(subject), origin: "--avoid \(text)"))
    }
    for text in options.require {
      let subject = try subject(text, option: "--require")
      if case .regime = subject {
        throw Failure.usage("--require \(text): a regime can be avoided, not passed")
      }
      notes += note(subject)
      found.append(RouteConstraint(.require(subject), origin: "--require \(text)"))
    }
    if let flow = options.flow {
      found.append(RouteConstraint(.flow(flow), origin: "--flow \(NumberText.text(flow))"))
    }
    if options.available { found.append(RouteConstraint(.available, origin: "--available")) }
    return found
  }

  /// What is not met by anything in this network, since it is somewhere else.
  private func note(_ subject: RouteConstraint.Subject) -> [String] {
    switch subject {
    case .passage(let name) where !sea.isSailed && !sea.linked.contains(name):
      ["passage \(name): no link of the study takes it; ships that may sail it come with --lanes"]
    default: []
    }
  }

  /// The countries that are asked for or against in which nothing of the network lies, ports at which ships
  /// call included.
  func elsewhere(_ constraints: [RouteConstraint], _ ports: [Place]) -> [String] {
    let known = Set(countries).union(ports.compactMap(\.country))
    var codes: [String] = []
    for code in constraints.compactMap(\.country)
    where !known.contains(code) && !codes.contains(code) {
      codes.append(code)
    }
    return codes.map { "country \($0): nothing of this network lies in it" }
  }

  private func note(_ id: String, _ exposures: [Int]) -> String {
    let limit = "\(Int(RoutingSetup.shutBelow * 100)) %"
    guard let regimes = politics.regimes, !exposures.isEmpty else {
      return "regime \(id) leaves everything open at least \(limit) of the year: nothing is avoided"
    }
    return "regime \(id) leaves less than \(limit) of the year open: "
      + exposures.map { regimes.exposures[$0].name }.joined(separator: "; ")
  }

  private func subject(_ text: String, option: String) throws -> RouteConstraint.Subject {
    var (kind, name): (String?, String) = (nil, text)
    if let colon = text.firstIndex(of: ":"), Self.kinds.contains(String(text[..<colon])) {
      (kind, name) = (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw Failure.usage(
        "\(option) '\(text)' names nothing; write a country, place, link, border, passage, mode or "
          + "regime, or leave the option out")
    }
    var all = try candidates(name).filter { kind == nil || $0.kind == kind }
    // Codes of countries in small letters are what they look like where nothing else is called so.
    let codes = name.uppercased()
    if all.isEmpty, codes.split(separator: "-").allSatisfy(Self.isCode) {
      all = try candidates(codes).filter {
        ["country", "border"].contains($0.kind) && (kind == nil || $0.kind == kind)
      }
    }
    guard let first = all.first else {
      guard kind == nil || kind == "country" else { throw unknown(text, option, name, kind) }
      let countries = try borders()
      if Self.isCode(codes), countries.contains(where: { $0.code == codes }) {
        return .country(codes)
      }
      throw unknown(text, option, name, kind, countries)
    }
    if all.count > 1 {
      throw Failure.usage(
        "\(option) \(text) may be several things; write "
          + all.map { "\($0.kind):\(name)" }.joined(separator: " or "))
    }
    return first.subject
  }

  /// Says that nothing has a name, and what may be meant; countries are called by their names too.
  private func unknown(
    _ text: String, _ option: String, _ name: String, _ kind: String?,
    _ countries: [CountryShape] = []
  ) -> Failure {
    let known = names(kind)
    var codes: [String: String] = [:]
    for country in countries where codes[country.names.english] == nil {
      codes[country.names.english] = country.code
    }
    let spelt = countries.first { country in
      let others = Array(country.names.translations.values) + country.names.aliases
      return ([country.names.english] + others).contains { $0.lowercased() == name.lowercased() }
    }
    let near = Spelling.nearest(to: name, in: known + codes.keys.sorted())
    let advice: String
    if let spelt {
      advice = "; the country is \(spelt.code)"
    } else if let near, let code = codes[near], !known.contains(near) {
      advice = "; did you mean `\(code)` (\(near))?"
    } else {
      advice = Session.suggestion(for: name, among: known)
    }
    return Failure.usage("\(option) \(text): nothing is called so" + advice)
  }

  /// Whether a name is that of a leg over the lanes, of which more is known once these are sailed.
  private func isLeg(_ name: String) -> Bool {
    sea.isSailed && name.hasPrefix(SeaLegs.idPrefix)
  }

  /// Refuses legs over the lanes that are asked for or against by a name that none of them has.
  func requireLegs(_ constraints: [RouteConstraint], among links: [MeasuredLink]) throws {
    let legs = links.filter { $0.lane != nil }.map(\.link.id)
    for constraint in constraints {
      guard let id = constraint.link, isLeg(id), !links.contains(where: { $0.link.id == id }) else {
        continue
      }
      throw Failure.usage(
        "\(constraint.origin): no leg over the lanes between the ports of this journey is called so"
          + Session.suggestion(for: id, among: legs))
    }
  }

  private static func isCode(_ name: some StringProtocol) -> Bool {
    name.utf8.count == 2 && name.utf8.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
  }

  /// Everything that a name may mean.
  private func candidates(_ name: String) throws -> [(
    kind: String, subject: RouteConstraint.Subject
  )] {
    var found: [(kind: String, subject: RouteConstraint.Subject)] = []
    if let mode = Mode(rawValue: name) { found.append(("mode", .mode(mode))) }
    if countries.contains(name) { found.append(("country", .country(name))) }
    let pair = name.split(separator: "-").map(String.init).sorted()
    if pair.count == 2, pair.allSatisfy(countries.contains) {
      found.append(("border", .border(pair[0], pair[1])))
    }
    if sea.passages.contains(name) { found.append(("passage", .passage(name))) }
    if links.contains(where: { $0.link.id == name }) || isLeg(name) {
      found.append(("link", .link(name)))
    }
    do {
      let place = try PlaceFinder(study.places + sea.ports) { _ in true }.named(name)
      found.append(("place", .place(place.id)))
    } catch PlaceError.ambiguous(let text, let ids) {
      throw Failure.usage("\(PlaceError.ambiguous(text, ids: ids))")
    } catch {}
    if let (id, exposures) = politics.shut(in: name) {
      found.append(("regime", .regime(id, exposures: exposures)))
    }
    return found
  }

  /// The countries of places and borders, and those that links pass.
  private var countries: [String] {
    let named = study.places.flatMap {
      ($0.country.map { [$0] } ?? []) + ($0.border?.between ?? [])
    }
    return Set(named + links.flatMap { $0.stretches.compactMap(\.country) })
      .union(sea.countries.values.joined()).sorted()
  }

  private func names(_ kind: String?) -> [String] {
    let all: [String: [String]] = [
      "country": countries, "place": study.places.map(\.id), "link": links.map(\.link.id),
      "passage": sea.passages, "mode": Mode.allCases.map(\.rawValue), "regime": politics.names,
    ]
    if let kind { return all[kind] ?? [] }
    return Self.kinds.flatMap { all[$0] ?? [] }
  }
}
