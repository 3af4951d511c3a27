import Testing

@testable import CorridorReport

/// Expectations by CommonMark's own rules for escapes, emphasis, code spans and starts of blocks.
@Suite struct MarkdownTests {
  @Test(arguments: [
    ("* best of its column; - none", "\\* best of its column; - none"),
    ("- none", "\\- none"), ("+ 3", "\\+ 3"), ("# 1", "\\# 1"), ("> 5", "\\> 5"),
    ("1. first", "1\\. first"), ("2024) it", "2024\\) it"), ("2024 it", "2024 it"),
    ("3.5 days", "3.5 days"), ("-3 km", "-3 km"), ("~~~ a", "\\~~~ a"), ("7.", "7\\."), ("", ""),
  ])
  func `a note is one item, whatever it begins with`(text: String, markdown: String) {
    #expect(Markdown.list([text]) == ["- " + markdown])
  }

  @Test(arguments: [
    ("a < b & [c](d)", "a &lt; b &amp; \\[c\\](d)"), ("npv_musd", "npv_musd"),
    ("_by hand_ and a_", "\\_by hand\\_ and a\\_"), ("a*b", "a\\*b"), ("C:\\*", "C:\\\\\\*"),
    ("`--set a=[1] < _b_` holds * here", "`--set a=[1] < _b_` holds \\* here"),
    ("one ` alone *", "one \\` alone \\*"), ("a `b` c ` d_", "a `b` c \\` d\\_"),
    ("two\nlines `of\ncode`", "two lines `of code`"), ("", ""),
  ])
  func `text is no markup, code is left as it is`(text: String, markdown: String) {
    #expect(Markdown.plain(text) == markdown)
  }

  @Test func `cells of a document are plain, and bars in them divide nothing`() {
    var table = TextTable([("a_", .left)])
    table.add(["x|*y*\\|"])
    #expect(
      table.markdown(Markdown.plain) == ["| a\\_ |", "| --- |", "| x\\|\\*y\\*\\\\\\| |"])
    #expect(table.markdown()[2] == "| x\\|*y*\\\\| |")
  }
}
