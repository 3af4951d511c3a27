public import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
public import CorridorStudy
import CorridorUnits

/// A comparison as tables for people: what a load meets, and what building brings.
public struct ComparisonTable {
  private let study: Study
  private let result: ComparisonResult
  private let routes: [RouteResult]

  /// One column: its title, where its numbers are, and which number is best.
  private struct Column {
    let title: String
    let key: String
    let best: Best
    let text: (Double) -> String
  }

  private enum Best {
    case least
    case most
  }

  /// Prepares the tables; routes are sorted by generalised cost, or by price where there is none, and
  /// those that nothing can go come last.
  public init(study: Study, result: ComparisonResult) {
    self.study = study
    self.result = result
    routes = result.rankedRoutes
  }

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(result.comparison.title, tone: .strong)
    lines += screen.wrapped(result.comparison.question)
    lines += [""] + load.lines(on: screen) + [""] + money.lines(on: screen) + [""]
    lines += notes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(result.comparison.title)", "", result.comparison.question, ""]
    lines += load.markdown() + [""] + money.markdown() + [""]
    lines += Markdown.list(notes)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every result as CSV: one row per route and key, with the reason where there is no value.
  public func csv() -> String {
    var lines = [CSV.line(["comparison", "route", "key", "value", "reason"])]
    for route in result.routes {
      for (key, outcome) in route.outcomes {
        let value = outcome.value.map(Self.number) ?? ""
        lines.append(
          CSV.line([
            result.comparison.id, route.route.plan.shortID, key, value, outcome.reason ?? "",
          ]))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Columns

  var load: TextTable {
    let keys = result.keys
    let unit = result.service.unit.description
    let currency = study.settings.priceBase.currency.code
    return table(
      lead: [
        ("route", { $0.route.plan.shortID }), ("by way of", { Self.countries(of: $0.route) }),
      ],
      columns: [
        Column(title: "km", key: "length_km", best: .least) { NumberFormat.cell($0) },
        Column(title: "haul\ndays", key: "time_days.line_haul", best: .least, text: Self.days),
        Column(
          title: "term.\ndays", key: "time_days.terminal_to_terminal", best: .least,
          text: Self.days),
        Column(title: "door\ndays", key: "time_days.door_to_door", best: .least, text: Self.days),
        Column(
          title: "price\n\(currency)/\(unit)", key: keys.price, best: .least, text: Self.money),
        Column(
          title: "gen.cost\n\(currency)/\(unit)", key: keys.generalisedCost, best: .least,
          text: Self.money),
        Column(title: "kg CO2e\n/\(unit)", key: keys.emissions, best: .least, text: Self.money),
        Column(title: "share", key: "share", best: .most) { NumberFormat.percent($0) },
      ], drawn: ("share", "share"))
  }

  var money: TextTable {
    let keys = result.keys
    let currency = study.settings.priceBase.currency.code
    return table(
      lead: [
        ("route", { $0.route.plan.shortID }), ("status", { $0.route.status.rawValue }),
        (CaseWords.openTitle(in: result.scenario), { $0.isAvailable ? "yes" : "no" }),
      ],
      columns: [
        Column(title: "capex\nM\(currency)", key: keys.capital, best: .least, text: Self.money),
        Column(
          title: "at P80\nM\(currency)", key: "capex_p80_\(keys.millions)", best: .least,
          text: Self.money),
        Column(
          title: "NPV econ.\nM\(currency)", key: keys.economicValue, best: .most,
          text: Self.money),
        Column(
          title: "NPV priv.\nM\(currency)", key: keys.privateValue, best: .most, text: Self.money),
        Column(title: "IRR\npriv.", key: "irr_per_year", best: .most) { NumberFormat.percent($0) },
        Column(title: "BCR", key: "benefit_cost_ratio", best: .most) {
          NumberFormat.cell($0, decimals: 2)
        },
        Column(
          title: "levelised\n\(currency)/\(result.service.unit)", key: keys.levelisedCost,
          best: .least, text: Self.money),
      ])
  }

  private func table(
    lead: [(title: String, text: (RouteResult) -> String)], columns: [Column],
    drawn: (key: String, title: String)? = nil
  ) -> TextTable {
    let used = columns.filter { column in
      routes.contains { $0.outcome(column.key)?.value != nil }
    }
    // The last place of a cell is for the mark; titles leave it free.
    let titles = used.map { $0.title.split(separator: "\n").map { $0 + " " } }
    var table = TextTable(
      lead.map { ($0.title, .left) } + titles.map { ($0.joined(separator: "\n"), .right) })
    let bests = used.map(best)
    for route in routes {
      var tones: [Int: Screen.Tone] = [:]
      let cells = zip(used, bests).enumerated().map { place, pair in
        let (column, best) = pair
        guard let value = route.outcome(column.key)?.value else { return "- " }
        let isBest = value == best && route.isRival
        if isBest { tones[lead.count + place] = .good }
        return column.text(value) + (isBest ? "*" : " ")
      }
      table.add(lead.map { $0.text(route) } + cells, tones: tones)
    }
    if let drawn, used.contains(where: { $0.key == drawn.key }) {
      table.drawing = .init(
        title: (drawn.title, ""),
        bars: routes.map { $0.outcome(drawn.key)?.value.map { .share($0) } })
    }
    return table
  }

  /// The best value of a column among open routes to the comparison's destination, where several have
  /// one.
  private func best(of column: Column) -> Double? {
    let values = routes.filter(\.isRival).compactMap { $0.outcome(column.key)?.value }
    guard values.count > 1, Set(values).count > 1 else { return nil }
    switch column.best {
    case .least: return values.min()
    case .most: return values.max()
    }
  }

  // MARK: - Under the tables

  private var destination: String { result.comparison.destination }

  var notes: [String] {
    let order =
      routes.contains { $0.outcome(result.keys.generalisedCost)?.value != nil }
      ? "generalised cost" : "price"
    let hasClosed = routes.contains { !$0.isOpen }
    var notes = [
      "* best of its column; - none, see the reasons; sorted by \(order)"
        + (hasClosed ? ", closed routes last and left out of what is best" : "")
    ]
    let elsewhere = routes.compactMap { route in
      route.route.plan.destination.map { (route: route.route.plan.shortID, place: $0) }
    }
    for (route, place) in elsewhere {
      notes.append(
        "\(route) ends at \(study.place(place)?.names.english ?? place) and not at "
          + "\(study.place(destination)?.names.english ?? destination): it is left out of what is best"
      )
    }
    notes += result.conventions.map { "\($0.subject): \($0.text)" }
    return notes + remarks
  }

  /// What has to be known of single routes and figures.
  var remarks: [String] {
    var notes = reasons
    for route in routes {
      if let reason = route.availabilityReason {
        notes.append(
          "\(route.route.plan.shortID) is not open \(CaseWords.open(in: result.scenario)): \(reason)"
        )
      }
      if let note = route.route.plan.note { notes.append("\(route.route.plan.shortID): \(note)") }
    }
    let unsourced = Set(routes.flatMap(\.unsourcedInputs)).count
    if unsourced > 0 {
      notes.append(
        "\(unsourced) of the assumptions, exchange rates and declared lengths under these figures have "
          + "no source (class memory or judgement); `corridor check` lists them, `--format json` names "
          + "them per route")
    }
    notes.append("borders: \(study.settings.worldview)")
    return notes
  }

  /// The reasons for missing figures, each once with the figures and the routes that it holds for.
  private var reasons: [String] {
    var order: [String] = []
    var holders: [String: (keys: [String], routes: [String])] = [:]
    for route in routes {
      for (key, outcome) in route.outcomes {
        guard let reason = outcome.reason else { continue }
        if holders[reason] == nil { order.append(reason) }
        var holder = holders[reason] ?? ([], [])
        if !holder.keys.contains(key) { holder.keys.append(key) }
        let id = route.route.plan.shortID
        if !holder.routes.contains(id) { holder.routes.append(id) }
        holders[reason] = holder
      }
    }
    return order.compactMap { reason in
      guard let holder = holders[reason] else { return nil }
      let keys = holder.keys.prefix(3).joined(separator: ", ")
      let more = holder.keys.count > 3 ? " and \(holder.keys.count - 3) more" : ""
      let routes =
        holder.routes.count == self.routes.count ? "any" : holder.routes.joined(separator: ", ")
      return "no \(keys)\(more) for \(routes): \(reason)"
    }
  }

  // MARK: - Cells

  private static func number(_ value: Double) -> String {
    NumberText.text(NumberFormat.significant(value))
  }

  private static func days(_ value: Double) -> String { NumberFormat.cell(value, decimals: 1) }

  private static func money(_ value: Double) -> String {
    NumberFormat.cell(value, decimals: value.magnitude < 100 ? 2 : 0)
  }

  /// The countries in order of travel, such as `PL DE FR`; the sea as `~`.
  private static func countries(of route: Route) -> String {
    var codes: [String] = []
    for stretch in route.stretches {
      let code = stretch.country ?? "~"
      if codes.last != code { codes.append(code) }
    }
    return codes.joined(separator: " ")
  }
}

extension ComparisonResult {
  /// The routes by generalised cost, or by price where there is none; those that nothing can go come last.
  var rankedRoutes: [RouteResult] {
    func rank(_ route: RouteResult) -> Double {
      route.outcome(keys.generalisedCost)?.value ?? route.outcome(keys.price)?.value ?? .infinity
    }
    let (open, closed) = (routes.filter(\.isOpen), routes.filter { !$0.isOpen })
    return [open, closed].flatMap { group in
      group.enumerated().sorted {
        (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
      }.map(\.element)
    }
  }
}
