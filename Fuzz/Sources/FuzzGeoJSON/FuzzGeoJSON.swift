import CorridorGeoJSON

/// What libFuzzer calls with each input: the first two bytes choose options, the rest is a text.
///
/// Beyond not trapping: findings don't depend on how the text comes in pieces, what is converted can
/// be converted again without a change, and what the strict reader takes converts.
@c(LLVMFuzzerTestOneInput)
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let all = Array(UnsafeBufferPointer(start: start, count: count))
  guard all.count > 2 else { return 0 }
  let text = Array(all.dropFirst(2))
  let profiles = ViewerProfile.allCases
  var options = profiles[Int(all[0] & 15) % profiles.count].options(layer: "x")
  options.isLenient = all[0] & 16 != 0
  options.writesBoxes = all[0] & 32 != 0
  options.precision = all[0] & 64 != 0 ? Int(all[1] & 15) : nil
  options.layout = [.collection, .lines, .sequence, .collection][Int(all[1] >> 4) & 3]
  let pieceSize = Int(all[1] >> 2) + 1
  precondition(findings(text, pieceSize) == findings(text, 1 << 20), "pieces change findings")
  if let once = convert(text, options, pieceSize), options.dressing == .none {
    var again = options
    again.isLenient = true
    precondition(convert(once, again, pieceSize) != nil, "what was written can't be read")
  }
  if let clean = convert(text, ConversionOptions(), pieceSize) {
    precondition(convert(clean, ConversionOptions(), 1 << 20) == clean, "a second time differs")
  }
  let strict = try? GeoJSONReader.read(bytes: text, file: "a")
  if strict != nil { _ = convert(text, .plain, pieceSize) }
  return 0
}

private func convert(
  _ text: [UInt8], _ options: ConversionOptions, _ pieceSize: Int
) -> [UInt8]? {
  var converter = GeoJSONConverter(
    ByteSource(bytes: text, name: "a", pieceSize: pieceSize), options: options)
  var output: [UInt8] = []
  do throws(StreamError) {
    while try converter.appendNext(to: &output) {}
    return output
  } catch {
    return nil
  }
}

private func findings(_ text: [UInt8], _ pieceSize: Int) -> [GeoJSONFinding] {
  var linter = GeoJSONLinter(ByteSource(bytes: text, name: "a", pieceSize: pieceSize))
  var all: [GeoJSONFinding] = []
  while let findings = try? linter.next() { all += findings }
  return all
}
