import CorridorViewer
import Testing

@Suite struct RequestReaderTests {
  private func read(_ text: String, in pieces: Int = 1) throws -> [Request] {
    var reader = RequestReader()
    var found: [Request] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: max(1, bytes.count / pieces)) {
      reader.take(Array(bytes[start..<min(bytes.count, start + max(1, bytes.count / pieces))]))
      while let request = try reader.next() { found.append(request) }
    }
    return found
  }

  @Test(arguments: [1, 3, 1000]) func `requests come whole however the bytes come`(_ pieces: Int)
    throws
  {
    let text =
      "GET /a%2Fb/%EB%82%98?x=1+2&y=%3D HTTP/1.1\r\nHost: h:1\r\nX:  two words \r\n\r\n"
      + "POST /c HTTP/1.1\r\nhost: h\r\nContent-Length: 3\r\n\r\nabcHEAD / HTTP/1.0\r\n\r\n"
    let found = try read(text, in: pieces)
    #expect(found.map(\.method) == ["GET", "POST", "HEAD"])
    #expect(found.map(\.path) == [["a/b", "나"], ["c"], []])
    #expect(found[0].query == [.init("x", "1 2"), .init("y", "=")])
    #expect(found[0].header("x") == "two words")
    #expect(found.map(\.isPersistent) == [true, true, false])
  }

  @Test(arguments: [
    ("GET /\r\n\r\n", 400), ("GET  / HTTP/1.1\r\n\r\n", 400), ("G(T / HTTP/1.1\r\n\r\n", 400),
    ("GET ftp://x/ HTTP/1.1\r\n\r\n", 400), ("GET http:///a HTTP/1.1\r\n\r\n", 400),
    ("GET http://:80/a HTTP/1.1\r\n\r\n", 400), ("GET http://me@x/ HTTP/1.1\r\n\r\n", 400),
    ("GET /%zz HTTP/1.1\r\n\r\n", 400),
    ("GET /%ff HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/2.0\r\n\r\n", 505),
    ("GET / HTTP/1.1\r\nA b: c\r\n\r\n", 400), ("GET / HTTP/1.1\r\n folded\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    ("GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 413),
    ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411),
    ("GET / HTTP/1.1\r\nA: b\nc\r\n\r\n", 400), ("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 400),
  ])
  func `what is no request is refused`(_ text: String, _ status: Int) {
    #expect { try read(text) } throws: { ($0 as? Problem)?.status == status }
  }

  @Test func `a target in absolute form is read by its host and its path`() throws {
    let found = try read(
      "GET http://localhost:8080/a%2Fb?x=1 HTTP/1.1\r\nX: y\r\nHost: evil.example\r\n\r\n"
        + "GET HTTP://[::1]?y HTTP/1.1\r\nHost: h\r\n\r\nGET http://h HTTP/1.1\r\n\r\n")
    #expect(found.map(\.path) == [["a/b"], [], []])
    #expect(found[0].query == [.init("x", "1")] && found[1].query == [.init("y", "")])
    // The header gives way to the target, and is asked for all the same.
    #expect(found.map { $0.header("host") } == ["localhost:8080", "[::1]", nil])
    #expect(found[0].headers.count { $0.name == "host" } == 1)
  }

  @Test func `a body of any length is refused in the same words`() throws {
    let words = ["65537", "99999999999999999999"].map { length -> String? in
      do {
        _ = try read("GET / HTTP/1.1\r\nContent-Length: \(length)\r\n\r\n")
        return nil
      } catch { return (error as? Problem)?.detail }
    }
    #expect(words[0]?.contains("more than 65536 bytes") == true && words[0] == words[1])
  }

  @Test func `a request has bounds`() {
    #expect { try read("GET /" + String(repeating: "a", count: 40_000)) } throws: {
      ($0 as? Problem)?.status == 431
    }
    let many = (0..<65).map { "h\($0): x\r\n" }.joined()
    #expect { try read("GET / HTTP/1.1\r\n" + many + "\r\n") } throws: {
      ($0 as? Problem)?.status == 431
    }
  }
}
