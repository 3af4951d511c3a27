extension StudyReader {
  /// Reads the backcasts of a study; none where it has no `backcasts.yaml`.
  ///
  /// - Throws: `StudyError.invalid` with every mistake in the file.
  public static func backcasts(of study: Study) throws(StudyError) -> [Backcast] {
    let files = try StudyFiles(folder: study.folder)
    guard try optionalFile(BackcastReader.file, folder: study.folder) != nil else { return [] }
    var findings = Findings()
    guard let root = StudyReading(files: files).yaml(BackcastReader.file, &findings) else {
      throw findings.failure
    }
    let reader = BackcastReader(
      file: files.name(BackcastReader.file), sources: study.citations.map(\.id))
    let backcasts = reader.backcasts(root, &findings)
    try findings.check()
    return backcasts
  }
}

/// Reads backcasts.yaml.
struct BackcastReader {
  static let file = "backcasts.yaml"

  let file: String
  let sources: [String]

  func backcasts(_ root: ConfigNode, _ findings: inout Findings) -> [Backcast] {
    guard let entries = root.entries else {
      findings.error(
        "wrong-type", at: SourceLocation(file: file, line: root.line, column: root.column),
        "the file is \(root.kind) and not a mapping", remedy: "write 'ID:' and its keys below")
      return []
    }
    return entries.map { entry in
      let fields = Fields(
        entry.value, file: file, subject: "backcast '\(entry.key)'", keys: Keys.backcast,
        at: SourceLocation(file: file, line: entry.line, column: entry.column), &findings)
      return backcast(entry.key, fields, &findings)
    }
  }

  private func backcast(_ id: String, _ fields: Fields, _ findings: inout Findings) -> Backcast {
    let named = fields.words("sources", &findings)
    for source in named where !sources.contains(source.text) {
      let remedy = Fields.remedy(for: source.text, among: sources, what: "source")
      findings.error(
        "unknown-source", at: source.location,
        "'\(source.text)' is not in \(CitationReader.file)", remedy: remedy,
        cause: Cause(lost: "source", source.text, from: CitationReader.file, remedy: remedy))
    }
    let figures = figures(fields, &findings)
    if !figures.contains(where: \.decides) {
      findings.error(
        "no-figure", at: fields.location, "\(fields.subject) has no figure that decides",
        remedy: "add one under 'figures' with 'low' or 'high'")
    }
    return Backcast(
      id: id, title: fields.text("title", &findings), fed: fields.text("fed", &findings),
      when: CircumstancesReader.circumstances(fields, &findings),
      happened: fields.text("happened", &findings), sources: named.map(\.text),
      outcomes: fields.pairs("outcomes", &findings).map {
        Backcast.Outcome(name: $0.key.text, quantity: $0.value.text, location: $0.value.location)
      }, figures: figures, isCalibration: fields.flag("calibration", &findings) ?? false,
      note: fields.optionalText("note", &findings), location: fields.location)
  }

  private func figures(_ fields: Fields, _ findings: inout Findings) -> [Backcast.Figure] {
    guard let node = fields.value("figures") else {
      fields.missing("figures", &findings)
      return []
    }
    guard let items = node.items else {
      fields.wrongType("figures", node, wanted: "a list of '- {about: ...}'", &findings)
      return []
    }
    return items.map { item in
      let figure = Fields(
        item, file: file, subject: "a figure of \(fields.subject)",
        keys: Keys.backcastFigure, &findings)
      let low = figure.optionalText("low", &findings)
      let high = figure.optionalText("high", &findings)
      if let least = low.flatMap(Double.init), let most = high.flatMap(Double.init), least > most {
        findings.error(
          "out-of-order", at: figure.place(of: "low"),
          "'low' of \(figure.subject) is above 'high'", remedy: "exchange them, or correct one")
      }
      return Backcast.Figure(
        about: figure.text("about", &findings), quantity: figure.text("quantity", &findings),
        unit: figure.text("unit", &findings), low: low, high: high,
        against: figure.optionalText("against", &findings), decides: low != nil || high != nil,
        location: figure.location)
    }
  }
}

/// Reads the circumstances in which a quantity of the audit is reckoned.
enum CircumstancesReader {
  /// `scenario`, `as_of` and `set` of a mapping.
  static func circumstances(_ fields: Fields, _ findings: inout Findings) -> Circumstances {
    Circumstances(
      scenario: fields.optionalText("scenario", &findings),
      asOf: fields.has("as_of") ? fields.date("as_of", &findings) : nil,
      overrides: fields.pairs("set", &findings).map {
        Override(id: $0.key.text, text: $0.value.text, location: $0.value.location)
      })
  }
}
