/// Refuses requests that a page of another site may have caused.
///
/// A name that an attacker points at this machine (DNS rebinding) shows in `Host`, a request of another
/// page in `Origin`. An address in numbers can't be pointed anywhere.
public struct OriginGuard: Hashable, Sendable {
  private let names: Set<String>
  private let allowsAddresses: Bool

  /// Prepares the guard of a server.
  ///
  /// - Parameter host: what the server is bound to; beyond this machine, any address in numbers will do.
  public init(host: String) {
    let isLocal = ["127.0.0.1", "::1", "localhost"].contains(host)
    names = ["localhost", "127.0.0.1", "[::1]", Self.bracketed(host.lowercased())]
    allowsAddresses = !isLocal
  }

  /// Refuses a request.
  ///
  /// - Throws: `Problem` 400 without `Host`, and 403 for a foreign host or origin.
  public func check(_ request: Request) throws(Problem) {
    guard let host = request.header("host"), !host.isEmpty else {
      throw Problem(400, "no-host", "there is no header Host; send it")
    }
    guard isOwn(host) else {
      throw Problem(
        403, "foreign-host",
        "the host is not this server; ask for localhost or for the address that it is bound to")
    }
    if let origin = request.header("origin"), origin.lowercased() != "http://" + host.lowercased() {
      throw Problem(403, "foreign-origin", "the request comes from a page of another site")
    }
  }

  private func isOwn(_ host: String) -> Bool {
    guard let name = Self.name(of: host.lowercased()) else { return false }
    return names.contains(name) || (allowsAddresses && Self.isAddress(name))
  }

  /// The host without its port; nil where what follows it is no port, as links that repeat it would lead elsewhere.
  private static func name(of host: String) -> String? {
    let end = host.hasPrefix("[") ? host.firstIndex(of: "]").map(host.index(after:)) : nil
    guard let colon = host[(end ?? host.startIndex)...].firstIndex(of: ":") else { return host }
    let port = host[host.index(after: colon)...].utf8
    let isPort = (1...5).contains(port.count) && port.allSatisfy { (0x30...0x39).contains($0) }
    guard isPort, UInt16(host[host.index(after: colon)...]) != nil else { return nil }
    return String(host[..<colon])
  }

  private static func bracketed(_ host: String) -> String {
    host.contains(":") ? "[\(host)]" : host
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
