/// A currency by its ISO 4217 code, such as USD.
public struct Currency: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The three letters, packed as 0x00AABBCC.
  let packed: UInt32

  /// Creates a currency from its code, or nil when ISO 4217 has no such code.
  public init?(_ code: String) {
    var packed: UInt32 = 0
    guard code.utf8.count == 3 else { return nil }
    for byte in code.utf8 { packed = packed << 8 | UInt32(byte) }
    self.init(packed: packed)
  }

  /// Creates a currency from packed letters, or nil when they are no code.
  init?(packed: UInt32) {
    var low = 0
    var high = Currency.codes.count
    while low < high {
      let middle = (low + high) / 2
      if Currency.codes[middle] < packed { low = middle + 1 } else { high = middle }
    }
    guard low < Currency.codes.count, Currency.codes[low] == packed else { return nil }
    self.packed = packed
  }

  /// Every currency, in alphabetical order.
  public static var all: [Currency] { codes.compactMap(Currency.init(packed:)) }

  /// The code, such as `USD`.
  public var code: String {
    let letters = [packed >> 16, packed >> 8, packed].map { UInt8(truncatingIfNeeded: $0) }
    return String(decoding: letters, as: UTF8.self)
  }

  /// The code.
  public var description: String { code }

  /// Whether the first code comes first in the alphabet.
  public static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }

  /// All codes, in alphabetical order.
  ///
  /// - Source: ISO 4217, list one (active codes), without funds, metals and test codes.
  static let codes: [UInt32] = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS \
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW \
    KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD \
    NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD \
    SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES \
    VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.utf8.split(separator: UInt8(ascii: " ")).map { code in
      code.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
