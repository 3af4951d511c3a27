import CorridorGeometry
import CorridorUnits

/// Lines that go on as another become one line.
extension LinkImport {
  /// The lines with the ends that were drawn to meet, and differ in the last digits, at one position.
  ///
  /// That is the one of them that comes first. Ends near a place are left: the place takes them in.
  private func welded(_ lines: [Line]) -> [Line] {
    let graph = LineGraph(lines.map(\.vertices))
    let ends = LineEnds(lines)
    var targets: [Coordinate: Coordinate] = [:]
    var order: [Coordinate: Int] = [:]
    for (number, end) in ends.positions.enumerated() { order[end] = number }
    for (number, line) in lines.enumerated() where !known.contains(line.vertices) {
      for end in line.ends
      where targets[end] == nil && graph.isLoose(LineGraph.Key(end)) && placePassed(at: end) == nil
      {
        guard
          let near = ends.nearest(to: end, within: Length(metres: Self.meeting), notOf: number)?
            .end,
          near != end
        else { continue }
        // Of two loose ends the later one moves.
        let isLater = (order[near] ?? 0) < (order[end] ?? 0)
        if isLater || !graph.isLoose(LineGraph.Key(near)) { targets[end] = targets[near] ?? near }
      }
    }
    guard !targets.isEmpty else { return lines }
    return lines.map { line in
      var vertices = line.vertices
      for index in [0, vertices.count - 1] where !line.isRing && !known.contains(line.vertices) {
        vertices[index] = targets[vertices[index]] ?? vertices[index]
      }
      guard vertices != line.vertices, let moved = try? LineString(vertices) else { return line }
      return Line(moved, label: line.label, name: line.name, location: line.location)
    }
  }

  /// The lines, where two ends meet and neither another line nor a place is there put together.
  ///
  /// Links of the study stay as they are, also where they end at a border crossing.
  ///
  /// - Returns: Lines in the order of the first of their parts, in its direction.
  func joined(_ drawn: [Line]) -> [Line] {
    let lines = welded(drawn)
    let graph = LineGraph(lines.map(\.vertices))
    var partner: [LineGraph.End: LineGraph.End] = [:]
    let isKnown = lines.map { known.contains($0.vertices) }
    for line in lines {
      for end in line.ends {
        guard let (one, other) = graph.joint(at: LineGraph.Key(end)), partner[one] == nil,
          !isKnown[one.line], !isKnown[other.line], placePassed(at: end) == nil
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
      line,
      label: parts[0].label + " (joined with \(Self.list(parts.dropFirst().map(\.label))))",
      name: names.count == 1 ? parts[0].name : nil, location: parts[0].location)
  }

  /// A few words, and how many more there are.
  static func list(_ words: [String]) -> String {
    let shown = words.prefix(3).joined(separator: ", ")
    return words.count > 3 ? shown + " and \(words.count - 3) more" : shown
  }
}
