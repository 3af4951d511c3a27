import CorridorViewer
import Foundation
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// The server over the loopback, with answers that never come.
///
/// The other suites may leave it few turns, so that nothing here holds within a short time.
@Suite(.serialized, .timeLimit(.minutes(20))) struct ServerTests {
  private typealias Answer = (status: Int, problem: String?)

  /// Those who wait for an answer that never comes; kept, since a wait that is lost is complained of.
  private static let waiting = Mutex<[CheckedContinuation<Response, Never>]>([])

  /// Answers at `/` alone; anything else looks at no cancellation, as arithmetic does not.
  @Sendable private static func answer(_ request: Request) async -> Response {
    if request.path.isEmpty { return Response(type: "text/plain", body: Array("here".utf8)) }
    return await withCheckedContinuation { continuation in
      waiting.withLock { $0.append(continuation) }
    }
  }

  /// Does something with a server that has a second for each answer and a second to end.
  private func serving(
    _ body: (_ address: String, _ end: () async throws -> Void) async throws -> Void
  ) async throws {
    var limits = Server.Limits()
    (limits.answering, limits.stopping, limits.reading) = (1, 1, 1)
    let server = Server(host: "127.0.0.1", port: 0, limits: limits, answer: Self.answer)
    let (ports, bound) = AsyncStream.makeStream(of: UInt16.self)
    let task = Task { try await server.run { bound.yield($0) } }
    let port = try #require(await ports.first { _ in true })
    try await body("http://127.0.0.1:\(port)") {
      task.cancel()
      try await task.value
    }
    task.cancel()
    try await task.value
  }

  private func ask(_ address: String) async throws -> Answer {
    var request = URLRequest(url: try #require(URL(string: address)))
    request.timeoutInterval = 600
    let (data, response) = try await URLSession.shared.data(for: request)
    let value = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    return (try #require(response as? HTTPURLResponse).statusCode, value?["code"] as? String)
  }

  @Test func `what is not worked out in time is a problem, and the next answer comes`()
    async throws
  {
    try await serving { address, _ in
      let late = try await ask(address + "/never")
      #expect(late.status == 503 && late.problem == "late")
      var next = try await ask(address + "/")
      while next.status == 503 { next = try await ask(address + "/") }
      #expect(next.status == 200)
    }
  }

  @Test func `a request that does not come whole is told so`() async throws {
    try await serving { address, _ in
      let port = try #require(URL(string: address)?.port.flatMap { UInt16(exactly: $0) })
      let answer = try await Task.detached {
        try Self.trickle("GET / HTTP/1.1\r\nHost: 127", to: port)
      }
      .value
      let parts = answer.split(separator: "\r\n\r\n", maxSplits: 1)
      #expect(parts.first?.hasPrefix("HTTP/1.1 408 Request Timeout\r\n") == true)
      #expect(answer.contains("Content-Type: application/problem+json"))
      let body = try #require(parts.last.map { Data($0.utf8) })
      let problem = try JSONSerialization.jsonObject(with: body) as? [String: Any]
      #expect(problem?["status"] as? Int == 408 && problem?["code"] as? String == "slow")
    }
  }

  /// Sends the beginning of a request by a client of its own, and gives what comes until the end.
  private static func trickle(_ text: String, to port: UInt16) throws -> String {
    let client = Process()
    client.executableURL = URL(filePath: "/usr/bin/env")
    client.arguments = [
      "bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); printf %s \"$1\" >&3; cat <&3", "client",
      text,
    ]
    let pipe = Pipe()
    client.standardOutput = pipe
    try client.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    client.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `the server ends though answers never come`() async throws {
    try await serving { address, end in
      let before = Self.waiting.withLock(\.count)
      let asking = (0..<4).map { place in
        Task { try? await ask(address + "/never/\(place)") }
      }
      while Self.waiting.withLock(\.count) < before + asking.count {
        try await Task.sleep(for: .milliseconds(5))
      }
      try await end()
      for task in asking {
        let answer = await task.value
        #expect(answer == nil || answer?.status == 503)
      }
    }
  }
}
