@testable import CorridorRisk
import Testing

@Suite("Sobol' points")
struct SobolTests {
  /// O-48.
  @Test("begin as published")
  func first() {
    let published: [[Double]] = [
      [0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.25, 0.25], [0.25, 0.75, 0.75, 0.75],
      [0.375, 0.375, 0.625, 0.875], [0.875, 0.875, 0.125, 0.375], [0.625, 0.125, 0.875, 0.625],
      [0.125, 0.625, 0.375, 0.125],
    ]
    let dimensions = SobolDirections.numbers(of: 4)
    for (index, point) in published.enumerated() {
      #expect(dimensions.map { Double($0.word(of: UInt32(index))) * 0x1p-32 } == point)
    }
  }

  /// Points of scipy 1.17's `qmc.Sobol(1111, scramble=False, bits=32)`, times 2³².
  @Test("are those of an independent implementation in every dimension")
  func table() {
    let dimensions = SobolDirections.numbers(of: 1111)
    #expect(dimensions.count == 1111)
    let some = [1, 5, 100, 500, 1111].map { dimensions[$0 - 1] }
    #expect(
      some.map { $0.word(of: 4095) }
        == [1_048_576, 4_038_066_176, 4_134_535_168, 4_031_774_720, 1_454_374_912])
    #expect(
      some.map { $0.word(of: 1234) }
        == [3_714_056_192, 1_201_668_096, 4_070_572_032, 924_844_032, 3_684_696_064])
    #expect(
      dimensions[..<4].map { $0.word(of: 123_456_789) }
        == [4_191_448_864, 3_403_469_216, 27_513_184, 3_903_213_344])
    // FNV-1a over the words of all dimensions of five points.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in [1, 2, 3, 1000, 4095] as [UInt32] {
      for dimension in dimensions {
        hash = (hash ^ UInt64(dimension.word(of: index))) &* 0x100_0000_01B3
      }
    }
    #expect(hash == 0xDC5F_943B_7693_AF7)
  }

  /// (2u - 1)(2v - 1) has the mean 0 and the variance 1 / 9.
  ///
  /// With the points of both streams in one order the mean over 2^14 of them lies within 0.02 of 0 for one
  /// pair in ten at most; when they are paired at random its standard error is 0.0026.
  @Test("pair the same variable of two streams at random")
  func streams() throws {
    let count = 1 << 14
    func words(_ seed: UInt64, _ stream: UInt32) throws -> [UInt32] {
      let design = try Design(
        .sobol, seed: seed, stream: stream, count: UInt64(count), variables: 3)
      var words: [UInt32] = []
      design.fill(&words, variable: 2, from: 0, count: count)
      return Array(words[..<count])
    }
    for seed in 0..<8 as Range<UInt64> {
      for (first, second) in [(0, 1), (0, 1 << 31), (1, 2)] as [(UInt32, UInt32)] {
        let pairs = zip(try words(seed, first), try words(seed, second))
        let mean = pairs.reduce(0.0) { sum, pair in
          sum + (2 * Philox.uniform(pair.0) - 1) * (2 * Philox.uniform(pair.1) - 1)
        }
        #expect(abs(mean) / Double(count) < 5 * 0.0026, "seed \(seed), \(first) and \(second)")
      }
    }
  }

  @Test("keep every balance of the digital net when scrambled", arguments: [0, 1, 2] as [UInt32])
  func net(stream: UInt32) throws {
    // The first two dimensions are a (0, m, 2)-net: each box of area 2^-m holds one point of 2^m.
    let bits = 10
    let count = 1 << bits
    let design = try Design(
      .sobol, seed: 77, stream: stream, count: UInt64(4 * count), variables: 2)
    for block in 0..<4 {
      var words: [UInt32] = []
      design.fill(&words, variables: 0..<2, from: UInt64(block * count), count: count)
      for split in 0...bits {
        let boxes = Set(
          (0..<count).map { place in
            ((UInt64(words[place]) >> UInt64(32 - split)) << UInt64(bits - split))
              | UInt64(words[count + place]) >> UInt64(32 - bits + split)
          })
        #expect(boxes.count == count, "split \(split)")
      }
    }
  }

  @Test("have one point in each stratum of every dimension")
  func strata() throws {
    let design = try Design(.sobol, seed: 4, count: 256, variables: 1111)
    for variable in stride(from: 0, to: 1111, by: 10) {
      var words: [UInt32] = []
      design.fill(&words, variable: variable, from: 0, count: 256)
      #expect(Set(words.map { $0 >> 24 }).count == 256)
    }
  }

  @Test("are scrambled so that each digit depends on those before it only")
  func nested() {
    let keys = DesignKeys(philox: Philox(seed: 1), stream: 0)
    for variable in 0..<20 {
      let scramble = NestedScramble(variable: variable, keys: keys)
      for trial in 0..<50 as Range<UInt32> {
        let word = Philox(seed: 2)(SIMD4(trial, 0, 0, 0)).x
        for digit in 0..<32 as Range<UInt32> {
          let changed = scramble(word) ^ scramble(word ^ (1 << (31 - digit)))
          #expect(changed.leadingZeroBitCount == Int(digit))
        }
      }
    }
  }

  @Test("flip the digits of the first three levels as seven fair coins")
  func coins() {
    let keys = DesignKeys(philox: Philox(seed: 11), stream: 0)
    let trials = 128 * 60
    var counts = Array(repeating: 0, count: 128)
    for variable in 0..<trials {
      let scramble = NestedScramble(variable: variable, keys: keys)
      var code = 0
      for level in 0..<3 as Range<UInt32> {
        for prefix in 0..<(1 << level) as Range<UInt32> {
          let word = level == 0 ? 0 : prefix << (32 - level)
          code = (code << 1) | Int(((scramble(word) ^ word) >> (31 - level)) & 1)
        }
      }
      counts[code] += 1
    }
    let sum = counts.reduce(0.0) { $0 + (Double($1) - 60) * (Double($1) - 60) / 60 }
    // χ² with 127 degrees of freedom, within five standard deviations.
    #expect(sum < 127 + 5 * 254.0.squareRoot())
    #expect(sum > 127 - 5 * 254.0.squareRoot())
  }

  @Test("make two points independent after the first digit in which they differ")
  func pairs() {
    let keys = DesignKeys(philox: Philox(seed: 12), stream: 0)
    for level in [6, 12, 20, 31] as [UInt32] {
      let random = Philox(seed: 6)(SIMD4(level, 0, 0, 0))
      let first = (random.x >> (32 - level)) << (32 - level)
      for digit in [0, level / 2, level - 1] {
        let second = first ^ (1 << (31 - digit))
        var counts = [0, 0, 0, 0]
        for variable in 0..<1000 {
          let scramble = NestedScramble(variable: variable, keys: keys)
          let one = ((scramble(first) ^ first) >> (31 - level)) & 1
          let other = ((scramble(second) ^ second) >> (31 - level)) & 1
          counts[Int(2 * one + other)] += 1
        }
        let sum = counts.reduce(0.0) { $0 + (Double($1) - 250) * (Double($1) - 250) / 250 }
        // χ² with 3 degrees of freedom; 21 is passed once in ten thousand times.
        #expect(sum < 21, "level \(level), digit \(digit)")
      }
    }
  }
}
