extension SweepReport {
  /// A line of heights for each route over the values of the one axis, for screens that have signs.
  func courses(of key: Int, on screen: Screen) -> [String] {
    guard screen.signs != .none, sweep.axes.count == 1, let axis = sweep.axes.first,
      let first = axis.values.first, let last = axis.values.last
    else { return [] }
    var table = TextTable([("route", .left), ("least", .right), ("most", .right)])
    var bars: [Bar?] = []
    for route in sweep.routes.indices {
      let values = sweep.cells.map { $0[route][key].number }
      let finite = values.compactMap(\.self)
      table.add(
        [sweep.routes[route]]
          + [finite.min(), finite.max()].map { $0.map(NumberFormat.plain) ?? "-" })
      bars.append(Self.line(values))
    }
    table.drawing = .init(
      title: (NumberFormat.plain(first), NumberFormat.plain(last)), bars: bars)
    return table.lines(on: screen) + [""]
  }

  /// Heights on a scale of their own; nil where there is only one height, or none.
  static func line(_ values: [Double?]) -> Bar? {
    Bar.Scale(values.compactMap(\.self)).map { scale in
      .line(values.map { $0.map(scale.place) })
    }
  }
}
