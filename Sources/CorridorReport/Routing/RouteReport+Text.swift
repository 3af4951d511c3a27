import CorridorAppraisal
import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

extension RouteReport {
  /// Text for a screen: the routes, what each passes, and the steps of a single one.
  public func text(on screen: Screen = .page) -> String {
    var lines = screen.wrapped(title, tone: .strong) + [""] + table.lines(on: screen) + [""]
    for (index, found) in answer.routes.enumerated() {
      lines += screen.wrapped("\(index + 1)  " + way(found), indent: "   ")
    }
    if answer.routes.count == 1, let only = answer.routes.first {
      lines += [""] + steps(of: only).lines(on: screen)
    }
    lines.append("")
    lines += notes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines = ["## \(title)", ""] + table.markdown() + [""]
    lines += answer.routes.enumerated().map { "\($0.offset + 1). \(way($0.element))" }
    if answer.routes.count == 1, let only = answer.routes.first {
      lines += [""] + steps(of: only).markdown()
    }
    lines += [""] + Markdown.list(notes)
    return lines.joined(separator: "\n") + "\n"
  }

  private var currency: String { network.study.settings.priceBase.currency.code }

  private var table: TextTable {
    let per = "\(currency)/\(network.service.unit)"
    var table = TextTable([
      ("", .right), ("by way of", .left), ("km", .right), ("door\ndays", .right),
      ("price\n\(per)", .right), ("gen.cost\n\(per)", .right),
      ("closed", .right), ("more", .right), ("shared", .right),
      (CaseWords.openTitle(in: question.scenario), .left),
    ])
    table.leads = 2
    for (index, found) in answer.routes.enumerated() {
      table.add([
        "\(index + 1)", countries(of: found.route), NumberFormat.table(found.length.kilometres),
        cell(found.time, decimals: 1), cell(found.price), cell(found.generalisedCost),
        found.closedShare.value.map { NumberFormat.percent($0, decimals: 0) } ?? "-",
        index == 0 ? "" : longer(found).map { NumberFormat.percent($0, decimals: 0) } ?? "-",
        index == 0 ? "" : NumberFormat.percent(shares[index], decimals: 0),
        found.unavailable == nil ? "yes" : "no",
      ])
    }
    return table
  }

  private func cell(_ outcome: Outcome, decimals: Int = 0) -> String {
    outcome.value.map { NumberFormat.table($0, decimals: decimals) } ?? "-"
  }

  /// Countries in order of travel; a tilde is the sea.
  private func countries(of route: Route) -> String {
    var codes: [String] = []
    for stretch in route.stretches {
      let passed = stretch.country.map { [$0] } ?? atSea(stretch, of: route)
      for code in passed where codes.last != code { codes.append(code) }
    }
    return codes.count <= 9
      ? codes.joined(separator: " ")
      : (codes.prefix(4) + ["..."] + codes.suffix(4)).joined(separator: " ")
  }

  /// The sea, with the countries of passages on links that are measured as sea alone.
  private func atSea(_ stretch: CountryStretch, of route: Route) -> [String] {
    var codes = ["~"]
    for part in route.parts where part.measured.stretches.allSatisfy({ $0.country == nil }) {
      guard part.start >= stretch.from, part.start < stretch.to else { continue }
      let passages = part.isReversed ? part.link.passages.reversed() : part.link.passages
      codes += passages.flatMap { (network.passageCountries[$0] ?? []) + ["~"] }
    }
    return codes
  }

  private func way(_ found: FoundRoute) -> String {
    let passages = found.passages
    let missing = [("time", found.time), ("price", found.price), ("closed", found.closedShare)]
      .compactMap { name, outcome in outcome.reason.map { "\(name): \($0)" } }
    return Self.chain(found.route, of: network)
      + (passages.isEmpty
        ? ""
        : "; passages: "
          + passages.map { Self.words(ofPassage: $0, in: network) }.joined(separator: ", "))
      + connectors(of: found)
      + (found.ladder.narrowest.flatMap { step in
        step.capacity.map {
          "; at most \(NumberFormat.table($0.value)) \(network.service.unit) a year: \(step.label)"
        }
      } ?? "")
      + (found.unavailable.map { "; not open \(CaseWords.open(in: question.scenario)): \($0)" }
        ?? "")
      + missing.map { "; no \($0)" }.joined()
  }

  /// How far ports of a route are from the lanes that it sails.
  private func connectors(of found: FoundRoute) -> String {
    var told: [String] = []
    for part in found.route.parts {
      guard let lane = part.measured.lane else { continue }
      let ends = [(part.link.from, lane.startConnector), (part.link.to, lane.endConnector)]
      for (place, length) in part.isReversed ? ends.reversed() : ends {
        let text =
          "\(network.placeName(place)) \(NumberFormat.table(length.kilometres, decimals: 1)) km"
        if !told.contains(text) { told.append(text) }
      }
    }
    return told.isEmpty ? "" : "; straight to the lanes: " + told.joined(separator: ", ")
  }

  private func steps(of found: FoundRoute) -> TextTable {
    var table = TextTable([
      ("step", .left), ("at km", .right), ("days", .right),
      ("\(currency)/\(network.service.unit)", .right),
    ])
    for step in found.ladder.steps {
      table.add([
        step.label, NumberFormat.table(step.from.kilometres),
        step.time.map { NumberFormat.table($0.value, decimals: 1) } ?? "",
        step.cost.map { NumberFormat.table($0.value) } ?? "",
      ])
    }
    table.drawing = ladder(of: found.ladder.steps.map { $0.time?.value ?? 0 })
    return table
  }

  /// When each step is taken, from the first day to the last.
  private func ladder(of days: [Double]) -> TextTable.Drawing? {
    let all = days.reduce(0, +)
    guard all > 0 else { return nil }
    var passed = 0.0
    let bars = days.map { days -> Bar? in
      let from = passed
      passed += days
      return days > 0 ? .stretch(from: from / all, to: passed / all) : nil
    }
    return .init(title: ("0", "day \(NumberFormat.table(all, decimals: 1))"), bars: bars)
  }
}
