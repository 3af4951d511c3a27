import CorridorNetwork
public import CorridorStudy

/// What holding a backcast against what happened says.
public enum BackcastVerdict: String, Hashable, Sendable, CaseIterable {
  /// Every figure that decides is within its limits.
  case pass
  /// One is not.
  case miss
  /// One could not be computed.
  case notComputed = "not-computed"
}

/// A backcast with its verdict.
public struct AuditedBackcast: Sendable {
  /// The backcast.
  public let backcast: Backcast
  /// What came of it.
  public let verdict: BackcastVerdict
  /// Its figures, in order.
  public let figures: [Figure]

  /// A figure of a backcast, reckoned.
  public struct Figure: Sendable {
    /// The figure.
    public let figure: Backcast.Figure
    /// What the model says; nil with a reason.
    public let value: Double?
    /// The least with which it passes; nil for no limit.
    public let low: Double?
    /// The most with which it passes; nil for no limit.
    public let high: Double?
    /// What it is held against; nil where the limits say it.
    public let against: Double?
    /// Whether it is within its limits; nil where it has none or no value.
    public let passes: Bool?
    /// The comparison in words, or why there is none.
    public let why: String
  }
}

extension Auditor {
  /// The backcasts with their verdicts, in order.
  ///
  /// - Throws: `StudyError.invalid` with every figure that is not written as it should be, or that names
  ///   what the study does not have.
  public func audit(_ backcasts: [Backcast]) throws(StudyError) -> [AuditedBackcast] {
    var audited: [AuditedBackcast] = []
    var mistakes: [Diagnostic] = []
    for backcast in backcasts { audited.append(audit(backcast, &mistakes)) }
    guard mistakes.isEmpty else { throw .invalid(mistakes.toldOnce) }
    return audited
  }

  private func audit(_ backcast: Backcast, _ mistakes: inout [Diagnostic]) -> AuditedBackcast {
    checkUnits(of: backcast, &mistakes)
    var happened: [String: Measured] = [:]
    var unknown: String?
    for outcome in backcast.outcomes {
      do throws(QuantityFailure) {
        happened[outcome.name] = try measured(outcome.quantity, quantities, beside: happened)
      } catch {
        unknown = reason(error, backcast, outcome.location, &mistakes)
      }
    }
    var figures: [AuditedBackcast.Figure] = []
    for figure in backcast.figures {
      do throws(QuantityFailure) {
        if let unknown { throw .unavailable(unknown) }
        figures.append(try held(figure, in: backcast.when, happened))
      } catch {
        let why = reason(error, backcast, figure.location, &mistakes)
        figures.append(
          AuditedBackcast.Figure(
            figure: figure, value: nil, low: nil, high: nil, against: nil, passes: nil, why: why))
      }
    }
    let deciding = figures.filter(\.figure.decides)
    let verdict: BackcastVerdict =
      deciding.contains { $0.passes == false }
      ? .miss : deciding.contains { $0.passes == nil } ? .notComputed : .pass
    return AuditedBackcast(backcast: backcast, verdict: verdict, figures: figures)
  }

  private func held(
    _ figure: Backcast.Figure, in when: Circumstances, _ happened: [String: Measured]
  )
    throws(QuantityFailure) -> AuditedBackcast.Figure
  {
    let quantities = try quantities(in: when)
    func number(_ text: String?) throws(QuantityFailure) -> Double? {
      guard let text else { return nil }
      return try measured(text, quantities, beside: happened).number
    }
    let ours = try measured(figure.quantity, quantities, beside: happened).number
    let (low, high) = (try number(figure.low), try number(figure.high))
    let against = try number(figure.against)
    let passes = figure.decides ? ours >= low ?? ours && ours <= high ?? ours : nil
    let limits =
      switch (low, high) {
      case (let low?, let high?): "\(Text.number(low)) to \(Text.number(high))"
      case (let low?, nil): "at least \(Text.number(low))"
      case (nil, let high?): "at most \(Text.number(high))"
      case (nil, nil): ""
      }
    let parts = [
      Text.number(ours) + " " + figure.unit, against.map { "against \(Text.number($0))" },
      passes.map { ($0 ? "within " : "outside ") + limits },
    ]
    return AuditedBackcast.Figure(
      figure: figure, value: ours, low: low, high: high, against: against, passes: passes,
      why: parts.compactMap(\.self).joined(separator: ", "))
  }

  private func reason(
    _ failure: QuantityFailure, _ backcast: Backcast, _ location: SourceLocation,
    _ mistakes: inout [Diagnostic]
  ) -> String {
    if case .unavailable(let why) = failure { return why }
    let mistake = failure.mistake(
      "bad-backcast", of: "backcast '\(backcast.id)'", at: location,
      in: quantities.network.study.folder)
    if let mistake { mistakes.append(mistake) }
    return mistake?.message ?? ""
  }
}
