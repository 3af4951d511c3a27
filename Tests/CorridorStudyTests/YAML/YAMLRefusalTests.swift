import CorridorStudy
import Testing

@Suite struct YAMLRefusalTests {
  @Test(arguments: [
    ("a: &x 1", 1, 4, "anchor"), ("a: *x", 1, 4, "alias"), ("a: !!str 1", 1, 4, "tag"),
    ("? a\n: b", 1, 1, "complex key"), ("%YAML 1.2\n---\na: 1", 1, 1, "'%'"),
    ("a: 1\n---\nb: 2", 2, 1, "second document"), ("a: 1\n...\n", 2, 1, "second document"),
    ("<<: {a: 1}", 1, 1, "merge key"), ("a: 1\nb: 2\na: 3", 3, 1, "stands twice"),
    ("{a: 1, a: 2}", 1, 8, "stands twice"), ("a:\n\tb: 1", 2, 1, "tab"),
    ("a: b: c", 1, 5, "second ': '"), ("a: - b", 1, 4, "line of its key"),
    ("a: [1, 2", 1, 4, "never closed"), ("a: {b: 1", 1, 4, "never closed"),
    ("a: \"b", 1, 4, "never ends"), ("a: 'b", 1, 4, "never ends"),
    ("a: {b, c: 1}", 1, 5, "without a value"), ("a: [b: 1]", 1, 6, "key inside a list"),
    ("a: \"\\q\"", 1, 5, "unknown escape"), ("a: 1\n  b: 2", 2, 4, "': '"),
    ("a:\n    b: 1\n  c: 2", 3, 3, "indented more"), ("a: \"b\" c", 1, 8, "after the end"),
    ("a: @b", 1, 4, "quotes"), ("a\nb: 1", 2, 2, "': '"), ("- a\nb: 1", 2, 1, "belongs to nothing"),
    ("한글: \"", 1, 5, "never ends"), ("a: \u{7}", 1, 4, "U+7"), ("a: \u{85}", 1, 4, "U+85"),
  ])
  func `what study files may not hold is refused where it is`(
    text: String, line: Int, column: Int, says: String
  ) {
    let error = #expect(throws: YAMLError.self, "\(text)") {
      try YAMLReader.read(Array(text.utf8))
    }
    guard let error else { return }
    #expect((error.message + "; " + error.remedy).contains(says), "\(text): \(error)")
    #expect([error.line, error.column] == [line, column], "\(text): \(error)")
  }

  @Test func `bytes that are not UTF-8 are refused where they are`() {
    let error = #expect(throws: YAMLError.self) {
      try YAMLReader.read([0x61, 0x3A, 0x20, 0x62, 0x0A, 0x63, 0x3A, 0x20, 0xFF])
    }
    #expect(error?.line == 2)
    #expect(error?.column == 4)
  }

  @Test(arguments: ["[", "{a: ", "- ", "a:\n "]) func `deep nesting is refused, and never a trap`(
    opening: String
  ) {
    let text = String(repeating: opening, count: 100_000)
    #expect(throws: YAMLError.self) { try YAMLReader.read(Array(text.utf8)) }
  }
}
