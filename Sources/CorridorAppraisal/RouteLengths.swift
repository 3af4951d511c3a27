import CorridorGeometry
import CorridorNetwork
import CorridorStudy
import CorridorUnits

/// The lengths of a route as figures, so that `explain` can say where each comes from.
struct RouteLengths {
  let route: Route
  /// Costed length of each part.
  let parts: [Figure]

  init(route: Route, inputs: Inputs) throws(AppraisalError) {
    self.route = route
    var parts: [Figure] = []
    for part in route.parts { parts.append(try Self.figure(of: part.measured, inputs: inputs)) }
    self.parts = parts
  }

  private static func figure(of measured: MeasuredLink, inputs: Inputs) throws(AppraisalError)
    -> Figure
  {
    let link = measured.link
    let name = link.names.english
    if let declared = link.declared {
      return Figure(
        "declared length, \(name)", declared.kilometres, .kilometre,
        origin: .length(
          of: link.id, basis: "declared, series \(declared.series)", sources: [declared.source],
          sourceClass: declared.sourceClass))
    }
    let traced = Figure(
      "traced length, \(name)", measured.traced.kilometres, .kilometre,
      origin: .length(of: link.id, basis: "traced on WGS 84", sources: link.sources))
    guard case .factored(let id, _) = measured.basis else { return traced }
    return try .product(
      "length, \(name)", [traced, inputs.figure(id, in: .one, .positive, for: link.location)],
      in: .kilometre)
  }

  /// Costed length of the whole route.
  func total() throws(AppraisalError) -> Figure {
    try .sum("length", parts, unit: .kilometre)
  }

  /// Geodesic length of the drawn lines.
  func traced() throws(AppraisalError) -> Figure {
    let leaves = route.parts.map { part in
      Figure(
        "traced length, \(part.link.names.english)", part.measured.traced.kilometres, .kilometre,
        origin: .length(of: part.link.id, basis: "traced on WGS 84", sources: part.link.sources))
    }
    return try .sum("traced length", leaves, unit: .kilometre)
  }

  /// Costed length inside a country, or with nil at sea, as a share of what is costed of each link.
  func inside(_ country: String?) throws(AppraisalError) -> Figure {
    let place = country.map { "inside \($0)" } ?? "at sea"
    var terms: [Figure] = []
    for (part, length) in zip(route.parts, parts) {
      let share = share(of: part, in: country)
      if share == 0 { continue }
      let fraction = Figure.constant(
        "share of \(part.link.names.english) \(place)", share,
        because: "geometry against the study's borders")
      terms.append(try .product("length \(place)", [length, fraction], in: .kilometre))
    }
    return try .sum("length \(place)", terms, unit: .kilometre)
  }

  /// Share of a part's length that lies in a country, or with nil at sea.
  func share(of part: Route.Part, in country: String?) -> Double {
    let end = part.start + part.measured.costed
    guard end > part.start else { return 0 }
    var inside = Length.zero
    for stretch in route.stretches where stretch.country == country {
      let overlap = min(stretch.to, end) - max(stretch.from, part.start)
      if overlap > .zero { inside += overlap }
    }
    return inside / (end - part.start)
  }
}

extension Inputs {
  /// The class that prices a link.
  func linkClass(of link: Link) throws(AppraisalError) -> LinkClass {
    guard let linkClass = study.linkClass(link.linkClass) else {
      throw .missing(what: "link class `\(link.linkClass)` is not defined", location: link.location)
    }
    return linkClass
  }
}
