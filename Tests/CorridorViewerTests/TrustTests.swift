import CorridorViewer
import Testing

/// What a server must not do for others.
@Suite struct TrustTests {
  private func status(_ host: String?, origin: String? = nil, bound: String = "127.0.0.1") -> Int {
    var headers: [Request.Field] = []
    if let host { headers.append(Request.Field("host", host)) }
    if let origin { headers.append(Request.Field("origin", origin)) }
    do throws(Problem) {
      try OriginGuard(host: bound).check(Request(path: [], headers: headers))
      return 200
    } catch { return error.status }
  }

  @Test func `only names of this machine are taken`() {
    for host in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080"] {
      #expect(status(host) == 200, "\(host)")
    }
    for host in [
      "evil.example", "127.0.0.1.evil.example", "localhost.evil", "192.168.0.7", "[::2]",
    ] {
      #expect(status(host) == 403, "\(host)")
    }
    #expect(status(nil) == 400)
    #expect(status("") == 400)
  }

  @Test func `what follows the colon is a port or the host is refused`() {
    for host in ["localhost:1", "127.0.0.1:65535", "[::1]:00080"] {
      #expect(status(host) == 200, "\(host)")
    }
    for port in [
      "80@evil.example", "evil.example", "1/../x", "x", "", "65536", "000080", "+80", "-1", "8 0",
      "80:80", "８０",
    ] {
      for name in ["127.0.0.1", "localhost", "[::1]"] {
        #expect(status("\(name):\(port)") == 403, "\(name):\(port)")
      }
      #expect(status("192.168.0.7:\(port)", bound: "0.0.0.0") == 403, "\(port)")
    }
    #expect(status("[::1]x") == 403)
  }

  @Test func `beyond this machine any address in numbers is taken, and no foreign name`() {
    #expect(status("192.168.0.7:80", bound: "0.0.0.0") == 200)
    #expect(status("[fe80::1]", bound: "::") == 200)
    #expect(status("evil.example", bound: "0.0.0.0") == 403)
    #expect(status("1.2.3.evil", bound: "0.0.0.0") == 403)
  }

  @Test func `the host of a target in absolute form is the one that is checked`() async throws {
    for (target, host, status) in [
      ("http://localhost:8080/conformance", "evil.example", 200),
      ("http://evil.example/conformance", "localhost:8080", 403),
    ] {
      var reader = RequestReader()
      reader.take(Array("GET \(target) HTTP/1.1\r\nHost: \(host)\r\n\r\n".utf8))
      let request = try #require(try reader.next())
      #expect(await (try Bench.viewer.get()).respond(request).status == status, "\(target)")
    }
  }

  @Test func `a page of another site is refused`() {
    #expect(status("localhost:8080", origin: "http://localhost:8080") == 200)
    for origin in ["http://evil.example", "null", "http://localhost:9", "https://localhost:8080"] {
      #expect(status("localhost:8080", origin: origin) == 403, "\(origin)")
    }
  }

  @Test(arguments: [
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/Geo/study.yaml",
    "/collections/..%2f..%2fetc",
    "/api/v1/../../Package.swift", "/serve.css/..", "/collections/places/items/../../../x",
    "//etc/passwd",
  ])
  func `no path leads to a file`(_ target: String) async throws {
    let response = try await Bench.ask(target)
    #expect(response.status == 404)
    #expect(response.problem != nil)
  }

  @Test func `other methods are refused with those that are allowed`() async throws {
    let response = try await Bench.ask("/conformance", method: "DELETE")
    #expect(response.status == 405 && response.header("Allow") == "GET, HEAD")
    let runs = try await Bench.ask(Bench.comparison + "/runs")
    #expect(runs.status == 405 && runs.header("Allow") == "POST")
  }

  @Test func `the page names where everything may come from`() async throws {
    let page = try await Bench.ask("/", headers: [Request.Field("accept", "text/html")])
    let policy = try #require(page.header("Content-Security-Policy"))
    #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
    #expect(!policy.contains("unsafe"))
  }
}
