import CorridorStudy
import Testing
import Yams

/// A tree without places, in which both readers' results can be compared.
indirect enum Tree: Equatable, CustomStringConvertible {
  case plain(String)
  case quoted(String)
  case sequence([Tree])
  case mapping([String], [Tree])

  init(_ node: ConfigNode) {
    switch node.content {
    case .scalar(let text, .quoted): self = .quoted(text)
    case .scalar(let text, _): self = .plain(text)
    case .sequence(let items): self = .sequence(items.map(Tree.init))
    case .mapping(let entries):
      self = .mapping(entries.map(\.key), entries.map { Tree($0.value) })
    }
  }

  init(_ node: Node) {
    switch node {
    case .scalar(let scalar):
      self = scalar.style == .plain ? .plain(scalar.string) : .quoted(scalar.string)
    case .sequence(let items): self = .sequence(items.map { Tree($0) })
    case .mapping(let pairs):
      self = .mapping(pairs.map { $0.key.scalar?.string ?? "?" }, pairs.map { Tree($0.value) })
    case .alias: self = .plain("alias")
    }
  }

  var description: String {
    switch self {
    case .plain(let text): text.debugDescription + "p"
    case .quoted(let text): text.debugDescription
    case .sequence(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
    case .mapping(let keys, let values):
      "{" + zip(keys, values).map { "\($0.debugDescription): \($1)" }.joined(separator: ", ") + "}"
    }
  }
}

/// Every node's kind and place in order of the text, but for values that were not written.
func places(_ node: ConfigNode) -> [String] {
  switch node.content {
  case .scalar(let text, .plain) where text.isEmpty: []
  case .scalar: ["scalar \(node.line):\(node.column)"]
  case .sequence(let items): ["sequence \(node.line):\(node.column)"] + items.flatMap(places)
  case .mapping(let entries):
    ["mapping \(node.line):\(node.column)"]
      + entries.flatMap { ["scalar \($0.line):\($0.column)"] + places($0.value) }
  }
}

/// The same of the independent reader's tree.
func places(_ node: Node) -> [String] {
  let mark = node.mark.map { "\($0.line):\($0.column)" } ?? "nowhere"
  switch node {
  case .scalar(let scalar) where scalar.style == .plain && scalar.string.isEmpty: return []
  case .scalar, .alias: return ["scalar \(mark)"]
  case .sequence(let items): return ["sequence \(mark)"] + items.flatMap { places($0) }
  case .mapping(let pairs):
    return ["mapping \(mark)"] + pairs.flatMap { places($0.key) + places($0.value) }
  }
}

/// The independent reader's tree of a text; nil when it refuses the text or finds nothing in it.
func oracle(_ text: String) -> Node? {
  try? Yams.compose(yaml: text, .basic)
}
