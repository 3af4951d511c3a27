/// Sixteen numbers worked on together.
///
/// Every operation is one that IEEE 754 defines to the last bit, in a fixed order and without
/// fused multiplication, so that the results are the same on every processor.
protocol Lanes: BitwiseCopyable, Sendable {
  associatedtype Scalar: BinaryFloatingPoint & SIMDScalar & Sendable

  init(repeating value: Scalar)
  subscript(lane: Int) -> Scalar { get set }

  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static func / (left: Self, right: Self) -> Self
  /// The values where the first is below the second, elsewhere the others.
  static func whereLess(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self
  /// The values where the first is not above the second, elsewhere the others.
  static func whereLessOrEqual(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self
  /// The values where the two are equal, elsewhere the others.
  static func whereEqual(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self
  /// The same lanes with a number put in where the state is the given one.
  func replacing(with value: Scalar, where states: SIMD16<UInt32>, are state: UInt32) -> Self
  /// The uniforms that words stand for: in the middle of their cells.
  static func uniforms(_ words: SIMD16<UInt32>) -> Self
  /// The highest 24 bits of a word as a fraction from 0 up to 1, exact in either precision.
  static func fraction(_ word: UInt32) -> Scalar
  /// The exponentials, worked out in double precision with the bits of `Elementary.exp`.
  var exponential: Self { get }
  /// The natural logarithms, worked out in double precision with the bits of `Elementary.log`.
  var logarithm: Self { get }
  /// Whether every lane is a finite number.
  var isFinite: Bool { get }
  /// From here on every number is whole.
  static var whole: Scalar { get }
}

/// How many numbers stand in one `Lanes`.
let laneCount = 16

extension Lanes {
  /// The lesser of two; not a number where either is none.
  @inline(__always)
  static func lesser(_ left: Self, _ right: Self) -> Self {
    let least = whereLess(left, right, left, right)
    return whereEqual(left, left, least, left)
  }

  /// The greater of two; not a number where either is none.
  @inline(__always)
  static func greater(_ left: Self, _ right: Self) -> Self {
    let most = whereLess(right, left, left, right)
    return whereEqual(left, left, most, left)
  }

  /// The whole numbers not above.
  @inline(__always)
  var floor: Self {
    let zero = Self(repeating: 0)
    let whole = Self(repeating: Self.whole)
    let size = Self.whereLess(self, zero, zero - self, self)
    // Adding and taking away a number without room for a fraction rounds to the nearest.
    let near = (size + whole) - whole
    let signed = Self.whereLess(self, zero, zero - near, near)
    let below = Self.whereLess(self, signed, signed - Self(repeating: 1), signed)
    return Self.whereLess(size, whole, below, self)
  }

  /// The square roots.
  @inline(__always)
  var squareRoot: Self {
    var roots = self
    for lane in 0..<laneCount { roots[lane] = self[lane].squareRoot() }
    return roots
  }
}

/// Sixteen numbers of single precision.
struct SingleLanes: Lanes {
  var values: SIMD16<Float>

  @inline(__always)
  init(_ values: SIMD16<Float>) { self.values = values }
  @inline(__always)
  init(repeating value: Float) { values = SIMD16(repeating: value) }

  @inline(__always)
  subscript(lane: Int) -> Float {
    get { values[lane] }
    set { values[lane] = newValue }
  }

  @inline(__always)
  static func + (left: Self, right: Self) -> Self { Self(left.values + right.values) }
  @inline(__always)
  static func - (left: Self, right: Self) -> Self { Self(left.values - right.values) }
  @inline(__always)
  static func * (left: Self, right: Self) -> Self { Self(left.values * right.values) }
  @inline(__always)
  static func / (left: Self, right: Self) -> Self { Self(left.values / right.values) }

  @inline(__always)
  static func whereLess(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self {
    Self(no.values.replacing(with: yes.values, where: left.values .< right.values))
  }
  @inline(__always)
  static func whereLessOrEqual(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self {
    Self(no.values.replacing(with: yes.values, where: left.values .<= right.values))
  }
  @inline(__always)
  static func whereEqual(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self {
    Self(no.values.replacing(with: yes.values, where: left.values .== right.values))
  }
  @inline(__always)
  func replacing(with value: Float, where states: SIMD16<UInt32>, are state: UInt32) -> Self {
    let here = states .== SIMD16<UInt32>(repeating: state)
    return Self(values.replacing(with: SIMD16<Float>(repeating: value), where: here))
  }

  /// Both halves of a word convert exactly, so that only their sum rounds.
  @inline(__always)
  static func uniforms(_ words: SIMD16<UInt32>) -> Self {
    let high = SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: words &>> 16))
    let low = SIMD16<Float>(SIMD16<Int32>(truncatingIfNeeded: words & 0xffff))
    return Self((high * 65536 + (low + 0.5)) * 0x1p-32)
  }

  @inline(__always)
  var isFinite: Bool { all((values - values) .== 0) }
  static var whole: Float { 0x1p23 }
  @inline(__always)
  static func fraction(_ word: UInt32) -> Float {
    Float(Int32(truncatingIfNeeded: word &>> 8)) * 0x1p-24
  }
}

/// Sixteen numbers of double precision.
struct DoubleLanes: Lanes {
  var values: SIMD16<Double>

  @inline(__always)
  init(_ values: SIMD16<Double>) { self.values = values }
  @inline(__always)
  init(repeating value: Double) { values = SIMD16(repeating: value) }

  @inline(__always)
  subscript(lane: Int) -> Double {
    get { values[lane] }
    set { values[lane] = newValue }
  }

  @inline(__always)
  static func + (left: Self, right: Self) -> Self { Self(left.values + right.values) }
  @inline(__always)
  static func - (left: Self, right: Self) -> Self { Self(left.values - right.values) }
  @inline(__always)
  static func * (left: Self, right: Self) -> Self { Self(left.values * right.values) }
  @inline(__always)
  static func / (left: Self, right: Self) -> Self { Self(left.values / right.values) }

  @inline(__always)
  static func whereLess(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self {
    Self(no.values.replacing(with: yes.values, where: left.values .< right.values))
  }
  @inline(__always)
  static func whereLessOrEqual(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self {
    Self(no.values.replacing(with: yes.values, where: left.values .<= right.values))
  }
  @inline(__always)
  static func whereEqual(_ left: Self, _ right: Self, _ yes: Self, _ no: Self) -> Self {
    Self(no.values.replacing(with: yes.values, where: left.values .== right.values))
  }
  @inline(__always)
  func replacing(with value: Double, where states: SIMD16<UInt32>, are state: UInt32) -> Self {
    let wide = SIMD16<UInt64>(truncatingIfNeeded: states)
    let here = wide .== SIMD16<UInt64>(repeating: UInt64(state))
    return Self(values.replacing(with: SIMD16<Double>(repeating: value), where: here))
  }

  @inline(__always)
  static func uniforms(_ words: SIMD16<UInt32>) -> Self {
    let high = SIMD16<Double>(SIMD16<Int32>(truncatingIfNeeded: words &>> 16))
    let low = SIMD16<Double>(SIMD16<Int32>(truncatingIfNeeded: words & 0xffff))
    return Self((high * 65536 + (low + 0.5)) * 0x1p-32)
  }

  @inline(__always)
  var isFinite: Bool { all((values - values) .== 0) }
  static var whole: Double { 0x1p52 }
  @inline(__always)
  static func fraction(_ word: UInt32) -> Double {
    Double(Int32(truncatingIfNeeded: word &>> 8)) * 0x1p-24
  }
}
