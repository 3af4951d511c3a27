import CorridorRisk
import CorridorStudy
import Foundation
import Testing

/// Functions with known indices.
enum Known {
  /// Ishigami and Homma 1990 with a = 7, b = 0.1, inputs uniform from -π to π.
  static let ishigami = BatchModel(outputs: ["ishigami"]) { x in
    [sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])]
  }

  static let ishigamiInputs = (1...3).map { number in
    UncertainInput("x\(number)", .sourced, quantile: { -Double.pi + 2 * Double.pi * $0 })
  }

  static let ishigamiVariance = 13.844587940719254
  static let ishigamiFirst = [0.31390519114781146, 0.44241114479004084, 0]
  static let ishigamiTotal = [0.5575888552099592, 0.44241114479004084, 0.24368366406214775]

  /// Sobol's G function (Saltelli and Sobol' 1995) with its closed form.
  struct G {
    var a: [Double]

    var model: BatchModel {
      BatchModel(outputs: ["g"]) { [a] x in
        [zip(x, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }]
      }
    }

    var inputs: [UncertainInput] {
      a.indices.map { UncertainInput("x\($0 + 1)", quantile: { $0 }) }
    }

    private var parts: [Double] { a.map { 1 / (3 * (1 + $0) * (1 + $0)) } }
    var variance: Double { parts.reduce(1) { $0 * (1 + $1) } - 1 }
    var first: [Double] { parts.map { $0 / variance } }
    var total: [Double] { parts.map { $0 * (variance + 1) / (1 + $0) / variance } }
  }

  static let g = G(a: [0, 1, 4.5, 9, 99, 99, 99, 99])
}

@Suite("Sobol' indices")
struct SobolAnalysisTests {
  private let quick = Bootstrap(resamples: 0)

  /// The greatest distance of estimates from what they estimate.
  private func miss(_ found: [Double], _ expected: [Double]) -> Double {
    zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test("of Ishigami's function agree with the closed form (O-46), Monte Carlo")
  func ishigami() throws {
    let analysis = try SobolAnalysis(
      inputs: Known.ishigamiInputs, points: .monteCarlo(seed: 7), samples: 1 << 14,
      bootstrap: Bootstrap(resamples: 400, blocks: 64))
    let result = try analysis.run(Known.ishigami)
    let output = try #require(result.outputs.first)
    let indices = try #require(output.indices)
    #expect(result.evaluations == 5 << 14)
    #expect(abs(output.mean - 3.5) < 0.06)
    #expect(abs(output.variance - Known.ishigamiVariance) < 0.3)
    #expect(miss(indices.map(\.first.value), Known.ishigamiFirst) < 0.03)
    #expect(miss(indices.map(\.total.value), Known.ishigamiTotal) < 0.03)
    for (index, (first, total)) in zip(indices, zip(Known.ishigamiFirst, Known.ishigamiTotal)) {
      #expect(try #require(index.first.interval).contains(first), "\(index)")
      #expect(try #require(index.total.interval).contains(total), "\(index)")
    }
    #expect(abs(try #require(output.interactions) - 0.2436836641) < 0.04)
  }

  @Test("of the G function in 8 dimensions agree with the closed form (O-47), Monte Carlo")
  func g() throws {
    #expect(abs(Known.g.variance - 0.4654244319) < 1e-10)
    #expect(miss(Array(Known.g.first.prefix(3)), [0.716192, 0.179048, 0.0236758]) < 1e-6)
    #expect(miss(Array(Known.g.total.prefix(3)), [0.787144, 0.242198, 0.0343169]) < 1e-6)
    let analysis = try SobolAnalysis(
      inputs: Known.g.inputs, points: .monteCarlo(seed: 3), samples: 1 << 13,
      bootstrap: Bootstrap(resamples: 400, blocks: 64))
    let output = try #require(try analysis.run(Known.g.model).outputs.first)
    let indices = try #require(output.indices)
    #expect(miss(indices.map(\.first.value), Known.g.first) < 0.04)
    #expect(miss(indices.map(\.total.value), Known.g.total) < 0.04)
    let within = zip(indices, zip(Known.g.first, Known.g.total)).reduce(0) { count, each in
      let (index, (first, total)) = each
      return count + (index.first.interval?.contains(first) == true ? 1 : 0)
        + (index.total.interval?.contains(total) == true ? 1 : 0)
    }
    // 16 intervals at 95 %: fewer than 13 inside has a probability below 1 %.
    #expect(within >= 13)
  }

  @Test("converge faster with scrambled Sobol' points (O-46, O-47)")
  func sobolPoints() throws {
    let samples = 1 << 11
    for seed in 1...3 as ClosedRange<UInt64> {
      let points = try PointSource(.sobol, seed: seed, inputs: 3, samples: samples)
      let output = try SobolAnalysis(
        inputs: Known.ishigamiInputs, points: points, samples: samples, bootstrap: quick
      ).run(Known.ishigami).outputs.first
      let indices = try #require(output?.indices)
      #expect(miss(indices.map(\.first.value), Known.ishigamiFirst) < 0.02)
      #expect(miss(indices.map(\.total.value), Known.ishigamiTotal) < 0.02)
    }
    let points = try PointSource(.sobol, seed: 4, inputs: 8, samples: samples)
    let output = try SobolAnalysis(
      inputs: Known.g.inputs, points: points, samples: samples,
      bootstrap: Bootstrap(resamples: 200, blocks: 64)
    ).run(Known.g.model).outputs.first
    let indices = try #require(output?.indices)
    #expect(miss(indices.map(\.first.value), Known.g.first) < 0.02)
    #expect(miss(indices.map(\.total.value), Known.g.total) < 0.02)
    for (index, (first, total)) in zip(indices, zip(Known.g.first, Known.g.total)) {
      #expect(try #require(index.first.interval).contains(first), "\(index)")
      #expect(try #require(index.total.interval).contains(total), "\(index)")
    }
    #expect(throws: SensitivityError.self) {
      try SobolAnalysis(inputs: Known.g.inputs, points: points, samples: 2 * samples)
    }
  }

  @Test("have intervals that hold the truth about as often as they say")
  func coverage() throws {
    var inside = 0
    for seed in 1...60 {
      let analysis = try SobolAnalysis(
        inputs: Known.ishigamiInputs, points: .monteCarlo(seed: UInt64(seed)), samples: 1 << 10,
        bootstrap: Bootstrap(resamples: 200, blocks: 64, seed: UInt64(seed)))
      let indices = try #require(try analysis.run(Known.ishigami).outputs.first?.indices)
      for (index, (first, total)) in zip(indices, zip(Known.ishigamiFirst, Known.ishigamiTotal)) {
        if index.first.interval?.contains(first) == true { inside += 1 }
        if index.total.interval?.contains(total) == true { inside += 1 }
      }
    }
    // Of 360, dependent in threes: 342 expected. Intervals twice too wide would hold nearly all.
    #expect((324...354).contains(inside), "\(inside)")
  }

  @Test("of a sum plus a large constant are its shares of variance")
  func shifted() throws {
    let inputs = ["a", "b"].map { UncertainInput($0, quantile: { $0 }) }
    let plain = BatchModel(outputs: ["y"]) { [$0[0] + 2 * $0[1]] }
    let shifted = BatchModel(outputs: ["y"]) { [1e9 + $0[0] + 2 * $0[1]] }
    let analysis = try SobolAnalysis(
      inputs: inputs, points: .monteCarlo(seed: 5), samples: 1 << 12, bootstrap: quick)
    let first = try #require(try analysis.run(plain).outputs.first?.indices)
    let second = try #require(try analysis.run(shifted).outputs.first?.indices)
    #expect(abs(first[0].first.value - 0.2) < 0.03)
    #expect(abs(first[1].total.value - 0.8) < 0.03)
    // The constant leaves 1e-7 of each value to rounding.
    #expect(miss(first.map(\.first.value), second.map(\.first.value)) < 1e-6)
  }

  @Test("do not depend on how rows are batched or blocks are shared out")
  func chunks() throws {
    let inputs = Known.ishigamiInputs
    let points = PointSource.monteCarlo(seed: 2)
    let whole = try SobolAnalysis(inputs: inputs, points: points, samples: 100, replicates: 3)
    let chunked = try SobolAnalysis(
      inputs: inputs, points: points, samples: 100, replicates: 3, batchRows: 7)
    let result = try whole.run(Known.ishigami)
    #expect(try chunked.run(Known.ishigami) == result)
    let middle = whole.blockCount / 3
    let parts = [
      try whole.part(of: Known.ishigami, blocks: middle..<whole.blockCount),
      try whole.part(of: Known.ishigami, blocks: 0..<middle),
    ]
    #expect(try whole.result(of: Known.ishigami, parts: parts) == result)
    #expect(throws: SensitivityError.self) {
      try whole.result(of: Known.ishigami, parts: [parts[0]])
    }
  }

  @Test("of a factor of several inputs hold their interaction")
  func factors() throws {
    let analysis = try SobolAnalysis(
      inputs: Known.ishigamiInputs,
      factors: [.init("x1 and x3", inputs: [0, 2]), .init("x2", inputs: [1])],
      points: .monteCarlo(seed: 11), samples: 1 << 13, bootstrap: quick)
    let indices = try #require(try analysis.run(Known.ishigami).outputs.first?.indices)
    #expect(abs(indices[0].first.value - (1 - Known.ishigamiFirst[1])) < 0.03)
    #expect(abs(indices[0].total.value - (1 - Known.ishigamiFirst[1])) < 0.03)
  }

  @Test("do not exist for an output that does not vary")
  func constant() throws {
    let model = BatchModel(outputs: ["constant", "x"]) { [0.1, $0[0]] }
    let analysis = try SobolAnalysis(
      inputs: Known.ishigamiInputs, points: .monteCarlo(seed: 1), samples: 100)
    let outputs = try analysis.run(model).outputs
    #expect(outputs[0].indices == nil)
    #expect(outputs[0].reason == "the output does not vary, so there is no spread to explain")
    #expect(outputs[1].indices != nil)
  }

  @Test("are refused for correlated inputs, no inputs, no or too many samples")
  func refusals() throws {
    let inputs = Known.ishigamiInputs
    let points = PointSource.monteCarlo(seed: 1)
    let dependence = try GaussianDependence(
      correlation: [[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]])
    #expect(
      throws: SensitivityError.correlated(method: "a Sobol' index", inputs: ["x1", "x2"])
    ) {
      try SobolAnalysis(inputs: inputs, dependence: dependence, points: points, samples: 8)
    }
    #expect(throws: SensitivityError.noInputs) {
      try SobolAnalysis(inputs: [], points: points, samples: 8)
    }
    for samples in [0, -1, 1_000_000_000_000] {
      #expect(throws: SensitivityError.self) {
        try SobolAnalysis(inputs: inputs, points: points, samples: samples)
      }
    }
    let many = (0..<100).map { UncertainInput("\($0)", quantile: { $0 }) }
    let error = #expect(throws: SensitivityError.self) {
      try SobolAnalysis(inputs: many, points: points, samples: 1 << 31)
    }
    #expect(error?.description.contains("219043332096 evaluations") == true)
  }

  @Test("say of a variance that is no number that the values are too large")
  func overflow() throws {
    // Squares of 1e200 are beyond the numbers; 7 does not vary; a third varies as it should.
    let model = BatchModel(outputs: ["huge", "still", "fine"]) { x in [x[0] * 1e200, 7, x[0]] }
    let analysis = try SobolAnalysis(
      inputs: [UncertainInput("a", quantile: { $0 })], points: .monteCarlo(seed: 1), samples: 512)
    let result = try analysis.run(model)
    #expect(result.outputs[0].indices == nil && !(result.outputs[0].variance <= 0))
    #expect(result.outputs[0].reason?.contains("too large for their variance") == true)
    #expect(result.outputs[1].reason?.contains("does not vary") == true)
    #expect(result.outputs[2].indices?.count == 1)
  }

  @Test("refuse results beyond what an appraisal may give, where the model says so")
  func absurd() throws {
    let model = BatchModel(
      outputs: ["y"], refusesAbsurd: true,
      evaluate: { inputs, _ throws(SensitivityError) in [inputs[0].map { $0 * 2e15 }] })
    let analysis = try SobolAnalysis(
      inputs: [UncertainInput("a", quantile: { $0 })], points: .monteCarlo(seed: 1), samples: 512)
    let error = #expect(throws: SensitivityError.self) { try analysis.run(model) }
    guard case .notFinite("y", let value, _, let inputs)? = error else {
      Issue.record("\(error.map(\.description) ?? "none")")
      return
    }
    #expect(value > 1e15 && inputs.first.map { $0.value > 0.5 } == true)
    #expect(error?.description.contains("which is beyond 1e+15, in sample") == true)
  }

  @Test("name the sample, the output and the inputs that gave no number")
  func notANumber() throws {
    let model = BatchModel(outputs: ["y"]) { x in [x[0] > 0.9 ? .nan : x[0] + x[1]] }
    let inputs = ["a", "b"].map { UncertainInput($0, quantile: { $0 }) }
    let analysis = try SobolAnalysis(
      inputs: inputs, points: .monteCarlo(seed: 1), samples: 5000, batchRows: 16)
    do {
      _ = try analysis.run(model)
      Issue.record("no error")
    } catch {
      guard case .notFinite(let output, let value, let row, let values) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(output == "y" && value.isNaN && (0..<5000).contains(row))
      #expect(values.map(\.name) == ["a", "b"])
      #expect(values[0].value > 0.9)
    }
  }
}
