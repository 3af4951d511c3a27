/// How the samples of an analysis are laid out: replicates of samples, summed in blocks.
///
/// Samples are numbered through all replicates; no block holds samples of two replicates.
struct Blocks {
  let samples: Int
  let replicates: Int
  let perReplicate: Int

  /// Lays out samples; there are at most `blocks` blocks or one per replicate.
  init(samples: Int, replicates: Int, blocks: Int) {
    self.samples = samples
    self.replicates = replicates
    perReplicate = max(1, min(samples, blocks / replicates))
  }

  var count: Int { replicates * perReplicate }

  /// What is drawn again by the bootstrap, in words.
  var unit: String {
    if perReplicate == 1 && replicates > 1 { return "replicates" }
    let rows = samples / perReplicate
    return rows <= 1 ? "samples" : "blocks of \(rows) samples"
  }

  /// The rows of a block within its replicate.
  func rows(of block: Int) -> Range<Int> {
    let place = block % perReplicate
    return start(place)..<start(place + 1)
  }

  private func start(_ place: Int) -> Int {
    // The product of two Int would overflow only beyond 2^31 samples x 2^16 blocks.
    samples * place / perReplicate
  }

  /// Stretches of rows for one evaluation each: at most `limit` rows, of one replicate.
  func stretches(of blocks: Range<Int>, limit: Int) -> [Stretch] {
    var found: [Stretch] = []
    for block in blocks {
      let replicate = block / perReplicate
      var rows = rows(of: block)
      while !rows.isEmpty {
        let room = limit - (found.last?.rows.count ?? limit)
        if room > 0, let last = found.last, last.replicate == replicate {
          let part = rows.prefix(room)
          found[found.count - 1].extend(by: part, block: block)
          rows = rows.dropFirst(part.count)
        } else {
          let part = rows.prefix(limit)
          found.append(Stretch(replicate: replicate, rows: part, runs: [(block, part)]))
          rows = rows.dropFirst(part.count)
        }
      }
    }
    return found
  }

  /// Rows of one replicate that are evaluated together, and the blocks that they belong to.
  struct Stretch {
    let replicate: Int
    var rows: Range<Int>
    var runs: [(block: Int, rows: Range<Int>)]

    /// The blocks with their rows, counted from the start of the stretch.
    var runsWithin: [(block: Int, rows: Range<Int>)] {
      runs.map { block, part in
        (block, (part.lowerBound - rows.lowerBound)..<(part.upperBound - rows.lowerBound))
      }
    }

    mutating func extend(by part: Range<Int>, block: Int) {
      rows = rows.lowerBound..<part.upperBound
      runs.append((block, part))
    }
  }
}
