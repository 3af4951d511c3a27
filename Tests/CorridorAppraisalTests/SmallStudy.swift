import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits
import Testing

@testable import CorridorAppraisal

/// A small study on the equator, whose figures can be worked out by hand.
///
///     longitude   0         10  14 16       25
///     country     AAAAAAAAAAAAAABBBBCCCCCCCCCC
///     railway      alpha==beta--[new]--gamma==delta======omega     1435 mm to gamma, then 1520 mm
///     ship         alpha ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ omega    operating, 4,800 km
///     feeder       alpha ~~~~~~~~~~~~~~~~~~~~~~~~ delta, then rail
///     gas          a pipeline to be built along the railway; liquefied by ship
///     power        a line to be built, with converters
///
/// A degree along the equator is 6378.137 km x pi / 180 exactly. The new railway is 6 degrees from 8 to
/// 14, of which 2 are in AA and 4 in BB, which asks for transit; its costed length is 1.2 times that.
struct SmallStudy {
  static let degree = 6378.137 * Double.pi / 180
  static let nowhere = SourceLocation(file: "small", line: 1)

  let study: Study
  let borders: BorderIndex

  init() throws {
    borders = try BorderIndex(countries: [
      ("AA", try Self.box(0, 10)), ("BB", try Self.box(10, 14)), ("CC", try Self.box(14, 30)),
    ])
    study = try Self.makeStudy()
  }

  /// A comparison, appraised with changed assumptions and without some of its routes.
  func appraise(
    _ comparison: String = "container:alpha-omega", _ changes: [String: String] = [:],
    without: Set<String> = [], asOf: String? = nil, changed: Study? = nil
  ) throws -> ComparisonResult {
    let study = changed ?? study
    let overrides = changes.sorted { $0.key < $1.key }.map {
      Override(id: $0.key, text: $0.value, location: SourceLocation(file: "--set"))
    }
    let assumptions = try study.resolved(overrides: overrides, asOf: asOf)
    let network = try StudyNetwork(study: study, borders: borders, assumptions: assumptions)
    let routes = try network.routes(of: comparison)
    return try ComparisonAppraiser(study: study, assumptions: assumptions, asOf: asOf).appraise(
      try #require(study.comparison(comparison)),
      routes: routes.filter { !without.contains($0.plan.shortID) })
  }

  private static func box(_ from: Double, _ to: Double) throws -> MultiPolygon {
    let corners = [(from, -0.1), (to, -0.1), (to, 5), (from, 5), (from, -0.1)]
    return MultiPolygon([
      try Polygon(exterior: corners.map { Coordinate(longitude: $0.0, latitude: $0.1) })
    ])
  }
}

extension ComparisonResult {
  /// The route of that id.
  func route(_ id: String) throws -> RouteResult {
    try #require(routes.first { $0.route.plan.shortID == id })
  }

  /// A value of a route.
  func value(_ route: String, _ key: String) throws -> Double {
    let outcome = try #require(try self.route(route).outcome(key), "no key \(key)")
    return try #require(outcome.value, "\(route) \(key): \(outcome.reason ?? "")")
  }

  /// The reason why a value of a route is missing.
  func reason(_ route: String, _ key: String) throws -> String {
    try #require(try self.route(route).outcome(key)?.reason)
  }
}

extension RouteResult {
  /// Present value of the account of a party, in millions.
  func account(_ party: Account.Party) throws -> Double {
    try #require(accounts.first { $0.party == party }).value.value
  }
}

// MARK: - What it holds

extension SmallStudy {
  private static func makeStudy() throws -> Study {
    let dollar = try #require(Currency("USD"))
    let settings = Settings(
      id: "small", title: "", summary: "", worldview: "", attribution: "",
      priceBase: PriceBase(currency: dollar, year: 2024),
      geometry: Settings.GeometrySettings(
        deviation: Length(kilometres: 0.02), sliver: Length(kilometres: 1.5),
        seaSliver: Length(kilometres: 25), stationWithin: Length(kilometres: 25),
        linkEndWithin: Length(kilometres: 15), routeFactor: 0.99...1.35, routeFactorListed: 1.3),
      appraisal: Settings.AppraisalSettings(
        constructionYears: "years.construction", operationYears: "years.operation",
        economicRate: "rate.economic", privateRate: "rate.private",
        reinvestmentRate: "rate.reinvestment", carbonPrice: "carbon.price",
        terrain: [.flat: "terrain.flat", .hilly: "terrain.hilly"]))
    return Study(
      folder: "small", settings: settings, places: places, links: try links, corridors: [],
      routes: routes, comparisons: comparisons, services: try services, linkClasses: linkClasses,
      events: events, assumptions: try assumptions, citations: [], deflators: Deflators(),
      warnings: [])
  }

  private static var places: [Place] {
    let stations = [("alpha", 1.0, "AA"), ("beta", 8, "AA"), ("gamma", 14, "CC")]
    let further = [("delta", 16.0, "CC"), ("omega", 25, "CC")]
    let crossings = [("x-ab", 10.0, ["AA", "BB"]), ("x-bc", 14, ["BB", "CC"])]
    return (stations + further).map { id, longitude, country in
      Place(
        id: id, names: Names(english: id), kind: .station, country: country,
        coordinate: Coordinate(longitude: longitude, latitude: 0),
        iceDays: id == "delta" ? "ice.days" : nil, location: nowhere)
    }
      + crossings.map { id, longitude, between in
        Place(
          id: id, names: Names(english: id), kind: .borderCrossing, country: nil,
          coordinate: Coordinate(longitude: longitude, latitude: 0),
          border: Place.Border(between: between, open: true), location: nowhere)
      }
  }

  private static func link(
    _ id: String, _ from: (String, Double), _ to: (String, Double), _ mode: Mode,
    _ linkClass: String, gauge: [Int] = [], kilometres: Double? = nil, isNew: Bool = false
  ) throws -> Link {
    var points = [(from.1, 0.0), (to.1, 0)]
    if mode == .sea { points = [(from.1, 0), (from.1, -10), (to.1, -10), (to.1, 0)] }
    return Link(
      id: id, names: Names(english: id), from: from.0, to: to.0, mode: mode,
      linkClass: linkClass, gaugesMillimetres: gauge, status: isNew ? .proposed : .operating,
      works: isNew ? .new : .none, terrain: isNew ? .hilly : .flat,
      declared: kilometres.map {
        Link.DeclaredLength(kilometres: $0, series: "s", source: "S", sourceClass: .sourced)
      }, line: try LineString(points.map { Coordinate(longitude: $0.0, latitude: $0.1) }),
      alignment: "drawn", location: nowhere)
  }

  private static var links: [Link] {
    get throws {
      let (alpha, beta, gamma) = (("alpha", 1.0), ("beta", 8.0), ("gamma", 14.0))
      let (delta, omega) = (("delta", 16.0), ("omega", 25.0))
      return [
        try link("aa", alpha, beta, .rail, "rail", gauge: [1435], kilometres: 800),
        try link("bb", beta, gamma, .rail, "rail-new", gauge: [1435], isNew: true),
        try link("cc-west", gamma, delta, .rail, "rail", gauge: [1520], kilometres: 250),
        try link("cc-east", delta, omega, .rail, "rail", gauge: [1520], kilometres: 1050),
        try link("lane", alpha, omega, .sea, "ship", kilometres: 4800),
        try link("short", alpha, delta, .sea, "feeder", kilometres: 2000),
        try link("pipe", alpha, omega, .gasPipeline, "pipe", isNew: true),
        try link("lng", alpha, omega, .sea, "lng", kilometres: 4800),
        try link("wire", alpha, omega, .powerLine, "wire", isNew: true),
      ]
    }
  }

  private static var linkClasses: [LinkClass] {
    func make(_ id: String, _ mode: Mode, _ change: (inout LinkClass) -> Void) -> LinkClass {
      var made = LinkClass(id: id, mode: mode, name: id, location: nowhere)
      made.speed = "\(id).speed"
      change(&made)
      return made
    }
    func container(_ item: inout LinkClass) {
      item.tariff = ["container": "\(item.id).tariff"]
      item.avoidable = ["container": "\(item.id).avoidable"]
      item.emissions = ["container": "\(item.id).ghg"]
    }
    return [
      make("rail", .rail, container),
      make("rail-new", .rail) { item in
        container(&item)
        item.capex = [.new: "rail-new.capex"]
        item.upkeep = "rail-new.upkeep"
        item.overrun = LinkClass.Overrun(mean: "overrun.mean", deviation: "overrun.sd")
        item.routeFactor = "rail-new.factor"
      },
      make("ship", .sea) { item in
        container(&item)
        item.wait = "ship.wait"
      },
      make("feeder", .sea) { item in
        container(&item)
        item.tariff = [:]
        item.flat = ["container": "feeder.flat"]
        item.wait = "feeder.wait"
      },
      make("pipe", .gasPipeline) { item in
        item.emissions = ["gas": "pipe.ghg"]
        item.capex = [.new: "pipe.capex"]
        item.capexIncludesTerrain = true
        item.upkeep = "pipe.upkeep"
        item.loss = "pipe.loss"
        item.routeFactor = "pipe.factor"
        item.paysLevelisedCost = true
      },
      make("lng", .sea) { item in
        item.emissions = ["gas": "lng.ghg"]
        item.flat = ["gas": "lng.flat"]
      },
      make("wire", .powerLine) { item in
        item.speed = nil
        item.emissions = ["power": "wire.ghg"]
        item.capex = [.new: "wire.capex"]
        item.capexIncludesTerrain = true
        item.upkeep = "wire.upkeep"
        item.loss = "wire.loss"
        item.paysLevelisedCost = true
      },
    ]
  }

  private static var events: [Event] {
    func event(_ kind: Event.Kind, _ name: String, _ change: (inout Event) -> Void = { _ in })
      -> Event
    {
      var event = Event(
        kind: kind, service: "container", time: "\(name).time", cost: "\(name).cost",
        deviation: "\(name).sd", location: nowhere)
      change(&event)
      return event
    }
    func fee(_ service: String) -> Event {
      Event(kind: .fee, service: service, country: "BB", cost: "fee.\(service)", location: nowhere)
    }
    return [
      event(.border, "border") { $0.mode = .rail },
      event(.border, "border.bc") {
        $0.between = ["BB", "CC"]; $0.mode = .rail
      },
      event(.gauge, "gauge"),
      event(.terminal, "port") { $0.mode = .sea },
      event(.terminal, "yard") { $0.mode = .rail },
      event(.transfer, "transfer") { $0.modes = [.sea, .rail] },
      event(.door, "door"),
      event(.ice, "ice") { $0.deviation = nil },
      fee("container"), fee("gas"), fee("power"),
    ]
  }

  private static var comparisons: [Comparison] {
    func comparison(_ service: String, _ demand: Comparison.Demand) -> Comparison {
      Comparison(
        id: "\(service):alpha-omega", title: "", question: "", service: service, origin: "alpha",
        destination: "omega", demand: demand, location: nowhere)
    }
    return [
      comparison(
        "container",
        Comparison.Demand(
          volume: "demand.container", growth: "demand.growth", rampUp: ["ramp.1", "ramp.2"],
          choice: Comparison.Choice(costWeight: "choice.weight", nestLambda: "choice.lambda"))),
      comparison(
        "gas",
        Comparison.Demand(
          volume: "demand.gas", growth: nil, rampUp: ["ramp.1"], value: "gas.value",
          supplyCost: "gas.supply")),
      comparison(
        "power",
        Comparison.Demand(
          volume: "demand.power", value: "power.value", supplyCost: "power.supply",
          capacity: "power.capacity")),
    ]
  }

  private static var routes: [RoutePlan] {
    func route(
      _ service: String, _ id: String, _ nest: String?, _ pieces: [String],
      works: [RoutePlan.NodeWorks] = []
    ) -> RoutePlan {
      RoutePlan(
        shortID: id, comparison: "\(service):alpha-omega", names: Names(english: id), nest: nest,
        pieces: pieces.map { RoutePlan.Piece(id: $0, location: nowhere) }, works: works,
        location: nowhere)
    }
    let yard = RoutePlan.NodeWorks(name: "gauge yard", at: "gamma", capex: "yard.capex")
    let converters = RoutePlan.NodeWorks(
      name: "converters", at: "omega", capex: "converter.capex", upkeep: "wire.upkeep")
    return [
      route("container", "sea", "sea", ["lane"]),
      route("container", "rail", "land", ["aa", "bb", "cc-west", "cc-east"], works: [yard]),
      route("container", "feeder", "land", ["short", "cc-east"]),
      route("gas", "pipe", nil, ["pipe"]),
      route("gas", "lng", nil, ["lng"]),
      route("power", "wire", nil, ["wire"], works: [converters]),
    ]
  }

  private static var services: [Service] {
    get throws {
      [
        Service(
          id: "container", name: "Containers", unit: try Unit("TEU"), key: "teu",
          value: "cargo.value", damage: "cargo.damage", reliabilityRatio: "vot.reliability",
          valueOfTime: Service.ValueOfTime(median: "vot.median", sigma: "vot.sigma"),
          mass: "cargo.mass", location: nowhere),
        Service(id: "gas", name: "Gas", unit: try Unit("1000m3"), key: "1000m3", location: nowhere),
        Service(id: "power", name: "Power", unit: try Unit("MWh"), key: "mwh", location: nowhere),
      ]
    }
  }
}
