import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// How much of a load that is sent is left along a route.
///
/// Links lose a share per distance, compounded; points lose a share each.
///
/// - Source: V_out = V_in (1 - a)^(D / 100 km) for fuel gas, (1 - c)^2 (1 - l)^(D / 1000 km) for power.
struct Passing {
  /// A link or a point that loses something.
  private struct Loss {
    let name: String
    let from: Length
    let to: Length
    /// The share lost: at a point at once, else per `span` kilometres.
    let rate: Figure
    /// Length in kilometres and the span of the rate; nil for a point.
    let along: (length: Figure, span: Double, words: String)?
    /// What is left behind the whole of it.
    let left: Figure
  }

  private let losses: [Loss]

  /// Finds what links and points lose of a load.
  init(_ lengths: RouteLengths, service: Service, inputs: Inputs) throws(AppraisalError) {
    var losses: [Loss] = []
    for (part, length) in zip(lengths.route.parts, lengths.parts) {
      if let loss = try Self.loss(along: part, length, inputs) { losses.append(loss) }
    }
    if inputs.study.events.contains(where: { $0.loss != nil }) {
      let rules = EventRules(events: inputs.study.events)
      for point in RoutePoints(route: lengths.route, study: inputs.study, service: service).points {
        guard let rule = rules.rule(for: point.happening), let id = rule.loss else { continue }
        let rate = try inputs.figure(id, in: .one, .loss, for: rule.location)
        losses.append(
          Loss(
            name: point.label, from: point.chainage, to: point.chainage, rate: rate, along: nil,
            left: Figure(
              "share left, \(point.label)", unit: .one, .formula("1 - loss") { 1 - $0[0] },
              of: [rate])))
      }
    }
    self.losses = losses.enumerated().sorted {
      ($0.element.to, $0.offset) < ($1.element.to, $1.offset)
    }.map(\.element)
  }

  private static func loss(along part: Route.Part, _ length: Figure, _ inputs: Inputs)
    throws(AppraisalError) -> Loss?
  {
    let linkClass = try inputs.linkClass(of: part.link)
    guard let id = linkClass.loss else { return nil }
    let span = part.link.mode == .powerLine ? 1000.0 : 100.0
    let words = part.link.mode == .powerLine ? "1000km" : "100km"
    let unit: Unit
    do { unit = try Unit("1/\(words)") } catch {
      throw .unit(figure: id, found: "\(error)", expected: "%/\(words)")
    }
    let rate = try inputs.figure(id, in: unit, .loss, for: linkClass.location)
    let along = (length: try length.converted(to: .kilometre), span: span, words: words)
    return Loss(
      name: part.link.names.english, from: part.start, to: part.start + part.measured.costed,
      rate: rate, along: along, left: left("arrives, \(part.link.names.english)", rate, along))
  }

  private static func left(
    _ label: String, _ rate: Figure, _ along: (length: Figure, span: Double, words: String)
  ) -> Figure {
    let span = along.span
    return Figure(
      "share that \(label)", unit: .one,
      .formula("(1 - loss)^(distance / \(along.words))") {
        Elementary.pow(1 - $0[0], $0[1] / span)
      },
      of: [rate, along.length])
  }

  /// The share that arrives.
  func delivered() throws(AppraisalError) -> Figure {
    try .product("share that arrives", losses.map(\.left), in: .one)
  }

  /// The share that reaches a point of the route; nil where nothing is lost before it.
  ///
  /// - Parameters:
  ///   - chainage: where it is; what a link loses on the way there counts in proportion to its length.
  ///   - isLink: whether a link begins there, so that what is lost at its first point is gone.
  ///   - label: what is there.
  /// - Returns: the share; nil where nothing is lost before.
  /// - Throws: `AppraisalError` when units do not fit.
  func share(at chainage: Length, beforeLink isLink: Bool = false, of label: String)
    throws(AppraisalError) -> Figure?
  {
    var shares: [Figure] = []
    for loss in losses {
      if loss.to < chainage || loss.to == chainage && (isLink || loss.along != nil) {
        shares.append(loss.left)
      } else if loss.from < chainage, let along = loss.along {
        let fraction = Figure.constant(
          "share of \(loss.name) up to there", (chainage - loss.from) / (loss.to - loss.from),
          because: "geometry against the study's borders")
        let length = try Figure.product(
          "way up to there", [along.length, fraction], in: .kilometre)
        shares.append(
          Self.left("reaches \(label)", loss.rate, (length, along.span, along.words)))
      }
    }
    guard let first = shares.first else { return nil }
    return shares.count == 1
      ? first : try .product("share that reaches \(label)", shares, in: .one)
  }

  /// The share of what reaches a link that it loses; nil where it loses none.
  func lost(along part: Route.Part) throws(AppraisalError) -> Figure? {
    let loss = losses.first {
      $0.along != nil && $0.from == part.start && $0.name == part.link.names.english
    }
    return loss.map { loss in
      Figure(
        "share lost, \(loss.name)", unit: .one, .formula("1 - share that arrives") { 1 - $0[0] },
        of: [loss.left])
    }
  }
}
