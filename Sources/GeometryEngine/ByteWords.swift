extension Span where Element == UInt8 {
  /// The eight bytes from an index as a word, lowest byte first; stops the program outside the span.
  @inlinable
  public func word(at index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
