import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// `corridor serve` as a process, over the loopback.
@Suite(.serialized) struct ServeTests {
  private static let comparison = "container:busan-hamburg"
  private static let change = "rail.tariff.1520=0.2 USD/TEU-km @2024"

  /// A server of its own on a free port.
  private struct Served {
    let process: Process
    let port: Int

    init(_ arguments: [String] = [], in folder: URL = Command.root) async throws {
      let errors = Pipe()
      process = Process()
      process.executableURL = URL(filePath: Command.path)
      process.arguments = ["serve", "--port", "0"] + arguments
      process.currentDirectoryURL = folder
      process.standardInput = FileHandle.nullDevice
      process.standardError = errors
      try process.run()
      var text = ""
      while true {
        let data = errors.fileHandleForReading.availableData
        try #require(!data.isEmpty, "the server ended: \(text)")
        text += String(decoding: data, as: UTF8.self)
        if let match = text.firstMatch(of: /serving http:\/\/127\.0\.0\.1:(\d+)\//) {
          port = try #require(Int(match.1))
          return
        }
      }
    }

    func get(_ target: String, method: String = "GET", headers: [String: String] = [:])
      async throws -> (status: Int, data: Data)
    {
      var request = URLRequest(
        url: try #require(URL(string: "http://127.0.0.1:\(port)" + target)), timeoutInterval: 120)
      request.httpMethod = method
      for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
      let (data, response) = try await URLSession.shared.data(for: request)
      return (try #require(response as? HTTPURLResponse).statusCode, data)
    }

    /// Sends a signal and waits for the end.
    func end(_ signal: Int32 = SIGTERM) async throws -> Int32 {
      kill(process.processIdentifier, signal)
      let end = ContinuousClock.now + .seconds(60)
      while process.isRunning, ContinuousClock.now < end {
        try await Task.sleep(for: .milliseconds(20))
      }
      try #require(!process.isRunning, "the server does not end")
      #expect(process.terminationReason == .exit)
      return process.terminationStatus
    }
  }

  private func object(_ text: Data) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: text) as? NSDictionary)
  }

  private func compared(_ arguments: [String], in folder: URL = Command.root) async throws
    -> NSDictionary
  {
    let outcome = try await Command.run(
      ["compare", Self.comparison, "--format", "json"] + arguments, in: folder)
    outcome.expectSuccess()
    return try object(Data(outcome.output.utf8))
  }

  private var query: String {
    "set="
      + (Self.change.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
  }

  @Test func `the server says what compare says, and ends cleanly`() async throws {
    let server = try await Served()
    let path = "/api/v1/comparisons/\(Self.comparison)"
    let plain = try await server.get(path)
    let changed = try await server.get(path + "?" + query)
    let scenario = try await server.get(path + "?scenario=crisis")
    #expect(plain.status == 200 && changed.status == 200 && scenario.status == 200)
    #expect(try object(plain.data) == (try await compared([])))
    #expect(try object(changed.data) == (try await compared(["--set", Self.change])))
    #expect(try object(scenario.data) == (try await compared(["--scenario", "crisis"])))
    #expect(try await server.get("/", headers: ["Origin": "http://evil.example"]).status == 403)
    #expect(try await server.end() == 0)
  }

  @Test func `a scenario file that was taken along gives the same figures`() async throws {
    try await Command.withStudy { parent, study in
      let server = try await Served(in: parent)
      let path = "/api/v1/comparisons/\(Self.comparison)"
      let state = "?scenario=crisis&" + query
      let shown = try object(await server.get(path + state).data)
      let file = try await server.get(path + "/scenario.yaml" + state)
      #expect(try await server.end(SIGINT) == 0)
      try file.data.write(to: study.appending(path: "scenarios/taken.yaml"))
      let read = try await compared(["--scenario", "taken"], in: parent)
      #expect(try #require(read["routes"] as? NSArray) == (shown["routes"] as? NSArray))
      #expect((read["scenario"] as? String) == "taken")
    }
  }

  @Test func `a terminal that goes away ends the server, and nohup keeps it`() async throws {
    for (prefix, code) in [("env --default-signal=HUP", "0"), ("env --ignore-signal=HUP", "on")] {
      let outcome = try await Command.shell(
        """
        d=$(mktemp -d); \(prefix) "$0" serve --port 0 2>$d/log & s=$!
        for i in $(seq 200); do grep -q serving $d/log && break; sleep 0.1; done
        kill -HUP $s; sleep 1
        if [ \(code) = on ] && grep -q '^State:.[RS]' /proc/$s/status; then echo on; kill $s; wait $s
        else wait $s; echo $?; fi; rm -r $d
        """)
      #expect(outcome.output == code + "\n", "\(outcome)")
    }
  }

  @Test func `a signal ends the server in the middle of a run`() async throws {
    let server = try await Served()
    let run = try await server.get(
      "/api/v1/comparisons/\(Self.comparison)/runs?samples=1000000", method: "POST")
    #expect(run.status == 201)
    #expect(try await server.end(SIGINT) == 0)
  }

  @Test(arguments: [["--as-of", "1900-01-01"], [comparison, "--as-of", "1990-01-01"]])
  func `what the study refuses to open with is told at once, as compare does`(
    _ options: [String]
  ) async throws {
    let outcome = try await Command.shell(
      "timeout 60 \"$0\" serve --port 0 " + options.joined(separator: " "))
    #expect(outcome.code == 65 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.complaint.contains("known since") && !outcome.complaint.contains("serving"))
  }

  @Test func `a port that is taken is told with the remedy`() async throws {
    let server = try await Served()
    let outcome = try await Command.run("serve", "--port", String(server.port))
    #expect(outcome.code == 64 && !outcome.isKilled)
    #expect(outcome.complaint.contains("--port \(server.port)"))
    #expect(try await server.end() == 0)
    let host = try await Command.run("serve", "--port", "0", "--host", "no.such.name")
    host.expectFailure(64, says: ["no.such.name", "no address in numbers", "--host"])
  }
}
