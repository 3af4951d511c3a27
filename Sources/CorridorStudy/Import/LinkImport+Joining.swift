import CorridorGeometry

/// Lines that go on as another become one line.
extension LinkImport {
  /// The lines, where two ends meet and neither another line nor a place is there put together.
  ///
  /// - Returns: Lines in the order of the first of their parts, in its direction.
  func joined(_ lines: [Line]) -> [Line] {
    let graph = LineGraph(lines.map(\.vertices))
    var partner: [LineGraph.End: LineGraph.End] = [:]
    for line in lines {
      for end in line.ends {
        guard let (one, other) = graph.joint(at: LineGraph.Key(end)), partner[one] == nil,
          placeIndex.nearest(to: end, within: options.tolerance) == nil
        else { continue }
        partner[one] = other
        partner[other] = one
      }
    }
    guard !partner.isEmpty else { return lines }
    var result: [Line] = []
    var isTaken = Array(repeating: false, count: lines.count)
    for index in lines.indices where !isTaken[index] {
      let chain = Self.chain(through: index, partner)
      for end in chain { isTaken[end.line] = true }
      result.append(chain.count == 1 ? lines[index] : Self.joined(chain, of: lines))
    }
    return result
  }

  /// The ends at which the lines of a chain begin, from its first line to its last.
  private static func chain(
    through index: Int, _ partner: [LineGraph.End: LineGraph.End]
  ) -> [LineGraph.End] {
    let origin = LineGraph.End(line: index, isStart: true)
    var head = origin
    while let before = partner[head], before.other != origin { head = before.other }
    var chain = [head]
    while let next = partner[chain[chain.count - 1].other], next != head { chain.append(next) }
    return chain
  }

  private static func joined(_ chain: [LineGraph.End], of lines: [Line]) -> Line {
    var vertices: [Coordinate] = []
    for start in chain {
      let own = lines[start.line].vertices
      let turned = start.isStart ? own : own.reversed()
      vertices += turned.dropFirst(vertices.isEmpty ? 0 : 1)
    }
    let parts = chain.map(\.line).sorted().map { lines[$0] }
    guard let line = try? LineString(vertices) else { return parts[0] }
    let names = Set(parts.map(\.name))
    return Line(
      measured: MeasuredLine(line), box: line.boundingBox,
      label: parts[0].label + " (joined with \(Self.list(parts.dropFirst().map(\.label))))",
      name: names.count == 1 ? parts[0].name : nil, location: parts[0].location)
  }

  /// A few words, and how many more there are.
  static func list(_ words: [String]) -> String {
    let shown = words.prefix(3).joined(separator: ", ")
    return words.count > 3 ? shown + " and \(words.count - 3) more" : shown
  }
}
