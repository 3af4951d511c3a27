import FlyingSocks
import Foundation

/// A web server for one machine: every request goes to one function.
public struct Server: Sendable {
  /// What a server bears.
  public struct Limits: Hashable, Sendable {
    /// What a request may be.
    public var request = RequestReader.Limits()
    /// Connections at a time; one more is told to come later.
    public var connections = 512
    /// Seconds for a request to come whole, from its first byte.
    public var reading = 10
    /// Seconds for a connection to lie idle.
    public var idling = 30
    /// Seconds for an answer to be worked out; then a problem is sent instead.
    public var answering = 60
    /// Seconds for an answer to be sent.
    public var sending = 60
    /// Seconds for answers that are on their way when the server stops.
    public var stopping = 5

    /// The usual bounds.
    public init() {}
  }

  /// Why a server can't be had.
  public struct BindError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address.
    public let host: String
    /// The port.
    public let port: UInt16
    /// What the system says.
    public let reason: String

    /// What is wrong and the remedy.
    public var description: String {
      "--port \(port) of \(host) can't be had: \(reason); choose another with --port or --host"
    }
  }

  private let host: String
  private let port: UInt16
  private let limits: Limits
  private let answer: @Sendable (Request) async -> Response

  /// Creates a server.
  ///
  /// - Parameters:
  ///   - host: an address of this machine in numbers, or `localhost`.
  ///   - port: the port; 0 for any that is free.
  ///   - limits: what it bears.
  ///   - answer: the answer to a request.
  public init(
    host: String, port: UInt16, limits: Limits = Limits(),
    answer: @escaping @Sendable (Request) async -> Response
  ) {
    self.host = host == "localhost" ? "127.0.0.1" : host
    self.port = port
    self.limits = limits
    self.answer = answer
  }

  /// Serves until the task is cancelled; then the answers that are on their way are still sent.
  ///
  /// - Parameter ready: told the port once connections are taken.
  /// - Throws: `BindError`.
  public func run(ready: @Sendable (UInt16) -> Void) async throws {
    let pool = SocketPool.make(maxEvents: 64)
    let listener: AsyncSocket
    let bound: UInt16
    do {
      try await pool.prepare()
      (listener, bound) = try listen(pool)
    } catch {
      throw BindError(host: host, port: port, reason: Self.reason(error))
    }
    let connections = Connections(limits: limits)
    let accepting = Task { await accept(listener, pool, connections) }
    let polling = Task {
      defer { accepting.cancel() }
      try await pool.run()
    }
    let reaping = Task { await connections.reap() }
    ready(bound)
    await withTaskCancellationHandler {
      await accepting.value
    } onCancel: {
      accepting.cancel()
    }
    await Self.settle(pool as? any Actor)
    try? listener.close()
    await connections.drain()
    reaping.cancel()
    polling.cancel()
    let end = await polling.result
    if !Task.isCancelled { try end.get() }
  }

  /// Waits until the pool has done what it is at.
  ///
  /// It wakes whoever waits for a socket before it forgets the socket. Were the socket closed in between, a
  /// new one of the same number would never be woken.
  private static func settle(_ pool: isolated (any Actor)?) {}

  private static func reason(_ error: any Error) -> String {
    guard case SocketError.failed(let call, _, let message) = error else {
      return (error as? any LocalizedError)?.errorDescription ?? "\(error)"
    }
    return call.hasPrefix("inet_pton")
      ? "it is no address in numbers, such as 127.0.0.1 or ::1" : message
  }

  private func listen(_ pool: some AsyncSocketPool) throws -> (AsyncSocket, UInt16) {
    let socket: Socket
    if host.contains(":") {
      socket = try Socket(domain: Int32(AF_INET6))
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet6(ip6: host, port: port))
    } else {
      socket = try Socket(domain: Int32(AF_INET))
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: .inet(ip4: host, port: port))
    }
    try socket.listen()
    let listener = try AsyncSocket(socket: socket, pool: pool)
    switch try socket.sockname() {
    case .ip4(_, let port), .ip6(_, let port): return (listener, port)
    case .unix: return (listener, port)
    }
  }

  private func accept(
    _ listener: AsyncSocket, _ pool: some AsyncSocketPool, _ connections: Connections
  ) async {
    while !Task.isCancelled {
      do {
        let socket = try await listener.accept()
        guard let id = connections.open() else {
          // Only as much as fits at once: nobody waits for a client here.
          let busy = Problem(503, "busy", "too many connections; come again later").response
          _ = try? socket.socket.write(Data(message(busy, isPersistent: false)))
          try? socket.close()
          continue
        }
        let task = Task {
          await serve(socket, connections, id)
          await Self.settle(pool as? any Actor)
          try? socket.close()
          connections.close(id)
        }
        connections.set(task, of: id)
      } catch is CancellationError {
        return
      } catch {
        // Such as too many open files: a pause lets others end.
        try? await Task.sleep(for: .milliseconds(50))
      }
    }
  }

  private func serve(_ socket: AsyncSocket, _ connections: Connections, _ id: Int) async {
    var reader = RequestReader(limits: limits.request)
    do {
      while true {
        let request: Request
        do throws(Problem) {
          guard let found = try await next(&reader, socket, connections, id) else { return }
          request = found
        } catch {
          let bytes = Data(message(error.response, isPersistent: false))
          if error.status == 408 {
            // The wait was ended with the task, which waits for nothing any more.
            _ = try? socket.socket.write(bytes)
          } else {
            try await socket.write(bytes)
          }
          return
        }
        guard connections.enter(.answering, id) else { return }
        guard let response = await timely(request) else { return }
        _ = connections.enter(.sending, id)
        let isPersistent = request.isPersistent && !connections.isStopping
        try await socket.write(
          Data(
            message(response, isPersistent: isPersistent, withBody: request.method != "HEAD")))
        guard isPersistent else { return }
      }
    } catch {
      // The client is gone, or took too long.
    }
  }

  /// The answer, or a problem where it is not worked out in time; nil when the connection is ended meanwhile.
  ///
  /// What comes too late is dropped: it is told to stop, and nobody waits until it does.
  private func timely(_ request: Request) async -> Response? {
    let (responses, first) = AsyncStream.makeStream(
      of: Response.self, bufferingPolicy: .bufferingOldest(1))
    let work = Task { first.yield(await answer(request)) }
    let clock = Task { [seconds = limits.answering] in
      try await Task.sleep(for: .seconds(seconds))
      first.yield(
        Problem(503, "late", "this was not worked out in \(seconds) s; come again later").response)
    }
    defer {
      work.cancel()
      clock.cancel()
    }
    return await responses.first { _ in true }
  }

  /// The next request; nil when the client is gone or took too long.
  private func next(
    _ reader: inout RequestReader, _ socket: AsyncSocket, _ connections: Connections, _ id: Int
  ) async throws(Problem) -> Request? {
    guard connections.enter(reader.isInsideRequest ? .reading : .idle, id) else { return nil }
    while true {
      if let request = try reader.next() { return request }
      guard let bytes = try? await socket.read(atMost: 16_384), !bytes.isEmpty else {
        guard reader.isInsideRequest, connections.isLate(id) else { return nil }
        throw Problem(
          408, "slow", "the request did not come whole in \(limits.reading) s; send it again")
      }
      if !reader.isInsideRequest, !connections.enter(.reading, id) { return nil }
      reader.take(bytes)
    }
  }

  private func message(_ response: Response, isPersistent: Bool, withBody: Bool = true) -> [UInt8] {
    response.message(
      date: HTTPDate.text(secondsSince1970: Int(Date().timeIntervalSince1970)),
      isPersistent: isPersistent, withBody: withBody)
  }
}
