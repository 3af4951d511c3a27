import CorridorStudy
import CorridorUnits
import GeometryEngine

/// A part as bytes: "CORRPART", the format's number, the run, the samples, the summary, and the
/// `Fingerprint` of all before it. Whole numbers and the bit patterns of doubles stand lowest byte
/// first; texts and lists have their length before them in four bytes.
extension Part {
  /// The number of the format.
  public static let format: UInt32 = 5
  private static let magic = Array("CORRPART".utf8)

  /// The bytes of the part.
  public var encoded: [UInt8] {
    var writer = ByteWriter()
    for byte in Self.magic { writer.write(byte) }
    writer.write(Self.format)
    writer.write(run.subject)
    writer.write(run.prices.currency.code)
    writer.write(UInt32(clamping: run.prices.year))
    for text in [run.version, run.inputs, run.method, run.precision] { writer.write(text) }
    for number in [run.seed, run.count, samples.lowerBound, samples.upperBound] {
      writer.write(number)
    }
    writer.write(UInt32(run.notes.count))
    for note in run.notes { writer.write(note) }
    let circumstances = run.circumstances
    for texts in [
      [circumstances.scenario].compactMap(\.self), [circumstances.asOf].compactMap(\.self),
      circumstances.changes,
    ] {
      writer.write(UInt32(texts.count))
      for text in texts { writer.write(text) }
    }
    writer.write(run.hasPolitics ? UInt8(1) : 0)
    summary.write(&writer)
    writer.write(Fingerprint.of(writer.bytes))
    return writer.bytes
  }

  /// Reads a part.
  ///
  /// - Parameters:
  ///   - bytes: what `encoded` gave.
  ///   - name: where the bytes come from, for messages.
  /// - Throws: `PartError` when they are no part, of another format, cut off or changed.
  public init(decoding bytes: [UInt8], name: String) throws(PartError) {
    guard bytes.starts(with: Self.magic) else { throw .notAPart(name) }
    var reader = ByteReader(bytes[Self.magic.count...])
    guard let format = reader.read(UInt32.self) else { throw .corrupted(name) }
    guard format == Self.format else {
      throw .format(name, found: format, expected: Self.format)
    }
    var tail = ByteReader(bytes.suffix(8))
    guard reader.remaining >= 8,
      Fingerprint.of(bytes.span.extracting(0..<(bytes.count - 8))) == tail.read(UInt64.self),
      let part = Self.read(&reader), reader.remaining == 8
    else { throw .corrupted(name) }
    self = part
  }

  private static func read(_ reader: inout ByteReader) -> Part? {
    guard let subject = reader.readText(), let currency = reader.readText().flatMap(Currency.init),
      let year = reader.read(UInt32.self), let version = reader.readText(),
      let inputs = reader.readText(),
      let method = reader.readText(), let precision = reader.readText(),
      let seed = reader.read(UInt64.self), let count = reader.read(UInt64.self),
      let first = reader.read(UInt64.self), let end = reader.read(UInt64.self),
      first <= end, end <= count, let notes = reader.readList({ $0.readText() }),
      let scenario = reader.readList({ $0.readText() }),
      let asOf = reader.readList({ $0.readText() }),
      let changes = reader.readList({ $0.readText() }),
      let politics = reader.read(UInt8.self),
      let summary = WorldSummary(&reader), summary.count == end - first
    else { return nil }
    let run = Run(
      subject: subject, prices: PriceBase(currency: currency, year: Int(year)), version: version,
      inputs: inputs, method: method, precision: precision, seed: seed,
      count: count, notes: notes,
      circumstances: Circumstances(
        scenario: scenario.first, asOf: asOf.first, changes: changes), hasPolitics: politics == 1)
    return Part(run, samples: first..<end, summary: summary)
  }
}

extension WorldSummary {
  func write(_ writer: inout ByteWriter) {
    writer.write(UInt32(names.count))
    for (name, output) in zip(names, outputs) {
      writer.write(name)
      output.write(&writer)
    }
    writer.write(UInt32(rankings.count))
    for ranking in rankings { ranking.write(&writer) }
  }

  init?(_ reader: inout ByteReader) {
    let outputs = reader.readList { reader -> (String, OutputSummary)? in
      guard let name = reader.readText(), let output = OutputSummary(&reader) else { return nil }
      return (name, output)
    }
    guard let outputs, let rankings = reader.readList({ RankingSummary(&$0) }),
      var summary = try? WorldSummary(
        outputs: outputs.map(\.0), rankings: rankings.map(\.ranking)),
      outputs.allSatisfy({ $0.1.count == outputs.first?.1.count })
    else { return nil }
    summary.outputs = outputs.map(\.1)
    summary.rankings = rankings
    self = summary
  }
}

extension OutputSummary {
  func write(_ writer: inout ByteWriter) {
    writer.write(count)
    writer.write(positiveCount)
    writer.write(lowest)
    writer.write(highest)
    sum.write(&writer)
    squares.write(&writer)
    let bins = histogram.bins
    writer.write(UInt32(bins.count))
    for (key, count) in bins {
      writer.write(UInt32(key))
      writer.write(count)
    }
  }

  init?(_ reader: inout ByteReader) {
    guard let count = reader.read(UInt64.self), let positive = reader.read(UInt64.self),
      let lowest = reader.readDouble(), let highest = reader.readDouble(),
      let sum = ExactSum(&reader), let squares = ExactSum(&reader),
      let bins = reader.readList({ reader -> (Int, UInt64)? in
        guard let key = reader.read(UInt32.self), let count = reader.read(UInt64.self),
          key < 2 * Histogram.zero
        else { return nil }
        return (Int(key), count)
      })
    else { return nil }
    self.init()
    self.count = count
    positiveCount = positive
    self.lowest = lowest
    self.highest = highest
    self.sum = sum
    self.squares = squares
    var total: UInt64 = 0
    for (key, number) in bins {
      let (next, overflow) = total.addingReportingOverflow(number)
      guard !overflow else { return nil }
      total = next
      histogram.add(key, number)
    }
    guard total == count, positive <= count else { return nil }
  }
}

extension RankingSummary {
  func write(_ writer: inout ByteWriter) {
    writer.write(UInt32(ranking.outputs.count))
    for name in ranking.outputs { writer.write(name) }
    writer.write(ranking.higherIsBetter ? UInt8(1) : 0)
    writer.write(count)
    for number in wins + ranks + firsts { writer.write(number) }
    for regret in regrets + regretSquares { regret.write(&writer) }
    for regret in worstRegrets { writer.write(regret) }
  }

  init?(_ reader: inout ByteReader) {
    guard let names = reader.readList({ $0.readText() }), let better = reader.read(UInt8.self),
      let count = reader.read(UInt64.self)
    else { return nil }
    self.init(Ranking(of: names, higherIsBetter: better == 1))
    self.count = count
    for place in wins.indices { wins[place] = reader.read(UInt64.self) ?? 0 }
    for place in ranks.indices { ranks[place] = reader.read(UInt64.self) ?? 0 }
    for place in firsts.indices { firsts[place] = reader.read(UInt64.self) ?? 0 }
    for place in regrets.indices {
      guard let regret = ExactSum(&reader) else { return nil }
      regrets[place] = regret
    }
    for place in regretSquares.indices {
      guard let squares = ExactSum(&reader) else { return nil }
      regretSquares[place] = squares
    }
    for place in worstRegrets.indices {
      guard let regret = reader.readDouble() else { return nil }
      worstRegrets[place] = regret
    }
  }
}

extension ExactSum {
  func write(_ writer: inout ByteWriter) {
    let digits = settled.digits
    for digit in digits.dropLast() { writer.write(UInt32(truncatingIfNeeded: digit)) }
    writer.write(Int64(truncatingIfNeeded: digits.last ?? 0))
  }

  init?(_ reader: inout ByteReader) {
    var digits: [Int128] = []
    for _ in 0..<(Self.digitCount - 1) {
      guard let digit = reader.read(UInt32.self) else { return nil }
      digits.append(Int128(digit))
    }
    guard let top = reader.read(Int64.self) else { return nil }
    self.init(digits: digits + [Int128(top)])
  }
}
