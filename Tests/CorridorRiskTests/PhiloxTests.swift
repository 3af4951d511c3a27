import CorridorRisk
import Testing

/// Against the known answers that come with Random123, for 4x32 with 10 rounds.
@Suite("Philox")
struct PhiloxTests {
  @Test(
    "gives the published words",
    arguments: [
      (
        SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
        SIMD4<UInt32>(0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8)
      ),
      (
        SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
        SIMD4<UInt32>(0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD)
      ),
      (
        SIMD4<UInt32>(0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344),
        SIMD2<UInt32>(0xA409_3822, 0x299F_31D0),
        SIMD4<UInt32>(0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1)
      ),
    ])
  func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, words: SIMD4<UInt32>) {
    #expect(Philox(key: key)(counter) == words)
  }

  @Test("turns words into uniforms strictly between 0 and 1")
  func uniforms() {
    #expect(Philox.uniform(0) == 0x1p-33)
    #expect(Philox.uniform(.max) == 1 - 0x1p-33)
  }
}
