/// How well a figure is sourced.
public enum SourceClass: String, Hashable, Sendable, CaseIterable {
  /// Read at the source.
  case sourced
  /// Seen in an excerpt of the page.
  case excerpt
  /// Computed by a stated formula from other figures.
  case derived
  /// From memory, to be verified.
  case memory
  /// An engineering judgement that nobody has sourced.
  case judgement

  /// Whether a figure of this class counts as unsourced in reports.
  public var isUnsourced: Bool { self == .memory || self == .judgement }

  /// The weakest of some classes, which is that of what is made of them; nil of none.
  public static func weakest(of classes: [SourceClass]) -> SourceClass? {
    allCases.last { classes.contains($0) }
  }
}
