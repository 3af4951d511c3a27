public import CorridorAppraisal
public import CorridorGeoJSON
import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// What losing each part of a best route costs, as a table, Markdown, CSV and JSON.
public struct CriticalReport {
  /// One journey and what can be lost on it.
  public struct Journey {
    /// The comparison that it belongs to; nil when it was asked for by its ends.
    public var comparison: String?
    /// What was wanted.
    public var request: RouteRequest
    /// The network that was searched.
    public var network: TransportNetwork
    /// What was found.
    public var criticality: Criticality
    /// Loads a year for which the comparison stands; nil where nothing is known of them.
    public var loadsPerYear: Double?
    /// Why there is no best route; nil when there is one.
    public var refusal: String?

    /// Creates a journey.
    public init(
      comparison: String? = nil, request: RouteRequest, network: TransportNetwork,
      criticality: Criticality, loadsPerYear: Double? = nil, refusal: String? = nil
    ) {
      self.comparison = comparison
      self.request = request
      self.network = network
      self.criticality = criticality
      self.loadsPerYear = loadsPerYear
      self.refusal = refusal
    }

    var title: String {
      (comparison.map { "\($0): " } ?? "")
        + "\(network.placeName(request.origin)) to \(network.placeName(request.destination))"
    }

    /// The unit of the objective, as keys end with it.
    var unitKey: String {
      let keys = ResultKeys(
        service: network.service, currency: network.study.settings.priceBase.currency.code)
      switch request.objective {
      case .distance: return "km"
      case .time: return "days"
      case .cost, .generalised: return keys.moneyPerLoad
      case .risk: return "share"
      }
    }

    var unit: String {
      let currency = network.study.settings.priceBase.currency.code
      switch request.objective {
      case .distance: return "km"
      case .time: return "days"
      case .cost, .generalised: return "\(currency)/\(network.service.unit)"
      case .risk: return "share of the year"
      }
    }
  }

  private let journeys: [Journey]
  private let scenario: String?
  private let notes: [String]

  /// Prepares the report.
  public init(_ journeys: [Journey], scenario: String? = nil, notes: [String] = []) {
    self.journeys = journeys
    self.scenario = scenario
    self.notes = notes
  }

  /// Text for a screen.
  public func text(on screen: Screen = .page) -> String {
    var lines: [String] = []
    for journey in journeys {
      lines += screen.wrapped(heading(journey), indent: "  ", tone: .strong)
      if let best = journey.criticality.best {
        lines += screen.wrapped(
          "best: " + RouteReport.chain(best.route, of: journey.network), indent: "  ")
        lines += [""] + table(journey).lines(on: screen) + [""]
        lines += detours(journey).flatMap { screen.wrapped($0, indent: "    ") }
      }
      lines.append("")
    }
    lines += allNotes.flatMap { screen.wrapped($0, indent: "  ") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same as Markdown.
  public func markdown() -> String {
    var lines: [String] = []
    for journey in journeys {
      lines += ["## \(heading(journey))", ""]
      guard journey.criticality.best != nil else { continue }
      lines += table(journey).markdown() + [""] + Markdown.list(detours(journey)) + [""]
    }
    lines += Markdown.list(allNotes)
    return lines.joined(separator: "\n") + "\n"
  }

  private var allNotes: [String] {
    var asked: [RouteConstraint] = []
    for constraint in journeys.flatMap(\.request.constraints) where !asked.contains(constraint) {
      asked.append(constraint)
    }
    let isAvailable = asked.contains { $0.demand == .available }
    return [RouteReport.caption(scenario: scenario, isAvailable: isAvailable)]
      + asked.map { "asked: \($0.words)" }
      + ["what is not on the best route costs nothing when it is lost"] + dataNotes
  }

  private var dataNotes: [String] {
    var all = notes
    for journey in journeys {
      let routes = [journey.criticality.best] + journey.criticality.losses.map(\.detour)
      let told =
        RouteReport.unpriced(on: routes.compactMap(\.self))
        + RouteReport.freePassages(on: routes.compactMap(\.self), journey.network)
      all += told.filter { !all.contains($0) }
    }
    return all
  }

  private func heading(_ journey: Journey) -> String {
    let value = journey.criticality.best?.outcome(by: journey.request.objective).value
    let by = "by \(journey.request.objective.rawValue)"
    if let refusal = journey.refusal { return "\(journey.title), \(by): \(refusal)" }
    return "\(journey.title), \(by): "
      + (value.map { "\(NumberFormat.plain($0)) \(journey.unit)" } ?? "no figure")
  }

  private func table(_ journey: Journey) -> TextTable {
    var table = TextTable([
      ("", .right), ("lost", .left), ("more\n\(journey.unit)", .right), ("more\n%", .right),
      ("detour\nkm", .right), ("detour\ndays", .right),
    ])
    table.leads = 2
    let most = journey.criticality.losses.compactMap(\.increase.value).max() ?? 0
    if most > 0 {
      table.drawing = .init(
        title: ("more", ""),
        bars: journey.criticality.losses.map { $0.increase.value.map { .share($0 / most) } })
    }
    for (index, loss) in journey.criticality.losses.enumerated() {
      table.add([
        "\(index + 1)", Self.words(loss.subject, on: journey),
        loss.increase.value.map { decimals($0, journey) } ?? "-",
        share(loss, journey).map { NumberFormat.percent($0, decimals: 1) } ?? "-",
        loss.detour.map { NumberFormat.table($0.length.kilometres) } ?? "-",
        loss.detour?.time.value.map { NumberFormat.table($0, decimals: 1) } ?? "-",
      ])
    }
    return table
  }

  private func decimals(_ value: Double, _ journey: Journey) -> String {
    switch journey.request.objective {
    case .distance, .cost, .generalised: NumberFormat.table(value)
    case .time: NumberFormat.table(value, decimals: 1)
    case .risk: NumberFormat.table(value, decimals: 3)
    }
  }

  /// Each detour once, with the losses that it stands in for.
  private func detours(_ journey: Journey) -> [String] {
    var order: [String] = []
    var holders: [String: [String]] = [:]
    for (index, loss) in journey.criticality.losses.enumerated() {
      let text =
        loss.detour.map { detour in
          let passages = detour.passages
          return RouteReport.chain(detour.route, of: journey.network)
            + (passages.isEmpty ? "" : "; passages: ")
            + passages.map { RouteReport.words(ofPassage: $0, in: journey.network) }
            .joined(separator: ", ")
        } ?? loss.increase.reason ?? "no detour"
      if holders[text] == nil { order.append(text) }
      holders[text, default: []].append("\(index + 1)")
    }
    return order.map { "\(holders[$0, default: []].joined(separator: ", ")): \($0)" }
  }

  private func share(_ loss: CriticalLoss, _ journey: Journey) -> Double? {
    guard let base = journey.criticality.best?.outcome(by: journey.request.objective).value,
      base > 0
    else { return nil }
    return loss.increase.value.map { $0 / base }
  }

  private static func words(_ subject: RouteConstraint.Subject, on journey: Journey) -> String {
    let parts = journey.criticality.best?.route.parts ?? []
    if case .link(let id) = subject, let part = parts.first(where: { $0.link.id == id }) {
      return "link \(part.name)"
    }
    return subject.words
  }
}

extension CriticalReport {
  /// A row for each thing that can be lost.
  public func csv() -> String {
    var lines = [
      "comparison,origin,destination,by,kind,lost,increase,unit,share,detour_km,detour_days,detour,"
        + "reason"
    ]
    for journey in journeys {
      for loss in journey.criticality.losses {
        let (kind, id) = Self.parts(loss.subject)
        lines.append(
          CSV.line([
            journey.comparison ?? "", journey.request.origin, journey.request.destination,
            journey.request.objective.rawValue, kind, id,
            loss.increase.value.map { NumberText.text(NumberFormat.significant($0)) } ?? "",
            journey.unitKey,
            share(loss, journey).map { NumberText.text(NumberFormat.significant($0)) } ?? "",
            loss.detour.map { NumberText.text(NumberFormat.significant($0.length.kilometres)) }
              ?? "",
            loss.detour?.time.value.map { NumberText.text(NumberFormat.significant($0)) } ?? "",
            loss.detour?.route.parts.map(\.link.id).joined(separator: " ") ?? "",
            loss.increase.reason ?? "",
          ]))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The journeys as an object; docs/json.md describes it.
  public func json() -> JSONValue {
    .object([
      "scenario": .string(scenario ?? "if-open"),
      "notes": .array(dataNotes.map { .string($0) }),
      "journeys": .array(journeys.map { .object(object($0)) }),
    ])
  }

  private func object(_ journey: Journey) -> JSONObject {
    let objective = journey.request.objective
    var object: JSONObject = [
      "comparison": journey.comparison.map { .string($0) } ?? .null,
      "service": .string(journey.network.service.id),
      "origin": .string(journey.request.origin),
      "destination": .string(journey.request.destination),
      "by": .string(objective.rawValue),
      "constraints": .array(journey.request.constraints.map { .string($0.words) }),
    ]
    let best = journey.criticality.best
    ComparisonJSON.set(
      "best_\(journey.unitKey)",
      best?.outcome(by: objective) ?? .missing(reason: journey.refusal ?? "there is no route"),
      in: &object)
    object["links"] = .array((best?.route.parts ?? []).map { .string($0.link.id) })
    object["losses"] = .array(
      journey.criticality.losses.map { loss in
        let (kind, id) = Self.parts(loss.subject)
        var row: JSONObject = ["kind": .string(kind), "lost": .string(id)]
        ComparisonJSON.set("increase_\(journey.unitKey)", loss.increase, in: &row)
        if let loads = journey.loadsPerYear, let increase = loss.increase.value,
          objective == .cost || objective == .generalised
        {
          let millions = ResultKeys(
            service: journey.network.service,
            currency: journey.network.study.settings.priceBase.currency.code
          ).millions
          row["increase_\(millions)_per_year"] = .number(
            NumberFormat.significant(increase * loads / 1e6))
        }
        row["detour"] =
          loss.detour.map { .array($0.route.parts.map { .string($0.link.id) }) } ?? .null
        if loss.detour == nil { row["detour_reason"] = .string(loss.increase.reason ?? "") }
        row["detour_passages"] = .array((loss.detour?.passages ?? []).map { .string($0) })
        return .object(row)
      })
    return object
  }

  private static func parts(_ subject: RouteConstraint.Subject) -> (kind: String, id: String) {
    let words = subject.words.split(separator: " ", maxSplits: 1).map(String.init)
    return (words.first ?? "", words.last ?? "")
  }
}
