import CorridorStudy
import Testing

@Suite struct YAMLReaderTests {
  private func read(_ text: String) throws(YAMLError) -> ConfigNode? {
    try YAMLReader.read(Array(text.utf8))
  }

  @Test func `a generated document has the tree and places that an independent reader finds`()
    throws
  {
    for seed in UInt64(0)..<800 {
      var generator = GeneratedYAML(seed: seed)
      let text = generator.document()
      let theirs = try #require(oracle(text), "not YAML: \(text)")
      let ours = try #require(try read(text), "\(text)")
      #expect(Tree(ours) == Tree(theirs), "\(text)")
      #expect(places(ours) == places(theirs), "\(text)")
    }
  }

  @Test(arguments: 0..<8)
  func `what survives damage has the tree that an independent reader finds`(seed: UInt64) throws {
    var dice = Dice(state: seed &* 7919)
    var generator = GeneratedYAML(seed: seed)
    let whole = Array(generator.document().utf8)
    let noise = Array("\n\n  :-#[]{}'\"|>&*!?,%@\\ab01\t\r.~".utf8)
    for _ in 0..<1000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(dice.pick(noise), at: index)
        case 2:
          bytes[index] =
            dice.once(in: 8) ? UInt8.random(in: 0...255, using: &dice) : dice.pick(noise)
        default:
          bytes.removeSubrange(
            index..<min(index + Int.random(in: 1...20, using: &dice), bytes.count))
        }
      }
      guard let ours = try? YAMLReader.read(bytes) else { continue }
      let text = try #require(String(validating: bytes, as: UTF8.self))
      let theirs = try #require(oracle(text), "only ours reads: \(text.debugDescription)")
      #expect(Tree(ours) == Tree(theirs), "\(text.debugDescription)")
    }
  }
}
