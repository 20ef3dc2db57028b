import CHarfBuzz

/// Neighbouring characters of one font, script and direction: what HarfBuzz shapes at once.
struct TextRun: Equatable {
    var range: Range<Int>
    let font: FontFile
    /// A HarfBuzz script tag.
    let script: UInt32
    /// The bidi embedding level.
    let level: Int8

    /// True for scripts whose letters join into words.
    var isJoined: Bool {
        [HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC, HB_SCRIPT_MONGOLIAN, HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI]
            .contains { $0.rawValue == script }
    }

    /// Cuts a line into runs. Scalars without a script of their own (spaces, digits, marks) take that of the one
    /// before.
    static func runs(_ scalars: [UInt32], fonts: [FontFile], levels: [Int8]) -> [TextRun] {
        let functions = unsafe hb_unicode_funcs_get_default()
        let shared = [HB_SCRIPT_COMMON, HB_SCRIPT_INHERITED, HB_SCRIPT_UNKNOWN].map(\.rawValue)
        let own = scalars.map { unsafe hb_unicode_script(functions, $0).rawValue }
        var script = own.first { !shared.contains($0) } ?? HB_SCRIPT_LATIN.rawValue
        var runs: [TextRun] = []
        for index in scalars.indices {
            if !shared.contains(own[index]) { script = own[index] }
            if let last = runs.last, last.font == fonts[index], last.script == script, last.level == levels[index] {
                runs[runs.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                runs.append(
                    TextRun(range: index..<index + 1, font: fonts[index], script: script, level: levels[index]))
            }
        }
        return runs
    }
}
