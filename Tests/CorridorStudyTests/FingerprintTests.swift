import CorridorStudy
import Testing

@Suite("Fingerprint")
struct FingerprintTests {
  /// XXH64 with seed 0 of these texts, by the reference implementation (xxHash 0.8).
  @Test(
    "is the published hash",
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64)])
  func published(text: String, hash: UInt64) {
    #expect(Fingerprint.of(Array(text.utf8)) == hash)
  }

  @Test("has sixteen digits")
  func digits() {
    #expect(Fingerprint.text(of: 0x0D24_EC4F_1A98_C6E5) == "0d24ec4f1a98c6e5")
    #expect(Fingerprint.text(of: 0) == "0000000000000000")
    #expect(Fingerprint().text == "ef46db3751d8e999")
  }

  @Test("tells apart what reads the same when joined")
  func lengthsCount() {
    var one = Fingerprint()
    one.add("ab")
    one.add("c")
    var other = Fingerprint()
    other.add("a")
    other.add("bc")
    #expect(one.value != other.value)
    var none = Fingerprint()
    none.add(String?.none)
    var empty = Fingerprint()
    empty.add("")
    #expect(none.value != empty.value)
  }

  @Test("does not tell zeros apart")
  func zeros() {
    var plus = Fingerprint()
    plus.add(0.0)
    var minus = Fingerprint()
    minus.add(-0.0)
    #expect(plus.value == minus.value)
  }
}
