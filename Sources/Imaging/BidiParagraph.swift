import CFriBidi

/// The embedding levels of a line's characters (UAX #9), by FriBidi.
struct BidiParagraph {
    /// A level for each scalar: even runs left to right, odd right to left.
    let levels: [Int8]
    let isRightToLeft: Bool

    init(_ scalars: [UInt32]) throws(ImagingError) {
        guard !scalars.isEmpty else {
            levels = []
            isRightToLeft = false
            return
        }
        let count = Int32(scalars.count)
        var types = [FriBidiCharType](repeating: FriBidiCharType(rawValue: 0), count: scalars.count)
        var brackets = [FriBidiBracketType](repeating: 0, count: scalars.count)
        var levels = [FriBidiLevel](repeating: 0, count: scalars.count)
        var base = FriBidiParType(rawValue: FriBidiParType.RawValue(presswork_fribidi_base_auto))
        unsafe fribidi_get_bidi_types(scalars, count, &types)
        unsafe fribidi_get_bracket_types(scalars, count, types, &brackets)
        guard unsafe fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, &levels) > 0 else {
            throw ImagingError(.libraryFailed, "FriBidi had no memory for \(count) characters.")
        }
        self.levels = levels
        isRightToLeft = base.rawValue == FriBidiParType.RawValue(presswork_fribidi_base_right_to_left)
    }

    /// The visual order of runs with these levels (rule L2), as indices into them.
    static func visualOrder(_ levels: [Int8]) -> [Int] {
        var order = Array(levels.indices)
        guard let highest = levels.max(), let lowestOdd = levels.filter({ $0 % 2 == 1 }).min() else { return order }
        for level in stride(from: highest, through: lowestOdd, by: -1) {
            var start = 0
            while start < order.count {
                var end = start
                while end < order.count, levels[order[end]] >= level { end += 1 }
                order[start..<end].reverse()
                start = max(end, start + 1)
            }
        }
        return order
    }
}
