import CorridorGeoJSON
import CorridorGeometry
import Testing

@Suite struct JSONNumberTests {
  /// Texts and the bits of the nearest double, as CPython 3.11 (David Gay's algorithm) reads them.
  static let hard: [(text: String, bits: UInt64)] = [
    ("0", 0x0000000000000000),
    ("-0", 0x8000000000000000),
    ("0.0", 0x0000000000000000),
    ("-0.0", 0x8000000000000000),
    ("1", 0x3FF0000000000000),
    ("-1", 0xBFF0000000000000),
    ("0.1", 0x3FB999999999999A),
    ("0.2", 0x3FC999999999999A),
    ("0.3", 0x3FD3333333333333),
    ("1e23", 0x44B52D02C7E14AF6),
    ("9007199254740993.0", 0x4340000000000000),
    ("9007199254740993e0", 0x4340000000000000),
    ("9007199254740992", 0x4340000000000000),
    ("1e22", 0x4480F0CF064DD592),
    ("1e-22", 0x3B5E392010175EE6),
    ("1e-23", 0x3B282DB34012B251),
    ("123456789012345678e-5", 0x4271F71FB04CB74F),
    ("2.2250738585072011e-308", 0x000FFFFFFFFFFFFF),
    ("2.2250738585072014e-308", 0x0010000000000000),
    ("2.2250738585072012e-308", 0x0010000000000000),
    ("4.9406564584124654e-324", 0x0000000000000001),
    ("5e-324", 0x0000000000000001),
    ("2.4703282292062327e-324", 0x0000000000000000),
    ("2.4703282292062328e-324", 0x0000000000000001),
    ("1e-400", 0x0000000000000000),
    ("-1e-400", 0x8000000000000000),
    ("1.7976931348623157e308", 0x7FEFFFFFFFFFFFFF),
    ("1.7976931348623158e308", 0x7FEFFFFFFFFFFFFF),
    ("1e308", 0x7FE1CCF385EBC8A0),
    ("8.98846567431158e307", 0x7FE0000000000000),
    ("6.631236846766476e-316", 0x0000000008000000),
    ("3.2378839133029012895883524125015321748630094e-319", 0x000000000000FFFF),
    ("0.500000000000000166533453693773481063544750213623046875", 0x3FE0000000000002),
    ("0.50000000000000016656055874808561867439493653364479541778564453125", 0x3FE0000000000002),
    ("127.02758789062501", 0x405FC1C400000001),
    ("-179.99999999999997", 0xC0667FFFFFFFFFFF),
    ("179.99999999999999", 0x4066800000000000),
    ("89.999999999999986", 0x40567FFFFFFFFFFF),
    ("37.56656666666667", 0x4042C88541AC2B25),
    ("0.000001", 0x3EB0C6F7A0B5ED8D),
    ("1.000000000000000000001", 0x3FF0000000000000),
    ("12345678901234567890", 0x43E56A95319D63E1),
    ("18446744073709551615.5", 0x43F0000000000000),
    ("18446744073709551616", 0x43F0000000000000),
    ("9223372036854775808e0", 0x43E0000000000000),
    ("9999999999999999999e-19", 0x3FF0000000000000),
    ("0.9999999999999999999", 0x3FF0000000000000),
    ("9007199254740991e22", 0x47D0F0CF064DD591),
    ("9007199254740993e-1", 0x430999999999999A),
    ("9007199254740995e-3", 0x42A0624DD2F1A9FD),
    ("1.00000000000000011102230246251565404236316680908203125", 0x3FF0000000000000),
    ("1.00000000000000011102230246251565404236316680908203124", 0x3FF0000000000000),
    ("1.00000000000000011102230246251565404236316680908203126", 0x3FF0000000000001),
    ("7.2057594037927933e16", 0x4370000000000000),
    ("30517578125.000000000000001", 0x421C6BF526340000),
    ("4503599627370496.5", 0x4330000000000000),
    ("4503599627370497.5", 0x4330000000000002),
    ("4503599627475353.5", 0x433000000001999A),
    ("9214843084008499e0", 0x43405E6CEC57761A),
    (
      "0.000000000000000000000000000000000000000000000000000000000000000000000000123",
      0x30CBD136A727E1E1
    ),
    ("100000000000000000000000000000000000000000e-41", 0x3FF0000000000000),
    ("1.7976931348623158079e308", 0x7FEFFFFFFFFFFFFF),
    ("358416272e-33", 0x3ADBBB2A68C9D0B9),
    ("6.02214076e23", 0x44DFE185CA57C517),
    ("1E5", 0x40F86A0000000000),
    ("1e+5", 0x40F86A0000000000),
    ("1E-5", 0x3EE4F8B588E368F1),
    ("1.5e3", 0x4097700000000000),
    ("0e10", 0x0000000000000000),
    ("0e999999999999", 0x0000000000000000),
    ("-0e-5", 0x8000000000000000),
    ("0.1e1", 0x3FF0000000000000),
    ("20e-1", 0x4000000000000000),
  ]

  @Test(arguments: hard)
  func `a hard number is rounded correctly`(text: String, bits: UInt64) throws {
    let number = try #require(try JSONParser().parse(text).number)
    #expect(number.bitPattern == bits)
  }

  @Test(arguments: hard)
  func `a hard number as a coordinate is rounded correctly`(text: String, bits: UInt64) throws {
    let number = Double(bitPattern: bits)
    let point = #"{"type":"Point","coordinates":[\#(text),\#(text)]}"#
    let collection = try GeoJSONReader.read(
      bytes: Array(point.utf8), file: "a.geojson", options: .lenient)
    let coordinate = try #require(collection.features.first?.geometry?.points.first)
    #expect(coordinate.longitude.bitPattern == number.bitPattern)
    #expect(coordinate.latitude.bitPattern == number.bitPattern)
  }

  /// The oracle is the C library's strtod behind `Double.init(_:)`.
  @Test func `random doubles come back bit for bit`() throws {
    var random = SplitMix64(state: 1)
    for _ in 0..<1_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      for text in [number.description, NumberText.text(number)] {
        #expect(Double(text)?.bitPattern == number.bitPattern)
        #expect(try JSONParser().parse(text).number?.bitPattern == number.bitPattern)
      }
    }
  }

  /// The oracle is the C library's strtod behind `Double.init(_:)`.
  @Test(arguments: 1...25)
  func `random decimals are rounded correctly`(digits: Int) throws {
    var random = SplitMix64(state: UInt64(digits))
    for _ in 0..<400 {
      let first = Character(UnicodeScalar(UInt8(0x31 + random.next() % 9)))
      var text = String(first)
      for _ in 1..<max(digits, 2) { text.append(String(random.next() % 10)) }
      text = String(text.prefix(digits))
      let point = Int(random.next() % UInt64(digits + 1))
      if point > 0, point < digits {
        text.insert(".", at: text.index(text.startIndex, offsetBy: point))
      }
      if random.next() % 3 == 0 { text += "e\(Int(random.next() % 60) - 30)" }
      if random.next() % 2 == 0 { text = "-" + text }
      let expected = try #require(Double(text))
      let value = try JSONParser().parse(text)
      if case .integer(let whole) = value.content {
        #expect(String(whole) == text)
      } else {
        #expect(value.number?.bitPattern == expected.bitPattern, "\(text)")
      }
    }
  }

  /// A decimal half way between two doubles goes to the even one, and a hair beside it does not.
  @Test func `ties go to even`() throws {
    var random = SplitMix64(state: 2)
    for _ in 0..<200 {
      // 53 bits and a half: at most 17 digits, with one decimal.
      let low = (1 << 52) + Int(random.next() % (1 << 52))
      let even = low % 2 == 0 ? low : low + 1
      #expect(try JSONParser().parse("\(low).5").number == Double(even))
      #expect(try JSONParser().parse("\(low).51").number == Double(low + 1))
      #expect(try JSONParser().parse("\(low).49").number == Double(low))
    }
  }

  @Test func `a whole number that a double would change stays`() throws {
    let value = try JSONParser().parse("[9007199254740993,-9223372036854775807,9007199254740992]")
    #expect(value[0]?.integer == 9_007_199_254_740_993)
    #expect(value[1]?.integer == -9_223_372_036_854_775_807)
    #expect(value[2]?.content == .number(9_007_199_254_740_992))
    #expect(try JSONWriter(.compact).text(value).hasPrefix("[9007199254740993,-922337203685477580"))
  }

  @Test func `whole numbers are recognised`() throws {
    let value = try JSONParser().parse("[12,12.0,12.5,1e3,-0]")
    #expect(value.array?.map(\.integer) == [12, 12, nil, 1000, 0])
  }

  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-12.0, "-12"), (0.1, "0.1"), (1e-6, "0.000001"),
    (1.25e-6, "0.00000125"), (1e-7, "1e-7"), (1.5e-7, "1.5e-7"), (123456.789, "123456.789"),
    (9_007_199_254_740_994, "9007199254740994"), (1e16, "1e+16"), (1e23, "1e+23"),
    (.leastNonzeroMagnitude, "5e-324"), (1.7976931348623157e308, "1.7976931348623157e+308"),
    (1e15, "1000000000000000"),
    (127.02758789062501, "127.02758789062501"), (2251799813685248.5, "2251799813685248.5"),
  ])
  func `a number is written as people write it`(number: Double, text: String) {
    #expect(NumberText.text(number) == text)
  }
}

/// The generator of Steele, Lea and Flood (2014), for tests that draw.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
