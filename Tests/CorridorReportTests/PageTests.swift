import Corridor
import Foundation
#if canImport(FoundationXML)
  import FoundationXML
#endif
import Testing

@testable import CorridorReport

@Suite struct PageTests {
  static let hostile = "</script><b id=\"x\">&amp; <!-- ' {{title}} \u{2028}\u{2029} 층"

  @Test func `text is escaped for elements and attributes`() throws {
    let markup = HTML(Self.hostile).markup
    for mark in ["<", ">", "\"", "'"] { #expect(!markup.contains(mark)) }
    #expect(markup.hasPrefix("&lt;/script&gt;&lt;b id=&quot;x&quot;&gt;&amp;amp; "))
    // Foundation's reader of XML has it back.
    let data = Data("<t>\(markup)</t>".utf8)
    let reader = XMLText()
    let parser = XMLParser(data: data)
    parser.delegate = reader
    #expect(parser.parse() && reader.text == Self.hostile)
  }

  @Test func `JSON in a page can't end its element and reads back the same`() throws {
    let markup = try HTML(json: .array([.string(Self.hostile)])).markup
    for mark in ["<", ">", "&", "\u{2028}", "\u{2029}"] { #expect(!markup.contains(mark)) }
    let back = try JSONSerialization.jsonObject(with: Data(markup.utf8)) as? [String]
    #expect(back == [Self.hostile])
  }

  @Test func `what stands between backticks is code, and one alone stays`() {
    var table = TextTable([("h", .left)])
    table.add(["as `risk` does"])
    let blocks: [Document.Block] = [
      .paragraph(Prose("say `a<b` or `c`.")), .list(["`x` is long` indeed"]), .table(table),
    ]
    let document = Document(
      title: "t", subtitle: "s",
      sections: [Document.Section(id: "a", title: "A", blocks: blocks)])
    let page = DocumentHTML(document: document).page()
    #expect(page.contains("<p>say <code>a&lt;b</code> or <code>c</code>.</p>"))
    #expect(page.contains("<li><code>x</code> is long` indeed</li>"))
    #expect(page.contains("as <code>risk</code> does"))
  }

  @Test func `a template is filled once`() {
    let filled = Template("a {{b}} {c} {{d}}{{b}}").filled([
      "b": HTML("{{d}}<"), "d": HTML(trusted: "<i>"),
    ])
    #expect(filled == "a {{d}}&lt; {c} <i>{{d}}&lt;")
  }

  @Test(arguments: 0..<20)
  func `base 64 is Foundation's`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 97 + 200) }
    #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
  }

  @Test func `Leaflet goes in without references to files`() {
    let style = Array("a{background:url(images/a.png)}b{c:url(images/b.png)}".utf8)
    #expect(Leaflet.pictures(of: style) == ["images/a.png", "images/b.png"])
    let leaflet = Leaflet(
      script: Array("x='</script>'\n//# sourceMappingURL=x.map\ny()".utf8), style: style,
      pictures: ["images/a.png": [1, 2, 3], "images/b.png": []])
    #expect(leaflet.script == "x='<\\/script>'\ny()")
    #expect(
      leaflet.style
        == "a{background:url(data:image/png;base64,AQID)}b{c:url(data:image/png;base64,)}")
  }

  @Test func `every language has every word`() throws {
    let words = try MapWords(language: "en")
    let english = try #require(words.all["en"]?.object?.keys)
    for language in words.languages {
      #expect(words.all[language]?.object?.keys.sorted() == english.sorted(), "\(language)")
    }
    for key in Mode.allCases.map(\.rawValue) + Status.allCases.map(\.rawValue)
      + SourceClass.allCases.map({ "class_\($0.rawValue)" })
    {
      #expect(english.contains(key), "\(key)")
    }
    #expect(words["no such word"] == "no such word")
    #expect(try MapWords(language: "xx")["rail"] == "Railway")
  }

  @Test(arguments: [nil, "container:busan-hamburg", "gas:vladivostok-seoul"] as [String?])
  func `a picture is XML with every line that it is about`(comparison: String?) throws {
    let bundled = try Bundled.shared.get()
    let result = try comparison.map(bundled.result)
    let bytes = try bundled.map(result).picture(language: "ko")
    let reader = XMLText()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = reader
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let links = Set(result?.routes.flatMap { $0.route.parts.map(\.link.id) } ?? [])
    let count = comparison == nil ? bundled.study.links.count : links.count
    // Each has its stroke on a casing of white; a second panel shows some of them again.
    #expect(reader.casings["url(#whole)"] == count)
    #expect((reader.casings.count == 2) == (comparison != "gas:vladivostok-seoul"))
    #expect(reader.text.contains("no view on sovereignty"))
    #expect(bytes.count < 1_500_000)
    #expect(try bundled.map(result).picture(language: "ko") == bytes)
  }

  @Test(arguments: [nil, "container:busan-hamburg", "gas:vladivostok-seoul"] as [String?])
  func `the legend has every line that is drawn, and those off the routes in one grey`(
    comparison: String?
  ) throws {
    let bundled = try Bundled.shared.get()
    let result = try comparison.map(bundled.result)
    let text = String(decoding: try bundled.map(result).picture(language: "en"), as: UTF8.self)
    let names: [Mode: String] = [
      .rail: "Railway", .road: "Road", .sea: "Sea lane", .oilPipeline: "Oil pipeline",
      .gasPipeline: "Gas pipeline", .powerLine: "Power line",
    ]
    for mode in Mode.allCases {
      let isDrawn = text.contains("stroke=\"\(Simplestyle.colour(of: mode))\"")
      let name = try #require(names[mode])
      #expect(text.contains(">\(name)</text>") == isDrawn, "\(name)")
    }
    let grey = "stroke=\"#50575e\" stroke-opacity=\".5\""
    #expect(text.contains(">Links off these routes</text>") == (comparison != nil))
    // One of them is in the legend.
    #expect((text.components(separatedBy: grey).count > 2) == (comparison != nil))
  }

  @Test func `a page is below three megabytes and holds its data`() throws {
    let bundled = try Bundled.shared.get()
    let leaflet = Leaflet(script: [], style: [], pictures: [:])
    let page = String(decoding: try bundled.map().page(leaflet: leaflet), as: UTF8.self)
    #expect(page.utf8.count < 3_000_000)
    let start = try #require(page.range(of: "id=\"data\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let json = try JSONSerialization.jsonObject(
      with: Data(page[start.upperBound..<end.lowerBound].utf8))
    let data = try #require(json as? [String: Any])
    #expect((data["links"] as? [Any])?.count == bundled.study.links.count)
    #expect(data["languages"] as? [String] == ["en", "ko", "ru"])
    // Crossings are called as the export calls them, those that have no place of their own too.
    let marks = try #require(data["marks"] as? [[String: Any]])
    let called = Dictionary(
      marks.map { ($0["id"] as? String ?? "", $0["names"] as? [String: String]) }
    ) { first, _ in first }
    let exported = try #require(bundled.json("crossings.geojson")["features"] as? [[String: Any]])
    var count = 0
    for crossing in exported {
      guard let names = called[try #require(crossing["id"] as? String)] else { continue }
      count += 1
      for (language, key) in [("en", "name"), ("ko", "name_ko"), ("ru", "name_ru")] {
        let name = (crossing["properties"] as? [String: Any])?[key] as? String
        #expect(name != nil && names?[language] == name)
      }
    }
    #expect(count > 10 && called["gas-tkr:1-RU-KP"]??["ru"] == "Россия-КНДР")
  }
}

/// Collects the text of an XML document and counts the casings of lines by panel.
private final class XMLText: NSObject, XMLParserDelegate {
  var text = ""
  var casings: [String: Int] = [:]
  private var panel = ""

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    panel = attributes["clip-path"] ?? panel
    if attributes["stroke-width"] == "4.4" { casings[panel, default: 0] += 1 }
  }
}
