import Foundation
import Testing

/// What regimes are worth to a country, and the claims that ask for it.
@Suite struct InterestTests {
  private func claim(_ id: String, _ options: String...) async throws -> (
    verdict: String?, checks: [String?], findings: String
  ) {
    let outcome = try await Command.run(["audit", "--format", "json"] + options)
    #expect(outcome.code == 0, "\(outcome.complaint)")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let claims = try #require(object["claims"] as? [[String: Any]])
    let claim = try #require(claims.first { $0["id"] as? String == id })
    let checks = try #require(claim["checks"] as? [[String: Any]])
    return (
      claim["verdict"] as? String, checks.map { $0["verdict"] as? String }, "\(claim)"
    )
  }

  /// 0.3 against 0.85, and by the profiles 0.2 against 1 and 0.4 against 0.7.
  @Test func `the neighbour that holds the buffer is better off with it than with a union`()
    async throws
  {
    let found = try await claim("S0-36")
    #expect(found.verdict == "supported" && found.checks == ["supported", "supported"])
    for numbers in ["0.3 is below 0.85", "0.2 is below 1", "0.4 is below 0.7"] {
      #expect(found.findings.contains(numbers), "\(found.findings)")
    }
  }

  /// 0.95 is above 0.85 and 0.7, and below 1: what holds by one profile only is contested.
  ///
  /// Of the years to come from a status quo some are crises, so that by no profile their mean is as much.
  @Test func `other figures change the verdict`() async throws {
    let found = try await claim("S0-36", "--set", "interest.cn.u=0.95")
    #expect(found.verdict == "contradicted" && found.checks == ["contested", "contradicted"])
  }
}
