import Corridor

/// A file with the outputs of every world: `.npy` for `numpy.load`, else CSV.
///
/// It is written beside its target and renamed when it is whole. The `.npy` form is version 1.0 of numpy's
/// format: little-endian doubles, a row for each sample and a column for each output, in the order of the
/// outputs of the report.
final class WorldFile {
  private var draft: FileDraft?
  private let isBinary: Bool

  init(path: String, columns: [String], samples: Range<UInt64>) throws {
    isBinary = path.lowercased().hasSuffix(".npy")
    draft = try FileDraft(of: path)
    let head =
      isBinary
      ? Self.header(rows: samples.count, columns: columns.count)
      : Array((CSV.line(["sample"] + columns) + "\n").utf8)
    try put(head)
  }

  func write(_ first: UInt64, _ columns: [[Double]]) throws {
    let rows = columns.first?.count ?? 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows * columns.count * (isBinary ? 8 : 20))
    for row in 0..<rows {
      if isBinary {
        for column in columns {
          let pattern = column[row].bitPattern
          for shift in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: pattern >> UInt64(8 * shift)))
          }
        }
      } else {
        let cells = columns.map { NumberText.text($0[row]) }
        bytes.append(contentsOf: "\(first + UInt64(row)),\(cells.joined(separator: ","))\n".utf8)
      }
    }
    try put(bytes)
  }

  /// Puts the file in its place, or away when the run was stopped.
  func close(isComplete: Bool) throws {
    guard let draft = draft.take(), isComplete else { return }
    try draft.synchronize()
    try draft.commit()
  }

  private func put(_ bytes: [UInt8]) throws { try draft?.append(bytes) }

  private static func header(rows: Int, columns: Int) -> [UInt8] {
    var text = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
    // The data begin at a multiple of 64 bytes.
    let length = (10 + text.utf8.count + 1 + 63) / 64 * 64 - 10
    text += String(repeating: " ", count: length - text.utf8.count - 1) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(length & 0xff), UInt8(length >> 8)] + Array(text.utf8)
    return bytes
  }
}
