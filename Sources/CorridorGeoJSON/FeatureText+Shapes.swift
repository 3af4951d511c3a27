internal import CorridorGeometry

/// Coordinates that change: cut, continued, closed, turned, with times.
///
/// Lines and polygons are taken one after the other, so that memory does not hold all of them twice.
extension FeatureText {
  /// Appends the coordinates of a geometry as they will be.
  ///
  /// - Returns: The type that it has then.
  mutating func appendShape(
    of geometry: RawGeometry, times: Trip?, to output: inout [UInt8]
  ) throws(GeometryError) -> GeometryType {
    if options.dressing == .trips, geometry.type == .lineString || geometry.type == .multiLineString
    {
      return try appendTrip(of: geometry, times: times, to: &output)
    }
    var steps = Steps()
    let shiftsEast = try endsInEast(geometry)
    defer { take(steps) }
    switch geometry.type {
    case .multiLineString: return try appendLines(of: geometry, &steps, to: &output)
    case .multiPolygon:
      output.append(UInt8(ascii: "["))
      for number in geometry.polygons {
        let shape = try shape(of: geometry, only: number, shiftsEast: shiftsEast, &steps)
        text.appendElements(of: shape, to: &output)
      }
      output.append(UInt8(ascii: "]"))
      return .multiPolygon
    default:
      let shape = try shape(of: geometry, shiftsEast: false, &steps)
      text.append(shape, to: &output)
      return shape.type
    }
  }

  /// What was done to the parts of one geometry.
  private struct Steps {
    var changes = GeometryShape.Changes()
    var continued = 0
  }

  private mutating func take(_ steps: Steps) {
    changes.closed += steps.changes.closed
    changes.rewound += steps.changes.rewound
    changes.wrapped += steps.changes.wrapped
    changes.cut += min(steps.changes.cut, 1)
    changes.continued += min(steps.continued, 1)
  }

  private mutating func appendTrip(
    of geometry: RawGeometry, times: Trip?, to output: inout [UInt8]
  ) throws(GeometryError) -> GeometryType {
    var steps = Steps()
    var shape = try shape(of: geometry, shiftsEast: false, &steps)
    let isContinued = options.antimeridian == .continued
    // Times that stand there are one for each position, where two lines meet too.
    if let times, times.hasOne(forEachOf: shape) { shape.joinLegs(isContinued: isContinued) }
    if isContinued { steps.continued += shape.joinLines(altitude: text.altitude) }
    take(steps)
    if times != nil { shape.joinLegs(isContinued: isContinued) }
    if isContinued, options.writesBoxes, geometry.type == .multiLineString {
      for path in shape.paths { takeLongitudes(of: path) }
    }
    let stamps = times.flatMap { $0.times(of: shape) }
    if stamps == nil { timeless += 1 }
    text.append(shape, times: stamps, to: &output)
    return shape.type
  }

  private mutating func appendLines(
    of geometry: RawGeometry, _ steps: inout Steps, to output: inout [UInt8]
  ) throws(GeometryError) -> GeometryType {
    let start = output.count
    output.append(UInt8(ascii: "["))
    var waiting: [ShapePosition]?
    var (written, joined) = (0, 0)
    for number in geometry.paths {
      let shape = try shape(of: geometry, only: number, shiftsEast: false, &steps)
      guard options.antimeridian == .continued else {
        text.appendElements(of: shape, to: &output)
        continue
      }
      // Whether a line goes on shows when the next is known.
      for line in shape.paths {
        if let more = GeometryShape.following(waiting?.last, line, altitude: text.altitude) {
          waiting? += more
          joined += 1
        } else {
          if let waiting { appendElement(waiting, &written, to: &output) }
          waiting = line
        }
      }
    }
    if let waiting { appendElement(waiting, &written, to: &output) }
    steps.continued += joined
    guard written == 1, joined > 0 else {
      output.append(UInt8(ascii: "]"))
      return .multiLineString
    }
    output.remove(at: start)
    return .lineString
  }

  private mutating func appendElement(
    _ line: [ShapePosition], _ written: inout Int, to output: inout [UInt8]
  ) {
    if options.writesBoxes { takeLongitudes(of: line) }
    if written > 0 { output.append(UInt8(ascii: ",")) }
    written += 1
    text.append(line, times: nil, to: &output)
  }

  /// Whether areas that begin at -180 go behind others, since some end at 180.
  private func endsInEast(_ geometry: RawGeometry) throws(GeometryError) -> Bool {
    guard options.antimeridian == .continued, geometry.type == .multiPolygon,
      !geometry.state.isDisjoint(with: [.jumps, .touchesAntimeridian])
    else { return false }
    for number in geometry.polygons {
      var shape = GeometryShape(geometry, in: parts, only: number)
      var changes = GeometryShape.Changes()
      if options.isMending { shape.close(&changes) }
      _ = try shape.continueBeyond(shiftsEast: false)
      if shape.endsInEast { return true }
    }
    return false
  }

  /// A geometry, or a line or polygon of it, as it will be.
  private mutating func shape(
    of geometry: RawGeometry, only number: Int? = nil, shiftsEast: Bool, _ steps: inout Steps
  ) throws(GeometryError) -> GeometryShape {
    var shape = GeometryShape(geometry, in: parts, only: number)
    if options.isMending { shape.close(&steps.changes) }
    switch options.antimeridian {
    case .kept: break
    case .cut:
      let text = text
      try shape.cut(edges: options.edges, altitude: { text.altitude($0) }, &steps.changes)
      // A cut makes positions of its own, at a pole for a ring that goes round one.
      if options.writesBoxes { takePositions(shape) }
    case .continued:
      steps.continued += try shape.continueBeyond(shiftsEast: shiftsEast)
      // Lines that are joined go further yet.
      if options.writesBoxes, shape.type != .multiLineString {
        for path in shape.paths { takeLongitudes(of: path) }
      }
    }
    shape.wind(options.winding, &steps.changes)
    return shape
  }

  // MARK: - Boxes

  /// Takes a geometry that keeps its positions into the box of continued longitudes.
  mutating func takeLongitudes(of geometry: RawGeometry) {
    for index in geometry.paths {
      let path = parts.path(index)
      guard let first = path.first else { continue }
      var extent = PathExtent(first, isRing: false)
      for position in path { extent.add(position, isConnected: false) }
      takeContinued(extent)
    }
  }

  private mutating func takeLongitudes(of path: [ShapePosition]) {
    guard let first = path.first else { return }
    var extent = PathExtent(first.raw, isRing: false)
    for position in path { extent.add(position.raw, isConnected: false) }
    takeContinued(extent)
  }

  private mutating func takeContinued(_ extent: PathExtent) {
    continued.add(
      west: extent.least, south: extent.south, east: extent.greatest, north: extent.north)
  }

  private mutating func takePositions(_ shape: GeometryShape) {
    let isConnected = shape.isLine || shape.isArea
    for path in shape.paths {
      let runs = isConnected ? [path[...]] : path.indices.map { path[$0...$0] }
      for run in runs {
        guard let first = run.first else { continue }
        var extent = PathExtent(first.raw, isRing: shape.isArea)
        for position in run { extent.add(position.raw, isConnected: true) }
        extent.cover(&standing)
      }
    }
  }
}
